//! What a packet may not say: rules, the review, and an export that waits for every answer.

use std::fs;

use crate::support::Bench;

fn filled() -> Bench {
    let bench = Bench::new();
    let id = bench.add("Kept the team out of it !sh @\"Oskar Lindqvist\" ^2026-03-02");
    bench.ok(&[
        "map",
        &id,
        "--outcome",
        "The Halden renewal held, as Lindqvist’s team says",
        "--figure",
        "$410k",
        "--evidence",
        "3: halden-clause.pdf",
    ]);
    bench.ok(&["packet", "new", "Case", "--from", "2026-01-01"]);
    bench
}

#[test]
fn an_export_waits_for_every_answer_and_then_says_none_of_it() {
    let bench = filled();
    let file = bench.path().join("case.md");
    let path = file.to_str().expect("UTF-8");
    let export = ["packet", "export", "Case", "--format", "md", "-o", path];
    let refused = bench.run(&export);
    assert_eq!(refused.code, 1, "a person without a rule blocks it");
    for name in ["Oskar Lindqvist", "Halden", "halden-clause.pdf"] {
        assert!(refused.err.contains(name), "`{name}` is named:\n{}", refused.err);
    }
    assert!(!file.exists(), "nothing was written");
    let check = bench.run(&["packet", "check", "Case", "--json"]);
    assert_eq!(check.code, 1, "the check says so too");
    assert!(check.out.contains("no-rule"), "and why:\n{}", check.out);

    bench.ok(&["packet", "rule", "Case", "--person", "Oskar", "describe", "a finance peer"]);
    bench.ok(&["packet", "rule", "Case", "--term", "Halden", "describe", "an enterprise renewal"]);
    let review = bench.json(&["packet", "rule", "Case", "--term", "$410k", "band"]);
    assert_eq!(review["unresolved"].as_array().map(Vec::len), Some(0), "{review}");
    let person = &review["people"][0];
    assert_eq!(person["before"], "Oskar Lindqvist", "what it is called in the journal");
    assert_eq!(person["after"], "a finance peer", "and in the file");
    assert_eq!(person["places"][0]["field"], "claim", "and where");

    bench.ok(&export);
    let text = fs::read_to_string(&file).expect("it is there");
    for secret in ["Oskar", "Lindqvist", "Halden", "halden", "410"] {
        assert!(!text.contains(secret), "`{secret}` stays in the journal:\n{text}");
    }
    assert!(text.contains("a finance peer’s team"), "one alias, with its ending:\n{text}");
    assert!(text.contains("$250k to "), "the band stands for the figure:\n{text}");

    bench.ok(&["packet", "rule", "Case", "--person", "Oskar", "drop"]);
    assert_eq!(bench.run(&export).code, 1, "without the rule it waits again");
    assert!(
        fs::read_to_string(&file).expect("still there").contains("a finance peer"),
        "the old file stands"
    );
}

#[test]
fn rules_that_do_not_fit_are_refused() {
    let bench = filled();
    let code =
        |arguments: &[&str]| bench.run(&[&["packet", "rule", "Case"], arguments].concat()).code;
    assert_eq!(code(&["--person", "Oskar", "band"]), 1, "a person has no band");
    assert_eq!(code(&["--term", "Halden", "round"]), 1, "nor has a word");
    assert_eq!(code(&["--term", "…", "remove"]), 1, "nothing to look for");
    assert_eq!(code(&["--person", "Oskar", "describe"]), 2, "without words");
    assert_eq!(code(&["--person", "Oskar", "keep", "words"]), 2, "words for nothing");
    assert_eq!(code(&["keep"]), 2, "about nobody");
}
