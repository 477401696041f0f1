//! Backups of real journals in folders of their own.

#![allow(clippy::disallowed_methods, reason = "a test breaks files on purpose")]

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use tempfile::TempDir;

use super::*;
use crate::journal::{self, Journal};
use crate::time::Moment;
use crate::vault::{self, DATABASE_FILE, Effort, HEADER_FILES, RecoveryKit, Vault};

const PASSPHRASE: &str = "five quiet herons wade";

fn at(text: &str) -> Moment {
    Moment::parse(text).expect("a moment")
}

fn now() -> Moment {
    at("2026-11-20T16:42:00+01:00")
}

fn later(minutes: i64) -> Moment {
    let mut moment = now();
    moment.at += chrono::Duration::minutes(minutes);
    moment.local += chrono::Duration::minutes(minutes);
    moment
}

struct Bench {
    outer: TempDir,
    kit: RecoveryKit,
}

impl Bench {
    /// A journal with `entries` lines and an evidence file.
    fn new(entries: usize) -> (Self, Journal) {
        let outer = tempfile::tempdir().expect("a folder");
        let dir = outer.path().join("journal");
        let made = Journal::create(&dir, PASSPHRASE, None, Effort::quick(), &now());
        let (mut journal, kit) = made.expect("a journal");
        for number in 0..entries {
            let line = format!("Kept line {number} of the shutterbox plan !sh @Oskar >Customs");
            journal.capture(&line, None, &now()).expect("filed");
        }
        (Self { outer, kit }, journal)
    }

    fn dir(&self) -> std::path::PathBuf {
        self.outer.path().join("journal")
    }

    fn other(&self, name: &str) -> std::path::PathBuf {
        let path = self.outer.path().join(name);
        fs::create_dir_all(&path).expect("a folder");
        path
    }
}

fn count(journal: &Journal) -> u64 {
    journal.counts(&now()).expect("counted").entries.into()
}

fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).expect("there");
    bytes[at] ^= 0x40;
    fs::write(path, bytes).expect("ours to break");
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_whole_encrypted_private_and_enough_by_itself() {
    let (bench, journal) = Bench::new(30);
    let report = journal.back_up(Reason::Asked, &now()).expect("made");
    let [copy] = report.made.as_slice() else { panic!("one, in the only place") };
    assert_eq!(copy.manifest.entries, 30, "counted in the copy");
    assert_eq!(list(&bench.dir()).expect("listed"), report.made, "and it is listed");
    let files = ["backup.json", "journal.db", "vault.json", "vault.json.1", "vault.json.2"];
    assert_eq!(names(&copy.path), files, "nothing more lies there");
    let database = fs::read(copy.path.join(DATABASE_FILE)).expect("there");
    assert!(!database.starts_with(b"SQLite"), "it is encrypted from its first byte");
    for name in files {
        let bytes = fs::read(copy.path.join(name)).expect("there");
        let told = bytes.windows(10).any(|window| window == b"shutterbox");
        assert!(!told, "no word of an entry stands in {name}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(copy.path.join(name)).expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name} is its owner's alone");
        }
    }
    let seen = verify(&bench.dir(), journal.vault(), &copy.id, &now()).expect("whole");
    assert_eq!((seen.entries, seen.files), (30, 0), "looked at again");

    // On a machine that never saw the journal: the folder and one way in are enough.
    let carried = bench.other("elsewhere").join("carried");
    fs::rename(&copy.path, &carried).expect("carried away");
    let header = vault::read(&carried).expect("its header");
    let words = bench.kit.words().join(" ");
    let ways: [(&str, Vault); 2] = [
        ("passphrase", header.open_with_passphrase(PASSPHRASE).expect("opens")),
        ("kit", header.open_with_recovery(&words).expect("opens").0),
    ];
    for (way, vault) in ways {
        let fresh = bench.outer.path().join(format!("new-{way}"));
        let restored = restore(&carried, &fresh, &vault, &now()).expect("restored");
        assert_eq!((restored.verified.entries, restored.kept), (30, None), "with the {way}");
        let opened = vault::read(&fresh).expect("a header").open_with_passphrase(PASSPHRASE);
        let opened = Journal::open(&fresh, opened.expect("opens"), &now()).expect("a journal");
        assert_eq!(count(&opened), 30, "every entry is back");
        assert!(opened.check().expect("looked at").problems.is_empty(), "its index too");
    }
    assert_eq!(names(&carried), files, "the backup itself was only read");
}

