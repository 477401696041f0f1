//! What came of an entry.

use serde_json::{Value, json};

use crate::support::Bench;

#[test]
fn everything_about_an_outcome_is_written_in_one_command() {
    let bench = Bench::new();
    let id = bench.add("Kept the data team out of the quarter-end scramble !sh");
    let view = bench.json(&[
        "map",
        &id,
        "--outcome",
        "Six people stayed on the migration",
        "--category",
        "capacity",
        "--figure",
        "6 people * 4 h/week * 8 weeks",
        "--status",
        "happened",
        "--anyway",
        "0..50",
        "--credit",
        "Mei-Lin: planned the cut-over",
        "--part",
        "enabled",
        "--share",
        "25..75",
        "--evidence",
        "2: minutes of the steering group",
        "--confidence",
        "reasoned",
        "--otherwise",
        "They would have been pulled in again",
    ]);
    let outcome = &view["outcomes"][0]["outcome"];
    assert_eq!(outcome["statement"], "Six people stayed on the migration", "what changed");
    assert_eq!(outcome["category"], "capacity", "its category");
    assert_eq!(outcome["figure"]["likely"], 192, "the arithmetic was worked out");
    assert_eq!(outcome["figure"]["unit"], "hours", "in its unit");
    assert_eq!(
        outcome["counterfactual"]["anyway"],
        json!({"low": 0, "likely": 25, "high": 50}),
        "quarters"
    );
    assert_eq!(outcome["share"], json!({"low": 25, "likely": 50, "high": 75}), "my share");
    assert_eq!(outcome["part"], "enabled", "my part");
    assert_eq!(outcome["credits"][0]["name"], "Mei-Lin", "whose credit");
    assert_eq!(outcome["credits"][0]["did"], "planned the cut-over", "and for what");
    assert_eq!(outcome["evidence"][0]["reference"], "minutes of the steering group", "evidence");
    let listed = &bench.entries()[0];
    assert_eq!(listed["loose"], false, "it is mapped");
    assert_eq!(listed["outcomes"][0]["grade"], 2, "with its grade as a number");
    assert!(bench.ok(&["show", &id]).contains("|| documented"), "and its strokes");
}

#[test]
fn a_figure_reads_as_a_range_or_as_arithmetic_and_nonsense_writes_nothing() {
    let bench = Bench::new();
    let id = bench.add("Talked the vendor down !ne");
    let range = bench.json(&["map", &id, "--outcome", "Time kept", "--figure", "24..28 hours"]);
    let figure = &range["outcomes"][0]["outcome"]["figure"];
    assert_eq!((&figure["low"], &figure["high"]), (&json!(24), &json!(28)), "a range");
    for wrong in [
        ["--figure", "six of one"],
        ["--figure", "3 hours + 2 people"],
        ["--anyway", "10..20"],
        ["--share", "120"],
        ["--category", "luck"],
        ["--status", "maybe"],
        ["--evidence", "minutes"],
        ["--evidence", "7: minutes"],
        ["--credit", ": did it"],
        ["--check-on", "someday"],
    ] {
        let ran = bench.run(&[&["map", &id, "--outcome", "Never written"], &wrong[..]].concat());
        assert_eq!(ran.code, 2, "`{}` cannot be read: {}", wrong.join(" "), ran.err);
    }
    assert_eq!(bench.run(&["map", &id]).code, 2, "there is nothing to map it to");
    assert_eq!(bench.run(&["map", &id, "--outcome", " "]).code, 2, "an empty sentence");
    assert_eq!(bench.run(&["map", &id, "--none", "--share", "20"]).code, 2, "of nothing");
    let view = bench.json(&["show", &id]);
    assert_eq!(view["outcomes"].as_array().map(Vec::len), Some(1), "none of these left a trace");
}

#[test]
fn outcomes_are_linked_unlinked_changed_and_declined() {
    let bench = Bench::new();
    let first = bench.add("Asked for the budget !ne");
    let second = bench.add("Asked again !ne");
    let idle = bench.add("Sat in a meeting");
    let view = bench.json(&[
        "map",
        &first,
        "--outcome",
        "Budget approved",
        "--status",
        "expected",
        "--check-on",
        "2026-12-10",
    ]);
    let outcome = view["outcomes"][0]["outcome"]["id"].as_str().expect("an id").to_owned();
    let linked = bench.json(&["map", &second, "--link", &outcome[outcome.len() - 8..]]);
    assert_eq!(
        linked["outcomes"][0]["outcome"]["id"],
        outcome.as_str(),
        "one outcome, two entries"
    );
    let changed = bench.json(&["map", &second, "--change", &outcome, "--status", "happened"]);
    assert_eq!(changed["outcomes"][0]["outcome"]["status"], "happened", "it has come");
    assert_eq!(changed["outcomes"][0]["outcome"]["check_on"], "2026-12-10", "the rest stays");
    let unlinked = bench.json(&["map", &second, "--unlink", &outcome]);
    assert_eq!(unlinked["outcomes"], json!([]), "no longer linked");
    assert_eq!(unlinked["loose"], true, "a loose end again");
    let none = bench.json(&["map", &idle, "--none"]);
    assert_eq!(none["entry"]["no_outcome"], true, "no outcome, and that is fine");
    assert_eq!(none["loose"], false, "so it is no loose end");
    assert_eq!(bench.run(&["map", &idle, "--link", "ffffffff"]).code, 1, "no such outcome");
    assert_eq!(
        bench.json(&["list", "--status", "happened"])[0]["outcomes"][0]["figure"],
        Value::Null,
        "found by status"
    );
}
