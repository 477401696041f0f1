//! In and out: everything in open formats, and back.

use std::collections::{BTreeSet, HashMap};
use std::io::{BufRead, Write as Out};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use serde::Deserialize;

use super::Journal;
use super::capture::tidy_tags;
use super::undo::Trace;
use crate::entry::{Entry, GoalRef, PersonRef, Sensitivity};
use crate::error::{Error, Result};
use crate::export::{self, Contents, Line};
use crate::goal::Goal;
use crate::id::{CriterionId, EntryId, GoalId, OutcomeId, PersonId};
use crate::kind::Kind;
use crate::ladder::{EntryMet, Ladder};
use crate::outcome::record::Outcome;
use crate::person::Person;
use crate::store::snapshot::Scope;
use crate::store::{self, Db, Write, timeline, words};
use crate::time::{Day, Moment};
use crate::wire::{Deed, Query};

/// Larger imports are not kept for undo: their rows would fill the memory.
const UNDOABLE: usize = 2_000;

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Imported {
    /// Entries added.
    pub added: u32,
    /// Entries that were there already.
    pub already_here: u32,
}

/// An open format to write entries in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// One thing a line; reads back the same.
    Jsonl,
    /// To read.
    Markdown,
    /// For a spreadsheet.
    Csv,
}

/// A line of somebody else's JSON Lines: whatever names these things commonly have.
struct Foreign(serde_json::Map<String, serde_json::Value>);

impl Foreign {
    /// The first of these names that holds something.
    fn value(&self, names: &[&str]) -> Option<&serde_json::Value> {
        names.iter().filter_map(|name| self.0.get(*name)).find(|value| !value.is_null())
    }

    fn text(&self, names: &[&str]) -> Option<&str> {
        self.value(names)?.as_str().filter(|text| !text.trim().is_empty())
    }

    fn words(&self, name: &str) -> Vec<String> {
        let list = self.value(&[name]).and_then(serde_json::Value::as_array);
        list.into_iter().flatten().filter_map(|word| word.as_str()).map(str::to_owned).collect()
    }
}

impl Journal {
    /// Writes what `query` finds, oldest first, in an open format; an empty query is everything.
    /// Private notes, drafts and the week's reflections stay behind.
    ///
    /// # Errors
    /// The target failed, or the store does not answer.
    pub fn export(
        &self,
        query: &Query,
        format: Format,
        to: &mut dyn Out,
        now: &Moment,
    ) -> Result<u32> {
        let db = &*self.store.reading()?;
        let everything = *query == Query::default();
        let search = timeline::Search::new(db, query, now.day())?;
        let mut entries = Vec::new();
        for place in search.page(db, None, u32::MAX, true)? {
            entries.push(store::entry::at(db, place)?);
        }
        let mut ids: Vec<OutcomeId> = Vec::new();
        for entry in &entries {
            ids.extend(store::outcome::of_entry(db, entry.id)?);
        }
        ids.sort_unstable();
        ids.dedup();
        let outcomes =
            ids.into_iter().map(|id| store::outcome::read(db, id)).collect::<Result<Vec<_>>>()?;
        let (people, goals) = self.named(&entries, &outcomes, everything)?;
        let (ladders, met) = rungs(db, &entries, &outcomes, everything)?;
        let contents = Contents {
            people: &people,
            goals: &goals,
            ladders: &ladders,
            met: &met,
            entries: &entries,
            outcomes: &outcomes,
            private: false,
        };
        match format {
            Format::Jsonl => export::write_lines(&contents, to)?,
            Format::Markdown => export::markdown(&contents, to)?,
            Format::Csv => export::csv(&contents, to)?,
        }
        Ok(u32::try_from(entries.len()).unwrap_or(u32::MAX))
    }

