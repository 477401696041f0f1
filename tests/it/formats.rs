//! A document in every format it can leave in.

use ledgerline_packet::{Document, FileKind};

/// What no shipped font shows, cut down to the characters of the tests.
const FAR_EAST: &[u8] = include_bytes!("../../src-tauri/pdf/fonts/test/FarEast-subset.otf");

/// Every format, rendered. A character that no font shows leaves in no PDF: then there is none.
pub(crate) fn written(document: &Document) -> Vec<(&'static str, FileKind, Vec<u8>)> {
    let far = |_: &str| Some(FAR_EAST.to_vec());
    let pdf = ledgerline_pdf::pdf(document, &far).ok();
    let mut files = vec![
        ("markdown", FileKind::Text, ledgerline_packet::markdown(document).into_bytes()),
        ("html", FileKind::Html, ledgerline_packet::html(document).into_bytes()),
        ("plain", FileKind::Text, ledgerline_packet::plain(document).into_bytes()),
        ("json", FileKind::Json, ledgerline_packet::json(document).into_bytes()),
        ("csv", FileKind::Text, ledgerline_packet::csv(document).into_bytes()),
        ("docx", FileKind::Docx, ledgerline_docx::docx(document).expect("it packs")),
    ];
    files.extend(pdf.map(|bytes| ("pdf", FileKind::Pdf, bytes)));
    files
}
