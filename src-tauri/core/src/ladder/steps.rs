//! The cheapest next step for a criterion whose bar is not reached.
//!
//! Each rule looks for one thing that is in the journal already. What brings one more up to the
//! bar comes before what only strengthens; then fewer minutes; then the order of [`StepKind`];
//! then the newest. Where none of them reaches the bar, it takes new work, and that is said.

use serde::Serialize;

use super::cover::{Facts, Item, OutcomeFact, Row, floor, is_recent};
use super::{Asks, Criterion, Ladder, Linked, Standing};
use crate::id::{CriterionId, EvidenceId, PersonId};
use crate::outcome::Grade;
use crate::time::Day;

/// How many steps are offered besides new work.
const OFFERED: usize = 5;

/// What to do next about a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// Ask a witness for one line.
    AskWitness,
    /// Attach evidence that is in the journal already, with another outcome.
    AttachFile,
    /// Map a loose end.
    MapLooseEnd,
    /// Link an outcome that is linked to another criterion.
    LinkOutcome,
    /// None of these will do: it takes new work.
    NewWork,
}

impl StepKind {
    /// An estimate; none for new work, which nobody can tell.
    #[must_use]
    pub const fn minutes(self) -> Option<u32> {
        match self {
            Self::AskWitness => Some(5),
            Self::AttachFile => Some(2),
            Self::MapLooseEnd => Some(4),
            Self::LinkOutcome => Some(3),
            Self::NewWork => None,
        }
    }
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What sort of thing.
    pub kind: StepKind,
    /// The grade before, of what it is about.
    pub from: Grade,
    /// The grade after.
    pub to: Grade,
    /// Whether one more counts towards the bar afterwards.
    pub reaches_bar: bool,
    /// What it is about.
    pub link: Option<Linked>,
    /// Its day.
    pub day: Option<Day>,
    /// Whom to ask.
    pub person: Option<PersonId>,
    /// What to attach.
    pub evidence: Option<EvidenceId>,
    /// The criterion the outcome meets already.
    pub criterion: Option<CriterionId>,
}

impl Step {
    /// Strokes of evidence more than now.
    #[must_use]
    pub fn strokes(&self) -> u32 {
        u32::from(self.to.number().saturating_sub(self.from.number()))
    }
}

struct Search<'a> {
    facts: &'a Facts,
    ladder: &'a Ladder,
    criterion: &'a Criterion,
    asks: Asks,
    row: &'a Row,
    today: Day,
}

/// What to do about a criterion, cheapest first. Empty for one that is met and stays so.
#[must_use]
pub fn steps(
    facts: &Facts,
    ladder: &Ladder,
    criterion: &Criterion,
    asks: Asks,
    row: &Row,
    today: Day,
) -> Vec<Step> {
    if row.standing == Standing::Met && !row.going_stale {
        return Vec::new();
    }
    let search = Search { facts, ladder, criterion, asks, row, today };
    let mut found = search.witnesses();
    found.extend(search.files());
    found.extend(search.loose_ends());
    found.extend(search.elsewhere());
    found.sort_by_key(|step| {
        let newest = std::cmp::Reverse(step.day);
        (!step.reaches_bar, step.kind.minutes(), step.kind, newest, step.link)
    });
    found.truncate(OFFERED);
    if !found.iter().any(|step| step.reaches_bar) {
        found.push(Step { to: asks.least, ..blank(StepKind::NewWork) });
    }
    found
}

fn blank(kind: StepKind) -> Step {
    Step {
        kind,
        from: Grade::ClaimOnly,
        to: Grade::ClaimOnly,
        reaches_bar: false,
        link: None,
        day: None,
        person: None,
        evidence: None,
        criterion: None,
    }
}

impl<'a> Search<'a> {
    fn is_recent(&self, day: Day) -> bool {
        is_recent(day, self.asks.months, self.today)
    }

    /// Outcomes that stand here, recent enough, and not proven well enough to count.
    fn short(&self) -> impl Iterator<Item = (&'a Item, &'a OutcomeFact)> {
        let short = |item: &&Item| item.grade < self.asks.least && self.is_recent(item.day);
        self.row.items.iter().filter(short).filter_map(|item| {
            let known = |outcome: &&OutcomeFact| Linked::Outcome(outcome.id) == item.link;
            Some((item, self.facts.outcomes.iter().find(known)?))
        })
    }

