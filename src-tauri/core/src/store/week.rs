//! Week notes, and the two private tables no export reads.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension};

use super::{from_json, moment, to_json};
use crate::error::Result;
use crate::time::{Moment, Week};
use crate::wire::{PrivateLane, Reflection, WeekClose, WeekNote};

/// Closes a week; closing again replaces the note.
pub(crate) fn close(db: &Connection, week: Week, close: &WeekClose, now: &Moment) -> Result<()> {
    let name = week.to_string();
    db.prepare_cached(
        "INSERT OR REPLACE INTO week_note
           (week, closed_at, utc_offset, best_line, to_raise, intention, marked)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(rusqlite::params![
        name,
        now.at.timestamp_millis(),
        now.local.offset().local_minus_utc(),
        close.best_line,
        close.to_raise,
        close.intention,
        to_json(&close.marked)?,
    ])?;
    db.prepare_cached("DELETE FROM reflection WHERE week = ?1")?.execute([&name])?;
    let mut insert = db.prepare_cached(
        "INSERT INTO reflection (week, position, question, words, answer, optional)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (position, said) in (0_i64..).zip(&close.reflections) {
        insert.execute((
            &name,
            position,
            &said.question,
            &said.words,
            &said.answer,
            said.optional,
        ))?;
    }
    db.prepare_cached(
        "INSERT OR REPLACE INTO private_lane (week, doubt, energy, pride) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((&name, &close.lane.doubt, close.lane.energy, &close.lane.pride))?;
    for week in &close.also {
        db.prepare_cached("INSERT INTO week_along (week, note_week) VALUES (?1, ?2)")?
            .execute((week, &name))?;
    }
    Ok(())
}

/// The later week that `week` was closed together with.
pub(crate) fn closed_with(db: &Connection, week: Week) -> Result<Option<Week>> {
    let with: Option<String> = db
        .prepare_cached("SELECT note_week FROM week_along WHERE week = ?1")?
        .query_one([week.to_string()], |row| row.get(0))
        .optional()?;
    Ok(with.and_then(|with| with.parse().ok()))
}

/// Opens a closed week again, keeping nothing of the note.
pub(crate) fn reopen(db: &Connection, week: Week) -> Result<()> {
    let name = week.to_string();
    for table in ["week_note", "reflection", "private_lane"] {
        db.prepare_cached(&format!("DELETE FROM {table} WHERE week = ?1"))?.execute([&name])?;
    }
    db.prepare_cached("DELETE FROM week_along WHERE note_week = ?1")?.execute([&name])?;
    Ok(())
}

/// The note of a closed week.
pub(crate) fn note(db: &Connection, week: Week) -> Result<Option<WeekNote>> {
    let name = week.to_string();
    let mut statement = db.prepare_cached(
        "SELECT closed_at, utc_offset, best_line, to_raise, intention, marked FROM week_note
         WHERE week = ?1",
    )?;
    let mut rows = statement.query([&name])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let reflections = db
        .prepare_cached(
            "SELECT question, words, answer, optional FROM reflection WHERE week = ?1
             ORDER BY position",
        )?
        .query_map([&name], |row| {
            Ok(Reflection {
                question: row.get(0)?,
                words: row.get(1)?,
                answer: row.get(2)?,
                optional: row.get(3)?,
            })
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let lane = db
        .prepare_cached("SELECT doubt, energy, pride FROM private_lane WHERE week = ?1")?
        .query_one([&name], |row| {
            Ok(PrivateLane { doubt: row.get(0)?, energy: row.get(1)?, pride: row.get(2)? })
        })
        .optional()?
        .unwrap_or_default();
    Ok(Some(WeekNote {
        closed_at: moment(row.get(0)?, row.get(1)?).to_rfc3339(),
        close: WeekClose {
            best_line: row.get(2)?,
            to_raise: row.get(3)?,
            intention: row.get(4)?,
            marked: from_json(&row.get::<_, String>(5)?)?,
            reflections,
            also: along(db, &name)?,
            lane,
        },
    }))
}

/// The weeks closed together with `name`, oldest first.
fn along(db: &Connection, name: &str) -> Result<Vec<String>> {
    db.prepare_cached("SELECT week FROM week_along WHERE note_week = ?1 ORDER BY week")?
        .query_map([name], |row| row.get(0))?
        .map(|week| Ok(week?))
        .collect()
}

/// The closed ones among the weeks from `from` to `to`.
pub(crate) fn closed(db: &Connection, from: Week, to: Week) -> Result<Vec<Week>> {
    db.prepare_cached(
        "SELECT week FROM week_note WHERE week BETWEEN ?1 AND ?2
         UNION SELECT week FROM week_along WHERE week BETWEEN ?1 AND ?2 ORDER BY week",
    )?
    .query_map([from.to_string(), to.to_string()], |row| row.get::<_, String>(0))?
    .map(|week| {
        week?.parse().map_err(|_| crate::error::Error::Damaged("a week has no number".into()))
    })
    .collect()
}

/// The kept answer of a quarter, and when it was kept.
pub(crate) fn quarter_answer(db: &Connection, quarter: &str) -> Result<Option<(String, String)>> {
    Ok(db
        .prepare_cached(
            "SELECT answer, kept_at, utc_offset FROM quarter_answer WHERE quarter = ?1",
        )?
        .query_one([quarter], |row| {
            Ok((row.get(0)?, moment(row.get(1)?, row.get(2)?).to_rfc3339()))
        })
        .optional()?)
}

/// Keeps the answer of a quarter; a blank one is forgotten.
pub(crate) fn put_quarter_answer(
    db: &Connection,
    quarter: &str,
    answer: &str,
    now: &Moment,
) -> Result<()> {
    db.prepare_cached("DELETE FROM quarter_answer WHERE quarter = ?1")?.execute([quarter])?;
    if answer.trim().is_empty() {
        return Ok(());
    }
    db.prepare_cached(
        "INSERT INTO quarter_answer (quarter, answer, kept_at, utc_offset) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((
        quarter,
        answer,
        now.at.timestamp_millis(),
        now.local.offset().local_minus_utc(),
    ))?;
    Ok(())
}

/// Entries that week notes marked, from week `from` to week `to`.
pub(crate) fn marked(db: &Connection, from: Week, to: Week) -> Result<Vec<crate::id::EntryId>> {
    let mut found = Vec::new();
    let mut statement = db.prepare_cached(
        "SELECT marked FROM week_note WHERE week BETWEEN ?1 AND ?2 ORDER BY week",
    )?;
    let mut rows = statement.query([from.to_string(), to.to_string()])?;
    while let Some(row) = rows.next()? {
        found.extend(from_json::<Vec<crate::id::EntryId>>(&row.get::<_, String>(0)?)?);
    }
    Ok(found)
}

/// Every entry that a week note marked.
pub(crate) fn ever_marked(db: &Connection) -> Result<HashSet<crate::id::EntryId>> {
    let mut found = HashSet::new();
    let mut statement = db.prepare_cached("SELECT marked FROM week_note")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        found.extend(from_json::<Vec<crate::id::EntryId>>(&row.get::<_, String>(0)?)?);
    }
    Ok(found)
}
