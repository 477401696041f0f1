//! Files to import: right ones, wrong ones, and what becomes of a right one.

use ledgerline_core::journal;
use ledgerline_core::ladder::LadderFormat;
use ledgerline_core::week::QuestionFile;
use ledgerline_core::wire::FormProfile;
use ledgerline_core::{coach, form};
use serde_json::json;
use support::{Random, TestJournal};

use super::{WORD, exported};

/// Files that are wrong whatever they are taken for.
pub(super) const WRONG: [(&str, &[u8]); 16] = [
    ("an opened brace", b"{"),
    ("a list", b"[1,2,3]"),
    ("a text", b"\"just quillfeather\""),
    ("a number", b"42"),
    ("a huge number", b"1e999999999"),
    ("null", b"null"),
    ("no text in it", b"{\"day\":\"2026-11-20\"}"),
    ("a text that is a number", b"{\"text\":5}"),
    ("not UTF-8", b"{\"text\":\"\xff\xfequillfeather\"}"),
    ("UTF-16, little end first", b"\xff\xfe{\x00\"\x00t\x00"),
    ("UTF-16, big end first", b"\xfe\xff\x00{\x00\"\x00t"),
    ("zeros", b"\x00\x00\x00\x00\x00"),
    ("the second line cut off", b"{\"text\":\"one\"}\n{\"text\":\"quillfea"),
    ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    ("a packed folder", b"PK\x03\x04\x14\x00\x00\x00\x08\x00quillfeather.txt"),
    ("XML", b"<?xml version=\"1.0\"?><entry>quillfeather</entry>"),
];

