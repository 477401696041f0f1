//! Laws of an update: nothing in it is written for the user, and every form says the same.

use chrono::Days;
use ledgerline_packet::ENGLISH_MONTHS;
use proptest::prelude::*;
use uuid::Uuid;

use super::page::{
    Arranged, GoalFacts, LABELS, NeedFacts, Origin, Page, PromiseFacts, Told, page, promising,
    subject,
};
use super::{Letter, PromiseAnswered, Recipient, SectionKind, eml, forms};
use crate::id::UpdateId;
use crate::outcome::Status;
use crate::time::Day;

fn day(ago: u64) -> Day {
    "2026-11-20".parse::<Day>().expect("a day") - Days::new(ago)
}

/// What a user may type: markup, mail headers, other scripts, several lines.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ,.']{0,40}",
        ".{0,30}",
        Just("<b>x</b> & \"q\" </ul>".to_owned()),
        Just("- one\n- two\nthree\r\nBcc: evil@example.com".to_owned()),
        Just("# head\n* item [a](b) `c` **d**".to_owned()),
        Just("決定が必要です。\u{202e}xyz".to_owned()),
    ]
}

fn told() -> impl Strategy<Value = Told> {
    let status = prop::option::of(prop::sample::select(Status::ALL));
    prop_oneof![
        words().prop_map(Told::Text),
        (words(), status, prop::option::of(0u32..500)).prop_map(|(text, status, hours)| {
            let figure = hours.map(|hours| format!("{hours} hours"));
            Told::Sentence { text, status, figure, sure: Some("reasoned".to_owned()) }
        }),
        (words(), words(), prop::option::of(-1e6f64..1e6), prop::option::of(0f64..100.0)).prop_map(
            |(statement, measure, now, target)| Told::Goal(GoalFacts {
                statement,
                measure,
                unit: "%".to_owned(),
                now,
                last: None,
                target,
            })
        ),
        (words(), words(), words(), prop::option::of(0u64..90), 0u32..5).prop_map(
            |(text, from, otherwise, by, raised)| Told::Need(NeedFacts {
                text,
                from,
                otherwise,
                by: by.map(day),
                raised,
                since: day(9),
            })
        ),
        Just(Told::Gone),
    ]
}

fn promises() -> impl Strategy<Value = PromiseFacts> {
    let what = prop::sample::select(vec![
        None,
        Some(PromiseAnswered::Kept),
        Some(PromiseAnswered::Moved),
        Some(PromiseAnswered::Dropped),
    ]);
    (words(), words(), what).prop_map(|(text, reason, what)| PromiseFacts {
        text,
        what,
        to: Some(day(0)),
        reason,
    })
}

prop_compose! {
    fn update()(
        sections in prop::collection::vec(
            (0usize..8, prop_oneof![Just(String::new()), words()], prop::collection::vec(told(), 0..4)), 0..6),
        promises in prop::collection::vec(promises(), 0..3),
        every in 1u32..5,
    ) -> (Vec<Arranged>, Vec<PromiseFacts>, u32) {
        let sections = sections.into_iter().map(|(kind, heading, pieces)| {
            Arranged { kind: SectionKind::ALL[kind], heading, pieces }
        });
        (sections.collect(), promises, every)
    }
}

/// Every text the user typed, each of its lines on its own.
fn typed(sections: &[Arranged], promises: &[PromiseFacts]) -> Vec<String> {
    let mut texts = vec!["%".to_owned()];
    for section in sections {
        texts.push(section.heading.clone());
        for told in &section.pieces {
            match told {
                Told::Text(text) => texts.push(text.clone()),
                Told::Sentence { text, .. } => texts.push(text.clone()),
                Told::Goal(goal) => texts.extend([goal.statement.clone(), goal.measure.clone()]),
                Told::Need(need) => {
                    texts.extend([need.text.clone(), need.from.clone(), need.otherwise.clone()]);
                }
                Told::Gone => {}
            }
        }
    }
    for promise in promises {
        texts.extend([promise.text.clone(), promise.reason.clone()]);
    }
    let whole: Vec<String> = texts.iter().map(|text| ledgerline_packet::plain_line(text)).collect();
    let lines = texts.iter().flat_map(|text| text.split(['\n', '\r']));
    let lines = lines.map(ledgerline_packet::plain_line);
    lines.chain(whole).collect()
}

/// A counted fact: a number, a day, a figure or how sure it is.
fn is_fact(text: &str) -> bool {
    let word = |word: &str| {
        let number = word.trim_matches(|c: char| c == '-' || c == ',' || c == '.');
        number.chars().all(|c| c.is_ascii_digit() || c == '.' || c == 'e' || c == '-')
            || ENGLISH_MONTHS.contains(&word)
            || matches!(word, "hours" | "reasoned")
    };
    text.split(' ').all(word)
}

fn letter<'a>(plain: &'a str, html: &'a str, subject: &'a str, to: &'a [Recipient]) -> Letter<'a> {
    Letter {
        id: UpdateId(Uuid::from_u128(42)),
        at: chrono::DateTime::parse_from_rfc3339("2026-11-20T16:42:00+01:00").expect("an instant"),
        from: Recipient::default(),
        to,
        cc: &[],
        subject,
        plain,
        html,
    }
}

