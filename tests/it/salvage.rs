//! Damage: random bits flipped in a journal's file, and what comes back of it (RELIABILITY.md, R3).

#![allow(clippy::disallowed_methods, reason = "files are broken on purpose")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ledgerline_core::backup::{self, Reason};
use ledgerline_core::error::Code;
use ledgerline_core::id::EntryId;
use ledgerline_core::journal::{self, Format, Gaps, Journal, released};
use ledgerline_core::time::Moment;
use ledgerline_core::vault::{self, Effort, Vault};
use ledgerline_core::wire::{Draft, EntryEdit, Query};
use serde_json::Value;
use support::{PASSPHRASE, Random, TestJournal};

/// The size of a page of the file.
const PAGE: usize = 4_096;

/// What each entry says, by its id: enough to see one silently altered.
type Said = BTreeMap<String, Value>;

/// A journal to damage again and again, with a backup from shortly before its end.
struct Ruin {
    room: tempfile::TempDir,
    vault: Vault,
    now: Moment,
    /// What the journal held when the backup was made, and at the end.
    backed_up: Said,
    said: Said,
}

impl Ruin {
    fn journal(&self) -> PathBuf {
        self.room.path().join("journal")
    }

    /// A copy of the journal to be damaged.
    fn wreck(&self) -> Wreck {
        let room = tempfile::tempdir_in(self.room.path()).expect("a folder");
        copy(&self.journal(), &room.path().join("damaged"));
        Wreck { room }
    }

    fn open(&self, dir: &Path) -> ledgerline_core::error::Result<Journal> {
        Journal::open(dir, self.vault.clone(), &self.now)
    }
}

/// A copy that is damaged, beside what is saved of it.
struct Wreck {
    room: tempfile::TempDir,
}

impl Wreck {
    fn journal(&self) -> PathBuf {
        self.room.path().join("damaged")
    }

    fn file(&self) -> PathBuf {
        self.journal().join("journal.db")
    }

    fn change(&self, how: impl FnOnce(&mut Vec<u8>)) {
        let mut bytes = std::fs::read(self.file()).expect("the file");
        how(&mut bytes);
        std::fs::write(self.file(), bytes).expect("written");
    }
}

/// What every entry says, in the words of its own export: text, day, people, tags, outcomes.
fn said(journal: &Journal, now: &Moment) -> ledgerline_core::error::Result<Said> {
    let mut out = Vec::new();
    journal.export(&Query::default(), Format::Jsonl, &mut out, now)?;
    let text = String::from_utf8(out).expect("text");
    let lines = text.lines().map(|line| -> Value { serde_json::from_str(line).expect("JSON") });
    let entries = lines.filter(|line| line["type"] == "entry");
    Ok(entries.map(|line| (line["id"].as_str().expect("an id").to_owned(), line)).collect())
}

fn copy(from: &Path, to: &Path) {
    let _ = std::fs::remove_dir_all(to);
    std::fs::create_dir(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let (path, to) = entry.map(|it| (it.path(), to.join(it.file_name()))).expect("a file");
        if path.is_dir() {
            copy(&path, &to);
        } else {
            std::fs::copy(path, to).expect("copied");
        }
    }
}

