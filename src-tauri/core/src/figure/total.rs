//! Totals per unit: an outcome counts once, overlaps come off, unlike units are never added.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Figure, FigureError, Range, Unit};
use crate::id::OutcomeId;
use crate::time::Day;

/// One outcome on its way into a total. The same outcome may come up several times, once for
/// every entry it is mapped to.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<'a> {
    /// Which outcome.
    pub id: OutcomeId,
    /// Its figure, gross or net; the caller does not mix the two.
    pub figure: &'a Figure,
    /// What it shares with other outcomes.
    pub overlaps: &'a [Overlap],
}

/// Part of an outcome is also part of another one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Overlap {
    /// The other outcome.
    pub with: OutcomeId,
    /// How much of it, in the unit of both; `None` where nobody knows, and then the smaller of
    /// the two is taken to lie wholly within the larger.
    pub amount: Option<Range>,
}

/// The sum of one unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Total {
    /// What is counted, how many.
    pub figure: Figure,
    /// How many outcomes went in.
    pub outcomes: u32,
}

/// Totals per unit, in the order of the units, and what has to be said below them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Totals {
    /// One sum for each unit.
    pub by_unit: Vec<Total>,
    /// What was left out of them.
    pub footnotes: Vec<Footnote>,
}

/// Something that was not added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "footnote", rename_all = "kebab-case")]
pub enum Footnote {
    /// The outcome belongs to several entries and was counted once.
    CountedOnce {
        /// Which.
        id: OutcomeId,
        /// How often it came up.
        times: u32,
    },
    /// The overlap of two outcomes is known and was taken off.
    OverlapSubtracted {
        /// One of them.
        a: OutcomeId,
        /// The other.
        b: OutcomeId,
        /// How much.
        amount: Figure,
    },
    /// The outcomes overlap by an unknown amount; only the larger was counted.
    LargestCounted {
        /// All of them.
        ids: Vec<OutcomeId>,
    },
}

impl Footnote {
    /// In plain English; `name` gives the words an outcome goes by.
    #[must_use]
    pub fn text(&self, currency: &str, name: impl Fn(&OutcomeId) -> String) -> String {
        match self {
            Self::CountedOnce { id, times } => {
                format!("{}: belongs to {times} entries, counted once", name(id))
            }
            Self::OverlapSubtracted { a, b, amount } => {
                let amount = amount.text(currency);
                format!("{} and {}: overlap of {amount} taken off", name(a), name(b))
            }
            Self::LargestCounted { ids } => {
                let names: Vec<String> = ids.iter().map(name).collect();
                format!("{}: overlap, only the largest counted", names.join(", "))
            }
        }
    }
}

