//! Laws: any text at all comes out word for word, the parts add up, the same in is the same out.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use proptest::prelude::*;

use super::sample;
use crate::flow::{Block, Flow, flow, words as words_of};
use crate::{Length, clean, prose};

/// Strings thick with what Markdown and HTML act on.
fn thick() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "*",
        "_",
        "`",
        "```",
        "#",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "!",
        "|",
        "-",
        "+",
        "=",
        "~",
        "$",
        "^",
        "&",
        "&amp;",
        "&#60;",
        "\\",
        "1.",
        "2)",
        ":",
        "\"",
        "'",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "    ",
        "a",
        "b c",
        "é",
        "家",
        "ש",
        "👩‍👩‍👧",
        "\u{0}",
        "\u{202e}",
        "http://a.b",
        "<b>",
        "</p>",
        "<!--",
        "-->",
        "javascript:",
        "](",
        "---",
        "===",
        "> ",
        "- ",
        "* ",
    ]);
    prop_oneof![
        prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat()),
        any::<String>()
    ]
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #[test]
    fn plain_text_reads_back_from_markdown_word_for_word(text in thick()) {
        let markdown = crate::markdown::escaped_lines(&text, "");
        let mut options = Options::default();
        options.extension.strikethrough = true;
        options.extension.table = true;
        options.extension.footnotes = true;
        options.extension.math_dollars = true;
        options.extension.superscript = true;
        let arena = Arena::new();
        let mut read = String::new();
        for node in parse_document(&arena, &markdown, &options).descendants() {
            match &node.data().value {
                NodeValue::Document | NodeValue::Paragraph => {}
                NodeValue::Text(part) => read.push_str(part),
                NodeValue::LineBreak => read.push('\n'),
                other => prop_assert!(false, "became {}", other.xml_node_name()),
            }
        }
        prop_assert_eq!(read, clean::lines(&text).join("\n"), "from {}", markdown);
    }

    #[test]
    fn prose_written_anew_says_the_same(text in thick()) {
        let anew = prose::markdown(&text, 2);
        prop_assert_eq!(
            words(&prose::plain_lines(&anew).join(" ")),
            words(&prose::plain_lines(&text).join(" ")),
            "from {}", anew
        );
    }

    #[test]
    fn the_parts_add_up_and_the_same_in_is_the_same_out(text in thick()) {
        let mut document = sample::document();
        let before = crate::length(&document);
        let step = clean::line(&format!("x{text}x"));
        document.sections[1].claims[0].steps.push(format!("x{text}x"));
        let (step, after) = (Length::of(&step), crate::length(&document));
        prop_assert_eq!(after.characters, before.characters + step.characters + 1, "a step counts as long as it is, on a line of its own");
        prop_assert_eq!(after.words, before.words + step.words, "and so do its words");
        let claim = &document.sections[1].claims[0];
        let claim = Length::of(&crate::claim_text(claim, &document.labels));
        let sections = crate::section_lengths(&document);
        prop_assert!(sections[1].characters > claim.characters, "a section counts its heading too");
        prop_assert!(
            sections.iter().map(|length| length.words).sum::<usize>() < after.words,
            "and the whole is more than its sections"
        );
        prop_assert_eq!(crate::html(&document), crate::html(&document.clone()), "same bytes");
        prop_assert_eq!(crate::markdown(&document), crate::markdown(&document.clone()), "same bytes");
    }
}

/// Every word of a flow, in order, footnotes last.
fn all_words(flow: &Flow) -> Vec<String> {
    fn walk(block: &Block, out: &mut Vec<String>) {
        match block {
            Block::Heading { runs, .. } | Block::Paragraph { runs, .. } => out.push(words_of(runs)),
            Block::Facts { rows } => {
                for row in rows {
                    out.push(row.label.clone());
                    out.extend(row.items.iter().map(|item| words_of(item)));
                }
            }
            Block::List { items, .. } => items.iter().flatten().for_each(|block| walk(block, out)),
            Block::Quote { blocks, source } => {
                blocks.iter().for_each(|block| walk(block, out));
                out.push(words_of(source));
            }
            Block::Table { header, rows } => {
                out.extend(header.iter().chain(rows.iter().flatten()).map(|cell| words_of(cell)));
            }
            Block::Code { text } => out.push(text.clone()),
            Block::Rule => {}
            Block::Group { blocks, .. } => blocks.iter().for_each(|block| walk(block, out)),
        }
    }
    let mut out = Vec::new();
    flow.parts.iter().flat_map(|part| &part.blocks).for_each(|block| walk(block, &mut out));
    out.extend(flow.notes.iter().flat_map(|note| &note.steps).map(|step| words_of(step)));
    out.iter().flat_map(|text| text.split_whitespace()).map(str::to_owned).collect()
}

proptest! {
    #[test]
    fn what_is_laid_out_is_what_is_printed(text in thick(), field in 0..25_usize) {
        let mut document = sample::document();
        let (_, put) = sample::PLAIN.iter().chain(&sample::OTHER).nth(field).expect("a field");
        put(&mut document, text);
        let printed = crate::plain(&document);
        for word in all_words(&flow(&document)) {
            // A grade in words is followed by its number in text, and by a colon where it is drawn.
            let word = word.trim_matches([':', ',']);
            prop_assert!(printed.contains(word), "`{word}` is laid out and not printed");
        }
    }

    #[test]
    fn a_rule_for_every_text_reaches_every_format(spot in 0..60_usize) {
        let mut document = sample::document();
        let mut seen = 0;
        document.each_text(&mut |_, text| {
            if seen == spot {
                *text = "Zaphod".to_owned();
            }
            seen += 1;
        });
        let expected = spot < seen;
        for written in [crate::html(&document), crate::markdown(&document), crate::plain(&document)] {
            prop_assert_eq!(written.contains("Zaphod"), expected, "text {} of {}", spot, seen);
        }
        document.each_text(&mut |_, text| *text = text.replace("Zaphod", "someone"));
        prop_assert!(!crate::html(&document).contains("Zaphod"), "and takes it out again");
    }
}

#[test]
fn a_very_long_word_and_a_very_deep_nest_survive() {
    let word = "x".repeat(200_000);
    let mut document = sample::document();
    document.sections[0].claims[0].sentence.clone_from(&word);
    assert!(crate::html(&document).contains(&word), "whole in HTML");
    assert!(crate::markdown(&document).contains(&word), "whole in Markdown");
    for deep in [">".repeat(5_000), "[".repeat(5_000), "*a _b ".repeat(2_000), "- ".repeat(500)] {
        document.summary = format!("{deep}end");
        assert!(crate::html(&document).contains("end"), "nesting does not lose the text");
        assert!(crate::markdown(&document).contains("end"), "nor in Markdown");
        assert!(crate::plain(&document).contains("end"), "nor in what writers walk");
    }
}
