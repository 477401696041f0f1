//! Outcomes with their mapping, credits, evidence and file copies.

use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{from_json, from_word, to_json, to_word};
use crate::error::{Error, Result};
use crate::figure::{Calculation, Figure, Overlap, Range, Unit, UnitValue};
use crate::id::{EntryId, EvidenceId, OutcomeId, PersonId};
use crate::outcome::Grade;
use crate::outcome::record::{Counterfactual, Credit, Evidence, FileCopy, Metric, Outcome, Shown};
use crate::time::Day;
use crate::wire::{Due, OutcomeLine};

/// What no filter asks for, kept as one JSON column.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Detail {
    metric: Option<Metric>,
    unit_value: Option<UnitValue>,
    calculation: Option<Calculation>,
    counterfactual: Counterfactual,
    share: Option<Range>,
    nobody_else: bool,
    shown: Vec<Shown>,
    overlaps: Vec<Overlap>,
    wording: Option<String>,
}

const COLUMNS: &str = "id, statement, category, status, check_on, confidence, part, figure_low, \
     figure_likely, figure_high, figure_unit, detail, day, revision";

/// Writes an outcome, new or changed, with its credits and evidence. The mapping is its own.
pub(crate) fn put(db: &Connection, outcome: &Outcome) -> Result<()> {
    let detail = Detail {
        metric: outcome.metric.clone(),
        unit_value: outcome.unit_value.clone(),
        calculation: outcome.calculation.clone(),
        counterfactual: outcome.counterfactual.clone(),
        share: outcome.share,
        nobody_else: outcome.nobody_else,
        shown: outcome.shown.clone(),
        overlaps: outcome.overlaps.clone(),
        wording: outcome.wording.clone(),
    };
    let figure = outcome.figure.as_ref();
    db.prepare_cached(
        "INSERT INTO outcome (id, statement, category, status, check_on, confidence, part,
           figure_low, figure_likely, figure_high, figure_unit, grade, detail, day, revision)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
         ON CONFLICT (id) DO UPDATE SET statement = ?2, category = ?3, status = ?4, check_on = ?5,
           confidence = ?6, part = ?7, figure_low = ?8, figure_likely = ?9, figure_high = ?10,
           figure_unit = ?11, grade = ?12, detail = ?13, day = ?14, revision = ?15",
    )?
    .execute(rusqlite::params![
        outcome.id.0,
        outcome.statement,
        outcome.category.as_ref().map(to_word).transpose()?,
        to_word(&outcome.status)?,
        outcome.check_on,
        outcome.confidence.as_ref().map(to_word).transpose()?,
        outcome.part.as_ref().map(to_word).transpose()?,
        figure.map(|f| f.low),
        figure.map(|f| f.likely),
        figure.map(|f| f.high),
        figure.map(|f| f.unit.name()),
        outcome.grade().number(),
        to_json(&detail)?,
        outcome.day,
        outcome.revision,
    ])?;
    write_credits(db, outcome)?;
    super::ladder::write_met(db, outcome)?;
    write_evidence(db, outcome)
}

fn write_credits(db: &Connection, outcome: &Outcome) -> Result<()> {
    db.prepare_cached("DELETE FROM credit WHERE outcome_id = ?1")?.execute([outcome.id.0])?;
    let mut insert = db.prepare_cached(
        "INSERT INTO credit (outcome_id, position, person_id, name, did, share)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (position, credit) in (0_i64..).zip(&outcome.credits) {
        let person = credit.person.map(|id| id.0);
        insert.execute((
            outcome.id.0,
            position,
            person,
            &credit.name,
            &credit.did,
            credit.share,
        ))?;
    }
    Ok(())
}

