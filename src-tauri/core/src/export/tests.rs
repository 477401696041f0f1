use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

use super::*;
use crate::kind::Kind;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn entry(number: u128, text: &str) -> Entry {
    let made = json!({
        "id": id(number), "raw": format!("{text} !sh"), "text": text, "kind": "shielding",
        "day": "2026-11-20", "zone": "Europe/Berlin", "captured_at": "2026-11-20T16:42:00+01:00",
        "people": [{ "id": id(1), "name": "Priya" }], "goal": { "id": id(2), "name": "Cut over" },
        "tags": ["bank", "focus"], "body": "A *longer* text.\n\nTwo paragraphs.",
        "private_note": "I was afraid.", "sensitivity": "confidential", "asked": "unasked",
        "figure": { "low": 1.0, "likely": 2.0, "high": 3.0, "unit": "hours" }, "ask_on": "2026-12-01",
        "no_outcome": false, "revision": 3,
        "fields": { "kind": "shielding", "whose_demand": "Sales", "people_kept": "6",
                    "forecast_by": "", "forecast_on": "" },
    });
    serde_json::from_value(made).expect("an entry of this test")
}

fn outcome(number: u128, of: u128, statement: &str, likely: f64) -> Outcome {
    let made = json!({
        "id": id(number), "statement": statement, "category": "capacity", "metric": null,
        "unit_value": null, "calculation": null,
        "figure": { "low": -likely, "likely": likely, "high": likely, "unit": "pages" },
        "counterfactual": { "text": "A slip.", "basis": "forecast" }, "confidence": "reasoned",
        "status": "partly", "check_on": "2026-12-24", "part": null, "share": null,
        "credits": [{ "person": id(1), "name": "Priya", "did": "led", "share": likely }],
        "nobody_else": false,
        "evidence": [{ "id": id(9), "kind": "quote", "grade": 3, "reference": "“done”",
                       "dated": "2026-11-21" }],
        "criteria": [{ "criterion": "L4", "reason": "scope" }],
        "shown": [{ "person": id(1), "on": null, "how": "mail" }], "overlaps": [],
        "wording": "My own words", "entries": [id(of)], "day": "2026-11-20", "revision": 1,
    });
    serde_json::from_value(made).expect("an outcome of this test")
}

fn person(name: &str) -> Person {
    let made = json!({
        "id": id(1), "name": name, "role": "lead", "area": "bank", "relation": "peer",
        "last_contact": "2026-01-01", "invested": "", "later_step": "", "honest_share": "",
        "may_be_named": true, "asked_on": null, "revision": 1,
    });
    serde_json::from_value(made).expect("a person of this test")
}

fn goal(statement: &str) -> Goal {
    let blank = json!({ "holds": null, "words": "" });
    let made = json!({
        "id": id(2), "statement": statement, "could_fail": { "holds": true, "words": "my seat" },
        "could_go_well": blank, "measure": { "name": "days", "now": 1.5 }, "from": null,
        "until": null, "state": "active", "revision": 2,
    });
    serde_json::from_value(made).expect("a goal of this test")
}

