//! Listing, finding, showing and changing entries, people, goals and weeks.

use serde_json::{Value, json};

use crate::support::{Bench, names};

fn texts(found: &Value) -> Vec<&str> {
    found.as_array().expect("an array").iter().filter_map(|entry| entry["text"].as_str()).collect()
}

#[test]
fn listed_entries_have_exactly_the_promised_fields() {
    let bench = Bench::new();
    bench.add(
        "Held the room while Ops worked !st @Oskar >renewals #outage = service back in an hour",
    );
    let entries = bench.entries();
    assert_eq!(
        names(&entries[0]),
        [
            "id",
            "day",
            "captured_at",
            "kind",
            "text",
            "people",
            "goal",
            "tags",
            "loose",
            "sensitivity",
            "outcomes"
        ],
        "these fields in this order"
    );
    let outcome = &entries[0]["outcomes"][0];
    assert_eq!(
        names(outcome),
        ["id", "statement", "category", "figure", "grade", "status"],
        "and these of an outcome"
    );
    assert_eq!(entries[0]["day"], "2026-11-20", "the writer's day");
    assert_eq!(entries[0]["captured_at"], "2026-11-20T16:42:00+01:00", "with the writer's offset");
    assert_eq!(entries[0]["people"], json!(["Oskar"]), "people are names");
    assert_eq!(entries[0]["goal"], "renewals", "a goal is its name");
    assert_eq!(entries[0]["tags"], json!(["outage"]), "tags without their sign");
    assert_eq!(entries[0]["loose"], false, "something came of it");
    assert_eq!(entries[0]["sensitivity"], "open", "open unless said otherwise");
    assert_eq!(outcome["statement"], "service back in an hour", "what came of it");
    assert!(outcome["grade"].is_u64(), "a grade is a number: {}", outcome["grade"]);
    assert_eq!(outcome["status"], "happened", "it has come");
    assert_eq!(outcome["category"], Value::Null, "nobody said which category");
}

