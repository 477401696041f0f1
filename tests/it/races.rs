//! Several programs at one journal: one window at a time, commands beside it, nobody's line lost,
//! and whoever is killed gives everything back.
//!
//! A program is this very test binary, started again with [`DIR`] set.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use ledgerline_core::error::Code;
use ledgerline_core::hold::{self, Doing, Hold, Kind};
use ledgerline_core::journal::Journal;
use ledgerline_core::vault;
use support::{PASSPHRASE, Random, TestJournal, at};

/// Makes the test `another_program` be one: the journal it opens.
const DIR: &str = "LEDGERLINE_TEST_JOURNAL";
/// What it is: `window` or `command`.
const KIND: &str = "LEDGERLINE_TEST_KIND";

/// Not a test by itself: the program the others start. It opens the journal, says how that went,
/// and then files lines, saying each id once it is durable, until it is killed.
#[test]
#[allow(clippy::print_stdout, reason = "what it says is how the tests know it")]
fn another_program() {
    let Some(dir) = std::env::var_os(DIR) else { return };
    let window = std::env::var(KIND).is_ok_and(|kind| kind == "window");
    hold::introduce(if window { Kind::Window } else { Kind::Command });
    let now = at("2026-11-20T16:42:00+01:00");
    let vault = vault::read(Path::new(&dir)).and_then(|it| it.open_with_passphrase(PASSPHRASE));
    match Journal::open(Path::new(&dir), vault.expect("the key"), &now) {
        Err(error) => println!("#refused {:?} {error}", error.code()),
        Ok(mut journal) => {
            println!("#open");
            for number in 0.. {
                let line = format!("Line {number} of {}", std::process::id());
                let id = journal.capture(&line, None, &now).expect("filed").id;
                println!("#filed {id}");
                // Fast, and not so fast that SQLite never lets anybody else have a turn.
                std::thread::sleep(Duration::from_millis(4));
            }
        }
    }
}

struct Program {
    child: Child,
    said: BufReader<ChildStdout>,
}

impl Program {
    fn start(dir: &Path, kind: &str) -> Self {
        let mut child = Command::new(std::env::current_exe().expect("this binary"))
            .args(["--exact", "races::another_program", "--nocapture", "--test-threads=1"])
            .env(DIR, dir)
            .env(KIND, kind)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let said = BufReader::new(child.stdout.take().expect("a pipe"));
        Self { child, said }
    }

    /// The next thing it says, without what the test harness says around it.
    fn says(&mut self) -> String {
        let mut line = String::new();
        while self.said.read_line(&mut line).expect("text") > 0 {
            if let Some(at) = line.find('#') {
                return line[at + 1..].trim().to_owned();
            }
            line.clear();
        }
        "nothing more".to_owned()
    }

    /// Kills it, and gives every id it had said.
    fn kill(mut self) -> Vec<String> {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
        let mut rest = String::new();
        self.said.read_to_string(&mut rest).expect("text");
        // A line that was cut off was not said.
        let whole = rest.rfind('\n').map_or("", |end| &rest[..end]);
        let ids = whole.lines().filter_map(|line| line.split("#filed ").nth(1));
        ids.map(|id| id.trim().to_owned()).collect()
    }
}

#[test]
#[allow(clippy::print_stdout, reason = "the gate's line")]
fn r17_one_of_several_windows_gets_the_journal_and_no_line_is_lost_when_it_is_killed() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    let dir = t.place();
    let mut random = Random::new(support::seed());
    let mut acknowledged: BTreeSet<String> = BTreeSet::new();
    let races = support::load(10);
    for race in 0..races {
        let programs = 2 + random.below(2);
        let started: Vec<Program> = (0..programs).map(|_| Program::start(&dir, "window")).collect();
        let command = Program::start(&dir, "command");
        let mut open = Vec::new();
        for mut program in started {
            let said = program.says();
            if said == "open" {
                open.push(program);
            } else {
                assert!(said.starts_with("refused InUse the Ledgerline window has had"), "{said}");
                program.kill();
            }
        }
        assert_eq!(open.len(), 1, "one window in race {race}");
        let beside = t.journal().capture("Beside them", None, &now).expect("a command writes too");
        acknowledged.insert(beside.id.to_string());
        std::thread::sleep(Duration::from_millis(u64::try_from(random.below(60)).unwrap_or(0)));
        let who = hold::holders(&dir).expect("listed");
        assert!(who.iter().any(|holder| holder.kind == Kind::Window), "it is named: {who:?}");
        let mut killed = command.kill();
        killed.extend(open.pop().expect("the one").kill());
        acknowledged.extend(killed);
        let who = hold::holders(&dir).expect("listed");
        assert_eq!(who.len(), 1, "the dead hold nothing; only this test is left");
    }
    t.lock();
    t.unlock();
    t.assert_healthy();
    for id in &acknowledged {
        assert!(t.journal().find_entry(id).is_ok(), "{id} was acknowledged and is lost");
    }
    let kept = t.journal().counts(&now).expect("counted").entries as usize;
    // A line may be on the disk whose acknowledgement the kill cut off: one for each killed.
    assert!(kept >= acknowledged.len(), "{kept} of {}", acknowledged.len());
    println!(
        "\ngate R17 | {races} races of two or three windows and a command for one journal | no \
         bus; each killed with SIGKILL | one window each time, {} lines answered, 0 lost",
        acknowledged.len()
    );
}

#[test]
fn r17_whoever_changes_the_file_as_a_whole_waits_for_the_others_or_says_who_is_there() {
    let mut t = TestJournal::new();
    let (dir, now) = (t.place(), t.now.clone());
    let refused = Hold::alone(&dir, Doing::Restoring, &now).expect_err("this test has it open");
    assert_eq!(refused.code(), Code::InUse, "exit code 5 of the command line");
    assert!(refused.to_string().contains("open since 16:42"), "{refused}");
    t.lock();
    let alone = Hold::alone(&dir, Doing::Restoring, &now).expect("now it is free");
    let mut late = Program::start(&dir, "command");
    let said = late.says();
    assert!(said.starts_with("refused InUse a `ledgerline` command has been restoring"), "{said}");
    late.kill();
    drop(alone);
    let mut next = Program::start(&dir, "window");
    assert_eq!(next.says(), "open", "free again");
    let refused = Hold::alone(&dir, Doing::Rekeying, &now).expect_err("the window stays");
    assert!(refused.to_string().starts_with("the Ledgerline window has had"), "{refused}");
    next.kill();
    Hold::alone(&dir, Doing::Rekeying, &now).expect("a killed window frees it");
    t.unlock();
    t.assert_healthy();
}
