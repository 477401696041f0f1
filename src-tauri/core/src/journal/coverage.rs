//! Links to criteria, and how far they cover a ladder.

use std::collections::{HashMap, HashSet};

use chrono::Months;

use super::Journal;
use crate::entry::PersonRef;
use crate::error::{Error, Result};
use crate::id::{CriterionId, EntryId, EvidenceId, LadderId, OutcomeId, PersonId};
use crate::ladder::cover::{Facts, OutcomeFact, Quarter, Row};
use crate::ladder::steps::{Step, steps};
use crate::ladder::{Criterion, Ladder, Linked, Standing, cover};
use crate::outcome::Grade;
use crate::outcome::record::{CriterionMet, Evidence, EvidenceKind, Outcome};
use crate::person::Relation;
use crate::store::snapshot::Scope;
use crate::store::{self, Db};
use crate::time::Moment;
use crate::wire::{
    Coverage, CoverageCell, CoverageItem, CoverageQuarter, CoverageRow, Deed, LadderLine, NextStep,
};

/// The most quarters a table shows: ten years.
const MOST_QUARTERS: u32 = 40;

/// How far back a loose end is looked for.
const LOOSE_MONTHS: u32 = 24;

impl Journal {
    /// Links an outcome or an entry to a criterion, with a reason; linking again changes the
    /// reason. Returns all criteria of that outcome or entry.
    ///
    /// # Errors
    /// One of them is not there, or the criterion is kept aside.
    pub fn link_criterion(
        &mut self,
        criterion: CriterionId,
        linked: Linked,
        reason: &str,
    ) -> Result<Vec<CriterionMet>> {
        let reason = reason.trim();
        self.change(Deed::LinkCriterion, |tx, trace| {
            let ladder = store::ladder::read(tx, store::ladder::of_criterion(tx, criterion)?)?;
            let known = ladder.criterion(criterion).ok_or(Error::NotFound("criterion"))?;
            if known.aside {
                return Err(Error::BadInput(
                    "this criterion is kept aside; bring it back before linking to it".to_owned(),
                ));
            }
            match linked {
                Linked::Outcome(id) => {
                    let mut outcome = store::outcome::read(tx, id)?;
                    trace.touch(tx, Scope::Outcome(id.0))?;
                    let met = CriterionMet {
                        id: Some(criterion),
                        criterion: known.name().to_owned(),
                        reason: reason.to_owned(),
                    };
                    match outcome.criteria.iter_mut().find(|met| met.id == Some(criterion)) {
                        Some(old) => *old = met,
                        None => outcome.criteria.push(met),
                    }
                    outcome.revision += 1;
                    store::outcome::put(tx, &outcome)
                }
                Linked::Entry(id) => {
                    store::entry::read(tx, id)?;
                    trace.touch(tx, Scope::Entry(id.0))?;
                    store::ladder::link_entry(tx, id, criterion, reason)
                }
            }
        })?;
        self.criteria_of(linked)
    }

    /// Takes a link back. Returns the criteria that are left.
    ///
    /// # Errors
    /// The outcome or entry is not there.
    pub fn unlink_criterion(
        &mut self,
        criterion: CriterionId,
        linked: Linked,
    ) -> Result<Vec<CriterionMet>> {
        self.change(Deed::LinkCriterion, |tx, trace| match linked {
            Linked::Outcome(id) => {
                let mut outcome = store::outcome::read(tx, id)?;
                trace.touch(tx, Scope::Outcome(id.0))?;
                outcome.criteria.retain(|met| met.id != Some(criterion));
                outcome.revision += 1;
                store::outcome::put(tx, &outcome)
            }
            Linked::Entry(id) => {
                store::entry::read(tx, id)?;
                trace.touch(tx, Scope::Entry(id.0))?;
                store::ladder::unlink_entry(tx, id, criterion)
            }
        })?;
        self.criteria_of(linked)
    }

    fn criteria_of(&self, linked: Linked) -> Result<Vec<CriterionMet>> {
        match linked {
            Linked::Outcome(id) => store::ladder::met_by_outcome(self.store.db(), id),
            Linked::Entry(id) => self.entry_criteria(id),
        }
    }

