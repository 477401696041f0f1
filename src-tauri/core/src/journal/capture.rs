//! A line becomes an entry: now, or at the next unlock when the journal is locked.

use std::path::Path;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::Journal;
use super::undo::Trace;
use crate::capture::{self, Context, Known, Reading};
use crate::entry::{Entry, GoalRef, PersonRef, Sensitivity};
use crate::error::{Error, Result};
use crate::goal::Goal;
use crate::id::{EntryId, GoalId, OutcomeId, PersonId};
use crate::kind::Kind;
use crate::outcome::Status;
use crate::outcome::record::Outcome;
use crate::store::snapshot::Scope;
use crate::store::{self, Write};
use crate::time::Moment;
use crate::vault;
use crate::vault::sealed_drafts::{self, DraftFile};
use crate::wire::{Captured, Deed, Draft, LineRead, Suggestion};

/// What the sealed inbox holds of a line.
#[derive(Serialize, Deserialize)]
struct Sealed {
    id: EntryId,
    raw: String,
    at: DateTime<FixedOffset>,
    zone: String,
}

/// What came out of the inbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filed {
    /// Lines that became entries.
    pub filed: u32,
    /// Lines that could not be read; they stay where they are.
    pub damaged: u32,
}

/// Seals a line for the next unlock, with no key at hand. It is durable when this returns.
///
/// # Errors
/// There is nothing in the line, no journal in `dir`, or the line could not be written.
pub fn seal(dir: &Path, raw: &str, now: &Moment) -> Result<Captured> {
    check_line(raw)?;
    let id = EntryId::new(now);
    let sealed = Sealed { id, raw: raw.to_owned(), at: now.local, zone: now.zone.clone() };
    let payload = zeroize::Zeroizing::new(
        serde_json::to_vec(&sealed).map_err(|_| Error::Store("a line has no JSON form".into()))?,
    );
    vault::seal(dir, &vault::read(dir)?.recipient()?, &payload)?;
    Ok(Captured { id, sealed: true })
}

/// Keeps drafts while the journal is locked, in place of those this process kept before.
///
/// # Errors
/// There is no journal in `dir`, or they could not be written.
pub fn seal_drafts(dir: &Path, file: DraftFile, drafts: &[Draft]) -> Result<()> {
    let payload = zeroize::Zeroizing::new(match drafts {
        [] => Vec::new(),
        drafts => serde_json::to_vec(drafts)
            .map_err(|_| Error::Store("a draft has no JSON form".into()))?,
    });
    Ok(sealed_drafts::seal(dir, &vault::read(dir)?.recipient()?, file, &payload)?)
}

/// A draft that follows another; filed twice, or typed on, it stands there once.
fn joined(kept: &str, fresh: &str) -> String {
    let there = kept == fresh || kept.ends_with(&format!("\n{fresh}"));
    match there {
        true => kept.to_owned(),
        false if fresh.starts_with(kept) => fresh.to_owned(),
        false => format!("{kept}\n{fresh}"),
    }
}

fn check_line(raw: &str) -> Result<()> {
    if raw.trim().is_empty() {
        return Err(Error::BadInput("the line is empty; there is nothing to keep".to_owned()));
    }
    Ok(())
}

impl Journal {
    /// Files a line as an entry and forgets the draft of `surface`, in one transaction.
    ///
    /// # Errors
    /// There is nothing in the line, or it could not be written; the draft then stays.
    pub fn capture(&mut self, raw: &str, surface: Option<&str>, now: &Moment) -> Result<Captured> {
        check_line(raw)?;
        let id = EntryId::new(now);
        self.change(Deed::AddEntry, |tx, trace| {
            file_line(tx, trace, id, raw, now)?;
            surface.map_or(Ok(()), |surface| store::draft::drop(tx, surface))
        })?;
        Ok(Captured { id, sealed: false })
    }

    /// Files everything sealed while the journal was locked, each line once, with its own time.
    ///
    /// # Errors
    /// The inbox or the store cannot be read or written; nothing is lost then.
    pub fn file_inbox(&mut self) -> Result<Filed> {
        let mut done = Filed::default();
        let mut marks = Vec::new();
        for line in vault::drain(&self.dir, &self.vault)? {
            let read = line.ok().and_then(|line| {
                let sealed: Sealed = serde_json::from_slice(&line.payload).ok()?;
                Some((sealed, line.mark))
            });
            let Some((sealed, mark)) = read else {
                done.damaged += 1;
                continue;
            };
            let then = Moment { at: sealed.at.to_utc(), local: sealed.at, zone: sealed.zone };
            // Killed between filing and clearing, or filed by another process just now, the same
            // line comes again.
            let fresh = self.change(Deed::AddEntry, |tx, trace| {
                let fresh = !store::entry::exists(tx, sealed.id)?;
                if fresh {
                    file_line(tx, trace, sealed.id, &sealed.raw, &then)?;
                }
                Ok(fresh)
            })?;
            done.filed += u32::from(fresh);
            marks.push(mark);
        }
        vault::clear(&self.dir, &marks)?;
        self.left_waiting = vault::waiting(&self.dir)?;
        Ok(done)
    }