/// Files that are wrong for one way in.
pub(super) fn wrong_for(way: &str) -> Vec<String> {
    let all: &[&str] = match way {
        "jsonl" => &[
            r#"{"text":"quillfeather","day":"2026-13-45"}"#,
            r#"{"text":"quillfeather","day":"12345-1-01"}"#,
            r#"{"text":"quillfeather","day":"0026-11-20"}"#,
            r#"{"text":"quillfeather","created":"yesterday"}"#,
            r#"{"text":"quillfeather","kind":"quillfeather"}"#,
            r#"{"text":"quillfeather","id":1e999}"#,
            r#"[{"text":"quillfeather"}]"#,
            "{\"text\":\"one\"}\n\n{\"text\":\"   \"}",
        ],
        "ledgerline" => &[
            r#"{"type":"journal","format":"ledgerline/9","private":false}"#,
            r#"{"type":"quillfeather"}"#,
            r#"{"type":"week","week":"2025-W53","closed_at":"2026-01-01T00:00:00Z","best_line":"","to_raise":"","intention":"","marked":[]}"#,
            r#"{"type":"file","sha256":"00","bytes":"quillfeather"}"#,
            r#"{"type":"file","sha256":"00","bytes":"AAAA"}"#,
            r#"{"type":"file","sha256":5,"bytes":[1,2,3]}"#,
            r#"{"type":"row","table":"reflection","row":{"week":"2026-W47"}}"#,
            r#"{"type":"row","table":"put_off; DROP TABLE entry","row":{"a":1}}"#,
            r#"{"type":"row","table":"put_off","row":{"entry_id":{"base64":"AAAAAAAAAAAAAAAAAAAAAA=="},"until":"quillfeather"}}"#,
            r#"{"type":"row","table":"look_again","row":{"outcome_id":{"base64":"AAAAAAAAAAAAAAAAAAAAAA=="},"day":"soon"}}"#,
            r#"{"type":"row","table":"look_again","row":{"outcome_id":"quillfeather","day":"2026-11-20"}}"#,
            r#"{"type":"row","table":"week_along","row":{"week":"2026-W99","note_week":"2026-W47"}}"#,
            r#"{"type":"row","table":"setting","row":{"name":"coach-rules","value":"\"[[rule]]\\nquillfeather = 1\""}}"#,
            r#"{"type":"row","table":"setting","row":{"name":"updates","value":"{\"every_weeks\":4000000000}"}}"#,
            r#"{"type":"row","table":"setting","row":{"name":"reminders","value":"{\"week_day\":9}"}}"#,
            r#"{"type":"row","table":"setting","row":{"name":"form-profiles","value":"quillfeather"}}"#,
            r#"{"type":"row","table":"updates","row":{"id":{"base64":"AAAAAAAAAAAAAAAAAAAAAA=="},"number":1,"starts":"2026-11-01","ends":"2026-11-14","subject":"quillfeather","written":"quillfeather"}}"#,
            r#"{"type":"row","table":"updates","row":{"id":{"base64":"AAAAAAAAAAAAAAAAAAAAAA=="},"number":-1,"starts":"2026-11-01","ends":"2026-11-14","subject":"x","written":"{}"}}"#,
            r#"{"type":"row","table":"need","row":{"id":{"base64":"AAAAAAAAAAAAAAAAAAAAAA=="},"text":"quillfeather","since":"quillfeather"}}"#,
            r#"{"type":"row","table":"project","row":{"id":{"base64":"AAAAAAAAAAAAAAAAAAAAAA=="},"name":"quillfeather","detail":"[]"}}"#,
            r#"{"type":"row","table":"promise","row":{"id":{"base64":"AAAAAAAAAAAAAAAAAAAAAA=="},"update_id":{"base64":"AAAAAAAAAAAAAAAAAAAAAA=="},"position":0,"day":"2026-11-20","text":"quillfeather"}}"#,
        ],
        "ladder.toml" => &[
            "name = \"quillfeather\"",
            "[[criterion]]\ntext = 5",
            "[[criterion]]\ntext = \"quillfeather\"\nlevel = \"quillfeather\"\n[levels]",
            "quillfeather = 1\n[[criterion]]\ntext = \"x\"",
            "[[criterion]]\nkey = \"a\"\ntext = \"x\"\n[[criterion]]\nkey = \"a\"\ntext = \"y\"",
        ],
        "ladder.csv" => &[
            "key,quillfeather\na,b",
            "key,text,text\na,b,c",
            "key,text\na",
            "key,text\na,\"quillfeather",
            "key,text\na,x\na,y",
        ],
        "ladder.md" => &[
            "# quillfeather\n# quillfeather\n- x",
            "#### quillfeather\n- x",
            "bar: quillfeather\n- x",
            "# quillfeather\n\nno criterion",
        ],
        "forms" => &[
            "quillfeather",
            "[[form]]\nkey = \"quillfeather\"",
            "[[form]]\nkey = 5\nname = \"quillfeather\"",
            "[[form]]\nkey='a'\nname='b'\nunit='quillfeather'\nfields=[{key='c'}]",
            "[[form]]\nkey='a'\nname='b'\nfields=[{key='c', limit='quillfeather'}]",
            "[[form]]\nkey='a'\nname='b'\nfields=[{key='c', from=['quillfeather']}]",
            "[[form]]\nkey='a'\nname='b'\nfields=[{key='c'},{key='c'}]",
            "[[form]]\nkey='a'\nname='b'\nfields=[{key='c'}]\n[[form]]\nkey='a'\nname='d'\nfields=[{key='c'}]",
            "[[form]]\nkey='a'\nname='b'\nfields=[{key='c', limit=99999999999999999999}]",
        ],
        "rules" => &[
            "[[rule]]\nname = \"quillfeather\"",
            "[[rule]]\nquillfeather = 1",
            "[[rule]]\nname='a'\nask='b'\nwhen='quillfeather'",
            "[[rule]]\nname='a'\nask='b'\npattern='(quillfeather'",
            "[[rule]]\nname='a'\nask='b'\npattern='((a{1000}){1000}){1000}'",
            "[[rule]]\nname='a'\nask='b'\nfind='quillfeather'",
            "rule = 'quillfeather'",
        ],
        _ => &[
            "quillfeather = \"why?\"",
            "[quillfeather]\na = \"why?\"",
            "[always]\na = 5",
            "[always]\na = \"\"",
            "[closing]\na = \"quillfeather\"",
            "[always]\na = \"x\"\na = \"quillfeather\"",
        ],
    };
    let mut all: Vec<String> = all.iter().map(|file| (*file).to_owned()).collect();
    if way == "rules" {
        all.push("[[rule]]\nname='a'\nask='b'\nwhole=true\n".repeat(101));
    }
    if way == "questions" {
        all.push(format!("[always]\na = \"{}\"", "x".repeat(301)));
    }
    all
}

