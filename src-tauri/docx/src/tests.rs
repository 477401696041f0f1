//! The file, opened by readers that are not its writer.

use std::io::{Cursor, Read};

use ledgerline_packet::sample::{self, HOSTILE};
use ledgerline_packet::{Document, plain};
use zip::ZipArchive;

use crate::docx;

fn part(file: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("a zip file");
    let mut text = String::new();
    let mut part = archive.by_name(name).expect("the part is there");
    part.read_to_string(&mut text).expect("parts are UTF-8");
    text
}

/// What the body or the footnotes say: a line each paragraph, fields and breaks as Word shows them.
fn said(xml: &str) -> Vec<String> {
    let tree = roxmltree::Document::parse(xml).expect("sound XML");
    let paragraphs = tree.descendants().filter(|node| node.has_tag_name((W, "p")));
    paragraphs
        .map(|paragraph| {
            let words = paragraph.descendants().map(|node| match node.tag_name().name() {
                "t" => node.text().unwrap_or_default(),
                "br" => "\n",
                _ => "",
            });
            words.collect()
        })
        .collect()
}

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Each paragraph's style beside its words.
fn styled(xml: &str) -> Vec<(String, String)> {
    let tree = roxmltree::Document::parse(xml).expect("sound XML");
    let styles = tree.descendants().filter(|node| node.has_tag_name((W, "p"))).map(|paragraph| {
        let style = paragraph.descendants().find(|node| node.has_tag_name((W, "pStyle")));
        style.and_then(|style| style.attribute((W, "val"))).unwrap_or_default().to_owned()
    });
    styles.zip(said(xml)).collect()
}

#[test]
fn every_part_is_sound_xml_and_every_reference_has_its_part() {
    let file = docx(&sample::ten_pages()).expect("a packet becomes a file");
    let mut archive = ZipArchive::new(Cursor::new(&file)).expect("a zip file");
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    for at in 0..archive.len() {
        let mut text = String::new();
        archive.by_index(at).expect("a part").read_to_string(&mut text).expect("UTF-8");
        roxmltree::Document::parse(&text).expect("every part is sound XML");
    }
    let references = part(&file, "word/_rels/document.xml.rels");
    let tree = roxmltree::Document::parse(&references).expect("sound XML");
    for reference in tree.root_element().children() {
        let target = reference.attribute("Target").expect("a reference leads somewhere");
        let inside = reference.attribute("TargetMode").is_none();
        assert!(!inside || names.contains(&format!("word/{target}")), "`{target}` is in the file");
    }
}

#[test]
fn headings_tables_footnotes_header_and_language_are_real() {
    let file = docx(&sample::ten_pages()).expect("a packet becomes a file");
    let body = part(&file, "word/document.xml");
    let outline: Vec<_> = styled(&body)
        .into_iter()
        .filter(|(style, _)| style == "Title" || style == "Heading1")
        .map(|(_, words)| words)
        .collect();
    assert_eq!(
        outline,
        [
            "The case for Senior Director",
            "Summary",
            "1. Sets direction",
            "2. Delivers through others",
            "3. Business judgement",
            "4. Grows people",
            "5. Influence beyond own group",
            "In their words",
            "Who grew",
            "Reasons against",
            "Scope I would take on next",
            "Made in my own time"
        ],
        "the navigation pane shows the packet"
    );
    assert!(body.contains("<w:tblHeader/>"), "a table's header repeats on each page");
    assert_eq!(
        body.matches("<w:footnoteReference ").count(),
        25,
        "each figure's steps are a footnote"
    );
    let notes = part(&file, "word/footnotes.xml");
    assert_eq!(notes.matches("<w:footnote ").count(), 27, "and two separators stand beside them");
    assert!(part(&file, "word/header1.xml").contains("The case for Senior Director"), "the header");
    assert!(part(&file, "word/footer1.xml").contains(" NUMPAGES "), "page numbers are fields");
    assert!(part(&file, "word/styles.xml").contains("<w:lang w:val=\"en-GB\"/>"), "the language");
    assert!(
        part(&file, "docProps/core.xml").contains("2026-09-30T00:00:00Z"),
        "the packet's own day"
    );
}

