//! The packet as its readers will take it: sections, voices, limits, forms, rehearsal, coach, and
//! what changed since it was sent.

use std::fs;

use serde_json::Value;

use crate::support::Bench;

/// A packet of two claims: one with everything, one with nothing but a sentence.
fn filled() -> (Bench, String, String) {
    let bench = Bench::new();
    let sound = bench.add("kept two engineers on the API !sh ^2026-03-02");
    bench.ok(&[
        "map",
        &sound,
        "--outcome",
        "the January date held",
        "--figure",
        "265 hours",
        "--category",
        "capacity",
        "--evidence",
        "4: burn-up chart",
    ]);
    let weak = bench.add("helped with the rota !un ^2026-11-18 = the rota was changed");
    bench.ok(&["packet", "new", "Case", "--from", "2026-01-01", "--arrange", "own"]);
    (bench, sound, weak)
}

fn headings(packet: &Value) -> Vec<(String, usize)> {
    let sections = packet["sections"].as_array().expect("sections").iter();
    sections
        .map(|section| {
            let items = section["items"].as_array().expect("items").len();
            (section["heading"].as_str().expect("a heading").to_owned(), items)
        })
        .collect()
}

fn texts<'a>(list: &'a Value, field: &str) -> Vec<&'a str> {
    let list = list.as_array().expect("a list").iter();
    list.map(|one| one[field].as_str().expect("text")).collect()
}

#[test]
fn sections_of_my_own_are_started_ordered_limited_and_filled() {
    let (bench, sound, weak) = filled();
    bench.ok(&["packet", "section", "Case", "Delivery", "--budget", "20 characters"]);
    bench.ok(&["packet", "section", "Case", "People", "--place", "1", "--intro", "Who *grew*"]);
    bench.ok(&["packet", "move", "Case", &sound, "--section", "Delivery"]);
    let moved =
        bench.json(&["packet", "move", "Case", &weak, "--section", "delivery", "--to", "1"]);
    assert_eq!(
        headings(&moved),
        [("People".to_owned(), 0), ("Delivery".to_owned(), 2)],
        "an empty section waits, nothing is left over"
    );
    let first = &moved["sections"][1]["items"][0]["outcome"]["statement"];
    assert_eq!(first, "the rota was changed", "it went to the first place of its section");
    let over = moved["sections"][1]["over"].as_u64().expect("a number");
    let count = moved["sections"][1]["count"]["characters"].as_u64().expect("a number");
    assert_eq!(over, count - 20, "by how much the exported text is over");
    let back = bench.json(&["packet", "section", "Case", "Delivery", "--remove"]);
    assert_eq!(headings(&back).last().map(|(_, items)| *items), Some(2), "claims stay");
    let lost = bench.run(&["packet", "move", "Case", &sound, "--section", "Nowhere"]);
    assert_eq!((lost.code, lost.err.lines().count()), (1, 1), "no such section: {}", lost.err);
}

#[test]
fn a_voice_leaves_with_permission_and_not_without() {
    let (bench, ..) = filled();
    bench.ok(&[
        "packet",
        "voice",
        "Case",
        "She kept the room",
        "--speaker",
        "A peer",
        "--said",
        "2026-02-03",
    ]);
    let text = bench.ok(&["packet", "export", "Case", "--format", "txt", "-o", "-"]);
    assert!(!text.contains("kept the room"), "nobody gave permission:\n{text}");
    let found = bench.json(&["packet", "check", "Case"]);
    assert_eq!(found["unpermitted"], 1, "and the check says so");
    bench.ok(&["packet", "voice", "Case", "kept the room", "--remove"]);
    bench.ok(&[
        "packet",
        "voice",
        "Case",
        "She kept the room",
        "--speaker",
        "A peer",
        "--permitted",
        "2026-11-01",
    ]);
    let text = bench.ok(&["packet", "export", "Case", "--format", "txt", "-o", "-"]);
    assert!(text.contains("“She kept the room”"), "now it stands there:\n{text}");
    assert!(text.contains("quoted with permission of 1 November 2026"), "with its permission");
}