#[test]
fn nothing_changed_makes_nothing_and_one_word_makes_one() {
    let (bench, mut journal) = Bench::new(3);
    let (dir, vault) = (bench.dir(), journal.vault().clone());
    let hourly =
        |minutes| make_if_changed(&dir, &vault, Reason::Hourly, &later(minutes)).expect("made");
    assert!(due(&dir, &now()).expect("asked"), "there is none yet");
    assert_eq!(hourly(0).made.len(), 1, "the first");
    assert!(!due(&dir, &later(59)).expect("asked"), "the hour is not up");
    assert!(due(&dir, &later(60)).expect("asked"), "now it is");
    assert!(due(&dir, &later(-600)).expect("asked"), "a clock set back keeps none from being made");
    assert_eq!(hourly(60).unchanged, [Place::Here], "all of this is there already");
    journal.capture("One more", None, &now()).expect("filed");
    assert_eq!(hourly(120).made.len(), 1, "something changed");
    assert_eq!(list(&dir).expect("listed").len(), 2, "both stay");
}

#[test]
fn a_broken_backup_is_found_and_never_counts_as_the_last_good_one() {
    let (bench, journal) = Bench::new(20);
    let dir = bench.dir();
    let good = journal.back_up(Reason::Asked, &now()).expect("made").made.remove(0);
    let bad = journal.back_up(Reason::Asked, &later(1)).expect("made").made.remove(0);
    let size = usize::try_from(bad.manifest.bytes).expect("small");
    for place in [20, size / 2, size - 1] {
        flip(&bad.path.join(DATABASE_FILE), place);
        let found = verify(&dir, journal.vault(), &bad.id, &later(2)).expect_err("a bit is wrong");
        assert_eq!(found.code(), crate::error::Code::Damaged, "and damage is what it is called");
        flip(&bad.path.join(DATABASE_FILE), place);
    }
    flip(&bad.path.join(DATABASE_FILE), size / 2);
    try_restore(&dir, journal.vault(), &bad.id, &later(3)).expect_err("it does not restore");
    let newest = newest(&dir).expect("listed").expect("one is whole");
    assert_eq!(newest.id, good.id, "the broken one is passed over");
    let listed = list(&dir).expect("listed");
    assert_eq!(listed[0].trouble, Some(Trouble::Damaged), "and says why");
    let target = bench.outer.path().join("nowhere");
    restore(&bad.path, &target, journal.vault(), &now()).expect_err("it takes nobody's place");
    assert!(!target.join(DATABASE_FILE).exists(), "nothing half restored is left");
    for name in HEADER_FILES {
        flip(&good.path.join(name), 40);
    }
    let found =
        verify(&dir, journal.vault(), &good.id, &later(4)).expect_err("its header is broken");
    assert_eq!(found.code(), crate::error::Code::Damaged, "without it the copy opens nowhere");
}

#[test]
fn a_test_restore_counts_leaves_nothing_and_is_remembered() {
    let (bench, journal) = Bench::new(12);
    let dir = bench.dir();
    let copy = journal.back_up(Reason::Asked, &now()).expect("made").made.remove(0);
    let before = names(&dir);
    let seen = try_restore(&dir, journal.vault(), &copy.id, &later(5)).expect("it restores");
    assert_eq!(seen.entries, 12, "as many as went in");
    assert_eq!(names(&dir), before, "nothing is left of it");
    let told = journal::backups(&dir).expect("told");
    assert_eq!(told.last_restored, Some(later(5).local.to_rfc3339()), "when it was last proved");
    assert_eq!(told.copies[0].restored, told.last_restored, "on its own line too");
}

