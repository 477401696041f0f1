//! R4 and R5: the disk is full, writes are short, reads of it come back as errors, syncs fail. What
//! could not be kept is said, what was answered for is there, also after a power cut on top.

use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::chance::Chance;
use crate::deed::{Deed, EXPORT, Effect, World};
use crate::disk::{Disk, Rest};
use crate::record::{self, Op};
use crate::scene::{Scene, copy, ran};
use crate::verdict;
use crate::{load, tell};

/// A journal, and one thing to do to it while the disk fails.
struct Stage {
    name: &'static str,
    scene: Scene,
    world: World,
    deed: Deed,
    /// The journal is kept unlocked.
    unlocked: bool,
    /// How many writes, syncs and changes of names the deed makes when all goes well.
    writes: usize,
    syncs: usize,
    names: usize,
}

impl Stage {
    fn set(
        name: &'static str,
        unlocked: bool,
        deed: impl FnOnce(&Scene, &mut World) -> Deed,
    ) -> Self {
        let scene = Scene::new();
        let texts = ["Held the January date", "Kept two engineers off reporting"];
        for text in texts {
            scene.ok(&["add", text]);
        }
        scene.ok(&["list"]);
        let mut world = World::of(&texts);
        let deed = deed(&scene, &mut world);
        Self::on(name, unlocked, scene, world, deed)
    }

    /// A journal of the first schema, and its first opening.
    fn migrating() -> Self {
        let (scene, twin) = (Scene::of_schema(1), Scene::of_schema(1));
        let rows: Vec<serde_json::Value> =
            serde_json::from_str(&twin.ok(&["list", "--json"])).expect("a list of rows");
        let texts: Vec<&str> = rows.iter().filter_map(|row| row["text"].as_str()).collect();
        let world = World::of(&texts);
        // The first opening backs up what it is about to change.
        Self::on("migrate", false, scene, world, Deed::new(&["list"], Effect::BacksUp))
    }

    fn on(name: &'static str, unlocked: bool, scene: Scene, world: World, deed: Deed) -> Self {
        let mut stage = Self { name, scene, world, deed, unlocked, writes: 0, syncs: 0, names: 0 };
        let tried = stage.attempt(None).expect("it works when nothing fails");
        for op in &tried {
            match op {
                Op::Write { .. } => stage.writes += 1,
                Op::Sync { .. } => stage.syncs += 1,
                Op::Move { .. } | Op::Remove { .. } => stage.names += 1,
                _ => {}
            }
        }
        stage
    }

