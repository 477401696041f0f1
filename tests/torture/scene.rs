//! A journal in a folder that can be watched, and the real command line run against it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use ledgerline_core::journal::{Journal, released};
use ledgerline_core::time::Moment;
use ledgerline_core::vault::{self, Effort};
use tempfile::TempDir;

/// What opens every journal of the gates.
pub(crate) const PASSPHRASE: &str = "orchard lantern gravel tuba";
/// When they happen.
pub(crate) const NOW: &str = "2026-11-20T16:42:00+01:00";

/// The present of the gates.
pub(crate) fn now() -> Moment {
    Moment::parse(NOW).expect("a moment")
}

/// A folder for what is thrown away at once: in memory where there is such a place, since the
/// gates work out themselves what a disk would keep.
pub(crate) fn throwaway() -> TempDir {
    let memory = Path::new("/dev/shm");
    let place = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    // The watcher sees paths without links.
    tempfile::tempdir_in(place.canonicalize().expect("a place")).expect("a folder")
}

/// The watcher, compiled once a run.
pub(crate) fn watcher() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/torture/preload.c");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let library = folder.join(format!("preload-{}.so", std::process::id()));
        let done = Command::new("cc")
            .args(["-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o"])
            .args([library.as_os_str(), source.as_os_str()])
            .status()
            .expect("a C compiler, which SQLCipher needs too");
        assert!(done.success(), "the watcher compiles");
        library
    })
}

/// What the binary left behind.
pub(crate) struct Ran {
    /// None when it was killed.
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// A folder whose `disk` is watched; what a run puts elsewhere lies beside it.
pub(crate) struct Scene {
    dir: TempDir,
}

impl Scene {
    /// No journal yet.
    pub(crate) fn empty() -> Self {
        let dir = throwaway();
        for name in ["disk", "run", "home"] {
            std::fs::create_dir(dir.path().join(name)).expect("a folder");
        }
        Self { dir }
    }

    /// A journal whose passphrase costs nothing to try.
    pub(crate) fn new() -> Self {
        let scene = Self::empty();
        Journal::create(&scene.journal(), PASSPHRASE, None, Effort::quick(), &now())
            .expect("a journal");
        scene
    }

    /// A journal as the version with this schema left it.
    pub(crate) fn of_schema(schema: u32) -> Self {
        let scene = Self::empty();
        released::write(&scene.journal(), schema, PASSPHRASE, Effort::quick(), &now())
            .expect("a journal of an earlier version");
        scene
    }

    /// The folder that is watched.
    pub(crate) fn disk(&self) -> PathBuf {
        self.dir.path().join("disk")
    }

    pub(crate) fn journal(&self) -> PathBuf {
        self.disk().join("journal")
    }

    /// A place for what is not watched.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Opens the journal in this very process.
    pub(crate) fn open(&self) -> Journal {
        let vault = vault::read(&self.journal())
            .and_then(|header| header.open_with_passphrase(PASSPHRASE))
            .expect("the passphrase opens it");
        Journal::open(&self.journal(), vault, &now()).expect("it opens")
    }

    /// The binary with a bare environment and no key.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, args: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ledgerline"));
        command
            .args(args)
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", self.dir.path().join("home"))
            .env("XDG_RUNTIME_DIR", self.dir.path().join("run"))
            .env("LEDGERLINE_JOURNAL", self.journal())
            .env("LEDGERLINE_NOW", NOW)
            .stdin(Stdio::null())
            .current_dir(self.dir.path());
        command
    }

    /// Runs with the passphrase.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        ran(self.command(args).env("LEDGERLINE_PASSPHRASE", PASSPHRASE))
    }

    /// Runs with the passphrase and expects success.
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, Some(0), "`{}` is fine; it said: {}", args.join(" "), ran.err);
        ran.out
    }

    /// Keeps the journal unlocked for commands without a passphrase, until the scene ends.
    pub(crate) fn unlock(&self) {
        self.ok(&["vault", "unlock", "--for", "2h"]);
    }

    /// As the watcher has it: `command` writes its changes to `log`, and `fault` goes wrong.
    pub(crate) fn watched(&self, command: &mut Command, log: &Path, fault: Option<&str>) {
        command
            .env("LD_PRELOAD", watcher())
            .env("TORTURE_ROOT", self.disk())
            .env("TORTURE_LOG", log);
        if let Some(fault) = fault {
            command.env("TORTURE_FAULT", fault);
        }
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        // The agent of `unlock`, if there is one, would outlive its journal.
        if self.dir.path().join("run/ledgerline").is_dir() {
            drop(self.command(&["vault", "lock"]).output());
        }
    }
}

/// Runs to the end.
pub(crate) fn ran(command: &mut Command) -> Ran {
    command.output().expect("the binary runs").into()
}

/// Copies a folder's files and folders.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for found in std::fs::read_dir(from).expect("a folder") {
        let path = found.expect("a name").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else if path.is_file() {
            std::fs::copy(&path, &target).expect("copied");
        }
    }
}
