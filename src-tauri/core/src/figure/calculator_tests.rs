//! What each calculator reaches, warns of and prints, and the laws all of them keep.

use proptest::prelude::*;

use super::tests_support::{any_range, any_share, tighten};
use super::*;
use crate::time::Day;

fn exactly(number: f64) -> Range {
    Range::exactly(number).unwrap()
}

fn between(low: f64, high: f64) -> Range {
    Range::between(low, high).unwrap()
}

fn worked(calculation: &Calculation) -> Worked {
    work(calculation, "USD").unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn text(worked: &Worked) -> Vec<String> {
    lines(&worked.steps, "USD")
}

#[test]
fn capacity_multiplies_to_hours() {
    let kept = worked(&Calculation::Capacity {
        people: exactly(2.0),
        weeks: exactly(6.0),
        hours_a_week: between(24.0, 28.0),
        share_gone: between(80.0, 90.0),
    });
    let figure = kept.figure.as_ref().unwrap();
    assert_eq!(figure.range(), Range::new(230.4, 265.2, 302.4).unwrap(), "the drawn example");
    assert_eq!(figure.text("USD"), "265 hours (230 to 302)", "three digits of an estimate");
    assert_eq!(
        text(&kept),
        ["2 people x 6 weeks x 24 to 28 hours a week x 80% to 90% that would have gone \
          = 230 to 302 hours at the widest, likely 265"],
        "the working on one line",
    );
    assert!(kept.cautions.is_empty(), "nothing to warn of");
}

#[test]
fn capacity_doubts_full_weeks_and_whole_shares() {
    let kept = worked(&Calculation::Capacity {
        people: exactly(1.0),
        weeks: exactly(1.0),
        hours_a_week: between(30.0, 40.0),
        share_gone: exactly(100.0),
    });
    assert_eq!(kept.cautions, [Caution::OverFullWeek, Caution::WholeShare], "both are doubted");
    let first = &text(&kept)[0];
    assert!(first.starts_with("1 person x 1 week x 30 to 40 hours a week"), "{first}");
}

#[test]
fn revenue_is_weighted_and_shows_both_chances() {
    let kept = worked(&Calculation::Revenue {
        amount: exactly(410_000.0),
        chance_before: exactly(35.0),
        chance_after: exactly(5.0),
    });
    assert_eq!(kept.figure, Some(exactly(123_000.0).of(Unit::Money)), "410,000 × 30 %");
    assert_eq!(text(&kept), ["$410,000 x (35% - 5%) = $123,000, weighted"], "both chances");
    assert_eq!(kept.cautions, [Caution::Weighted], "never the bare amount");
}

#[test]
fn cost_asks_for_the_instead() {
    let cost = |instead| Calculation::Cost {
        unit_cost: exactly(12.0),
        units: exactly(400.0),
        periods: exactly(12.0),
        instead,
    };
    let open = worked(&cost(None));
    assert_eq!(open.cautions, [Caution::NeedsInstead], "asked until answered");
    let closed = worked(&cost(Some(between(5000.0, 7600.0))));
    let saved = closed.figure.as_ref().unwrap().range();
    assert_eq!(saved, between(50_000.0, 52_600.0), "57,600 less the instead");
    assert_eq!(
        text(&closed),
        [
            "$12 each x 400 units x 12 periods = $57,600",
            "minus what we did instead ($5,000 to $7,600) = $50,000 to $52,600, likely $51,300"
        ],
        "two steps",
    );
    let dear = worked(&cost(Some(exactly(60_000.0))));
    assert_eq!(dear.cautions, [Caution::MayBeNegative], "it cost more than it saved");
}

#[test]
fn speed_counts_days_and_weeks() {
    let moved = |planned, actual, counted_in| Calculation::Speed { planned, actual, counted_in };
    let planned = DaySpan::on(day("2026-03-31"));
    let actual = DaySpan { earliest: day("2026-03-03"), latest: day("2026-03-17") };
    let days = worked(&moved(planned, actual, SpeedIn::Days)).figure.unwrap();
    assert_eq!(days, between(14.0, 28.0).of(Unit::Days), "between two and four weeks");
    let weeks = worked(&moved(planned, actual, SpeedIn::Weeks)).figure.unwrap();
    assert_eq!(weeks, between(2.0, 4.0).of(Unit::Weeks), "the same in weeks");
    let late = worked(&moved(actual, planned, SpeedIn::Days));
    assert!(late.cautions.contains(&Caution::MayBeNegative), "landing late is said");
    let backward = DaySpan { earliest: actual.latest, latest: actual.earliest };
    let error = work(&moved(planned, backward, SpeedIn::Days), "USD");
    assert_eq!(error, Err(FigureError::DaysBackwards), "a span runs forwards");
}

#[test]
fn risk_wants_a_range_and_a_forecaster() {
    let risk = |before, by: Option<&str>| Calculation::Risk {
        before,
        after: exactly(10_000.0),
        unit: Unit::Money,
        forecast_by: by.map(str::to_owned),
        forecast_on: by.map(|_| day("2026-02-01")),
    };
    let bare = worked(&risk(exactly(80_000.0), None));
    assert_eq!(bare.cautions, [Caution::DamageAsRange, Caution::WhoForecast], "both are asked");
    let full = worked(&risk(between(40_000.0, 80_000.0), Some("Audit")));
    assert_eq!(full.cautions, [], "nothing left to ask");
    assert_eq!(full.figure, Some(between(30_000.0, 70_000.0).of(Unit::Money)), "before − after");
}

#[test]
fn people_who_stay_and_seats_filled_sooner() {
    let stay = worked(&Calculation::PeopleStaying {
        replacement_cost: between(80_000.0, 90_000.0),
        chance_before: exactly(50.0),
        chance_after: exactly(10.0),
    });
    assert_eq!(stay.figure, Some(between(32_000.0, 36_000.0).of(Unit::Money)), "weighted");
    let seats =
        worked(&Calculation::PeopleSeats { seats: exactly(2.0), months_earlier: exactly(3.0) });
    let unit = Unit::Other("person-months".to_owned());
    assert_eq!(seats.figure, Some(exactly(6.0).of(unit)), "two seats, three months");
    assert_eq!(text(&seats), ["2 seats x 3 months earlier = 6 person-months"], "in words");
}

#[test]
fn trust_and_direction_count_nothing() {
    let moved = Moved {
        moved: "Carrier choice".to_owned(),
        from: "one".to_owned(),
        to: "two".to_owned(),
        who: "the council".to_owned(),
        on: Some(day("2026-05-01")),
    };
    let told = worked(&Calculation::Direction(moved));
    assert_eq!(told.figure, None, "no arithmetic");
    assert_eq!(told.cautions, [Caution::NeedsCorroboration], "but a witness");
    let words = "Carrier choice: from one to two; decided by the council, on 2026-05-01";
    assert_eq!(text(&told), [words], "the user's words in their places");
    let half = worked(&Calculation::Trust(Moved::default()));
    assert!(half.cautions.contains(&Caution::StatementUnfinished), "gaps are said");
}

#[test]
fn typed_arithmetic_is_a_calculator_too() {
    let typed = worked(&Calculation::Typed { text: "6 people × 4 h/week × 8 weeks".to_owned() });
    assert_eq!(typed.figure, Some(exactly(192.0).of(Unit::Hours)), "worked out");
    assert_eq!(
        text(&typed),
        ["(6 people) * (4 h/week) * (8 weeks) = 192 hours"],
        "the read-back is its step",
    );
}

#[test]
fn nothing_written_reaches_a_log() {
    let moved = Moved { moved: "Project Heron".to_owned(), ..Moved::default() };
    let told = worked(&Calculation::Direction(moved.clone()));
    let typed = read_arithmetic("7 people", "USD");
    let shown = format!("{moved:?} {:?} {told:?} {typed:?}", Calculation::Trust(moved.clone()));
    assert!(!shown.contains("Heron"), "{shown}");
    assert!(shown.contains("<13 characters>"), "its length is enough to find a fault");
}

#[test]
fn a_calculation_survives_its_file() {
    let speed = Calculation::Speed {
        planned: DaySpan::on(day("2026-03-31")),
        actual: DaySpan::on(day("2026-03-17")),
        counted_in: SpeedIn::Weeks,
    };
    let written = serde_json::to_value(&speed).unwrap();
    assert_eq!(written["calculator"], "speed", "tagged by its name");
    assert_eq!(written["in"], "weeks", "the field's outside name");
    assert_eq!(serde_json::from_value::<Calculation>(written).unwrap(), speed, "and back");
}

#[test]
fn impossible_inputs_are_refused() {
    let seats = |seats, months_earlier| {
        work(&Calculation::PeopleSeats { seats, months_earlier }, "USD").unwrap_err()
    };
    assert_eq!(seats(exactly(-1.0), exactly(1.0)), FigureError::Negative, "no minus people");
    let backward = Range { low: 2.0, likely: 1.0, high: 3.0 };
    assert_eq!(seats(backward, exactly(1.0)), FigureError::OutOfOrder, "checked again");
    assert_eq!(seats(exactly(1e200), exactly(1e200)), FigureError::NotFinite, "too large");
    let chance = Calculation::Revenue {
        amount: exactly(1.0),
        chance_before: exactly(120.0),
        chance_after: exactly(0.0),
    };
    assert_eq!(work(&chance, "USD").unwrap_err(), FigureError::NotAShare, "120 % is no chance");
}

/// One calculation of each kind that takes ranges, from the same six of them.
fn calculations(n: [Range; 4], shares: [Range; 2], days: [DaySpan; 2]) -> Vec<Calculation> {
    let risk = |unit| Calculation::Risk {
        before: n[0],
        after: n[1],
        unit,
        forecast_by: None,
        forecast_on: None,
    };
    let cost = |instead| Calculation::Cost { unit_cost: n[0], units: n[1], periods: n[2], instead };
    let (chance_before, chance_after) = (shares[0], shares[1]);
    let speed = |counted_in| Calculation::Speed { planned: days[0], actual: days[1], counted_in };
    vec![
        Calculation::Capacity {
            people: n[0],
            weeks: n[1],
            hours_a_week: n[2],
            share_gone: shares[0],
        },
        Calculation::Revenue { amount: n[0], chance_before, chance_after },
        cost(None),
        cost(Some(n[3])),
        speed(SpeedIn::Days),
        speed(SpeedIn::Weeks),
        risk(Unit::Money),
        risk(Unit::Other("incidents".to_owned())),
        Calculation::PeopleStaying { replacement_cost: n[0], chance_before, chance_after },
        Calculation::PeopleSeats { seats: n[0], months_earlier: n[1] },
    ]
}

fn any_span() -> impl Strategy<Value = DaySpan> {
    (0..4000_i64, 0..400_i64).prop_map(|(from, long)| {
        let day = |count| day("2020-01-01") + chrono::TimeDelta::days(count);
        DaySpan { earliest: day(from), latest: day(from + long) }
    })
}

/// The span without up to a quarter of its days at either end, so that its middle stays.
fn tighter(span: DaySpan) -> DaySpan {
    let quarter = (span.latest - span.earliest) / 4;
    DaySpan { earliest: span.earliest + quarter, latest: span.latest - quarter }
}

proptest! {
    #[test]
    fn order_holds_and_tighter_inputs_never_widen(
        n in prop::array::uniform4(any_range(0.0, 1e5)),
        shares in prop::array::uniform2(any_share()),
        days in prop::array::uniform2(any_span()),
        cut in (0.0..1.0f64, 0.0..1.0f64),
    ) {
        let wide = calculations(n, shares, days);
        let tight = calculations(
            n.map(|range| tighten(range, cut)),
            shares.map(|range| tighten(range, cut)),
            days.map(tighter),
        );
        for (wide, tight) in wide.iter().zip(&tight) {
            let (one, other) = (worked(wide).figure.unwrap(), worked(tight).figure.unwrap());
            prop_assert!(one.range().checked().is_ok(), "low ≤ likely ≤ high in {wide:?}");
            prop_assert!(one.range().holds(other.range()), "{other:?} stays within {one:?}");
            prop_assert_eq!(one.unit, other.unit, "the unit does not depend on the numbers");
        }
    }
}