/// Files that are too much of something.
pub(super) fn too_much() -> Vec<(&'static str, Vec<u8>)> {
    let dotted = format!("{}a = 1", "a.".repeat(100_000));
    let deep = format!("{{\"text\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let deep_toml = format!("a = {}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let long_list = format!("{{\"text\":\"x\",\"people\":[{}]}}", "\"p\",".repeat(200_000));
    let copy = "A".repeat(60_000_000);
    let copy = format!("{{\"type\":\"file\",\"sha256\":\"00\",\"bytes\":\"{copy}\"}}");
    vec![
        ("a copy of 45 MB under another name", copy.into_bytes()),
        ("a hundred thousand brackets", deep.into_bytes()),
        ("a hundred thousand brackets of TOML", deep_toml.into_bytes()),
        ("a hundred thousand keys in one", dotted.into_bytes()),
        ("a list that never ends", long_list.into_bytes()),
        ("a line of 64 MB", WORD.repeat(64 * 1024 * 1024 / WORD.len()).into_bytes()),
        ("a million lines that are no text", b"\xffquillfeather\n".repeat(1_000_000)),
        ("twenty million zeros", vec![0; 20_000_000]),
    ]
}

/// A file of each way in that is right, with the word in everything it says.
pub(crate) fn right(way: &str) -> Vec<u8> {
    let ladder = |format| {
        let mut t = TestJournal::new();
        let now = t.now.clone();
        let starter = t.journal().start_ladder(&now).expect("the starter").id.expect("kept");
        let text = t.journal().export_ladder(starter, format).expect("a ladder");
        text.replace("the", WORD).into_bytes()
    };
    match way {
        "jsonl" => (1..20)
            .map(|n| {
                let line = json!({
                    "id": n, "created": format!("2020-01-{n:02}T10:00:00Z"), "title": format!("{WORD} {n}"),
                    "tags": [WORD], "people": [format!("{WORD} {}", n % 3)], "goal": WORD, "kind": "sh",
                });
                format!("{line}\n")
            })
            .collect::<String>()
            .into_bytes(),
        "ledgerline" => {
            let mut t = TestJournal::new();
            let now = t.now.clone();
            journal::demo::fill(t.journal(), &now).expect("the demo");
            let lines = String::from_utf8(exported(t.journal(), &now)).expect("text");
            lines.replace("the ", &format!("{WORD} ")).into_bytes()
        }
        "ladder.toml" => ladder(LadderFormat::Toml),
        "ladder.csv" => ladder(LadderFormat::Csv),
        "ladder.md" => ladder(LadderFormat::Markdown),
        "forms" => {
            let forms = form::presets().expect("the shipped forms").into_iter().map(|preset| {
                form::written(&FormProfile { name: WORD.to_owned(), ..preset })
            });
            forms.collect::<Vec<_>>().join("\n").into_bytes()
        }
        "rules" => coach::Coach::shipped_text().replace("the", WORD).into_bytes(),
        _ => QuestionFile::shipped_text().replace("the", WORD).into_bytes(),
    }
}

/// What may become of a good file.
pub(crate) fn spoil(good: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for _ in 0..=random.below(3) {
        if bytes.is_empty() {
            break;
        }
        let at = random.below(bytes.len());
        match random.below(12) {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 1 << random.below(8),
            2 => drop(bytes.drain(at..(at + 1 + random.below(40)).min(bytes.len()))),
            3 => drop(bytes.splice(at..at, [0xff, 0xfe, 0x00])),
            4 => drop(bytes.splice(at..at, *b"\n")),
            5 => drop(bytes.splice(at..at, *b"\"},{\"")),
            6 => drop(bytes.splice(at..at, *b"99999999999999999999999999")),
            7 => drop(bytes.splice(0..0, *b"\xef\xbb\xbf")),
            8 => drop(bytes.splice(at..at, *b"\x00\x1b[2J")),
            9 => {
                let end = (at + 200).min(bytes.len());
                let again = bytes[at..end].to_vec();
                bytes.extend(again);
            }
            10 => {
                // A digit becomes another, which makes other days, ids, counts and levels.
                if let Some(digit) = bytes[at..].iter_mut().find(|byte| byte.is_ascii_digit()) {
                    *digit = b'0' + u8::try_from(random.below(10)).unwrap_or(0);
                }
            }
            _ => {
                let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
                let (one, other) = (random.below(lines.len()), random.below(lines.len()));
                lines.swap(one, other);
                bytes = lines.join(&b'\n');
            }
        }
    }
    bytes
}
