//! Counting over many entries at once, without opening any of them.

use std::collections::HashMap;

use rusqlite::Connection;

use super::{from_json, from_word, outcome, place};
use crate::error::Result;
use crate::figure::{Figure, Overlap};
use crate::id::{EntryId, OutcomeId, PersonId};
use crate::outcome::Status;
use crate::time::Day;
use crate::week::Act;

/// An outcome as totals need it.
pub(crate) type Counted = (OutcomeId, Figure, Vec<Overlap>);

/// What some days hold.
#[derive(Default)]
pub(crate) struct Tally {
    /// Live entries.
    pub(crate) entries: u32,
    /// Those with an outcome.
    pub(crate) mapped: u32,
    /// Figures of outcomes that happened and may be added, in the order of their entries; one that is mapped from
    /// several entries comes several times.
    pub(crate) figures: Vec<Counted>,
}

/// Counts the entries from `from` to `to` and what came of them.
pub(crate) fn between(db: &Connection, from: Day, to: Day) -> Result<Tally> {
    let days = (place::first(from), place::last(to));
    let mut tally = Tally {
        entries: db
            .prepare_cached(
                "SELECT count(*) FROM entry INDEXED BY entry_live
                 WHERE place BETWEEN ?1 AND ?2 AND deleted_at IS NULL",
            )?
            .query_one(days, |row| row.get(0))?,
        ..Tally::default()
    };
    let mut statement = db.prepare_cached(
        "SELECT e.place, o.id, o.status, o.figure_low, o.figure_likely, o.figure_high,
           o.figure_unit, o.detail -> '$.overlaps',
           coalesce(o.detail -> '$.metric.additive', 'true') <> 'false'
         FROM entry e INDEXED BY entry_live CROSS JOIN mapping m ON m.entry_id = e.id
           CROSS JOIN outcome o ON o.id = m.outcome_id
         WHERE e.place BETWEEN ?1 AND ?2 AND e.deleted_at IS NULL AND o.deleted_at IS NULL
         ORDER BY e.place, m.position, o.id",
    )?;
    let mut rows = statement.query(days)?;
    let mut last = None;
    while let Some(row) = rows.next()? {
        let at: i64 = row.get(0)?;
        tally.mapped += u32::from(last.replace(at) != Some(at));
        let status: Status = from_word(&row.get::<_, String>(2)?)?;
        // A ratio, or people counted twice, adds up to nothing.
        let adds = row.get(8)? && status.counts();
        let Some(figure) = outcome::figure(row, 3)?.filter(|_| adds) else { continue };
        let overlaps: Option<String> = row.get(7)?;
        let overlaps = overlaps.as_deref().map(from_json).transpose()?.unwrap_or_default();
        tally.figures.push((OutcomeId(row.get(1)?), figure, overlaps));
    }
    Ok(tally)
}

/// The entries from `from` to `to` as the week's facts need them.
pub(crate) fn acts(db: &Connection, from: Day, to: Day) -> Result<Vec<Act>> {
    let days = (place::first(from), place::last(to));
    let mut acts: Vec<Act> = Vec::new();
    let mut at = HashMap::new();
    let mut statement = db.prepare_cached(
        "SELECT place, id, kind FROM entry INDEXED BY entry_live
         WHERE place BETWEEN ?1 AND ?2 AND deleted_at IS NULL ORDER BY place",
    )?;
    let mut rows = statement.query(days)?;
    while let Some(row) = rows.next()? {
        let kind: Option<String> = row.get(2)?;
        at.insert(EntryId(row.get(1)?), acts.len());
        acts.push(Act {
            day: place::day(row.get(0)?),
            kind: kind.as_deref().map(from_word).transpose()?,
            mapped: false,
            people: Vec::new(),
            credited: Vec::new(),
        });
    }
    let mut statement = db.prepare_cached(
        "SELECT e.id, ep.person_id FROM entry e INDEXED BY entry_live
           CROSS JOIN entry_person ep ON ep.entry_id = e.id
         WHERE e.place BETWEEN ?1 AND ?2 AND e.deleted_at IS NULL ORDER BY e.place, ep.position",
    )?;
    let mut rows = statement.query(days)?;
    while let Some(row) = rows.next()? {
        let person = PersonId(row.get(1)?);
        if let Some(act) = at.get(&EntryId(row.get(0)?)).and_then(|at| acts.get_mut(*at)) {
            act.people.push(person);
        }
    }
    let mut statement = db.prepare_cached(
        "SELECT e.id, c.person_id FROM entry e INDEXED BY entry_live
           CROSS JOIN mapping m ON m.entry_id = e.id
           CROSS JOIN outcome o ON o.id = m.outcome_id
           LEFT JOIN credit c ON c.outcome_id = o.id AND c.person_id IS NOT NULL
         WHERE e.place BETWEEN ?1 AND ?2 AND e.deleted_at IS NULL AND o.deleted_at IS NULL",
    )?;
    let mut rows = statement.query(days)?;
    while let Some(row) = rows.next()? {
        let credited = row.get::<_, Option<uuid::Uuid>>(1)?.map(PersonId);
        if let Some(act) = at.get(&EntryId(row.get(0)?)).and_then(|at| acts.get_mut(*at)) {
            act.mapped = true;
            act.credited.extend(credited);
        }
    }
    Ok(acts)
}

/// The entries from `from` to `to` as the throughline needs them, oldest first.
pub(crate) fn ways(db: &Connection, from: Day, to: Day) -> Result<Vec<crate::throughline::Act>> {
    let days = (place::first(from), place::last(to));
    let mut acts: Vec<crate::throughline::Act> = Vec::new();
    let mut at = HashMap::new();
    let mut statement = db.prepare_cached(
        "SELECT id, kind, goal_id, no_outcome FROM entry
         WHERE place BETWEEN ?1 AND ?2 AND deleted_at IS NULL ORDER BY place",
    )?;
    let mut rows = statement.query(days)?;
    while let Some(row) = rows.next()? {
        let kind: Option<String> = row.get(1)?;
        let id = EntryId(row.get(0)?);
        at.insert(id, acts.len());
        acts.push(crate::throughline::Act {
            id,
            kind: kind.as_deref().map(from_word).transpose()?,
            goal: row.get::<_, Option<uuid::Uuid>>(2)?.map(crate::id::GoalId),
            outcomes: Vec::new(),
            settled: row.get(3)?,
        });
    }
    let mut statement = db.prepare_cached(
        "SELECT e.id, o.id FROM entry e INDEXED BY entry_live
           CROSS JOIN mapping m ON m.entry_id = e.id
           CROSS JOIN outcome o ON o.id = m.outcome_id
         WHERE e.place BETWEEN ?1 AND ?2 AND e.deleted_at IS NULL AND o.deleted_at IS NULL
         ORDER BY e.place, m.position, o.id",
    )?;
    let mut rows = statement.query(days)?;
    while let Some(row) = rows.next()? {
        let outcome = OutcomeId(row.get(1)?);
        if let Some(act) = at.get(&EntryId(row.get(0)?)).and_then(|at| acts.get_mut(*at)) {
            act.outcomes.push(outcome);
        }
    }
    Ok(acts)
}