proptest! {
    #[test]
    fn every_sentence_is_the_users_a_label_or_a_counted_fact((sections, promises, every) in update()) {
        let page = page(&sections, &promises, every);
        let typed = typed(&sections, &promises);
        for said in page.lines().flatten() {
            match said.by {
                // A text may begin with the mark of an item, which is not said.
                Origin::User => prop_assert!(
                    typed.iter().any(|text| *text == said.text || text.ends_with(&said.text)),
                    "the user typed it"
                ),
                Origin::Label => {
                    let known = |label: &&str| *label == said.text;
                    prop_assert!(LABELS.iter().any(known), "`{}` is a label", said.text);
                }
                Origin::Fact => prop_assert!(is_fact(&said.text), "`{}` was counted", said.text),
            }
        }
        let whole: String = page.lines().map(|line| format!("{}\n", forms::read(line))).collect();
        let plain = forms::plain(&page);
        let bare = |text: &str| text.lines().map(|line| line.trim_start().trim_start_matches("- "))
            .filter(|line| !line.is_empty()).map(|line| format!("{}\n", line.trim())).collect::<String>();
        prop_assert_eq!(bare(&plain), bare(&whole), "the text holds the lines of the page and no other");
    }

    #[test]
    fn html_holds_the_same_words_and_no_markup_of_the_users((sections, promises, every) in update()) {
        let page = page(&sections, &promises, every);
        let html = forms::html(&page);
        let mut tags = html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
        let own = ["h2 dir=\"auto\"", "/h2", "p dir=\"auto\"", "/p", "ul", "/ul", "li dir=\"auto\"",
            "/li", "br", "small", "/small"];
        prop_assert!(tags.all(|tag| own.contains(&tag)), "only elements of our own");
        prop_assert_eq!(html.matches("<ul>").count(), html.matches("</ul>").count(), "lists are closed");
        for line in page.lines().map(forms::read) {
            let escaped = line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
                .replace('"', "&quot;").replace('\'', "&#39;");
            prop_assert!(html.contains(&escaped), "every line is there, as text");
        }
        let document = forms::html_document("Update 3", &html);
        let said = |html: &str| -> String {
            let ends = html.split('<').map(|rest| rest.split_once('>').map_or(rest, |(_, text)| text));
            ends.collect()
        };
        let body = document.split_once("<td").map(|(_, body)| format!("<td{body}"));
        let body = said(&body.unwrap_or_default());
        let wanted = said(&html);
        prop_assert_eq!(body.trim(), wanted.trim(), "how a mail looks changes none of its words");
        let tags = document.split('<').skip(1).filter_map(|rest| rest.split('>').next());
        for tag in tags {
            let fetches = ["src", "href", "url(", "http", "script", "on", "@import"];
            let name = tag.split([' ', '=']);
            prop_assert!(
                !name.clone().any(|word| fetches.iter().any(|fetch| word.starts_with(fetch))),
                "`{tag}` fetches or runs nothing"
            );
        }
    }

    #[test]
    fn a_message_is_the_same_bytes_and_one_line_a_header(
        (sections, promises, every) in update(), own in words(), name in words()
    ) {
        let page = page(&sections, &promises, every);
        let (plain, html) = (forms::plain(&page), forms::html(&page));
        let to = [Recipient { person: None, name, email: "oriane@example.com".into() }];
        let subject = forms::read(&subject(&own, 3));
        let first = eml(&letter(&plain, &html, &subject, &to)).expect("a message");
        let second = eml(&letter(&plain, &html, &subject, &to)).expect("a message");
        prop_assert_eq!(&first, &second, "no clock, no chance, no host");
        let text = String::from_utf8(first).expect("UTF-8");
        let head = text.split("\r\n\r\n").next().unwrap_or_default();
        prop_assert!(!head.lines().any(|line| line.starts_with("Bcc:")), "no header is typed in");
        prop_assert!(head.contains("Fri, 20 Nov 2026"), "the instant given");
        prop_assert!(head.contains("@ledgerline.invalid"), "the id is the update's alone");
    }

    #[test]
    fn a_promise_is_one_line_the_user_typed(texts in prop::collection::vec(words(), 0..4)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        for promise in promising(&texts) {
            prop_assert!(!promise.contains('\n') && !promise.is_empty(), "one line");
            prop_assert!(
                texts.iter().any(|text| ledgerline_packet::plain_line(text).contains(&promise)),
                "the user's own"
            );
        }
    }
}

#[test]
fn what_has_not_come_is_never_told_as_if_it_had() {
    let sentence = |status| Told::Sentence {
        text: "The date held".to_owned(),
        status,
        figure: None,
        sure: None,
    };
    let pieces = vec![
        sentence(Some(Status::Expected)),
        sentence(Some(Status::DidNot)),
        sentence(Some(Status::Happened)),
    ];
    let section = Arranged { kind: SectionKind::Changed, heading: String::new(), pieces };
    let plain = forms::plain(&page(&[section], &[], 2));
    assert_eq!(
        plain,
        "What changed because of the team\n- Expected: The date held\n\
         - Did not happen: The date held\n- The date held\n",
        "each with its status"
    );
}

#[test]
fn a_long_text_stays_out_of_the_address_and_a_short_one_is_read_back() {
    let to = [Recipient { person: None, name: "O".into(), email: "o@example.com".into() }];
    let (address, whole) = forms::mailto(&to, &to, "Update 3: 5% & more", "One\nTwo");
    assert!(whole, "it fits");
    assert_eq!(
        address,
        "mailto:o@example.com?subject=Update%203%3A%205%25%20%26%20more&cc=o@example.com\
         &body=One%0D%0ATwo",
        "percent-encoded, with the line ends of mail"
    );
    let (address, whole) = forms::mailto(&to, &[], "S", &"word ".repeat(500));
    assert!(!whole && address.len() < 2_000 && !address.contains("body"), "without its text");
}

#[test]
fn words_and_seconds_are_counted() {
    assert_eq!(forms::count_words("Two words, it's four"), 4, "as a reader counts");
    assert_eq!(
        (forms::seconds(0), forms::seconds(1), forms::seconds(250)),
        (0, 1, 75),
        "200 a minute"
    );
    assert_eq!(Page::default().lines().count(), 0, "an empty page says nothing");
}
