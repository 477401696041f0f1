//! What reads lines, queries, Markdown and vaults, fuzzed, each by its law.

use std::fs;

use ledgerline_core::capture::{self, Context, Known, Part};
use ledgerline_core::error::{Code, Error};
use ledgerline_core::vault::{self, VaultError};
use ledgerline_core::wire::Query;
use ledgerline_packet::prose;
use proptest::prelude::*;
use scraper::{Html, Node};
use sha2::{Digest, Sha256};
use support::{PASSPHRASE, TestJournal};

use super::fuzz;

#[rustfmt::skip]
const GRAMMAR: &[&str] = &[
    "!", "@", ">", "#", "$", "^", "?", "=", "//", "\\", "\"", "`", "“", "”", " ", "\n", "\r\n",
    "\t", ",", ".", "'s", "(", ")", "!sh", "!zz", "@Mei-Lin", "@\"Oskar L\"", ">renewals", "#tag",
    "$24h..28h", "$410k*35%", "^tue", "^14nov", "^2028-02-29", "?10dec", "?+2w", "= held",
    "// hush", "🎉", "e\u{301}", "שלום", "田中", "\u{200f}", "\u{a0}", "\0", "9999999999999999999",
    "-", "..",
];

#[test]
fn the_capture_grammar_reads_any_line() {
    let known = |name: &str| Known { id: Default::default(), name: name.to_owned() };
    let (people, goals) = ([known("Mei-Lin"), known("Oskar Lindqvist")], [known("renewals")]);
    let today = "2026-11-21".parse().expect("a day");
    let context = Context { today, people: &people, goals: &goals };
    fuzz(
        "grammar",
        GRAMMAR,
        "the same reading twice, spans in order, nothing private left when cut out",
        |bytes| {
            let raw = String::from_utf8_lossy(bytes);
            let read = capture::read(&raw, &context);
            prop_assert!(
                read == capture::read(&raw, &context),
                "a reading depends on its line alone"
            );
            let units = raw.encode_utf16().count();
            let mut end = 0;
            for span in &read.spans {
                prop_assert!(
                    span.start >= end && span.end > span.start,
                    "in order, without overlap"
                );
                end = span.end;
            }
            prop_assert!(usize::try_from(end).is_ok_and(|end| end <= units), "within the line");
            let open = capture::without_private(&raw, &read);
            let again = capture::read(&open, &context);
            prop_assert!(again.private_note.is_none(), "still private: {open:?}");
            prop_assert!(
                again.spans.iter().all(|span| span.part != Part::Private),
                "nor marked so"
            );
            if let Some(figure) = &read.figure {
                prop_assert!(
                    figure.low <= figure.likely && figure.likely <= figure.high,
                    "in order"
                );
                prop_assert!(figure.low.is_finite() && figure.high.is_finite(), "a quantity");
            }
            Ok(())
        },
    );
}

#[rustfmt::skip]
const QUERY: &[&str] = &[
    "\"", "*", "^", "(", ")", ":", "-", "+", "AND", "OR", "NOT", "NEAR", " ", "  ", "{", "}", "%",
    "_", "'", ";", "--", "port", "team", "評価", "価", "Zürich", "zurich", "e\u{301}", "\u{0}",
    "\u{200d}", "👩‍👩‍👧", "ｱ", "ﬁ", "İ",
];

#[test]
fn any_search_has_an_answer() {
    let mut t = TestJournal::new()
        .capture("Café in Zürich with the auditors @Lena >renewals #finance // keep quiet")
        .mapped("The Halden renewal closed")
        .capture("Kept reporting off the team !sh")
        .capture("採用評価の会議")
        .capture("새 Dashboard팀 회의 👩‍👩‍👧 İstanbul ﬁle");
    let now = t.now.clone();
    let all = 4;
    fuzz(
        "search",
        QUERY,
        "every query has an answer, the same twice, and marks within it",
        |bytes| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let query = Query { text: text.clone(), ..Query::default() };
            let mut seen = Vec::new();
            for oldest_first in [false, true] {
                let query = Query { oldest_first, ..query.clone() };
                let page = t.journal().timeline(&query, None, 10, &now);
                let page =
                    page.map_err(|error| TestCaseError::fail(format!("no answer: {error}")))?;
                prop_assert!(page.rows.len() <= all, "only what is there");
                prop_assert_eq!(
                    usize::try_from(page.matching).unwrap_or(0),
                    page.rows.len(),
                    "counted"
                );
                seen.push(page.rows.iter().map(|row| row.text.clone()).collect::<Vec<_>>());
            }
            let turned: Vec<String> = seen[1].iter().rev().cloned().collect();
            prop_assert_eq!(&seen[0], &turned, "the same either way round");
            if text.trim().is_empty() {
                prop_assert_eq!(seen[0].len(), all, "nothing typed finds everything");
            }
            Ok(())
        },
    );
    for words in ["zurich", "評価", "team", "dashboard"] {
        assert_eq!(t.found(words).len(), 1, "and `{words}` is still found");
    }
}

#[rustfmt::skip]
const MARKDOWN: &[&str] = &[
    "*", "_", "`", "```", "#", "[", "]", "(", ")", "<", ">", "!", "|", "-", "+", "=", "~", "$",
    "^", "&", "&amp;", "&#60;", "\\", "1. ", ":", "\"", " ", "\n", "\n\n", "\r\n", "\t", "    ",
    "> ", "- ", "* ", "a", "é", "家", "\u{0}", "\u{202e}", "http://a.b", "<b>", "<!--", "-->",
    "javascript:", "](", "---", "===", "[a](javascript:x)", "[a](http://b 'c')", "![a](data:x)",
    "<script>", "|a|b|\n|-|-|\n", "[^1]", "[^1]: x", "<img src=x onerror=y>",
    "[a]: javascript:x\n",
];

