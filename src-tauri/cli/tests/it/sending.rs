//! Weeks closed, updates sent, needs and promises answered, the throughline: through the binary.

use std::process::Command;

use serde_json::Value;

use crate::support::{Bench, NOW, PASSPHRASE, names, run};

/// Reads a message the way a mail program does: Python's own parser, which knows nothing of ours.
const READ: &str = r#"
import email, email.policy, json, sys
from html.parser import HTMLParser
class Page(HTMLParser):
  def __init__(self):
    super().__init__()
    self.tags, self.attributes, self.words, self.aside = [], [], [], False
  def handle_starttag(self, tag, attributes):
    self.tags.append(tag)
    self.attributes += [[name, value or ''] for name, value in attributes]
    self.aside = tag == 'title'
  def handle_endtag(self, tag):
    self.aside = False
  def handle_data(self, data):
    if not self.aside: self.words += data.split()
m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
parts = list(m.walk())
def text(kind):
    part = m.get_body(preferencelist=(kind,))
    return part.get_content()
page = Page()
page.feed(text('html'))
print(json.dumps({
  "defects": [str(d) for p in parts for d in p.defects],
  "header_defects": [str(d) for p in parts for v in p.values() for d in getattr(v, 'defects', [])],
  "to": [[a.display_name, a.addr_spec] for a in m['to'].addresses],
  "cc": [[a.display_name, a.addr_spec] for a in m['cc'].addresses],
  "bcc": m['bcc'],
  "subject": str(m['subject']), "date": m['date'].datetime.isoformat(), "id": m['message-id'],
  "types": [p.get_content_type() for p in parts],
  "plain": text('plain'), "html": text('html'),
  "tags": page.tags, "attributes": page.attributes, "words": page.words,
}))
"#;

