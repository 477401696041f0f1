//! A document with everything in it, and a way to put one text into any of its fields.

use chrono::NaiveDate;

use crate::{Claim, Document, EvidenceLine, Growth, Project, Section, Voice};

pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the sample")
}

fn evidence(grade: u8, name: &str, reference: &str, dated: Option<NaiveDate>) -> EvidenceLine {
    EvidenceLine { grade, grade_name: name.into(), reference: reference.into(), dated }
}

fn shielded() -> Claim {
    Claim {
        heading: Some("Engineers kept on Customs".into()),
        sentence: "Shielded the Customs API from a six-week pull on two engineers, protecting \
                   about 265 engineer-hours and holding the 12 January date."
            .into(),
        status_note: Some("Happened".into()),
        figure: Some("about 265 hours (230 to 302, reasoned)".into()),
        counterfactual: Some("Two engineers for six weeks.\nThe date would have gone.".into()),
        evidence: vec![
            evidence(5, "committed", "Signed change order *4*", Some(day(2026, 1, 12))),
            evidence(4, "measured", "Capacity report: unplanned work 38% to 14%", None),
            evidence(0, "claim only", "", None),
        ],
        credits: vec!["Priya Raman led the cut-over".into(), "两位工程师 built it".into()],
        written_after_days: Some(1),
        steps: vec![
            "2 people × 6 weeks × 36 h = 432 hours".into(),
            "less what would have come anyway (25%) = 324 hours".into(),
            "times my share (82%) = 265 hours".into(),
        ],
    }
}

fn negotiated() -> Claim {
    Claim {
        sentence: "Kept a 99.95% clause <unchanged> in a renewal of $250k_500k.".into(),
        evidence: vec![evidence(
            3,
            "corroborated",
            "“שמרת על הצוות” (mail)",
            Some(day(2026, 3, 4)),
        )],
        steps: vec!["£500,000 × 50% = £250,000".into()],
        written_after_days: Some(0),
        ..Claim::default()
    }
}

pub(super) fn document() -> Document {
    Document {
        title: "The case for Senior Director".into(),
        author: "Inès Okafor, Director of Engineering".into(),
        role: "Platform and Payments".into(),
        level_now: "Director".into(),
        level_target: "Senior Director".into(),
        period: Some((day(2025, 10, 1), day(2026, 9, 30))),
        counts: true,
        summary: "I ran **three** cut-overs.\n\n- one\n- two with [the log](https://example.org/a?b=1&c=2)\n"
            .into(),
        sections: vec![
            Section {
                heading: "Delivers through others".into(),
                intro: "Keeps *other* people able to deliver.".into(),
                claims: vec![shielded()],
            },
            Section {
                heading: "Business judgement".into(),
                intro: String::new(),
                claims: vec![negotiated()],
            },
        ],
        voices: vec![
            Voice {
                quote: "She kept the room.\nWe kept the date.".into(),
                speaker: "Head of Customs".into(),
                dated: Some(day(2026, 2, 3)),
                permitted_on: Some(day(2026, 9, 1)),
            },
            Voice { quote: "שמרת על הצוות".into(), speaker: "דנה".into(), ..Voice::default() },
        ],
        leverage: vec![Growth {
            who: "A senior engineer".into(),
            before: "Had never led a review".into(),
            now: "Chairs the design review".into(),
            later_step: "Staff engineer since May".into(),
            my_part: "Advised: two sessions a month".into(),
            between: Some((day(2025, 11, 4), day(2026, 4, 30))),
        }],
        against: "# One doubt\n\nThe pilot ended *early*.".into(),
        next_scope: "All of settlement.".into(),
        portfolio: vec![Project {
            name: "Outage simulator".into(),
            problem: "Nobody rehearsed a bad Friday".into(),
            proves: "A rehearsal can be cheap".into(),
            link: "https://example.org/sim".into(),
            status: "in use".into(),
            users: "Two teams, weekly".into(),
            taught: "Cut the on-call rota in half".into(),
        }],
        language: "en-GB".into(),
        labels: crate::Labels::default(),
    }
}

pub(super) type Field = (&'static str, fn(&mut Document, String));

/// Fields that hold plain text.
pub(super) const PLAIN: [Field; 19] = [
    ("title", |document, text| document.title = text),
    ("role", |document, text| document.role = text),
    ("quotation", |document, text| document.voices[0].quote = text),
    ("speaker", |document, text| document.voices[0].speaker = text),
    ("who grew", |document, text| document.leverage[0].who = text),
    ("later step", |document, text| document.leverage[0].later_step = text),
    ("project", |document, text| document.portfolio[0].proves = text),
    ("author", |document, text| document.author = text),
    ("level_now", |document, text| document.level_now = text),
    ("level_target", |document, text| document.level_target = text),
    ("section heading", |document, text| document.sections[0].heading = text),
    ("claim heading", |document, text| document.sections[0].claims[0].heading = Some(text)),
    ("sentence", |document, text| document.sections[0].claims[0].sentence = text),
    ("status", |document, text| document.sections[0].claims[0].status_note = Some(text)),
    ("figure", |document, text| document.sections[0].claims[0].figure = Some(text)),
    ("counterfactual", |document, text| {
        document.sections[0].claims[0].counterfactual = Some(text);
    }),
    ("evidence", |document, text| document.sections[0].claims[0].evidence[0].reference = text),
    ("credit", |document, text| document.sections[0].claims[0].credits[0] = text),
    ("step", |document, text| document.sections[0].claims[0].steps[0] = text),
];

/// Fields that hold Markdown, and the two that are not the user's prose but must be safe as well.
pub(super) const OTHER: [Field; 6] = [
    ("summary", |document, text| document.summary = text),
    ("intro", |document, text| document.sections[0].intro = text),
    ("against", |document, text| document.against = text),
    ("next_scope", |document, text| document.next_scope = text),
    ("language", |document, text| document.language = text),
    ("a label", |document, text| document.labels.evidence = text),
];