/// Adds figures up, unit by unit.
///
/// Outcomes joined by an overlap of unknown amount count as their largest member, end by end.
/// A known overlap is taken off at its widest (low less its high), but gains never fall below
/// the largest of them. Overlaps between unlike units, and with outcomes that are not
/// in the total, take nothing off.
///
/// # Errors
/// A figure or an overlap that is no range, or a sum beyond what a number holds.
pub fn totals(items: &[Item<'_>]) -> Result<Totals, FigureError> {
    let mut once: BTreeMap<OutcomeId, (&Item<'_>, u32)> = BTreeMap::new();
    for item in items {
        item.figure.range().checked()?;
        once.entry(item.id).or_insert((item, 0)).1 += 1;
    }
    let mut result = Totals::default();
    for (id, (_, times)) in &once {
        if *times > 1 {
            result.footnotes.push(Footnote::CountedOnce { id: *id, times: *times });
        }
    }
    let mut units: BTreeMap<&Unit, Vec<&Item<'_>>> = BTreeMap::new();
    for (item, _) in once.values() {
        units.entry(&item.figure.unit).or_default().push(item);
    }
    for (unit, members) in units {
        let range = sum_unit(unit, &members, &mut result.footnotes)?;
        let outcomes = u32::try_from(members.len()).unwrap_or(u32::MAX);
        result.by_unit.push(Total { figure: range.of(unit.clone()), outcomes });
    }
    Ok(result)
}

/// The overlaps of known and of unknown amount between outcomes of one unit, each pair once.
struct Pairs {
    known: BTreeMap<(usize, usize), Range>,
    unknown: Vec<(usize, usize)>,
}

impl Pairs {
    fn among(members: &[&Item<'_>]) -> Result<Self, FigureError> {
        let mut pairs = Self { known: BTreeMap::new(), unknown: Vec::new() };
        for (at, item) in members.iter().enumerate() {
            for overlap in item.overlaps {
                let other = members.iter().position(|member| member.id == overlap.with);
                let Some(other) = other.filter(|other| *other != at) else { continue };
                let pair = (at.min(other), at.max(other));
                match overlap.amount {
                    Some(amount) => pairs.add_known(pair, amount.not_negative()?),
                    None => pairs.unknown.push(pair),
                }
            }
        }
        Ok(pairs)
    }

    /// Both outcomes may state their overlap; the wider statement stands, end by end.
    fn add_known(&mut self, pair: (usize, usize), amount: Range) {
        let kept = self.known.entry(pair).or_insert(amount);
        *kept = higher(*kept, amount);
    }
}

fn sum_unit(
    unit: &Unit,
    members: &[&Item<'_>],
    footnotes: &mut Vec<Footnote>,
) -> Result<Range, FigureError> {
    let pairs = Pairs::among(members)?;
    let cluster = clusters(members.len(), &pairs.unknown);
    let mut counted: BTreeMap<usize, (Range, Vec<OutcomeId>)> = BTreeMap::new();
    for (item, root) in members.iter().zip(&cluster) {
        let range = item.figure.range();
        let entry = counted.entry(*root).or_insert((range, Vec::new()));
        entry.0 = higher(entry.0, range);
        entry.1.push(item.id);
    }
    // Losses are kept apart, so that the floor below guards gains only.
    let (mut gains, mut losses, mut largest) = (Range::ZERO, Range::ZERO, Range::ZERO);
    for (range, ids) in counted.into_values() {
        let gain = range.map(|end| end.max(0.0));
        gains = gains.plus(gain)?;
        losses = losses.plus(range.map(|end| end.min(0.0)))?;
        largest = higher(largest, gain);
        if ids.len() > 1 {
            footnotes.push(Footnote::LargestCounted { ids });
        }
    }
    for ((a, b), amount) in pairs.known {
        if cluster[a] != cluster[b] {
            gains = gains.minus(amount)?;
            let (a, b, amount) = (members[a].id, members[b].id, amount.of(unit.clone()));
            footnotes.push(Footnote::OverlapSubtracted { a, b, amount });
        }
    }
    higher(gains, largest).plus(losses)
}

/// The larger of two ranges, end by end.
fn higher(a: Range, b: Range) -> Range {
    Range { low: a.low.max(b.low), likely: a.likely.max(b.likely), high: a.high.max(b.high) }
}

/// For each of `count` members, the least index it is joined to.
fn clusters(count: usize, pairs: &[(usize, usize)]) -> Vec<usize> {
    let mut root: Vec<usize> = (0..count).collect();
    for (a, b) in pairs {
        let (from, into) = (root[*a].max(root[*b]), root[*a].min(root[*b]));
        for member in &mut root {
            if *member == from {
                *member = into;
            }
        }
    }
    root
}

/// What two outcomes are compared by.
#[derive(Clone, Copy, Default)]
pub struct Claim<'a> {
    /// The name of its metric.
    pub metric: Option<&'a str>,
    /// The first and last day it covers.
    pub period: Option<(Day, Day)>,
    /// Hashes or references of its evidence.
    pub evidence: &'a [String],
}

impl std::fmt::Debug for Claim<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let evidence = self.evidence.len();
        f.debug_struct("Claim").field("period", &self.period).field("evidence", &evidence).finish()
    }
}

/// Why two outcomes may be one thing counted twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The same evidence supports both.
    SharedEvidence,
    /// The same metric over days that meet.
    SameMetricAndPeriod,
}

/// Asks "count once?" of two outcomes: they share a piece of evidence, or have the same metric
/// over periods that meet. A period nobody stated meets every other.
#[must_use]
pub fn may_double_count(a: &Claim<'_>, b: &Claim<'_>) -> Option<Reason> {
    let cites = |other: &str| b.evidence.iter().any(|item| item.trim() == other);
    if a.evidence.iter().any(|item| !item.trim().is_empty() && cites(item.trim())) {
        return Some(Reason::SharedEvidence);
    }
    let same_metric = match (a.metric.map(folded), b.metric.map(folded)) {
        (Some(one), Some(other)) => !one.is_empty() && one == other,
        _ => false,
    };
    let meet = match (a.period, b.period) {
        (Some((from, until)), Some((first, last))) => from <= last && first <= until,
        _ => true,
    };
    (same_metric && meet).then_some(Reason::SameMetricAndPeriod)
}

/// A metric's name with case and spacing set aside.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
