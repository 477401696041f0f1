//! What is written in any script comes out whole in every format, read back by what did not write it.

use ledgerline_packet::sample::{self, FAR_EAST, HOSTILE};
use ledgerline_packet::{Document, FileKind, csv, html, json, markdown, plain, said};

/// What no shipped font shows.
const FONT: &[u8] = include_bytes!("../../src-tauri/pdf/fonts/test/FarEast-subset.otf");

/// Letters, digits and signs in order: line ends, hyphens and a format's own marks left out.
fn marks(text: &str) -> String {
    let joins = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2010}' | '\u{fe0f}');
    text.chars()
        .filter(|c| c.is_alphanumeric() || !(c.is_ascii() || c.is_whitespace() || joins(*c)))
        .collect()
}

fn files(document: &Document) -> Vec<(&'static str, FileKind, Vec<u8>)> {
    let docx = ledgerline_docx::docx(document).expect("a Word document");
    let pdf = ledgerline_pdf::pdf(document, &|_| Some(FONT.to_vec())).expect("a PDF");
    vec![
        ("Markdown", FileKind::Text, markdown(document).into_bytes()),
        ("HTML", FileKind::Html, html(document).into_bytes()),
        ("plain text", FileKind::Text, plain(document).into_bytes()),
        ("JSON", FileKind::Json, json(document).into_bytes()),
        ("CSV", FileKind::Text, csv(document).into_bytes()),
        ("DOCX", FileKind::Docx, docx),
        ("PDF", FileKind::Pdf, pdf),
    ]
}

#[test]
fn every_script_is_whole_in_every_format() {
    let long = sample::long_word();
    for text in HOSTILE.into_iter().chain([FAR_EAST, &long]) {
        let document = sample::hostile(&[text, "x"]);
        for (format, kind, bytes) in files(&document) {
            let said = said(kind, &bytes).expect("it can be read again");
            let found: Vec<String> = said.iter().map(|one| marks(&one.text)).collect();
            let all = found.concat();
            let wanted = marks(text);
            // A page places a line of right-to-left letters from its other end, and an emoji of
            // several characters is one glyph: there each character is looked for by itself.
            let is_whole = match kind {
                FileKind::Pdf if !all.contains(&wanted) => wanted.chars().all(|c| all.contains(c)),
                _ => all.contains(&wanted),
            };
            assert!(is_whole, "`{text}` is not whole as {format}");
        }
    }
}