    /// The people and goals to write along: those that are named, deleted ones too, and all live
    /// ones when everything is written.
    fn named(
        &self,
        entries: &[Entry],
        outcomes: &[Outcome],
        everything: bool,
    ) -> Result<(Vec<Person>, Vec<Goal>)> {
        let db = self.store.db();
        let mut people: BTreeSet<PersonId> =
            entries.iter().flat_map(|entry| &entry.people).map(|person| person.id).collect();
        for outcome in outcomes {
            people.extend(outcome.credits.iter().filter_map(|credit| credit.person));
            people.extend(outcome.evidence.iter().filter_map(|item| item.said_by));
        }
        let mut goals: BTreeSet<GoalId> =
            entries.iter().filter_map(|entry| entry.goal.as_ref()).map(|goal| goal.id).collect();
        if everything {
            people.extend(store::person::all(db)?.iter().map(|person| person.id));
            goals.extend(store::goal::all(db)?.iter().map(|goal| goal.id));
        }
        Ok((
            people.into_iter().map(|id| store::person::any(db, id)).collect::<Result<_>>()?,
            goals.into_iter().map(|id| store::goal::any(db, id)).collect::<Result<_>>()?,
        ))
    }

    /// Reads what [`Journal::export`] wrote as JSON Lines: all of it, or nothing. What is there
    /// already stays as it is.
    ///
    /// # Errors
    /// A line cannot be read, and nothing was added; or it could not be written.
    pub fn import_ledgerline(&mut self, from: impl BufRead) -> Result<Imported> {
        let lines = export::read_lines(from)
            .collect::<Result<Vec<Line>, _>>()
            .map_err(|error| Error::BadInput(format!("{error}; nothing was added")))?;
        self.import(lines.len(), |tx, trace, keep| {
            let mut done = Imported::default();
            let mut changed = BTreeSet::new();
            for line in &lines {
                import_line(tx, trace, keep, line, &mut done, &mut changed)?;
            }
            // Once each, when everything that came of an entry is there.
            super::people::index(tx, changed.into_iter().collect())?;
            Ok(done)
        })
    }

    /// Reads JSON Lines of any kind: one object a line with a `text` or `title`, and what else it
    /// has of `body`, `day`, `created`, `kind`, `people`, `goal`, `tags`, `id`. All or nothing; a
    /// line with an `id` is taken once.
    ///
    /// # Errors
    /// A line cannot be read, and nothing was added; or it could not be written.
    pub fn import_jsonl(&mut self, from: impl BufRead, now: &Moment) -> Result<Imported> {
        let mut lines = Vec::new();
        for (number, line) in (1..).zip(from.lines()) {
            let line = line?;
            let text = line.trim_start_matches('\u{feff}').trim();
            if !text.is_empty() {
                lines.push(read_foreign(text, number, now)?);
            }
        }
        self.import(lines.len(), |tx, trace, keep| {
            let mut names = Names::read(tx)?;
            let mut done = Imported::default();
            for (source, found) in &lines {
                let known = source.as_deref().map(|source| store::entry::was_imported(tx, source));
                if known.transpose()?.unwrap_or(false) {
                    done.already_here += 1;
                    continue;
                }
                let entry = names.entry(tx, trace, keep, found, now)?;
                if keep {
                    trace.touch(tx, Scope::Entry(entry.id.0))?;
                }
                store::entry::insert(tx, &entry)?;
                if let Some(source) = source {
                    store::entry::note_import(tx, source, entry.id)?;
                }
                done.added += 1;
            }
            Ok(done)
        })
    }

