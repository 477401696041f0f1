//! R12: backups are made and put back and keys are changed while whoever does it is killed. After
//! every kill the newest backup that has a name comes back where no journal ever was.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::chance::Chance;
use crate::scene::{PASSPHRASE, Ran, Scene, now, ran};
use crate::verdict::restored;
use crate::{load, tell};

/// How many lines the journal begins with.
const LINES: usize = 120;
/// From here on the long form is meant, and the restore is of as many entries as the gate asks.
const LONG: usize = 1_000;

/// What is done over and over, each with how long it takes when nobody kills it.
struct Way {
    name: &'static str,
    args: &'static [&'static str],
    takes: Duration,
}

/// A journal whose keeper dies again and again.
struct Trial {
    scene: Scene,
    words: String,
    texts: BTreeSet<String>,
    /// What the last backup that was seen to restore held.
    backed_up: BTreeSet<String>,
    minutes: u64,
    kills: usize,
    through: usize,
}

impl Trial {
    fn new() -> Self {
        let scene = Scene::new();
        let texts: BTreeSet<String> =
            (0..LINES).map(|n| format!("Line {n} that has to come back")).collect();
        let mut journal = scene.open();
        for text in &texts {
            journal.capture(text, None, &now()).expect("a line");
        }
        drop(journal);
        let kit = scene.ok(&["vault", "recovery", "--json"]);
        let kit: Value = serde_json::from_str(&kit).expect("one JSON text");
        let words: Vec<&str> =
            kit["recovery"].as_array().expect("words").iter().filter_map(Value::as_str).collect();
        let words = words.join(" ");
        scene.ok(&["backup", "create"]);
        let backed_up = texts.clone();
        Self { scene, words, texts, backed_up, minutes: 0, kills: 0, through: 0 }
    }

    /// The command line, later by what has passed, with all that opens the journal.
    fn command(&self, args: &[&str]) -> Command {
        let later = now().local + passed(self.minutes);
        let mut command = self.scene.command(args);
        command
            .env("LEDGERLINE_NOW", later.to_rfc3339())
            .env("LEDGERLINE_PASSPHRASE", PASSPHRASE)
            .env("LEDGERLINE_RECOVERY", &self.words);
        command
    }

    fn ok(&self, args: &[&str]) -> Ran {
        let ran = ran(&mut self.command(args));
        let said = format!("{} {}", ran.err.trim(), ran.out.trim());
        assert_eq!(ran.code, Some(0), "`{}` is fine; it said: {said}", args.join(" "));
        ran
    }

    /// Every text, each once.
    fn listed(&self) -> BTreeSet<String> {
        let rows: Vec<Value> =
            serde_json::from_str(&self.ok(&["list", "--json"]).out).expect("a list of rows");
        let texts: Vec<&str> = rows.iter().filter_map(|row| row["text"].as_str()).collect();
        let set: BTreeSet<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(set.len(), texts.len(), "nothing is there twice");
        set
    }

    /// One deed, killed some way through it, and everything looked at after.
    fn cycle(&mut self, number: usize, way: &Way, chance: &mut Chance) {
        self.minutes += 23;
        let line = format!("Line of cycle {number}");
        self.ok(&["add", &line]);
        self.texts.insert(line);
        // Filed at once: a line sealed to a key is of no use beside a backup from before that key.
        self.ok(&["list", "--limit", "1"]);
        let mut command = self.command(way.args);
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
        // Over the whole of it, and a little past its end.
        let within = usize::try_from(way.takes.as_micros() * 11 / 10).expect("not so long");
        std::thread::sleep(Duration::from_micros(chance.below(within) as u64));
        // It may have ended by itself.
        drop(child.kill());
        let ended = child.wait().expect("it ends");
        let done = ended.success();
        assert!(done || ended.code().is_none(), "cycle {number}: {} says no: {ended}", way.name);
        self.kills += usize::from(!done);
        self.through += usize::from(done);

        let there = self.listed();
        let replaced = way.name == "restore";
        let may = there == self.texts || (replaced && there == self.backed_up);
        assert!(may, "cycle {number}: after {} {} lines are there", way.name, there.len());
        let newest = restored(&self.scene).unwrap_or_else(|why| panic!("cycle {number}: {why}"));
        let made = newest == self.texts;
        assert!(made || newest == self.backed_up, "cycle {number}: {} lines", newest.len());
        assert!(!(done && way.name == "backup") || made, "cycle {number}: answered and not made");
        let health = ran(&mut self.command(&["doctor", "--json"])).out;
        let health: Value = serde_json::from_str(&health).expect("the doctor answers");
        let name = way.name;
        assert_eq!(health["problems"], serde_json::json!([]), "cycle {number}: whole after {name}");
        (self.texts, self.backed_up) = (there, newest);
        // What restores keep aside grows without end.
        drop(std::fs::remove_dir_all(self.scene.journal().join("kept")));
    }
}

