//! Packets to try the writers on: one of ten pages, and one of what goes wrong most easily.

use chrono::NaiveDate;

use crate::{Claim, Document, EvidenceLine, Growth, Project, Section, Voice};

/// Text in many scripts and signs, and text that looks like markup, formulas or paths. Chinese,
/// Japanese and Korean stand in [`FAR_EAST`].
pub const HOSTILE: [&str; 12] = [
    "Zażółć gęślą jaźń, Đặng Thị Ngọc, Þórunn, ß ẞ ﬁ, naïve e\u{301}",
    "Ελληνικά και кириллица, њ ђ Ї",
    "العربية لغة جميلة (42), and back",
    "שמרת על הצוות, 12 בינואר",
    "ไทยจะอยู่ในหนังสือ",
    "नमस्ते दुनिया, हिन्दी",
    "հայերեն, ქართული",
    "👩‍👩‍👧 🎉 🇩🇪 ✅ 👍🏽 ☃",
    "→ ≤ ≈ ∑ × − ½ ‰ € ₹ ₿ © № … ‽ • ◆",
    "#panic() $x$ <label> @ref *b* _i_ `c` // -- \\ ~ #read(\"/etc/passwd\")",
    "<w:p>&amp;</w:p> ]]> %s {name} =1+1 \"quoted\" 'single'",
    "https://example.org/a/very/long/path/that/never/ends/index.html?with=query&and=more#and-a-fragment-of-it",
];

/// What no shipped font shows.
pub const FAR_EAST: &str = "日本語の文と中文简体字 한국어";