    /// The criteria an entry itself is linked to.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn entry_criteria(&self, id: EntryId) -> Result<Vec<CriterionMet>> {
        store::ladder::met_by_entry(self.store.db(), id)
    }

    /// The outcome whose id begins or ends with `text`, at least four characters of it, if there
    /// is one.
    ///
    /// # Errors
    /// There is more than one.
    pub fn find_outcome(&self, text: &str) -> Result<Option<OutcomeId>> {
        let hex: String = text.trim().to_lowercase().chars().filter(|c| *c != '-').collect();
        if hex.len() < 4 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Ok(None);
        }
        match store::outcome::beginning_with(self.store.db(), &hex)?.as_slice() {
            [id] => Ok(Some(*id)),
            [] => Ok(None),
            _ => Err(Error::Ambiguous("outcome")),
        }
    }

    /// What covers `level` of a ladder, by criterion and quarter, with the cheapest next steps.
    /// Without a level, the one aimed at.
    ///
    /// # Errors
    /// There is no such ladder, or it has no such level.
    pub fn coverage(
        &self,
        id: LadderId,
        level: Option<&str>,
        quarters: u32,
        now: &Moment,
    ) -> Result<Coverage> {
        let db = &*self.store.reading()?;
        let ladder = store::ladder::read(db, id)?;
        let level = match level {
            None => ladder.level(),
            Some(wanted) => Some(level_named(&ladder, wanted)?),
        };
        let quarters = Quarter::until(now.day(), quarters.clamp(1, MOST_QUARTERS));
        let known = Known::gather(db, &ladder, now)?;
        let table = Table { db, ladder: &ladder, known: &known, quarters: &quarters, now };
        let rows = ladder
            .asked_of(level)
            .map(|criterion| table.row(criterion))
            .collect::<Result<Vec<_>>>()?;
        let many = |standing: Standing| {
            let rows = rows.iter().filter(|row| row.standing == standing).count();
            u32::try_from(rows).unwrap_or(u32::MAX)
        };
        Ok(Coverage {
            ladder: LadderLine::of(&ladder),
            levels: ladder.levels.clone(),
            level: level.map(str::to_owned),
            met: many(Standing::Met),
            thin: many(Standing::Thin),
            gaps: many(Standing::Gap),
            quarters: quarters
                .iter()
                .map(|quarter| CoverageQuarter { year: quarter.year, quarter: quarter.number })
                .collect(),
            rows,
        })
    }
}

fn level_named<'a>(ladder: &'a Ladder, wanted: &str) -> Result<&'a str> {
    let wanted = wanted.trim().to_lowercase();
    let level = ladder.levels.iter().find(|level| level.to_lowercase() == wanted);
    level
        .map(String::as_str)
        .ok_or_else(|| Error::BadInput("this is none of the ladder's levels".to_owned()))
}

/// Everything read once for a table.
struct Known {
    facts: Facts,
    outcomes: HashMap<OutcomeId, Outcome>,
    people: HashMap<PersonId, String>,
}

impl Known {
    fn gather(db: &Db, ladder: &Ladder, now: &Moment) -> Result<Self> {
        let since = now.day() - Months::new(LOOSE_MONTHS);
        let mut outcomes = HashMap::new();
        for id in store::ladder::outcomes(db, ladder.id)? {
            outcomes.insert(id, store::outcome::read(db, id)?);
        }
        let upwards: HashSet<PersonId> = store::person::all(db)?
            .into_iter()
            .filter(|person| {
                matches!(person.relation, Some(Relation::Manager | Relation::ManagersManager))
            })
            .map(|person| person.id)
            .collect();
        let people: HashMap<PersonId, String> = store::person::names(db)?.into_iter().collect();
        let mut facts =
            Facts { outcomes: Vec::new(), entries: store::ladder::entries(db, ladder.id, since)? };
        let mut ids: Vec<OutcomeId> = outcomes.keys().copied().collect();
        ids.sort_unstable();
        for outcome in ids.iter().filter_map(|id| outcomes.get(id)) {
            let nearby = nearby(outcome, &outcomes);
            facts.outcomes.push(fact(db, outcome, nearby, &upwards, &people)?);
        }
        Ok(Self { facts, outcomes, people })
    }
}

fn fact(
    db: &Db,
    outcome: &Outcome,
    nearby: Vec<(EvidenceId, Grade)>,
    upwards: &HashSet<PersonId>,
    people: &HashMap<PersonId, String>,
) -> Result<OutcomeFact> {
    let (mut goals, mut there) = (Vec::new(), Vec::new());
    for id in &outcome.entries {
        let entry = store::entry::read(db, *id)?;
        goals.extend(entry.goal.map(|goal| goal.id));
        there.extend(entry.people.into_iter().map(|person| person.id));
    }
    let said: Vec<PersonId> = outcome.evidence.iter().filter_map(|item| item.said_by).collect();
    let credited = outcome.credits.iter().filter_map(|credit| credit.person);
    let mut witnesses: Vec<PersonId> = Vec::new();
    for person in credited.chain(there) {
        let new = !said.contains(&person) && !witnesses.contains(&person);
        if new && people.contains_key(&person) {
            witnesses.push(person);
        }
    }
    Ok(OutcomeFact {
        id: outcome.id,
        day: outcome.day,
        grade: outcome.grade(),
        came: outcome.status.counts(),
        shown_up: outcome.shown.iter().any(|shown| upwards.contains(&shown.person)),
        criteria: outcome.criteria.iter().filter_map(|met| met.id).collect(),
        entries: outcome.entries.clone(),
        goals,
        witnesses,
        nearby,
    })
}

