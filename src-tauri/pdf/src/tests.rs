//! The file, opened by a reader that is not its writer: the one that looks for what must not leave.

use ledgerline_packet::sample::{self, HOSTILE};
use ledgerline_packet::{Claim, Document, FileKind, Said, Section, said};

use crate::{PdfError, pdf};

/// A machine without a font.
fn bare(_: &str) -> Option<Vec<u8>> {
    None
}

/// What the file says: its pages, its titles, its tags.
fn text(file: &[u8]) -> String {
    let parts = said(FileKind::Pdf, file).expect("another reader opens it");
    parts.iter().map(|Said { text, .. }| text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Letters and signs alone: where a line or a column ends is the page's affair.
fn marks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

#[test]
fn ten_pages_are_tagged_titled_and_whole() {
    let file = pdf(&sample::ten_pages(), &bare).expect("a packet becomes a file");
    let raw = String::from_utf8_lossy(&file);
    assert!(raw.contains("/MarkInfo") && raw.contains("/StructTreeRoot"), "the file is tagged");
    assert!(raw.contains("pdfuaid:part"), "and says that it keeps PDF/UA");
    assert!(
        raw.contains("/Lang(en-GB)") || raw.contains("/Lang (en-GB)"),
        "the language is stated"
    );
    let pages = raw.matches("/Type/Page/").count();
    assert_eq!(pages, 10, "ten pages");
    let found = marks(&text(&file));
    for words in
        ["The case for Senior Director", "6 weeks × 36 h =", "265 hours", "One doubt", "Gdańsk"]
    {
        assert!(found.contains(&marks(words)), "`{words}` is printed");
    }
}

#[test]
fn the_same_packet_gives_the_same_bytes_and_names_nobody() {
    let document = sample::ten_pages();
    let file = pdf(&document, &bare).expect("a packet becomes a file");
    assert_eq!(file, pdf(&document, &bare).expect("again"), "twice the same");
    let raw = String::from_utf8_lossy(&file);
    for name in ["/CreationDate", "/ModDate", "/Producer", "Typst", "/home/", "xmp:CreateDate"] {
        assert!(!raw.contains(name), "`{name}` says more than the packet does");
    }
}

#[test]
fn every_character_of_every_script_is_found_again() {
    for hostile in HOSTILE {
        let document = sample::hostile(&[hostile, "x"]);
        let file = pdf(&document, &bare).expect("the shipped fonts show it");
        let found = text(&file);
        for character in hostile.chars().filter(|c| !c.is_whitespace()) {
            assert!(
                found.contains(character),
                "`{character}` (U+{:04X}) of `{hostile}`",
                u32::from(character)
            );
        }
    }
}

#[test]
fn words_longer_than_a_line_stay_on_the_page() {
    let long = sample::long_word();
    let document = Document {
        sections: vec![Section {
            heading: long.clone(),
            claims: vec![Claim {
                sentence: long.clone(),
                figure: Some(long.clone()),
                ..Claim::default()
            }],
            ..Section::default()
        }],
        ..Document::default()
    };
    let file = pdf(&document, &bare).expect("a packet becomes a file");
    let found = marks(&text(&file)).replace(['-', '\u{ad}', '\u{2010}'], "");
    assert!(found.matches(long.as_str()).count() >= 3, "three times whole, broken over lines");
}

#[test]
fn a_character_that_no_font_shows_is_an_error_and_its_text_is_not_told() {
    let document = sample::hostile(&[sample::FAR_EAST, "x"]);
    let refused = pdf(&document, &bare).expect_err("no font at hand shows it");
    assert_eq!(refused, PdfError::NoGlyph { count: 13, first: 0x3068 }, "counted, and one named");
    assert!(!refused.to_string().contains('日'), "an error says no word of the user's");
}

#[test]
fn fonts_of_the_system_are_asked_for_what_is_missing_and_for_nothing_else() {
    let asked = std::cell::RefCell::new(0);
    let count = |_: &str| {
        *asked.borrow_mut() += 1;
        None
    };
    pdf(&sample::ten_pages(), &count).expect("the shipped fonts do");
    assert_eq!(*asked.borrow(), 0, "nothing is read that is not needed");
    let far = |_: &str| Some(include_bytes!("../fonts/test/FarEast-subset.otf").to_vec());
    let file = pdf(&sample::hostile(&[sample::FAR_EAST, "x"]), &far).expect("a font shows it");
    let found = text(&file);
    for character in sample::FAR_EAST.chars().filter(|c| !c.is_whitespace()) {
        assert!(found.contains(character), "`{character}` is found again");
    }
}

#[test]
fn an_empty_packet_is_still_a_page() {
    let file = pdf(&Document::default(), &bare).expect("an empty packet is a file too");
    assert!(marks(&text(&file)).contains("Untitledpacket"), "with its title");
}