    /// One transaction, and one undo unless it is large.
    fn import(
        &mut self,
        lines: usize,
        work: impl FnOnce(&Write<'_>, &mut Trace, bool) -> Result<Imported>,
    ) -> Result<Imported> {
        let keep = lines <= UNDOABLE;
        self.change(Deed::Import, |tx, trace| {
            let done = work(tx, trace, keep)?;
            if !keep {
                words::merge(tx)?;
            }
            Ok(done)
        })
    }
}

/// The ladders to write along: those something written is linked to, and all when everything is.
fn rungs(
    db: &Db,
    entries: &[Entry],
    outcomes: &[Outcome],
    everything: bool,
) -> Result<(Vec<Ladder>, Vec<EntryMet>)> {
    let here: BTreeSet<EntryId> = entries.iter().map(|entry| entry.id).collect();
    let mut met = store::ladder::entry_links(db)?;
    met.retain(|met| here.contains(&met.entry));
    let of_outcomes = outcomes.iter().flat_map(|outcome| &outcome.criteria);
    let named: BTreeSet<CriterionId> =
        of_outcomes.filter_map(|met| met.id).chain(met.iter().map(|met| met.criterion)).collect();
    let mut ladders = store::ladder::all(db)?;
    ladders
        .retain(|ladder| everything || ladder.criteria.iter().any(|one| named.contains(&one.id)));
    met.retain(|met| ladders.iter().any(|ladder| ladder.criterion(met.criterion).is_some()));
    Ok((ladders, met))
}

fn import_line(
    tx: &Write<'_>,
    trace: &mut Trace,
    keep: bool,
    line: &Line,
    done: &mut Imported,
    changed: &mut BTreeSet<EntryId>,
) -> Result<()> {
    let mut touch = |scope: Scope| if keep { trace.touch(tx, scope) } else { Ok(()) };
    match line {
        Line::Journal { .. } => Ok(()),
        Line::Person(person) => {
            if store::person::name_of(tx, person.id)?.is_some() {
                return Ok(());
            }
            touch(Scope::Person(person.id.0))?;
            store::person::put(tx, person)
        }
        Line::Goal(goal) => {
            if store::goal::exists(tx, goal.id)? {
                return Ok(());
            }
            touch(Scope::Goal(goal.id.0))?;
            store::goal::put(tx, goal)
        }
        Line::Ladder(ladder) => {
            if store::ladder::exists(tx, ladder.id)? {
                return Ok(());
            }
            touch(Scope::Ladder(ladder.id.0))?;
            store::ladder::put(tx, ladder)
        }
        Line::Met(met) => {
            let known = store::entry::exists(tx, met.entry)?
                && store::ladder::of_criterion(tx, met.criterion).is_ok();
            let linked = store::ladder::met_by_entry(tx, met.entry)?;
            if !known || linked.iter().any(|one| one.id == Some(met.criterion)) {
                return Ok(());
            }
            touch(Scope::Entry(met.entry.0))?;
            store::ladder::link_entry(tx, met.entry, met.criterion, &met.reason)
        }
        Line::Entry(entry) => {
            if store::entry::exists(tx, entry.id)? {
                done.already_here += 1;
                return Ok(());
            }
            touch(Scope::Entry(entry.id.0))?;
            store::entry::add(tx, entry)?;
            changed.insert(entry.id);
            done.added += 1;
            Ok(())
        }
        Line::Outcome(outcome) => {
            if store::outcome::exists(tx, outcome.id)? {
                return Ok(());
            }
            touch(Scope::Outcome(outcome.id.0))?;
            store::outcome::put(tx, outcome)?;
            for entry in &outcome.entries {
                if store::entry::exists(tx, *entry)? {
                    store::outcome::map(tx, *entry, outcome.id)?;
                    changed.insert(*entry);
                }
            }
            Ok(())
        }
    }
}

/// A foreign line, understood.
struct Found {
    text: String,
    body: String,
    day: Day,
    captured_at: DateTime<FixedOffset>,
    kind: Option<Kind>,
    people: Vec<String>,
    goal: Option<String>,
    tags: Vec<String>,
    private_note: String,
}

fn read_foreign(text: &str, line: u64, now: &Moment) -> Result<(Option<String>, Found)> {
    let wrong = |what: &str| Error::BadInput(format!("line {line} {what}; nothing was added"));
    let foreign = Foreign(
        serde_json::from_str(text)
            .map_err(|error| wrong(&format!("is not an entry, at column {}", error.column())))?,
    );
    let body = foreign.text(&["body", "note", "content"]);
    // With a title, the text is what stands below it.
    let (sentence, body) = match (foreign.text(&["title"]), foreign.text(&["text"])) {
        (Some(title), text) => (Some(title), body.or(text)),
        (None, text) => (text, body),
    };
    let body = body.unwrap_or_default();
    let first_line = body.lines().find(|line| !line.trim().is_empty());
    let Some(sentence) = sentence.or(first_line) else { return Err(wrong("has no text")) };
    let captured_at = foreign
        .text(&["captured_at", "created", "created_at", "creationDate"])
        .map(|text| instant(text, now).ok_or_else(|| wrong("has a date that is none")))
        .transpose()?;
    let day = foreign
        .text(&["day", "date"])
        .map(|text| civil_day(text).ok_or_else(|| wrong("has a day that is none")))
        .transpose()?;
    let kind = foreign
        .text(&["kind"])
        .map(|word| Kind::read(word).ok_or_else(|| wrong("has a kind that is none of the twelve")))
        .transpose()?;
    let source = foreign.value(&["id", "uuid", "url"]).map(|id| match id {
        serde_json::Value::String(text) => format!("jsonl:{text}"),
        other => format!("jsonl:{other}"),
    });
    let found = Found {
        text: sentence.trim().to_owned(),
        body: body.to_owned(),
        day: day.or(captured_at.map(|at| at.date_naive())).unwrap_or_else(|| now.day()),
        captured_at: captured_at.unwrap_or(now.local),
        kind,
        people: foreign.words("people"),
        goal: foreign.text(&["goal"]).map(str::to_owned),
        tags: tidy_tags(&foreign.words("tags")),
        private_note: foreign.text(&["private_note"]).unwrap_or_default().to_owned(),
    };
    Ok((source, found))
}

fn civil_day(text: &str) -> Option<Day> {
    NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()
}

/// RFC 3339, or a wall clock without a zone, or a day: those in the reader's zone.
fn instant(text: &str, now: &Moment) -> Option<DateTime<FixedOffset>> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at);
    }
    let wall = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]
        .into_iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .or_else(|| civil_day(text)?.and_hms_opt(12, 0, 0))?;
    wall.and_local_timezone(*now.local.offset()).single()
}

