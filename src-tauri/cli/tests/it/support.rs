//! A journal in a folder of its own, and the binary run against it.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ledgerline_core::journal::Journal;
use ledgerline_core::time::Moment;
use ledgerline_core::vault::Effort;
use serde_json::Value;
use tempfile::TempDir;

/// What opens every journal of these tests.
pub(crate) const PASSPHRASE: &str = "orchard lantern gravel tuba";
/// When these tests happen: a Friday.
pub(crate) const NOW: &str = "2026-11-20T16:42:00+01:00";

/// A folder with a journal, and everything a process might look for beside it.
pub(crate) struct Bench {
    dir: TempDir,
}

/// What a run left behind.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Bench {
    /// No journal yet.
    pub(crate) fn empty() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let run = dir.path().join("run");
        std::fs::create_dir(&run).expect("a folder");
        Self { dir }
    }

    /// A journal whose passphrase costs nothing to try, so that tests do not wait for it.
    pub(crate) fn new() -> Self {
        let bench = Self::empty();
        let now = Moment::parse(NOW).expect("a moment");
        Journal::create(&bench.journal(), PASSPHRASE, None, Effort::quick(), &now)
            .expect("a journal");
        bench
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn journal(&self) -> PathBuf {
        self.dir.path().join("journal")
    }

    /// The binary with a bare environment and no key.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, args: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ledgerline"));
        command
            .args(args)
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", self.path())
            .env("XDG_RUNTIME_DIR", self.path().join("run"))
            .env("LEDGERLINE_JOURNAL", self.journal())
            .env("LEDGERLINE_NOW", NOW)
            .stdin(Stdio::null())
            .current_dir(self.path());
        command
    }

    /// Runs without a key.
    pub(crate) fn locked(&self, args: &[&str]) -> Ran {
        run(&mut self.command(args))
    }

    /// Runs with the passphrase.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        run(self.command(args).env("LEDGERLINE_PASSPHRASE", PASSPHRASE))
    }

    /// Runs with the passphrase, expects success, and gives what was printed.
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "`{}` is fine; it said: {}", args.join(" "), ran.err);
        ran.out
    }

    /// Runs with the passphrase and `--json`, expects success, and reads what was printed.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let out = self.ok(&[args, &["--json"]].concat());
        serde_json::from_str(&out).expect("one JSON text")
    }

    /// Files a line and gives its id.
    pub(crate) fn add(&self, line: &str) -> String {
        self.ok(&["add", line]).trim().to_owned()
    }

    /// Every entry, newest first.
    pub(crate) fn entries(&self) -> Vec<Value> {
        self.json(&["list"]).as_array().expect("an array").clone()
    }
}

/// Runs to the end.
pub(crate) fn run(command: &mut Command) -> Ran {
    let output = command.output().expect("the binary runs");
    Ran {
        code: output.status.code().expect("it was not killed"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// Runs to the end with something to read.
pub(crate) fn run_with(command: &mut Command, input: &[u8]) -> Ran {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("the binary runs");
    child.stdin.take().expect("a pipe").write_all(input).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    Ran {
        code: output.status.code().expect("it was not killed"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// The names of an object's fields, in order.
pub(crate) fn names(object: &Value) -> Vec<&str> {
    object.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// How much a long test does: what `LEDGERLINE_LOAD` says, else `short`.
pub(crate) fn load(short: u64) -> u64 {
    let told = std::env::var("LEDGERLINE_LOAD").ok().and_then(|text| text.parse().ok());
    told.unwrap_or(short)
}

/// The one line of a gate; a runner may have begun a line of its own.
#[allow(clippy::print_stdout, reason = "a gate prints its line")]
pub(crate) fn tell(gate: &str, load: &str, faults: &str, result: &str) {
    println!("\ngate {gate} | {load} | {faults} | {result}");
}