#[test]
fn another_reader_opens_it() {
    for document in [sample::ten_pages(), sample::hostile(&HOSTILE), Document::default()] {
        let file = docx(&document).expect("a packet becomes a file");
        let read = docx_rs::read_docx(&file).expect("a reader of another house opens it");
        assert!(!read.document.children.is_empty(), "and finds something in it");
    }
}

#[test]
fn every_character_of_every_script_is_found_again() {
    let document = sample::hostile(&[&HOSTILE[..], &[sample::FAR_EAST]].concat());
    let file = docx(&document).expect("a packet becomes a file");
    let found = [part(&file, "word/document.xml"), part(&file, "word/footnotes.xml")]
        .iter()
        .flat_map(|xml| said(xml))
        .collect::<Vec<_>>()
        .join("\n");
    let long = sample::long_word();
    for text in HOSTILE.iter().copied().chain([sample::FAR_EAST, long.as_str()]) {
        assert!(found.contains(text), "`{text}` is whole");
    }
    // Nothing that the plain text says is missing either, in whatever order.
    for line in plain(&document).lines() {
        // Labels lose their colon in a table, and a grade its brackets.
        let word = |word: &str| word.trim_matches([':', '(', ')', '—']).to_owned();
        for word in line.split_whitespace().map(word) {
            assert!(found.contains(&word), "`{word}` of the plain text is there");
        }
    }
}

#[test]
fn what_xml_may_not_hold_does_not_break_the_file() {
    let text = "a\u{1}b\u{b}c\u{fffe}d\u{1b}[0m ]]> <x a=\"1\">&amp;";
    let file = docx(&sample::hostile(&[text, "x"])).expect("a packet becomes a file");
    let body = part(&file, "word/document.xml");
    roxmltree::Document::parse(&body).expect("still sound XML");
    assert!(said(&body).concat().contains("]]> <x a=\"1\">&amp;"), "and what may stand in it does");
}

#[test]
fn the_same_packet_gives_the_same_bytes_and_no_clock_or_program_is_named() {
    let document = sample::ten_pages();
    let file = docx(&document).expect("a packet becomes a file");
    assert_eq!(file, docx(&document).expect("again"), "twice the same");
    let mut archive = ZipArchive::new(Cursor::new(&file)).expect("a zip file");
    for at in 0..archive.len() {
        let part = archive.by_index(at).expect("a part");
        assert_eq!(part.last_modified(), Some(zip::DateTime::default()), "{}", part.name());
    }
    let undated = docx(&Document::default()).expect("an empty packet is a file too");
    assert!(!part(&undated, "docProps/core.xml").contains("dcterms:created"), "no day, no date");
}

#[test]
fn lines_run_the_way_they_are_written() {
    let file =
        docx(&sample::hostile(&["שמרת על הצוות", "plain"])).expect("a packet becomes a file");
    let body = part(&file, "word/document.xml");
    assert!(body.contains("<w:bidi/>") && body.contains("<w:rtl/>"), "Hebrew is told to Word");
    let only = docx(&sample::ten_pages()).expect("a packet becomes a file");
    assert!(!part(&only, "word/document.xml").contains("<w:bidi/>"), "English is not");
}

#[test]
fn each_numbered_list_counts_for_itself() {
    let document = Document {
        summary: "3. three\n4. four\n\ntext\n\n1. one\n   1. inner\n".into(),
        ..Document::default()
    };
    let file = docx(&document).expect("a packet becomes a file");
    let numbers = part(&file, "word/numbering.xml");
    assert_eq!(numbers.matches("<w:num ").count(), 4, "bullets, and three lists of their own");
    assert!(
        numbers.contains("<w:startOverride w:val=\"3\"/>"),
        "the first begins where it was told"
    );
}
