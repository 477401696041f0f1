//! A ladder through the binary: in, out, changed, linked, covered.

use std::fs;

use ledgerline_core::journal::{Journal, demo};
use ledgerline_core::time::Moment;
use ledgerline_core::vault::Effort;
use serde_json::{Value, json};

use crate::support::{Bench, NOW, PASSPHRASE, run_with};

const LADDER: &str = "# Engineering\n\nnow: Senior\ntarget: Director\n\n\
    ## Senior\n### Results\n- Delivers what was promised\n  key: delivers\n\n\
    ## Director\n### Direction\n\
    - **Sets direction**: Others plan from it.\n  bar: two, documented, in a year\n  key: direction\n\
    - Makes hard trade-offs\n  bar: one, documented, in a year\n  key: trade-offs\n\
    ### People\n- Grows people\n  bar: as the panel sees fit\n  key: people\n";

/// A journal with the ladder above in it.
fn with_ladder() -> Bench {
    let bench = Bench::new();
    fs::write(bench.path().join("ladder.md"), LADDER).expect("a file");
    let done = bench.json(&["ladder", "import", "ladder.md"]);
    assert_eq!(done["created"], true, "it is new");
    assert_eq!(done["added"].as_array().map(Vec::len), Some(4), "four criteria");
    assert_eq!(done["notes"][0]["kind"], "bar-in-words", "and one bar that stays in words");
    bench
}

/// An outcome of a new entry, with evidence of this grade; gives the ids of both.
fn outcome(bench: &Bench, line: &str, statement: &str, evidence: &str) -> (String, String) {
    let entry = bench.add(line);
    let view = bench.json(&[
        "map",
        &entry,
        "--outcome",
        statement,
        "--status",
        "happened",
        "--evidence",
        evidence,
    ]);
    let id = view["outcomes"][0]["outcome"]["id"].as_str().expect("an id").to_owned();
    (entry, id)
}

fn row<'a>(coverage: &'a Value, key: &str) -> &'a Value {
    let rows = coverage["rows"].as_array().expect("rows");
    rows.iter().find(|row| row["criterion"]["key"] == key).expect("this criterion is asked for")
}

#[test]
fn a_ladder_goes_in_and_comes_out_the_same_in_every_format() {
    let bench = with_ladder();
    for format in ["toml", "csv", "markdown"] {
        let name = format!("out.{}", if format == "markdown" { "md" } else { format });
        bench.ok(&["ladder", "export", "--format", format, "-o", &name]);
        let done = bench.json(&["ladder", "import", &name, "--ladder", "Engineering"]);
        assert_eq!(done["unchanged"], 4, "{format} says the same");
        assert_eq!(done["changed"], json!([]), "{format} changes nothing");
        let again = bench.ok(&["ladder", "export", "--format", format, "-o", "-"]);
        let first = fs::read_to_string(bench.path().join(&name)).expect("written");
        assert_eq!(again, first, "the same bytes");
    }
    assert_eq!(
        bench.json(&["ladder", "list"])[0]["target"],
        "Director",
        "a table left the levels alone"
    );
    let shown = bench.ok(&["ladder", "show"]);
    assert!(shown.contains("Sets direction") && shown.contains("bar, in words"), "{shown}");
}

#[test]
fn importing_again_keeps_links_and_a_dry_run_keeps_everything() {
    let bench = with_ladder();
    let (_, id) = outcome(&bench, "Chose the smaller scope !tr", "Scope fits", "2: minutes");
    bench.ok(&["ladder", "link", "trade-offs", &id, "--reason", "owned the loss"]);
    let shorter = "# Engineering\n## Director\n### Direction\n- Sets the direction\n  key: direction\n- Writes well\n";
    fs::write(bench.path().join("next.md"), shorter).expect("a file");
    let before = bench.json(&["ladder", "show"]);
    let preview = bench.json(&["ladder", "import", "next.md", "--dry-run"]);
    assert_eq!(preview["dry_run"], true, "only looked at");
    assert_eq!(bench.json(&["ladder", "show"]), before, "nothing is different");
    let done = bench.json(&["ladder", "import", "next.md"]);
    for part in ["added", "changed", "kept_aside", "removed"] {
        assert_eq!(done[part], preview[part], "what was previewed is what happens: {part}");
    }
    assert_eq!(done["kept_aside"][0]["key"], "trade-offs", "linked, so kept");
    assert_eq!(done["kept_aside"][0]["links"], 1, "for one link");
    assert_eq!(done["removed"].as_array().map(Vec::len), Some(2), "the others had none");
    bench.json(&["ladder", "import", "ladder.md"]);
    let back = bench.json(&["ladder", "coverage", "--level", "director"]);
    assert_eq!(
        row(&back, "trade-offs")["items"][0]["reason"],
        "owned the loss",
        "the link is back"
    );
}