/// Artefacts of outcomes that share an entry or an amount with this one, and are not its own yet.
fn nearby(outcome: &Outcome, all: &HashMap<OutcomeId, Outcome>) -> Vec<(EvidenceId, Grade)> {
    let mark = |item: &Evidence| {
        item.file.as_ref().map_or_else(|| item.reference.clone(), |file| file.sha256.clone())
    };
    let own: Vec<String> = outcome.evidence.iter().map(mark).collect();
    let tells = |one: &Outcome, other: OutcomeId| one.overlaps.iter().any(|o| o.with == other);
    let close = |other: &&Outcome| {
        let shares = other.entries.iter().any(|entry| outcome.entries.contains(entry));
        other.id != outcome.id && (shares || tells(other, outcome.id) || tells(outcome, other.id))
    };
    let mut found: Vec<(EvidenceId, Grade)> = all
        .values()
        .filter(close)
        .flat_map(|other| &other.evidence)
        .filter(|item| !matches!(item.kind, EvidenceKind::OwnNote | EvidenceKind::Quote))
        .filter(|item| !own.contains(&mark(item)))
        .map(|item| (item.id, item.grade))
        .collect();
    found.sort_unstable();
    found
}

/// One coverage table being filled.
struct Table<'a> {
    db: &'a Db,
    ladder: &'a Ladder,
    known: &'a Known,
    quarters: &'a [Quarter],
    now: &'a Moment,
}

impl Table<'_> {
    fn row(&self, criterion: &Criterion) -> Result<CoverageRow> {
        let (facts, today) = (&self.known.facts, self.now.day());
        let asks = criterion.bar.judged_by();
        let row = cover(facts, criterion.id, asks, self.quarters, today);
        let steps = steps(facts, self.ladder, criterion, asks, &row, today);
        Ok(CoverageRow {
            items: self.items(criterion, &row)?,
            steps: steps.iter().map(|step| self.step(step)).collect::<Result<_>>()?,
            criterion: criterion.clone(),
            judged_by: asks,
            assumed: criterion.bar.asks.is_none(),
            cells: row
                .cells
                .iter()
                .map(|cell| CoverageCell { grade: cell.grade, count: cell.count })
                .collect(),
            standing: row.standing,
            counted: row.counted,
            stale: row.stale,
            self_only: row.self_only,
            never_shown: row.never_shown,
            met_until: row.met_until,
            going_stale: row.going_stale,
        })
    }

    fn items(&self, criterion: &Criterion, row: &Row) -> Result<Vec<CoverageItem>> {
        let asks = criterion.bar.judged_by();
        let mut items = Vec::new();
        for item in &row.items {
            let (text, entry) = self.words(item.link)?;
            let met = match item.link {
                Linked::Outcome(id) => self
                    .known
                    .outcomes
                    .get(&id)
                    .map_or(&[][..], |outcome| &outcome.criteria)
                    .to_vec(),
                Linked::Entry(id) => store::ladder::met_by_entry(self.db, id)?,
            };
            let reason = met.into_iter().find(|met| met.id == Some(criterion.id));
            let quarter = Quarter::of(item.day);
            let place = self.quarters.iter().position(|known| *known == quarter);
            items.push(CoverageItem {
                link: item.link,
                entry,
                text,
                day: item.day,
                quarter: place.and_then(|place| u32::try_from(place).ok()),
                grade: item.grade,
                reason: reason.map(|met| met.reason).unwrap_or_default(),
                reaches_bar: item.reaches(asks, self.now.day()),
                shown_up: item.shown_up,
            });
        }
        Ok(items)
    }

    /// The words of what is linked, and the entry to open.
    fn words(&self, link: Linked) -> Result<(String, Option<EntryId>)> {
        Ok(match link {
            Linked::Outcome(id) => match self.known.outcomes.get(&id) {
                Some(outcome) => (outcome.statement.clone(), outcome.entries.first().copied()),
                None => (String::new(), None),
            },
            Linked::Entry(id) => (store::entry::read(self.db, id)?.text, Some(id)),
        })
    }

    fn step(&self, step: &Step) -> Result<NextStep> {
        let (text, entry) = step.link.map_or(Ok((String::new(), None)), |link| self.words(link))?;
        let named = step.person.and_then(|id| Some((id, self.known.people.get(&id)?)));
        let criterion = step.criterion.and_then(|id| self.ladder.criterion(id));
        let mut all = self.known.outcomes.values().flat_map(|outcome| &outcome.evidence);
        let evidence = step.evidence.and_then(|id| all.find(|item| item.id == id));
        Ok(NextStep {
            kind: step.kind,
            minutes: step.kind.minutes(),
            strokes: step.strokes(),
            from: step.from,
            to: step.to,
            reaches_bar: step.reaches_bar,
            outcome: match step.link {
                Some(Linked::Outcome(id)) => Some(id),
                _ => None,
            },
            entry,
            text,
            person: named.map(|(id, name)| PersonRef { id, name: name.clone() }),
            evidence: step.evidence,
            evidence_name: evidence.map(|item| item.reference.clone()).unwrap_or_default(),
            criterion: step.criterion,
            criterion_name: criterion.map(|one| one.name().to_owned()).unwrap_or_default(),
        })
    }
}
