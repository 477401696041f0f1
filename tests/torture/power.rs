//! R2: the power goes at any moment, and everything that was acknowledged is there.

use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::chance::Chance;
use crate::deed::{Deed, EXPORT, Effect, World};
use crate::disk::{Heeds, Rest};
use crate::play::Play;
use crate::scene::Scene;
use crate::verdict::{self, Sound};
use crate::{load, tell};

/// Every sync counts.
const ALL: Heeds = |_| true;

/// Lines that begin a journal, and what is then true of it.
fn begun(scene: &Scene) -> World {
    let texts = ["Held the January date", "Kept two engineers off reporting"];
    for text in texts {
        scene.ok(&["add", text]);
    }
    scene.ok(&["list"]);
    World::of(&texts)
}

fn lines(name: &str, count: usize) -> Vec<Deed> {
    (0..count).map(|n| Deed::add(&format!("{name} number {n} of a long afternoon"))).collect()
}

/// Lines into an open journal, each process the only one: the log is written back at its end.
fn save() -> Play {
    let scene = Scene::new();
    let start = begun(&scene);
    scene.unlock();
    Play::record(&scene, start, &lines("Saved", 12))
}

/// Lines into a journal that another process holds open, so that they stay in the log.
fn save_held() -> Play {
    let scene = Scene::new();
    let start = begun(&scene);
    scene.unlock();
    let _held = scene.open();
    Play::record(&scene, start, &lines("Held", 25))
}

/// Lines sealed without a key, filed twice.
fn inbox() -> Play {
    let scene = Scene::new();
    let start = begun(&scene);
    let mut deeds = lines("Sealed", 8);
    deeds.insert(4, Deed::new(&["list"], Effect::Nothing));
    deeds.push(Deed::new(&["list"], Effect::Nothing));
    Play::record(&scene, start, &deeds)
}

/// A file of foreign lines, all or none, twice.
fn import() -> Play {
    let scene = Scene::new();
    let start = begun(&scene);
    let mut deeds = Vec::new();
    for (name, count) in [("First", 60), ("Second", 30)] {
        let texts: Vec<String> = (0..count).map(|n| format!("{name} import, line {n}")).collect();
        let mut file = String::new();
        for text in &texts {
            writeln!(file, "{}", serde_json::json!({ "text": text, "day": "2026-11-02" }))
                .expect("a string takes it");
        }
        let path = scene.beside(name);
        std::fs::write(&path, file).expect("a file to import");
        let path = path.to_string_lossy();
        deeds.push(Deed::new(&["import", "--format", "jsonl", &path], Effect::Adds(texts)));
    }
    Play::record(&scene, start, &deeds)
}

/// An export over an older one.
fn export() -> Play {
    let scene = Scene::new();
    let mut start = begun(&scene);
    let path = scene.disk().join(EXPORT);
    let path = path.to_string_lossy();
    let args = ["export", "--format", "jsonl", "-o", &path];
    scene.ok(&args);
    start.export = std::fs::read(scene.disk().join(EXPORT)).ok();
    let again = Deed::new(&args, Effect::Exports);
    let deeds =
        [Deed::add("Sealed before the export"), again.clone(), Deed::add("And after"), again];
    Play::record(&scene, start, &deeds)
}

/// An entry changed, and new recovery words: the header and its copies.
fn change() -> Play {
    let scene = Scene::new();
    let mut start = begun(&scene);
    let id = scene.ok(&["add", "Wrote it down wrong"]).trim().to_owned();
    scene.ok(&["list"]);
    start.texts.insert("Wrote it down wrong".to_owned());
    let edit = |from: &str, to: &str| {
        let effect = Effect::Changes(from.to_owned(), to.to_owned());
        Deed::new(&["edit", &id, "--text", to], effect)
    };
    let kit = Deed::new(&["vault", "recovery", "--json"], Effect::Kit);
    let deeds = [
        kit.clone(),
        edit("Wrote it down wrong", "Wrote it down better"),
        kit.clone(),
        edit("Wrote it down better", "Wrote it down right"),
        kit,
    ];
    Play::record(&scene, start, &deeds)
}

/// The whole journal under a new key, twice, with a line sealed between.
fn rekey() -> Play {
    let scene = Scene::new();
    let start = begun(&scene);
    let rekey = Deed::new(&["vault", "rekey", "--json"], Effect::Kit);
    let deeds = [
        rekey.clone(),
        Deed::add("Sealed under the new key"),
        Deed::new(&["list"], Effect::Nothing),
        rekey,
    ];
    Play::record(&scene, start, &deeds)
}

/// Backups between lines, and one of them put back in the journal's place.
fn backups() -> Play {
    let scene = Scene::new();
    let mut start = begun(&scene);
    scene.ok(&["backup", "create"]);
    start.backup = Some(start.texts.clone());
    let create = Deed::new(&["backup", "create"], Effect::BacksUp);
    let deeds = [
        Deed::add("Sealed before the second backup"),
        create.clone(),
        Deed::add("Lost with the restore, and kept aside"),
        Deed::new(&["list"], Effect::Nothing),
        Deed::new(&["backup", "restore", "newest"], Effect::Restores),
        Deed::add("Sealed after it"),
        create,
    ];
    Play::record(&scene, start, &deeds)
}

