//! Right-to-left text, CJK, emoji, marks of their own and words longer than a line come out whole
//! in every format, over the same texts.

use ledgerline_packet::sample::{self, FAR_EAST, HOSTILE};
use ledgerline_packet::{Document, FileKind, said};

const FAR_EAST_FONT: &[u8] = include_bytes!("../../src-tauri/pdf/fonts/test/FarEast-subset.otf");

/// Every format's file, with what is read in it.
fn read(document: &Document) -> Vec<(&'static str, String)> {
    let far = |_: &str| Some(FAR_EAST_FONT.to_vec());
    let files = [
        ("markdown", FileKind::Text, ledgerline_packet::markdown(document).into_bytes()),
        ("html", FileKind::Html, ledgerline_packet::html(document).into_bytes()),
        ("plain", FileKind::Text, ledgerline_packet::plain(document).into_bytes()),
        ("json", FileKind::Json, ledgerline_packet::json(document).into_bytes()),
        ("csv", FileKind::Text, ledgerline_packet::csv(document).into_bytes()),
        ("docx", FileKind::Docx, ledgerline_docx::docx(document).expect("it packs")),
        ("pdf", FileKind::Pdf, ledgerline_pdf::pdf(document, &far).expect("it is set")),
    ];
    files
        .into_iter()
        .map(|(format, kind, bytes)| {
            let texts = said(kind, &bytes).expect("readable");
            let texts: Vec<String> = texts.into_iter().map(|said| said.text).collect();
            (format, texts.join("\n"))
        })
        .collect()
}

#[test]
fn every_script_comes_out_whole_in_every_format() {
    let long = sample::long_word();
    for text in HOSTILE.iter().copied().chain([FAR_EAST, long.as_str()]) {
        for (format, found) in read(&sample::hostile(&[text, "x"])) {
            for character in text.chars().filter(|c| !c.is_whitespace()) {
                let code = u32::from(character);
                assert!(found.contains(character), "{format}: `{character}` (U+{code:04X})");
            }
            // A page breaks lines and turns some round, Markdown and CSV write marks twice or with
            // a stroke before them: there the order of the letters is what counts.
            let folded = |text: &str| -> String {
                text.chars().filter(|c| !c.is_whitespace() && !"\\\"'".contains(*c)).collect()
            };
            if format != "pdf" && !text.contains(['<', '&']) {
                assert!(folded(&found).contains(&folded(text)), "{format}: `{text}` is whole");
            }
        }
    }
}
