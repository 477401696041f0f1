//! The fixed words around an outcome: how sure, how far along, my part in it, how well proven,
//! and the sentence these are put together into.

pub mod record;

use serde::{Deserialize, Serialize};

use crate::figure::number::{ends, percent, plain};
use crate::figure::written::debug_by_length;
use crate::figure::{Range, Reads, Unit};
use crate::time::Day;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$item])* $variant),+ }

        impl $name {
            /// Every one, in the order of the editor.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word used in files and on the command line.
            #[must_use]
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $word),+ } }

            /// The one of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

words! {
    /// How sure the writer is of the figure. Not how well it is proven: see [`Grade`].
    Confidence {
        /// A guess.
        Guess "guess",
        /// Reasoned from something known.
        Reasoned "reasoned",
        /// Measured.
        Measured "measured",
    }
}

words! {
    /// How far along an outcome is.
    Status {
        /// Not yet; there is a day to look again.
        Expected "expected",
        /// It came.
        Happened "happened",
        /// Some of it came.
        Partly "partly",
        /// It did not come. Kept, because it is what makes the rest credible.
        DidNot "did-not",
    }
}

words! {
    /// What the writer did towards an outcome; it changes how the sentence starts.
    Part {
        /// Made the decision.
        Decided "decided",
        /// Made it possible for others.
        Enabled "enabled",
        /// Gave advice that was taken.
        Advised "advised",
        /// Built it.
        Built "built",
        /// Led the people who did it.
        Led "led",
        /// Answered for it.
        Owned "owned",
        /// Got the terms.
        Negotiated "negotiated",
        /// Kept harm or noise off those who did it.
        Shielded "shielded",
        /// Brought two sides to one answer.
        Mediated "mediated",
        /// Taught the one who did it.
        Coached "coached",
        /// Spent standing on the one who did it.
        Sponsored "sponsored",
        /// Did all of it; nobody else had a part.
        Sole "sole",
    }
}

impl Part {
    /// How a sentence about it starts.
    #[must_use]
    pub const fn stem(self) -> &'static str {
        match self {
            Self::Decided => "Decided",
            Self::Enabled => "Enabled",
            Self::Advised => "Advised on",
            Self::Built => "Built",
            Self::Led => "Led",
            Self::Owned => "Owned",
            Self::Negotiated => "Negotiated",
            Self::Shielded => "Shielded",
            Self::Mediated => "Mediated",
            Self::Coached => "Coached",
            Self::Sponsored => "Sponsored",
            Self::Sole => "Did alone",
        }
    }
}

/// How well an outcome is proven, 0 to 5; drawn as tally strokes, the fifth across the four.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(type = "0 | 1 | 2 | 3 | 4 | 5"))]
#[serde(into = "u8", try_from = "u8")]
pub enum Grade {
    /// 0: only claimed.
    #[default]
    ClaimOnly,
    /// 1: my own note, written at the time.
    Noted,
    /// 2: an artefact exists.
    Documented,
    /// 3: someone else says so.
    Corroborated,
    /// 4: a number from a system of record, saved.
    Measured,
    /// 5: an independent commitment, such as a signed contract.
    Committed,
}

/// The number was no grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a grade from 0 to 5")]
pub struct NotAGrade(pub u8);

/// What would lift an outcome's evidence by one grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Lift {
    /// Write down what you saw, while you remember it.
    NoteIt,
    /// Attach the document that shows it.
    AttachArtefact,
    /// Ask someone else to say so.
    AskSomeone,
    /// Save the number from the system that keeps it.
    SaveNumber,
    /// Point to a commitment others made on the strength of it.
    PointToCommitment,
}

impl Grade {
    /// Every grade, weakest first.
    pub const ALL: [Self; 6] = [
        Self::ClaimOnly,
        Self::Noted,
        Self::Documented,
        Self::Corroborated,
        Self::Measured,
        Self::Committed,
    ];

    /// Its number, 0 to 5.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// Its word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClaimOnly => "claim only",
            Self::Noted => "noted",
            Self::Documented => "documented",
            Self::Corroborated => "corroborated",
            Self::Measured => "measured",
            Self::Committed => "committed",
        }
    }

    /// The best of an outcome's evidence; claim only where there is none.
    #[must_use]
    pub fn best(grades: impl IntoIterator<Item = Self>) -> Self {
        grades.into_iter().max().unwrap_or_default()
    }

    /// What would lift it one step; `None` at the top.
    #[must_use]
    pub const fn lift(self) -> Option<Lift> {
        match self {
            Self::ClaimOnly => Some(Lift::NoteIt),
            Self::Noted => Some(Lift::AttachArtefact),
            Self::Documented => Some(Lift::AskSomeone),
            Self::Corroborated => Some(Lift::SaveNumber),
            Self::Measured => Some(Lift::PointToCommitment),
            Self::Committed => None,
        }
    }
}

impl From<Grade> for u8 {
    fn from(grade: Grade) -> Self {
        grade.number()
    }
}

impl TryFrom<u8> for Grade {
    type Error = NotAGrade;
    fn try_from(number: u8) -> Result<Self, NotAGrade> {
        Self::ALL.get(usize::from(number)).copied().ok_or(NotAGrade(number))
    }
}

