//! What a packet says, in the order it says it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Labels;

/// The highest grade of evidence.
pub const TOP_GRADE: u8 = 5;

/// The first grade at which something other than the writer's word stands behind a claim.
pub const DOCUMENTED: u8 = 2;

/// A packet, ready to be written.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// Its title, plain text.
    pub title: String,
    /// The writer's name, plain text.
    pub author: String,
    /// What the writer does now, plain text; may be blank.
    pub role: String,
    /// The level held, plain text; may be blank.
    pub level_now: String,
    /// The level asked for, plain text; may be blank.
    pub level_target: String,
    /// First and last day of the period.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// Whether the opening says how many claims there are and how many are documented.
    pub counts: bool,
    /// The user's summary, Markdown.
    pub summary: String,
    /// The claims, arranged.
    pub sections: Vec<Section>,
    /// What others said, each with permission; the part is left out when there is none.
    pub voices: Vec<Voice>,
    /// Who grew; left out when nobody is listed.
    pub leverage: Vec<Growth>,
    /// Reasons against, Markdown. The heading is printed even when this is blank.
    pub against: String,
    /// The scope the user would take on next, Markdown; left out when blank.
    pub next_scope: String,
    /// Projects of the user's own time, as an appendix; left out when there is none.
    pub portfolio: Vec<Project>,
    /// A BCP 47 tag such as `en-GB`; anything else is printed as `en`.
    pub language: String,
    /// The fixed words.
    #[serde(skip_serializing_if = "Labels::is_english")]
    pub labels: Labels,
}

/// Claims under one heading.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    /// Plain text; blank takes [`Labels::claims`].
    pub heading: String,
    /// What the criterion asks or the goal is, Markdown; left out when blank.
    pub intro: String,
    /// In the order to read them.
    pub claims: Vec<Claim>,
}

/// One outcome, as the panel reads it. All of it is plain text.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Claim {
    /// A heading of its own, where it has one.
    pub heading: Option<String>,
    /// The "Reads as" sentence.
    pub sentence: String,
    /// Said where it has not happened, or not wholly.
    pub status_note: Option<String>,
    /// The figure with its range and confidence, such as `about 265 hours (230 to 302, reasoned)`.
    pub figure: Option<String>,
    /// What would have happened had the writer done nothing.
    pub counterfactual: Option<String>,
    /// What supports it, strongest first.
    pub evidence: Vec<EvidenceLine>,
    /// What other people did, one line each.
    pub credits: Vec<String>,
    /// How many days after the act it was written; 0 is the same day.
    pub written_after_days: Option<u32>,
    /// How the figure was reached, one step a line; the last is the result. Prints as a footnote.
    pub steps: Vec<String>,
}

/// One dated item of evidence.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EvidenceLine {
    /// 0 (claim only) to [`TOP_GRADE`]; drawn as tally strokes.
    pub grade: u8,
    /// The grade in words.
    pub grade_name: String,
    /// The title, quotation or address, plain text. An address is not made a link.
    pub reference: String,
    /// Its date.
    pub dated: Option<NaiveDate>,
}

/// What somebody said, with their permission. Whoever builds the document has asked.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Voice {
    /// Their words, plain text.
    pub quote: String,
    /// Who said it, as the panel should read it, plain text.
    pub speaker: String,
    /// When it was said.
    pub dated: Option<NaiveDate>,
    /// When they gave permission.
    pub permitted_on: Option<NaiveDate>,
}

/// One person who grew, and the writer's part in it. All of it is plain text.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Growth {
    /// Who.
    pub who: String,
    /// What they could not do before.
    pub before: String,
    /// What they do now without the writer.
    pub now: String,
    /// What they went on to do.
    pub later_step: String,
    /// The writer's own account of their part.
    pub my_part: String,
    /// First and last day of what the writer put in.
    pub between: Option<(NaiveDate, NaiveDate)>,
}

/// A project of the user's own time. All of it is plain text.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Project {
    /// What it is called.
    pub name: String,
    /// Which problem it takes on.
    pub problem: String,
    /// What it proves.
    pub proves: String,
    /// Where it is; an address is not made a link.
    pub link: String,
    /// In use, handed over, stopped.
    pub status: String,
    /// Who uses it.
    pub users: String,
    /// What it taught that changed a decision at work.
    pub taught: String,
}

impl Document {
    /// The title as printed.
    #[must_use]
    pub fn printed_title(&self) -> String {
        let title = crate::clean::line(&self.title);
        if title.is_empty() { self.labels.untitled.clone() } else { title }
    }

