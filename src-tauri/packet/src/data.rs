//! A packet for programs: all of it as JSON, its outcomes as a table for spreadsheets.

use serde::Serialize;

use crate::clean;
use crate::document::{Claim, Document};

/// What the JSON file is called by whoever reads it, and the version of its shape.
const FORMAT: (&str, u32) = ("ledgerline-packet", 1);

const COLUMNS: [&str; 11] = [
    "section",
    "outcome",
    "sentence",
    "status",
    "figure",
    "counterfactual",
    "evidence_grade",
    "evidence",
    "credits",
    "written_days_after",
    "steps",
];

#[derive(Serialize)]
struct File<'a> {
    format: &'static str,
    version: u32,
    packet: &'a Document,
}

/// The document as JSON, one field a line, the user's text as it was typed.
#[must_use]
pub fn json(document: &Document) -> String {
    let (format, version) = FORMAT;
    let file = File { format, version, packet: document };
    // Strings, numbers and dates under names: there is nothing in a document that JSON cannot say.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

/// The outcomes as CSV with a header, one row each. A spreadsheet takes no cell for a formula.
#[must_use]
pub fn csv(document: &Document) -> String {
    let mut out = Vec::new();
    let mut table =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut out);
    // Writing to memory cannot fail, and every row has the columns of the header.
    let mut put = |row: &[String]| table.write_record(row).is_ok();
    let mut whole = put(&COLUMNS.map(str::to_owned));
    for (place, section) in document.sections.iter().enumerate() {
        let (_, heading) = document.heading(place);
        for claim in &section.claims {
            whole &= put(&row(&heading, claim));
        }
    }
    debug_assert!(whole, "memory takes whatever is written to it");
    drop(table);
    String::from_utf8(out).unwrap_or_default()
}

fn row(section: &str, claim: &Claim) -> [String; 11] {
    let text = |text: &Option<String>| inert(&clean::line(text.as_deref().unwrap_or_default()));
    let grade = claim.evidence.iter().map(|line| line.strokes()).max();
    let evidence = claim.evidence.iter().map(|line| {
        let dated = line.dated.map(|day| day.to_string()).unwrap_or_default();
        let said = [clean::line(&line.grade_name), clean::line(&line.reference), dated];
        said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    });
    [
        inert(section),
        text(&claim.heading),
        inert(&clean::line(&claim.sentence)),
        text(&claim.status_note),
        text(&claim.figure),
        text(&claim.counterfactual),
        grade.map_or_else(String::new, |grade| grade.to_string()),
        inert(&evidence.collect::<Vec<_>>().join("; ")),
        inert(&claim.credits().join("; ")),
        claim.written_after_days.map_or_else(String::new, |days| days.to_string()),
        inert(&claim.steps().join("; ")),
    ]
}

/// `text` with an apostrophe before it where a spreadsheet would take it for a formula. The wide
/// forms of the signs count too: some spreadsheets read them alike.
#[must_use]
pub fn inert(text: &str) -> String {
    let acts = |first: char| {
        matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') || first.is_control()
    };
    // A spreadsheet passes over blanks before it looks for a sign.
    let first = text.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
    if first.starts_with(acts) { format!("'{text}") } else { text.to_owned() }
}
