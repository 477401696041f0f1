//! What an update says, piece by piece: the user's words, labels and counted facts, kept apart.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{PromiseAnswered, SectionKind};
use crate::outcome::Status;
use crate::time::Day;

/// Whose words a piece of text is. There is no fourth sort: nothing is written for the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The user typed it.
    User,
    /// One of the fixed words of [`LABELS`].
    Label,
    /// A number, a day or a figure worked out from what the user recorded.
    Fact,
}

/// A piece of text with its origin.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Whose words.
    pub by: Origin,
    /// The words, on one line.
    pub text: String,
}

/// One printed line.
pub type Line = Vec<Said>;

/// One thing said: a paragraph or an item of a list, with notes below it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Whether it is an item of a list.
    pub item: bool,
    /// The sentence.
    pub line: Line,
    /// Smaller lines under it.
    #[serde(default)]
    pub notes: Vec<Line>,
}

/// A section with something in it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageSection {
    /// Which.
    pub kind: SectionKind,
    /// Its heading.
    pub heading: Line,
    /// The promises it answers, in `promised` only.
    pub promised: Vec<Block>,
    /// What each of its pieces says, in the order of the pieces; a piece may say nothing.
    pub pieces: Vec<Vec<Block>>,
}

/// A whole update.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its sections, in order; those that are off are not among them.
    pub sections: Vec<PageSection>,
}

impl PageSection {
    /// Everything it says, in order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.promised.iter().chain(self.pieces.iter().flatten())
    }
}

impl Page {
    /// The sections that say anything.
    pub fn told(&self) -> impl Iterator<Item = &PageSection> {
        self.sections.iter().filter(|section| section.blocks().next().is_some())
    }

    /// Every line that is printed, headings included.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.told().flat_map(|section| {
            let said =
                section.blocks().flat_map(|block| std::iter::once(&block.line).chain(&block.notes));
            std::iter::once(&section.heading).chain(said)
        })
    }
}

macro_rules! labels {
    ($($name:ident = $words:literal),+ $(,)?) => {
        mod label { $(pub(super) const $name: &str = $words;)+ }

        /// Every fixed word an update may print.
        pub const LABELS: &[&str] = &[$($words),+];
    };
}

labels! {
    UPDATE = "Update ",
    BOTTOM_LINE = "Bottom line",
    GOALS = "Goals I own",
    CHANGED = "What changed because of the team",
    BEHIND = "What I did behind it",
    PROMISED = "Promised last time",
    NEEDS = "What I need",
    RISKS = "Risks",
    NEXT_WEEK = "Next week",
    NEXT_TWO = "Next two weeks",
    NEXT = "Next ",
    WEEKS = " weeks",
    EXPECTED = "Expected: ",
    PARTLY = "Partly: ",
    DID_NOT = "Did not happen: ",
    FIGURE = "Figure: ",
    COMMA = ", ",
    NOW = "now ",
    LAST = "last ",
    TARGET = "target ",
    FROM = "From ",
    BY = ", by ",
    BY_ALONE = "By ",
    OTHERWISE = "If it waits: ",
    RAISED_ONCE = "Raised once, on ",
    RAISED = "Raised ",
    TIMES = " times since ",
    KEPT = "Kept: ",
    MOVED = "Moved: ",
    DROPPED = "Dropped: ",
    OPEN = "Still open: ",
    MOVED_TO = "Now by ",
    COLON = ": ",
    SPACE = " ",
}

/// A goal as the page quotes it.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone, Default)]
pub struct GoalFacts {
    /// Its statement.
    pub statement: String,
    /// What is measured.
    pub measure: String,
    /// In which unit.
    pub unit: String,
    /// The value now.
    pub now: Option<f64>,
    /// The value the last update gave.
    pub last: Option<f64>,
    /// The value wanted.
    pub target: Option<f64>,
}

/// A need as the page quotes it.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone)]
pub struct NeedFacts {
    /// What is needed.
    pub text: String,
    /// From whom.
    pub from: String,
    /// By when.
    pub by: Option<Day>,
    /// What happens otherwise.
    pub otherwise: String,
    /// How often it was raised, this update included.
    pub raised: u32,
    /// Since when.
    pub since: Day,
}