/// People and goals by folded name, so that ten thousand lines look each up once.
struct Names {
    people: HashMap<String, PersonRef>,
    goals: HashMap<String, GoalRef>,
}

impl Names {
    fn read(tx: &Write<'_>) -> Result<Self> {
        let people = store::person::names(tx)?;
        let goals = store::goal::active(tx)?;
        Ok(Self {
            people: people
                .into_iter()
                .map(|(id, name)| (words::fold(&name), PersonRef { id, name }))
                .collect(),
            goals: goals
                .into_iter()
                .map(|(id, name)| (words::fold(&name), GoalRef { id, name }))
                .collect(),
        })
    }

    fn entry(
        &mut self,
        tx: &Write<'_>,
        trace: &mut Trace,
        keep: bool,
        found: &Found,
        now: &Moment,
    ) -> Result<Entry> {
        let mut people: Vec<PersonRef> = Vec::new();
        for name in found.people.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
            let person = self.person(tx, trace, keep, name, now)?;
            if people.iter().all(|known| known.id != person.id) {
                people.push(person);
            }
        }
        let goal = match &found.goal {
            Some(name) => Some(self.goal(tx, trace, keep, name.trim(), now)?),
            None => None,
        };
        Ok(Entry {
            id: EntryId::new(now),
            raw: found.text.clone(),
            text: found.text.clone(),
            kind: found.kind,
            day: found.day,
            zone: found.captured_at.offset().to_string(),
            captured_at: found.captured_at,
            people,
            goal,
            tags: found.tags.clone(),
            body: found.body.clone(),
            private_note: found.private_note.clone(),
            sensitivity: Sensitivity::Open,
            asked: None,
            figure: None,
            ask_on: None,
            no_outcome: false,
            fields: None,
            revision: 0,
        })
    }

    fn person(
        &mut self,
        tx: &Write<'_>,
        trace: &mut Trace,
        keep: bool,
        name: &str,
        now: &Moment,
    ) -> Result<PersonRef> {
        let folded = words::fold(name);
        if let Some(known) = self.people.get(&folded) {
            return Ok(known.clone());
        }
        let id = PersonId::new(now);
        if keep {
            trace.touch(tx, Scope::Person(id.0))?;
        }
        store::person::put(tx, &store::person::named(id, name))?;
        let person = PersonRef { id, name: name.to_owned() };
        self.people.insert(folded, person.clone());
        Ok(person)
    }

    fn goal(
        &mut self,
        tx: &Write<'_>,
        trace: &mut Trace,
        keep: bool,
        name: &str,
        now: &Moment,
    ) -> Result<GoalRef> {
        let folded = words::fold(name);
        if let Some(known) = self.goals.get(&folded) {
            return Ok(known.clone());
        }
        let id = GoalId::new(now);
        if keep {
            trace.touch(tx, Scope::Goal(id.0))?;
        }
        store::goal::put(tx, &Goal::named(id, name))?;
        let goal = GoalRef { id, name: name.to_owned() };
        self.goals.insert(folded, goal.clone());
        Ok(goal)
    }
}
