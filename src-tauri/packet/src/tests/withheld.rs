//! Laws of what is withheld: whatever the names and the text, nothing comes through.

use proptest::prelude::*;

use crate::withhold::{
    Coarse, Deal, NameRule, Named, REMOVED, Rules, is_in_dates, is_number, is_percentage, redact,
    squeeze,
};
use crate::{Claim, Document, FileKind, Section};

fn rule(name: &str, deal: Deal) -> NameRule {
    NameRule { named: Named::Term, name: name.to_owned(), deal, faint: false }
}

fn document(sentence: &str, summary: &str) -> Document {
    let claim = Claim { sentence: sentence.to_owned(), ..Claim::default() };
    let section = Section { claims: vec![claim], ..Section::default() };
    Document { summary: summary.to_owned(), sections: vec![section], ..Document::default() }
}

/// A term of letters that no other part of the test uses by accident.
fn term() -> impl Strategy<Value = String> {
    "[A-Zxqzäøж家]{1}[a-zxqzéłж家]{4,9}( [A-Z][a-z]{3,6})?"
}

/// Text with the term in it, broken up as people and programs do.
fn around(term: String) -> impl Strategy<Value = (String, String)> {
    let mark = prop::sample::select(vec!["", "\u{200b}", "\u{ad}", "*", "\u{301}", "\u{2060}"]);
    let side = prop::sample::select(vec![" ", "\n", "/", "_", "’", "(", "@", ".", "%20", "\u{a0}"]);
    (mark, side.clone(), side, any::<bool>(), "\\PC{0,24}").prop_map(
        move |(mark, before, after, upper, noise)| {
            let inner: Vec<String> = term.chars().map(String::from).collect();
            let inner = inner.join(mark);
            let inner = if upper { inner.to_uppercase() } else { inner };
            (term.clone(), format!("{noise}{before}{inner}{after}s {noise}"))
        },
    )
}

fn percentage(with: Coarse) -> Rules {
    Rules { numbers: vec![("14%".to_owned(), with)], ..Rules::default() }
}

#[test]
fn a_withheld_percentage_is_no_footnote_and_no_other_number() {
    let text = "Fell by 14%, 14 %, 14 per cent, ١٤٪ and from 20 to 14%.";
    let innocent = "114% in 14 days, note 14, 0.14, 4 November, 14 people";
    let mut large = document(text, innocent);
    let claim = large.sections[0].claims[0].clone();
    for at in 0..20 {
        let steps = vec![format!("{at} steps")];
        large.sections[0].claims.push(Claim {
            steps,
            written_after_days: Some(at),
            sentence: "It held.".to_owned(),
            ..claim.clone()
        });
    }
    for with in [Coarse::Remove, Coarse::Say("a seventh".to_owned()), Coarse::Band] {
        let redacted = redact(&large, &percentage(with.clone())).expect("the document survives");
        assert_eq!(redacted.document.summary, innocent, "none of these is the percentage");
        let left = &redacted.document.sections[0].claims[0].sentence;
        assert!(!left.contains("14") && !left.contains("١٤"), "all of these are: `{left}`");
        for (kind, bytes) in [
            (FileKind::Text, crate::markdown(&redacted.document)),
            (FileKind::Html, crate::html(&redacted.document)),
            (FileKind::Text, crate::plain(&redacted.document)),
            (FileKind::Text, crate::csv(&redacted.document)),
            (FileKind::Json, crate::json(&redacted.document)),
        ] {
            let found = redacted.gate.check(kind, bytes.as_bytes()).expect("readable");
            assert!(found.is_empty(), "a footnote 14 and 14 days stop nothing: {found:?}");
        }
        for leak in ["14%", "14 percent", "1\u{200b}4 %"] {
            assert!(!redacted.gate.check_text(leak, "text").is_empty(), "`{leak}` is stopped");
        }
    }
}

#[test]
fn what_is_a_percentage_is_told_apart_from_what_holds_one() {
    for term in ["14%", "14 %", " 14 percent ", "38.5 per cent", "١٤٪", "14％"] {
        assert!(is_percentage(term) && is_number(term), "`{term}` is one");
        assert!(!is_in_dates(term), "and no day of a month: `{term}`");
    }
    for term in ["14", "14% off", "£14", "10 to 14%", "Plan 14%"] {
        assert!(!is_percentage(term), "`{term}` is more, or less");
    }
    assert!(is_in_dates("14"), "a bare day would stay in the dates");
}

proptest! {
    #[test]
    fn no_withheld_term_comes_through((term, text) in term().prop_flat_map(around)) {
        let rules = Rules { names: vec![rule(&term, Deal::Remove)], ..Rules::default() };
        let redacted = redact(&document(&text, &text), &rules).expect("the document survives");
        let secret = squeeze(&term);
        for left in [&redacted.document.summary, &redacted.document.sections[0].claims[0].sentence] {
            prop_assert!(!squeeze(left).contains(&secret), "a fold of the term is left");
        }
        for (kind, bytes) in [
            (FileKind::Text, crate::markdown(&redacted.document)),
            (FileKind::Html, crate::html(&redacted.document)),
            (FileKind::Text, crate::plain(&redacted.document)),
        ] {
            let found = redacted.gate.check(kind, bytes.as_bytes()).expect("readable");
            prop_assert!(found.is_empty(), "the gate lets the file through: {found:?}");
        }
    }

    #[test]
    fn what_stands_for_one_never_says_another(a in term(), b in term(), noise in "\\PC{0,40}") {
        let rules = Rules {
            names: vec![rule(&a, Deal::Say(format!("{b} and {a}"))), rule(&b, Deal::Say(a.clone()))],
            ..Rules::default()
        };
        let text = format!("{noise} {a}{b} {b}, {a}");
        let redacted = redact(&document(&text, &text), &rules).expect("the document survives");
        let left = squeeze(&redacted.document.summary);
        prop_assert!(!left.contains(&squeeze(&a)) || squeeze(REMOVED).contains(&squeeze(&a)));
        prop_assert!(!left.contains(&squeeze(&b)) || squeeze(REMOVED).contains(&squeeze(&b)));
        prop_assert!(!redacted.aliases.is_empty(), "and the user is told");
    }

    #[test]
    fn without_rules_nothing_changes(text in "\\PC{0,80}") {
        let before = document(&text, &text);
        let after = redact(&before, &Rules::default()).expect("the document survives");
        prop_assert!(after.document == before, "a text without withheld words stays as typed");
    }

    #[test]
    fn no_bytes_make_the_scanner_fall_over(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for kind in [FileKind::Text, FileKind::Html, FileKind::Json, FileKind::Docx, FileKind::Pdf] {
            let mut file = b"%PDF-1.7\n1 0 obj <</Type /Page /Length 9>> stream\n".to_vec();
            file.extend(&bytes);
            let _readable_or_not = crate::said(kind, &file);
            let _readable_or_not = crate::said(kind, &bytes);
        }
    }
}