/// What the parser says of the message at `path`; none where there is no Python to ask.
fn parsed(bench: &Bench, path: &str) -> Option<Value> {
    let python = ["/usr/bin/python3", "/usr/local/bin/python3"];
    let python = python.iter().find(|path| std::path::Path::new(path).exists())?;
    let output = Command::new(python)
        .args(["-I", "-c", READ, path])
        .current_dir(bench.path())
        .output()
        .expect("Python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).expect("JSON"))
}

fn at(bench: &Bench, day: &str, args: &[&str]) -> (i32, Value, String) {
    let ran = run(bench
        .command(&[args, &["--json"]].concat())
        .env("LEDGERLINE_PASSPHRASE", PASSPHRASE)
        .env("LEDGERLINE_NOW", format!("{day}T16:42:00+01:00")));
    (ran.code, serde_json::from_str(&ran.out).unwrap_or(Value::Null), ran.err)
}

#[test]
fn a_week_has_the_fields_it_promises_and_closes_with_the_one_before() {
    let bench = Bench::new();
    bench.add("Kept the auditors away !sh @Oskar $24h..28h = Nobody was asked twice");
    let loose = bench.add("Asked for two seats !ne ^2026-11-11");
    let week = bench.json(&["week"]);
    let promised = [
        "week",
        "from",
        "to",
        "entries",
        "by_kind",
        "by_family",
        "totals",
        "mapped",
        "loose",
        "due",
        "open_needs",
        "note",
    ];
    for name in promised {
        assert!(names(&week).contains(&name), "`{name}` is promised");
    }
    assert_eq!(
        names(&week["totals"][0]),
        ["unit", "low", "likely", "high", "outcomes"],
        "a total in full"
    );
    assert_eq!(week["earlier"][0]["week"], "2026-W46", "the week before is not closed");
    assert_eq!(week["loose"].as_array().map(Vec::len), Some(1), "one loose end");
    assert!(bench.json(&["week", "later", &loose])["loose"].as_array().expect("a list").is_empty());
    let (_, next, _) = at(&bench, "2026-11-23", &["week"]);
    assert_eq!(next["loose"][0]["id"], loose.as_str(), "it comes back the week after");

    let closed = bench.json(&[
        "week",
        "close",
        "--best",
        "Nobody noticed",
        "--raise",
        "Two seats",
        "--intention",
        "Ask again",
        "--mark",
        &loose,
        "--also",
        "2026-W46",
        "--answer",
        &format!("They ended it early. [[{loose}]]"),
    ]);
    assert_eq!(closed["note"]["close"]["marked"][0], loose.as_str(), "marked");
    assert_eq!(closed["note"]["close"]["also"][0], "2026-W46", "two as one");
    assert_eq!(closed["chips"][0]["id"], loose.as_str(), "the chip is a reference");
    let shown = bench.ok(&["week"]);
    assert!(shown.contains("“Asked for two seats”"), "and reads as its entry:\n{shown}");
    let before = bench.json(&["week", "2026-W46"]);
    assert_eq!(before["closed_with"], "2026-W47", "the week before went along");
    assert_eq!(bench.run(&["week", "close"]).code, 1, "a closed week is read-only");
    assert_eq!(bench.run(&["week", "close", "2026-W49"]).code, 1, "next month's is not over");
    bench.json(&["week", "reopen"]);
    assert_eq!(
        bench.json(&["week", "2026-W46"])["closed_with"],
        Value::Null,
        "both are open again"
    );

    let roll = bench.json(&["week", "roll", "2026-Q4", "--answer", "The customs release; yes"]);
    assert_eq!(roll["answer"], "The customs release; yes", "the quarter's answer is kept");
    assert_eq!(roll["entries"], 2, "it counts the quarter");
    assert_eq!(bench.run(&["week", "roll", "2026-Q9"]).code, 1, "there is no ninth quarter");
}

/// The HTML part says the words of the text part in their order, and neither runs nor fetches.
fn assert_rendered_alike(mail: &Value) {
    let said = |value: &Value| -> Vec<String> {
        let words = value.as_array().into_iter().flatten();
        words.filter_map(|word| word.as_str().map(str::to_owned)).collect()
    };
    let plain = mail["plain"].as_str().expect("text");
    // A dash at the start of a line is how plain text draws an item.
    let lines = plain.lines().map(|line| line.trim_start().trim_start_matches("- "));
    let plain: Vec<String> = lines.flat_map(str::split_whitespace).map(str::to_owned).collect();
    assert_eq!(said(&mail["words"]), plain, "both parts say the same");
    let known = [
        "html", "head", "meta", "title", "body", "table", "tr", "td", "h2", "p", "ul", "li", "br",
        "small",
    ];
    for tag in said(&mail["tags"]) {
        assert!(known.contains(&tag.as_str()), "`{tag}` is no element of a letter");
    }
    let known = [
        "charset",
        "name",
        "content",
        "style",
        "role",
        "width",
        "cellpadding",
        "cellspacing",
        "border",
        "dir",
    ];
    for attribute in mail["attributes"].as_array().expect("a list") {
        let (name, value) = (&attribute[0], attribute[1].as_str().unwrap_or_default());
        assert!(known.contains(&name.as_str().unwrap_or_default()), "`{name}` fetches or runs");
        assert!(!value.contains("url(") && !value.contains("://"), "`{value}` is fetched");
    }
}

#[test]
fn an_update_is_written_sent_frozen_and_answered_in_the_next() {
    let bench = Bench::new();
    let act = bench.add("Kept two engineers off reporting !sh $24h..28h = The January date held");
    let secret = bench.add("A severance talk !ne");
    bench.ok(&["edit", &secret, "--confidential"]);
    bench.ok(&["people", "add", "Oriane Telk", "--relation", "manager"]);
    bench.ok(&[
        "needs",
        "add",
        "Decide on the council seat",
        "--from",
        "Oriane Telk",
        "--by",
        "2026-11-25",
        "--otherwise",
        "Priya hears it second-hand",
    ]);
    let draft = bench.json(&["update", "new"]);
    assert_eq!(draft["edit"]["to"][0]["name"], "Oriane Telk", "it goes to the manager");
    assert_eq!(draft["needs"][0]["raised"], 1, "the need is in the rail");
    assert_eq!(bench.run(&["update", "new"]).code, 1, "one draft at a time");
    bench.ok(&[
        "update",
        "edit",
        "--to",
        "Oriane Telk <oriane@example.com>",
        "--cc",
        "\"Bastian, Rook\" <bastian@example.com>",
        "--subject",
        "Réunion & <next>\nBcc: x@y.z",
    ]);
    bench.ok(&["update", "text", "bottom-line", "The date holds. <script>alert(1)</script>"]);
    bench.ok(&["update", "insert", &act, "--section", "changed", "--outcome"]);
    bench.ok(&["update", "insert", &act, "--words", "Kept them free."]);
    let refused = bench.run(&["update", "insert", &secret]);
    assert_eq!(refused.code, 1, "what is confidential stays");
    assert!(refused.err.contains("confidential"), "and it says so: {}", refused.err);
    bench.ok(&["update", "text", "next", "- Case to the council\nLena chairs the review"]);

    let sent = bench.json(&["update", "send", "draft", "--eml", "update.eml"]);
    assert_eq!(sent["state"], "sent", "marked");
    assert_eq!(bench.run(&["update", "text", "risks", "late"]).code, 1, "and frozen");
    if let Some(mail) = parsed(&bench, "update.eml") {
        assert_eq!(mail["defects"], serde_json::json!([]), "a sound message");
        assert_eq!(mail["header_defects"], serde_json::json!([]), "with sound headers");
        assert_eq!(mail["to"], serde_json::json!([["Oriane Telk", "oriane@example.com"]]), "to");
        assert_eq!(mail["cc"], serde_json::json!([["Bastian, Rook", "bastian@example.com"]]), "cc");
        assert_eq!(mail["bcc"], Value::Null, "no header was typed in");
        assert_eq!(mail["subject"], "Réunion & <next> Bcc: x@y.z", "the subject on one line");
        assert_eq!(
            mail["types"],
            serde_json::json!(["multipart/alternative", "text/plain", "text/html"]),
            "text first, HTML last"
        );
        let (plain, html) =
            (mail["plain"].as_str().expect("text"), mail["html"].as_str().expect("HTML"));
        for part in [
            "The date holds.",
            "The January date held",
            "Figure: 26 hours (24 to 28)",
            "Kept them free.",
            "Decide on the council seat",
            "If it waits: Priya hears it second-hand",
            "Case to the council",
        ] {
            assert!(plain.contains(part), "`{part}` in the text:\n{plain}");
            assert!(html.contains(part), "`{part}` in the HTML:\n{html}");
        }
        assert!(
            html.contains("&lt;script&gt;") && !html.contains("<script"),
            "nothing runs:\n{html}"
        );
        assert_rendered_alike(&mail);
        assert_eq!(
            plain.replace("\r\n", "\n").trim_end(),
            sent["sent"]["plain"].as_str().expect("text").trim_end(),
            "the message says what was frozen"
        );
    }
    let bytes = std::fs::read_to_string(bench.path().join("update.eml")).expect("the file");
    assert!(bytes.contains("Fri, 20 Nov 2026 15:42:00"), "the clock given, {NOW}:\n{bytes}");
    assert_eq!(
        bench.ok(&["update", "show", "last", "--format", "eml"]),
        bytes,
        "the same bytes later"
    );

    let promises = bench.json(&["promises"]);
    assert_eq!(promises.as_array().map(Vec::len), Some(2), "two lines, two promises");
    bench.ok(&["promises", "answer", "case", "kept"]);
    assert_eq!(bench.run(&["promises", "answer", "lena", "dropped"]).code, 1, "dropped needs why");
    let (code, _, err) =
        at(&bench, "2026-12-04", &["promises", "answer", "lena", "moved", "--to", "2026-12-18"]);
    assert_eq!(code, 0, "moved: {err}");
    let (_, next, _) = at(&bench, "2026-12-04", &["update", "new"]);
    assert_eq!(next["promises"].as_array().map(Vec::len), Some(2), "you said you would");
    assert_eq!(next["edit"]["from"], "2026-11-21", "it begins where the last one ended");
    let (code, sent, err) = at(&bench, "2026-12-04", &["update", "send"]);
    assert_eq!(code, 0, "sent: {err}");
    let plain = sent["sent"]["plain"].as_str().expect("text");
    assert!(plain.contains("Kept: Case to the council"), "quoted:\n{plain}");
    assert!(plain.contains("Moved: Lena chairs the review"), "quoted:\n{plain}");
    assert!(plain.contains("Now by 18 December 2026"), "with its day:\n{plain}");
    assert!(plain.contains("Raised 2 times since 20 November 2026"), "and aged:\n{plain}");
    let (_, left, _) = at(&bench, "2026-12-05", &["promises"]);
    assert_eq!(left.as_array().map(Vec::len), Some(1), "what was moved is asked again");

    let (_, skipped, _) = at(&bench, "2026-12-18", &["update", "skip", "--reason", "Holidays"]);
    assert_eq!(skipped["run"], 3, "a skip does not break the row");
    assert_eq!(skipped["due_on"], "2027-01-01", "two weeks on");
    let changes = bench.json(&["update", "changes", "1"]);
    assert!(
        changes.as_array().expect("lines").iter().all(|line| line["side"] == "same"),
        "nothing changed yet: {changes}"
    );
    let outcome = bench.json(&["show", &act])["outcomes"][0]["outcome"]["id"].clone();
    let outcome = outcome.as_str().expect("an id");
    bench.ok(&["map", &act, "--change", outcome, "--statement", "The date held twice"]);
    let changes = bench.json(&["update", "changes", "1"]);
    let sides: Vec<&str> = changes
        .as_array()
        .expect("lines")
        .iter()
        .filter_map(|line| line["side"].as_str())
        .filter(|side| *side != "same")
        .collect();
    assert_eq!(sides, ["then", "now"], "one line reads otherwise today");
}

#[test]
fn needs_age_are_answered_and_become_outcomes() {
    let bench = Bench::new();
    let need = bench.json(&[
        "needs",
        "add",
        "Two weeks of a designer",
        "--from",
        "Oriane",
        "--since",
        "2026-11-08",
    ]);
    assert_eq!(need["age_days"], 12, "since the 8th");
    bench.ok(&["needs", "raise", "two weeks"]);
    assert_eq!(bench.json(&["week"])["open_needs"][0]["raised"], 2, "in the week's facts too");
    let answered = bench.json(&[
        "needs",
        "answer",
        "two weeks",
        "granted",
        "--words",
        "From Monday",
        "--on",
        "2026-11-18",
    ]);
    assert_eq!(answered["ask_outcome"], true, "did it become an outcome?");
    let needs = bench.json(&["needs"]);
    assert_eq!(needs["median_days"], 10.0, "ten days to an answer");
    assert_eq!(bench.run(&["needs", "raise", "two weeks"]).code, 1, "it is answered");
    let became = bench.json(&[
        "needs",
        "answer",
        "two weeks",
        "granted",
        "--on",
        "2026-11-18",
        "--outcome",
        "The screens shipped",
    ]);
    assert_eq!(became["outcome"]["statement"], "The screens shipped", "it did");
    assert_eq!(bench.entries()[0]["text"], "Two weeks of a designer", "as an entry of its words");
    bench.ok(&["needs", "add", "A bigger room"]);
    bench.ok(&["needs", "drop", "a bigger", "--reason", "We moved"]);
    let needs = bench.json(&["needs"]);
    assert_eq!(needs["open"].as_array().map(Vec::len), Some(0), "nothing is open");
    assert_eq!(needs["answers"], 1, "a withdrawn need is no answer");
    assert_eq!(bench.run(&["needs", "answer", "nothing of that name", "granted"]).code, 1, "none");
    assert_eq!(bench.run(&["needs", "answer", "a bigger", "perhaps"]).code, 2, "no such answer");
    assert_eq!(bench.locked(&["needs"]).code, 3, "locked");
}

#[test]
fn the_throughline_counts_every_act_once() {
    let bench = Bench::new();
    bench.add("Kept noise away !sh >Customs = The date held");
    bench.add("Coached Lena !co >Customs");
    bench.add("Bought time !ne ^2026-09-01 = Last quarter's");
    let picture = bench.json(&["throughline", "--from", "2026-10-01", "--to", "2026-12-31"]);
    assert_eq!(picture["acts"], 2, "the acts of the period");
    assert_eq!(picture["reach"].as_array().map(Vec::len), Some(2), "a ribbon each");
    assert_eq!(picture["middle"][1]["node"], "not-mapped", "the loose end in its slot");
    assert_eq!(picture["right"][0]["label"], "Customs", "what it was for");
    assert_eq!(picture["right"][0]["acts"], 1, "only what came of something");
    let table = bench.ok(&["throughline"]);
    assert!(
        table.contains("The date held") && table.contains("→ Customs 1"),
        "as a table:\n{table}"
    );
    let wrong = bench.run(&["throughline", "--from", "2026-12-01", "--to", "2026-11-01"]);
    assert_eq!(wrong.code, 1, "a period has an order");
}

#[test]
fn the_demo_has_needs_promises_and_three_sent_updates() {
    let bench = Bench::empty();
    let dir = bench.path().join("demo");
    let dir = dir.to_str().expect("a path");
    let ran = run(bench.command(&["demo", dir]).env("LEDGERLINE_PASSPHRASE", PASSPHRASE));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let updates = bench.json(&["update", "list", "--journal", dir]);
    let states: Vec<&str> = updates["updates"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|u| u["state"].as_str())
        .collect();
    assert_eq!(states, ["sent", "sent", "sent"], "three sent updates");
    let needs = bench.json(&["needs", "--journal", dir]);
    assert_eq!(needs["open"].as_array().map(Vec::len), Some(2), "two are open");
    assert_eq!(needs["answers"], 2, "two were answered");
    assert_eq!(needs["open"][0]["raised"], 3, "raised in three updates");
    let promises = bench.json(&["promises", "list", "--all", "--journal", dir]);
    let kept = promises.as_array().expect("a list").iter().filter(|p| p["open"] == false).count();
    assert_eq!((promises.as_array().map(Vec::len), kept), (Some(3), 1), "one promise was kept");
}