/// What the sentence about an outcome is put together from: the user's own words and numbers.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// What came of it, one sentence.
    pub statement: &'a str,
    /// My part.
    pub part: Option<Part>,
    /// How far along it is.
    pub status: Status,
    /// When to look again, while it is expected.
    pub check_on: Option<Day>,
    /// The metric it moved.
    pub metric: Option<MetricMove<'a>>,
    /// The net figure, or the share of a change.
    pub reads: Option<&'a Reads>,
    /// Net money, where the figure is not money itself.
    pub money: Option<Range>,
    /// Both chances in hundredths, before and after, where the money is weighted by them.
    pub chances: Option<(Range, Range)>,
    /// How sure the figure is.
    pub confidence: Option<Confidence>,
    /// Who else had a part.
    pub credits: &'a [Credit<'a>],
    /// The journal's currency (ISO 4217).
    pub currency: &'a str,
}

/// A metric before and after.
#[derive(Clone, Copy)]
pub struct MetricMove<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its unit, in the user's word.
    pub unit: &'a str,
    /// Before.
    pub baseline: f64,
    /// After.
    pub result: f64,
}

/// What somebody else did towards it.
#[derive(Clone, Copy)]
pub struct Credit<'a> {
    /// Who, by the name the reader may see.
    pub name: &'a str,
    /// What they did; may be blank.
    pub did: &'a str,
}

debug_by_length!(Credit<'_> {} { name, did });
debug_by_length!(MetricMove<'_> { baseline, result } { name, unit });
debug_by_length!(Telling<'_> { part, status, reads, confidence, credits } { statement });

/// The "Reads as" sentence of an outcome, such as
///
/// > Enabled: Customs API held its date. About 265 hours (230 to 302, reasoned). With Tomasz
/// > (led the release) and Priya.
///
/// Nothing in it is written for the user: the outcome, the metric and the credits are in their
/// own words, and the rest is one fixed order. What did not happen claims no figure. A blank
/// statement gives no sentence.
#[must_use]
pub fn reads_as(telling: &Telling<'_>) -> String {
    let statement = telling.statement.trim();
    if statement.is_empty() {
        return String::new();
    }
    let mut sentences = vec![closed(&format!("{}{statement}", opening(telling)))];
    if telling.status != Status::DidNot {
        sentences.extend(quantity(telling).map(|text| closed(&text)));
    }
    sentences.extend(thanks(telling.credits).map(|text| closed(&text)));
    sentences.join(" ")
}

/// `Enabled: `, `Expected by 10 December 2026, enabled: `, `Partly: `, or nothing.
fn opening(telling: &Telling<'_>) -> String {
    let status = match (telling.status, telling.check_on) {
        (Status::Expected, Some(day)) => Some(format!("Expected by {}", day.format("%-d %B %Y"))),
        (Status::Expected, None) => Some("Expected".to_owned()),
        (Status::Happened, _) => None,
        (Status::Partly, _) => Some("Partly".to_owned()),
        (Status::DidNot, _) => Some("Did not happen".to_owned()),
    };
    match (status, telling.part.map(Part::stem)) {
        (Some(status), Some(stem)) => format!("{status}, {}: ", stem.to_lowercase()),
        (Some(status), None) => format!("{status}: "),
        (None, Some(stem)) => format!("{stem}: "),
        (None, None) => String::new(),
    }
}

/// The metric's way, the figure with its range and how sure it is, the money, the chances.
fn quantity(telling: &Telling<'_>) -> Option<String> {
    let sure = telling.confidence.map(Confidence::name);
    let metric = telling.metric.filter(|metric| !metric.name.trim().is_empty()).map(|metric| {
        let (from, to) = (plain(metric.baseline), plain(metric.result));
        format!("{}: {from} to {to} {}", metric.name.trim(), metric.unit.trim())
            .trim_end()
            .to_owned()
    });
    let figure = telling.reads.map(|reads| bracketed(reads, sure, telling.currency));
    let is_money =
        matches!(telling.reads, Some(Reads::Amount { figure }) if figure.unit == Unit::Money);
    let money = telling.money.filter(|_| !is_money).map(|money| {
        let reads = Reads::Amount { figure: money.of(Unit::Money) };
        bracketed(&reads, sure.filter(|_| figure.is_none()), telling.currency)
    });
    let chances = telling.chances.map(|(before, after)| {
        format!(
            "weighted by a chance of {} before and {} after",
            ends(before, percent),
            ends(after, percent)
        )
    });
    let amounts: Vec<String> = [figure, money, chances].into_iter().flatten().collect();
    let amounts = (!amounts.is_empty()).then(|| amounts.join(", "));
    match (metric, amounts) {
        (Some(metric), Some(amounts)) => Some(format!("{metric}; {amounts}")),
        (metric, amounts) => metric.or(amounts.map(|amounts| capitalised(&amounts))),
    }
}

/// `about 265 hours (230 to 302, reasoned)`, `192 hours (measured)`, `4 days`.
fn bracketed(reads: &Reads, sure: Option<&str>, currency: &str) -> String {
    let (likely, range) = reads.parts(currency);
    let inside: Vec<&str> = [range.as_deref(), sure].into_iter().flatten().collect();
    if inside.is_empty() { likely } else { format!("{likely} ({})", inside.join(", ")) }
}

/// `With Teo (led the cut-over), Nkemi and Edda`.
fn thanks(credits: &[Credit<'_>]) -> Option<String> {
    let named = credits.iter().filter(|credit| !credit.name.trim().is_empty());
    let names: Vec<String> = named
        .map(|credit| match credit.did.trim() {
            "" => credit.name.trim().to_owned(),
            did => format!("{} ({did})", credit.name.trim()),
        })
        .collect();
    let (last, others) = names.split_last()?;
    if others.is_empty() {
        return Some(format!("With {last}"));
    }
    Some(format!("With {} and {last}", others.join(", ")))
}

/// With a full stop, unless it ends in a mark of its own.
fn closed(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
#[path = "outcome_tests.rs"]
mod tests;