/// A promise as the page answers it.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone)]
pub struct PromiseFacts {
    /// The promise.
    pub text: String,
    /// What became of it; none while nothing was said.
    pub what: Option<PromiseAnswered>,
    /// Moved to when.
    pub to: Option<Day>,
    /// Why.
    pub reason: String,
}

/// A piece with what it refers to.
#[cfg_attr(test, derive(Debug))]
#[derive(Clone)]
pub enum Told {
    /// The user's own words, over one or more lines.
    Text(String),
    /// An entry's or outcome's sentence.
    Sentence {
        /// The sentence.
        text: String,
        /// How far along the outcome is; none for an entry.
        status: Option<Status>,
        /// The outcome's figure, in words.
        figure: Option<String>,
        /// How sure it is.
        sure: Option<String>,
    },
    /// A goal.
    Goal(GoalFacts),
    /// A need.
    Need(NeedFacts),
    /// What it refers to is not there.
    Gone,
}

/// One section ready to be said.
#[cfg_attr(test, derive(Debug))]
pub struct Arranged {
    /// Which.
    pub kind: SectionKind,
    /// The user's own heading, or blank.
    pub heading: String,
    /// What it holds.
    pub pieces: Vec<Told>,
}

/// The page that `sections` make, `promises` standing in the section for them.
#[must_use]
pub fn page(sections: &[Arranged], promises: &[PromiseFacts], every_weeks: u32) -> Page {
    let said = sections.iter().map(|section| PageSection {
        kind: section.kind,
        heading: heading(section, every_weeks),
        promised: match section.kind {
            SectionKind::Promised => promises.iter().filter_map(promise).collect(),
            _ => Vec::new(),
        },
        pieces: section.pieces.iter().map(blocks).collect(),
    });
    Page { sections: said.collect() }
}

/// The subject line: the user's own, or "Update n".
#[must_use]
pub fn subject(own: &str, number: u32) -> Line {
    let own = tidy(own);
    if own.is_empty() {
        vec![words(label::UPDATE), fact(number.to_string())]
    } else {
        vec![user(&own)]
    }
}

/// The lines of the user's text that become promises: one line, one promise.
#[must_use]
pub fn promising(texts: &[&str]) -> Vec<String> {
    let lines = texts.iter().flat_map(|text| text.split(['\n', '\r']));
    lines.map(|line| tidy(listed(line).0)).filter(|line| !line.is_empty()).collect()
}

fn heading(section: &Arranged, every_weeks: u32) -> Line {
    let own = tidy(&section.heading);
    if !own.is_empty() {
        return vec![user(&own)];
    }
    vec![words(match section.kind {
        SectionKind::BottomLine => label::BOTTOM_LINE,
        SectionKind::Goals => label::GOALS,
        SectionKind::Changed => label::CHANGED,
        SectionKind::Behind => label::BEHIND,
        SectionKind::Promised => label::PROMISED,
        SectionKind::Needs => label::NEEDS,
        SectionKind::Risks => label::RISKS,
        SectionKind::Next if every_weeks == 1 => label::NEXT_WEEK,
        SectionKind::Next if every_weeks == 2 => label::NEXT_TWO,
        SectionKind::Next => {
            return vec![words(label::NEXT), fact(every_weeks.to_string()), words(label::WEEKS)];
        }
    })]
}

fn blocks(told: &Told) -> Vec<Block> {
    match told {
        Told::Text(text) => text.split(['\n', '\r']).filter_map(typed).collect(),
        Told::Sentence { text, status, figure, sure } => {
            let notes = figure.iter().map(|figure| figure_line(figure, sure.as_deref()));
            let mut said = item(text, notes.collect());
            // What has not come, or not wholly, is never told as if it had.
            let label = match status {
                Some(Status::Expected) => Some(label::EXPECTED),
                Some(Status::Partly) => Some(label::PARTLY),
                Some(Status::DidNot) => Some(label::DID_NOT),
                Some(Status::Happened) | None => None,
            };
            if let (Some(block), Some(label)) = (said.first_mut(), label) {
                block.line.insert(0, words(label));
            }
            said
        }
        Told::Goal(goal) => item(&goal.statement, goal_line(goal).into_iter().collect()),
        Told::Need(need) => item(&need.text, need_lines(need)),
        Told::Gone => Vec::new(),
    }
}