#[test]
fn coverage_counts_once_and_names_the_cheapest_next_step() {
    let bench = with_ladder();
    let (entry, id) = outcome(
        &bench,
        "Wrote the direction down @Mei-Lin !di",
        "Three teams planned from it",
        "1: my note",
    );
    bench.ok(&["ladder", "link", "direction", &id, "--reason", "they plan from it"]);
    bench.ok(&[
        "ladder",
        "link",
        "direction",
        &entry[entry.len() - 8..],
        "--reason",
        "the page itself",
    ]);
    let coverage = bench.json(&["ladder", "coverage"]);
    assert_eq!(coverage["level"], "Director", "the level aimed at");
    assert_eq!(
        coverage["quarters"][7],
        json!({"year": 2026, "quarter": 4}),
        "this quarter is last"
    );
    let found = row(&coverage, "direction");
    assert_eq!(
        found["cells"][7],
        json!({"grade": 1, "count": 1}),
        "an entry and its outcome are one"
    );
    assert_eq!(found["standing"], "gap", "my own note is no evidence yet");
    assert_eq!(found["self_only"], true, "and that is said");
    let step = &found["steps"][0];
    assert_eq!(step["kind"], "ask-witness", "somebody was there");
    assert_eq!(step["person"]["name"], "Mei-Lin", "who");
    assert_eq!((&step["minutes"], &step["strokes"]), (&json!(5), &json!(2)), "its price");
    assert_eq!(row(&coverage, "people")["assumed"], true, "a bar in words is judged as none");
    assert_eq!(row(&coverage, "people")["steps"][0]["kind"], "new-work", "nothing to build on");
    let text = bench.ok(&["ladder", "coverage"]);
    assert!(text.contains("next: ask Mei-Lin for one line"), "{text}");
    assert!(!text.contains('%'), "no score and no percentage: {text}");

    let (_, second) =
        outcome(&bench, "Cut two projects !tr", "Two teams freed", "4: staffing table");
    bench.ok(&["ladder", "link", "trade-offs", &second]);
    let coverage = bench.json(&["ladder", "coverage"]);
    assert_eq!(row(&coverage, "trade-offs")["standing"], "met", "one, documented or better");
    assert_eq!(row(&coverage, "trade-offs")["never_shown"], true, "and shown to nobody above");
    let step = &row(&coverage, "direction")["steps"][0];
    assert_eq!(step["kind"], "link-outcome", "another criterion of the area has something");
    assert_eq!(step["criterion_name"], "Makes hard trade-offs", "this one");
    bench.ok(&["ladder", "unlink", "trade-offs", &second]);
    let coverage = bench.json(&["ladder", "coverage"]);
    assert_eq!(row(&coverage, "trade-offs")["standing"], "gap", "without its link, a gap again");
    assert_eq!(bench.json(&["ladder", "coverage"]), coverage, "asked twice, told the same");
}

#[test]
fn a_ladder_is_changed_in_place() {
    let bench = with_ladder();
    bench.ok(&["ladder", "set", "people", "--bar", "two, corroborated, in a year", "--place", "1"]);
    bench.ok(&[
        "ladder",
        "add",
        "Writes so that others act",
        "--level",
        "Director",
        "--area",
        "Reach",
    ]);
    bench.ok(&["ladder", "edit", "--rename-level", "Director=Head", "--name", "Ours"]);
    let view = bench.json(&["ladder", "show"]);
    let ladder = &view["ladder"];
    assert_eq!((&ladder["name"], &ladder["target"]), (&json!("Ours"), &json!("Head")), "renamed");
    let first = &ladder["criteria"][0];
    assert_eq!(
        (&first["key"], &first["level"]),
        (&json!("people"), &json!("Head")),
        "moved up, and along"
    );
    assert_eq!(
        first["bar"]["asks"],
        json!({"count": 2, "least": 3, "months": 12}),
        "its bar reads"
    );
    assert_eq!(
        ladder["criteria"][4]["key"], "director.writes-so-that-others-act",
        "a key of its own"
    );
    let (entry, _) = outcome(&bench, "Coached Edda !co", "Edda leads", "3: Edda says so");
    bench.ok(&["ladder", "link", "people", &entry]);
    let refused = bench.run(&["ladder", "remove", "people"]);
    assert_eq!(refused.code, 1, "something is linked");
    assert!(refused.err.contains("put it aside"), "{}", refused.err);
    bench.ok(&["ladder", "set", "people", "--aside"]);
    let coverage = bench.json(&["ladder", "coverage"]);
    let asked = coverage["rows"].as_array().expect("rows");
    assert!(asked.iter().all(|row| row["criterion"]["key"] != "people"), "no longer asked");
    bench.ok(&["ladder", "remove", "director.writes-so-that-others-act"]);
    for (args, code) in [
        (&["ladder", "set", "people"][..], 2),
        (&["ladder", "set", "nobody", "--bar", "one"], 1),
        (&["ladder", "set", "delivers", "--level", "Nowhere"], 1),
        (&["ladder", "set", "delivers", "--key", "direction"], 1),
        (&["ladder", "add", "  "], 1),
        (&["ladder", "edit", "--remove-level", "Head"], 1),
        (&["ladder", "edit", "--rename-level", "Head"], 2),
        (&["ladder", "coverage", "--level", "Nowhere"], 1),
        (&["ladder", "coverage", "--quarters", "0"], 2),
        (&["ladder", "link", "delivers", "ffffffff"], 1),
        (&["ladder", "import", "nowhere.toml"], 1),
        (&["ladder", "export", "--format", "pdf", "-o", "x"], 2),
    ] {
        let ran = bench.run(args);
        assert_eq!(ran.code, code, "`{}`: {}", args.join(" "), ran.err);
        assert!(!ran.err.is_empty(), "and says why");
    }
}

