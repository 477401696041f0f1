//! The journal against an oracle: the same operations on both, and what shows must be the same.
//!
//! The oracle is a few maps in memory. It knows the rules as the specification says them (a line
//! goes to the end of its day, an outcome no entry leads to goes with it, undo gives back what
//! was) and nothing of how the journal keeps them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{Days, TimeDelta};
use ledgerline_core::id::{EntryId, OutcomeId};
use ledgerline_core::journal::Journal;
use ledgerline_core::kind::Kind;
use ledgerline_core::time::{Day, Moment};
use ledgerline_core::vault::{self, Vault};
use ledgerline_core::wire::{Chip, Draft, EntryEdit, Query};
use support::{PASSPHRASE, Random, TestJournal};

/// No word is a part of another, so that a search finds exactly the entries that hold it.
const WORDS: [&str; 16] = [
    "alder", "birch", "cedar", "dogwood", "elder", "fjord", "ginkgo", "hazel", "ivory", "juniper",
    "kelp", "larch", "maple", "nutmeg", "olive", "poplar",
];
const TAGS: [&str; 4] = ["quay", "reed", "sand", "tide"];
const KINDS: [Kind; 3] = [Kind::Shielding, Kind::Negotiation, Kind::Coaching];
/// How many operations a sequence has.
const LENGTH: usize = 24;

#[derive(Clone, PartialEq)]
struct Act {
    text: String,
    kind: Option<Kind>,
    tags: BTreeSet<&'static str>,
    /// The day, and the order within it.
    place: (Day, u32),
    revision: u32,
    binned: bool,
}

#[derive(Clone, PartialEq)]
struct Outcome {
    statement: String,
    binned: bool,
    /// How often it was saved.
    saved: u32,
    of: Vec<EntryId>,
}

#[derive(Clone, Default, PartialEq)]
struct World {
    acts: BTreeMap<EntryId, Act>,
    results: BTreeMap<OutcomeId, Outcome>,
}

/// An entry as the timeline shows it.
type Shown = (EntryId, String, Option<Kind>, Vec<String>, Vec<String>, bool, Day);

impl World {
    fn next(&self, day: Day) -> (Day, u32) {
        let taken = self.acts.values().filter(|act| act.place.0 == day).map(|act| act.place.1);
        (day, taken.max().map_or(0, |last| last + 1))
    }

    fn live(&self) -> Vec<EntryId> {
        self.acts.iter().filter(|(_, act)| !act.binned).map(|(id, _)| *id).collect()
    }

    fn binned(&self) -> Vec<EntryId> {
        self.acts.iter().filter(|(_, act)| act.binned).map(|(id, _)| *id).collect()
    }

    fn results_of(&self, id: EntryId) -> Vec<OutcomeId> {
        let live = |one: &&OutcomeId| !self.results[*one].binned;
        let of = self.results.iter().filter(|(_, one)| one.of.contains(&id)).map(|(id, _)| id);
        of.filter(live).copied().collect()
    }

    fn live_acts_of(&self, id: OutcomeId) -> Vec<EntryId> {
        self.results[&id].of.iter().filter(|one| !self.acts[*one].binned).copied().collect()
    }

    /// Everything erased that `gone` names, and what nothing leads to without it.
    fn erase(&mut self, gone: &[EntryId], results_too: bool) -> usize {
        let before = self.acts.len() + self.results.len();
        let reached =
            |one: &Outcome| one.of.is_empty() || one.of.iter().any(|id| !gone.contains(id));
        self.results.retain(|_, one| {
            let kept = if one.binned { !results_too } else { reached(one) };
            one.of.retain(|id| !gone.contains(id));
            kept
        });
        self.acts.retain(|id, _| !gone.contains(id));
        before - self.acts.len() - self.results.len()
    }

