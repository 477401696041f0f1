//! A new key for the journal, whatever kills it on the way.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ledgerline_core::journal::Journal;
use ledgerline_core::time::Moment;
use ledgerline_core::vault::{self, Effort, SlotKind};

use crate::support::{Bench, NOW, PASSPHRASE, load, run, tell};

/// How many lines the journal of a kill holds.
const LINES: usize = 300;
/// How many kills, unless `LEDGERLINE_LOAD` says otherwise.
const KILLS: u64 = 12;

/// A journal with lines in it, and the words of its kit.
fn filled(lines: usize) -> (Bench, String) {
    let bench = Bench::empty();
    let now = Moment::parse(NOW).expect("a moment");
    let made = Journal::create(&bench.journal(), PASSPHRASE, None, Effort::quick(), &now);
    let (mut journal, kit) = made.expect("a journal");
    for line in 0..lines {
        journal.capture(&format!("Kept line {line} of many !sh"), None, &now).expect("a line");
    }
    (bench, kit.words().join(" "))
}

fn kill_with(bench: &Bench, words: &str) -> Command {
    let mut command = bench.command(&["vault", "rekey", "--keep-kit"]);
    command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE).env("LEDGERLINE_RECOVERY", words);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn waited<T>(what: &str, mut there: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = there() {
            return found;
        }
        assert!(started.elapsed() < Duration::from_secs(120), "waited in vain for {what}");
        std::thread::sleep(Duration::from_micros(200));
    }
}

/// Whether the header holds two keys. Not a word more is looked at: the file is being replaced.
fn between_keys(journal: &Path) -> bool {
    let header = std::fs::read_to_string(journal.join("vault.json")).unwrap_or_default();
    header.contains("\"next\": {")
}

fn counted(bench: &Bench) -> usize {
    let header = vault::read(&bench.journal()).expect("a header");
    let opened = header.open_with_passphrase(PASSPHRASE).expect("the passphrase opens it");
    let now = Moment::parse(NOW).expect("a moment");
    let journal = Journal::open(&bench.journal(), opened, &now).expect("the journal opens");
    let health = journal.check().expect("looked at");
    assert!(health.problems.is_empty(), "it is whole: {:?}", health.problems);
    usize::try_from(health.entries).expect("few")
}

#[test]
fn a_new_key_takes_along_what_is_given_and_says_what_is_not() {
    let (bench, words) = filled(3);
    let mut second = bench.command(&["vault", "recovery", "--second", "--json"]);
    let made = run(second.env("LEDGERLINE_PASSPHRASE", PASSPHRASE));
    assert_eq!(made.code, 0, "a second kit: {}", made.err);
    let ran = run(&mut rekey_said(&bench, &words));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("second-recovery"), "what stays behind is said: {}", ran.err);
    assert!(ran.out.contains("new key"), "{}", ran.out);
    let header = vault::read(&bench.journal()).expect("a header");
    let ways: Vec<SlotKind> = header.slots().iter().map(|slot| slot.kind).collect();
    assert_eq!(ways, [SlotKind::Passphrase, SlotKind::Recovery], "both that were given");
    assert!(header.open_with_recovery(&words).is_ok(), "the kept kit opens it");
    assert_eq!(counted(&bench), 3, "every line is there");

    let ran =
        run(bench.command(&["vault", "rekey", "--json"]).env("LEDGERLINE_PASSPHRASE", PASSPHRASE));
    let said: serde_json::Value = serde_json::from_str(&ran.out).expect("one JSON text");
    assert_eq!(said["recovery"].as_array().map(Vec::len), Some(24), "new words without the old");
    let header = vault::read(&bench.journal()).expect("a header");
    assert!(header.open_with_recovery(&words).is_err(), "the old ones open nothing");
}

fn rekey_said(bench: &Bench, words: &str) -> Command {
    let mut command = bench.command(&["vault", "rekey", "--keep-kit"]);
    command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE).env("LEDGERLINE_RECOVERY", words);
    command
}

#[test]
fn a_wrong_secret_changes_nothing() {
    let (bench, words) = filled(1);
    let header = || std::fs::read(bench.journal().join("vault.json")).expect("there");
    let before = header();
    let mut wrong = rekey_said(&bench, &words);
    assert_eq!(run(wrong.env("LEDGERLINE_PASSPHRASE", "not the one")).code, 3, "no key");
    let mut wrong = rekey_said(&bench, "abandon");
    assert_ne!(run(&mut wrong).code, 0, "and no such kit");
    assert_eq!(header(), before, "not a byte");
    let others = run(rekey_said(&bench, &words).env("LEDGERLINE_RECOVERY", STRANGE));
    assert_eq!(others.code, 3, "the words of another journal: {}", others.err);
    assert_eq!(header(), before, "not a byte");
}

/// Words that belong together, and to no journal.
const STRANGE: &str = "abandon abandon abandon abandon abandon abandon abandon abandon abandon \
    abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon \
    abandon abandon abandon art";

/// Kills at any point of a change of keys, real ones: the journal opens with everything in it and
/// with every way in that it had, under the one key or the other.
#[test]
fn a_change_of_keys_survives_every_kill() {
    let (bench, words) = filled(LINES);
    let journal = bench.journal();
    let key = || {
        let header = vault::read(&journal).expect("a header");
        *header.open_with_passphrase(PASSPHRASE).expect("opens").key().bytes()
    };
    // How long the dangerous part takes on this machine.
    let mut whole = kill_with(&bench, &words).spawn().expect("starts");
    waited("the two keys", || between_keys(&journal).then_some(()));
    let begun = Instant::now();
    waited("the end", || whole.try_wait().expect("asked"));
    let took = begun.elapsed();
    let (mut before, mut through, mut inside) = (key(), 0, 0);
    let kills = load(KILLS);
    for kill in 0..kills {
        let mut child = kill_with(&bench, &words).spawn().expect("starts");
        inside += u64::from(killed(&mut child, &journal, took, kill, kills));
        assert_eq!(counted(&bench), LINES, "kill {kill} lost a line");
        let header = vault::read(&journal).expect("a header");
        assert!(!header.is_between_keys(), "kill {kill}: settled by the opening");
        assert!(header.open_with_recovery(&words).is_ok(), "kill {kill}: the kit opens it");
        let after = key();
        through += u64::from(after != before);
        before = after;
    }
    tell(
        "R12",
        &format!("{kills} changes of the key of a journal of {LINES} lines"),
        &format!("all killed with SIGKILL, {inside} of them while the header held two keys"),
        &format!("{through} came through; every line there and every way in open each time"),
    );
    assert!(inside > 0, "some kill hit what is dangerous");
}

/// Kills the child some way through its change; true when the header held two keys by then.
fn killed(child: &mut Child, journal: &Path, took: Duration, kill: u64, kills: u64) -> bool {
    waited("the two keys", || {
        (between_keys(journal) || child.try_wait().expect("asked").is_some()).then_some(())
    });
    // Spread over the change, and a little past its end.
    let share = u32::try_from(kill * 110 / kills.max(1)).unwrap_or(0);
    std::thread::sleep(took * share / 100);
    // `Child::kill` is SIGKILL.
    let _ = child.kill();
    child.wait().expect("it is gone");
    between_keys(journal)
}
