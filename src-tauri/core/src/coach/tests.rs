//! Labelled sentences for each rule, and the laws: same in, same out; marks lie within the text.

use proptest::prelude::*;

use super::{Coach, CoachFileError, Known};

fn coach() -> Coach {
    Coach::read(Coach::shipped_text()).expect("the shipped rules can be read")
}

fn rules(text: &str, known: Known) -> Vec<String> {
    coach().marks(text, known).iter().map(|mark| mark.rule.to_owned()).collect()
}

/// A sentence with the rules that should mark it, and no others.
const LABELLED: [(&str, &[&str]); 26] = [
    ("Helped the Customs team.", &["bare-helped"]),
    ("Helped the Customs team by taking the Monday call.", &[]),
    ("I was involved in the migration.", &["bare-helped"]),
    ("She unhelped nobody.", &[]),
    ("The date was moved.", &["missing-agent"]),
    ("The date was moved by the board.", &[]),
    ("A decision has been made.", &["missing-agent"]),
    ("The plan is written by Priya.", &[]),
    ("Made a significant difference.", &["adjective-without-number"]),
    ("Made a significant difference: 38% to 14%.", &[]),
    ("Cut waiting by half, a major step.", &[]),
    ("The keyboard broke.", &[]),
    ("Attended the pricing council.", &["activity-without-outcome"]),
    ("Attended the pricing council so that the clause stayed.", &[]),
    ("Worked on the roadmap.", &["activity-without-outcome"]),
    ("Presented the plan, and the board kept the team.", &[]),
    ("They refused the terms.", &["us-against-them"]),
    ("Fought for the headcount.", &["us-against-them"]),
    ("The other team was blamed.", &["missing-agent", "us-against-them"]),
    ("They kept the January date; we kept the team.", &[]),
    ("Shielded two engineers from a six-week pull.", &[]),
    ("Held the 12 January date.", &[]),
    ("Kept a 99.95% clause in a renewal worth 410,000.", &[]),
    ("Lena chairs the review now.", &[]),
    ("", &[]),
    ("שמרתי על הצוות", &[]),
];

#[test]
fn each_sentence_is_marked_by_the_rules_it_breaks_and_no_others() {
    for (sentence, wanted) in LABELLED {
        let mut found = rules(sentence, Known::default());
        found.sort_unstable();
        assert_eq!(found, wanted, "{sentence}");
    }
}

#[test]
fn what_is_known_of_a_claim_is_asked_once() {
    let known = Known { nobody_credited: true, no_counterfactual: true };
    let text = "I kept it. I held it.";
    assert_eq!(
        rules(text, known),
        ["nobody-credited", "no-counterfactual"],
        "once, not by sentence"
    );
    assert!(
        rules(text, Known::default()).is_empty(),
        "of a text that is no claim nothing is known"
    );
}

#[test]
fn a_mark_names_the_words_it_means() {
    let text = "Ünder pressure: helped with the cut-over.";
    let coach = coach();
    let marks = coach.marks(text, Known::default());
    assert_eq!(&text[marks[0].from..marks[0].to], "helped with", "the longest phrase, by bytes");
    assert!(marks[0].ask.ends_with('?'), "it asks, and does not tell");
}

#[test]
fn a_rule_file_says_where_it_is_wrong() {
    let wrong = |text: &str| Coach::read(text).err().expect("the file is wrong").to_string();
    assert!(wrong("[[rule]]\nname = 3").contains("line 2"), "the line is named");
    assert!(
        wrong("[[rule]]\nname='a'\nask='b'\nfind=['c']\nverdict='d'").contains("line"),
        "unknown"
    );
    let pattern = "[[rule]]\nname='a'\nask='b'\npattern='('";
    assert!(
        matches!(Coach::read(pattern), Err(CoachFileError::Pattern { rule: 1, field: "pattern" })),
        "a pattern that cannot be read"
    );
    assert!(wrong("[[rule]]\nname='a'\nask='b'").contains("rule 1"), "a rule that marks nothing");
    let off = "[[rule]]\nname='a'\nask='b?'\nfind=['c']\non=false";
    let off = Coach::read(off).expect("a rule that is off is still a rule");
    assert!(off.marks("c", Known::default()).is_empty(), "and marks nothing");
    assert!(
        wrong(&"[[rule]]\nname='a'\nask='b'\nfind=['c']\n".repeat(101)).contains("100"),
        "too many"
    );
}

#[test]
fn every_shipped_rule_asks_a_question_and_says_why() {
    for rule in coach().rules {
        assert!(rule.ask.ends_with('?'), "{} asks", rule.name);
        assert!(!rule.why.is_empty(), "{} says why", rule.name);
    }
}

fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "helped",
        " ",
        ". ",
        "I",
        "was moved",
        "by",
        "significant",
        "12",
        "é",
        "家",
        "👩‍👩‍👧",
        "\n",
        "they refused",
        "attended",
        "many",
        "x",
    ]);
    prop_oneof![
        prop::collection::vec(pieces, 0..30).prop_map(|pieces| pieces.concat()),
        any::<String>()
    ]
}

proptest! {
    #[test]
    fn the_same_text_has_the_same_marks_and_they_lie_within_it(text in texts(), a: bool, b: bool) {
        let known = Known { nobody_credited: a, no_counterfactual: b };
        let (one, other) = (coach(), coach());
        let marks = one.marks(&text, known);
        prop_assert_eq!(&marks, &other.marks(&text, known), "same in, same out");
        let mut before = 0;
        for mark in &marks {
            prop_assert!(mark.from >= before && mark.from < mark.to, "in order, none empty");
            prop_assert!(text.get(mark.from..mark.to).is_some(), "on whole characters");
            before = mark.from;
        }
    }

    #[test]
    fn a_sentence_more_takes_no_mark_away(text in "[a-z ]{0,40}") {
        let first = "They refused the terms.";
        let marks = rules(&format!("{first} Then {text}."), Known::default());
        prop_assert!(marks.contains(&"us-against-them".to_owned()), "each sentence stands for itself");
    }
}