    fn shows(&self, fits: impl Fn(&Act, &[String]) -> bool) -> Vec<Shown> {
        let mut found: Vec<(&EntryId, &Act, Vec<String>)> = self
            .acts
            .iter()
            .filter(|(_, act)| !act.binned)
            .map(|(id, act)| {
                let of = self.results_of(*id).into_iter();
                let mut said: Vec<String> =
                    of.map(|one| self.results[&one].statement.clone()).collect();
                said.sort();
                (id, act, said)
            })
            .filter(|(_, act, said)| fits(act, said))
            .collect();
        found.sort_by_key(|(_, act, _)| std::cmp::Reverse(act.place));
        let shown = |(id, act, said): (&EntryId, &Act, Vec<String>)| {
            let tags = act.tags.iter().map(|tag| (*tag).to_owned()).collect();
            (*id, act.text.clone(), act.kind, tags, said.clone(), said.is_empty(), act.place.0)
        };
        found.into_iter().map(shown).collect()
    }
}

/// The journal and the oracle, side by side.
struct Both {
    journal: Option<Journal>,
    dir: PathBuf,
    vault: Vault,
    now: Moment,
    world: World,
    done: Vec<(World, World)>,
    undone: Vec<(World, World)>,
    drafts: BTreeMap<String, String>,
    random: Random,
    told: Vec<String>,
}

impl Both {
    fn journal(&mut self) -> &mut Journal {
        self.journal.as_mut().expect("it is open")
    }

    fn words(&mut self) -> String {
        let count = 1 + self.random.below(3);
        let words: Vec<&str> = (0..count).map(|_| *self.random.pick(&WORDS)).collect();
        words.join(" ")
    }

    /// What the oracle does, as one change that can be undone.
    fn change(&mut self, deed: impl FnOnce(&mut World)) {
        let before = self.world.clone();
        deed(&mut self.world);
        if before != self.world {
            self.done.push((before, self.world.clone()));
            self.undone.clear();
        }
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        (!of.is_empty()).then(|| *self.random.pick(of))
    }

    fn step(&mut self) {
        self.now.at += TimeDelta::minutes(1);
        self.now.local += TimeDelta::minutes(1);
        let deed = self.random.below(100);
        let did = match deed {
            0..24 => self.add(),
            24..38 => self.edit(),
            38..48 => self.map(),
            48..52 => self.link(),
            52..55 => self.unlink(),
            55..59 => self.restate(),
            59..67 => self.bin(),
            67..69 => self.bin_result(),
            69..74 => self.restore(),
            74..84 => self.take_back(false),
            84..90 => self.take_back(true),
            90..93 => self.purge(),
            93..95 => self.purge_one(),
            95..98 => self.draft(),
            _ => self.reopen(),
        };
        self.told.push(did);
    }

    fn add(&mut self) -> String {
        let (words, ago) = (self.words(), u64::try_from(self.random.below(4)).unwrap_or(0));
        let day = self.now.day() - Days::new(ago);
        let kind = (self.random.below(2) == 0).then(|| *self.random.pick(&KINDS));
        let tag = (self.random.below(2) == 0).then(|| *self.random.pick(&TAGS));
        let mut line = words.clone();
        line += &kind.map_or(String::new(), |kind| format!(" !{}", kind.alias()));
        line += &tag.map_or(String::new(), |tag| format!(" #{tag}"));
        if ago > 0 {
            line += &format!(" ^{day}");
        }
        let (now, surface) = (self.now.clone(), (self.random.below(3) == 0).then_some("capture"));
        let id = self.journal().capture(&line, surface, &now).expect("filed").id;
        if let Some(surface) = surface {
            self.drafts.remove(surface);
        }
        let text = self.journal().entry(id, &now).expect("there").entry.text;
        assert!(text.to_lowercase().starts_with(&words), "`{text}` is what was said: `{words}`");
        self.change(|world| {
            let place = world.next(day);
            let tags = tag.into_iter().collect();
            world.acts.insert(id, Act { text, kind, tags, place, revision: 0, binned: false });
        });
        format!("add `{line}`")
    }