/// A typed line as a paragraph, or as an item where it begins with a dash.
fn typed(line: &str) -> Option<Block> {
    let (text, item) = listed(line);
    let text = tidy(text);
    (!text.is_empty()).then(|| Block { item, line: vec![user(&text)], notes: Vec::new() })
}

fn listed(line: &str) -> (&str, bool) {
    let line = line.trim_start();
    let item = ["- ", "* ", "– ", "• "].iter().find_map(|mark| line.strip_prefix(mark));
    item.map_or((line, false), |item| (item, true))
}

fn item(text: &str, notes: Vec<Line>) -> Vec<Block> {
    let text = tidy(text);
    if text.is_empty() {
        return Vec::new();
    }
    vec![Block { item: true, line: vec![user(&text)], notes }]
}

fn figure_line(figure: &str, sure: Option<&str>) -> Line {
    let mut line = vec![words(label::FIGURE), fact(figure.to_owned())];
    if let Some(sure) = sure {
        line.extend([words(label::COMMA), fact(sure.to_owned())]);
    }
    line
}

/// `Share of files on time: now 98.7 %, last 97 %, target 99.5 %`.
fn goal_line(goal: &GoalFacts) -> Option<Line> {
    let values = [(label::NOW, goal.now), (label::LAST, goal.last), (label::TARGET, goal.target)];
    let mut line = Vec::new();
    for (label, value) in values {
        let Some(value) = value else { continue };
        if !line.is_empty() {
            line.push(words(label::COMMA));
        }
        line.extend([words(label), fact(crate::figure::number::plain(value))]);
        let unit = tidy(&goal.unit);
        if !unit.is_empty() {
            line.extend([words(label::SPACE), user(&unit)]);
        }
    }
    let measure = tidy(&goal.measure);
    if line.is_empty() {
        return None;
    }
    if !measure.is_empty() {
        line.splice(0..0, [user(&measure), words(label::COLON)]);
    }
    Some(line)
}

fn need_lines(need: &NeedFacts) -> Vec<Line> {
    let mut lines = Vec::new();
    let from = tidy(&need.from);
    let mut who = Vec::new();
    if !from.is_empty() {
        who.extend([words(label::FROM), user(&from)]);
    }
    if let Some(by) = need.by {
        let label = if who.is_empty() { label::BY_ALONE } else { label::BY };
        who.extend([words(label), fact(day(by))]);
    }
    lines.push(who);
    let otherwise = tidy(&need.otherwise);
    if !otherwise.is_empty() {
        lines.push(vec![words(label::OTHERWISE), user(&otherwise)]);
    }
    lines.push(if need.raised <= 1 {
        vec![words(label::RAISED_ONCE), fact(day(need.since))]
    } else {
        let times = fact(need.raised.to_string());
        vec![words(label::RAISED), times, words(label::TIMES), fact(day(need.since))]
    });
    lines.retain(|line| !line.is_empty());
    lines
}

fn promise(promise: &PromiseFacts) -> Option<Block> {
    let text = tidy(&promise.text);
    if text.is_empty() {
        return None;
    }
    let label = match promise.what {
        Some(PromiseAnswered::Kept) => label::KEPT,
        Some(PromiseAnswered::Moved) => label::MOVED,
        Some(PromiseAnswered::Dropped) => label::DROPPED,
        None => label::OPEN,
    };
    let moved = promise.to.filter(|_| promise.what == Some(PromiseAnswered::Moved));
    let reason = tidy(&promise.reason);
    let notes = moved
        .map(|to| vec![words(label::MOVED_TO), fact(day(to))])
        .into_iter()
        .chain((!reason.is_empty()).then(|| vec![user(&reason)]));
    Some(Block { item: true, line: vec![words(label), user(&text)], notes: notes.collect() })
}

fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

fn user(text: &str) -> Said {
    Said { by: Origin::User, text: text.to_owned() }
}

fn words(label: &'static str) -> Said {
    Said { by: Origin::Label, text: label.to_owned() }
}

fn fact(text: String) -> Said {
    Said { by: Origin::Fact, text }
}

/// The user's text on one line, without what no format can hold.
fn tidy(text: &str) -> String {
    ledgerline_packet::plain_line(text)
}
