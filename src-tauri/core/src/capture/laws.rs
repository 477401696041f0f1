//! Laws that hold for any string at all.

use proptest::prelude::*;

use super::golden::read_line;
use super::scan::{self, What};
use super::*;

/// Lines made of what the grammar looks at, and anything else.
fn lines() -> impl Strategy<Value = String> {
    let bits = prop::sample::select(vec![
        "!",
        "@",
        ">",
        "#",
        "$",
        "^",
        "?",
        "=",
        "//",
        "\\",
        "\"",
        "`",
        "```",
        "“",
        "”",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\t",
        ",",
        ".",
        ";",
        "'s",
        "(",
        ")",
        "!sh",
        "!ne",
        "!zz",
        "@Mei-Lin",
        "@\"Oskar L\"",
        "@Teo",
        ">renewals",
        "#tag",
        "$24h..28h",
        "$410k*35%",
        "$5",
        "^tue",
        "^14nov",
        "?10dec",
        "?+2w",
        "= held",
        "// hush",
        "word",
        "and",
        "&",
        "🎉",
        "é",
        "e\u{301}",
        "שלום",
        "田中",
        "\u{200f}",
        "\u{a0}",
        "5",
        "\0",
    ]);
    prop_oneof![prop::collection::vec(bits, 0..24).prop_map(|bits| bits.concat()), any::<String>()]
}

fn black(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn pieces_of(raw: &str) -> Vec<scan::Piece> {
    let context = Context { today: "2026-11-21".parse().expect("a day"), people: &[], goals: &[] };
    scan::pieces(raw, &context)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn reading_twice_gives_the_same(raw in lines()) {
        prop_assert!(read_line(&raw) == read_line(&raw), "a reading depends on its line alone");
    }

    #[test]
    fn the_pieces_cover_the_line(raw in lines()) {
        let mut end = 0;
        for piece in pieces_of(&raw) {
            prop_assert_eq!(piece.at.start, end, "no gap and no overlap");
            prop_assert!(piece.at.end > end, "no empty piece");
            end = piece.at.end;
        }
        prop_assert_eq!(end, raw.len(), "to the last character");
    }

    #[test]
    fn what_is_private_can_be_cut_out_whole(raw in lines()) {
        let open = without_private(&raw, &read_line(&raw));
        prop_assert!(is_within(&open, &raw), "nothing is added");
        let again = read_line(&open).private_note;
        prop_assert!(again.is_none(), "{:?} of {:?} still has a private note", open, raw);
    }

    /// Every character outside the tokens is in the text, in order, and in the text is nothing
    /// else but words of tokens.
    #[test]
    fn no_character_outside_a_token_is_lost(raw in lines()) {
        let reading = read_line(&raw);
        let units: Vec<u16> = raw.encode_utf16().collect();
        let mut outside = units.clone();
        for span in &reading.spans {
            if span.part != Part::Literal && span.state != SpanState::Unknown {
                outside[span.start as usize..span.end as usize].fill(u16::from(b' '));
            }
        }
        let outside = black(&String::from_utf16(&outside).expect("spans keep to characters"));
        let text = black(&reading.text);
        prop_assert!(is_within(&outside, &text), "{:?} lost some of {:?}", text, outside);
        prop_assert!(is_within(&text, &black(&raw)), "{:?} holds what was not typed", text);
    }

    #[test]
    fn outcomes_and_notes_are_words_of_the_line(raw in lines()) {
        let reading = read_line(&raw);
        for (part, words) in [(Part::Outcome, &reading.outcome), (Part::Private, &reading.private_note)] {
            let units: Vec<u16> = raw.encode_utf16().collect();
            let mut typed = String::new();
            for span in reading.spans.iter().filter(|span| span.part == part) {
                let stretch = &units[span.start as usize..span.end as usize];
                let stretch = String::from_utf16(stretch).expect("spans keep to characters");
                let sigil = if part == Part::Outcome { "=" } else { "//" };
                typed.push_str(stretch.strip_prefix(sigil).expect("a span begins with its sigil"));
            }
            let words = black(words.as_deref().unwrap_or_default());
            // A `\//` in an outcome loses its backslash.
            prop_assert_eq!(words.replace("\\//", "//"), black(&typed).replace("\\//", "//"), "nothing added, nothing lost");
        }
    }

    /// Words of the sentence stay apart whatever leaves between them.
    #[test]
    fn words_never_run_together(items in prop::collection::vec((any::<bool>(), 0..12_usize), 0..16)) {
        let tokens = [
            "!sh", "!zz", "@Mei-Lin", "@\"Oskar L\"", ">renewals", "#tag", "$24h", "$5", "^tue", "?10dec", "\"lit !sh\"", "`!sh`",
        ];
        let word = |(index, (plain, which)): (usize, &(bool, usize))| {
            if *plain { format!("w{index}") } else { tokens[*which].to_owned() }
        };
        let words: Vec<String> = items.iter().enumerate().map(word).collect();
        let reading = read_line(&words.join(" "));
        let mut text = reading.text.split(' ');
        for word in words.iter().filter(|word| word.starts_with('w') || *word == "!zz") {
            prop_assert!(text.any(|one| one == word), "`{}` stands alone in `{}`", word, reading.text);
        }
    }

    #[test]
    fn spans_are_ordered_and_within_the_line(raw in lines()) {
        let mut end = 0;
        for span in read_line(&raw).spans {
            prop_assert!(span.start >= end && span.end > span.start, "in order, not empty, no overlap");
            end = span.end;
        }
        prop_assert!(end as usize <= raw.encode_utf16().count(), "within the line");
    }

    #[test]
    fn a_line_without_sigils_is_its_own_text(raw in "[a-zA-Z0-9 .,;:()&+%'éß田-]{0,60}") {
        let reading = read_line(&raw);
        prop_assert_eq!(&reading.text, raw.trim(), "not a character changed");
        prop_assert!(reading.spans.is_empty(), "nothing to mark");
    }

    #[test]
    fn a_figure_is_in_order(raw in "\\$[0-9]{1,4}(k|m)?(h|%|wk)?\\.\\.[0-9]{1,4}(k|m)?(h|%|wk)?(\\*[0-9]{1,3}(\\.\\.[0-9]{1,3})?%)?") {
        if let Some(figure) = read_line(&raw).figure {
            prop_assert!(figure.low <= figure.likely && figure.likely <= figure.high, "low, likely, high");
            prop_assert!(figure.low >= 0.0 && figure.high.is_finite(), "a quantity");
        }
    }

    #[test]
    fn suggestions_never_fail(typed in any::<String>(), names in prop::collection::vec(any::<String>(), 0..8)) {
        let known: Vec<Known> = names.into_iter().map(|name| Known { id: Uuid::nil(), name }).collect();
        prop_assert!(suggest(&typed, &known).len() <= 5, "five fit under the caret");
    }
}

#[test]
fn a_reading_never_shows_its_words_when_debugged() {
    let shown = format!("{:?}", read_line("Secret sentence @Oskar = result // hush"));
    assert_eq!(shown, "Reading { .. }", "the words of a journal do not reach logs");
}

#[test]
fn a_private_note_is_never_in_the_sentence() {
    let pieces = pieces_of("a // b");
    assert_eq!(
        pieces.last().map(|piece| &piece.what),
        Some(&What::Private("b".into())),
        "read as a note"
    );
    assert_eq!(read_line("a // b").text, "a", "and nowhere else");
}

/// Whether the characters of `part` stand in `whole` in the same order.
fn is_within(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|c| rest.any(|other| other == c))
}