    fn edit(&mut self) -> String {
        let live = self.world.live();
        let Some(id) = self.one_of(&live) else { return "nothing to edit".into() };
        let old = self.world.acts[&id].clone();
        let mut new = old.clone();
        let mut edit = EntryEdit { revision: old.revision, ..EntryEdit::default() };
        let what = self.random.below(4);
        match what {
            0 => {
                new.text = self.words();
                edit.text = Some(new.text.clone());
            }
            1 => {
                new.kind = (self.random.below(3) > 0).then(|| *self.random.pick(&KINDS));
                edit.kind = Some(new.kind);
            }
            2 => {
                let ago = u64::try_from(self.random.below(4)).unwrap_or(0);
                let day = self.now.day() - Days::new(ago);
                edit.day = Some(day);
                if day != old.place.0 {
                    new.place = self.world.next(day);
                }
            }
            _ => {
                new.tags = (0..self.random.below(3)).map(|_| *self.random.pick(&TAGS)).collect();
                edit.tags = Some(new.tags.iter().map(|tag| (*tag).to_owned()).collect());
            }
        }
        let now = self.now.clone();
        self.journal().edit_entry(id, edit, &now).expect("edited");
        if new != old {
            new.revision += 1;
        }
        self.change(|world| drop(world.acts.insert(id, new)));
        format!("edit {id} ({what})")
    }

    fn map(&mut self) -> String {
        let live = self.world.live();
        let Some(id) = self.one_of(&live) else { return "nothing to map".into() };
        let (statement, now) = (self.words(), self.now.clone());
        let view = self.journal().new_outcome(id, &statement, &now).expect("mapped");
        let known = &self.world.results;
        let fresh =
            view.outcomes.iter().map(|one| one.outcome.id).find(|id| !known.contains_key(id));
        let fresh = fresh.expect("one more");
        self.change(|world| {
            world
                .results
                .insert(fresh, Outcome { statement, binned: false, saved: 0, of: vec![id] });
        });
        format!("map {id}")
    }

    fn link(&mut self) -> String {
        let live = self.world.live();
        let results: Vec<OutcomeId> =
            self.world.results.iter().filter(|(_, one)| !one.binned).map(|(id, _)| *id).collect();
        let (Some(id), Some(result)) = (self.one_of(&live), self.one_of(&results)) else {
            return "nothing to link".into();
        };
        let now = self.now.clone();
        self.journal().link(id, result, &now).expect("linked");
        self.change(|world| {
            let of = &mut world.results.get_mut(&result).expect("it is there").of;
            if !of.contains(&id) {
                of.push(id);
            }
        });
        format!("link {id} {result}")
    }

    fn linked(&mut self) -> Option<(EntryId, OutcomeId)> {
        let pairs: Vec<(EntryId, OutcomeId)> = self
            .world
            .live()
            .into_iter()
            .flat_map(|id| self.world.results_of(id).into_iter().map(move |one| (id, one)))
            .collect();
        self.one_of(&pairs)
    }

    fn unlink(&mut self) -> String {
        let Some((id, result)) = self.linked() else { return "nothing to unlink".into() };
        let now = self.now.clone();
        self.journal().unlink(id, result, &now).expect("unlinked");
        self.change(|world| {
            let alone = world.live_acts_of(result) == [id];
            let one = world.results.get_mut(&result).expect("it is there");
            if alone {
                one.binned = true;
            } else {
                one.of.retain(|other| *other != id);
            }
        });
        format!("unlink {id} {result}")
    }

    fn restate(&mut self) -> String {
        let Some((id, result)) = self.linked() else { return "nothing to restate".into() };
        let (statement, now) = (self.words(), self.now.clone());
        let view = self.journal().entry(id, &now).expect("there");
        let known = view.outcomes.into_iter().find(|one| one.outcome.id == result);
        let mut outcome = known.expect("it is mapped").outcome;
        statement.clone_into(&mut outcome.statement);
        self.journal().save_outcome(id, outcome, &now).expect("saved");
        self.change(|world| {
            let one = world.results.get_mut(&result).expect("there");
            one.statement = statement;
            one.saved += 1;
        });
        format!("restate {result}")
    }