/// A journal of `entries` lines with what hangs on them: every seventh is longer than a page.
fn ruin(entries: usize) -> Ruin {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    let mut random = Random::new(7);
    let words = ["audit", "budget", "customs", "deadline", "escalation", "freight", "grant"];
    let people = ["Mei-Lin", "Oskar", "Nova", "Teo", "Ines"];
    let kinds = ["sh", "ne", "co", "tr", "be"];
    let mut backed_up = Said::new();
    for number in 0..entries {
        let (ago, word) = (random.below(700), random.pick(&words));
        let line = format!(
            "Line {number} about the {word} of the {} @{} !{} #{word} ^-{ago}d // note {number}",
            random.pick(&words),
            random.pick(&people),
            random.pick(&kinds)
        );
        let id = t.journal().capture(&line, None, &now).expect("filed").id;
        if number % 3 == 0 {
            let outcome = format!("Outcome {number} of the {word}");
            t.journal().new_outcome(id, &outcome, &now).expect("mapped");
        }
        if number % 7 == 0 {
            let body = format!("Longer words about {word}. ").repeat(1 + random.below(300));
            write(&mut t, id, body);
        }
        if number == entries * 9 / 10 {
            let draft = Draft { surface: "capture".into(), raw: "Unsaved".into(), caret: 0 };
            t.journal().save_draft(&draft, &now).expect("kept");
            backed_up = said(t.journal(), &now).expect("an export");
            t.journal().back_up(Reason::Asked, &now).expect("a backup");
        }
    }
    let all = said(t.journal(), &now).expect("an export");
    t.lock();
    let room = tempfile::tempdir().expect("a folder");
    copy(&t.place(), &room.path().join("journal"));
    let vault = vault::read(&t.place()).and_then(|it| it.open_with_passphrase(PASSPHRASE));
    Ruin { room, vault: vault.expect("the key"), now, backed_up, said: all }
}

fn write(t: &mut TestJournal, id: EntryId, body: String) {
    let now = t.now.clone();
    let revision = t.journal().entry(id, &now).expect("there").entry.revision;
    let edit = EntryEdit { revision, body: Some(body), ..EntryEdit::default() };
    t.journal().edit_entry(id, edit, &now).expect("edited");
}

/// Whether `line` says what `known` said, and nothing else. It may say less of what belongs to it
/// and was lost: people, tags, outcomes.
fn is_of(line: &Value, known: &Value) -> bool {
    const ITS_OWN: [&str; 8] =
        ["raw", "text", "day", "kind", "body", "zone", "captured_at", "sensitivity"];
    ITS_OWN.iter().all(|field| line.get(field) == known.get(field)) && is_within(line, known)
}

fn is_within(less: &Value, more: &Value) -> bool {
    match (less, more) {
        (Value::Null, _) => true,
        (Value::Object(less), Value::Object(more)) => less
            .iter()
            .all(|(name, value)| more.get(name).is_some_and(|known| is_within(value, known))),
        (Value::Array(less), Value::Array(more)) => {
            less.iter().all(|one| more.iter().any(|known| is_within(one, known)))
        }
        (less, more) => less == more,
    }
}

/// What came back of one ruin.
struct Back {
    entries: BTreeSet<String>,
    /// Entries that say something they never said.
    wrong: Vec<String>,
    /// Entries of the backup that are not there.
    backup_missing: usize,
}

fn salvage(ruin: &Ruin, wreck: &Wreck, gaps: Gaps<'_>) -> Result<Back, Code> {
    let into = wreck.room.path().join("saved");
    let _ = std::fs::remove_dir_all(&into);
    let before = std::fs::read(wreck.file()).expect("the damaged file");
    let from = wreck.journal();
    let done = journal::salvage(&from, &ruin.vault, &into, gaps, &ruin.now, &mut |_| {});
    let after = std::fs::read(wreck.file()).expect("the damaged file");
    assert!(before == after, "the damaged file stays as it is");
    done.map_err(|error| error.code())?;
    let journal = ruin.open(&into).expect("what was saved opens");
    let health = journal.check().expect("the doctor");
    assert_eq!(health.problems, Vec::<String>::new(), "what was saved fits together");
    let back = said(&journal, &ruin.now).expect("an export");
    let is_known = |id: &str, line: &Value| {
        [&ruin.said, &ruin.backed_up]
            .iter()
            .any(|all| all.get(id).is_some_and(|it| is_of(line, it)))
    };
    let wrong = back.iter().filter(|(id, line)| !is_known(id, line)).map(|(id, _)| id.clone());
    Ok(Back {
        wrong: wrong.collect(),
        backup_missing: ruin.backed_up.keys().filter(|id| !back.contains_key(*id)).count(),
        entries: back.into_keys().collect(),
    })
}