#[test]
fn a_malformed_file_changes_nothing_and_says_the_line() {
    let bench = with_ladder();
    let before = bench.json(&["ladder", "show"]);
    for (format, text, said) in [
        ("toml", "name = \"x", "line 1: this is not TOML"),
        ("toml", "weight = 1", "line 1: there is no such setting"),
        ("toml", "[[criterion]]\ntext = 4", "line 2: this has to be text"),
        ("toml", "[[criterion]]\nkey = \"a\"", "line 1: this criterion has no text"),
        ("csv", "criterion\nDelivers", "line 1: the first line names the columns"),
        ("csv", "text,bar\nDelivers,always,two", "line 2: this line has 3 values"),
        ("csv", "text\n\"Delivers", "line 2: a quotation mark opens"),
        ("markdown", "# Engineering\nnothing\n", "there is no criterion"),
        ("markdown", "# Engineering\n#### Deep\n- x", "line 2: headings end at"),
        ("markdown", "# Engineering\n- x\n  key: a b", "line 3: a key is"),
    ] {
        let args = ["ladder", "import", "-", "--format", format, "--ladder", "Engineering"];
        let mut command = bench.command(&args);
        let ran = run_with(command.env("LEDGERLINE_PASSPHRASE", PASSPHRASE), text.as_bytes());
        assert_eq!(ran.code, 1, "{text:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{text:?} says `{said}`: {}", ran.err);
        assert!(ran.err.trim_end().ends_with("nothing was changed"), "{}", ran.err);
        assert_eq!(ran.out, "", "nothing to read");
    }
    fs::write(bench.path().join("bytes.csv"), b"text\n\xff\xfe\n").expect("a file");
    let ran = bench.run(&["ladder", "import", "bytes.csv"]);
    assert!(ran.code == 1 && ran.err.contains("line 2: this is not UTF-8"), "{}", ran.err);
    assert_eq!(bench.json(&["ladder", "show"]), before, "the ladder is as it was");
    assert_eq!(bench.locked(&["ladder", "list"]).code, 3, "and it needs a key like all else");
}

#[test]
fn the_starter_comes_once() {
    let bench = Bench::new();
    bench.ok(&["ladder", "start"]);
    let started = bench.json(&["ladder", "show"]);
    assert_eq!(started["ladder"]["criteria"].as_array().map(Vec::len), Some(16), "the starter");
    assert_eq!(bench.json(&["ladder", "start"])["unchanged"], 16, "twice is once");
    assert_eq!(bench.json(&["ladder", "delete"]), json!([]), "in the bin");
    assert_eq!(bench.run(&["ladder", "show"]).code, 1, "there is none any more");
}

#[test]
fn the_demo_aims_for_director_with_something_behind_every_criterion() {
    let bench = Bench::empty();
    let now = Moment::parse(NOW).expect("a moment");
    let made = Journal::create(&bench.journal(), PASSPHRASE, None, Effort::quick(), &now);
    let (mut journal, _) = made.expect("a journal");
    demo::fill(&mut journal, &now).expect("filled");
    drop(journal);
    let coverage = bench.json(&["ladder", "coverage"]);
    assert_eq!(coverage["level"], "Director", "what the persona aims for");
    let rows = coverage["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 12, "twelve criteria");
    for row in rows {
        let name = &row["criterion"]["text"];
        assert_ne!(row["items"], json!([]), "something stands behind {name}");
        let open = row["standing"] != "met" || row["going_stale"] == true;
        assert_eq!(open, row["steps"] != json!([]), "a step where one is needed: {name}");
    }
    assert!(coverage["met"].as_u64() > Some(0), "some of it is met");
    assert!(coverage["met"].as_u64() < Some(12), "and some of it is not");
}
