//! In and out: everything in open formats, and back. What is our own comes back whole
//! ([`super::copy`]); what is somebody else's is read for what it says.

use std::collections::{BTreeSet, HashMap};
use std::io::BufRead;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::Journal;
use super::backup::LARGE_IMPORT;
use super::capture::tidy_tags;
use super::undo::Trace;
use crate::backup::Reason;
use crate::entry::{Entry, GoalRef, PersonRef, Sensitivity};
use crate::error::{Error, Result};
use crate::goal::Goal;
use crate::id::{EntryId, GoalId, PersonId};
use crate::incoming::Lines;
use crate::kind::Kind;
use crate::store::snapshot::Scope;
use crate::store::{self, Write, words};
use crate::time::{Day, Moment};
use crate::wire::Deed;

/// Larger imports are not kept for undo: their rows would fill the memory.
const UNDOABLE: usize = 2_000;

/// After so many wrong lines a file is read no further: it is not what it was taken for.
pub(super) const MOST_WRONG: usize = 1_000;

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Entries added.
    pub added: u32,
    /// Entries that were there already.
    pub already_here: u32,
}

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Entries it would add, were nothing wrong.
    pub would_add: u32,
    /// Entries that are there already.
    pub already_here: u32,
    /// What cannot be read or kept; with any of it nothing would be added.
    pub wrong: Vec<Wrong>,
}

/// A line that cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wrong {
    /// Which line, from 1.
    pub line: u64,
    /// Why, in one sentence that names the line and repeats nothing of it.
    pub reason: String,
}

impl From<Wrong> for Error {
    fn from(wrong: Wrong) -> Self {
        Self::BadInput(format!("{}; nothing was added", wrong.reason))
    }
}

/// The lines of a file that could be read, each with its number, and those that could not.
pub(super) struct Read<T> {
    pub(super) lines: Vec<(u64, T)>,
    pub(super) wrong: Vec<Wrong>,
}

/// Where the lines of an import go, and whether they stay.
pub(super) struct Filing<'a> {
    pub(super) tx: &'a Write<'a>,
    pub(super) trace: &'a mut Trace,
    /// Whether undo keeps what is touched.
    keep: bool,
    pub(super) done: Imported,
    /// Entries to index once each, when everything that came of them is there.
    pub(super) changed: BTreeSet<EntryId>,
}

impl Filing<'_> {
    /// To be called before the rows of `scope` change.
    pub(super) fn touch(&mut self, scope: Scope) -> Result<()> {
        if self.keep { self.trace.touch(self.tx, scope) } else { Ok(()) }
    }
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
    /// Reads JSON Lines of any kind: one object a line with a `text` or `title`, and what else it
    /// has of `body`, `day`, `created`, `kind`, `people`, `goal`, `tags`, `id`. All or nothing; a
    /// line with an `id` is taken once.
    ///
    /// # Errors
    /// A line cannot be read, and nothing was added; or it could not be written.
    pub fn import_jsonl(&mut self, from: impl BufRead, now: &Moment) -> Result<Imported> {
        self.import(read_all(from, now)?, foreign(now), now)
    }

    /// Says what [`Journal::import_jsonl`] would do, and does none of it.
    ///
    /// # Errors
    /// The source failed, or the store does not answer.
    pub fn preview_jsonl(&mut self, from: impl BufRead, now: &Moment) -> Result<Preview> {
        self.preview(read_all(from, now)?, foreign(now))
    }

    /// Files `lines` in one transaction, and one undo unless they are many; the first that is
    /// wrong undoes them all.
    pub(super) fn import<T, F: FnMut(&mut Filing<'_>, &T) -> Result<()>>(
        &mut self,
        Read { lines, wrong }: Read<T>,
        filing: impl FnOnce(&Write<'_>) -> Result<F>,
        now: &Moment,
    ) -> Result<Imported> {
        if let Some(wrong) = wrong.into_iter().next() {
            return Err(wrong.into());
        }
        if lines.len() > LARGE_IMPORT {
            self.back_up_before(Reason::BeforeImport, now)?;
        }
        let keep = lines.len() <= UNDOABLE;
        self.change(Deed::Import, |tx, trace| {
            let mut file = filing(tx)?;
            let (done, changed) = (Imported::default(), BTreeSet::new());
            let mut into = Filing { tx, trace, keep, done, changed };
            for (line, what) in &lines {
                if let Err(error) = file(&mut into, what) {
                    return Err(at_line(error, *line)?.into());
                }
            }
            let (done, changed) = (into.done, into.changed);
            super::people::index(tx, changed.into_iter().collect())?;
            if !keep {
                words::merge(tx)?;
            }
            Ok(done)
        })
    }

    /// Files `lines` in a transaction that is then forgotten.
    pub(super) fn preview<T, F: FnMut(&mut Filing<'_>, &T) -> Result<()>>(
        &mut self,
        Read { lines, mut wrong }: Read<T>,
        filing: impl FnOnce(&Write<'_>) -> Result<F>,
    ) -> Result<Preview> {
        let tx = self.store.write()?;
        let mut file = filing(&tx)?;
        let mut trace = Trace::default();
        let (done, changed) = (Imported::default(), BTreeSet::new());
        let mut into = Filing { tx: &tx, trace: &mut trace, keep: false, done, changed };
        for (line, what) in &lines {
            if let Err(error) = file(&mut into, what) {
                wrong.push(at_line(error, *line)?);
            }
        }
        let Imported { added, already_here } = into.done;
        wrong.sort_by_key(|wrong| wrong.line);
        Ok(Preview { would_add: added, already_here, wrong })
    }
}

/// What is wrong with a line, when the line is to blame.
fn at_line(error: Error, line: u64) -> Result<Wrong> {
    let reason = match error {
        Error::BadInput(reason) => format!("line {line}: {reason}"),
        Error::Constraint | Error::NotFound(_) => {
            format!("line {line} names something that does not stand before it")
        }
        other => return Err(other),
    };
    Ok(Wrong { line, reason })
}

/// Reads every line, or says what is wrong with it.
fn read_all(from: impl BufRead, now: &Moment) -> Result<Read<(Option<String>, Found)>> {
    let mut read = Read { lines: Vec::new(), wrong: Vec::new() };
    for line in Lines::new(from) {
        let (number, line) = line?;
        let line = match line {
            Ok(line) => line,
            Err(why) => {
                read.wrong.push(Wrong { line: number, reason: format!("line {number} {why}") });
                if read.wrong.len() >= MOST_WRONG {
                    break;
                }
                continue;
            }
        };
        let text = line.trim_start_matches('\u{feff}').trim();
        if text.is_empty() {
            continue;
        }
        match read_foreign(text, now) {
            Ok(found) => read.lines.push((number, found)),
            Err(reason) => {
                read.wrong.push(Wrong { line: number, reason: format!("line {number} {reason}") });
            }
        }
        if read.wrong.len() >= MOST_WRONG {
            break;
        }
    }
    Ok(read)
}

/// How a foreign line is filed.
fn foreign(now: &Moment) -> impl FnOnce(&Write<'_>) -> Result<ForeignFiling> {
    let now = now.clone();
    move |tx| {
        let mut names = Names::read(tx)?;
        Ok(Box::new(move |into: &mut Filing<'_>, (source, found): &(Option<String>, Found)| {
            let known = source.as_deref().map(|source| store::entry::was_imported(into.tx, source));
            if known.transpose()?.unwrap_or(false) {
                into.done.already_here += 1;
                return Ok(());
            }
            let entry = names.entry(into, found, &now)?;
            into.touch(Scope::Entry(entry.id.0))?;
            store::entry::add(into.tx, &entry)?;
            into.changed.insert(entry.id);
            if let Some(source) = source {
                store::entry::note_import(into.tx, source, entry.id)?;
            }
            into.done.added += 1;
            Ok(())
        }))
    }
}

