//! Finding entries: words, parts of words, accents, CJK, filters.

use ledgerline_core::kind::{Family, Kind};
use ledgerline_core::wire::{Chip, Query};
use proptest::prelude::*;
use support::TestJournal;

#[test]
fn words_are_found_however_they_are_written() {
    let mut t = TestJournal::new()
        .capture("Café in Zürich with the auditors")
        .capture("Kept reporting off the team")
        .capture("採用評価の会議");
    assert_eq!(t.found("cafe zurich").len(), 1, "accents are folded");
    assert_eq!(t.found("ZÜRICH").len(), 1, "so is case");
    assert_eq!(t.found("audit").len(), 1, "a word begun");
    assert_eq!(t.found("port").len(), 1, "a part of a word");
    assert_eq!(t.found("評価").len(), 1, "two characters inside a run");
    assert_eq!(t.found("評").len(), 1, "one character");
    assert_eq!(t.found("価評").len(), 0, "their order matters");
    assert_eq!(t.found("team kept").len(), 1, "every word, in any order");
    assert_eq!(t.found("\"; DROP TABLE entry; --").len(), 0, "a query is never a command");
    assert_eq!(t.found("").len(), 3, "nothing typed finds everything");
}

#[test]
fn characters_that_stand_alone_are_found_beside_a_part_of_a_word() {
    let mut t = TestJournal::new()
        .capture("새 Dashboard팀 회의")
        .capture("レポートingest完了")
        .capture("Kept reporting off 評価")
        .capture("か\u{3099}くせい met");
    for (text, hits) in [
        ("board팀", 1),
        ("새 board", 1),
        ("팀 회의", 1),
        ("gest完", 1),
        ("port 評価", 1),
        ("ポート", 1),
        ("がくせい", 1),
        ("か\u{3099}く", 1),
        ("\u{1110}\u{1175}\u{11B7}", 1),
        ("かくせい", 0),
        ("board회", 0),
        ("팀board", 0),
    ] {
        assert_eq!(t.found(text).len(), hits, "`{text}`");
    }
    let rows = t.search("board팀");
    let hit: String = rows[0].pieces.iter().filter(|p| p.hit).map(|p| p.text.as_str()).collect();
    assert_eq!(hit, "board팀", "and it is marked");
}

#[test]
fn an_entry_is_found_by_what_came_of_it_and_by_whom_it_names() {
    let mut t = TestJournal::new()
        .capture("Wrote a memo with @Lena >renewals #finance // keep quiet")
        .mapped("The Halden renewal closed");
    for words in ["halden", "lena", "renewals", "finance", "quiet"] {
        assert_eq!(t.found(words).len(), 1, "`{words}` leads to the entry");
    }
}

#[test]
fn chips_of_one_field_are_alternatives_and_fields_all_hold() {
    let mut t =
        TestJournal::new().capture("One !sh #a").capture("Two !ne #a").capture("Three !co #b");
    let mut count = |chips: Vec<Chip>| t.find(&Query { chips, ..Query::default() }).len();
    assert_eq!(count(vec![Chip::Kind(Kind::Shielding)]), 1, "one kind");
    assert_eq!(count(vec![Chip::Kind(Kind::Shielding), Chip::Kind(Kind::Coaching)]), 2, "either");
    assert_eq!(count(vec![Chip::Family(Family::Broker), Chip::Tag("a".into())]), 1, "both");
    assert_eq!(count(vec![Chip::Loose]), 3, "none is mapped");
}

#[test]
fn pages_follow_one_another_without_a_gap() {
    let mut t = TestJournal::new();
    for n in 0..25 {
        t = t.capture(&format!("morning line {n}"));
    }
    let now = t.now.clone();
    for text in ["", "morning", "orni"] {
        for oldest_first in [false, true] {
            let query = Query { text: text.into(), oldest_first, ..Query::default() };
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let page =
                    t.journal().timeline(&query, after.as_deref(), 10, &now).expect("a page");
                seen.extend(page.rows.into_iter().map(|row| row.text));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            let mut wanted: Vec<String> = (0..25).map(|n| format!("morning line {n}")).collect();
            if !oldest_first {
                wanted.reverse();
            }
            assert_eq!(seen, wanted, "every line once, for `{text}`");
        }
    }
}

#[test]
fn a_page_pasted_into_the_search_is_looked_for_by_its_first_words() {
    let page: String = (0..3_000).map(|n| format!("word{n} ")).collect();
    let mut t = TestJournal::new().capture(&page).capture("word1 and word2 alone");
    let started = std::time::Instant::now();
    assert_eq!(t.found(&page).len(), 1, "every one of its first words is there");
    assert_eq!(t.found(&"word1 word2 ".repeat(10_000)).len(), 2, "a word said twice is one");
    assert_eq!(t.found(&"評価".repeat(10_000)).len(), 0, "a run of characters without an end");
    let took = started.elapsed();
    assert!(took < std::time::Duration::from_secs(20), "without keeping the field busy: {took:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_text_breaks_a_search(text in "\\PC{0,40}") {
        let mut t = TestJournal::new().capture("one line");
        let now = t.now.clone();
        let query = Query { text, ..Query::default() };
        prop_assert!(t.journal().timeline(&query, None, 10, &now).is_ok(), "every query has an answer");
    }
}
