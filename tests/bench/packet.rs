//! A packet becoming a file: the presses, and the tables for programs beside writing their bytes.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use ledgerline_packet::{Document, sample};

use crate::Outcome;
use crate::table::{Table, alone, in_turns};

/// What makes a text of a document.
type Writer = fn(&Document) -> String;

/// Outcomes in the large packet.
const OUTCOMES: usize = 10_000;

/// How much memory a press may take at most, in kB.
const MEMORY: f64 = 300_000.0;

pub(crate) fn measure(table: &mut Table, rounds: usize) -> Outcome<()> {
    let ten = sample::ten_pages();
    let docx = alone(rounds, || Ok(ledgerline_docx::docx(&ten)?))?;
    table.times("ten pages to DOCX", None, &docx, None, Some(1_000));
    let pdf = alone(rounds, || Ok(ledgerline_pdf::pdf(&ten, &|_| None)?))?;
    table.times("ten pages to PDF", None, &pdf, None, Some(1_000));
    if let Some(peak) = peak() {
        table.size("peak memory with both presses", peak, MEMORY);
    }
    let large = large(&ten);
    let dir = tempfile::tempdir()?;
    let (target, plain) = (dir.path().join("export"), dir.path().join("plain"));
    let writers: [(&str, Writer); 2] =
        [("CSV", ledgerline_packet::csv), ("JSON", ledgerline_packet::json)];
    for (name, write) in writers {
        let bytes = write(&large);
        let (own, limit) =
            in_turns(rounds, || to_disk(&target, &write(&large)), || to_disk(&plain, &bytes))?;
        table.against(&format!("{OUTCOMES} outcomes to {name} / its bytes"), &own, &limit, 2.0);
    }
    Ok(())
}

/// The sample's claims again and again.
fn large(ten: &Document) -> Document {
    let mut large = ten.clone();
    let claims: Vec<_> = ten.sections.iter().flat_map(|section| section.claims.clone()).collect();
    large.sections.truncate(1);
    if let Some(section) = large.sections.first_mut() {
        section.claims = claims.into_iter().cycle().take(OUTCOMES).collect();
    }
    large
}

fn to_disk(path: &Path, text: &str) -> Outcome<()> {
    let mut out = File::create(path)?;
    out.write_all(text.as_bytes())?;
    Ok(out.sync_all()?)
}

/// The most memory this process ever held, in kB, where the system tells it.
fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
