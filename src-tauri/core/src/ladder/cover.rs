//! Laying evidence over criteria and quarters: what stands where, how strong, and whether the
//! bar is reached. One outcome counts once for a criterion, and nothing is added up to a score.

use chrono::{Datelike, Months};
use serde::Serialize;

use super::{Asks, Linked};
use crate::id::{CriterionId, EntryId, EvidenceId, GoalId, OutcomeId, PersonId};
use crate::outcome::Grade;
use crate::time::Day;

/// After so many months without anything new, a criterion is stale.
pub const STALE_MONTHS: u32 = 12;

/// So many days before a criterion is met no more, it is said.
pub const NEAR_DAYS: i64 = 56;

/// How a criterion stands against its bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Nothing within the bar's time that somebody else could check.
    Gap,
    /// Something, and less than the bar asks for.
    Thin,
    /// What the bar asks for is there.
    Met,
}

/// An outcome, as far as coverage goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeFact {
    /// Which one.
    pub id: OutcomeId,
    /// Its day.
    pub day: Day,
    /// Its best evidence.
    pub grade: Grade,
    /// Whether it came, at least in part.
    pub came: bool,
    /// Whether the manager or theirs was shown it.
    pub shown_up: bool,
    /// Criteria it meets.
    pub criteria: Vec<CriterionId>,
    /// Entries that fed it.
    pub entries: Vec<EntryId>,
    /// Goals those serve.
    pub goals: Vec<GoalId>,
    /// Who could say a line about it, in the order to ask.
    pub witnesses: Vec<PersonId>,
    /// Artefacts that are in the journal with outcomes close to it, and not with it.
    pub nearby: Vec<(EvidenceId, Grade)>,
}

/// An entry, as far as coverage goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryFact {
    /// Which one.
    pub id: EntryId,
    /// Its day.
    pub day: Day,
    /// Whether it was written down at the time.
    pub noted: bool,
    /// The goal it serves.
    pub goal: Option<GoalId>,
    /// Whether nothing came of it yet, and that is not fine.
    pub loose: bool,
    /// Criteria it is linked to itself.
    pub criteria: Vec<CriterionId>,
}

/// All there is to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Outcomes, in any order.
    pub outcomes: Vec<OutcomeFact>,
    /// Entries, in any order.
    pub entries: Vec<EntryFact>,
}

/// A quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    /// Its year.
    pub year: i32,
    /// 1 to 4.
    pub number: u32,
}

impl Quarter {
    /// The quarter that holds `day`.
    #[must_use]
    pub fn of(day: Day) -> Self {
        Self { year: day.year(), number: day.month0() / 3 + 1 }
    }

    /// The last `count` quarters, that of `today` being the newest; oldest first.
    #[must_use]
    pub fn until(today: Day, count: u32) -> Vec<Self> {
        let mut quarter = Self::of(today);
        let mut all = Vec::new();
        for _ in 0..count {
            all.push(quarter);
            quarter = match quarter.number {
                1 => Self { year: quarter.year - 1, number: 4 },
                number => Self { number: number - 1, ..quarter },
            };
        }
        all.reverse();
        all
    }
}

/// Something behind a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The outcome or entry.
    pub link: Linked,
    /// Its day.
    pub day: Day,
    /// Its evidence.
    pub grade: Grade,
    /// Whether it was shown upwards.
    pub shown_up: bool,
}

impl Item {
    /// Whether it counts towards a bar on `today`.
    #[must_use]
    pub fn reaches(&self, asks: Asks, today: Day) -> bool {
        self.grade >= asks.least && is_recent(self.day, asks.months, today)
    }
}

/// One criterion in one quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The strongest evidence; none in an empty cell.
    pub grade: Option<Grade>,
    /// How many outcomes and entries.
    pub count: u32,
}

/// How one criterion is covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What stands behind it, newest first, each once.
    pub items: Vec<Item>,
    /// One cell a quarter.
    pub cells: Vec<Cell>,
    /// How it stands.
    pub standing: Standing,
    /// How many count towards the bar.
    pub counted: u32,
    /// Nothing new for [`STALE_MONTHS`].
    pub stale: bool,
    /// Nothing but the user's own word.
    pub self_only: bool,
    /// No outcome of it was shown upwards.
    pub never_shown: bool,
    /// From when on it is met no more, if nothing is added.
    pub met_until: Option<Day>,
    /// Whether that is near.
    pub going_stale: bool,
}

