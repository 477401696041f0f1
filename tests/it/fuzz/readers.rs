//! Readers of files that somebody chose, fuzzed: what is wrong is named and none of it repeated.

use ledgerline_core::coach::Coach;
use ledgerline_core::ladder::{LadderFormat, read as ladder};
use ledgerline_core::week::QuestionFile;
use ledgerline_core::wire::Query;
use ledgerline_core::{form, incoming};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use support::TestJournal;

use super::fuzz;

/// What a format's reader may say of bytes that are none: a place, and no word of them.
fn said(error: &str) -> TestCaseResult {
    for word in ["quill", "feather"] {
        prop_assert!(!error.contains(word), "repeats what the file says: {error}");
    }
    prop_assert!(!error.contains(|c: char| c.is_control()), "one line of words: {error:?}");
    prop_assert!(error.len() < 400, "a sentence: {error}");
    Ok(())
}

/// The same for a file of JSON Lines; a preview that finds nothing wrong is kept.
fn lines(target: &str, words: &'static [&'static str], ours: bool) {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    let before = t.journal().counts(&now).expect("counts").trash;
    fuzz(
        target,
        words,
        "every wrong line is named and none repeated, a preview keeps nothing",
        |bytes| {
            let journal = t.journal();
            let seen = if ours {
                journal.preview_ledgerline(bytes)
            } else {
                journal.preview_jsonl(bytes, &now)
            };
            let seen =
                seen.map_err(|error| TestCaseError::fail(format!("no line is to blame: {error}")))?;
            let many = bytes.split(|byte| *byte == b'\n').count();
            for wrong in &seen.wrong {
                prop_assert!(
                    (1..=many).contains(&usize::try_from(wrong.line).unwrap_or(0)),
                    "a line of it"
                );
                prop_assert!(
                    wrong.reason.starts_with(&format!("line {}", wrong.line)),
                    "{}",
                    wrong.reason
                );
                said(&wrong.reason)?;
            }
            let rows = journal.timeline(&Query::default(), None, 5, &now).expect("a page").matching;
            prop_assert_eq!(rows, 0, "a preview adds nothing");
            Ok(())
        },
    );
    assert_eq!(t.journal().counts(&now).expect("counts").trash, before, "nor is anything binned");
    t.assert_healthy();
}

#[rustfmt::skip]
const JSON: &[&str] = &[
    "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u0000", "\\ud800", "null", "true", "1e999", "-1",
    "99999999999999999999", "\"text\":", "\"day\":", "\"2026-11-20\"", "\"12345-1-01\"",
    "\"created\":", "\"+262142-01-01T00:00:00Z\"", "\"0000-01-01T00:00:00Z\"", "\"kind\":",
    "\"people\":", "\"tags\":", "\"goal\":", "\"id\":", "\"title\":", "\"body\":",
    "{\"text\":\"quillfeather\"}\n", "\n", "\r\n", "\u{feff}", "\0", "quillfeather",
];

#[test]
fn jsonl_of_any_bytes_is_previewed() {
    lines("jsonl", JSON, false);
}

#[rustfmt::skip]
const OURS: &[&str] = &[
    "{", "}", "[", "]", ":", ",", "\"", "\\", "null", "true", "1e999", "-1", "4294967295",
    "99999999999999999999", "\"type\":\"row\"", "\"type\":\"file\"", "\"type\":\"entry\"",
    "\"table\":", "\"row\":", "\"setting\"", "\"updates\"", "\"look_again\"", "\"week_along\"",
    "\"put_off\"", "\"base64\":", "\"AAAAAAAAAAAAAAAAAAAAAA==\"", "\"2026-W47\"", "\"2026-W99\"",
    "\"12345-01-01\"", "\n", "\r\n", "\u{feff}", "\0", "quillfeather",
    "{\"type\":\"row\",\"table\":\"setting\",\"row\":{\"name\":\"updates\",\"value\":\"{}\"}}\n",
];

#[test]
fn our_own_lines_of_any_bytes_are_previewed() {
    lines("ledgerline", OURS, true);
}