    fn bin(&mut self) -> String {
        let live = self.world.live();
        let Some(id) = self.one_of(&live) else { return "nothing to delete".into() };
        let now = self.now.clone();
        self.journal().delete_entry(id, &now).expect("deleted");
        self.change(|world| world.acts.get_mut(&id).expect("there").binned = true);
        format!("delete {id}")
    }

    fn bin_result(&mut self) -> String {
        let Some((id, result)) = self.linked() else { return "no outcome to delete".into() };
        let now = self.now.clone();
        self.journal().delete_outcome(id, result, &now).expect("deleted");
        self.change(|world| world.results.get_mut(&result).expect("there").binned = true);
        format!("delete outcome {result}")
    }

    fn restore(&mut self) -> String {
        let acts = self.world.binned();
        let results: Vec<OutcomeId> =
            self.world.results.iter().filter(|(_, one)| one.binned).map(|(id, _)| *id).collect();
        let now = self.now.clone();
        if self.random.below(2) == 0 {
            let Some(id) = self.one_of(&acts) else { return "nothing to restore".into() };
            self.journal().restore("entry", &id.to_string(), &now).expect("restored");
            self.change(|world| world.acts.get_mut(&id).expect("there").binned = false);
            return format!("restore {id}");
        }
        let Some(id) = self.one_of(&results) else { return "no outcome to restore".into() };
        self.journal().restore("outcome", &id.to_string(), &now).expect("restored");
        self.change(|world| world.results.get_mut(&id).expect("there").binned = false);
        format!("restore outcome {id}")
    }

    fn take_back(&mut self, again: bool) -> String {
        let deed = if again { self.journal().redo() } else { self.journal().undo() };
        let deed = deed.expect("taken back");
        let (from, to) = match again {
            false => (&mut self.done, &mut self.undone),
            true => (&mut self.undone, &mut self.done),
        };
        let last = from.pop();
        assert_eq!(deed.is_some(), last.is_some(), "there is as much to take back in both");
        if let Some((before, after)) = last {
            self.world = if again { after.clone() } else { before.clone() };
            to.push((before, after));
        }
        (if again { "redo" } else { "undo" }).to_owned()
    }

    fn forget(&mut self, erased: usize) {
        if erased > 0 {
            self.done.clear();
            self.undone.clear();
        }
    }

    fn purge(&mut self) -> String {
        let now = self.now.clone();
        let erased = self.journal().purge(0, &now).expect("purged");
        let gone = self.world.binned();
        let wanted = self.world.erase(&gone, true);
        assert_eq!(erased as usize, wanted, "as many are erased in both");
        self.forget(wanted);
        "purge".to_owned()
    }

    fn purge_one(&mut self) -> String {
        let binned = self.world.binned();
        let Some(id) = self.one_of(&binned) else { return "nothing to purge".into() };
        let now = self.now.clone();
        self.journal().purge_one("entry", &id.to_string(), &now).expect("purged");
        let erased = self.world.erase(&[id], false);
        self.forget(erased);
        format!("purge {id}")
    }

    fn draft(&mut self) -> String {
        let (raw, now) = (self.words(), self.now.clone());
        let surface = (*self.random.pick(&["capture", "week/2026-W47/best_line"])).to_owned();
        let draft = Draft { surface: surface.clone(), raw: raw.clone(), caret: 0 };
        self.journal().save_draft(&draft, &now).expect("kept");
        self.drafts.insert(surface, raw);
        "draft".to_owned()
    }

    fn reopen(&mut self) -> String {
        self.journal = None;
        let opened = Journal::open(&self.dir, self.vault.clone(), &self.now).expect("it opens");
        self.journal = Some(opened);
        self.forget(1);
        "close and open".to_owned()
    }

    fn timeline(&mut self, query: &Query) -> Vec<Shown> {
        let now = self.now.clone();
        let page = self.journal().timeline(query, None, 500, &now).expect("a page");
        assert_eq!(page.matching as usize, page.rows.len(), "the count is the number of rows");
        let shown = page.rows.into_iter().map(|row| {
            let mut said: Vec<String> = row.outcomes.into_iter().map(|one| one.statement).collect();
            said.sort();
            (row.id, row.text, row.kind, row.tags, said, row.loose, row.day)
        });
        shown.collect()
    }