/// Opens the damaged journal as ever and reads all of it: whatever is given must be as it was
/// written, or must not be given at all. Says whether it was all there.
fn reads_right(ruin: &Ruin, wreck: &Wreck, what: &str) -> bool {
    let read = ruin.open(&wreck.journal()).and_then(|journal| {
        let all = said(&journal, &ruin.now)?;
        journal.unaltered().map(|()| all)
    });
    match read {
        Ok(all) => {
            let wrong = all.iter().filter(|(id, line)| ruin.said.get(*id) != Some(line)).count();
            assert_eq!(wrong, 0, "{what}: entries that an ordinary reading altered silently");
            assert_eq!(all.len(), ruin.said.len(), "{what}: entries it passed over silently");
            true
        }
        Err(error) => {
            assert_eq!(error.code(), Code::Damaged, "{what}: {error}");
            false
        }
    }
}

/// Flips `bits` random bits of the file; says on which pages.
fn flip(wreck: &Wreck, bits: usize, random: &mut Random) -> BTreeSet<usize> {
    let mut pages = BTreeSet::new();
    wreck.change(|bytes| {
        for _ in 0..bits {
            let bit = random.below(bytes.len() * 8);
            bytes[bit / 8] ^= 1 << (bit % 8);
            pages.insert(bit / 8 / PAGE);
        }
    });
    pages
}

/// The numbers of one file of many: each can be made again alone.
fn numbers_of(file: usize) -> Random {
    let file = u64::try_from(file).expect("not so many");
    Random::new(Random::new(support::seed()).bits() ^ file)
}

fn percent(part: usize, whole: usize) -> f64 {
    let of = |number: usize| f64::from(u32::try_from(number).expect("few"));
    if whole == 0 { 100.0 } else { 100.0 * of(part) / of(whole) }
}

/// Which entries are lost when one page alone is damaged, asked page by page and kept.
struct LostWith<'a> {
    ruin: &'a Ruin,
    known: BTreeMap<usize, BTreeSet<String>>,
}

impl LostWith<'_> {
    fn page(&mut self, page: usize) -> &BTreeSet<String> {
        let Self { ruin, known } = self;
        known.entry(page).or_insert_with(|| {
            let wreck = ruin.wreck();
            wreck.change(|bytes| bytes[page * PAGE + 1_234] ^= 16);
            let back = salvage(ruin, &wreck, Gaps::Left).expect("something is saved");
            assert_eq!(back.wrong, Vec::<String>::new(), "page {page}");
            ruin.said.keys().filter(|id| !back.entries.contains(*id)).cloned().collect()
        })
    }
}

/// R3, one bit anywhere: nothing panics, nothing comes back altered, at least 97% of entries come
/// back without a backup, and all that a backup holds with one. One file for every thousand of
/// `LEDGERLINE_LOAD`, since each is saved for one bit alone.
#[test]
#[allow(clippy::print_stdout, reason = "the figure belongs into the table of long runs")]
fn r3_one_flipped_bit_costs_little_alters_nothing_and_a_backup_makes_up_for_it() {
    let ruin = ruin(400);
    let load = support::load(24_000).div_ceil(1_000);
    let (mut back, mut possible, mut worst, mut noticed, mut with_backup) = (0, 0, 100.0, 0, 0);
    for number in 0..load {
        let wreck = ruin.wreck();
        let pages = flip(&wreck, 1, &mut numbers_of(number));
        let what = format!("seed {}, flip {number}, page {pages:?}", support::seed());
        let fills = number % 3 == 0;
        let saved = salvage(&ruin, &wreck, if fills { Gaps::Newest } else { Gaps::Left });
        let saved = saved.unwrap_or_else(|code| panic!("{what}: nothing was saved: {code:?}"));
        assert_eq!(saved.wrong, Vec::<String>::new(), "{what}");
        if fills {
            assert_eq!(saved.backup_missing, 0, "{what}: all of the backup");
            with_backup += 1;
        } else {
            back += saved.entries.len();
            possible += ruin.said.len();
            worst = f64::min(worst, percent(saved.entries.len(), ruin.said.len()));
        }
        noticed += usize::from(!reads_right(&ruin, &wreck, &what));
    }
    let share = percent(back, possible);
    println!(
        "gate R3 | {load} files of {} entries | one flipped bit each, anywhere | {share:.2}% of \
         entries back without a backup, {worst:.1}% in the worst file; {with_backup} times with a \
         backup, and all of it back; ordinary reading refused {noticed} files; 0 panics, 0 \
         altered entries",
        ruin.said.len(),
    );
    assert!(share >= 97.0, "{share:.2}% of entries came back");
}

