//! The packet for programs.

use super::sample;
use crate::{Document, csv, json};

#[test]
fn csv_has_a_row_for_each_outcome() {
    insta::assert_snapshot!(csv(&sample::document()).replace("\r\n", "\n"));
}

#[test]
fn json_reads_back_as_the_same_document() {
    let document = sample::document();
    let file: serde_json::Value = serde_json::from_str(&json(&document)).expect("sound JSON");
    assert_eq!(file["format"], "ledgerline-packet", "a program can tell what it has");
    assert!(file["packet"].get("labels").is_none(), "English labels are not worth a page");
    let again: Document = serde_json::from_value(file["packet"].clone()).expect("a document");
    assert!(again == document, "nothing is lost, and what was left out is what it was");
}

#[test]
fn replaced_labels_are_kept_in_json() {
    let mut document = sample::document();
    document.labels.summary = "Zusammenfassung".into();
    assert!(json(&document).contains("Zusammenfassung"), "a translation is part of the packet");
}

#[test]
fn no_cell_is_a_formula_and_no_text_breaks_a_row() {
    for sign in ["=1+1", "+1", "-1", "@x", "＝1", " =1", "\t=1", "a\r\n=1", "\"x\",y"] {
        let mut document = sample::document();
        document.sections[0].heading = sign.into();
        document.sections[0].claims[0].sentence = sign.into();
        let text = csv(&document);
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<_> = reader.records().collect::<Result<_, _>>().expect("sound CSV");
        assert_eq!(rows.len(), 2, "{sign:?}: one row for each outcome");
        for cell in rows.iter().flatten() {
            assert!(
                !cell.trim_start().starts_with(['=', '+', '-', '@', '＝']),
                "{sign:?}: `{cell}`"
            );
        }
    }
}
