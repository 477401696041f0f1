//! The words an outcome's sentence is made of, and the sentence itself.

use serde_json::Value;

use super::*;

const DEMO: &str = include_str!("../../../tests/fixtures/demo.json");

fn telling(statement: &str) -> Telling<'_> {
    Telling {
        statement,
        part: None,
        status: Status::Happened,
        check_on: None,
        metric: None,
        reads: None,
        money: None,
        chances: None,
        confidence: None,
        credits: &[],
        currency: "USD",
    }
}

fn range(low: f64, likely: f64, high: f64) -> Range {
    Range::new(low, likely, high).unwrap()
}

#[test]
fn every_word_has_one_name() {
    for part in Part::ALL {
        let written = serde_json::to_value(part).unwrap();
        assert_eq!(written, Value::from(part.name()), "files and the command line agree");
        assert_eq!(Part::named(part.name()), Some(*part), "and it reads back");
    }
    for status in Status::ALL {
        assert_eq!(serde_json::to_value(status).unwrap(), Value::from(status.name()), "status");
    }
    for sure in Confidence::ALL {
        assert_eq!(serde_json::to_value(sure).unwrap(), Value::from(sure.name()), "confidence");
    }
}

#[test]
fn every_part_and_grade_of_the_demo_is_known() {
    let demo: Value = serde_json::from_str(DEMO).unwrap();
    for entry in demo["entries"].as_array().unwrap() {
        let role = entry["attribution"]["role"].as_str().unwrap();
        assert!(Part::named(role).is_some(), "`{role}` is a part");
        for item in entry["evidence"].as_array().unwrap() {
            let grade = serde_json::from_value::<Grade>(item["strength"].clone());
            assert!(grade.is_ok(), "{} is a grade", item["strength"]);
        }
    }
}

#[test]
fn grades_run_from_claim_to_commitment() {
    for (number, grade) in (0_u8..).zip(Grade::ALL) {
        assert_eq!(Grade::try_from(number), Ok(grade), "the number in a file");
        assert_eq!(u8::from(grade), number, "and back");
        assert_eq!(grade.lift().is_none(), grade == Grade::Committed, "only the top has no step");
    }
    assert_eq!(Grade::try_from(6), Err(NotAGrade(6)), "there are five strokes");
    assert_eq!(Grade::best([]), Grade::ClaimOnly, "no evidence is a claim");
    assert_eq!(Grade::best([Grade::Noted, Grade::Measured]), Grade::Measured, "the best shows");
}

#[test]
fn the_drawn_example_reads_in_the_users_words() {
    let reads = Reads::Amount { figure: range(230.4, 265.2, 302.4).of(Unit::Hours) };
    let credits =
        [Credit { name: "Tomasz", did: "led the release" }, Credit { name: "Priya", did: " " }];
    let sentence = reads_as(&Telling {
        part: Some(Part::Enabled),
        reads: Some(&reads),
        confidence: Some(Confidence::Reasoned),
        credits: &credits,
        ..telling("Customs API held its 12 January date with the team it was planned around.")
    });
    assert_eq!(
        sentence,
        "Enabled: Customs API held its 12 January date with the team it was planned around. \
         About 265 hours (230 to 302, reasoned). With Tomasz (led the release) and Priya.",
        "statement, figure, credits, in that order",
    );
}

#[test]
fn a_share_of_a_change_names_the_change() {
    let reads = Reads::ShareOfChange { credited: range(12.5, 25.0, 37.5) };
    let metric = MetricMove {
        name: "Reviews led without me",
        unit: "of last 8",
        baseline: 0.0,
        result: 7.0,
    };
    let sentence = reads_as(&Telling {
        part: Some(Part::Coached),
        metric: Some(metric),
        reads: Some(&reads),
        confidence: Some(Confidence::Guess),
        ..telling("Reviews now happen without me")
    });
    assert_eq!(
        sentence,
        "Coached: Reviews now happen without me. Reviews led without me: 0 to 7 of last 8; \
         about 25% of that change (12% to 38%, guess).",
        "no product, the change itself and the share of it",
    );
}

#[test]
fn weighted_money_shows_both_chances() {
    let reads = Reads::Amount { figure: Range::exactly(123_000.0).unwrap().of(Unit::Money) };
    let chance = |share| Range::exactly(share).unwrap();
    let sentence = reads_as(&Telling {
        reads: Some(&reads),
        money: Some(Range::exactly(123_000.0).unwrap()),
        chances: Some((chance(35.0), chance(5.0))),
        ..telling("They renewed!")
    });
    assert_eq!(
        sentence, "They renewed! $123,000, weighted by a chance of 35% before and 5% after.",
        "money once, with its chances",
    );
}

#[test]
fn money_stands_beside_its_figure() {
    let reads = Reads::Amount { figure: range(1.88, 5.62, 11.25).of(Unit::Days) };
    let sentence = reads_as(&Telling {
        reads: Some(&reads),
        money: Some(range(22_500.0, 67_500.0, 135_000.0)),
        confidence: Some(Confidence::Measured),
        ..telling("Landed on the date")
    });
    assert_eq!(
        sentence,
        "Landed on the date. About 5.62 days (1.88 to 11.2, measured), \
         about $67,500 ($22,500 to $135,000).",
        "how sure is said once",
    );
}

#[test]
fn what_has_not_come_does_not_boast() {
    let reads = Reads::Amount { figure: Range::exactly(4.0).unwrap().of(Unit::Days) };
    let expected = reads_as(&Telling {
        part: Some(Part::Decided),
        status: Status::Expected,
        check_on: "2026-12-10".parse().ok(),
        reads: Some(&reads),
        ..telling("Files on time")
    });
    assert_eq!(expected, "Expected by 10 December 2026, decided: Files on time. 4 days.", "open");
    let did_not =
        reads_as(&Telling { status: Status::DidNot, reads: Some(&reads), ..telling("On time") });
    assert_eq!(did_not, "Did not happen: On time.", "no figure is claimed");
    assert_eq!(reads_as(&telling("  ")), "", "no words, no sentence");
}