fn write_evidence(db: &Connection, outcome: &Outcome) -> Result<()> {
    db.prepare_cached("DELETE FROM evidence WHERE outcome_id = ?1")?.execute([outcome.id.0])?;
    let mut insert = db.prepare_cached(
        "INSERT INTO evidence (id, outcome_id, position, kind, grade, reference, said_by, dated,
           file_name, file_sha256, file_size)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    for (position, item) in (0_i64..).zip(&outcome.evidence) {
        let file = item.file.as_ref();
        insert.execute(rusqlite::params![
            item.id.0,
            outcome.id.0,
            position,
            to_word(&item.kind)?,
            item.grade.number(),
            item.reference,
            item.said_by.map(|id| id.0),
            item.dated,
            file.map(|f| f.name.as_str()),
            file.map(|f| f.sha256.as_str()),
            file.map(|f| i64::try_from(f.size).unwrap_or(i64::MAX)),
        ])?;
    }
    Ok(())
}

/// A live outcome.
pub(crate) fn read(db: &Connection, id: OutcomeId) -> Result<Outcome> {
    let sql = format!("SELECT {COLUMNS} FROM outcome WHERE id = ?1 AND deleted_at IS NULL");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([id.0])?;
    let outcome = row(rows.next()?.ok_or(Error::NotFound("outcome"))?)?;
    complete(db, outcome)
}

fn row(row: &Row<'_>) -> Result<Outcome> {
    let word = |column: usize| row.get::<_, Option<String>>(column);
    let detail: Detail = from_json(&row.get::<_, String>(11)?)?;
    Ok(Outcome {
        id: OutcomeId(row.get(0)?),
        statement: row.get(1)?,
        category: word(2)?.as_deref().map(from_word).transpose()?,
        metric: detail.metric,
        unit_value: detail.unit_value,
        calculation: detail.calculation,
        figure: figure(row, 7)?,
        counterfactual: detail.counterfactual,
        confidence: word(5)?.as_deref().map(from_word).transpose()?,
        status: from_word(&row.get::<_, String>(3)?)?,
        check_on: row.get(4)?,
        part: word(6)?.as_deref().map(from_word).transpose()?,
        share: detail.share,
        credits: Vec::new(),
        nobody_else: detail.nobody_else,
        evidence: Vec::new(),
        criteria: Vec::new(),
        shown: detail.shown,
        overlaps: detail.overlaps,
        wording: detail.wording,
        entries: Vec::new(),
        day: row.get(12)?,
        revision: row.get(13)?,
    })
}

/// A figure from four columns, `first` being its low end.
pub(crate) fn figure(row: &Row<'_>, first: usize) -> Result<Option<Figure>> {
    let unit: Option<String> = row.get(first + 3)?;
    let Some(unit) = unit else { return Ok(None) };
    Ok(Some(Figure {
        low: row.get(first)?,
        likely: row.get(first + 1)?,
        high: row.get(first + 2)?,
        unit: Unit::from(unit),
    }))
}

fn complete(db: &Connection, mut outcome: Outcome) -> Result<Outcome> {
    outcome.credits = credits(db, outcome.id)?;
    outcome.evidence = evidence(db, outcome.id)?;
    outcome.entries = entries(db, outcome.id)?;
    outcome.criteria = super::ladder::met_by_outcome(db, outcome.id)?;
    Ok(outcome)
}

fn credits(db: &Connection, id: OutcomeId) -> Result<Vec<Credit>> {
    db.prepare_cached(
        "SELECT c.person_id, coalesce(p.name, c.name), c.did, c.share FROM credit c
         LEFT JOIN person p ON p.id = c.person_id WHERE c.outcome_id = ?1 ORDER BY c.position",
    )?
    .query_map([id.0], |row| {
        Ok(Credit {
            person: row.get::<_, Option<Uuid>>(0)?.map(PersonId),
            name: row.get(1)?,
            did: row.get(2)?,
            share: row.get(3)?,
        })
    })?
    .map(|credit| Ok(credit?))
    .collect()
}

