//! Entries on paper: dates hanging left, what I did, then what came of it.

use std::io::{self, Write};

use ledgerline_core::entry::Sensitivity;
use ledgerline_core::figure::Figure;
use ledgerline_core::kind::Kind;
use ledgerline_core::outcome::{Grade, Status};
use ledgerline_core::time::Day;
use ledgerline_core::wire::{EntryLine, OutcomeLine};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::paper::{Ink, Paper, fill, lines};
use crate::words::spelled;

/// The margin: a day, its kind, and the space after each.
const DAY: usize = 12;
const KIND: usize = 15;
/// How much of the end of an id is shown. An id's beginning is its time, which neighbours share.
const TAIL: usize = 8;

/// One element of `list --json` and `search --json`.
#[derive(Serialize)]
pub(crate) struct EntryFields<'a> {
    id: String,
    day: Day,
    captured_at: &'a str,
    kind: Option<Kind>,
    text: &'a str,
    people: &'a [String],
    goal: Option<&'a str>,
    tags: &'a [String],
    loose: bool,
    sensitivity: Sensitivity,
    outcomes: Vec<OutcomeFields<'a>>,
}

/// An outcome within [`EntryFields`].
#[derive(Serialize)]
pub(crate) struct OutcomeFields<'a> {
    id: String,
    statement: &'a str,
    category: Option<ledgerline_core::figure::Category>,
    figure: Option<&'a Figure>,
    grade: u8,
    status: Status,
}

impl<'a> EntryFields<'a> {
    pub(crate) fn of(line: &'a EntryLine) -> Self {
        Self {
            id: line.id.to_string(),
            day: line.day,
            captured_at: &line.captured_at,
            kind: line.kind,
            text: &line.text,
            people: &line.people,
            goal: line.goal.as_deref(),
            tags: &line.tags,
            loose: line.loose,
            sensitivity: line.sensitivity,
            outcomes: line.outcomes.iter().map(OutcomeFields::of).collect(),
        }
    }
}

impl<'a> OutcomeFields<'a> {
    pub(crate) fn of(line: &'a OutcomeLine) -> Self {
        Self {
            id: line.id.to_string(),
            statement: &line.statement,
            category: line.category,
            figure: line.figure.as_ref(),
            grade: line.grade.number(),
            status: line.status,
        }
    }
}

/// Prints an entry as a row of the ledger.
pub(crate) fn row(
    out: &mut impl Write,
    entry: &EntryLine,
    currency: &str,
    paper: Paper,
) -> io::Result<()> {
    let margin = DAY + KIND;
    let room = paper.width().saturating_sub(margin + TAIL + 1);
    let kind = entry.kind.map_or("", Kind::name);
    for (index, line) in lines(&entry.text, room).iter().enumerate() {
        if index > 0 {
            writeln!(out, "{}{line}", fill("", margin))?;
            continue;
        }
        let left = paper.ink(Ink::Faint, &fill(&entry.day.to_string(), DAY));
        let right = paper.ink(Ink::Faint, &tail(&entry.id));
        let space = fill("", room.saturating_sub(line.width()) + 1);
        writeln!(out, "{left}{}{line}{space}{right}", fill(kind, KIND))?;
    }
    let beside = beside(entry);
    if !beside.is_empty() {
        for line in lines(&beside, room) {
            writeln!(out, "{}{}", fill("", margin), paper.ink(Ink::Faint, &line))?;
        }
    }
    for outcome in &entry.outcomes {
        came_of_it(out, outcome, currency, paper, margin)?;
    }
    Ok(())
}

/// Who, what for, and the tags.
fn beside(entry: &EntryLine) -> String {
    let mut parts = Vec::new();
    if !entry.people.is_empty() {
        parts.push(format!("with {}", entry.people.join(", ")));
    }
    parts.extend(entry.goal.iter().map(|goal| format!("for {goal}")));
    parts.extend(entry.tags.iter().map(|tag| format!("#{tag}")));
    if entry.sensitivity == Sensitivity::Confidential {
        parts.push("confidential".to_owned());
    }
    parts.join("  ")
}

/// Prints an outcome under its entry, with its figure and the strokes of its evidence.
pub(crate) fn came_of_it(
    out: &mut impl Write,
    outcome: &OutcomeLine,
    currency: &str,
    paper: Paper,
    margin: usize,
) -> io::Result<()> {
    let room = paper.width().saturating_sub(margin + 2 + TAIL + 1);
    let lines = lines(&outcome.statement, room);
    for (index, line) in lines.iter().enumerate() {
        let arrow = if index == 0 { "→ " } else { "  " };
        let inked = paper.ink(Ink::Blue, line);
        let id = if index == 0 { tail(&outcome.id) } else { String::new() };
        let space = fill("", room.saturating_sub(line.width()) + 1);
        let row =
            format!("{}{arrow}{inked}{space}{}", fill("", margin), paper.ink(Ink::Faint, &id));
        writeln!(out, "{}", row.trim_end())?;
    }
    let mut facts = Vec::new();
    facts.extend(outcome.figure.as_ref().map(|figure| figure.text(currency)));
    facts.extend(outcome.category.map(|category| category.name().to_owned()));
    facts.push(strokes(outcome.grade));
    if outcome.status != Status::Happened {
        facts.push(status(outcome.status));
    }
    let facts = facts.join("  ");
    writeln!(out, "{}  {}", fill("", margin), paper.ink(Ink::Faint, &facts))
}

/// The evidence in words a screen reader can say, with its tally.
pub(crate) fn strokes(grade: Grade) -> String {
    let tally = match grade.number() {
        0 => String::new(),
        5 => "||||/ ".to_owned(),
        strokes => format!("{} ", "|".repeat(strokes.into())),
    };
    format!("{tally}{}", grade.name())
}

/// A status in words.
pub(crate) fn status(status: Status) -> String {
    spelled(&status).replace('-', " ")
}

/// The end of an id, which is enough to name it by.
pub(crate) fn tail(id: &impl std::fmt::Display) -> String {
    let id = id.to_string();
    id.get(id.len().saturating_sub(TAIL)..).unwrap_or_default().to_owned()
}
