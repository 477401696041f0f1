//! Ladders: bringing one in, changing it, giving it back.

use std::collections::HashMap;

use super::Journal;
use super::undo::Trace;
use crate::error::{Error, Result};
use crate::id::{CriterionId, LadderId};
use crate::ladder::merge::Merged;
use crate::ladder::read::{self, LadderFileError, Note, ReadLadder, tidy};
use crate::ladder::{Bar, Criterion, Ladder, LadderFormat, merge, write};
use crate::outcome::record::CriterionMet;
use crate::store::snapshot::Scope;
use crate::store::{self, Db, Write};
use crate::time::Moment;
use crate::wire::{
    CriterionEdit, CriterionLinks, Deed, ImportNote, ImportNoteKind, ImportedCriterion, LadderEdit,
    LadderFile, LadderImport, LadderLine, LadderView,
};

impl From<LadderFileError> for Error {
    fn from(error: LadderFileError) -> Self {
        Self::BadInput(format!("{error}; nothing was changed"))
    }
}

impl LadderLine {
    pub(super) fn of(ladder: &Ladder) -> Self {
        let many = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Self {
            id: ladder.id,
            name: ladder.name.clone(),
            now: ladder.now.clone(),
            target: ladder.target.clone(),
            levels: many(ladder.levels.len()),
            criteria: many(ladder.asked_of(None).count()),
        }
    }
}

impl LadderFile {
    /// A file by its name, without the folder, and its bytes.
    ///
    /// # Errors
    /// It is not UTF-8, or too large.
    pub fn of(name: &str, bytes: &[u8]) -> Result<Self> {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        Ok(Self {
            name: stem.to_owned(),
            format: LadderFormat::of_name(name),
            text: read::decode(bytes)?.to_owned(),
        })
    }
}

