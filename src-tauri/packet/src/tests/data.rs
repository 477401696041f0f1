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
fn json_stands_as_any_printer_would_set_it() {
    for document in [sample::document(), Document::default()] {
        let text = json(&document);
        let value: serde_json::Value = serde_json::from_str(&text).expect("sound JSON");
        let printed = serde_json::to_string_pretty(&value).expect("printed");
        assert_eq!(text, format!("{printed}\n"), "lines and blanks, and empty lists shut");
    }
}

#[test]
fn csv_is_what_another_writer_makes_of_the_same_cells() {
    let mut document = sample::document();
    for (at, text) in ["a,b", "say \"so\"", "", "שלום, 家 👩‍👩‍👧", "\"", "plain"].iter().enumerate()
    {
        let claim = &mut document.sections[0].claims[0].clone();
        claim.sentence = (*text).to_owned();
        claim.written_after_days = Some([0, 9, 10, 365, 1_000_000, u32::MAX][at]);
        document.sections[0].claims.push(claim.clone());
    }
    let text = csv(&document);
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows: Vec<_> = reader.records().collect::<Result<_, _>>().expect("sound CSV");
    let mut again =
        ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    rows.iter().for_each(|row| again.write_record(row).expect("written"));
    let again = String::from_utf8(again.into_inner().expect("whole")).expect("text");
    assert_eq!(text, again, "the same cells, quoted where they must be and nowhere else");
    for days in ["0", "9", "10", "365", "1000000", "4294967295"] {
        assert!(rows.iter().any(|row| &row[9] == days), "{days} days are written as {days}");
    }
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