/// R3, many bits in one file, up to twenty thousand. Much of the file is then gone, so what comes
/// back is compared with what stood on no damaged page; a thousand bits hit nearly every page, and
/// there only the truth of what came back and the backup are looked at. `LEDGERLINE_LOAD` is the
/// number of flips, over all files.
#[test]
#[allow(clippy::print_stdout, reason = "the figure belongs into the table of long runs")]
fn r3_many_flipped_bits_take_what_they_touch_and_no_more() {
    const BITS: [usize; 12] = [3, 10, 30, 1_000, 100, 3, 10, 30, 100, 3, 10, 20_000];
    let ruin = ruin(150);
    let load = support::load(1_100);
    let mut lost_with = LostWith { ruin: &ruin, known: BTreeMap::new() };
    let (mut files, mut flips) = (0, 0);
    let (mut back, mut untouched, mut nothing, mut told) = (0, 0, 0, Vec::new());
    while flips < load {
        let bits = BITS[files % BITS.len()];
        let wreck = ruin.wreck();
        let pages = flip(&wreck, bits, &mut numbers_of(files));
        let what = format!("seed {}, file {files}, {bits} bits", support::seed());
        (files, flips) = (files + 1, flips + bits);
        let filled = salvage(&ruin, &wreck, Gaps::Newest);
        let without = salvage(&ruin, &wreck, Gaps::Left);
        reads_right(&ruin, &wreck, &what);
        for saved in [&filled, &without].into_iter().flatten() {
            assert_eq!(saved.wrong, Vec::<String>::new(), "{what}");
        }
        match (filled, &without) {
            (Ok(filled), _) => assert_eq!(filled.backup_missing, 0, "{what}: all of the backup"),
            // Where no page is left there is nothing to salvage, and the backup is put back whole.
            (Err(code), Err(_)) => {
                assert_eq!(code, Code::Damaged, "{what}");
                nothing += 1;
            }
            (Err(code), Ok(_)) => panic!("{what}: less with the backup than without: {code:?}"),
        }
        if bits > 100 {
            continue;
        }
        let lost: BTreeSet<String> =
            pages.iter().flat_map(|page| lost_with.page(*page).clone()).collect();
        let saved = without.map(|saved| saved.entries).unwrap_or_default();
        let whole = ruin.said.keys().filter(|id| !lost.contains(*id));
        let came: Vec<bool> = whole.map(|id| saved.contains(id)).collect();
        let there = came.iter().filter(|came| **came).count();
        told.push(format!("{what}: {there} of {}", came.len()));
        (untouched, back) = (untouched + came.len(), back + there);
    }
    let share = percent(back, untouched);
    println!(
        "gate R3 | {flips} flips in {files} files of {} entries, 3 to 20,000 in each | several pages \
         to nearly all of a file | of entries on no damaged page {share:.2}% back without a \
         backup, where up to 100 bits were flipped; with a backup all of it; {nothing} files with \
         no page left; 0 panics, 0 altered entries",
        ruin.said.len(),
    );
    assert!(share >= 97.0, "{share:.2}% of untouched entries came back:\n{}", told.join("\n"));
}