fn evidence(db: &Connection, id: OutcomeId) -> Result<Vec<Evidence>> {
    let mut statement = db.prepare_cached(
        "SELECT v.id, v.kind, v.grade, v.reference, v.said_by, v.dated, v.file_name, v.file_sha256,
           v.file_size, EXISTS (SELECT 1 FROM attachment a WHERE a.sha256 = v.file_sha256)
         FROM evidence v WHERE v.outcome_id = ?1 ORDER BY v.position",
    )?;
    let mut rows = statement.query([id.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let name: Option<String> = row.get(6)?;
        let sha256: Option<String> = row.get(7)?;
        let size: i64 = row.get::<_, Option<i64>>(8)?.unwrap_or_default();
        let kept = row.get(9)?;
        found.push(Evidence {
            id: EvidenceId(row.get(0)?),
            kind: from_word(&row.get::<_, String>(1)?)?,
            grade: Grade::try_from(row.get::<_, u8>(2)?).unwrap_or_default(),
            reference: row.get(3)?,
            said_by: row.get::<_, Option<Uuid>>(4)?.map(PersonId),
            dated: row.get(5)?,
            file: name.zip(sha256).map(|(name, sha256)| FileCopy {
                name,
                sha256,
                size: u64::try_from(size).unwrap_or_default(),
                kept,
            }),
        });
    }
    Ok(found)
}

/// The live entries mapped to an outcome, in the order linked.
pub(crate) fn entries(db: &Connection, id: OutcomeId) -> Result<Vec<EntryId>> {
    db.prepare_cached(
        "SELECT m.entry_id FROM mapping m JOIN entry e ON e.id = m.entry_id
         WHERE m.outcome_id = ?1 AND e.deleted_at IS NULL ORDER BY m.position, m.entry_id",
    )?
    .query_map([id.0], |row| Ok(EntryId(row.get(0)?)))?
    .map(|id| Ok(id?))
    .collect()
}

/// The live outcomes an entry is mapped to, in the order linked.
pub(crate) fn of_entry(db: &Connection, id: EntryId) -> Result<Vec<OutcomeId>> {
    db.prepare_cached(
        "SELECT o.id FROM mapping m JOIN outcome o ON o.id = m.outcome_id
         WHERE m.entry_id = ?1 AND o.deleted_at IS NULL ORDER BY m.position, o.id",
    )?
    .query_map([id.0], |row| Ok(OutcomeId(row.get(0)?)))?
    .map(|id| Ok(id?))
    .collect()
}

const LINE: &str = "o.id, o.statement, o.category, o.figure_low, o.figure_likely, o.figure_high, \
     o.figure_unit, o.grade, o.status";

fn line(row: &Row<'_>) -> Result<OutcomeLine> {
    Ok(OutcomeLine {
        id: OutcomeId(row.get(0)?),
        statement: row.get(1)?,
        pieces: Vec::new(),
        category: row.get::<_, Option<String>>(2)?.as_deref().map(from_word).transpose()?,
        figure: figure(row, 3)?,
        grade: Grade::try_from(row.get::<_, u8>(7)?).unwrap_or_default(),
        status: from_word(&row.get::<_, String>(8)?)?,
    })
}

/// The outcomes of an entry, as lines.
pub(crate) fn lines_of_entry(db: &Connection, id: EntryId) -> Result<Vec<OutcomeLine>> {
    let sql = format!(
        "SELECT {LINE} FROM mapping m JOIN outcome o ON o.id = m.outcome_id
         WHERE m.entry_id = ?1 AND o.deleted_at IS NULL ORDER BY m.position, o.id"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([id.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(line(row)?);
    }
    Ok(found)
}

/// One live outcome, as a line.
pub(crate) fn line_of(db: &Connection, id: OutcomeId) -> Result<OutcomeLine> {
    let sql = format!("SELECT {LINE} FROM outcome o WHERE o.id = ?1 AND o.deleted_at IS NULL");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([id.0])?;
    line(rows.next()?.ok_or(Error::NotFound("outcome"))?)
}

/// Ids of live outcomes from `from` to `to`, oldest first.
pub(crate) fn between(
    db: &Connection,
    from: Option<Day>,
    to: Option<Day>,
) -> Result<Vec<OutcomeId>> {
    db.prepare_cached(
        "SELECT id FROM outcome WHERE deleted_at IS NULL AND (?1 IS NULL OR day >= ?1)
           AND (?2 IS NULL OR day <= ?2) ORDER BY day, id",
    )?
    .query_map((from, to), |row| Ok(OutcomeId(row.get(0)?)))?
    .map(|id| Ok(id?))
    .collect()
}

/// Outcomes expected by `today` and not yet judged, and those that ask to be looked at again.
pub(crate) fn due(db: &Connection, today: Day) -> Result<Vec<Due>> {
    db.prepare_cached(
        "SELECT o.id, m.entry_id, o.statement, min(d.day), e.kind, o.status FROM (
           SELECT id, check_on AS day FROM outcome
           WHERE status = 'expected' AND check_on <= ?1 AND deleted_at IS NULL
           UNION ALL SELECT outcome_id, day FROM look_again WHERE day <= ?1) d
         JOIN outcome o ON o.id = d.id
         JOIN mapping m ON m.outcome_id = o.id JOIN entry e ON e.id = m.entry_id
         WHERE o.deleted_at IS NULL AND e.deleted_at IS NULL
         GROUP BY o.id ORDER BY min(d.day), o.id",
    )?
    .query_map([today], |row| {
        let due = Due {
            outcome: Some(OutcomeId(row.get(0)?)),
            entry: EntryId(row.get(1)?),
            text: row.get(2)?,
            on: row.get(3)?,
            kind: None,
            status: None,
        };
        Ok((due, row.get::<_, Option<String>>(4)?, row.get::<_, String>(5)?))
    })?
    .map(|found| {
        let (due, kind, status) = found?;
        let kind = kind.as_deref().map(from_word).transpose()?;
        Ok(Due { kind, status: Some(from_word(&status)?), ..due })
    })
    .collect()
}