/// Whether `day` is still within the bar's time on `today`.
pub(super) fn is_recent(day: Day, months: Option<u32>, today: Day) -> bool {
    months.is_none_or(|months| ends(day, months) > today)
}

/// The first day on which `day` is `months` ago.
fn ends(day: Day, months: u32) -> Day {
    day.checked_add_months(Months::new(months)).unwrap_or(Day::MAX)
}

/// What makes the difference between a gap and thin: something another person could check, or
/// less where the bar asks for less.
pub(super) fn floor(asks: Asks) -> Grade {
    asks.least.min(Grade::Documented)
}

impl Facts {
    /// What stands behind a criterion. An entry whose outcome stands there is part of that
    /// outcome, which then is proven as well as the entry is.
    #[must_use]
    pub fn behind(&self, criterion: CriterionId) -> Vec<Item> {
        let linked: Vec<&EntryFact> =
            self.entries.iter().filter(|entry| entry.criteria.contains(&criterion)).collect();
        let mut items: Vec<Item> = Vec::new();
        let mut told: Vec<EntryId> = Vec::new();
        for outcome in &self.outcomes {
            let link = Linked::Outcome(outcome.id);
            let counts = outcome.came && outcome.criteria.contains(&criterion);
            if !counts || items.iter().any(|item| item.link == link) {
                continue;
            }
            let own = linked.iter().filter(|entry| outcome.entries.contains(&entry.id));
            let grade = own.map(|entry| entry.grade()).fold(outcome.grade, Grade::max);
            told.extend(&outcome.entries);
            items.push(Item { link, day: outcome.day, grade, shown_up: outcome.shown_up });
        }
        for entry in linked {
            let link = Linked::Entry(entry.id);
            if told.contains(&entry.id) || items.iter().any(|item| item.link == link) {
                continue;
            }
            items.push(Item { link, day: entry.day, grade: entry.grade(), shown_up: false });
        }
        items.sort_by_key(|item| (std::cmp::Reverse(item.day), item.link));
        items
    }
}

impl EntryFact {
    /// An entry alone is the user's own note, if it was written at the time.
    #[must_use]
    pub fn grade(&self) -> Grade {
        if self.noted { Grade::Noted } else { Grade::ClaimOnly }
    }
}

/// How `criterion` is covered on `today`.
#[must_use]
pub fn cover(
    facts: &Facts,
    criterion: CriterionId,
    asks: Asks,
    quarters: &[Quarter],
    today: Day,
) -> Row {
    let items = facts.behind(criterion);
    let recent: Vec<&Item> =
        items.iter().filter(|item| is_recent(item.day, asks.months, today)).collect();
    let counting: Vec<Day> =
        recent.iter().filter(|item| item.grade >= asks.least).map(|item| item.day).collect();
    let counted = u32::try_from(counting.len()).unwrap_or(u32::MAX);
    let standing = if counted >= asks.count {
        Standing::Met
    } else if recent.iter().any(|item| item.grade >= floor(asks)) {
        Standing::Thin
    } else {
        Standing::Gap
    };
    // Newest first: the last one the bar leans on.
    let leans_on = usize::try_from(asks.count).ok().and_then(|count| counting.get(count - 1));
    let met_until = leans_on.zip(asks.months).map(|(day, months)| ends(*day, months));
    let newest = items.first().map(|item| item.day);
    let mut outcomes =
        items.iter().filter(|item| matches!(item.link, Linked::Outcome(_))).peekable();
    Row {
        cells: quarters.iter().map(|quarter| cell(&items, *quarter)).collect(),
        standing,
        counted,
        stale: newest.is_some_and(|day| ends(day, STALE_MONTHS) <= today),
        self_only: !items.is_empty() && items.iter().all(|item| item.grade <= Grade::Noted),
        never_shown: outcomes.peek().is_some() && !outcomes.any(|item| item.shown_up),
        going_stale: standing == Standing::Met
            && met_until.is_some_and(|day| (day - today).num_days() <= NEAR_DAYS),
        met_until,
        items,
    }
}

fn cell(items: &[Item], quarter: Quarter) -> Cell {
    let here = items.iter().filter(|item| Quarter::of(item.day) == quarter);
    here.fold(Cell::default(), |cell, item| Cell {
        grade: cell.grade.max(Some(item.grade)),
        count: cell.count + 1,
    })
}
