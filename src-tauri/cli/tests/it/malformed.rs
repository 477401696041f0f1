//! Files that are not what they should be, through the binary: one line that says where, exit
//! code 1, no word of the file, and nothing changed.

use std::fs;

use crate::support::Bench;

/// The file's name, its bytes, how it is brought in, and what the reason says.
const FILES: [(&str, &[u8], &[&str], &str); 14] = [
    ("a.jsonl", b"{\"text\":\"one\"}\n{\"text\":5,\"x\":\"quillfeather\"}\n", JSONL, "line 2"),
    ("b.jsonl", b"{\"text\":\"quillfeather\xff\"}\n", JSONL, "line 1 is not UTF-8"),
    ("c.jsonl", b"\xff\xfe{\x00\"\x00", JSONL, "line 1 is UTF-16"),
    ("d.jsonl", b"{\"text\":\"quillfeather\"}\n{\"text\":\"cut o", JSONL, "line 2"),
    (
        "e.jsonl",
        b"{\"type\":\"journal\",\"format\":\"ledgerline/9\",\"private\":false}",
        JSONL,
        "line 1",
    ),
    ("f.jsonl", b"{\"type\":\"quillfeather\"}\n", OURS, "line 1 is of a type"),
    ("g.toml", b"[[criterion]]\ntext = quillfeather", LADDER, "line 2"),
    ("h.csv", b"key,text\na,\"quillfeather", LADDER, "line 2"),
    ("i.md", b"- one\n- quill\x00feather\n", LADDER, "line 2"),
    ("j.md", b"- one\n- \xffquillfeather\n", LADDER, "line 2"),
    (
        "k.toml",
        b"[[form]]\nkey='a'\nname='b'\nunit='quillfeather'\nfields=[{key='c'}]",
        FORMS,
        "line 4",
    ),
    (
        "l.toml",
        b"[[form]]\nkey='a'\nname='b'\nfields=[{key='c'}]\n[[form]]\nkey='q'\nname='quillfeather'",
        FORMS,
        "form 2",
    ),
    ("m.toml", b"[[rule]]\nquillfeather = 1", RULES, "line 2"),
    ("n.toml", b"# fine\n\xffquillfeather", RULES, "line 2"),
];

const JSONL: &[&str] = &["import", "--format", "jsonl"];
const OURS: &[&str] = &["import", "--format", "ledgerline"];
const LADDER: &[&str] = &["ladder", "import"];
const FORMS: &[&str] = &["packet", "forms", "--import"];
const RULES: &[&str] = &["packet", "coach", "--use-rules"];

#[test]
fn a_malformed_file_is_refused_by_its_line_and_nothing_is_half_imported() {
    let bench = Bench::new();
    bench.add("Kept the alder report off the team !sh @Oskar");
    let everything = || bench.ok(&["export", "--format", "jsonl", "-o", "-"]);
    let before = everything();
    for (name, bytes, command, says) in FILES {
        fs::write(bench.path().join(name), bytes).expect("a file");
        let args: Vec<&str> = command.iter().copied().chain([name]).collect();
        let ran = bench.run(&args);
        assert_eq!(ran.code, 1, "{name}: it could not be done; it said: {}", ran.err);
        assert!(ran.err.contains(says), "{name} says where it is wrong: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{name}: one line: {}", ran.err);
        let said = format!("{}{}", ran.out, ran.err);
        assert!(!said.contains("quill") && !said.contains("feather"), "{name} repeats: {said}");
        assert_eq!(everything(), before, "{name}: nothing of it was taken");
    }
}
