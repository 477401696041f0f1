//! The leak gate (RELIABILITY.md, R8): fifty canaries of each of eight classes, every format.

use ledgerline_core::entry::Sensitivity;
use ledgerline_core::error::Code;
use ledgerline_core::id::PacketId;
use ledgerline_core::time::Week;
use ledgerline_core::wire::{
    Draft, EntryEdit, PacketEdit, PacketFormat, PacketRule, PrivateLane, Subject, Treatment,
    WeekClose,
};
use ledgerline_packet::withhold::squeeze;
use ledgerline_packet::{Claim, Document, FileKind, Section, said};
use support::{PRESSES, TestJournal};

/// How many canaries of each class.
const EACH: u8 = 50;

/// A word that stands nowhere else, for the `n`th canary of a class.
fn canary(class: &str, n: u8) -> String {
    let (a, b) = (char::from(b'a' + n / 26), char::from(b'a' + n % 26));
    format!("Zq{class}{a}{b}vex")
}

/// Every format a packet has.
const FORMATS: [(PacketFormat, FileKind); 7] = [
    (PacketFormat::Markdown, FileKind::Text),
    (PacketFormat::Html, FileKind::Html),
    (PacketFormat::Plain, FileKind::Text),
    (PacketFormat::Json, FileKind::Json),
    (PacketFormat::Csv, FileKind::Text),
    (PacketFormat::Docx, FileKind::Docx),
    (PacketFormat::Pdf, FileKind::Pdf),
];

/// A journal with every class of canary, and a packet that could hold them.
fn planted() -> (TestJournal, PacketId) {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    let edit = PacketEdit {
        title: "The case".into(),
        audience: canary("aud", 0),
        summary: "A year of it".into(),
        ..PacketEdit::default()
    };
    let packet = t.journal().new_packet(edit, &now).expect("a packet").id;
    for n in 0..EACH {
        let (person, term) = (canary("per", n), canary("ter", n));
        t = t
            .capture(&format!("Held the line @{person} // {}", canary("pri", n)))
            .mapped(&format!("It held for {term}, as {person}’s team said"));
        let open = t.view().outcomes[0].outcome.id;
        t.journal().include(packet, open, true, &now).expect("chosen");
        t = t
            .capture(&format!("Said {}", canary("con", n)))
            .mapped(&format!("Settled {}", canary("con", n)));
        let (entry, secret) = (t.last(), t.view().outcomes[0].outcome.id);
        t.journal().include(packet, secret, true, &now).expect("chosen");
        let revision = t.entry().revision;
        let hide = EntryEdit {
            revision,
            sensitivity: Some(Sensitivity::Confidential),
            ..EntryEdit::default()
        };
        t.journal().edit_entry(entry, hide, &now).expect("made confidential");
        t = t
            .capture(&format!("Gone {}", canary("del", n)))
            .mapped(&format!("Undone {}", canary("del", n)));
        let (entry, gone) = (t.last(), t.view().outcomes[0].outcome.id);
        t.journal().include(packet, gone, true, &now).expect("chosen");
        t.journal().delete_entry(entry, &now).expect("deleted");
        let draft = Draft { surface: format!("capture-{n}"), raw: canary("dra", n), caret: 0 };
        t.journal().save_draft(&draft, &now).expect("a draft");
    }
    let all = |class| (0..EACH).map(|n| canary(class, n)).collect::<Vec<_>>().join(" ");
    let close = WeekClose {
        best_line: all("wee"),
        lane: PrivateLane { doubt: all("wee"), ..PrivateLane::default() },
        ..WeekClose::default()
    };
    t.journal().close_week(Week::of(now.day()), &close, &now).expect("closed");
    (t, packet)
}

/// The eighth class stands in no text at all: the reader line is printed nowhere.
const CLASSES: [&str; 8] = ["pri", "con", "per", "ter", "del", "dra", "wee", "aud"];

fn leaked(bytes: &[u8], kind: FileKind) -> Vec<String> {
    let mut text: String =
        said(kind, bytes).expect("readable").iter().map(|said| squeeze(&said.text)).collect();
    text.push_str(&squeeze(&String::from_utf8_lossy(bytes)));
    let canaries = CLASSES.iter().flat_map(|class| (0..EACH).map(|n| canary(class, n)));
    canaries.filter(|canary| text.contains(&squeeze(canary))).collect()
}