#[test]
fn people_who_grew_and_projects_come_in_by_name() {
    let (bench, ..) = filled();
    bench.add("Coached Ana to chair the review !co @Ana ^2026-05-04");
    bench.ok(&[
        "projects",
        "add",
        "Outage simulator",
        "--problem",
        "nobody rehearses",
        "--status",
        "handed-over",
    ]);
    bench.ok(&["packet", "person", "Case", "Ana"]);
    bench.ok(&["packet", "rule", "Case", "--person", "Ana", "keep"]);
    bench.ok(&["packet", "project", "Case", "simulator"]);
    let text = bench.ok(&["packet", "export", "Case", "--format", "txt", "-o", "-"]);
    assert!(text.contains("Who grew\nAna\nWhen: 4 May 2026"), "with the day of the entry:\n{text}");
    assert!(
        text.contains("Outage simulator\nProblem: nobody rehearses\nState: handed over"),
        "{text}"
    );
    bench.ok(&["packet", "project", "Case", "simulator", "--remove"]);
    bench.ok(&["projects", "remove", "simulator"]);
    let text = bench.ok(&["packet", "export", "Case", "--format", "txt", "-o", "-"]);
    assert!(!text.contains("simulator"), "taken out again");
}

#[test]
fn check_names_what_is_too_long_weak_or_missing() {
    let (bench, ..) = filled();
    bench.ok(&["packet", "edit", "Case", "--budget", "5 words", "--summary", "A year of it"]);
    let found = bench.json(&["packet", "check", "Case"]);
    assert_eq!(texts(&found["over_limit"], "what"), ["packet"], "the whole is over");
    assert_eq!(found["over_limit"][0]["budget"]["unit"], "words", "in its own unit");
    assert_eq!(found["missing"].to_string(), r#"["against"]"#, "the summary is there");
    let weak = found["weak_claims"].as_array().expect("a list");
    let rota = weak.iter().find(|claim| claim["sentence"].to_string().contains("rota"));
    let why = rota.expect("the weak claim")["why"].to_string();
    for reason in ["only-my-word", "no-counterfactual", "nobody-credited", "no-figure"] {
        assert!(why.contains(reason), "`{reason}` is missing in {why}");
    }
    let january = weak.iter().find(|claim| claim["sentence"].to_string().contains("January"));
    let why = january.expect("it has no counterfactual")["why"].to_string();
    assert!(!why.contains("only-my-word") && !why.contains("no-figure"), "its chart counts: {why}");
    let people = bench.ok(&["packet", "check", "Case"]);
    assert!(people.contains("reasons against are not written yet"), "in words too:\n{people}");
}

#[test]
fn a_form_is_filled_from_the_text_as_exported_and_says_what_is_over() {
    let (bench, ..) = filled();
    let file = bench.path().join("form.toml");
    let form = "[[form]]\nkey = 'panel'\nname = 'Panel form'\nunit = 'words'\nfields = [\
                {key = 'why', label = 'Why', limit = 2, from = ['summary']},\
                {key = 'what', label = 'What', from = ['sections']}]\n";
    fs::write(&file, form).expect("written");
    bench.ok(&["packet", "forms", "--import", file.to_str().expect("UTF-8")]);
    let again = bench.ok(&["packet", "forms", "panel"]);
    fs::write(&file, &again).expect("written");
    bench.ok(&["packet", "forms", "--import", file.to_str().expect("UTF-8")]);
    bench.ok(&["packet", "edit", "Case", "--summary", "A year *of* it", "--form", "panel"]);
    let found = bench.json(&["packet", "check", "Case"]);
    assert_eq!(texts(&found["over_limit"], "name"), ["Why"], "two words over two");
    assert_eq!(found["over_limit"][0]["over"], 2, "counted as copied, without the stars");
    let fields = bench.ok(&[
        "packet",
        "export",
        "Case",
        "--format",
        "json",
        "--profile",
        "panel",
        "-o",
        "-",
    ]);
    let fields: Value = serde_json::from_str(&fields).expect("JSON");
    assert_eq!(fields["fields"][0]["text"], "A year of it", "ready to paste");
    let text =
        bench.ok(&["packet", "export", "Case", "--format", "txt", "--profile", "panel", "-o", "-"]);
    assert!(text.starts_with("== Why ==\nA year of it\n"), "by label:\n{text}");
    let wrong = bench.run(&["packet", "edit", "Case", "--form", "nothing"]);
    assert_eq!(wrong.code, 1, "there is no such form: {}", wrong.err);
}

#[test]
fn the_coach_marks_and_asks_and_its_rules_can_be_replaced() {
    let (bench, ..) = filled();
    bench.ok(&["packet", "edit", "Case", "--summary", "I helped. A significant year."]);
    let before = bench.ok(&["packet", "coach", "Case", "--json"]);
    assert_eq!(before, bench.ok(&["packet", "coach", "Case", "--json"]), "same in, same out");
    let texts: Value = serde_json::from_str(&before).expect("JSON");
    let rules = texts[0]["marks"].to_string();
    for rule in ["bare-helped", "adjective-without-number"] {
        assert!(rules.contains(rule), "`{rule}` is missing in {rules}");
    }
    let claims = texts.as_array().expect("a list").iter().filter(|text| !text["outcome"].is_null());
    assert!(
        claims.clone().all(|text| text["marks"].to_string().contains("no-counterfactual")),
        "nothing says what would have happened otherwise"
    );
    assert_eq!(claims.count(), 2, "each claim is looked at");
    let file = bench.path().join("rules.toml");
    fs::write(&file, "[[rule]]\nname = 'year'\nfind = ['year']\nask = 'Which?'\n")
        .expect("written");
    bench.ok(&["packet", "coach", "--use-rules", file.to_str().expect("UTF-8")]);
    let now = bench.ok(&["packet", "coach", "Case"]);
    assert!(now.contains("(year)") && !now.contains("bare-helped"), "only my rule:\n{now}");
    fs::write(&file, "[[rule]]\nname = 'year'\n").expect("written");
    let wrong = bench.run(&["packet", "coach", "--use-rules", file.to_str().expect("UTF-8")]);
    assert!(wrong.code == 1 && wrong.err.contains("rule file"), "it says where: {}", wrong.err);
}

#[test]
fn a_rehearsal_reads_in_the_exported_order_and_doubts_claim_by_claim() {
    let (bench, ..) = filled();
    let long = "word ".repeat(400);
    bench.ok(&["packet", "edit", "Case", "--summary", &long]);
    let found = bench.json(&["packet", "rehearse", "Case"]);
    assert_eq!(found["words"], 357, "ninety seconds");
    assert_eq!(
        (&found["claims"], &found["claims_reached"]),
        (&2.into(), &0.into()),
        "none is reached"
    );
    let january = found["doubts"].as_array().expect("a list").iter();
    let january = january
        .filter(|claim| claim["sentence"].to_string().contains("January"))
        .flat_map(|claim| claim["doubts"].as_array().expect("a list").clone())
        .collect::<Vec<_>>();
    let answers = |kind: &str| {
        let doubt =
            january.iter().find(|doubt| doubt["kind"] == kind).expect("the doubt is raised");
        doubt["answers"].to_string()
    };
    assert_eq!(answers("who-else"), "[]", "nobody is credited");
    assert!(answers("says-who").contains("burn-up chart"), "the record answers it");
    assert_eq!(answers("does-it-last"), "[]", "eight months ago, and never looked at again");
    bench.ok(&["packet", "edit", "Case", "--summary", "Short."]);
    let found = bench.json(&["packet", "rehearse", "Case"]);
    assert_eq!((&found["left"], &found["claims_reached"]), (&0.into(), &2.into()), "all is read");
}

#[test]
fn what_changed_since_it_was_sent_is_told_by_the_word() {
    let (bench, ..) = filled();
    bench.ok(&["packet", "edit", "Case", "--summary", "Held the January date."]);
    let nothing = bench.json(&["packet", "changed", "Case"]);
    assert!(nothing["since"].is_null() && nothing["changed"] == false, "not sent yet");
    let file = bench.path().join("case.html");
    let path = file.to_str().expect("UTF-8");
    bench.ok(&["packet", "export", "Case", "--format", "html", "-o", path]);
    let same = bench.json(&["packet", "changed", "Case"]);
    assert_eq!(
        same["since"]["bytes"],
        fs::metadata(&file).expect("it is there").len(),
        "that file"
    );
    assert_eq!(
        (&same["changed"], same["since"]["sha256"].to_string().len()),
        (&false.into(), 66),
        "its hash"
    );
    bench.ok(&["packet", "edit", "Case", "--summary", "Held the February date."]);
    let now = bench.ok(&["packet", "changed", "Case"]);
    assert!(now.contains("- Held the January date."), "as it was:\n{now}");
    assert!(now.contains("+ Held the February date."), "as it is:\n{now}");
    let words = bench.json(&["packet", "changed", "Case"])["lines"].to_string();
    assert!(words.contains(r#"{"text":"January","hit":true}"#), "and the very word: {words}");
    bench.ok(&["packet", "export", "Case", "--format", "md", "-o", "-", "--no-copy"]);
    assert_eq!(bench.json(&["packet", "changed", "Case"])["changed"], true, "no copy of that one");
}