    fn compare(&mut self) {
        let told = self.told.join("\n");
        let all = self.timeline(&Query::default());
        assert!(all == self.world.shows(|_, _| true), "the timelines differ after:\n{told}");
        let word = *self.random.pick(&WORDS);
        let found = self.timeline(&Query { text: word.into(), ..Query::default() });
        let wanted = self.world.shows(|act, said| {
            let holds = |text: &str| text.to_lowercase().contains(word);
            holds(&act.text) || said.iter().any(|one| holds(one))
        });
        assert!(found == wanted, "a search for `{word}` differs after:\n{told}");
        let tag = *self.random.pick(&TAGS);
        let chips = vec![Chip::Tag(tag.into())];
        let found = self.timeline(&Query { chips, ..Query::default() });
        let wanted = self.world.shows(|act, _| act.tags.contains(tag));
        assert!(found == wanted, "the entries of a tag differ after:\n{told}");
        let now = self.now.clone();
        let bin: BTreeSet<String> =
            self.journal().trash(&now).expect("the bin").into_iter().map(|item| item.id).collect();
        let acts = self.world.binned().into_iter().map(|id| id.to_string());
        let results = self.world.results.iter().filter(|(_, one)| one.binned);
        let wanted: BTreeSet<String> = acts.chain(results.map(|(id, _)| id.to_string())).collect();
        assert_eq!(bin, wanted, "the bins differ after:\n{told}");
        let kept: BTreeMap<String, String> = self
            .journal()
            .drafts()
            .expect("drafts")
            .into_iter()
            .map(|one| (one.surface, one.raw))
            .collect();
        assert_eq!(kept, self.drafts, "the drafts differ after:\n{told}");
        let state = self.journal().undo_state();
        let could = (state.undo.is_some(), state.redo.is_some());
        let wanted = (!self.done.is_empty(), !self.undone.is_empty());
        assert_eq!(could, wanted, "what can be undone and redone differs after:\n{told}");
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the journal") {
        let entry = entry.expect("a file");
        if entry.path().is_dir() {
            continue;
        }
        std::fs::copy(entry.path(), to.join(entry.file_name())).expect("copied");
    }
}

#[test]
fn every_sequence_of_operations_shows_what_the_oracle_shows() {
    let mut first = TestJournal::new();
    first.lock();
    let vault = vault::read(&first.place()).and_then(|it| it.open_with_passphrase(PASSPHRASE));
    let (vault, now) = (vault.expect("the key"), first.now.clone());
    let room = tempfile::tempdir().expect("a folder");
    let from = support::seed();
    let sequences = support::load(200);
    for seed in from..from + u64::try_from(sequences).expect("not so many") {
        let dir = room.path().join(seed.to_string());
        copy(&first.place(), &dir);
        let journal = Some(Journal::open(&dir, vault.clone(), &now).expect("it opens"));
        let mut both = Both {
            journal,
            dir: dir.clone(),
            vault: vault.clone(),
            now: now.clone(),
            world: World::default(),
            done: Vec::new(),
            undone: Vec::new(),
            drafts: BTreeMap::new(),
            random: Random::new(seed),
            told: vec![format!("seed {seed}")],
        };
        for _ in 0..LENGTH {
            both.step();
            both.compare();
        }
        both.reopen();
        both.compare();
        let health = both.journal().check().expect("the doctor");
        assert_eq!(health.problems, Vec::<String>::new(), "seed {seed}: nothing is damaged");
        drop(both);
        std::fs::remove_dir_all(&dir).expect("swept");
    }
    support::tell(
        "R23",
        &format!("{sequences} sequences of {LENGTH} operations, looked at after each"),
        "none but what the operations do to each other, undo and opening anew",
        "0 differences from the oracle, every file whole at the end",
    );
}