fn set(t: &mut TestJournal, packet: PacketId, subject: Subject, treatment: Treatment) {
    let now = t.now.clone();
    t.journal().set_packet_rule(packet, PacketRule { subject, treatment }, &now).expect("a rule");
}

#[test]
fn no_canary_of_any_class_is_in_any_format() {
    let (mut t, packet) = planted();
    let now = t.now.clone();
    let path = t.place().join("case.md");
    let refused = t.journal().write_packet(packet, PacketFormat::Markdown, &PRESSES, &path);
    assert_eq!(refused.map_err(|error| error.code()).err(), Some(Code::Unresolved), "open still");
    assert!(!path.exists(), "nothing was written");
    let review = t.journal().packet_review(packet).expect("a review");
    assert!(review.unresolved.len() >= 100, "each person and each term is asked about");

    for n in 0..EACH {
        let term = Subject::Term { term: canary("ter", n) };
        set(&mut t, packet, term, Treatment::Describe { text: "a customer".into() });
    }
    for view in t.journal().people(&now).expect("people") {
        let mut person = view.person;
        person.may_be_named = Some(false);
        person.role = "Head of something".into();
        t.journal().save_person(person, &now).expect("asked, and said no");
    }
    for (format, kind) in FORMATS {
        let bytes = t.journal().export_packet(packet, format, &PRESSES).expect("nothing is open");
        assert_eq!(leaked(&bytes, kind), Vec::<String>::new(), "as {format:?}");
        let again = t.journal().export_packet(packet, format, &PRESSES).expect("again");
        assert!(bytes == again, "the same journal gives the same bytes as {format:?}");
    }
    let written =
        t.journal().write_packet(packet, PacketFormat::Markdown, &PRESSES, &path).expect("written");
    assert_eq!(
        std::fs::read(&path).expect("there"),
        written,
        "what was read again is what is there"
    );
    let preview = t.journal().packet(packet).expect("a packet").preview;
    let kept: Vec<String> = leaked(preview.as_bytes(), FileKind::Html);
    assert_eq!(kept, Vec::<String>::new(), "nor is it in the preview");

    // Were the rules not there, the canaries would be.
    for n in 0..EACH {
        set(&mut t, packet, Subject::Term { term: canary("ter", n) }, Treatment::Keep);
    }
    for (format, kind) in FORMATS {
        let bytes = t.journal().export_packet(packet, format, &PRESSES).expect("all is kept");
        assert_eq!(leaked(&bytes, kind).len(), usize::from(EACH), "each term shows as {format:?}");
    }
    support::tell(
        "R8",
        &format!("{EACH} canaries of each of {} classes in a packet", CLASSES.len()),
        &format!("{} formats read again: text, markup, Word, PDF", FORMATS.len()),
        "0 found; without its rule each term is, in every format",
    );
}

/// A document as a file, without the journal and its filter.
fn unfiltered(document: &Document, format: PacketFormat) -> Vec<u8> {
    match format {
        PacketFormat::Markdown => ledgerline_packet::markdown(document).into_bytes(),
        PacketFormat::Html => ledgerline_packet::html(document).into_bytes(),
        PacketFormat::Plain => ledgerline_packet::plain(document).into_bytes(),
        PacketFormat::Json => ledgerline_packet::json(document).into_bytes(),
        PacketFormat::Csv => ledgerline_packet::csv(document).into_bytes(),
        PacketFormat::Pdf => (PRESSES.pdf)(document).expect("a PDF"),
        PacketFormat::Docx => (PRESSES.docx)(document).expect("a Word document"),
    }
}

