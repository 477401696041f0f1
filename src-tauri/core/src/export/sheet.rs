//! CSV for a spreadsheet: a row for each entry and outcome of it, no cell that a spreadsheet would
//! work out as a formula.

use std::io::{self, Write};

pub(super) use ledgerline_packet::inert;

use super::Contents;
use crate::entry::{Asked, Entry, Sensitivity};
use crate::outcome::record::Outcome;

const COLUMNS: [&str; 23] = [
    "entry",
    "day",
    "captured_at",
    "kind",
    "text",
    "body",
    "people",
    "goal",
    "tags",
    "sensitivity",
    "asked",
    "no_outcome",
    "outcome",
    "statement",
    "category",
    "figure_low",
    "figure_likely",
    "figure_high",
    "unit",
    "status",
    "part",
    "evidence",
    "counterfactual",
];

/// Writes entries and their outcomes as CSV (RFC 4180, UTF-8, a header row). An entry with two
/// outcomes takes two rows, one without takes one. The private note is the last column, and only
/// there when private notes go along.
///
/// # Errors
/// The target failed.
pub fn csv(contents: &Contents<'_>, to: &mut dyn Write) -> io::Result<()> {
    let mut sheet = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
    let note = contents.private.then_some("private_note");
    sheet.write_record(COLUMNS.into_iter().chain(note)).map_err(behind)?;
    let came_of = contents.came_of();
    for entry in contents.entries {
        let outcomes = came_of.get(&entry.id).map_or(&[][..], Vec::as_slice);
        for outcome in outcomes {
            sheet.write_record(row(entry, Some(outcome), contents.private)).map_err(behind)?;
        }
        if outcomes.is_empty() {
            sheet.write_record(row(entry, None, contents.private)).map_err(behind)?;
        }
    }
    sheet.flush()
}

/// What the system said, which the sheet's own error would hide: a full disk is to be told as one.
fn behind(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => io::ErrorKind::InvalidData.into(),
    }
}

fn row(entry: &Entry, outcome: Option<&Outcome>, private: bool) -> Vec<String> {
    let people: Vec<_> = entry.people.iter().map(|person| person.name.as_str()).collect();
    let mut row = vec![
        entry.id.to_string(),
        entry.day.to_string(),
        entry.captured_at.to_rfc3339(),
        entry.kind.map_or_else(String::new, |kind| kind.name().to_owned()),
        inert(&entry.text),
        inert(&entry.body),
        inert(&people.join("; ")),
        inert(entry.goal.as_ref().map_or("", |goal| &goal.name)),
        inert(&entry.tags.join(" ")),
        match entry.sensitivity {
            Sensitivity::Open => "open",
            Sensitivity::Confidential => "confidential",
        }
        .to_owned(),
        match entry.asked {
            None => "",
            Some(Asked::AskedFor) => "asked-for",
            Some(Asked::Unasked) => "unasked",
        }
        .to_owned(),
        entry.no_outcome.to_string(),
    ];
    row.extend(outcome.map_or_else(|| vec![String::new(); COLUMNS.len() - row.len()], came_of_it));
    if private {
        row.push(inert(&entry.private_note));
    }
    row
}

fn came_of_it(outcome: &Outcome) -> Vec<String> {
    // Numbers stand as numbers: one with a minus is no formula.
    let number = |of: fn(&crate::figure::Figure) -> f64| {
        outcome.figure.as_ref().map_or_else(String::new, |figure| of(figure).to_string())
    };
    vec![
        outcome.id.to_string(),
        inert(&outcome.statement),
        outcome.category.map_or_else(String::new, |category| category.name().to_owned()),
        number(|figure| figure.low),
        number(|figure| figure.likely),
        number(|figure| figure.high),
        inert(outcome.figure.as_ref().map_or("", |figure| figure.unit.name())),
        outcome.status.name().to_owned(),
        outcome.part.map_or_else(String::new, |part| part.name().to_owned()),
        outcome.grade().name().to_owned(),
        inert(&outcome.counterfactual.text),
    ]
}
