//! Right-to-left text, CJK, emoji, marks of their own and words longer than a line come out whole
//! in every format, over the same texts.

use ledgerline_packet::sample::{self, FAR_EAST, HOSTILE};
use ledgerline_packet::{Document, said};

use crate::formats::written;

/// Every format's file, with what is read in it.
fn read(document: &Document) -> Vec<(&'static str, String)> {
    let files = written(document);
    assert!(files.iter().any(|(format, ..)| *format == "pdf"), "every character is set");
    let texts = |(format, kind, bytes): (&'static str, _, Vec<u8>)| {
        let texts = said(kind, &bytes).expect("readable");
        let texts: Vec<String> = texts.into_iter().map(|said| said.text).collect();
        (format, texts.join("\n"))
    };
    files.into_iter().map(texts).collect()
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
