//! What is withheld is in no file: cases of our own through every format, and the gate behind them.

use ledgerline_packet::withhold::{
    Asked, Coarse, Deal, NameRule, Named, Redacted, Rules, Why, redact, squeeze,
};
use ledgerline_packet::{
    Claim, Document, EvidenceLine, Growth, Project, Said, Section, Voice, said,
};

use crate::formats::written;

const CASES: &str = include_str!("../fixtures/leaks.txt");

/// One way a withheld name gets into a packet.
struct Case {
    line: usize,
    secret: String,
    field: String,
    asked: bool,
    text: String,
}

fn cases() -> Vec<Case> {
    let lines = CASES.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    lines
        .map(|(at, line)| {
            let parts: Vec<&str> = line.splitn(5, " | ").collect();
            let [_, secret, field, expect, text] = parts[..] else { panic!("line {}", at + 1) };
            Case {
                line: at + 1,
                secret: squeeze(secret),
                field: field.to_owned(),
                asked: expect == "asked",
                text: unescaped(text),
            }
        })
        .collect()
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let (c, used) = match after.chars().next() {
            Some('n') => ('\n', 1),
            Some('r') => ('\r', 1),
            Some('t') => ('\t', 1),
            Some('u') => {
                let end = after.find('}').expect("a closing brace");
                let code = u32::from_str_radix(&after[2..end], 16).expect("hex");
                (char::from_u32(code).expect("a character"), end + 1)
            }
            _ => ('\\', 1),
        };
        out.push(c);
        rest = &after[used..];
    }
    out + rest
}

fn rules() -> Rules {
    let say = |words: &str| Deal::Say(words.to_owned());
    let people = [
        ("Oskar Lindqvist", say("a finance peer")),
        ("Mei-Lin Chao", Deal::Remove),
        ("Tomasz Wójcik", say("an engineer on my team")),
        ("Анна Ковальская", say("a partner")),
        ("王小明", Deal::Remove),
        ("محمد العلي", say("a director")),
        ("Jörg Müller", say("a peer")),
        ("Will Stark", Deal::Remove),
        ("Γιώργος Παπαδόπουλος", Deal::Remove),
        ("김민수", say("a lead")),
        ("佐藤 健", Deal::Remove),
        ("Siobhán O'Brien", Deal::Remove),
        ("Ana Ruiz", Deal::Ask),
        ("Lena Hartwig", Deal::Keep),
    ];
    let terms = [
        ("Halden", say("an enterprise renewal")),
        ("Project Kestrel", Deal::Remove),
        ("Incident 2211", Deal::Remove),
        ("Søndergaard & Co", Deal::Remove),
    ];
    let rule = |named| {
        move |(name, deal): (&str, Deal)| NameRule {
            named,
            name: name.to_owned(),
            deal,
            faint: false,
        }
    };
    let names = people.into_iter().map(rule(Named::Person));
    Rules {
        names: names.chain(terms.into_iter().map(rule(Named::Term))).collect(),
        numbers: vec![("£410,000".to_owned(), Coarse::Band)],
        ..Rules::default()
    }
}

/// A document with the case's text in the case's field.
fn document(case: &Case) -> Document {
    let text = case.text.clone();
    let mut claim = Claim { sentence: "The date held.".to_owned(), ..Claim::default() };
    let mut section = Section { heading: "Renewals".to_owned(), ..Section::default() };
    let mut document = Document { title: "The case".to_owned(), ..Document::default() };
    match case.field.as_str() {
        "sentence" => claim.sentence = text,
        "claim-heading" => claim.heading = Some(text),
        "counterfactual" => claim.counterfactual = Some(text),
        "credits" => claim.credits = vec![text],
        "steps" => claim.steps = vec![text],
        "figure" => claim.figure = Some(text),
        "status" => claim.status_note = Some(text),
        "evidence" => {
            claim.evidence =
                vec![EvidenceLine { grade: 3, reference: text, ..EvidenceLine::default() }];
        }
        "heading" => section.heading = text,
        "intro" => section.intro = text,
        "summary" => document.summary = text,
        "against" => document.against = text,
        "next-scope" => document.next_scope = text,
        "voice" => {
            document.voices =
                vec![Voice { quote: text.clone(), speaker: text, ..Voice::default() }];
        }
        "growth" => {
            document.leverage = vec![Growth { who: text.clone(), now: text, ..Growth::default() }];
        }
        "project" => {
            document.portfolio =
                vec![Project { name: text.clone(), link: text, ..Project::default() }];
        }
        other => panic!("no field is called `{other}`"),
    }
    section.claims = vec![claim];
    document.sections = vec![section];
    document
}