fn written(write: impl Fn(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("memory takes everything");
    String::from_utf8(bytes).expect("UTF-8")
}

fn read(text: &str) -> Result<Vec<Line>, LineError> {
    read_lines(text.as_bytes()).map(|line| Ok(line?.1)).collect()
}

proptest! {
    #[test]
    fn json_lines_read_back_the_same(text: String, note: String, name: String,
                                     likely in prop::num::f64::NORMAL | prop::num::f64::ZERO) {
        let mut entry = entry(3, &text);
        entry.private_note = note;
        let outcome = outcome(4, 3, &name, likely);
        let (person, goal) = (person(&name), goal(&text));
        let contents = Contents {
            people: std::slice::from_ref(&person),
            goals: std::slice::from_ref(&goal),
            ladders: &[],
            met: &[],
            entries: std::slice::from_ref(&entry),
            outcomes: std::slice::from_ref(&outcome),
            private: true,
        };
        let text = written(|to| write_lines(&contents, to));
        let lines = read(&text).expect("our own lines");
        let head = Line::Journal { format: FORMAT.into(), private: true };
        let expected = [head, Line::Person(person.clone()), Line::Goal(goal.clone()),
                        Line::Entry(Box::new(entry.clone())), Line::Outcome(Box::new(outcome.clone()))];
        prop_assert!(lines == expected, "to the last bit of every number");
        prop_assert_eq!(text.lines().count(), 5, "one thing a line, whatever is in it");
    }

    #[test]
    fn any_text_is_read_or_refused_but_never_a_panic(text: String) {
        for line in read_lines(text.as_bytes()) {
            prop_assert!(line.is_err(), "chance does not write an entry");
        }
    }

    #[test]
    fn no_cell_of_text_begins_like_a_formula(text in "[ \t=+@-]{0,3}.{0,20}") {
        let cell = sheet::inert(&text);
        prop_assert!(!cell.trim_start_matches([' ', '\u{a0}']).starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{:?}", cell);
        prop_assert!(cell == text || cell.strip_prefix('\'') == Some(&text), "and the text stays whole");
    }
}

#[test]
fn private_notes_go_along_only_when_asked_for() {
    let (entries, outcomes) = ([entry(3, "Kept the team out")], [outcome(4, 3, "It landed", 5.0)]);
    for private in [false, true] {
        let contents = Contents {
            people: &[],
            goals: &[],
            ladders: &[],
            met: &[],
            entries: &entries,
            outcomes: &outcomes,
            private,
        };
        let files = [
            written(|to| write_lines(&contents, to)),
            written(|to| csv(&contents, to)),
            written(|to| markdown(&contents, to)),
        ];
        for file in files {
            assert_eq!(file.contains("I was afraid."), private, "asked for: {private}, in\n{file}");
            assert!(file.contains("onfidential"), "a confidential entry says so in\n{file}");
        }
    }
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_not_repeated() {
    let head = "{\"type\":\"journal\",\"format\":\"ledgerline/1\",\"private\":false}";
    let said = |text: &str| match read(text) {
        Ok(_) => "read".to_owned(),
        Err(error) => error.to_string(),
    };
    assert_eq!(said(&format!("\u{feff}{head}\n\n  \r\n")), "read", "blank lines are passed over");
    assert_eq!(
        said(&format!("{head}\n\n{{\"type\":\"bet\",\"belief\":\"secret\"}}")),
        "line 3 is of a type this version does not know",
        "a newer version's file"
    );
    let wrong = said(&format!("{head}\n{{\"type\":\"entry\",\"text\":\"secret\"}}"));
    assert!(wrong.starts_with("line 2 is not what"), "it lacks what an entry needs: {wrong}");
    assert!(!wrong.contains("secret"), "no text of the user's in an error");
}

#[test]
fn csv_has_a_row_for_each_outcome_and_reads_back() {
    let mut unmapped = entry(5, "=HYPERLINK(\"https://evil.example\")");
    unmapped.kind = Some(Kind::TradeOff);
    let entries = [entry(3, "Two, \"quoted\"\nlines"), unmapped];
    let outcomes = [outcome(4, 3, "@one", 5.0), outcome(6, 3, "two", 7.5)];
    let contents = Contents {
        people: &[],
        goals: &[],
        ladders: &[],
        met: &[],
        entries: &entries,
        outcomes: &outcomes,
        private: true,
    };
    let text = written(|to| csv(&contents, to));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let column = |name: &str| {
        reader
            .headers()
            .expect("a header row")
            .iter()
            .position(|head| head == name)
            .expect("a column")
    };
    let mut column = column;
    let wanted = ["text", "kind", "statement", "figure_low", "unit", "evidence"].map(&mut column);
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|row| row.expect("a row as long as the header"))
        .map(|row| wanted.iter().map(|at| row[*at].to_owned()).collect())
        .collect();
    assert_eq!(
        rows,
        [
            ["Two, \"quoted\"\nlines", "shielding", "'@one", "-5", "pages", "corroborated"],
            ["Two, \"quoted\"\nlines", "shielding", "two", "-7.5", "pages", "corroborated"],
            ["'=HYPERLINK(\"https://evil.example\")", "trade-off", "", "", "", ""],
        ],
        "formulas are put out, numbers stay numbers"
    );
}

#[test]
fn markdown_goes_by_month_and_takes_no_text_for_formatting() {
    let mut earlier = entry(5, "# not a heading <b>");
    earlier.day = "2026-10-02".parse().expect("a day");
    (earlier.kind, earlier.goal, earlier.body) = (None, None, String::new());
    earlier.people.clear();
    let entries = [entry(3, "Kept the team out"), earlier];
    let outcomes = [outcome(4, 3, "It landed *on time*", 5.0)];
    let contents = Contents {
        people: &[],
        goals: &[],
        ladders: &[],
        met: &[],
        entries: &entries,
        outcomes: &outcomes,
        private: true,
    };
    insta::assert_snapshot!(written(|to| markdown(&contents, to)));
}
