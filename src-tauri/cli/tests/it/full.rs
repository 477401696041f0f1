//! A disk without room, a folder that cannot be written: the reason is said, what was acknowledged
//! is there, an older file survives, and with room again everything goes on.
//!
//! Where this may be mounted, the disk is a small one in memory; elsewhere no file may grow.

use std::path::{Path, PathBuf};
use std::process::Command;

use ledgerline_core::journal::Journal;
use ledgerline_core::time::Moment;
use ledgerline_core::vault::Effort;

use super::support::{Bench, NOW, PASSPHRASE, Ran, run};

/// A disk that can be made small and large.
enum Disk {
    Mounted(PathBuf),
    /// The longest a file may get, in kibibytes.
    Limited(PathBuf, u32),
}

impl Disk {
    /// A disk of `kib` kibibytes at `dir`.
    fn new(dir: &Path, kib: u32) -> Self {
        std::fs::create_dir_all(dir).expect("a folder");
        let mut mount = Command::new("mount");
        let size = format!("size={kib}k,mode=0700");
        let done = mount.args(["-t", "tmpfs", "-o", &size, "none"]).arg(dir).output();
        match done.is_ok_and(|done| done.status.success()) {
            true => Self::Mounted(dir.to_owned()),
            false => Self::Limited(dir.to_owned(), kib / 2),
        }
    }

    fn dir(&self) -> &Path {
        match self {
            Self::Mounted(dir) | Self::Limited(dir, _) => dir,
        }
    }

    fn journal(&self) -> PathBuf {
        self.dir().join("journal")
    }

    /// Makes room, where there is a disk to make it on.
    fn grow(&self) {
        if let Self::Mounted(dir) = self {
            let done = Command::new("mount").args(["-o", "remount,size=64m"]).arg(dir).status();
            assert!(done.expect("mount").success(), "the disk grows");
        }
    }

    /// Runs a command with as little room as the disk has.
    fn run(&self, mut inner: Command, bench: &Bench) -> Ran {
        let Self::Limited(_, kib) = self else { return run(&mut inner) };
        // The signal of a file grown too long is not for the program: it is told by an error.
        let mut outer = Command::new("bash");
        let script = format!("trap '' XFSZ; ulimit -f {kib}; exec \"$@\"");
        outer.args(["-c", &script, "bash"]);
        outer.arg(inner.get_program()).args(inner.get_args()).env_clear();
        for (name, value) in inner.get_envs() {
            if let Some(value) = value {
                outer.env(name, value);
            }
        }
        run(outer.current_dir(bench.path()))
    }

    /// The binary, with its journal on this disk, and no key.
    fn command(&self, bench: &Bench, args: &[&str]) -> Command {
        let mut command = bench.command(args);
        command.env("LEDGERLINE_JOURNAL", self.journal());
        command
    }

    /// Runs the binary with the passphrase, and as little room as the disk has.
    fn tight(&self, bench: &Bench, args: &[&str]) -> Ran {
        let mut command = self.command(bench, args);
        command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE);
        self.run(command, bench)
    }

    /// Runs the binary with the passphrase, and with room.
    fn free(&self, bench: &Bench, args: &[&str]) -> Ran {
        run(self.command(bench, args).env("LEDGERLINE_PASSPHRASE", PASSPHRASE))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if let Self::Mounted(dir) = self {
            let _ = Command::new("umount").arg(dir).status();
        }
    }
}

fn journal_on(disk: &Disk) {
    let now = Moment::parse(NOW).expect("a moment");
    Journal::create(&disk.journal(), PASSPHRASE, None, Effort::quick(), &now).expect("a journal");
}

/// What a refusal for want of room says.
fn says_why(ran: &Ran) {
    assert_eq!(ran.code, 1, "it could not be done: {}", ran.err);
    // The second where no disk could be mounted, and only the length of a file is limited.
    let known = ["the disk is full", "too large", "disk did not take"];
    assert!(known.iter().any(|said| ran.err.contains(said)), "the reason is said: {}", ran.err);
    assert!(!ran.err.contains("quillfeather"), "and nothing of the text: {}", ran.err);
}