    /// Brings back drafts typed while the journal was locked; one that meets another on the same
    /// surface follows it on a line of its own.
    pub(super) fn file_sealed_drafts(&mut self, now: &Moment) -> Result<()> {
        for (payload, path) in sealed_drafts::read(&self.dir, &self.vault)? {
            let Ok(drafts) = serde_json::from_slice::<Vec<Draft>>(&payload) else { continue };
            let tx = self.store.write()?;
            for mut draft in drafts {
                if let Some(kept) = store::draft::get(&tx, &draft.surface)? {
                    draft.raw = joined(&kept.raw, &draft.raw);
                }
                store::draft::put(&tx, &draft, now.at.timestamp_millis())?;
            }
            tx.commit()?;
            sealed_drafts::remove(&path)?;
        }
        Ok(())
    }

    /// Reads a line while it is typed, with what fits the token under the caret.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn read_line(&self, raw: &str, caret: u32, now: &Moment) -> Result<LineRead> {
        let (people, goals) = known(self.store.db())?;
        let tags: Vec<Known> = store::tag::names(self.store.db())?
            .into_iter()
            .map(|name| Known { id: uuid::Uuid::nil(), name })
            .collect();
        Ok(read_line(raw, caret, now, &people, &goals, &tags))
    }

    /// Reads a line with the journal's people and goals, changing nothing.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn read(&self, raw: &str, now: &Moment) -> Result<Reading> {
        let (people, goals) = known(self.store.db())?;
        Ok(capture::read(raw, &Context { today: now.day(), people: &people, goals: &goals }))
    }
}

/// Reads a line with the given names; empty ones while the journal is locked.
#[must_use]
pub fn read_line(
    raw: &str,
    caret: u32,
    now: &Moment,
    people: &[Known],
    goals: &[Known],
    tags: &[Known],
) -> LineRead {
    let reading = capture::read(raw, &Context { today: now.day(), people, goals });
    let (mut suggestions, mut token) = (Vec::new(), None);
    if let Some((sigil, body, span)) = token_at(raw, caret) {
        suggestions = suggest(sigil, &body, people, goals, tags);
        token = Some(span);
    }
    LineRead { reading, suggestions, token }
}

/// The token the caret stands in: its sigil, its body up to the caret, and where it lies (UTF-16).
fn token_at(raw: &str, caret: u32) -> Option<(char, String, (u32, u32))> {
    let units: Vec<u16> = raw.encode_utf16().collect();
    let caret = usize::try_from(caret).ok()?.min(units.len());
    let space = |unit: u16| char::from_u32(unit.into()).is_some_and(char::is_whitespace);
    let start = units[..caret].iter().rposition(|unit| space(*unit)).map_or(0, |at| at + 1);
    let end =
        units[caret..].iter().position(|unit| space(*unit)).map_or(units.len(), |n| caret + n);
    let typed = String::from_utf16(&units[start..caret]).ok()?;
    let mut letters = typed.chars();
    let sigil = letters.next().filter(|c| "!@>#".contains(*c))?;
    let body = letters.as_str().trim_start_matches('"').to_owned();
    let at = |n: usize| u32::try_from(n).ok();
    Some((sigil, body, (at(start)?, at(end)?)))
}

fn suggest(
    sigil: char,
    body: &str,
    people: &[Known],
    goals: &[Known],
    tags: &[Known],
) -> Vec<Suggestion> {
    if sigil == '!' {
        let typed = body.to_lowercase();
        return Kind::ALL
            .into_iter()
            .filter(|kind| kind.alias().starts_with(&typed) || kind.name().starts_with(&typed))
            .map(|kind| Suggestion {
                insert: kind.alias().to_owned(),
                label: kind.name().to_owned(),
                kind: Some(kind),
            })
            .collect();
    }
    let names = match sigil {
        '@' => people,
        '>' => goals,
        _ => tags,
    };
    let found = if body.is_empty() {
        names.iter().take(5).collect()
    } else {
        capture::suggest(body, names)
    };
    let quoted = |name: &str| {
        if name.contains(char::is_whitespace) { format!("\"{name}\"") } else { name.to_owned() }
    };
    found
        .into_iter()
        .map(|known| Suggestion {
            insert: quoted(&known.name),
            label: known.name.clone(),
            kind: None,
        })
        .collect()
}

/// The names a line is read against.
pub(super) fn known(db: &store::Db) -> Result<(Vec<Known>, Vec<Known>)> {
    let people = store::person::names(db)?;
    let goals = store::goal::active(db)?;
    Ok((
        people.into_iter().map(|(id, name)| Known { id: id.0, name }).collect(),
        goals.into_iter().map(|(id, name)| Known { id: id.0, name }).collect(),
    ))
}

