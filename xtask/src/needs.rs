//! What the project needs of a machine, why, and what each distribution calls it.

use crate::distro::Family;
use crate::process;

/// What the machine is to be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Build the app and start it.
    Run,
    /// That, and drive its window in the tests.
    Test,
}

/// How to see that a need is met.
#[derive(Debug)]
enum Sign {
    /// pkg-config knows one of these.
    Library(&'static [&'static str]),
    /// All of these programs are there.
    Programs(&'static [&'static str]),
}

/// One thing a Linux machine must have.
#[derive(Debug)]
pub(crate) struct Need {
    /// As a reader would call it.
    pub(crate) name: &'static str,
    /// What for.
    pub(crate) why: &'static str,
    sign: Sign,
    debian: &'static str,
    fedora: &'static str,
    arch: &'static str,
}

impl Need {
    /// The packages that bring it, separated by spaces in the table.
    pub(crate) fn packages(&self, family: Family) -> impl Iterator<Item = &'static str> {
        match family {
            Family::Debian => self.debian,
            Family::Fedora => self.fedora,
            Family::Arch => self.arch,
        }
        .split_whitespace()
    }
}

/// To build the app and start it.
const RUN: [Need; 7] = [
    Need {
        name: "a C compiler and make",
        why: "compile SQLCipher, the encrypted database",
        sign: Sign::Programs(&["cc", "make"]),
        debian: "build-essential",
        fedora: "gcc make",
        arch: "base-devel",
    },
    Need {
        name: "pkg-config",
        why: "finds the libraries below",
        sign: Sign::Programs(&["pkg-config"]),
        debian: "pkg-config",
        fedora: "pkgconf-pkg-config",
        arch: "pkgconf",
    },
    Need {
        name: "WebKitGTK 4.1",
        why: "draws the window",
        sign: Sign::Library(&["webkit2gtk-4.1"]),
        debian: "libwebkit2gtk-4.1-dev",
        fedora: "webkit2gtk4.1-devel",
        arch: "webkit2gtk-4.1",
    },
    Need {
        name: "libsoup 3",
        why: "WebKitGTK's own network layer, linked by name",
        sign: Sign::Library(&["libsoup-3.0"]),
        debian: "libsoup-3.0-dev",
        fedora: "libsoup3-devel",
        arch: "libsoup3",
    },
    Need {
        name: "Ayatana AppIndicator",
        why: "the icon in the tray",
        sign: Sign::Library(&["ayatana-appindicator3-0.1"]),
        debian: "libayatana-appindicator3-dev",
        fedora: "libayatana-appindicator-gtk3-devel",
        arch: "libayatana-appindicator",
    },
    Need {
        name: "OpenSSL headers",
        why: "the ciphers under SQLCipher",
        sign: Sign::Library(&["openssl"]),
        debian: "libssl-dev",
        fedora: "openssl-devel",
        arch: "openssl",
    },
    Need {
        name: "librsvg",
        why: "icons in the window's frame and menus",
        sign: Sign::Library(&["librsvg-2.0"]),
        debian: "librsvg2-dev",
        fedora: "librsvg2-devel",
        arch: "librsvg",
    },
];

/// To drive the window in the tests as well.
const TEST: [Need; 4] = [
    Need {
        name: "Xvfb",
        why: "a screen nobody sees, for the window's tests",
        sign: Sign::Programs(&["Xvfb"]),
        debian: "xvfb",
        fedora: "xorg-x11-server-Xvfb",
        arch: "xorg-server-xvfb",
    },
    Need {
        name: "WebKitWebDriver",
        why: "types and clicks in the window during tests",
        sign: Sign::Programs(&["WebKitWebDriver"]),
        debian: "webkit2gtk-driver",
        // Both build WebKit twice and ship one driver, with the GTK 4 build.
        fedora: "webkitgtk6.0",
        arch: "webkitgtk-6.0",
    },
    Need {
        name: "a D-Bus daemon",
        why: "a session bus of the tests' own",
        sign: Sign::Programs(&["dbus-run-session", "dbus-daemon"]),
        debian: "dbus",
        fedora: "dbus-daemon",
        arch: "dbus",
    },
    Need {
        name: "gnome-keyring",
        why: "a keychain of the tests' own",
        sign: Sign::Programs(&["gnome-keyring-daemon"]),
        debian: "gnome-keyring",
        fedora: "gnome-keyring",
        arch: "gnome-keyring",
    },
];