/// Maps an entry to an outcome; mapping it twice changes nothing.
pub(crate) fn map(db: &Connection, entry: EntryId, outcome: OutcomeId) -> Result<()> {
    db.prepare_cached(
        "INSERT OR IGNORE INTO mapping (entry_id, outcome_id, position)
         SELECT ?1, ?2, coalesce(max(position) + 1, 0) FROM mapping WHERE outcome_id = ?2",
    )?
    .execute((entry.0, outcome.0))?;
    Ok(())
}

/// Takes the mapping back.
pub(crate) fn unmap(db: &Connection, entry: EntryId, outcome: OutcomeId) -> Result<()> {
    db.prepare_cached("DELETE FROM mapping WHERE entry_id = ?1 AND outcome_id = ?2")?
        .execute((entry.0, outcome.0))?;
    Ok(())
}

/// Marks an outcome deleted.
pub(crate) fn delete(db: &Connection, id: OutcomeId, now_ms: i64) -> Result<()> {
    db.prepare_cached("UPDATE outcome SET deleted_at = ?2 WHERE id = ?1")?
        .execute((id.0, now_ms))?;
    Ok(())
}

/// Every text that finds an entry by what came of it.
pub(crate) fn words(db: &Connection, entry: EntryId) -> Result<String> {
    let mut found = Vec::new();
    for id in of_entry(db, entry)? {
        let outcome = read(db, id)?;
        found.push(outcome.statement);
        found.push(outcome.counterfactual.text);
        found.extend(outcome.wording);
        for credit in outcome.credits {
            found.extend([credit.name, credit.did]);
        }
        found.extend(outcome.evidence.into_iter().map(|item| item.reference));
        if let Some(metric) = outcome.metric {
            found.push(metric.name);
        }
    }
    found.retain(|text| !text.is_empty());
    Ok(found.join("\n"))
}

/// Keeps a copy of a file inside the journal, once.
pub(crate) fn keep_file(db: &Connection, sha256: &str, bytes: &[u8]) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO attachment (sha256, bytes) VALUES (?1, ?2)")?
        .execute((sha256, bytes))?;
    Ok(())
}

/// The copy of a file, if it is kept.
pub(crate) fn file(db: &Connection, sha256: &str) -> Result<Option<Vec<u8>>> {
    Ok(db
        .prepare_cached("SELECT bytes FROM attachment WHERE sha256 = ?1")?
        .query_one([sha256], |row| row.get(0))
        .optional()?)
}