#[test]
fn the_first_page_the_salt_the_schema_and_the_end_of_the_file_can_all_go() {
    let ruin = ruin(150);
    let wreck = |what: &dyn Fn(&mut Vec<u8>)| {
        let wreck = ruin.wreck();
        wreck.change(what);
        let back = salvage(&ruin, &wreck, Gaps::Left);
        back.map(|back| (back.entries.len(), back.wrong.len()))
    };
    let all = Ok((ruin.said.len(), 0));
    assert_eq!(wreck(&|bytes| bytes[3] ^= 1), all, "a bit of the salt");
    assert_eq!(wreck(&|bytes| bytes[..16].fill(0)), all, "all of the salt");
    assert_eq!(wreck(&|bytes| bytes[..4096].fill(7)), all, "the first page");
    assert_eq!(wreck(&|bytes| bytes[1000] ^= 64), all, "a bit of the first page");
    for page in 1..9 {
        let schema = wreck(&|bytes| bytes[page * 4096 + 9] ^= 1).expect("something");
        assert_eq!(schema.1, 0, "page {page}: nothing altered");
    }
    let cut = wreck(&|bytes| bytes.truncate(bytes.len() * 9 / 10)).expect("something is saved");
    assert!(cut.1 == 0 && cut.0 > ruin.said.len() / 4, "a file cut off: {} came back", cut.0);
    assert_eq!(wreck(&|bytes| bytes.fill(0)), Err(Code::Damaged), "of nothing comes nothing");
    let wreck = ruin.wreck();
    wreck.change(|bytes| bytes.fill(0));
    let damaged = wreck.journal();
    let damage = journal::survey(&damaged, &ruin.vault, &ruin.now).expect("looked at");
    assert!(damage.foreign && !damage.can_be_salvaged(), "{:?}", damage.words());
    let done = journal::salvage_in_place(&damaged, &ruin.vault, &ruin.now, &mut |_| {});
    assert!(done.expect("the backup").backup.is_some(), "the backup takes its place");
    let journal = ruin.open(&damaged).expect("it opens");
    assert_eq!(said(&journal, &ruin.now).expect("an export"), ruin.backed_up, "as it was then");
}

#[test]
fn a_journal_that_is_whole_is_saved_whole_and_what_was_erased_stays_erased() {
    let mut ruin = ruin(60);
    {
        let mut journal = ruin.open(&ruin.journal()).expect("it opens");
        let gone = ruin.backed_up.keys().next().expect("one").parse().expect("an id");
        journal.delete_entry(gone, &ruin.now).expect("deleted");
        journal.purge(0, &ruin.now).expect("erased");
        ruin.said = said(&journal, &ruin.now).expect("an export");
        journal::seal(&ruin.journal(), "Sealed meanwhile", &ruin.now).expect("sealed");
    }
    let wreck = ruin.wreck();
    let saved = salvage(&ruin, &wreck, Gaps::Newest).expect("saved");
    assert_eq!(saved.wrong.len(), 1, "the sealed line alone is new");
    assert_eq!(saved.entries.len(), ruin.said.len() + 1, "nothing erased came from the backup");
    let damage = journal::survey(&wreck.journal(), &ruin.vault, &ruin.now).expect("looked at");
    assert_eq!(damage.words(), Vec::<String>::new(), "nothing is wrong with it");
    assert!(!damage.can_be_salvaged(), "so there is nothing to salvage");
}