/// Whether a file says it. Widths and places of a format are numbers too, which say nothing.
fn says(said: &[Said], secret: &str) -> bool {
    let is_number = secret.chars().all(|c| c.is_ascii_digit());
    let of_the_format = |part: &str| {
        [".xml, attribute", ".rels, attribute", "stream", "trailer"]
            .iter()
            .any(|own| part.ends_with(own))
    };
    said.iter()
        .filter(|said| !(is_number && of_the_format(&said.part)))
        .any(|said| squeeze(&said.text).contains(secret))
}

fn taken(case: &Case) -> Redacted {
    redact(&document(case), &rules()).expect("the document survives")
}

#[test]
fn there_are_enough_cases_and_none_twice() {
    let cases = cases();
    let mut texts: Vec<_> = cases.iter().map(|case| (&case.field, &case.text)).collect();
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), cases.len(), "each case is one of its own");
    assert!(cases.len() >= 200, "{} cases", cases.len());
}

/// What `look` gives of every case, on every core: setting type takes its time.
fn each<T: Send>(look: impl Fn(&Case) -> Vec<T> + Sync) -> Vec<T> {
    let cases = cases();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let part = cases.len().div_ceil(cores);
    std::thread::scope(|scope| {
        let look = &look;
        let parts: Vec<_> = cases
            .chunks(part)
            .map(|part| scope.spawn(move || part.iter().flat_map(look).collect::<Vec<_>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().expect("it ran to its end")).collect()
    })
}

#[test]
fn no_case_leaks_in_any_format() {
    // Fonts and styles have names of their own, which are spared as at every export.
    let blank = written(&Document::default());
    let wrong = each(|case| {
        let mut wrong = Vec::new();
        let redacted = taken(case);
        for (format, kind, bytes) in written(&redacted.document) {
            let found = said(kind, &bytes).expect("readable");
            // A word nobody is known by is not withheld: the export waits for an answer instead.
            let unknown = redacted.asked.iter().any(|asked| asked.why == Why::Unknown);
            let shows = says(&found, &case.secret);
            if shows && !unknown {
                wrong.push(format!("line {}: {format}", case.line));
            }
            // The gate agrees: nothing it knows of is left.
            let mut gate = redacted.gate.clone();
            let empty = blank.iter().find(|(known, ..)| *known == format).expect("it has one");
            gate.spare_blank(kind, &empty.2).expect("readable");
            let left = gate.check(kind, &bytes).expect("readable");
            if !left.is_empty() {
                wrong.push(format!("line {}: the gate stops {format}: {left:?}", case.line));
            }
        }
        let open = |asked: &&Asked| case.asked || asked.why != Why::Unknown;
        if redacted.asked.iter().any(|asked| open(&asked)) != case.asked {
            wrong.push(format!("line {}: {} open", case.line, redacted.asked.len()));
        }
        wrong
    });
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    let formats = blank.len();
    support::tell(
        "R8",
        &format!("{} ways a withheld name gets into a packet", cases().len()),
        &format!("{formats} formats, each read again"),
        "0 found",
    );
}

/// One case in one format without the filter: what the gate did about it.
enum Met {
    Stopped(&'static str),
    Passed(String),
}

#[test]
fn without_the_filter_the_gate_stops_every_case() {
    let met = each(|case| {
        let mut met = Vec::new();
        let gate = taken(case).gate;
        let unknown = taken(case).asked.iter().any(|asked| asked.why == Why::Unknown);
        for (format, kind, bytes) in written(&document(case)) {
            let said = said(kind, &bytes).expect("readable");
            // Plain text prints no address behind a link, for one.
            let shows = says(&said, &case.secret);
            let found = gate.check(kind, &bytes).expect("readable");
            if !found.is_empty() {
                met.push(Met::Stopped(format));
            } else if shows && !unknown {
                met.push(Met::Passed(format!("line {}: {format}", case.line)));
            }
        }
        met
    });
    let mut stopped = std::collections::BTreeMap::new();
    let mut passed = Vec::new();
    for met in met {
        match met {
            Met::Stopped(format) => *stopped.entry(format).or_insert(0_usize) += 1,
            Met::Passed(where_) => passed.push(where_),
        }
    }
    assert!(passed.is_empty(), "{} passed:\n{}", passed.len(), passed.join("\n"));
    assert_eq!(stopped.len(), 7, "in every format: {stopped:?}");
    support::tell(
        "R8",
        &format!("{} ways a withheld name gets into a packet", cases().len()),
        "the filter is left out, and only the reading of the finished file stands between",
        &format!("{} files stopped, 0 that show a name passed", stopped.values().sum::<usize>()),
    );
    for (format, count) in stopped {
        // A table of outcomes has no place for a summary, a voice or a project.
        let least = if format == "csv" { 150 } else { 200 };
        assert!(count >= least, "only {count} of the cases were stopped as {format}");
    }
}

#[test]
fn the_same_in_is_the_same_out() {
    for case in cases() {
        let (one, two) = (taken(&case).document, taken(&case).document);
        assert!(one == two, "line {} comes out twice the same", case.line);
    }
}
