//! The three package managers this knows, and the commands that install with them.

use std::path::Path;

/// Distributions that share a package manager and package names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// Debian, Ubuntu, Mint, Pop!_OS: apt.
    Debian,
    /// Fedora and its spins: dnf.
    Fedora,
    /// Arch, Manjaro, EndeavourOS: pacman.
    Arch,
}

/// A command, word by word.
pub(crate) type Line = Vec<String>;

impl Family {
    /// The family of this machine, when it is one of the three.
    pub(crate) fn here() -> Option<Self> {
        let text = ["/etc/os-release", "/usr/lib/os-release"]
            .iter()
            .find_map(|path| std::fs::read_to_string(path).ok())?;
        Self::read(&text)
    }

    /// Reads an os-release file: the name itself first, then the names it says it is like.
    pub(crate) fn read(os_release: &str) -> Option<Self> {
        let value = |key: &str| {
            os_release.lines().find_map(|line| {
                let (name, value) = line.split_once('=')?;
                (name.trim() == key).then(|| value.trim().trim_matches(['"', '\'']))
            })
        };
        [value("ID"), value("ID_LIKE")]
            .into_iter()
            .flatten()
            .flat_map(str::split_whitespace)
            .find_map(|id| match id {
                "debian" | "ubuntu" => Some(Self::Debian),
                "fedora" => Some(Self::Fedora),
                "arch" | "archlinux" => Some(Self::Arch),
                _ => None,
            })
    }

    /// The commands that install `packages`, to be run one after the other as root.
    pub(crate) fn install(self, packages: &[&str], lists_present: bool) -> Vec<Line> {
        let line = |start: &[&str]| {
            start.iter().chain(packages).map(|word| (*word).to_owned()).collect::<Line>()
        };
        match self {
            // A fresh machine has no lists, an old one has lists of packages that are gone.
            Self::Debian => vec![
                vec!["apt-get".into(), "update".into()],
                line(&["apt-get", "install", "-y", "--no-install-recommends"]),
            ],
            Self::Fedora => vec![line(&["dnf", "install", "-y"])],
            Self::Arch if lists_present => {
                vec![line(&["pacman", "-S", "--needed", "--noconfirm"])]
            }
            // With no list at all there is nothing a full update could break half of.
            Self::Arch => vec![line(&["pacman", "-Syu", "--needed", "--noconfirm"])],
        }
    }

    /// Whether the package manager has its lists already; only pacman's command depends on it.
    pub(crate) fn lists_present(self) -> bool {
        self != Self::Arch
            || std::fs::read_dir(Path::new("/var/lib/pacman/sync"))
                .is_ok_and(|mut files| files.next().is_some())
    }

    /// The oldest release that has everything, for the message when an install did not help.
    pub(crate) fn oldest(self) -> &'static str {
        match self {
            Self::Debian => "Debian 12 or Ubuntu 22.04",
            Self::Fedora => "Fedora 38",
            Self::Arch => "an Arch updated this year (try `pacman -Syu` first)",
        }
    }
}

/// The lines as one would type them, with `sudo` where root is needed.
pub(crate) fn typed(lines: &[Line], sudo: bool) -> String {
    let one = |line: &Line| format!("{}{}", if sudo { "sudo " } else { "" }, line.join(" "));
    lines.iter().map(one).collect::<Vec<_>>().join(" && ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derivative_is_known_by_what_it_is_like() {
        let cases = [
            ("ID=debian\nVERSION_ID=\"12\"", Some(Family::Debian)),
            ("NAME=Ubuntu\nID=ubuntu\nID_LIKE=debian", Some(Family::Debian)),
            ("ID=pop\nID_LIKE=\"ubuntu debian\"", Some(Family::Debian)),
            ("ID=fedora", Some(Family::Fedora)),
            ("ID=nobara\nID_LIKE='fedora'", Some(Family::Fedora)),
            ("ID=arch", Some(Family::Arch)),
            ("ID=manjaro\nID_LIKE=arch", Some(Family::Arch)),
            ("ID=nixos", None),
            ("", None),
        ];
        for (text, family) in cases {
            assert_eq!(Family::read(text), family, "{text}");
        }
    }

    #[test]
    fn each_family_has_its_own_command() {
        let packages = ["one", "two"];
        assert_eq!(
            typed(&Family::Debian.install(&packages, true), true),
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends one two",
            "apt needs its lists first",
        );
        assert_eq!(
            typed(&Family::Fedora.install(&packages, true), false),
            "dnf install -y one two",
            "root needs no sudo",
        );
        assert_eq!(
            typed(&Family::Arch.install(&packages, true), false),
            "pacman -S --needed --noconfirm one two",
            "never `-Sy`: a partial upgrade breaks an Arch",
        );
        assert_eq!(
            typed(&Family::Arch.install(&packages, false), false),
            "pacman -Syu --needed --noconfirm one two",
            "with no list nothing would be found",
        );
    }
}