/// The backup is older: what was written since in rows that can still be read stands.
#[test]
fn what_was_changed_since_the_backup_is_not_put_back() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    let mut ids = Vec::new();
    for number in 0..80 {
        let id = t.journal().capture(&format!("Line {number}"), None, &now).expect("filed").id;
        write(&mut t, id, "First words. ".repeat(120));
        ids.push(id);
    }
    t.journal().back_up(Reason::Asked, &now).expect("a backup");
    for id in &ids {
        write(&mut t, *id, "Second words. ".repeat(120));
    }
    t.lock();
    let vault = vault::read(&t.place()).and_then(|it| it.open_with_passphrase(PASSPHRASE));
    let vault = vault.expect("the key");
    let file = t.place().join("journal.db");
    let whole = std::fs::read(&file).expect("the file");
    let (mut new, mut old) = (0, 0);
    for page in (1..whole.len() / PAGE).step_by(9) {
        let mut bytes = whole.clone();
        bytes[page * PAGE + 700] ^= 2;
        std::fs::write(&file, bytes).expect("written");
        let into = t.place().join("saved");
        let done = journal::salvage(&t.place(), &vault, &into, Gaps::Newest, &now, &mut |_| {});
        let done = done.expect("saved");
        let entries =
            done.saved.iter().find(|one| one.what == ledgerline_core::wire::Sort::Entries);
        let from_backup = entries.expect("entries").from_backup as usize;
        let journal = Journal::open(&into, vault.clone(), &now).expect("it opens");
        let bodies: Vec<String> =
            ids.iter().map(|id| journal.entry(*id, &now).expect("each").entry.body).collect();
        let older = bodies.iter().filter(|body| body.starts_with("First")).count();
        assert_eq!(older, from_backup, "page {page}: older words only where newer ones are lost");
        (new, old) = (new + bodies.len() - older, old + older);
        drop(journal);
        std::fs::remove_dir_all(&into).expect("removed");
    }
    assert!(old > 0 && new > 10 * old, "both came up: {new} newer, {old} from the backup");
}

/// In place: the damaged journal is kept aside to the byte, and what was saved opens where it was.
#[test]
fn a_salvage_in_place_keeps_the_damaged_journal_aside() {
    let ruin = ruin(120);
    let wreck = ruin.wreck();
    flip(&wreck, 12, &mut Random::new(11));
    let before = std::fs::read(wreck.file()).expect("the damaged file");
    let damaged = wreck.journal();
    let damage = journal::survey(&damaged, &ruin.vault, &ruin.now).expect("looked at");
    assert!(damage.can_be_salvaged() && damage.broken_pages > 0, "{:?}", damage.words());
    assert!(damage.backup.is_some(), "there is a backup to fill gaps from");
    let told: String = damage.words().join(" ");
    for word in ["audit", "Line", "Oskar", "note"] {
        assert!(!told.contains(word), "no word of the journal is told: {told}");
    }
    let mut steps = Vec::new();
    let done = journal::salvage_in_place(&damaged, &ruin.vault, &ruin.now, &mut |step| {
        steps.push(step);
    });
    let done = done.expect("saved");
    assert!(steps.windows(2).all(|two| two[0].done <= two[1].done), "it only goes forward");
    assert!(steps.last().is_some_and(|last| last.done == last.of), "and comes to its end");
    let kept = Path::new(&done.original).join("journal.db");
    assert!(std::fs::read(kept).expect("kept") == before, "the damaged file, to the byte");
    let journal = ruin.open(&damaged).expect("it opens where it was");
    let all = said(&journal, &ruin.now).expect("an export");
    assert_eq!(done.entries as usize, all.len(), "the count is true");
    assert!(ruin.backed_up.keys().all(|id| all.contains_key(id)), "all of the backup");
    assert!(backup::newest(&damaged).expect("listed").is_some(), "the backups stay");
}

#[test]
fn what_is_saved_of_an_older_schema_is_brought_up_to_date() {
    let now = support::at("2026-11-20T16:42:00+01:00");
    for schema in 1..=released::known() {
        let room = tempfile::tempdir().expect("a folder");
        let [old, twin, into] = ["old", "twin", "saved"].map(|it| room.path().join(it));
        let write = |dir: &Path| released::write(dir, schema, PASSPHRASE, Effort::quick(), &now);
        let whole = Journal::open(&twin, write(&twin).expect("made"), &now).expect("it opens");
        let vault = write(&old).expect("made");
        let done = journal::salvage(&old, &vault, &into, Gaps::Left, &now, &mut |_| {});
        assert!(done.expect("saved").entries > 0, "schema {schema} held entries");
        let saved = Journal::open(&into, vault, &now).expect("what was saved opens");
        assert_eq!(saved.check().expect("the doctor").problems, Vec::<String>::new(), "{schema}");
        let [back, all] = [&saved, &whole].map(|it| said(it, &now).expect("an export"));
        assert_eq!(back, all, "schema {schema}: nothing of it is lost on the way");
    }
}