    /// The language tag, checked: letters, digits and hyphens only.
    pub(crate) fn language_tag(&self) -> &str {
        let tag = self.language.trim();
        let sound = (2..=35).contains(&tag.len())
            && tag.starts_with(|first: char| first.is_ascii_alphabetic())
            && tag.split('-').all(|part| {
                (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
            });
        if sound { tag } else { "en" }
    }

    /// Which way its language is written.
    pub(crate) fn direction(&self) -> &'static str {
        let primary = self.language_tag().split('-').next().unwrap_or_default();
        let rtl = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];
        if rtl.iter().any(|tag| tag.eq_ignore_ascii_case(primary)) { "rtl" } else { "ltr" }
    }

    /// A section's heading as printed: numbered when there is more than one.
    pub(crate) fn heading(&self, place: usize) -> (Option<usize>, String) {
        let own = self.sections.get(place).map(|section| crate::clean::line(&section.heading));
        let words = own.filter(|own| !own.is_empty()).unwrap_or_else(|| self.labels.claims.clone());
        ((self.sections.len() > 1).then_some(place + 1), words)
    }

    /// Role, levels, period and counts, each as a line, where there are any.
    pub(crate) fn standing(&self) -> Vec<String> {
        let labels = &self.labels;
        let role = Some(crate::clean::line(&self.role)).filter(|role| !role.is_empty());
        let now = crate::clean::line(&self.level_now);
        let target = crate::clean::line(&self.level_target);
        let levels = match (now.is_empty(), target.is_empty()) {
            (true, true) => None,
            (true, false) => Some(labels.fill(&labels.level_target, &[("target", &target)])),
            (false, true) => Some(labels.fill(&labels.level_now, &[("now", &now)])),
            (false, false) => {
                Some(labels.fill(&labels.levels, &[("now", &now), ("target", &target)]))
            }
        };
        let period = self.period.map(|(from, to)| {
            let (from, to) = (labels.day(from), labels.day(to));
            labels.fill(&labels.period, &[("from", &from), ("to", &to)])
        });
        role.into_iter().chain(levels).chain(period).chain(self.counted()).collect()
    }

    /// How many claims there are.
    pub(crate) fn claims(&self) -> usize {
        self.sections.iter().map(|section| section.claims.len()).sum()
    }

    /// How many claims there are, and how many have more behind them than the writer's word.
    fn counted(&self) -> Option<String> {
        let claims: Vec<_> = self.sections.iter().flat_map(|section| &section.claims).collect();
        let backed = claims.iter().filter(|claim| claim.grade() >= DOCUMENTED).count().to_string();
        let outcomes = claims.len().to_string();
        let values = [("outcomes", outcomes.as_str()), ("backed", backed.as_str())];
        (self.counts && !claims.is_empty()).then(|| self.labels.fill(&self.labels.counts, &values))
    }
}

impl Claim {
    /// The best grade among its evidence.
    #[must_use]
    pub fn grade(&self) -> u8 {
        self.evidence.iter().map(EvidenceLine::strokes).max().unwrap_or_default()
    }

    /// The steps that say anything.
    pub(crate) fn steps(&self) -> Vec<String> {
        stated(&self.steps)
    }

    /// The credits that say anything.
    pub(crate) fn credits(&self) -> Vec<String> {
        stated(&self.credits)
    }

    /// "Written n days after", where that is known.
    pub(crate) fn written(&self, labels: &Labels) -> Option<String> {
        self.written_after_days.map(|days| match days {
            0 => labels.written_same_day.clone(),
            1 => labels.written_next_day.clone(),
            _ => labels.fill(&labels.written_days_after, &[("days", &days.to_string())]),
        })
    }
}

impl Voice {
    /// Who said it, when, and that they agreed.
    pub(crate) fn source(&self, labels: &Labels) -> String {
        let mut words = crate::clean::line(&self.speaker);
        if let Some(day) = self.dated {
            words.push_str(&format!(", {}", labels.day(day)));
        }
        if let Some(day) = self.permitted_on {
            let day = labels.day(day);
            words.push_str(&format!(" ({})", labels.fill(&labels.permission, &[("day", &day)])));
        }
        words
    }
}

impl Growth {
    /// Each fact with its label, in the order to print it.
    pub(crate) fn facts<'a>(&'a self, labels: &'a Labels) -> Vec<(&'a str, String)> {
        let between = self.between.map(|(from, to)| {
            let (first, last) = (labels.day(from), labels.day(to));
            if from == to {
                first
            } else {
                labels.fill(&labels.period, &[("from", &first), ("to", &last)])
            }
        });
        said(vec![
            (&labels.before, &self.before),
            (&labels.now, &self.now),
            (&labels.later_step, &self.later_step),
            (&labels.my_part, &self.my_part),
            (&labels.between, between.as_deref().unwrap_or_default()),
        ])
    }
}

impl Project {
    /// Each fact with its label, in the order to print it.
    pub(crate) fn facts<'a>(&'a self, labels: &'a Labels) -> Vec<(&'a str, String)> {
        said(vec![
            (&labels.problem, &self.problem),
            (&labels.proves, &self.proves),
            (&labels.project_status, &self.status),
            (&labels.users, &self.users),
            (&labels.taught, &self.taught),
            (&labels.link, &self.link),
        ])
    }
}

/// Those facts that say anything.
fn said<'a>(facts: Vec<(&'a str, &str)>) -> Vec<(&'a str, String)> {
    let facts = facts.into_iter().map(|(label, words)| (label, crate::clean::line(words)));
    facts.filter(|(_, words)| !words.is_empty()).collect()
}

impl EvidenceLine {
    /// The grade, within the scale.
    pub(crate) fn strokes(&self) -> u8 {
        self.grade.min(TOP_GRADE)
    }

    /// "4 of 5".
    pub(crate) fn of_five(&self, labels: &Labels) -> String {
        let (grade, top) = (self.strokes().to_string(), TOP_GRADE.to_string());
        labels.fill(&labels.grade, &[("grade", &grade), ("top", &top)])
    }
}

fn stated(lines: &[String]) -> Vec<String> {
    lines.iter().map(|text| crate::clean::line(text)).filter(|text| !text.is_empty()).collect()
}
