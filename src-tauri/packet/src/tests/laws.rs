//! Laws: any text at all comes out word for word, the parts add up, the same in is the same out.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use proptest::prelude::*;

use super::sample;
use crate::{clean, prose};

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
        let before = crate::characters(&document);
        document.sections[1].claims[0].steps.push(format!("x{text}x"));
        let step = clean::graphemes(&clean::line(&format!("x{text}x")));
        prop_assert_eq!(crate::characters(&document), before + step, "a step counts as long as it is");
        let claim = &document.sections[1].claims[0];
        prop_assert!(
            crate::section_characters(&document, 1) > crate::claim_characters(claim, &document.labels),
            "a section counts its heading too"
        );
        prop_assert_eq!(crate::html(&document), crate::html(&document.clone()), "same bytes");
        prop_assert_eq!(crate::markdown(&document), crate::markdown(&document.clone()), "same bytes");
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
    }
}