#[test]
fn a_full_disk_costs_nothing_that_was_acknowledged() {
    let bench = Bench::empty();
    let disk = Disk::new(&bench.path().join("disk"), 1_500);
    journal_on(&disk);
    let mut kept = Vec::new();
    let mut refused = 0;
    for number in 0..400 {
        let words = format!("quillfeather {number} ").repeat(400);
        let ran = disk.tight(&bench, &["add", &format!("Line {number} {words}")]);
        match ran.code {
            0 => kept.push(ran.out.trim().to_owned()),
            _ => {
                says_why(&ran);
                refused += 1;
            }
        }
        // Whoever opens the journal files what was sealed, as far as there is room.
        let read = disk.tight(&bench, &["list", "--limit", "1"]);
        match disk {
            Disk::Mounted(_) => {
                assert_eq!(read.code, 0, "a full disk keeps nobody from reading: {}", read.err);
            }
            // A disk that refuses without being full is told as one that does.
            Disk::Limited(..) if read.code != 0 => says_why(&read),
            Disk::Limited(..) => {}
        }
        if refused == 5 {
            break;
        }
    }
    assert!(refused == 5 && kept.len() > 5, "{} lines fitted, {refused} did not", kept.len());

    // An import is all or nothing on a full disk too.
    let lines: String = (0..500)
        .map(|n| {
            format!("{{\"id\":{n},\"text\":\"Imported quillfeather {n} {}\"}}\n", "x".repeat(900))
        })
        .collect();
    std::fs::write(bench.path().join("many.jsonl"), lines).expect("written");
    let many = bench.path().join("many.jsonl");
    says_why(&disk.tight(&bench, &["import", "--format", "jsonl", &many.display().to_string()]));

    disk.grow();
    let found = disk.free(&bench, &["list", "--limit", "500", "--json"]);
    assert_eq!(found.code, 0, "it can be read: {}", found.err);
    for id in &kept {
        assert!(found.out.contains(id), "{id} was acknowledged");
    }
    assert!(!found.out.contains("Imported"), "nothing half imported");
    let ran = disk.free(&bench, &["add", "With room again"]);
    assert_eq!(ran.code, 0, "everything goes on: {}", ran.err);
    let ran = disk.free(&bench, &["doctor"]);
    assert_eq!(ran.code, 0, "and is sound: {} {}", ran.out, ran.err);
}

#[test]
fn a_sealed_line_is_whole_or_not_there_on_a_full_disk() {
    let bench = Bench::empty();
    let disk = Disk::new(&bench.path().join("disk"), 1_500);
    journal_on(&disk);
    let mut sealed = 0;
    for number in 0..200 {
        // Without a key every line is sealed.
        let line = format!("Sealed {number} {}", "quillfeather ".repeat(3_000));
        let ran = disk.run(disk.command(&bench, &["add", &line]), &bench);
        match ran.code {
            0 => sealed += 1,
            _ => {
                says_why(&ran);
                break;
            }
        }
    }
    assert!((3..200).contains(&sealed), "{sealed} lines fitted");
    disk.grow();
    let found = disk.free(&bench, &["list", "--limit", "500", "--json"]);
    let filed = found.out.matches("\"id\"").count();
    assert!(found.code == 0 && filed >= sealed, "{filed} of {sealed} were filed: {}", found.err);
    assert_eq!(disk.free(&bench, &["doctor"]).code, 0, "no torn line is left to report");
}

#[test]
fn an_export_that_does_not_fit_leaves_the_old_file() {
    let bench = Bench::new();
    for number in 0..30 {
        bench.add(&format!("Line {number} {}", "words ".repeat(900)));
    }
    let disk = Disk::new(&bench.path().join("stick"), 100);
    let old = disk.dir().join("export.jsonl");
    std::fs::write(&old, b"the old export").expect("written");
    let to = old.display().to_string();
    for format in ["jsonl", "markdown", "csv"] {
        let mut command = bench.command(&["export", "--format", format, "-o", &to]);
        command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE);
        let ran = disk.run(command, &bench);
        says_why(&ran);
        assert_eq!(std::fs::read(&old).expect("there"), b"the old export", "{format}: untouched");
        let names = std::fs::read_dir(disk.dir()).expect("listed").count();
        assert_eq!(names, 1, "{format}: nothing half written is left");
    }
    disk.grow();
    bench.ok(&["export", "--format", "jsonl", "-o", &to]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_said_to_be_so() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new();
    bench.add("While it could be written");
    let set = |mode: u32| {
        let to = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(bench.journal(), to).expect("set");
    };
    set(0o500);
    // For whoever may do anything, nothing is read-only; a mount is.
    let probe = std::fs::write(bench.journal().join("probe"), b"").is_ok();
    let mounted = probe.then(|| {
        let _ = std::fs::remove_file(bench.journal().join("probe"));
        let bind = |args: &[&str]| {
            let done = Command::new("mount").args(args).arg(bench.journal()).output();
            done.is_ok_and(|done| done.status.success())
        };
        let itself = bench.journal().display().to_string();
        bind(&["--bind", &itself]) && bind(&["-o", "remount,bind,ro"])
    });
    if mounted != Some(false) {
        let ran = bench.run(&["add", "quillfeather"]);
        assert_eq!(ran.code, 1, "it could not be done");
        assert!(ran.err.contains("cannot be written"), "{}", ran.err);
        assert!(!ran.err.contains("quillfeather"), "nothing of the text: {}", ran.err);
    }
    if mounted.is_some() {
        let _ = Command::new("umount").arg(bench.journal()).output();
    }
    set(0o700);
    assert_eq!(bench.entries().len(), 1, "what was there is there");
    bench.add("Writable again");
}