/// A journal of every earlier version is opened for the first time, then written to.
fn migrate(schema: u32) -> Play {
    let scene = Scene::of_schema(schema);
    // A twin says what it holds; this one must not have been opened before.
    let twin = Scene::of_schema(schema);
    let rows: Vec<serde_json::Value> =
        serde_json::from_str(&twin.ok(&["list", "--json"])).expect("a list of rows");
    let texts: Vec<&str> = rows.iter().filter_map(|row| row["text"].as_str()).collect();
    let start = World::of(&texts);
    assert_eq!(start.texts.len(), 16, "what earlier versions kept");
    let deeds = [
        // The first opening backs up what it is about to change.
        Deed::new(&["list"], Effect::BacksUp),
        Deed::add("Sealed under the new schema"),
        Deed::new(&["list"], Effect::Nothing),
    ];
    Play::record(&scene, start, &deeds)
}

/// What images came to.
#[derive(Default)]
struct Count {
    half_lines: usize,
    wrong: Vec<String>,
}

/// Cuts the power at `seed`'s moment of the play and looks at what is left.
fn cut(play: &Play, seed: u64, heeds: Heeds) -> Result<Sound, String> {
    let mut chance = Chance::new(seed);
    let moment = 1 + chance.below(play.ops.len());
    let mut disk = play.before.clone();
    for op in &play.ops[..moment] {
        disk.apply(op, heeds);
    }
    let rest = match chance.below(4) {
        0 => Rest::Nothing,
        1 => Rest::Begun,
        _ => Rest::Any,
    };
    let image = Scene::empty();
    disk.cut(rest, &mut chance, &image.disk());
    let at = play.at(moment);
    verdict::look(&image, at.sure, at.perhaps)
        .map_err(|why| format!("seed {seed}, record {moment} of {}: {why}", play.ops.len()))
}

/// `images` cuts, from two threads.
fn cuts(play: &Play, images: usize, heeds: Heeds) -> Count {
    let (next, count) = (AtomicUsize::new(0), Mutex::new(Count::default()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let image = next.fetch_add(1, Ordering::Relaxed);
                    if image >= images {
                        return;
                    }
                    let looked = cut(play, image as u64, heeds);
                    let mut count = count.lock().expect("no thread panics");
                    match looked {
                        Ok(sound) => count.half_lines += usize::from(sound.half_line),
                        Err(why) => count.wrong.push(why),
                    }
                }
            });
        }
    });
    count.into_inner().expect("no thread panics")
}

/// Makes a play.
type Making = fn() -> Play;

const PLAYS: [(&str, Making); 10] = [
    ("save", save),
    ("save beside another process", save_held),
    ("inbox", inbox),
    ("import", import),
    ("export", export),
    ("edit and recovery words", change),
    ("backup and restore", backups),
    ("migrate from schema 1", || migrate(1)),
    ("migrate from schema 2", || migrate(2)),
    ("rekey", rekey),
];

#[test]
fn r2_no_power_cut_costs_anything_acknowledged() {
    let images = load(100).div_ceil(PLAYS.len());
    let (mut half_lines, mut changes, mut wrong) = (0, 0, Vec::new());
    for (name, play) in PLAYS {
        let play = play();
        let count = cuts(&play, images, ALL);
        half_lines += count.half_lines;
        changes += play.ops.len();
        wrong.extend(count.wrong.into_iter().map(|why| format!("{name}: {why}")));
    }
    let names: Vec<&str> = PLAYS.iter().map(|(name, _)| *name).collect();
    tell(
        "R2",
        &format!("{} images over {}", images * PLAYS.len(), names.join(", ")),
        &format!(
            "the power goes at any of {changes} logged changes; what was not synced is there, torn, out of order or gone, names too"
        ),
        &format!(
            "{} wrong: corrupt or an acknowledged line lost; {half_lines} unacknowledged lines half there and told",
            wrong.len()
        ),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The gate with one protection taken away: it must notice.
fn control(name: &str, play: fn() -> Play, heeds: Heeds) {
    let play = play();
    let images = load(40).min(400);
    let wrong = cuts(&play, images, heeds).wrong.len();
    tell("R2 control", &format!("{images} images"), name, &format!("{wrong} of them wrong"));
    assert!(wrong > 0, "R2 proves nothing: {name}, and no image lost anything");
}

#[test]
fn r2_control_without_syncing_the_log_lines_are_lost() {
    let heeds: Heeds = |path| !path.to_string_lossy().ends_with("-wal");
    control("the write-ahead log is not synced, as with synchronous=NORMAL", save_held, heeds);
}

#[test]
fn r2_control_without_syncing_the_inbox_lines_are_lost() {
    control("the inbox is not synced", inbox, |path| !path.ends_with("inbox.sealed"));
}

#[test]
fn r2_control_without_syncing_before_a_rename_a_file_is_lost() {
    let heeds: Heeds = |path| !path.to_string_lossy().ends_with(".tmp");
    control("a new file is renamed before it is synced", change, heeds);
}

#[test]
fn r2_control_without_syncing_folders_names_are_lost() {
    let heeds: Heeds = |path| path.extension().is_some();
    control("folders are not synced", inbox, heeds);
}