impl Journal {
    /// Every ladder, the oldest first.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn ladders(&self) -> Result<Vec<LadderLine>> {
        Ok(store::ladder::all(self.store.db())?.iter().map(LadderLine::of).collect())
    }

    /// A ladder, for editing.
    ///
    /// # Errors
    /// There is no such ladder.
    pub fn ladder(&self, id: LadderId) -> Result<LadderView> {
        let db = self.store.db();
        let ladder = store::ladder::read(db, id)?;
        let links = store::ladder::links(db, id)?;
        let linked = ladder.criteria.iter().filter_map(|criterion| {
            let (outcomes, entries) = links.get(&criterion.id).copied().unwrap_or_default();
            let links = CriterionLinks { criterion: criterion.id, outcomes, entries };
            (outcomes + entries > 0).then_some(links)
        });
        let links = linked.collect();
        let mut areas: Vec<String> = Vec::new();
        for criterion in ladder.asked_of(None) {
            if !criterion.area.is_empty() && !areas.contains(&criterion.area) {
                areas.push(criterion.area.clone());
            }
        }
        Ok(LadderView { ladder, links, areas })
    }

    /// Adds the ladder the app comes with, or brings it back to how it was.
    ///
    /// # Errors
    /// It could not be written.
    pub fn start_ladder(&mut self, now: &Moment) -> Result<LadderImport> {
        let file = LadderFile {
            name: String::new(),
            format: Some(LadderFormat::Toml),
            text: read::STARTER.to_owned(),
        };
        self.import_ladder(&file, None, false, now)
    }

    /// Brings a ladder in: over `into`, else over the one of the same name, else as a new one.
    /// Criteria are matched by key and keep their links; one that is gone from the file and has
    /// links is kept aside. All of it, or nothing; with `dry_run`, nothing.
    ///
    /// # Errors
    /// A line cannot be read, and says which and what to do.
    pub fn import_ladder(
        &mut self,
        file: &LadderFile,
        into: Option<LadderId>,
        dry_run: bool,
        now: &Moment,
    ) -> Result<LadderImport> {
        let into = into.map(|id| store::ladder::read(self.store.db(), id)).transpose()?;
        let format = file.format.unwrap_or_else(|| read::guess(&file.text));
        let name = into.as_ref().map_or(&file.name, |ladder| &ladder.name);
        let read = read::read(&file.text, format, name)?;
        let before = match into {
            Some(ladder) => Some(ladder),
            None => same_name(self.store.db(), &read.name)?,
        };
        let db = self.store.db();
        let links = links(db, before.as_ref())?;
        let mut fresh = || (LadderId::new(now), CriterionId::new(now));
        let merged = merge(before.as_ref(), &read, |id| links.contains_key(&id), &mut fresh);
        let recognised = in_words(db, &merged.ladder)?;
        let known = before.as_ref();
        let mut done = told(&merged, &read, known, &links);
        done.recognised = u32::try_from(recognised.len()).unwrap_or(u32::MAX);
        done.dry_run = dry_run;
        if dry_run {
            done.id = done.id.filter(|_| !done.created);
            return Ok(done);
        }
        let deed = if done.created { Deed::AddLadder } else { Deed::EditLadder };
        if known.is_some_and(|before| !merged.is_different(before)) && recognised.is_empty() {
            return Ok(done);
        }
        self.change(deed, |tx, trace| {
            // Read before the lock was taken: another process may have been faster.
            if same_revision(tx, known)? {
                put(tx, trace, &merged.ladder)?;
                recognised.iter().try_for_each(|(outcome, position, criterion)| {
                    trace.touch(tx, Scope::Outcome(outcome.0))?;
                    store::ladder::recognise(tx, *outcome, *position, *criterion)
                })
            } else {
                Err(Error::Stale("ladder"))
            }
        })?;
        Ok(done)
    }

    /// A ladder as a file; importing it again changes nothing.
    ///
    /// # Errors
    /// There is no such ladder.
    pub fn export_ladder(&self, id: LadderId, format: LadderFormat) -> Result<String> {
        Ok(write(&store::ladder::read(self.store.db(), id)?, format))
    }

    /// Changes a ladder's name and levels.
    ///
    /// # Errors
    /// The revision is not the newest, a name is blank or there twice, or a level that is left
    /// out is asked for.
    pub fn save_ladder(&mut self, id: LadderId, edit: &LadderEdit) -> Result<LadderView> {
        self.change(Deed::EditLadder, |tx, trace| {
            let mut ladder = store::ladder::read(tx, id)?;
            if ladder.revision != edit.revision {
                return Err(Error::Stale("ladder"));
            }
            ladder.name = tidy(&edit.name);
            if ladder.name.is_empty() {
                return Err(Error::BadInput("a ladder needs a name".to_owned()));
            }
            if same_name(tx, &ladder.name)?.is_some_and(|other| other.id != id) {
                return Err(Error::BadInput("another ladder has this name already".to_owned()));
            }
            relevel(&mut ladder, edit)?;
            ladder.revision += 1;
            put(tx, trace, &ladder)
        })?;
        self.ladder(id)
    }

    /// Puts a ladder into the bin. What is linked to it stays linked, for when it comes back.
    ///
    /// # Errors
    /// There is no such ladder.
    pub fn delete_ladder(&mut self, id: LadderId, now: &Moment) -> Result<Vec<LadderLine>> {
        self.change(Deed::DeleteLadder, |tx, trace| {
            store::ladder::read(tx, id)?;
            trace.touch(tx, Scope::Ladder(id.0))?;
            store::ladder::delete(tx, id, now.at.timestamp_millis())
        })?;
        self.ladders()
    }

    /// Adds a criterion, or changes its words, bar, level, area or place.
    ///
    /// # Errors
    /// The ladder's revision is not the newest, or a part does not fit.
    pub fn save_criterion(
        &mut self,
        id: LadderId,
        edit: &CriterionEdit,
        now: &Moment,
    ) -> Result<LadderView> {
        self.change(Deed::EditLadder, |tx, trace| {
            let mut ladder = store::ladder::read(tx, id)?;
            if ladder.revision != edit.revision {
                return Err(Error::Stale("ladder"));
            }
            set_criterion(&mut ladder, edit, now)?;
            ladder.revision += 1;
            put(tx, trace, &ladder)
        })?;
        self.ladder(id)
    }

    /// Removes a criterion nothing is linked to.
    ///
    /// # Errors
    /// Something is linked to it, also from the bin; it can be put aside instead.
    pub fn remove_criterion(&mut self, id: LadderId, criterion: CriterionId) -> Result<LadderView> {
        self.change(Deed::EditLadder, |tx, trace| {
            let mut ladder = store::ladder::read(tx, id)?;
            if ladder.criterion(criterion).is_none() {
                return Err(Error::NotFound("criterion"));
            }
            if links(tx, Some(&ladder))?.contains_key(&criterion) {
                return Err(Error::BadInput(
                    "something is linked to this criterion; put it aside instead, or unlink it first"
                        .to_owned(),
                ));
            }
            ladder.criteria.retain(|known| known.id != criterion);
            ladder.revision += 1;
            put(tx, trace, &ladder)
        })?;
        self.ladder(id)
    }
}

