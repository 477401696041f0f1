//! Totals count once, take overlaps off and keep unlike units apart.

use proptest::prelude::*;

use super::tests_support::{any_range, tighten};
use super::*;
use crate::id::OutcomeId;

fn id(number: u128) -> OutcomeId {
    OutcomeId(uuid::Uuid::from_u128(number))
}

fn hours(low: f64, high: f64) -> Figure {
    Range::between(low, high).unwrap().of(Unit::Hours)
}

fn item<'a>(number: u128, figure: &'a Figure, overlaps: &'a [Overlap]) -> Item<'a> {
    Item { id: id(number), figure, overlaps }
}

#[test]
fn an_outcome_of_two_entries_counts_once() {
    let (a, b) = (hours(10.0, 20.0), hours(1.0, 3.0));
    let sum = totals(&[item(1, &a, &[]), item(2, &b, &[]), item(1, &a, &[])]).unwrap();
    assert_eq!(sum.by_unit, [Total { figure: hours(11.0, 23.0), outcomes: 2 }], "each once");
    assert_eq!(sum.footnotes, [Footnote::CountedOnce { id: id(1), times: 2 }], "and it is said");
}

#[test]
fn a_loss_lowers_its_total() {
    let (gain, loss) = (hours(10.0, 20.0), hours(-5.0, -4.0));
    let sum = totals(&[item(1, &gain, &[]), item(2, &loss, &[])]).unwrap();
    assert_eq!(sum.by_unit[0].figure, hours(5.0, 16.0), "what went wrong is not left out");
}

#[test]
fn unlike_units_are_never_added() {
    let money = Range::exactly(100.0).unwrap().of(Unit::Money);
    let (pages, hours) =
        (Range::exactly(7.0).unwrap().of("pages".to_owned().into()), hours(1.0, 2.0));
    let sum = totals(&[item(1, &money, &[]), item(2, &pages, &[]), item(3, &hours, &[])]).unwrap();
    let units: Vec<&Unit> = sum.by_unit.iter().map(|total| &total.figure.unit).collect();
    assert_eq!(units.len(), 3, "three units, three totals: {units:?}");
}

#[test]
fn overlaps_come_off() {
    let (a, b) = (hours(10.0, 20.0), hours(4.0, 8.0));
    let unknown = [Overlap { with: id(2), amount: None }];
    let sum = totals(&[item(1, &a, &unknown), item(2, &b, &[])]).unwrap();
    assert_eq!(sum.by_unit[0].figure, a, "the smaller lies within the larger");
    let footnote = Footnote::LargestCounted { ids: vec![id(1), id(2)] };
    assert_eq!(sum.footnotes, std::slice::from_ref(&footnote), "and it is said");
    let text = footnote.text("USD", |id| format!("no. {}", id.0.as_u128()));
    assert_eq!(text, "no. 1, no. 2: overlap, only the largest counted", "in words");

    let amount = Range::between(1.0, 2.0).ok();
    let known = [Overlap { with: id(1), amount }];
    let sum = totals(&[item(1, &a, &[]), item(2, &b, &known)]).unwrap();
    assert_eq!(
        sum.by_unit[0].figure.range(),
        Range::new(12.0, 19.5, 27.0).unwrap(),
        "14 − 2, 28 − 1"
    );
    assert!(
        matches!(sum.footnotes.as_slice(), [Footnote::OverlapSubtracted { .. }]),
        "what was taken off is said once: {:?}",
        sum.footnotes,
    );
}

#[test]
fn overlaps_with_what_is_not_there_take_nothing_off() {
    let a = hours(10.0, 20.0);
    let elsewhere = [Overlap { with: id(9), amount: None }, Overlap { with: id(1), amount: None }];
    let sum = totals(&[item(1, &a, &elsewhere)]).unwrap();
    assert_eq!(sum.by_unit[0].figure, a, "the whole figure stands");
    assert_eq!(sum.footnotes, [], "with nothing to say");
    assert_eq!(totals(&[]), Ok(Totals::default()), "nothing adds up to nothing");
}

#[test]
fn double_counting_is_asked_about() {
    let day = |text: &str| text.parse::<crate::time::Day>().unwrap();
    let spring = Some((day("2026-03-01"), day("2026-05-31")));
    let may = Some((day("2026-05-01"), day("2026-06-30")));
    let autumn = Some((day("2026-09-01"), day("2026-11-30")));
    let evidence = vec!["sha256:1".to_owned(), String::new()];
    let claim = |metric, period| Claim { metric, period, evidence: &[] };
    let same = may_double_count(
        &claim(Some("Cost per invoice"), spring),
        &claim(Some(" cost  per Invoice"), may),
    );
    assert_eq!(same, Some(Reason::SameMetricAndPeriod), "same metric, days that meet");
    let apart = may_double_count(&claim(Some("Cost"), spring), &claim(Some("Cost"), autumn));
    assert_eq!(apart, None, "another season is another change");
    let unknown = may_double_count(&claim(Some("Cost"), None), &claim(Some("Cost"), autumn));
    assert_eq!(unknown, Some(Reason::SameMetricAndPeriod), "an unknown period meets all");
    assert_eq!(may_double_count(&claim(None, spring), &claim(None, spring)), None, "no metric");
    let shared = Claim { evidence: &evidence, ..Claim::default() };
    assert_eq!(may_double_count(&shared, &shared), Some(Reason::SharedEvidence), "one proof");
    let blank = vec![String::new()];
    let blank = Claim { evidence: &blank, ..Claim::default() };
    assert_eq!(may_double_count(&blank, &shared), None, "a blank reference is no proof");
}

proptest! {
    #[test]
    fn order_holds_and_tighter_parts_never_widen(
        ranges in prop::collection::vec((any_range(-1e3, 1e3), any_range(0.0, 500.0)), 1..6),
        links in prop::collection::vec((0..6_u128, 0..6_u128, any::<bool>()), 0..8),
        cut in (0.0..1.0f64, 0.0..1.0f64),
    ) {
        let sum = |cut: Option<(f64, f64)>| {
            let narrow = |range: Range| cut.map_or(range, |cut| tighten(range, cut));
            let figures: Vec<Figure> =
                ranges.iter().map(|(range, _)| narrow(*range).of(Unit::Days)).collect();
            let overlaps: Vec<Vec<Overlap>> = (0..ranges.len()).map(|at| {
                let mine = links.iter().filter(|(from, ..)| *from == at as u128);
                mine.map(|(_, with, known)| Overlap {
                    with: id(*with),
                    amount: known.then(|| narrow(ranges[at].1)),
                }).collect()
            }).collect();
            let items: Vec<Item<'_>> = figures.iter().zip(&overlaps).enumerate()
                .map(|(at, (figure, overlaps))| item(at as u128, figure, overlaps)).collect();
            totals(&items).unwrap().by_unit[0].figure.range()
        };
        let (wide, tight) = (sum(None), sum(Some(cut)));
        prop_assert!(wide.checked().is_ok(), "low ≤ likely ≤ high: {wide:?}");
        prop_assert!(wide.holds(tight), "{tight:?} stays within {wide:?}");
    }
}