/// A word longer than any line.
#[must_use]
pub fn long_word() -> String {
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle".repeat(4)
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn line(grade: u8, name: &str, reference: &str, dated: Option<NaiveDate>) -> EvidenceLine {
    EvidenceLine { grade, grade_name: name.into(), reference: reference.into(), dated }
}

fn shielded() -> Claim {
    Claim {
        heading: Some("Engineers kept on Customs".into()),
        sentence: "Shielded the Customs API from a six-week pull on two engineers, protecting about 265 \
                   engineer-hours and holding the 12 January date. A finance peer agreed in writing and \
                   took a contractor day a week instead."
            .into(),
        figure: Some("about 265 hours (230 to 302, reasoned)".into()),
        counterfactual: Some(
            "Two engineers for six weeks. The date would have gone, and with it the first invoice.".into(),
        ),
        evidence: vec![
            line(5, "committed", "Signed change order", day(2026, 1, 12)),
            line(4, "measured", "Capacity report: unplanned work 38% to 14%", day(2026, 2, 3)),
            line(2, "documented", "Mail thread with a finance peer", day(2025, 12, 2)),
        ],
        credits: vec!["Two engineers on my team built it".into(), "A finance peer found the contractor".into()],
        written_after_days: Some(1),
        steps: vec![
            "2 people × 6 weeks × 36 h = 432 hours".into(),
            "less what would have come anyway (25%) = 324 hours".into(),
            "times my share (82%) = 265 hours".into(),
        ],
        ..Claim::default()
    }
}

fn negotiated() -> Claim {
    Claim {
        heading: Some("The 99.95% clause".into()),
        sentence: "Kept a 99.95% clause in an enterprise renewal worth £250k to £500k a year by agreeing a \
                   joint response target before either side had escalated."
            .into(),
        status_note: Some("Agreed, not yet tested by an incident".into()),
        figure: Some("£250,000 (£180,000 to £310,000, documented)".into()),
        counterfactual: Some("The clause would have gone to 99.5%, as it had for two others.".into()),
        evidence: vec![line(
            3,
            "corroborated",
            "“You kept the room calm enough to sign” (account director)",
            day(2026, 3, 4),
        )],
        credits: vec!["Legal wrote the final wording".into()],
        written_after_days: Some(0),
        steps: vec!["£500,000 × 50% = £250,000".into()],
    }
}

fn led() -> Claim {
    Claim {
        sentence: "Took the executive channel for 70 minutes during an incident so responders could work. \
                   Service returned in 52 minutes against a 95-minute norm."
            .into(),
        figure: Some("43 minutes (30 to 55, measured)".into()),
        evidence: vec![
            line(4, "measured", "Incident timeline", day(2026, 6, 9)),
            line(1, "asserted", "My note of the evening", None),
            line(0, "claim only", "", None),
        ],
        credits: vec!["The incident commander ran the response".into()],
        written_after_days: Some(3),
        steps: vec!["95 min − 52 min = 43 min".into()],
        ..Claim::default()
    }
}

fn voices() -> Vec<Voice> {
    let said = |quote: &str, speaker: &str| Voice {
        quote: quote.into(),
        speaker: speaker.into(),
        dated: day(2026, 5, 14),
        permitted_on: day(2026, 6, 2),
    };
    vec![
        said(
            "She made it possible to say no to me, and I was grateful a month later.",
            "Chief Product Officer",
        ),
        said(
            "We had three people asking for the same week. One conversation, and it was ours.",
            "A product lead",
        ),
    ]
}

fn grown(who: &str) -> Growth {
    Growth {
        who: who.into(),
        before: "Brought each design to me for a verdict".into(),
        now: "Chairs the architecture review for four teams".into(),
        later_step: "Principal Engineer since July".into(),
        my_part: "Six months of shadowed reviews, then none".into(),
        between: day(2025, 11, 3).zip(day(2026, 4, 29)),
    }
}

/// A year's packet of about ten pages.
#[must_use]
pub fn ten_pages() -> Document {
    let headings = [
        "Sets direction",
        "Delivers through others",
        "Business judgement",
        "Grows people",
        "Influence beyond own group",
    ];
    let sections = headings.iter().enumerate().map(|(place, heading)| Section {
        heading: (*heading).into(),
        intro: if place == 4 {
            "*Changes a decision outside their reporting line twice in a year.*".into()
        } else {
            String::new()
        },
        claims: vec![led(), shielded(), negotiated(), led(), shielded()],
    });
    Document {
        title: "The case for Senior Director".into(),
        author: "Inès Okafor, Director of Engineering".into(),
        role: "Platform, 64 people in seven teams".into(),
        level_now: "Director".into(),
        level_target: "Senior Director".into(),
        period: day(2025, 10, 1).zip(day(2026, 9, 30)),
        counts: true,
        summary: "I ran **three** cut-overs this year, and none of them is the point. The point is that \
                  *other people* now run them: in September the team that owns settlement cut over on a \
                  Tuesday morning and told me at lunch.\n\nWhere a figure is reasoned rather than measured I \
                  say so, and the working stands at the foot of the page.\n\n- Two platforms became one, \
                  without a freeze.\n- The on-call rota halved; see [the log](https://example.org/a?b=1&c=2).\n\
                  - Three people do what I did in 2025:\n  1. one chairs the review;\n  2. two run cut-overs.\n"
            .into(),
        sections: sections.collect(),
        voices: voices(),
        leverage: vec![grown("A staff engineer"), grown("An engineering manager")],
        against: "# One doubt\n\nThe pilot with two vendors ended *early*, and I recorded the price.\n\n\
                  | Doubt | What I would say | Since |\n|---|---|---|\n\
                  | Hired late | Two of five offers went out after the quarter that needed them | Q2 |\n\
                  | One team left out | Data platform still escalates to me | Q3 |\n\n> Not yet, I was told in March.\n"
            .into(),
        next_scope: "All of settlement, with the two teams in Gdańsk.".into(),
        portfolio: vec![Project {
            name: "Rota fairness".into(),
            problem: "Nobody could see who carried the nights".into(),
            proves: "That a rota can be argued about with figures".into(),
            link: "https://example.org/rota-fairness".into(),
            status: "handed over".into(),
            users: "Nine teams".into(),
            taught: "We pay for nights now".into(),
        }],
        language: "en-GB".into(),
        ..Document::default()
    }
}

/// `texts` and a word longer than any line in every sort of place, and sections without a claim.
#[must_use]
pub fn hostile(texts: &[&str]) -> Document {
    let long = long_word();
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).chain([long]).collect();
    let claims = texts.iter().map(|text| Claim {
        heading: Some(text.clone()),
        sentence: text.clone(),
        status_note: Some(text.clone()),
        figure: Some(text.clone()),
        counterfactual: Some(text.clone()),
        evidence: vec![line(3, text, text, day(2026, 3, 4))],
        credits: vec![text.clone(), text.clone()],
        written_after_days: Some(12),
        steps: vec![text.clone(), format!("{text} = {text}")],
    });
    let prose = texts.iter().map(|text| crate::escaped_line(text)).collect::<Vec<_>>();
    let cells = format!(
        "| a | b | c |\n|---|---|---|\n| {} |\n",
        [texts[texts.len() - 1].as_str(); 3].join(" | ")
    );
    Document {
        title: texts[0].clone(),
        author: texts[0].clone(),
        role: texts[texts.len() - 1].clone(),
        summary: format!(
            "###### Deep\n\n{}\n\n```\nfn main() {{\n    x();\n}}\n```\n\n---\n\n{cells}",
            prose.join("\n\n")
        ),
        sections: vec![
            Section { heading: texts[0].clone(), intro: String::new(), claims: claims.collect() },
            Section::default(),
            Section { heading: "Empty".into(), ..Section::default() },
        ],
        voices: texts
            .iter()
            .map(|text| Voice { quote: text.clone(), speaker: text.clone(), ..Voice::default() })
            .collect(),
        leverage: vec![Growth {
            who: texts[0].clone(),
            before: texts[1].clone(),
            ..Growth::default()
        }],
        against: format!("{}- {}\n", "> ".repeat(20), prose[0]),
        portfolio: vec![Project {
            name: texts[0].clone(),
            link: texts[texts.len() - 1].clone(),
            ..Project::default()
        }],
        ..Document::default()
    }
}