fn put(tx: &Write<'_>, trace: &mut Trace, ladder: &Ladder) -> Result<()> {
    trace.touch(tx, Scope::Ladder(ladder.id.0))?;
    store::ladder::put(tx, ladder)
}

fn same_revision(tx: &Db, known: Option<&Ladder>) -> Result<bool> {
    known
        .map_or(Ok(true), |known| Ok(store::ladder::read(tx, known.id)?.revision == known.revision))
}

fn same_name(db: &Db, name: &str) -> Result<Option<Ladder>> {
    let wanted = name.to_lowercase();
    Ok(store::ladder::all(db)?.into_iter().find(|ladder| ladder.name.to_lowercase() == wanted))
}

/// How many links each criterion has that has any.
fn links(db: &Db, ladder: Option<&Ladder>) -> Result<HashMap<CriterionId, u32>> {
    let Some(ladder) = ladder else { return Ok(HashMap::new()) };
    let links = store::ladder::links(db, ladder.id)?.into_iter();
    let counted = links.map(|(id, (outcomes, entries))| (id, outcomes + entries));
    Ok(counted.filter(|(_, links)| *links > 0).collect())
}

/// What an import did, in the words of the ladder.
fn told(
    merged: &Merged,
    read: &ReadLadder,
    before: Option<&Ladder>,
    links: &HashMap<CriterionId, u32>,
) -> LadderImport {
    let line = |criterion: &Criterion| ImportedCriterion {
        key: criterion.key.clone(),
        name: criterion.name().to_owned(),
        links: links.get(&criterion.id).copied().unwrap_or_default(),
    };
    let lines = |ids: &[CriterionId]| {
        ids.iter().filter_map(|id| merged.ladder.criterion(*id)).map(line).collect()
    };
    let note = |(at, note): &(u32, Note)| {
        let (kind, what) = match note {
            Note::BarInWords => (
                ImportNoteKind::BarInWords,
                "the bar stays in words; one that reads is such as `two, documented, in a year`",
            ),
            Note::LeftOut => (ImportNoteKind::LeftOut, "belongs to no criterion and was left out"),
        };
        ImportNote { line: *at, kind, sentence: format!("line {at}: {what}") }
    };
    LadderImport {
        id: Some(merged.ladder.id),
        name: merged.ladder.name.clone(),
        created: before.is_none(),
        added: lines(&merged.added),
        changed: lines(&merged.changed),
        unchanged: merged.unchanged,
        kept_aside: lines(&merged.kept_aside),
        removed: merged.removed.iter().map(line).collect(),
        recognised: 0,
        notes: read.notes.iter().map(note).collect(),
        dry_run: false,
    }
}

/// Renames, adds, removes and orders levels; criteria follow a renamed level.
fn relevel(ladder: &mut Ladder, edit: &LadderEdit) -> Result<()> {
    let wrong = |why: &str| Err(Error::BadInput(why.to_owned()));
    let mut levels: Vec<String> = Vec::new();
    let mut renamed: HashMap<&str, String> = HashMap::new();
    for level in &edit.levels {
        let name = tidy(&level.name);
        if name.is_empty() {
            return wrong("a level needs a name");
        }
        if levels.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
            return wrong("two levels have the same name");
        }
        if let Some(was) = &level.was {
            renamed.insert(was, name.clone());
        }
        levels.push(name);
    }
    for criterion in &mut ladder.criteria {
        let level = criterion.level.as_deref().map(|level| renamed.get(level).cloned());
        match level {
            Some(None) if !criterion.aside => {
                return wrong("a level that criteria ask for cannot be left out; move them first");
            }
            Some(name) => criterion.level = name,
            None => {}
        }
    }
    let known = |level: &Option<String>| match level.as_deref().map(tidy) {
        None => Ok(None),
        Some(level) if levels.contains(&level) => Ok(Some(level)),
        Some(_) => Err(Error::BadInput("this is none of the ladder's levels".to_owned())),
    };
    (ladder.now, ladder.target) = (known(&edit.now)?, known(&edit.target)?);
    ladder.levels = levels;
    Ok(())
}