    /// Does the deed on a copy while `fault` goes wrong, and looks at everything. Gives the log.
    fn attempt(&self, fault: Option<&str>) -> Result<Vec<Op>, String> {
        let scene = Scene::empty();
        copy(&self.scene.disk(), &scene.disk());
        if self.unlocked {
            scene.unlock();
        }
        let before = Disk::of(&scene.disk());
        let log = scene.beside("log");
        record::begin(&log, 0);
        let deed = match self.deed.effect {
            // It goes to the copy.
            Effect::Exports => export(&scene),
            _ => self.deed.clone(),
        };
        let mut command = deed.command(&scene);
        scene.watched(&mut command, &log, fault);
        let done = ran(&mut command);
        let ops = record::read(&log);
        let wrong =
            |why: String| format!("{} with {}: {why}", self.name, fault.unwrap_or("nothing"));
        let mut after = self.world.after(&deed.effect, &done, &scene);
        match done.code {
            None => return Err(wrong("it died of a signal".to_owned())),
            Some(101) => return Err(wrong(format!("it panicked: {}", done.err))),
            Some(0) => {}
            Some(code) if done.err.trim().is_empty() => {
                return Err(wrong(format!("it exits with {code} and gives no reason")));
            }
            Some(_) => {}
        }
        let answered = done.code == Some(0);
        let full = fault.is_some_and(|fault| fault.starts_with("full:"));
        let told = ["disk is full", "No space left"].iter().any(|said| done.err.contains(said));
        if full && !answered && !told {
            return Err(wrong(format!("a full disk is not said: {}", done.err.trim())));
        }
        let mut sure = if answered { after.clone() } else { self.world.clone() };
        if !answered && matches!(deed.effect, Effect::Kit) {
            // The passphrase is the way in then, until new words have been printed.
            (sure.kit, after.kit) = (None, None);
        }
        let seen = |what: &str, why: String| {
            wrong(format!("answered {answered}; {what}: {why}; it said: {}", done.err.trim()))
        };
        // The power goes as well: what no sync kept is gone, what a failed one had is too.
        let mut disk = before;
        for op in &ops {
            disk.apply(op, |_| true);
        }
        let image = Scene::empty();
        disk.cut(Rest::Nothing, &mut Chance::new(1), &image.disk());
        verdict::look(&image, &sure, &after).map_err(|why| seen("after a power cut", why))?;
        // And without one: the next line is taken, and nothing is half there.
        let next = "The next line, once there is room again";
        let add = ran(&mut scene.command(&["add", next]));
        if add.code != Some(0) {
            return Err(wrong(format!("the next line is refused: {}", add.err.trim())));
        }
        sure.texts.insert(next.to_owned());
        after.texts.insert(next.to_owned());
        verdict::look(&scene, &sure, &after).map_err(|why| seen("with the next line", why))?;
        Ok(ops)
    }
}

fn export(scene: &Scene) -> Deed {
    let path = scene.disk().join(EXPORT);
    Deed::new(&["export", "--format", "jsonl", "-o", &path.to_string_lossy()], Effect::Exports)
}

fn import(scene: &Scene) -> Deed {
    let texts: Vec<String> = (0..40).map(|n| format!("Imported line {n}")).collect();
    let mut file = String::new();
    for text in &texts {
        writeln!(file, "{}", serde_json::json!({ "text": text, "day": "2026-11-02" }))
            .expect("a string takes it");
    }
    let path = scene.beside("foreign.jsonl");
    std::fs::write(&path, file).expect("a file to import");
    Deed::new(&["import", "--format", "jsonl", &path.to_string_lossy()], Effect::Adds(texts))
}

/// A backup, and a line since.
fn backed_up(scene: &Scene, world: &mut World) {
    scene.ok(&["backup", "create"]);
    world.backup = Some(world.texts.clone());
    scene.ok(&["add", "Since the backup"]);
    scene.ok(&["list"]);
    world.texts.insert("Since the backup".to_owned());
}

fn stages() -> Vec<Stage> {
    vec![
        Stage::set("save", true, |_, _| Deed::add("Saved while the disk fails")),
        Stage::set("seal", false, |_, _| Deed::add("Sealed while the disk fails")),
        Stage::set("file the inbox", false, |scene, world| {
            for text in ["Sealed one", "Sealed two"] {
                scene.ok(&["add", text]);
                world.texts.insert(text.to_owned());
            }
            Deed::new(&["list"], Effect::Nothing)
        }),
        Stage::set("import", false, |scene, _| import(scene)),
        Stage::set("export over an old one", false, |scene, world| {
            let deed = export(scene);
            let args: Vec<&str> = deed.args.iter().map(String::as_str).collect();
            scene.ok(&args);
            world.export = std::fs::read(scene.disk().join(EXPORT)).ok();
            // So that the new one differs.
            scene.ok(&["add", "Since the old export"]);
            world.texts.insert("Since the old export".to_owned());
            deed
        }),
        Stage::set("edit", false, |scene, world| {
            let id = scene.ok(&["add", "Wrote it down wrong"]).trim().to_owned();
            scene.ok(&["list"]);
            world.texts.insert("Wrote it down wrong".to_owned());
            let effect = Effect::Changes("Wrote it down wrong".to_owned(), "Put right".to_owned());
            Deed::new(&["edit", &id, "--text", "Put right"], effect)
        }),
        Stage::set("new recovery words", false, |_, _| {
            Deed::new(&["vault", "recovery", "--json"], Effect::Kit)
        }),
        Stage::set("backup", false, |scene, world| {
            backed_up(scene, world);
            Deed::new(&["backup", "create"], Effect::BacksUp)
        }),
        Stage::set("restore", false, |scene, world| {
            backed_up(scene, world);
            Deed::new(&["backup", "restore", "newest"], Effect::Restores)
        }),
        Stage::migrating(),
        Stage::set("rekey", false, |_, _| Deed::new(&["vault", "rekey", "--json"], Effect::Kit)),
    ]
}