#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "html", "body", "p", "br", "em", "strong", "del", "code", "pre", "blockquote", "hr", "ul", "ol", "li",
    "table", "thead", "tbody", "tr", "th", "td", "a", "h1", "h2", "h3", "h4", "h5", "h6",
];

#[test]
fn markdown_becomes_no_html_that_acts() {
    fuzz(
        "markdown",
        MARKDOWN,
        "only known elements, links to http, https and mail alone, the same twice",
        |bytes| {
            let source = String::from_utf8_lossy(bytes);
            let html = prose::html(&source, 2);
            prop_assert_eq!(&html, &prose::html(&source, 2), "the same in is the same out");
            for node in Html::parse_fragment(&html).tree.values() {
                match node {
                    Node::Comment(_) | Node::ProcessingInstruction(_) => {
                        prop_assert!(false, "a hidden node in {html}");
                    }
                    Node::Element(element) => {
                        prop_assert!(
                            ELEMENTS.contains(&element.name()),
                            "<{}> in {html}",
                            element.name()
                        );
                        for (name, value) in element.attrs() {
                            let known = ["href", "align", "start", "class"].contains(&name);
                            prop_assert!(known, "{name} in {html}");
                            prop_assert!(
                                name != "href" || prose::may_link(value),
                                "leads to {value}"
                            );
                        }
                    }
                    _ => {}
                }
            }
            let anew = prose::markdown(&source, 2);
            for text in [&html, &anew, &prose::plain_lines(&source).join("\n")] {
                let control = text.chars().find(|c| c.is_control() && *c != '\n');
                prop_assert_eq!(control, None, "a control character in {:?}", text);
            }
            let words = |source: &str| {
                prose::plain_lines(source)
                    .join(" ")
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            prop_assert_eq!(
                words(&anew),
                words(&source),
                "written anew it says the same: {}",
                anew
            );
            let _ = prose::blocks(&source, 2);
            Ok(())
        },
    );
}

#[rustfmt::skip]
const HEADER: &[&str] = &[
    "\"format\"", "\"header\"", "\"slots\"", "\"revision\"", "\"kdf\"", "\"memory\"",
    "4294967295", "-1", "0", "1e99", "null", "[]", "{}", "\"\"", "\"passphrase\"", "\"keychain\"",
    "\"recovery\"", "\n", "{", "}", "[", "]",
];

/// The header with its checksum made to fit again, as somebody without the key would.
fn proved(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let from = text.find("\"header\":")? + "\"header\":".len();
    let to = text.find("\"mac\":")?;
    let format = text.split("\"format\":").nth(1)?.split(',').next()?.trim();
    let mut quoted = false;
    let plain = |c: &char| {
        quoted ^= *c == '"';
        quoted || !c.is_whitespace()
    };
    let header: String =
        text.get(from..to)?.trim_end().trim_end_matches(',').chars().filter(plain).collect();
    let mac = text.get(to..)?.split('"').nth(3)?;
    let mac: Vec<u8> = (0..mac.len() / 2)
        .filter_map(|at| u8::from_str_radix(mac.get(2 * at..2 * at + 2)?, 16).ok())
        .collect();
    let sum =
        Sha256::new().chain_update(format!("[{format},{header}]")).chain_update(mac).finalize();
    let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    let old = text.split("\"checksum\":").nth(1)?.split('"').nth(1)?;
    Some(text.replace(old, &sum).into_bytes())
}

#[test]
fn no_vault_header_opens_but_the_genuine_one() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut opened = 0;
    let mut proven = 0;
    fuzz(
        "header",
        HEADER,
        "damage is damage, a wrong key never opens, and what opens is the vault it was",
        |bytes| {
            let again = proved(bytes);
            proven += usize::from(again.is_some());
            for bytes in std::iter::once(bytes).chain(again.as_deref()) {
                for name in vault::HEADER_FILES {
                    #[allow(clippy::disallowed_methods, reason = "a test breaks files on purpose")]
                    fs::write(dir.path().join(name), bytes).expect("written");
                }
                let header = match vault::read(dir.path()) {
                    Ok(header) => header,
                    Err(VaultError::Damaged | VaultError::Newer(_)) => continue,
                    Err(other) => return Err(TestCaseError::fail(format!("blamed on {other:?}"))),
                };
                let code = |error: VaultError| Error::from(error).code();
                let wrong = header.open_with_passphrase("another passphrase").err().map(code);
                prop_assert!(
                    matches!(
                        wrong,
                        Some(
                            Code::WrongKey
                                | Code::Damaged
                                | Code::KeychainUnavailable
                                | Code::Locked
                                | Code::Io
                        )
                    ),
                    "a wrong passphrase is none: {wrong:?}"
                );
                let _ = header.recipient();
                if header.open_with_passphrase(PASSPHRASE).is_ok() {
                    opened += 1;
                    prop_assert_eq!(header.vault_id().to_string(), GENUINE, "the same vault");
                }
            }
            Ok(())
        },
    );
    assert!(opened > 0, "the genuine header opens");
    assert!(proven > 0, "and some forged ones had a checksum that fits");
}

/// The vault of the seeds.
const GENUINE: &str = "01a1f99f-2940-72ab-90ae-9489a1c6cf38";