fn set_criterion(ladder: &mut Ladder, edit: &CriterionEdit, now: &Moment) -> Result<()> {
    let wrong = |why: &str| Error::BadInput(why.to_owned());
    let old = edit.id.map(|id| ladder.criterion(id).ok_or(Error::NotFound("criterion")));
    let old = old.transpose()?.cloned();
    let (title, area) = (tidy(&edit.title), tidy(&edit.area));
    let (text, bar) = (tidy(&edit.text), tidy(&edit.bar));
    read::within_limits(&title, &area, &text, &bar)
        .map_err(|fault| Error::BadInput(fault.to_string()))?;
    let level = edit.level.as_deref().map(tidy).filter(|level| !level.is_empty());
    if level.as_ref().is_some_and(|level| !ladder.levels.contains(level)) {
        return Err(wrong("this is none of the ladder's levels"));
    }
    let others = |key: &str| {
        let same = |other: &&Criterion| other.key.to_lowercase() == key.to_lowercase();
        ladder.criteria.iter().find(same).is_some_and(|other| Some(other.id) != edit.id)
    };
    let key = match (edit.key.trim(), &old) {
        ("", Some(old)) => old.key.clone(),
        ("", None) => {
            let words = if title.is_empty() { &text } else { &title };
            read::made_key(level.as_deref(), words, others)
        }
        (key, _) if !read::may_be_key(key) => {
            return Err(wrong("a key is letters, digits, `-`, `_` and `.`, without spaces"));
        }
        (key, _) if others(key) => return Err(wrong("another criterion has this key")),
        (key, _) => key.to_owned(),
    };
    let id = old.as_ref().map_or_else(|| CriterionId::new(now), |old| old.id);
    let criterion =
        Criterion { id, key, level, area, title, text, bar: Bar::read(&bar), aside: edit.aside };
    let was = ladder.criteria.iter().position(|known| known.id == id);
    if let Some(was) = was {
        ladder.criteria.remove(was);
    }
    let last = ladder.criteria.len();
    let wanted = edit.place.and_then(|place| usize::try_from(place).ok()).or(was);
    ladder.criteria.insert(wanted.unwrap_or(last).min(last), criterion);
    Ok(())
}

/// The criterion that words mean: its key, title or text. Where several fit, the one of the level
/// its ladder looks at; else none.
pub(super) fn meant<'a>(
    ladders: impl IntoIterator<Item = &'a Ladder>,
    words: &str,
) -> Option<CriterionId> {
    let wanted = tidy(words).to_lowercase();
    if wanted.is_empty() {
        return None;
    }
    let mut fitting = Vec::new();
    for ladder in ladders {
        for criterion in ladder.asked_of(None) {
            let names = [&criterion.key, &criterion.title, &criterion.text];
            if names.iter().any(|name| name.to_lowercase() == wanted) {
                fitting.push((criterion.id, criterion.level.as_deref() == ladder.level()));
            }
        }
    }
    match fitting.as_slice() {
        [(one, _)] => Some(*one),
        several => {
            let mut here = several.iter().filter(|(_, here)| *here);
            here.next().filter(|_| here.next().is_none()).map(|(id, _)| *id)
        }
    }
}

/// Where outcomes name a criterion of this ladder in words.
fn in_words(db: &Db, ladder: &Ladder) -> Result<Vec<(crate::id::OutcomeId, i64, CriterionId)>> {
    let words = store::ladder::in_words(db)?.into_iter();
    let known = words.filter_map(|(outcome, position, words)| {
        Some((outcome, position, meant([ladder], &words)?))
    });
    Ok(known.collect())
}

/// Finds the criteria that are named in words, and drops rows that say nothing.
pub(super) fn name_criteria(tx: &Db, criteria: &mut Vec<CriterionMet>) -> Result<()> {
    criteria.retain(|met| met.id.is_some() || !met.criterion.trim().is_empty());
    if criteria.is_empty() {
        return Ok(());
    }
    let ladders = store::ladder::all(tx)?;
    for met in criteria {
        let known = ladders.iter().find_map(|ladder| ladder.criterion(met.id?));
        // The words win over the id they came with, or a row could not be pointed elsewhere.
        if known.is_none_or(|known| known.name() != met.criterion) {
            met.id = meant(&ladders, &met.criterion).or(met.id);
        }
    }
    Ok(())
}