#[test]
fn a_second_place_that_is_away_is_said_and_caught_up_with() {
    let (bench, mut journal) = Bench::new(2);
    let (dir, disk) = (bench.dir(), bench.other("disk"));
    set_second(&dir, Some(&dir)).expect_err("the journal's own folder is no second place");
    set_second(&dir, Some(&disk)).expect("a second place");
    let both = journal.back_up(Reason::Hourly, &now()).expect("made");
    assert_eq!(both.made.len(), 2, "in both");
    assert!(disk.join(THERE).join(&both.made[1].id.name).is_dir(), "in a folder of its own");

    let away = bench.outer.path().join("taken out");
    fs::rename(&disk, &away).expect("the disk is taken out");
    fs::create_dir(&disk).expect("an empty place to mount it");
    journal.capture("Meanwhile", None, &now()).expect("filed");
    let report = journal.back_up(Reason::Hourly, &later(60)).expect("one place is enough");
    assert_eq!(report.failed[0].trouble, Trouble::FolderGone, "the other is gone");
    assert!(names(&disk).is_empty(), "nothing is written where the disk belongs");
    journal.back_up(Reason::Hourly, &later(120)).expect("again");
    let told = journal::backups(&dir).expect("told");
    assert_eq!(told.failures.len(), 1, "the same failure is one line");
    assert_eq!(told.trouble, Some(Trouble::FolderGone), "and stands until it is made good");
    assert!(!told.places[1].reachable, "it is away");

    fs::remove_dir(&disk).expect("ours");
    fs::rename(&away, &disk).expect("the disk is back");
    let report = make_if_changed(&dir, journal.vault(), Reason::Hourly, &later(180)).expect("made");
    assert_eq!(report.unchanged, [Place::Here], "here nothing is new");
    assert_eq!(report.made[0].id.place, Place::Second, "there it is");
    let told = journal::backups(&dir).expect("told");
    assert_eq!((told.trouble, told.failures.len()), (None, 1), "made good, and still listed");
    discard(&dir, told.failures[0].number, Place::Second).expect("read");
    assert!(journal::backups(&dir).expect("told").failures.is_empty(), "until it was read");
}

#[test]
fn a_restore_keeps_what_was_there_and_the_passphrase_of_today() {
    let (bench, mut journal) = Bench::new(4);
    let dir = bench.dir();
    let copy = journal.back_up(Reason::Asked, &now()).expect("made").made.remove(0);
    journal.capture("Written after the backup", None, &now()).expect("filed");
    let vault = journal.vault().clone();
    vault::change_passphrase(&dir, &vault, "a newer one altogether", &now(), Effort::quick())
        .expect("changed");
    drop(journal);
    journal::seal(&dir, "Sealed while locked", &now()).expect("sealed");

    let restored = restore(&copy.path, &dir, &vault, &later(1)).expect("restored");
    let header = vault::read(&dir).expect("a header");
    header.open_with_passphrase(PASSPHRASE).expect_err("the old passphrase stays withdrawn");
    let opened = header.open_with_passphrase("a newer one altogether").expect("the new one opens");
    let back = Journal::open(&dir, opened, &later(2)).expect("opens");
    assert_eq!(count(&back), 5, "four of the backup, and the line that waited");
    drop(back);

    let kept = restored.kept.expect("what was there is kept");
    let opened =
        vault::read(&kept).expect("a header").open_with_passphrase("a newer one altogether");
    let aside = Journal::open(&kept, opened.expect("opens"), &later(3)).expect("a journal too");
    assert_eq!(count(&aside), 5, "with what was written after the backup");
}

#[test]
fn a_restore_killed_between_any_two_renames_is_finished_by_the_next_look() {
    let files = ["journal.db-wal", "journal.db-shm", DATABASE_FILE];
    let steps = files.iter().chain(HEADER_FILES.iter().rev());
    let steps: Vec<&str> = steps.copied().collect();
    for done in 0..=steps.len() {
        for aside_only in [false, true] {
            let (bench, journal) = Bench::new(3);
            let dir = bench.dir();
            let copy = journal.back_up(Reason::Asked, &now()).expect("made").made.remove(0);
            let vault = journal.vault().clone();
            drop(journal);
            fs::write(dir.join("journal.db-wal"), b"").expect("as a killed writer leaves it");
            // What `restore` leaves when it is killed there.
            let (waiting, kept) = (dir.join("restoring"), dir.join(restore::KEPT).join("2026"));
            fs::create_dir_all(&waiting).expect("a folder");
            fs::create_dir_all(&kept).expect("a folder");
            fs::write(waiting.join("aside"), "2026").expect("its note");
            for name in HEADER_FILES.iter().chain([&DATABASE_FILE]) {
                fs::copy(copy.path.join(name), waiting.join(name)).expect("the copy");
            }
            for (at, name) in steps.iter().take(done).enumerate() {
                if dir.join(name).exists() {
                    fs::rename(dir.join(name), kept.join(name)).expect("aside");
                }
                let last = at + 1 == done;
                if waiting.join(name).exists() && !(last && aside_only) {
                    fs::rename(waiting.join(name), dir.join(name)).expect("in its place");
                }
            }
            if done == steps.len() && !aside_only {
                // The kill came while the folder itself was being taken away.
                fs::remove_file(waiting.join("aside")).expect("there");
            }
            assert!(settle(&dir).expect("finished"), "there was something to finish");
            assert!(!settle(&dir).expect("looked"), "and now there is nothing");
            assert!(!dir.join(".restoring").exists(), "nor anything left lying");
            let back = Journal::open(&dir, vault.clone(), &now()).expect("opens");
            assert_eq!(count(&back), 3, "killed after {done} steps");
            drop(back);
            let aside = Journal::open(&kept, vault, &now()).expect("what was there opens too");
            assert_eq!(count(&aside), 3, "killed after {done} steps");
        }
    }
}

