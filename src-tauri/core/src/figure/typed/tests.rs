use proptest::prelude::*;

use super::super::Unit;
use super::*;

fn read(text: &str) -> Typed {
    read_arithmetic(text, "USD").unwrap_or_else(|error| panic!("`{text}`: {error}"))
}

fn fails(text: &str) -> FigureError {
    read_arithmetic(text, "USD").expect_err(text)
}

fn other(name: &str) -> Unit {
    Unit::Other(name.to_owned())
}

#[test]
fn each_number_keeps_its_own_unit() {
    for (typed, grouped, result, unit) in [
        (
            "6 people × 4 h/week × 8 weeks",
            "(6 people) * (4 h/week) * (8 weeks)",
            192.0,
            Unit::Hours,
        ),
        (
            "6 people x 4 h per week x 8 weeks in person hours",
            "(6 people) * (4 h/week) * (8 weeks) to person hours",
            192.0,
            Unit::Hours,
        ),
        ("40 h / 4 people", "(40 h) / (4 people)", 10.0, other("hours per person")),
        ("40 hours / 5 hours", "(40 hours) / (5 hours)", 8.0, other("count")),
        (
            "1,200 tickets / 4 weeks",
            "(1,200 tickets) / (4 weeks)",
            300.0,
            other("tickets per week"),
        ),
        (
            "$1.2M / 12 months to USD/month",
            "($1.2M) / (12 months) to USD/month",
            100_000.0,
            other("USD per month"),
        ),
        (
            "(47 min - 19 min) / 28 min to percent",
            "((47 min) - (19 min)) / (28 min) to percent",
            100.0,
            Unit::Percent,
        ),
        (
            "192 person hours × $95/(person hour)",
            "(192 person hours) * ($95/(person hour))",
            18_240.0,
            Unit::Money,
        ),
        ("$180k", "($180k)", 180_000.0, Unit::Money),
        ("15% of 1,200 tickets", "(15%) * (1,200 tickets)", 180.0, other("tickets")),
        (
            "12 people × 30 min/week × 50 weeks in person hours",
            "(12 people) * (30 min/week) * (50 weeks) to person hours",
            300.0,
            Unit::Hours,
        ),
        (
            "3 people * 2 workweeks in person hours",
            "(3 people) * (2 workweeks) to person hours",
            240.0,
            Unit::Hours,
        ),
        ("5 people + 2 engineers", "(5 people) + (2 engineers)", 7.0, Unit::Headcount),
        ("3 weeks - 1 week", "(3 weeks) - (1 week)", 2.0, Unit::Weeks),
        ("-(3 days)", "-((3 days))", -3.0, Unit::Days),
        ("2 people × 3 months", "(2 people) * (3 months)", 6.0, other("person-months")),
        ("6 weeks × 24 h/week", "(6 weeks) * (24 h/week)", 144.0, Unit::Hours),
        ("200 h / (40 h/week)", "(200 h) / ((40 h/week))", 5.0, Unit::Weeks),
        ("6 people × 4 h/week", "(6 people) * (4 h/week)", 24.0, other("person hours per week")),
        ("12 tickets/day × 3 weeks", "(12 tickets/day) * (3 weeks)", 252.0, other("tickets")),
        ("40 h / 2 weeks", "(40 h) / (2 weeks)", 20.0, other("hours per week")),
        (
            "5 incidents/month × 48 min/incident",
            "(5 incidents/month) * (48 min/incident)",
            240.0,
            other("minutes per month"),
        ),
        (
            "0.5 FTE × $180,000/year × 6 months",
            "(0.5 FTE) * ($180,000/year) * (6 months)",
            45_000.0,
            Unit::Money,
        ),
        ("4 h/day × 2 weeks", "(4 h/day) * (2 weeks)", 56.0, Unit::Hours),
    ] {
        let typed = read(typed);
        assert_eq!(typed.grouped, grouped, "the read-back of `{}`", typed.typed);
        assert_eq!(typed.figure.likely, result, "the result of `{}`", typed.typed);
        assert_eq!(typed.figure.unit, unit, "the unit of `{}`", typed.typed);
        assert!(typed.figure.range().is_exact(), "no range was typed");
    }
}

#[test]
fn ranges_are_worked_at_their_ends() {
    let kept = read("2 people × 6 weeks × 24..28 h/week × 80%..90%").figure;
    assert_eq!((kept.low, kept.high), (230.4, 302.4), "low of lows, high of highs");
    assert_eq!((kept.likely, kept.unit), (265.2, Unit::Hours), "likely of midpoints");
    let spread = read("$20k..$27k - $5k").figure;
    assert_eq!((spread.low, spread.high), (15_000.0, 22_000.0), "a sign may stand at both ends");
    let twice = read("24h..28h × 3").figure;
    assert_eq!((twice.low, twice.high), (72.0, 84.0), "so may a unit");
    let shared = read("100 hours / 4 to 5 people").figure;
    assert_eq!((shared.low, shared.high), (20.0, 25.0), "a larger divisor makes less");
    assert_eq!(fails("$20-27k"), FigureError::UnitsDoNotFit, "a hyphen in arithmetic is a minus");
    assert_eq!(fails("1 / (3..5 - 4)"), FigureError::RangeInDivisor, "it passes through zero");
    assert_eq!(fails("28..24 hours"), FigureError::OutOfOrder, "backwards is said, not guessed");
    let many = "1..2 * 1..2 * 1..2 * 1..2 * 1..2 * 1..2";
    assert_eq!(fails(many), FigureError::TooManyRanges { limit: 5 }, "each doubles the work");
}

