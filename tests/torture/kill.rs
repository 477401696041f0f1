//! R1: whoever writes is killed at any moment, and every line that was answered for is there once.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::chance::Chance;
use crate::scene::{PASSPHRASE, Ran, Scene, ran};
use crate::{load, tell};

/// What the writers were told.
#[derive(Default)]
struct Oracle {
    /// Text and id of every line that was answered for.
    answered: Vec<(String, String)>,
    /// Lines whose writer was killed before it answered.
    open: BTreeSet<String>,
    kills: usize,
    /// Exit codes that were not 0, of writers that nobody killed.
    refused: Vec<String>,
}

/// Two writers at once, of which every so often one is killed.
struct Trial<'a> {
    scene: &'a Scene,
    writes: usize,
    /// One in this many is killed.
    one_in: usize,
    next: AtomicUsize,
    /// How long a run takes, in microseconds: kills fall into that time.
    takes: AtomicU64,
    oracle: Mutex<Oracle>,
}

/// Runs to the end, or to its death after `patience`.
fn run_until(command: &mut Command, patience: Option<Duration>) -> Ran {
    let Some(patience) = patience else { return ran(command) };
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    std::thread::sleep(patience);
    // It may have ended by itself.
    drop(child.kill());
    child.wait_with_output().expect("it ends").into()
}

impl Trial<'_> {
    fn write(&self, seed: u64) {
        let mut chance = Chance::new(seed);
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if number >= self.writes {
                return;
            }
            let text = format!("Line {number} of a day with many kills");
            let mut command = self.scene.command(&["add", &text]);
            let ran = self.run(&mut command, &mut chance);
            let mut oracle = self.oracle.lock().expect("no thread panics");
            match (ran.code, ran.out.strip_suffix('\n')) {
                (_, Some(id)) => oracle.answered.push((text, id.to_owned())),
                (None, None) => {
                    oracle.open.insert(text);
                }
                (Some(code), None) => oracle.refused.push(format!("{code}: {}", ran.err.trim())),
            }
            oracle.kills += usize::from(ran.code.is_none());
            drop(oracle);
            // Somebody opens the journal: sealed lines are filed, and filing is killed too.
            if number % 16 == 7 {
                let mut command = self.scene.command(&["list", "--limit", "1"]);
                let ran = self.run(command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE), &mut chance);
                let mut oracle = self.oracle.lock().expect("no thread panics");
                oracle.kills += usize::from(ran.code.is_none());
            }
        }
    }

    fn run(&self, command: &mut Command, chance: &mut Chance) -> Ran {
        if chance.below(self.one_in) == 0 {
            let takes = self.takes.load(Ordering::Relaxed);
            let after = chance.below(usize::try_from(takes).unwrap_or(usize::MAX));
            return run_until(command, Some(Duration::from_micros(after as u64)));
        }
        let started = Instant::now();
        let ran = run_until(command, None);
        let took = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        let known = self.takes.load(Ordering::Relaxed);
        self.takes.store((7 * known + took) / 8, Ordering::Relaxed);
        ran
    }
}

#[test]
fn r1_no_kill_costs_or_doubles_a_line() {
    let writes = load(200);
    let scene = Scene::new();
    let (mut answered, mut open, mut kills, mut refused) =
        (Vec::new(), BTreeSet::new(), 0, Vec::new());
    // First into the open journal, then sealed.
    for (half, unlocked) in [(0, true), (1, false)] {
        if unlocked {
            scene.unlock();
        } else {
            scene.ok(&["vault", "lock"]);
        }
        let from = half * writes / 2;
        let trial = Trial {
            scene: &scene,
            writes: (half + 1) * writes / 2,
            // Some die of age before they are killed; of ten thousand, three hundred do not.
            one_in: if writes > 2_000 { 18 } else { 6 },
            next: AtomicUsize::new(from),
            takes: AtomicU64::new(20_000),
            oracle: Mutex::default(),
        };
        std::thread::scope(|scope| {
            for writer in 0..2 {
                let trial = &trial;
                scope.spawn(move || trial.write(writer + 10 * half as u64));
            }
        });
        let oracle = trial.oracle.into_inner().expect("no thread panics");
        answered.extend(oracle.answered);
        open.extend(oracle.open);
        kills += oracle.kills;
        refused.extend(oracle.refused);
    }
    let doctor: Value =
        serde_json::from_str(&scene.run(&["doctor", "--json"]).out).expect("the doctor answers");
    let rows: Vec<Value> =
        serde_json::from_str(&scene.ok(&["list", "--json"])).expect("a list of rows");
    let found: Vec<(&str, &str)> =
        rows.iter().filter_map(|row| Some((row["text"].as_str()?, row["id"].as_str()?))).collect();
    let unique: BTreeSet<&str> = found.iter().map(|(text, _)| *text).collect();
    let there: BTreeSet<(&str, &str)> = found.iter().copied().collect();
    let lost = answered.iter().filter(|(text, id)| !there.contains(&(text, id))).count();
    let doubled = found.len() - unique.len();
    let known: BTreeSet<&str> = answered.iter().map(|(text, _)| text.as_str()).collect();
    let strange = unique.iter().filter(|text| !known.contains(**text) && !open.contains(**text));
    let strange = strange.count();
    let problems = doctor["problems"].as_array().map_or(0, Vec::len);
    tell(
        "R1",
        &format!("{writes} `ledgerline add`, two at a time, half of them sealed"),
        &format!("{kills} processes killed with SIGKILL, also while the inbox is filed"),
        &format!(
            "{} answered, {lost} lost, {doubled} doubled, {problems} problems found by the doctor",
            answered.len()
        ),
    );
    assert_eq!(refused, Vec::<String>::new(), "nobody else was turned away");
    assert_eq!((lost, doubled, strange), (0, 0, 0), "lost, doubled, never written");
    assert_eq!(doctor["problems"], serde_json::json!([]), "integrity, links, index, inbox");
    assert!(kills > 0, "or nothing was tried");
}