/// Ends the writer, also when the test fails.
struct Stop<'a>(&'a AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

#[test]
fn backups_made_while_somebody_writes_are_whole() {
    let (bench, mut journal) = Bench::new(50);
    let (dir, vault) = (bench.dir(), journal.vault().clone());
    let going = AtomicBool::new(true);
    std::thread::scope(|scope| {
        let _stop = Stop(&going);
        scope.spawn(|| {
            let mut number = 0;
            while going.load(Ordering::Relaxed) {
                number += 1;
                let line = format!("Meanwhile {number}");
                journal.capture(&line, None, &now()).expect("nobody is kept from writing");
            }
        });
        let mut before = 50;
        for minute in 0..6 {
            let copy =
                make(&dir, &vault, Reason::Asked, &later(minute)).expect("made").made.remove(0);
            let seen = verify(&dir, &vault, &copy.id, &later(minute)).expect("whole");
            assert!(seen.entries >= before, "what was there before is in it");
            before = seen.entries;
        }
    });
}

#[test]
fn what_a_killed_writer_left_is_swept_and_what_is_not_ours_is_not() {
    let (bench, journal) = Bench::new(2);
    let here = bench.dir().join(HERE);
    journal.back_up(Reason::Asked, &now()).expect("made");
    let tag = notes(&bench.dir()).tag;
    let (ours, twin) = (format!(".ledgerline-{tag}-9.tmp"), ".ledgerline-00-9.tmp");
    for name in [ours.as_str(), twin, "photos"] {
        fs::create_dir(here.join(name)).expect("left");
        fs::write(here.join(name).join("half"), b"half").expect("left");
    }
    journal.back_up(Reason::Asked, &later(1)).expect("made");
    let left = names(&here);
    assert!(!left.contains(&ours), "what a kill left goes");
    assert!(left.contains(&twin.to_owned()), "a twin on another machine may be at work");
    assert!(left.contains(&"photos".to_owned()), "and the rest is nobody's business");
}

#[test]
fn an_id_cannot_walk_out_of_its_folder() {
    for text in
        ["here/../x", "here/ledgerline-../x", "here/ledgerline-a/b", "else/ledgerline-1", "x"]
    {
        assert_eq!(text.parse::<BackupId>(), Err(NotABackup), "{text}");
    }
    let id: BackupId = "second/ledgerline-2026-11-20-164200-3".parse().expect("an id");
    assert_eq!(id.to_string(), "second/ledgerline-2026-11-20-164200-3", "and back");
}

#[test]
fn large_imports_and_large_erasures_are_preceded_by_a_backup() {
    let (bench, mut journal) = Bench::new(1);
    let dir = bench.dir();
    let lines = |count: usize, word: &str| -> String {
        (0..count)
            .map(|at| format!("{{\"text\":\"{word} {at}\",\"id\":\"{word}{at}\"}}\n"))
            .collect()
    };
    journal.import_jsonl(lines(10, "few").as_bytes(), &now()).expect("read");
    assert!(list(&dir).expect("listed").is_empty(), "ten lines are undone with one key");
    let many = lines(journal::LARGE_IMPORT + 1, "many");
    journal.import_jsonl(many.as_bytes(), &now()).expect("read");
    let listed = list(&dir).expect("listed");
    assert_eq!(listed[0].manifest.reason, Reason::BeforeImport, "it says what it was for");
    assert_eq!(listed[0].manifest.entries, 11, "as it was before");

    let query = crate::wire::Query::default();
    let page = journal.timeline(&query, None, 30, &now()).expect("a page");
    for entry in page.rows.iter().take(journal::MANY_ERASED + 1) {
        journal.delete_entry(entry.id, &now()).expect("in the bin");
    }
    journal.purge(0, &later(1)).expect("erased");
    let listed = list(&dir).expect("listed");
    assert_eq!(listed[0].manifest.reason, Reason::BeforeErasing, "before they were gone");
}