type ForeignFiling = Box<dyn FnMut(&mut Filing<'_>, &(Option<String>, Found)) -> Result<()>>;

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

fn read_foreign(text: &str, now: &Moment) -> std::result::Result<(Option<String>, Found), String> {
    let foreign = Foreign(
        serde_json::from_str(text)
            .map_err(|error| format!("is not an entry, at column {}", error.column()))?,
    );
    let body = foreign.text(&["body", "note", "content"]);
    // With a title, the text is what stands below it.
    let (sentence, body) = match (foreign.text(&["title"]), foreign.text(&["text"])) {
        (Some(title), text) => (Some(title), body.or(text)),
        (None, text) => (text, body),
    };
    let body = body.unwrap_or_default();
    let first_line = body.lines().find(|line| !line.trim().is_empty());
    let Some(sentence) = sentence.or(first_line) else {
        return Err("has no text".to_owned());
    };
    let captured_at = foreign
        .text(&["captured_at", "created", "created_at", "creationDate"])
        .map(|text| instant(text, now).ok_or("has a date that is none"))
        .transpose()?;
    let day = foreign
        .text(&["day", "date"])
        .map(|text| civil_day(text).ok_or("has a day that is none"))
        .transpose()?;
    let kind = foreign
        .text(&["kind"])
        .map(|word| Kind::read(word).ok_or("has a kind that is none of the twelve"))
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

/// Years of more or fewer than four digits would not survive being written down and read back.
pub(super) fn is_written(day: Day) -> bool {
    (1000..=9999).contains(&day.year())
}

fn civil_day(text: &str) -> Option<Day> {
    NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok().filter(|day| is_written(*day))
}

/// RFC 3339, or a wall clock without a zone, or a day: those in the reader's zone.
fn instant(text: &str, now: &Moment) -> Option<DateTime<FixedOffset>> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at).filter(|at| is_written(at.date_naive()));
    }
    let wall = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]
        .into_iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .or_else(|| civil_day(text)?.and_hms_opt(12, 0, 0))
        .filter(|wall| is_written(wall.date()))?;
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

    fn entry(&mut self, into: &mut Filing<'_>, found: &Found, now: &Moment) -> Result<Entry> {
        let mut people: Vec<PersonRef> = Vec::new();
        for name in found.people.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
            let person = self.person(into, name, now)?;
            if people.iter().all(|known| known.id != person.id) {
                people.push(person);
            }
        }
        let goal = match &found.goal {
            Some(name) => Some(self.goal(into, name.trim(), now)?),
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

    fn person(&mut self, into: &mut Filing<'_>, name: &str, now: &Moment) -> Result<PersonRef> {
        let folded = words::fold(name);
        if let Some(known) = self.people.get(&folded) {
            return Ok(known.clone());
        }
        let id = PersonId::new(now);
        into.touch(Scope::Person(id.0))?;
        store::person::put(into.tx, &store::person::named(id, name))?;
        let person = PersonRef { id, name: name.to_owned() };
        self.people.insert(folded, person.clone());
        Ok(person)
    }

    fn goal(&mut self, into: &mut Filing<'_>, name: &str, now: &Moment) -> Result<GoalRef> {
        let folded = words::fold(name);
        if let Some(known) = self.goals.get(&folded) {
            return Ok(known.clone());
        }
        let id = GoalId::new(now);
        into.touch(Scope::Goal(id.0))?;
        store::goal::put(into.tx, &Goal::named(id, name))?;
        let goal = GoalRef { id, name: name.to_owned() };
        self.goals.insert(folded, goal.clone());
        Ok(goal)
    }
}
