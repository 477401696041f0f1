//! Who may do what while somebody else has the journal: commands write in turn, and what replaces
//! the journal as a whole waits for everybody to be gone.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};

use ledgerline_core::hold::{Doing, Hold};
use ledgerline_core::journal::Journal;
use ledgerline_core::time::Moment;
use ledgerline_core::vault;

use crate::support::{Bench, NOW, PASSPHRASE, run};

fn now() -> Moment {
    Moment::parse(NOW).expect("a moment")
}

/// Has the journal open, as the window has all day.
fn opened(bench: &Bench) -> Journal {
    let header = vault::read(&bench.journal()).expect("a header");
    let vault = header.open_with_passphrase(PASSPHRASE).expect("the passphrase opens it");
    Journal::open(&bench.journal(), vault, &now()).expect("the journal opens")
}

/// Every file of the journal and of its backups, but for locks and what SQLite shares in memory.
fn files(dir: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(dir).expect("a folder").flatten() {
        let path = entry.path();
        let name = path.display().to_string();
        if path.is_dir() {
            files(&path, found);
        } else if !name.ends_with(".lock") && !name.ends_with("-shm") {
            found.insert(name, fs::read(&path).expect("a file"));
        }
    }
}

#[test]
fn r17_what_replaces_the_journal_is_refused_while_somebody_has_it_open() {
    let bench = Bench::new();
    bench.add("Held the line while the plan moved");
    bench.ok(&["backup", "create"]);
    let mut journal = opened(&bench);
    journal.capture("Typed in the window", None, &now()).expect("filed");
    let all = || {
        let mut found = BTreeMap::new();
        files(&bench.journal(), &mut found);
        found
    };
    let before = all();
    for deed in [&["backup", "restore", "newest"][..], &["vault", "rekey"]] {
        let ran = bench.run(deed);
        assert_eq!(ran.code, 5, "`{}` ends with the code for in use", deed.join(" "));
        let said = ran.err.contains("has had the journal open since 16:42");
        assert!(said && ran.err.contains("try again"), "who, since when, what to do: {}", ran.err);
        assert!(all() == before, "`{}` changed nothing, and made nothing", deed.join(" "));
    }
    bench.add("A command writes beside it");
    assert_eq!(bench.entries().len(), 3, "and reads beside it");
    assert!(journal.changed_elsewhere().expect("asked"), "which the window notices");
    drop(journal);
    bench.ok(&["vault", "rekey"]);
    bench.ok(&["backup", "restore", "newest"]);
    assert!(!bench.entries().is_empty(), "as soon as it is closed, both are done");
}

#[test]
fn r17_a_line_given_while_the_journal_is_replaced_waits_in_the_inbox() {
    let bench = Bench::new();
    let alone = Hold::alone(&bench.journal(), Doing::Restoring, &now()).expect("nobody is there");
    let ran = bench.run(&["add", "Said meanwhile"]);
    assert_eq!(ran.code, 0, "it is kept: {}", ran.err);
    let refused = bench.run(&["list"]);
    assert_eq!(refused.code, 5, "nobody reads what is being replaced");
    let said = refused.err.contains("has been restoring the journal since 16:42");
    assert!(said && refused.err.contains("when it is done"), "and is told: {}", refused.err);
    drop(alone);
    assert_eq!(bench.entries().len(), 1, "filed as soon as it can be");
}

/// Lines said, each by a process of its own, while the journal is restored or gets a new key.
#[test]
fn r17_commands_at_once_lose_no_line_whatever_replaces_the_journal_meanwhile() {
    let races = std::env::var("LEDGERLINE_LOAD").ok().and_then(|load| load.parse().ok());
    let races = races.unwrap_or(10);
    let (mut said, mut refused) = (Vec::new(), 0);
    for deed in [&["backup", "restore", "newest"][..], &["vault", "rekey"]] {
        let bench = Bench::new();
        bench.add("Before everything");
        bench.ok(&["backup", "create"]);
        let mut lines = Vec::new();
        for race in 0..races / 2 {
            let line = |number| begin(&bench, &["add", &format!("Line {race}.{number}")]);
            let adds: Vec<Child> = (0..3).map(line).collect();
            // Whoever opens the journal files what the others sealed.
            let lists: Vec<Child> = (0..2).map(|_| begin(&bench, &["list"])).collect();
            let deed = begin(&bench, deed);
            for add in adds {
                let ran = add.wait_with_output().expect("it ends");
                let err = String::from_utf8_lossy(&ran.stderr).into_owned();
                assert_eq!(ran.status.code(), Some(0), "a line is never turned away: {err}");
                lines.push(String::from_utf8(ran.stdout).expect("an id").trim().to_owned());
            }
            let ran = deed.wait_with_output().expect("it ends");
            let err = String::from_utf8_lossy(&ran.stderr).into_owned();
            assert!(matches!(ran.status.code(), Some(0 | 5)), "done, or refused: {err}");
            refused += u32::from(ran.status.code() == Some(5));
            for list in lists {
                let ran = list.wait_with_output().expect("it ends");
                let err = String::from_utf8_lossy(&ran.stderr).into_owned();
                assert!(matches!(ran.status.code(), Some(0 | 5)), "read, or refused: {err}");
            }
        }
        let mut kept = list(&bench, &bench.journal());
        for aside in fs::read_dir(bench.journal().join("kept")).into_iter().flatten().flatten() {
            kept += &list(&bench, &aside.path());
        }
        for id in &lines {
            assert!(kept.contains(id.as_str()), "{id} was acknowledged, and is nowhere");
        }
        assert_eq!(bench.run(&["doctor"]).code, 0, "nothing is damaged");
        said.append(&mut lines);
    }
    println!(
        "\ngate R17 | {races} races of 3 commands that add, 2 that file and read, and one that restores \
         a backup or gives a new key | no bus, each a process, in no order | {} lines answered, \
         0 lost; {refused} of {races} refused as in use, 0 damaged",
        said.len()
    );
}

fn begin(bench: &Bench, args: &[&str]) -> Child {
    let mut command = bench.command(args);
    command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
}

/// Everything in the journal in `dir`, as JSON.
fn list(bench: &Bench, dir: &Path) -> String {
    let mut command = bench.command(&["list", "--limit", "100000", "--json"]);
    let ran = run(command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE).env("LEDGERLINE_JOURNAL", dir));
    assert_eq!(ran.code, 0, "{} can be read: {}", dir.display(), ran.err);
    ran.out
}