/// Other live outcomes that share this one's metric or a file, with the reason.
pub(crate) fn may_count_twice(db: &Connection, outcome: &Outcome) -> Result<Vec<OutcomeId>> {
    let metric = outcome.metric.as_ref().map(|m| m.name.trim()).unwrap_or_default();
    db.prepare_cached(
        "SELECT DISTINCT o.id FROM outcome o LEFT JOIN evidence v ON v.outcome_id = o.id
         WHERE o.deleted_at IS NULL AND o.id <> ?1 AND (
           (?2 <> '' AND coalesce(o.detail ->> '$.metric.name', '') LIKE ?2)
           OR v.file_sha256 IN (SELECT file_sha256 FROM evidence WHERE outcome_id = ?1)
           OR (v.reference <> '' AND v.reference IN
               (SELECT reference FROM evidence WHERE outcome_id = ?1)))
         ORDER BY o.id",
    )?
    .query_map((outcome.id.0, metric), |row| Ok(OutcomeId(row.get(0)?)))?
    .map(|id| Ok(id?))
    .collect()
}

/// Live outcomes whose statement holds `text`, newest first, at most twenty.
pub(crate) fn find(db: &Connection, text: &str) -> Result<Vec<OutcomeLine>> {
    let wanted = super::words::fold(text.trim());
    let sql = format!("SELECT {LINE} FROM outcome o WHERE o.deleted_at IS NULL ORDER BY o.id DESC");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let line = line(row)?;
        if super::words::fold(&line.statement).contains(&wanted) {
            found.push(line);
        }
        if found.len() == 20 {
            break;
        }
    }
    Ok(found)
}

/// The outcome an item of evidence supports.
pub(crate) fn of_evidence(db: &Connection, id: EvidenceId) -> Result<Option<OutcomeId>> {
    let mut statement = db.prepare_cached("SELECT outcome_id FROM evidence WHERE id = ?1")?;
    let mut rows = statement.query([id.0])?;
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?.map(OutcomeId))
}

/// Whether an outcome, live or deleted, has this id.
pub(crate) fn exists(db: &Connection, id: OutcomeId) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM outcome WHERE id = ?1")?.exists([id.0])?)
}

/// Live outcomes whose id begins or ends with these hexadecimal digits, at most two.
pub(crate) fn beginning_with(db: &Connection, hex: &str) -> Result<Vec<OutcomeId>> {
    db.prepare_cached(
        "SELECT id FROM outcome WHERE deleted_at IS NULL
           AND (lower(hex(id)) LIKE ?1 || '%' OR lower(hex(id)) LIKE '%' || ?1) LIMIT 2",
    )?
    .query_map([hex], |row| Ok(OutcomeId(row.get(0)?)))?
    .map(|id| Ok(id?))
    .collect()
}

/// Whether any entry mapped to an outcome is confidential, one in the bin included.
pub(crate) fn is_confidential(db: &Connection, id: OutcomeId) -> Result<bool> {
    Ok(db
        .prepare_cached(
            "SELECT 1 FROM mapping m JOIN entry e ON e.id = m.entry_id
             WHERE m.outcome_id = ?1 AND e.sensitivity = 'confidential'",
        )?
        .exists([id.0])?)
}

/// Outcomes, live or deleted, that credit or quote a person.
pub(crate) fn speaking_of(db: &Connection, id: PersonId) -> Result<Vec<OutcomeId>> {
    db.prepare_cached(
        "SELECT outcome_id FROM credit WHERE person_id = ?1
         UNION SELECT outcome_id FROM evidence WHERE said_by = ?1",
    )?
    .query_map([id.0], |row| Ok(OutcomeId(row.get(0)?)))?
    .map(|id| Ok(id?))
    .collect()
}

/// How many live outcomes from `from` to `to` there are of each grade, 0 to 5.
pub(crate) fn grades(db: &Connection, from: Day, to: Day) -> Result<[u32; 6]> {
    let mut found = [0; 6];
    let mut statement = db.prepare_cached(
        "SELECT grade, count(*) FROM outcome
         WHERE day BETWEEN ?1 AND ?2 AND deleted_at IS NULL GROUP BY grade",
    )?;
    let mut rows = statement.query((from, to))?;
    while let Some(row) = rows.next()? {
        let grade: u8 = row.get(0)?;
        if let Some(count) = found.get_mut(usize::from(grade)) {
            *count = row.get(1)?;
        }
    }
    Ok(found)
}