#[test]
fn unlike_units_are_refused() {
    for text in ["€50k + $20k", "5 incidents + 3 meetings", "3 h + 2 people", "$5 + 3"] {
        let error = fails(text);
        assert!(
            matches!(error, FigureError::UnitsDoNotFit | FigureError::ForeignCurrency),
            "`{text}` adds unlike units, said {error:?}",
        );
    }
    let hours = "6 people × 4 h/week × 8 weeks in hours";
    assert_eq!(fails(hours), FigureError::UnitsDoNotFit, "hours of people are not hours alone");
    assert_eq!(fails("3 people x 4h x 6w"), FigureError::UnitSquared, "4 h/week was meant");
    assert_eq!(fails("€50k"), FigureError::ForeignCurrency, "a journal keeps one currency");
    assert_eq!(
        read_arithmetic("€50k", "EUR").map(|typed| typed.figure.unit),
        Ok(Unit::Money),
        "its own is money",
    );
    assert_eq!(
        read_arithmetic("$5", "CAD").map(|typed| typed.figure.unit),
        Ok(Unit::Money),
        "a journal in Canadian dollars writes them with the same sign",
    );
}

#[test]
fn mistakes_are_placed() {
    assert_eq!(fails(""), FigureError::Empty, "nothing typed");
    assert_eq!(fails("7 bananas x 2"), FigureError::UnknownUnit { at: 2 }, "no such unit");
    assert_eq!(fails("2 ^ 9"), FigureError::UnexpectedSign { at: 2 }, "no powers");
    assert_eq!(fails("@debug 1"), FigureError::UnexpectedSign { at: 0 }, "no commands");
    assert_eq!(fails("2 *"), FigureError::Incomplete { at: 3 }, "a number is missing at the end");
    assert_eq!(fails("5 6"), FigureError::Incomplete { at: 2 }, "two numbers need a sign");
    assert_eq!(fails("(2 + 3"), FigureError::Incomplete { at: 6 }, "a bracket is missing");
    assert_eq!(fails("3 h / 0"), FigureError::DivisionByZero, "nothing divides by nothing");
    assert_eq!(fails(&"(".repeat(30)), FigureError::TooManyBrackets { limit: 20 }, "brackets");
    assert_eq!(fails(&"1".repeat(5000)), FigureError::TooLong { limit: 200 }, "length");
}

/// Text of the pieces arithmetic is made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "1",
        "24",
        "0",
        "1,200",
        "2.5",
        "1e9",
        "k",
        "m",
        "$",
        "€",
        "%",
        "..",
        "to",
        "per",
        "/",
        "*",
        "x",
        "×",
        "+",
        "-",
        "(",
        ")",
        "h",
        "week",
        "people",
        "USD",
        "person hours",
        " ",
        "of",
        "million",
        "tickets",
        "^",
        ".",
        ",",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

fn ends() -> impl Strategy<Value = (u32, u32, u32, u32)> {
    (1..500_u32, 0..500_u32, 0..500_u32, 0..500_u32)
        .prop_map(|(low, a, b, c)| (low, low + a, low + a + b, low + a + b + c))
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,220}") {
        let _ = read_arithmetic(&text, "USD");
    }

    #[test]
    fn no_pieces_make_it_panic(text in pieces()) {
        if let Ok(typed) = read_arithmetic(&text, "USD") {
            prop_assert!(typed.figure.range().checked().is_ok(), "low ≤ likely ≤ high");
        }
    }

    #[test]
    fn the_read_back_reads_back(text in pieces()) {
        if let Ok(typed) = read_arithmetic(&text, "USD") {
            let again = read_arithmetic(&typed.grouped, "USD");
            prop_assert_eq!(again.map(|again| again.figure), Ok(typed.figure), "{}", typed.grouped);
        }
    }

    #[test]
    fn a_tighter_range_never_widens(
        (a, b, c, d) in ends(),
        form in prop::sample::select(vec![
            "R people * 3 h", "100 h / R people", "50 h - R h", "(R - 30) * 2..3 days",
            "$R * 10%..20%", "-(R weeks)", "10 / (2 / R)", "R% of 40 tickets",
        ]),
    ) {
        let wide = read(&form.replace('R', &format!("{a}..{d}"))).figure;
        let tight = read(&form.replace('R', &format!("{b}..{c}"))).figure;
        prop_assert!(wide.range().checked().is_ok(), "low ≤ likely ≤ high");
        // The calculator prints ten decimals of what has no end.
        let dust = 1e-9;
        let within = wide.low <= tight.low + dust && tight.high <= wide.high + dust;
        prop_assert!(within, "{tight:?} stays within {wide:?}");
        prop_assert_eq!(wide.unit, tight.unit, "the unit does not depend on the numbers");
    }
}