/// Everything `purpose` asks of a Linux machine.
pub(crate) fn all(purpose: Purpose) -> impl Iterator<Item = &'static Need> {
    let test = if purpose == Purpose::Test { TEST.as_slice() } else { &[] };
    RUN.iter().chain(test)
}

/// How a machine answers; the tests bring machines of their own.
pub(crate) trait Machine {
    /// pkg-config finds this library.
    fn library(&self, name: &str) -> bool;
    /// This program can be started.
    fn program(&self, name: &str) -> bool;
}

/// The machine this runs on.
pub(crate) struct ThisMachine;

impl Machine for ThisMachine {
    fn library(&self, name: &str) -> bool {
        process::answer("pkg-config", &["--exists", name]).is_some()
    }

    fn program(&self, name: &str) -> bool {
        process::on_path(name).is_some()
    }
}

/// What `machine` lacks for `purpose`.
pub(crate) fn missing(machine: &dyn Machine, purpose: Purpose) -> Vec<&'static Need> {
    let met = |need: &&Need| match need.sign {
        Sign::Library(names) => names.iter().any(|name| machine.library(name)),
        Sign::Programs(names) => names.iter().all(|name| machine.program(name)),
    };
    all(purpose).filter(|need| !met(need)).collect()
}

/// The packages that bring all of `needs`.
pub(crate) fn packages(needs: &[&'static Need], family: Family) -> Vec<&'static str> {
    needs.iter().flat_map(|need| need.packages(family)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A machine that has exactly these libraries and programs.
    struct Having(&'static [&'static str]);

    impl Machine for Having {
        fn library(&self, name: &str) -> bool {
            self.0.contains(&"pkg-config") && self.0.contains(&name)
        }
        fn program(&self, name: &str) -> bool {
            self.0.contains(&name)
        }
    }

    const BARE: Having = Having(&["git", "node", "npm"]);

    #[test]
    fn a_bare_debian_gets_the_whole_list() {
        assert_eq!(
            packages(&missing(&BARE, Purpose::Test), Family::Debian).join(" "),
            "build-essential pkg-config libwebkit2gtk-4.1-dev libsoup-3.0-dev \
             libayatana-appindicator3-dev libssl-dev librsvg2-dev xvfb webkit2gtk-driver \
             dbus gnome-keyring",
            "Debian's and Ubuntu's names",
        );
    }

    #[test]
    fn a_bare_fedora_gets_the_whole_list() {
        assert_eq!(
            packages(&missing(&BARE, Purpose::Test), Family::Fedora).join(" "),
            "gcc make pkgconf-pkg-config webkit2gtk4.1-devel libsoup3-devel \
             libayatana-appindicator-gtk3-devel openssl-devel librsvg2-devel \
             xorg-x11-server-Xvfb webkitgtk6.0 dbus-daemon gnome-keyring",
            "Fedora's names",
        );
    }

    #[test]
    fn a_bare_arch_gets_the_whole_list() {
        assert_eq!(
            packages(&missing(&BARE, Purpose::Test), Family::Arch).join(" "),
            "base-devel pkgconf webkit2gtk-4.1 libsoup3 libayatana-appindicator openssl librsvg \
             xorg-server-xvfb webkitgtk-6.0 dbus gnome-keyring",
            "Arch's names",
        );
    }

    #[test]
    fn only_what_is_missing_is_asked_for() {
        let machine = Having(&[
            "cc",
            "make",
            "pkg-config",
            "webkit2gtk-4.1",
            "libsoup-3.0",
            "ayatana-appindicator3-0.1",
            "librsvg-2.0",
        ]);
        assert_eq!(
            packages(&missing(&machine, Purpose::Run), Family::Debian),
            ["libssl-dev"],
            "everything else is there",
        );
    }

    #[test]
    fn without_pkg_config_every_library_counts_as_missing() {
        let machine = Having(&["cc", "make", "webkit2gtk-4.1", "openssl"]);
        let names: Vec<_> = missing(&machine, Purpose::Run).iter().map(|need| need.name).collect();
        assert!(names.contains(&"WebKitGTK 4.1"), "nobody could tell: {names:?}");
    }

    #[test]
    fn running_the_app_does_not_ask_for_the_tests_needs() {
        let names: Vec<_> = all(Purpose::Run).map(|need| need.name).collect();
        assert!(!names.contains(&"Xvfb"), "{names:?}");
    }
}
