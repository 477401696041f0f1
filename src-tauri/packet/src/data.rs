//! A packet for programs: all of it as JSON, its outcomes as a table for spreadsheets.

use std::borrow::Cow;
use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use serde_json::ser::Formatter;

use crate::clean;
use crate::document::{Claim, Document, EvidenceLine};

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
    let mut bytes = Vec::with_capacity((document.claims() + 1) * OBJECT);
    let mut out = serde_json::Serializer::with_formatter(&mut bytes, Lines::default());
    // Strings, numbers and dates under names, written to memory: nothing here can fail.
    let whole = file.serialize(&mut out).is_ok();
    debug_assert!(whole, "there is nothing in a document that JSON cannot say");
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

/// About as long as an outcome comes out in JSON.
const OBJECT: usize = 1_536;

/// One value a line, two blanks further in for each level. Line and blanks are written at once.
#[derive(Default)]
struct Lines {
    depth: usize,
    filled: bool,
}

/// A line's end and the blanks of the deepest level a document has.
const BLANKS: &[u8] = b"\n                                ";

impl Lines {
    fn open<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        out.write_all(BLANKS.get(..=2 * self.depth).unwrap_or(BLANKS))
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth = self.depth.saturating_sub(1);
        if self.filled {
            self.next(out, true)?;
        }
        self.filled = true;
        out.write_all(bracket)
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}

/// The outcomes as CSV with a header, one row each. A spreadsheet takes no cell for a formula.
#[must_use]
pub fn csv(document: &Document) -> String {
    let room = (document.claims() + 1) * ROW;
    let mut table = Table { out: String::with_capacity(room), within: false };
    for column in COLUMNS {
        table.cell(column);
    }
    table.end_row();
    let mut cell = String::new();
    for (place, section) in document.sections.iter().enumerate() {
        let (_, heading) = document.heading(place);
        for claim in &section.claims {
            row(&mut table, &mut cell, &heading, claim);
        }
    }
    table.out
}

/// About as long as a row comes out: room asked for once, not while it is written.
const ROW: usize = 640;

/// Rows and cells as RFC 4180 has them, without a text of its own for each.
struct Table {
    out: String,
    within: bool,
}

impl Table {
    fn cell(&mut self, text: &str) {
        if self.within {
            self.out.push(',');
        }
        self.within = true;
        if !needs_quotes(text) {
            self.out.push_str(text);
            return;
        }
        self.out.push('"');
        for (at, piece) in text.split('"').enumerate() {
            if at > 0 {
                self.out.push_str("\"\"");
            }
            self.out.push_str(piece);
        }
        self.out.push('"');
    }

    /// A cell that a spreadsheet might take for a formula.
    fn inert(&mut self, text: &str) {
        if acts(text) { self.cell(&format!("'{text}")) } else { self.cell(text) }
    }

    fn end_row(&mut self) {
        self.out.push_str("\r\n");
        self.within = false;
    }
}

/// Whether a cell would end before `text` does. To its end, so that many bytes are seen at once.
fn needs_quotes(text: &str) -> bool {
    let ends = |byte: u8| matches!(byte, b',' | b'"' | b'\n' | b'\r');
    text.bytes().fold(false, |found, byte| found | ends(byte))
}

/// Writes one outcome; `cell` is where longer cells are put together.
fn row(table: &mut Table, cell: &mut String, section: &str, claim: &Claim) {
    table.inert(section);
    table.inert(&line(claim.heading.as_ref()));
    table.inert(&clean::in_line(&claim.sentence));
    table.inert(&line(claim.status_note.as_ref()));
    table.inert(&line(claim.figure.as_ref()));
    table.inert(&line(claim.counterfactual.as_ref()));
    cell.clear();
    if let Some(grade) = claim.evidence.iter().map(EvidenceLine::strokes).max() {
        digits(cell, u32::from(grade), 1);
    }
    table.cell(cell);
    cell.clear();
    for (place, line) in claim.evidence.iter().enumerate() {
        evidence(cell, place, line);
    }
    table.inert(cell);
    listed(table, cell, &claim.credits);
    cell.clear();
    if let Some(days) = claim.written_after_days {
        digits(cell, days, 1);
    }
    table.cell(cell);
    listed(table, cell, &claim.steps);
    table.end_row();
}

fn line(text: Option<&String>) -> Cow<'_, str> {
    clean::in_line(text.map_or("", String::as_str))
}

/// What the lines say that say anything, a semicolon between.
fn listed(table: &mut Table, cell: &mut String, lines: &[String]) {
    cell.clear();
    for line in lines.iter().map(|line| clean::in_line(line)).filter(|line| !line.is_empty()) {
        if !cell.is_empty() {
            cell.push_str("; ");
        }
        cell.push_str(&line);
    }
    table.inert(cell);
}

/// Grade, reference and day of one item of evidence.
fn evidence(cell: &mut String, place: usize, line: &EvidenceLine) {
    if place > 0 {
        cell.push_str("; ");
    }
    let start = cell.len();
    for text in [clean::in_line(&line.grade_name), clean::in_line(&line.reference)] {
        if !text.is_empty() {
            comma(cell, start);
            cell.push_str(&text);
        }
    }
    if let Some(day) = line.dated {
        comma(cell, start);
        date(cell, day);
    }
}

fn comma(cell: &mut String, start: usize) {
    if cell.len() > start {
        cell.push_str(", ");
    }
}

/// `2026-11-04`, without the machinery that can write a day in any way.
fn date(out: &mut String, day: NaiveDate) {
    match u32::try_from(day.year()) {
        Ok(year) if year <= 9_999 => {
            digits(out, year, 4);
            out.push('-');
            digits(out, day.month(), 2);
            out.push('-');
            digits(out, day.day(), 2);
        }
        _ => out.push_str(&day.to_string()),
    }
}

/// A number in at least so many digits.
fn digits(out: &mut String, number: u32, least: u32) {
    let mut size = 10_u32.pow(least - 1);
    while number / size >= 10 {
        size *= 10;
    }
    while size > 0 {
        // One decimal digit always fits.
        out.push(char::from(b'0' + (number / size % 10) as u8));
        size /= 10;
    }
}

/// `text` with an apostrophe before it where a spreadsheet would take it for a formula.
#[must_use]
pub fn inert(text: &str) -> String {
    if acts(text) { format!("'{text}") } else { text.to_owned() }
}

/// Whether a spreadsheet would take `text` for a formula. The wide forms of the signs count too:
/// some spreadsheets read them alike.
fn acts(text: &str) -> bool {
    let acts = |first: char| {
        matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') || first.is_control()
    };
    // A spreadsheet passes over blanks before it looks for a sign.
    text.trim_start_matches([' ', '\u{a0}', '\u{feff}']).starts_with(acts)
}