fn passed(minutes: u64) -> Duration {
    Duration::from_secs(minutes * 60)
}

#[test]
fn r12_whatever_is_killed_the_last_backup_restores() {
    let cycles = load(12);
    let mut trial = Trial::new();
    let mut ways = [
        ("backup", &["backup", "create"][..]),
        ("restore", &["backup", "restore", "newest"]),
        ("rekey", &["vault", "rekey", "--keep-kit"]),
    ]
    .map(|(name, args)| {
        let begun = Instant::now();
        trial.ok(args);
        Way { name, args, takes: begun.elapsed() }
    });
    ways.sort_by_key(|way| way.takes);
    trial.texts = trial.listed();
    trial.backed_up = restored(&trial.scene).expect("the newest backup restores");
    let mut chance = Chance::new(12);
    for number in 0..cycles {
        trial.cycle(number, &ways[number % ways.len()], &mut chance);
    }
    tell(
        "R12",
        &format!("{cycles} cycles of a line and a backup, a restore or a new key"),
        &format!("{} of them killed with SIGKILL, {} came through", trial.kills, trial.through),
        &format!(
            "{cycles} times the newest backup was restored into an empty folder and held every line"
        ),
    );
    assert!(trial.kills * 3 > cycles, "the kills fell into the deeds: {}", trial.kills);
}

/// A restore from before a new key: what was sealed to the new one is not lost between the two.
#[test]
fn r12_a_line_sealed_to_a_newer_key_goes_aside_with_what_opens_it() {
    let scene = Scene::new();
    scene.ok(&["add", "Written before the new key"]);
    scene.ok(&["backup", "create"]);
    let backups = scene.beside("from-before");
    crate::scene::copy(&scene.journal().join("backups"), &backups);
    scene.ok(&["vault", "rekey", "--json"]);
    scene.ok(&["add", "Sealed under the new key"]);
    let back = scene.ok(&["backup", "restore", &backups.to_string_lossy(), "--json"]);
    let back: Value = serde_json::from_str(&back).expect("one JSON text");
    let health = scene.run(&["doctor", "--json"]);
    let health: Value = serde_json::from_str(&health.out).expect("the doctor answers");
    assert_eq!(health["problems"], serde_json::json!([]), "no line is left that nothing opens");
    let kept = back["kept"].as_str().expect("what was there is kept");
    let there = scene.ok(&["list", "--journal", kept, "--json"]);
    assert!(there.contains("Sealed under the new key"), "the line is where its key is");
}

#[test]
fn r12_many_entries_are_back_in_time() {
    let many = if load(0) >= LONG { 50_000 } else { 2_000 };
    let scene = Scene::new();
    let mut lines = String::new();
    for n in 0..many {
        let text = format!("Entry {n}: kept the review to what {} could decide that week", n % 97);
        writeln!(lines, "{}", serde_json::json!({ "text": text, "day": "2026-11-02" }))
            .expect("a string takes it");
    }
    let file = scene.beside("many.jsonl");
    std::fs::write(&file, lines).expect("a file to import");
    scene.ok(&["import", "--format", "jsonl", &file.to_string_lossy()]);
    scene.ok(&["backup", "create"]);
    let newest = scene.journal().join("backups");
    let place = scene.beside("elsewhere");
    let mut command = scene.command(&["backup", "restore", &newest.to_string_lossy(), "--json"]);
    command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE).env("LEDGERLINE_JOURNAL", &place);
    let begun = Instant::now();
    let back = ran(&mut command);
    let took = begun.elapsed();
    assert_eq!(back.code, Some(0), "it restores; it said: {}", back.err);
    let back: Value = serde_json::from_str(&back.out).expect("one JSON text");
    assert_eq!(back["entries"], many, "all of them");
    tell(
        "R12",
        &format!("a backup of {many} entries restored where no journal was"),
        "none",
        &format!("{many} back in {:.1} s", took.as_secs_f64()),
    );
    assert!(took < Duration::from_secs(10), "in time: {took:?}");
}