#[rustfmt::skip]
const SHEETS: &[&str] = &[
    "# ", "## ", "### ", "#### ", "- ", "* ", "**", ": ", "bar: ", "key: ", "now: ", "target: ",
    "two, documented, in a year", "(bar: one)", "[[criterion]]\n", "text = \"x\"\n",
    "level = \"A\"\n", "levels = [\"A\", \"B\"]\n", "key = \"a\"\n", "name = \"quillfeather\"\n",
    "key,level,area,title,text,bar\n", "text\n", "\"", "\"\"", ",", ";", "\t", "\n", "\r\n",
    "\u{feff}", "\0", "quillfeather", "a.", "[", "'''",
];

#[test]
fn ladders_of_any_bytes_are_read_or_refused() {
    fuzz(
        "ladder",
        SHEETS,
        "what is read asks for something in words, within limits, the same twice",
        |bytes| {
            let text = match ladder::decode(bytes) {
                Ok(text) => text,
                Err(error) => return said(&error.to_string()),
            };
            let _ = ladder::guess(text);
            for format in [LadderFormat::Toml, LadderFormat::Csv, LadderFormat::Markdown] {
                let many = u32::try_from(text.lines().count() + 1).unwrap_or(u32::MAX);
                match ladder::read(text, format, "x") {
                    Ok(read) => {
                        prop_assert!(!read.criteria.is_empty(), "a ladder asks for something");
                        for one in &read.criteria {
                            prop_assert!(
                                !one.text.is_empty() && !one.key.is_empty(),
                                "in words, with a key"
                            );
                            prop_assert!((1..=many).contains(&one.line), "on a line of the file");
                            let known =
                                one.level.as_ref().is_none_or(|level| read.levels.contains(level));
                            prop_assert!(known, "of a level that is there");
                        }
                        prop_assert!(
                            ladder::read(text, format, "x").is_ok_and(|again| again == read),
                            "twice"
                        );
                    }
                    Err(error) => {
                        said(&error.to_string())?;
                        prop_assert!(
                            error.line.is_none_or(|line| (1..=many).contains(&line)),
                            "{error}"
                        );
                    }
                }
            }
            Ok(())
        },
    );
}

#[rustfmt::skip]
const TOML: &[&str] = &[
    "[[form]]\n", "[[rule]]\n", "[always]\n", "[protect]\n", "[closing]\n", "key = \"a\"\n",
    "name = \"b\"\n", "ask = \"c\"\n", "find = [\"quillfeather\"]\n", "pattern = \"(a|b)*\"\n",
    "unless = \"[\"\n", "when = \"nobody-credited\"\n", "whole = true\n", "on = false\n",
    "unit = \"words\"\n", "fields = [{ key = \"a\", label = \"b\", from = [\"summary\"] }]\n",
    "limit = 99999999999\n", "a.", "a = ", "\"", "'", "'''", "\"\"\"", "\\u0000", "\\", "[", "]",
    "{", "}", "=", ",", "\n", "\u{feff}", "\0", "(", "a{1000}", "quillfeather", "1e999",
    "1979-05-27",
];

#[test]
fn forms_rules_and_questions_of_any_bytes_are_read_or_refused() {
    fuzz(
        "toml",
        TOML,
        "forms written anew read back the same, rules mark within the text",
        |bytes| {
            let text = match incoming::text(bytes) {
                Ok(text) => text,
                Err(error) => return said(&error.to_string()),
            };
            match form::read(text) {
                Ok(forms) => {
                    let anew: String = forms.iter().map(form::written).collect();
                    let again = form::read(&anew);
                    let same = again.as_ref().is_ok_and(|again| {
                        again.iter().zip(&forms).all(|(one, other)| {
                            one.key == other.key
                                && one.name == other.name
                                && one.fields == other.fields
                        })
                    });
                    prop_assert!(same, "written as {anew}: {:?}", again.err());
                }
                Err(error) => said(&error.to_string())?,
            }
            match Coach::read(text) {
                Ok(coach) => {
                    let words = "We helped a lot. I led it, quillfeather.";
                    for mark in coach.marks(words, Default::default()) {
                        prop_assert!(
                            words.get(mark.from..mark.to).is_some(),
                            "whole characters of it"
                        );
                    }
                }
                Err(error) => said(&error.to_string())?,
            }
            match QuestionFile::parse(text) {
                Ok(file) => prop_assert!(!file.questions().is_empty(), "it asks something"),
                Err(error) => said(&error.to_string())?,
            }
            Ok(())
        },
    );
}