#[test]
fn filters_narrow_the_list_and_the_limit_cuts_it() {
    let bench = Bench::new();
    bench.add("Kept the auditors away !sh @Mei-Lin #audit ^2026-11-03");
    bench.add("Settled who owns billing !de @Oskar >billing ^2026-11-10 = one owner");
    bench.add("Coached Ana through her first review !co @Ana #audit");
    let found = |args: &[&str]| {
        let found = bench.json(&[&["list"], args].concat());
        texts(&found).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let (kept, settled, coached) = (
        "Kept the auditors away",
        "Settled who owns billing",
        "Coached Ana through her first review",
    );
    assert_eq!(found(&[]), [coached, settled, kept], "newest first");
    assert_eq!(found(&["--limit", "2"]), [coached, settled], "the newest two");
    assert_eq!(found(&["--kind", "sh"]), [kept], "by alias");
    assert_eq!(found(&["--kind", "sh", "--kind", "coaching"]), [coached, kept], "either");
    assert_eq!(found(&["--family", "broker"]), [settled], "by family");
    assert_eq!(found(&["--with", "oskar"]), [settled], "by person, in any case");
    assert_eq!(found(&["--goal", "billing"]), [settled], "by goal");
    assert_eq!(found(&["--tag", "#audit"]), [coached, kept], "by tag, with or without its sign");
    assert_eq!(found(&["--tag", "audit", "--kind", "co"]), [coached], "different filters all hold");
    assert_eq!(found(&["--since", "2026-11-10"]), [coached, settled], "from a day");
    assert_eq!(found(&["--until", "-1w"]), [settled, kept], "up to a day said in everyday words");
    assert_eq!(found(&["--loose"]), [coached, kept], "nothing came of these yet");
    assert!(found(&["--confidential"]).is_empty(), "none is confidential");
    assert!(found(&["--category", "risk"]).is_empty(), "none has this category");
    let nobody = bench.run(&["list", "--with", "Zebedee", "--json"]);
    assert_eq!(nobody.code, 1, "an unknown name is said, not an empty list");
    assert!(nobody.err.contains("ledgerline people"), "with where to look: {}", nobody.err);
}

#[test]
fn search_finds_parts_of_words_and_says_nothing_when_nothing_is_there() {
    let bench = Bench::new();
    bench.add("Renegotiated the café contract");
    bench.add("Moved the 四半期 review");
    assert_eq!(
        texts(&bench.json(&["search", "negotia"])),
        ["Renegotiated the café contract"],
        "a part"
    );
    assert_eq!(
        texts(&bench.json(&["search", "cafe"])),
        ["Renegotiated the café contract"],
        "no accent"
    );
    assert_eq!(texts(&bench.json(&["search", "四半"])), ["Moved the 四半期 review"], "two letters");
    assert_eq!(bench.json(&["search", "zebra"]), json!([]), "an empty array is an answer");
    let odd = bench.run(&["search", "\"un(closed* OR -", "--json"]);
    assert_eq!(odd.code, 0, "whatever is typed is words to find: {}", odd.err);
    let hit = &bench.json(&["search", "contract"])[0];
    assert_eq!(names(hit).len(), 11, "the same fields as in a list");
}

#[test]
fn rows_for_people_hold_the_date_the_kind_and_what_came_of_it() {
    let bench = Bench::new();
    bench.add("Kept the auditors away !sh = three weeks of work kept");
    let out = bench.ok(&["list"]);
    for part in ["2026-11-20", "shielding", "Kept the auditors away", "→ three weeks of work kept"]
    {
        assert!(out.contains(part), "`{part}` is in the row:\n{out}");
    }
    assert!(!out.contains('\u{1b}'), "no colour where nobody looks");
    bench.add("Asked for two seats !ne $410k = two seats");
    let out = bench.ok(&["list", "--limit", "1"]);
    assert!(out.contains("and 1 more"), "what the limit cut off is said:\n{out}");
    let week = bench.ok(&["week"]);
    assert!(week.contains("$410,000 from 1 outcome"), "money has its sign in a total:\n{week}");
    let mut narrow = bench.command(&["list"]);
    narrow.env("LEDGERLINE_PASSPHRASE", crate::support::PASSPHRASE).env("COLUMNS", "50");
    let narrow = crate::support::run(&mut narrow);
    assert!(narrow.out.lines().all(|line| line.chars().count() <= 50), "narrow:\n{}", narrow.out);
}

#[test]
fn an_entry_is_shown_by_any_clear_part_of_its_id_and_changed_field_by_field() {
    let bench = Bench::new();
    let id = bench.add("Talked to finance @Oskar #q4");
    let tail = &id[id.len() - 8..];
    assert_eq!(bench.json(&["show", tail])["entry"]["id"], id.as_str(), "the end is enough");
    assert_eq!(bench.run(&["show", "ffffffff"]).code, 1, "nothing has this id");

    let changed = bench.json(&[
        "edit",
        tail,
        "--text",
        "Talked Finance out of the freeze",
        "--kind",
        "ne",
        "--day",
        "2026-11-18",
        "--goal",
        "Hiring",
        "--with",
        "Oskar",
        "--with",
        "Ana",
        "--tag",
        "freeze",
        "--note",
        "Oskar was angry",
        "--body",
        "At length.",
        "--confidential",
    ]);
    let entry = &changed["entry"];
    assert_eq!(entry["text"], "Talked Finance out of the freeze", "the sentence");
    assert_eq!(entry["raw"], "Talked to finance @Oskar #q4", "what was typed stays");
    assert_eq!(entry["kind"], "negotiation", "the kind");
    assert_eq!(entry["day"], "2026-11-18", "the day");
    assert_eq!(entry["goal"]["name"], "Hiring", "the goal");
    assert_eq!(entry["people"].as_array().map(Vec::len), Some(2), "the people");
    assert_eq!(entry["tags"], json!(["freeze"]), "the tags");
    assert_eq!(entry["private_note"], "Oskar was angry", "the note");
    assert_eq!(entry["body"], "At length.", "the body");
    assert_eq!(entry["sensitivity"], "confidential", "who may see it");

    let cleared =
        bench.json(&["edit", &id, "--kind", "none", "--goal", "", "--with", "", "--open"]);
    assert_eq!(cleared["entry"]["kind"], Value::Null, "cleared");
    assert_eq!(cleared["entry"]["goal"], Value::Null, "cleared");
    assert_eq!(cleared["entry"]["people"], json!([]), "cleared");
    assert_eq!(cleared["entry"]["sensitivity"], "open", "open again");

    bench.ok(&["edit", &id, "--delete"]);
    assert!(bench.entries().is_empty(), "in the bin it is not listed");
    bench.ok(&["edit", &id, "--restore"]);
    assert_eq!(bench.entries().len(), 1, "and it comes back");
    assert_eq!(bench.run(&["edit", &id, "--delete", "--text", "x"]).code, 2, "one thing at a time");
}

#[test]
fn people_and_goals_are_listed_added_changed_and_merged() {
    let bench = Bench::new();
    bench.add("Paired with @Mei-Lin and @Meilin >renewals");
    bench.ok(&["people", "add", "Oskar Lindqvist", "--role", "CFO", "--relation", "leader"]);
    let people = bench.json(&["people", "edit", "lindqvist", "--area", "Finance"]);
    let oskar = people.as_array().expect("an array").iter().find(|p| p["person"]["role"] == "CFO");
    assert_eq!(oskar.expect("Oskar")["person"]["area"], "Finance", "found by part of the name");
    let merged = bench.json(&["people", "merge", "Meilin", "Mei-Lin"]);
    assert_eq!(merged.as_array().map(Vec::len), Some(2), "two were one");
    bench.ok(&["people", "remove", "Oskar Lindqvist"]);
    assert_eq!(bench.json(&["people", "list"]).as_array().map(Vec::len), Some(1), "one left");

    let goals = bench.json(&[
        "goals",
        "add",
        "Customs API live by March",
        "--could-fail",
        "I lose the seat",
        "--could-go-well",
        "no",
        "--target",
        "12",
        "--measure",
        "countries",
    ]);
    let goal =
        goals.as_array().expect("an array").iter().find(|g| g["goal"]["measure"]["target"] == 12);
    assert_eq!(goal.expect("the goal")["ownership"], "only-could-fail", "half of it is mine");
    let goals = bench.json(&["goals", "edit", "customs", "--could-go-well", "I get the region"]);
    let goal =
        goals.as_array().expect("an array").iter().find(|g| g["goal"]["measure"]["target"] == 12);
    assert_eq!(goal.expect("the goal")["ownership"], "uniquely-mine", "now all of it is");
    assert_eq!(bench.run(&["goals", "edit", "nonsense", "--now", "1"]).code, 1, "no such goal");
    let listed = bench.ok(&["goals"]);
    assert!(
        listed.contains("uniquely mine") && listed.contains("renewals"),
        "for people:\n{listed}"
    );
}

#[test]
fn a_week_shows_its_facts_and_is_closed_and_opened_again() {
    let bench = Bench::new();
    bench.add("Kept the auditors away !sh = 24 hours kept $24h..28h");
    bench.add("Asked for two seats !ne ^2026-11-11");
    let week = bench.json(&["week"]);
    assert_eq!(week["week"], "2026-W47", "this week");
    assert_eq!(week["entries"].as_array().map(Vec::len), Some(1), "the other act is of last week");
    let before = bench.json(&["week", "2026-W46"]);
    assert_eq!(before["entries"].as_array().map(Vec::len), Some(1), "which shows it");
    let closed = bench.json(&[
        "week",
        "--close",
        "--best",
        "Nobody noticed",
        "--raise",
        "Two seats",
        "--intention",
        "Ask again",
    ]);
    assert_eq!(closed["note"]["close"]["best_line"], "Nobody noticed", "the note is kept");
    let out = bench.ok(&["week"]);
    for part in ["2026-W47", "Kept the auditors away", "Nobody noticed", "Ask again"] {
        assert!(out.contains(part), "`{part}` is shown:\n{out}");
    }
    assert_eq!(bench.json(&["week", "--reopen"])["note"], Value::Null, "open again");
}