/// Files `raw` as the entry `id`, adding the people and the goal it names for the first time.
pub(super) fn file_line(
    tx: &Write<'_>,
    trace: &mut Trace,
    id: EntryId,
    raw: &str,
    now: &Moment,
) -> Result<Entry> {
    let (people, goals) = known(tx)?;
    let read = capture::read(raw, &Context { today: now.day(), people: &people, goals: &goals });
    let people = read
        .people
        .iter()
        .map(|mention| person(tx, trace, mention.known.map(PersonId), &mention.name, now))
        .collect::<Result<Vec<_>>>()?;
    let goal = read
        .goal
        .as_ref()
        .map(|mention| goal(tx, trace, mention.known.map(GoalId), &mention.name, now))
        .transpose()?;
    let has_outcome = read.outcome.is_some();
    let text = if read.text.is_empty() { without_private(raw, &read) } else { read.text };
    let entry = Entry {
        id,
        raw: raw.to_owned(),
        text,
        kind: read.kind,
        day: read.day.unwrap_or_else(|| now.day()),
        zone: now.zone.clone(),
        captured_at: now.local,
        people,
        goal,
        tags: tidy_tags(&read.tags),
        body: String::new(),
        private_note: read.private_note.unwrap_or_default(),
        sensitivity: Sensitivity::Open,
        asked: None,
        figure: read.figure.clone().filter(|_| !has_outcome),
        ask_on: read.ask_on.filter(|_| !has_outcome),
        no_outcome: false,
        fields: None,
        revision: 0,
    };
    trace.touch(tx, Scope::Entry(id.0))?;
    store::entry::add(tx, &entry)?;
    if let Some(statement) = read.outcome {
        let outcome = OutcomeId::new(now);
        trace.touch(tx, Scope::Outcome(outcome.0))?;
        let mut outcome = blank_outcome(outcome, &statement, &entry);
        outcome.figure = read.figure;
        if let Some(day) = read.ask_on {
            outcome.status = Status::Expected;
            outcome.check_on = Some(day);
        }
        store::outcome::put(tx, &outcome)?;
        store::outcome::map(tx, id, outcome.id)?;
    }
    store::entry::index(tx, id)?;
    Ok(entry)
}

/// A line of tokens alone reads as what was typed, but never as what is private.
fn without_private(raw: &str, read: &Reading) -> String {
    let text = capture::without_private(raw, read).trim().to_owned();
    if text.is_empty() { "…".to_owned() } else { text }
}

/// An outcome with nothing but its statement.
pub(super) fn blank_outcome(id: OutcomeId, statement: &str, entry: &Entry) -> Outcome {
    Outcome {
        id,
        statement: statement.trim().to_owned(),
        category: None,
        metric: None,
        unit_value: None,
        calculation: None,
        figure: None,
        counterfactual: crate::outcome::record::Counterfactual::default(),
        confidence: None,
        status: Status::Happened,
        check_on: None,
        part: None,
        share: None,
        credits: Vec::new(),
        nobody_else: false,
        evidence: Vec::new(),
        criteria: Vec::new(),
        shown: Vec::new(),
        overlaps: Vec::new(),
        wording: None,
        entries: vec![entry.id],
        day: entry.day,
        revision: 0,
    }
}

/// The person meant, added when new.
pub(super) fn person(
    tx: &Write<'_>,
    trace: &mut Trace,
    known: Option<PersonId>,
    name: &str,
    now: &Moment,
) -> Result<PersonRef> {
    if let Some(id) = known {
        return Ok(PersonRef { id, name: name.to_owned() });
    }
    let fresh = PersonId::new(now);
    trace.touch(tx, Scope::Person(fresh.0))?;
    let id = store::person::find_or_add(tx, name, fresh)?;
    Ok(PersonRef { id, name: name.trim().to_owned() })
}

/// The goal meant, added when new.
pub(super) fn goal(
    tx: &Write<'_>,
    trace: &mut Trace,
    known: Option<GoalId>,
    name: &str,
    now: &Moment,
) -> Result<GoalRef> {
    let name = name.trim();
    if let Some(id) = known {
        return Ok(GoalRef { id, name: name.to_owned() });
    }
    let folded = store::words::fold(name);
    let same = store::goal::all(tx)?
        .into_iter()
        .find(|known| store::words::fold(&known.statement) == folded);
    if let Some(known) = same {
        return Ok(GoalRef { id: known.id, name: known.statement });
    }
    let id = GoalId::new(now);
    trace.touch(tx, Scope::Goal(id.0))?;
    store::goal::put(tx, &Goal::named(id, name))?;
    Ok(GoalRef { id, name: name.to_owned() })
}

/// Lower case, sorted, each once, none empty.
pub(super) fn tidy_tags(tags: &[String]) -> Vec<String> {
    let mut tags: Vec<String> = tags
        .iter()
        .map(|tag| tag.trim().trim_start_matches('#').to_lowercase())
        .filter(|tag| !tag.is_empty())
        .collect();
    tags.sort();
    tags.dedup();
    tags
}