#[test]
fn a_file_that_says_one_withheld_word_is_delivered_in_no_format() {
    let mut t = TestJournal::new().capture("Held the line").mapped("It held");
    let (now, outcome) = (t.now.clone(), t.view().outcomes[0].outcome.id);
    let edit = PacketEdit { title: "The case".into(), ..PacketEdit::default() };
    let packet = t.journal().new_packet(edit, &now).expect("a packet").id;
    t.journal().include(packet, outcome, true, &now).expect("chosen");
    let term = canary("ter", 0);
    set(&mut t, packet, Subject::Term { term: term.clone() }, Treatment::Remove);
    let folder = t.place().join("out");
    std::fs::create_dir(&folder).expect("a folder");
    for (format, kind) in FORMATS {
        let cleared = t.journal().cleared_packet(packet).expect("nothing is open");
        let path = folder.join("case");
        // A press that puts back what the filter took, as if there were none.
        let forgetful = |document: &Document| {
            let mut document = document.clone();
            if document.sections.is_empty() {
                return Ok(unfiltered(&document, format));
            }
            let claim = Claim { sentence: format!("It was {term}."), ..Claim::default() };
            document.sections.push(Section { claims: vec![claim], ..Section::default() });
            Ok(unfiltered(&document, format))
        };
        let refused = cleared.write(&path, kind, forgetful).map_err(|error| error.code());
        assert_eq!(refused.err(), Some(Code::Withheld), "as {format:?}");
        let bytes = cleared.bytes(kind, forgetful).map_err(|error| error.code());
        assert_eq!(bytes.err(), Some(Code::Withheld), "nor as bytes of {format:?}");
        let left = std::fs::read_dir(&folder).expect("a folder").count();
        assert_eq!(left, 0, "no file and no half of one is left of {format:?}");
        cleared.write(&path, kind, |document| Ok(unfiltered(document, format))).expect("as it is");
        std::fs::remove_file(&path).expect("there");
    }
}

#[test]
fn the_whole_demo_leaves_with_nothing_open() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    ledgerline_core::journal::demo::fill(t.journal(), &now).expect("the demo");
    let edit = PacketEdit { title: "The case".into(), ..PacketEdit::default() };
    let packet = t.journal().new_packet(edit, &now).expect("a packet").id;
    let all = t.journal().candidates(packet, &Default::default()).expect("candidates");
    for one in all.iter().filter(|one| one.may_leave) {
        t.journal().include(packet, one.outcome.id, true, &now).expect("chosen");
    }
    let review = t.journal().packet_review(packet).expect("a review");
    let open: Vec<&str> = review.unresolved.iter().map(|open| open.word.as_str()).collect();
    assert_eq!(open, Vec::<&str>::new(), "the demo's people were all asked");
    assert!(!review.people.is_empty(), "and some of them are named");
    t.journal().export_packet(packet, PacketFormat::Html, &PRESSES).expect("it leaves");
}

#[test]
fn a_number_that_stands_in_every_date_cannot_be_withheld_alone() {
    let mut t = TestJournal::new();
    let now = t.now.clone();
    ledgerline_core::journal::demo::fill(t.journal(), &now).expect("the demo");
    let packet = t.journal().packets().expect("packets").remove(0).id;
    let mut set = |term: &str, treatment: Treatment| {
        let subject = Subject::Term { term: term.into() };
        t.journal().set_packet_rule(packet, PacketRule { subject, treatment }, &now)
    };
    for term in ["2026", " 14 ", "２０２６", "19"] {
        let refused = set(term, Treatment::Remove).err().map(|error| error.code());
        assert_eq!(refused, Some(Code::BadInput), "dates of the packet itself say `{term}`");
    }
    set("2026", Treatment::Keep).expect("keeping it promises nothing");
    for term in ["2026 licences", "£2026", "14%"] {
        set(term, Treatment::Remove).expect("no date of the packet says it");
        set(term, Treatment::Keep).expect("and that was all to ask");
    }
    set("2026 licences", Treatment::Remove).expect("nor this");
    // The demo leaves one question open, about an address.
    for open in t.journal().packet_review(packet).expect("a review").unresolved {
        let rule = PacketRule { subject: open.subject, treatment: Treatment::Keep };
        t.journal().set_packet_rule(packet, rule, &now).expect("an answer");
    }
    for (format, _) in FORMATS {
        t.journal().export_packet(packet, format, &PRESSES).expect("the dates do not stop it");
    }
}
