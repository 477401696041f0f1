use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn week() -> Week {
    "2026-W47".parse().expect("a week")
}

fn keys(week: Week, covered: [u32; 4], file: &QuestionFile) -> Vec<String> {
    choose(week, covered, file).into_iter().map(|asked| asked.key).collect()
}

#[test]
fn the_shipped_file_reads_and_asks_for_every_family() {
    let file = QuestionFile::parse(SHIPPED).expect("the file we ship");
    assert_eq!(QuestionFile::shipped(), file, "and is what the app asks from");
    for group in Group::ALL {
        assert!(file.of(group).len() >= 2, "`{group}` has too few to take turns");
    }
    assert_eq!(file.questions().len(), 16, "as the design lists them");
    assert_eq!(file.questions()[0].key, "always.stayed-out", "in the order of the file");
}

#[test]
fn the_least_covered_family_is_asked_about() {
    let file = QuestionFile::shipped();
    for (place, family) in Family::ALL.into_iter().enumerate() {
        let mut covered = [7, 8, 9, 6];
        covered[place] = 0;
        let asked = keys(week(), covered, &file);
        assert!(asked[1].starts_with(Group::Of(family).name()), "{family:?} has no entries");
    }
}

#[test]
fn families_covered_alike_take_turns() {
    let file = QuestionFile::shipped();
    let asked: BTreeSet<_> = (0..4)
        .map(|later| {
            keys(week().plus(later), [3; 4], &file)[1].split('.').next().map(str::to_owned)
        })
        .collect();
    assert_eq!(asked.len(), 4, "four weeks, four families");
}

#[test]
fn a_file_without_the_least_covered_family_asks_about_the_next() {
    let file = QuestionFile::parse("[always]\na = 'A?'\n[grow]\ng = 'G?'").expect("a file");
    assert_eq!(keys(week(), [0, 0, 9, 0], &file), ["always.a", "grow.g"], "the only family there");
    let file = QuestionFile::parse("[always]\na = 'A?'\nb = 'B?'").expect("a file");
    let asked = keys(week(), [0; 4], &file);
    assert_eq!(asked.iter().collect::<BTreeSet<_>>().len(), 2, "two, and not the same one twice");
}

#[test]
fn another_question_goes_round_the_group() {
    let file = QuestionFile::shipped();
    let next = |key: &str| file.another(key, &[]).map(|question| question.key.clone());
    assert_eq!(next("closing.carrying").as_deref(), Some("closing.stop"), "the next one");
    assert_eq!(next("closing.stop").as_deref(), Some("closing.carrying"), "round to the first");
    assert_eq!(next("grow.gone"), None, "a question taken out of the file");
}

#[test]
fn errors_name_the_line() {
    let fails = |text: &str| QuestionFile::parse(text).expect_err("must be refused");
    assert!(
        matches!(fails("[always]\na = 'A?'\nb = oops"), QuestionFileError::Syntax { line: 3, .. }),
        "no quotation marks"
    );
    assert_eq!(
        fails("[always]\na = 'A?'\n\n[shield]\nb = 'B?'"),
        QuestionFileError::NotAGroup { line: 4 },
        "unknown heading"
    );
    assert_eq!(
        fails("stray = 'A?'"),
        QuestionFileError::NotAGroup { line: 1 },
        "above any heading"
    );
    assert_eq!(fails("[always]\na = 5"), QuestionFileError::NotWords { line: 2 }, "a number");
    assert_eq!(fails("[always]\na = ' \t'"), QuestionFileError::Blank { line: 2 }, "blanks only");
    let long = format!("[always]\na = '{}'", "x".repeat(MOST + 1));
    assert_eq!(fails(&long), QuestionFileError::TooLong { line: 2, most: MOST }, "too long");
    assert_eq!(fails(""), QuestionFileError::NothingAlways, "an empty file");
    assert_eq!(fails("[closing]\na = 'A?'"), QuestionFileError::NothingAlways, "nothing to ask");
    let said = fails("[always]\na = 5").to_string();
    assert_eq!(
        said, "line 2 of the question file: a question is written in quotation marks",
        "plain"
    );
}

proptest! {
    #[test]
    fn two_questions_and_an_optional_one_every_week(ago in 0i64..4000, covered: [u32; 4]) {
        let file = QuestionFile::shipped();
        let week = week().plus(2000 - ago);
        let asked = choose(week, covered, &file);
        let optional: Vec<_> = asked.iter().map(|asked| asked.optional).collect();
        prop_assert_eq!(optional, [false, false, true], "two, and one that may be left out");
        let keys: BTreeSet<_> = asked.iter().map(|asked| &asked.key).collect();
        prop_assert_eq!(keys.len(), 3, "three different ones");
        let least = covered.iter().min().copied().unwrap_or_default();
        let family = Family::ALL.into_iter().zip(covered)
            .find(|(family, _)| asked[1].key.starts_with(Group::Of(*family).name()));
        prop_assert_eq!(family.map(|(_, entries)| entries), Some(least), "a least covered family");
        prop_assert_eq!(&choose(week, covered, &file), &asked, "the same week asks the same");
        let next = choose(week.plus(1), covered, &file);
        prop_assert_ne!(&next[0].key, &asked[0].key, "next week asks another");
    }

    #[test]
    fn any_text_is_read_or_refused_but_never_a_panic(text: String, tail in "[\\[\\]='\"a-z\n.# ]{0,60}") {
        for text in [text, format!("[always]\na = 'A?'\n{tail}")] {
            if let Err(error) = QuestionFile::parse(&text) {
                prop_assert!(!error.to_string().is_empty(), "an error says something");
            }
        }
    }
}