/// What a run of faults came to.
#[derive(Default)]
struct Count {
    /// Faults that happened.
    hit: usize,
    wrong: Vec<String>,
}

/// Tries them all, from two threads.
fn try_all(stages: &[Stage], faults: &[(usize, String)]) -> Count {
    let (next, count) = (AtomicUsize::new(0), Mutex::new(Count::default()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((stage, fault)) = faults.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let tried = stages[*stage].attempt(Some(fault));
                    let mut count = count.lock().expect("no thread panics");
                    match tried {
                        Ok(ops) => {
                            let hit = ops.iter().any(|op| matches!(op, Op::Fault));
                            count.hit += usize::from(hit);
                        }
                        Err(why) => {
                            count.hit += 1;
                            count.wrong.push(why);
                        }
                    }
                }
            });
        }
    });
    count.into_inner().expect("no thread panics")
}

fn names(stages: &[Stage]) -> String {
    stages.iter().map(|stage| stage.name).collect::<Vec<_>>().join(", ")
}

#[test]
fn r4_a_full_disk_at_any_write_is_said_and_costs_nothing() {
    let stages = stages();
    let mut faults: Vec<(usize, String)> = Vec::new();
    for (at, stage) in stages.iter().enumerate() {
        faults.extend((1..=stage.writes).map(|write| (at, format!("full:{write}"))));
    }
    let all = faults.len();
    let some = load(60).min(all);
    let faults: Vec<_> = (0..some).map(|n| faults[n * all / some].clone()).collect();
    let count = try_all(&stages, &faults);
    tell(
        "R4",
        &format!("{}: {} of their {all} writes", names(&stages), faults.len()),
        "the disk is full from that write on, every second time with half of it written",
        &format!("{} full disks met, {} wrong", count.hit, count.wrong.len()),
    );
    assert!(count.wrong.is_empty(), "{}", count.wrong.join("\n"));
    // Which pages a commit touches differs a little from run to run.
    assert!(count.hit * 10 >= faults.len() * 9, "they met the full disk: {}", count.hit);
}

#[test]
fn r5_a_failing_disk_is_said_and_nothing_is_answered_for_that_is_not_kept() {
    let stages = stages();
    let seeds = load(60);
    let mut chance = Chance::new(5);
    let faults: Vec<(usize, String)> = (0..seeds)
        .map(|_| {
            let at = chance.below(stages.len());
            let stage = &stages[at];
            let (kind, of) = match chance.below(6) {
                0 => ("io", stage.writes),
                1 => ("short", stage.writes),
                2 | 3 => ("sync", stage.syncs),
                4 => ("syncs", stage.syncs),
                _ => ("name", stage.names),
            };
            (at, format!("{kind}:{}", 1 + chance.below(of)))
        })
        .collect();
    let count = try_all(&stages, &faults);
    tell(
        "R5",
        &format!("{seeds} seeds over {}", names(&stages)),
        "one failing write, short write, failing sync, every sync from one on, or failing rename; \
         then the power goes",
        &format!("{} faults met, {} wrong", count.hit, count.wrong.len()),
    );
    assert!(count.wrong.is_empty(), "{}", count.wrong.join("\n"));
    assert!(count.hit * 2 > seeds, "most of the faults happened: {}", count.hit);
}
