//! A place of its own for the real window: a screen, a session bus, a keychain and folders that
//! are nobody's, so that a test never meets the journal of the person who runs it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::process;
use crate::stop::Stop;
use crate::tools;
use crate::tree::Tree;

/// What of the window suite is to run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Everything but the screenshots.
    Journeys,
    /// Only the screenshots, which write into `docs/shots`.
    Shots,
}

/// Unlocks a keychain with a password of no worth, then becomes the suite.
///
/// No desktop is here to show the keychain's own prompt, so it is unlocked from the start. The bus
/// is the system's as well, so that no test hears of this machine's sleep, and some can feign it.
const SESSION: &str = r#"export DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS"
printf stage | gnome-keyring-daemon --unlock --components=secrets >/dev/null
exec "$@""#;

/// The suite, for cargo.
const SUITE: [&str; 7] =
    ["test", "-p", "ledgerline-tests", "--features", "window", "--test", "window"];

/// Past this the suite hangs; CI would otherwise wait for its own end and tell nothing.
const MINUTES: &str = "30m";

/// A stage that is set; struck when dropped.
pub(crate) struct Stage<'a> {
    tree: &'a Tree,
    screen: Child,
    display: String,
    home: PathBuf,
    driver: PathBuf,
}

impl<'a> Stage<'a> {
    /// Starts the screen and makes the folders.
    pub(crate) fn set(tree: &'a Tree) -> Result<Self, Stop> {
        let driver = tools::ensure(tree, &tools::TAURI_DRIVER)?;
        // Sockets live in here, and a socket's path may have only 108 bytes.
        let home = std::env::temp_dir().join(format!("ledgerline-stage-{}", std::process::id()));
        for folder in ["run", "data", "config", "cache", "state"] {
            private_folder(&home.join(folder))?;
        }
        let (screen, display) = screen(&home)?;
        Ok(Self { tree, screen, display, home, driver })
    }

    /// The window suite, ready to start; the tests of these names only, when there are any.
    pub(crate) fn suite(&self, part: Part, only: &[String]) -> Command {
        let mut command = self.session();
        command.arg(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        // One window has the keyboard at a time, hence one thread.
        command.args(SUITE).args(["--", "--test-threads=1"]);
        match part {
            Part::Journeys if !only.is_empty() => command.arg("--exact").args(only),
            Part::Journeys => command.args(["--skip", "shots"]),
            Part::Shots => command.args(["shots", "--nocapture"]),
        };
        command
    }

    /// The bench of the window, ready to start. It runs copies of what was built, so that a build
    /// beside it changes nothing half-way.
    pub(crate) fn bench(&self, release: bool) -> Result<Command, Stop> {
        let copy = |from: &Path, name: &str| -> Result<PathBuf, Stop> {
            let to = self.home.join(name);
            fs::copy(from, &to).map_err(Stop::io(from))?;
            Ok(to)
        };
        let built = |name| self.tree.built(name, release);
        let app = copy(&built("ledgerline-desktop"), "app")?;
        let empty = copy(&built("examples/empty-window"), "empty")?;
        let bench = copy(&self.tree.built("bench", false), "bench")?;
        let mut command = self.session();
        command.arg(bench).arg("--window");
        command.env("LEDGERLINE_APP", app).env("LEDGERLINE_EMPTY", empty);
        command.env("LEDGERLINE_FRAME", self.home.join("Xvfb_screen0"));
        Ok(command)
    }

    /// A session bus and a keychain around the program that is added next.
    fn session(&self) -> Command {
        let mut command = Command::new("timeout");
        command.current_dir(&self.tree.root);
        command.args(["--kill-after=20s", MINUTES, "dbus-run-session", "--", "sh", "-c", SESSION]);
        command.arg("sh");
        self.surroundings(&mut command);
        command
    }

    fn surroundings(&self, command: &mut Command) {
        let built = |name| self.tree.built(name, false);
        command
            .env("LEDGERLINE_APP", built("ledgerline-desktop"))
            .env("LEDGERLINE_CLI", built("ledgerline"))
            .env("LEDGERLINE_SHOTS", self.tree.root.join("docs/shots"))
            .env("TAURI_DRIVER", &self.driver)
            .env("DISPLAY", &self.display)
            .env("GDK_BACKEND", "x11")
            .env("GSETTINGS_BACKEND", "memory")
            // The accessibility bus is not started in here, and waiting for it takes half a minute.
            .env("NO_AT_BRIDGE", "1")
            .env("LC_ALL", "C.UTF-8")
            .env("XDG_RUNTIME_DIR", self.home.join("run"))
            .env("XDG_DATA_HOME", self.home.join("data"))
            .env("XDG_CONFIG_HOME", self.home.join("config"))
            .env("XDG_CACHE_HOME", self.home.join("cache"))
            .env("XDG_STATE_HOME", self.home.join("state"));
        // Nobody's own word decides where the journal is, or how the pages are drawn.
        for name in [
            "WAYLAND_DISPLAY",
            "DBUS_SESSION_BUS_ADDRESS",
            "LEDGERLINE_JOURNAL",
            "LEDGERLINE_PASSPHRASE",
            "WEBKIT_DISABLE_COMPOSITING_MODE",
            "WEBKIT_DISABLE_DMABUF_RENDERER",
        ] {
            command.env_remove(name);
        }
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        // Nothing can be done about a screen or a folder that will not go.
        let _ = self.screen.kill();
        let _ = self.screen.wait();
        let _ = fs::remove_dir_all(&self.home);
    }
}

/// Compiles the suite, so that its time limit is for running alone.
pub(crate) fn suite_build(tree: &Tree) -> Command {
    let mut cargo = process::cargo(&tree.root);
    cargo.args(SUITE).arg("--no-run");
    cargo
}

/// Xvfb on the first free display, whose number it says itself.
fn screen(home: &Path) -> Result<(Child, String), Stop> {
    let mut child = Command::new("Xvfb")
        // Its picture lies in a file there, for who wants to know when something is painted.
        .arg("-fbdir")
        .arg(home)
        .args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| Stop::Failed(format!("Xvfb could not be started: {error}")))?;
    let mut number = String::new();
    let said = child.stdout.take().map(|out| BufReader::new(out).read_line(&mut number));
    if !matches!(said, Some(Ok(_))) || number.trim().is_empty() {
        let _ = child.kill();
        let _ = child.wait();
        return Err(Stop::Failed("Xvfb ended before it had a display".into()));
    }
    Ok((child, format!(":{}", number.trim())))
}

fn private_folder(path: &Path) -> Result<(), Stop> {
    fs::create_dir_all(path).map_err(Stop::io(path))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A runtime folder that others may enter is refused by D-Bus and the keychain.
        fs::set_permissions(path, fs::Permissions::from_mode(0o700)).map_err(Stop::io(path))?;
    }
    Ok(())
}