    fn lifted(&self, kind: StepKind, item: &Item, to: Grade) -> Step {
        Step {
            from: item.grade,
            to,
            reaches_bar: to >= self.asks.least,
            link: Some(item.link),
            day: Some(item.day),
            ..blank(kind)
        }
    }

    /// A line from somebody who was there makes it corroborated.
    fn witnesses(&self) -> Vec<Step> {
        let to = Grade::Corroborated;
        let asked =
            self.short().filter(|(item, _)| item.grade < to).filter_map(|(item, outcome)| {
                let person = Some(*outcome.witnesses.first()?);
                Some(Step { person, ..self.lifted(StepKind::AskWitness, item, to) })
            });
        asked.collect()
    }

    /// The strongest artefact that lies with an outcome close by.
    fn files(&self) -> Vec<Step> {
        let attached = self.short().filter_map(|(item, outcome)| {
            let stronger = outcome
                .nearby
                .iter()
                .filter(|(_, grade)| *grade > item.grade && *grade >= Grade::Documented);
            let (id, grade) =
                stronger.max_by_key(|(id, grade)| (*grade, std::cmp::Reverse(*id)))?;
            let evidence = Some(*id);
            Some(Step { evidence, ..self.lifted(StepKind::AttachFile, item, *grade) })
        });
        attached.collect()
    }

    /// Loose ends linked to the criterion, or that serve a goal which what stands here serves.
    fn loose_ends(&self) -> Vec<Step> {
        let stands = |link: Linked| self.row.items.iter().any(|item| item.link == link);
        let outcomes = self.facts.outcomes.iter().filter(|one| stands(Linked::Outcome(one.id)));
        let entries = self.facts.entries.iter().filter(|one| stands(Linked::Entry(one.id)));
        let goals: Vec<_> = outcomes
            .flat_map(|one| one.goals.clone())
            .chain(entries.filter_map(|one| one.goal))
            .collect();
        let loose = self.facts.entries.iter().filter(|entry| {
            let close = entry.criteria.contains(&self.criterion.id)
                || entry.goal.is_some_and(|goal| goals.contains(&goal));
            entry.loose && close && self.is_recent(entry.day)
        });
        loose
            .map(|entry| {
                let linked = entry.criteria.contains(&self.criterion.id);
                let from = if linked { entry.grade() } else { Grade::ClaimOnly };
                let to = entry.grade();
                Step {
                    from,
                    to,
                    // One that stands here already counts already, or counts no more for it.
                    reaches_bar: !linked && to >= self.asks.least,
                    link: Some(Linked::Entry(entry.id)),
                    day: Some(entry.day),
                    ..blank(StepKind::MapLooseEnd)
                }
            })
            .collect()
    }

    /// Outcomes of another criterion of the same area that may meet this one too.
    fn elsewhere(&self) -> Vec<Step> {
        let strongest = self.row.items.iter().filter(|item| self.is_recent(item.day));
        let from = Grade::best(strongest.map(|item| item.grade));
        let area: Vec<CriterionId> = self
            .ladder
            .criteria
            .iter()
            .filter(|other| other.area == self.criterion.area && other.id != self.criterion.id)
            .map(|other| other.id)
            .collect();
        let fits = |outcome: &&OutcomeFact| {
            outcome.came
                && outcome.grade >= floor(self.asks)
                && self.is_recent(outcome.day)
                && !outcome.criteria.contains(&self.criterion.id)
        };
        let linked = self.facts.outcomes.iter().filter(fits).filter_map(|outcome| {
            let criterion = outcome.criteria.iter().find(|met| area.contains(met))?;
            Some(Step {
                from: from.min(outcome.grade),
                to: outcome.grade,
                reaches_bar: outcome.grade >= self.asks.least,
                link: Some(Linked::Outcome(outcome.id)),
                day: Some(outcome.day),
                criterion: Some(*criterion),
                ..blank(StepKind::LinkOutcome)
            })
        });
        linked.collect()
    }
}
