//! What waits: loose ends put off, and outcomes that ask to be looked at again.

use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;
use crate::id::{EntryId, OutcomeId};
use crate::time::Day;

/// Offers an entry no more before `until`.
pub(crate) fn put_off(db: &Connection, id: EntryId, until: Day) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO put_off (entry_id, until) VALUES (?1, ?2)")?
        .execute((id.0, until))?;
    Ok(())
}

/// Makes `days` the days on which an outcome asks to be looked at again.
pub(crate) fn look_again(db: &Connection, id: OutcomeId, days: &[Day]) -> Result<()> {
    db.prepare_cached("DELETE FROM look_again WHERE outcome_id = ?1")?.execute([id.0])?;
    let mut insert =
        db.prepare_cached("INSERT OR IGNORE INTO look_again (outcome_id, day) VALUES (?1, ?2)")?;
    for day in days {
        insert.execute((id.0, day))?;
    }
    Ok(())
}

/// The days after `after` on which an outcome asks to be looked at again, in order.
pub(crate) fn days(db: &Connection, id: OutcomeId, after: Day) -> Result<Vec<Day>> {
    db.prepare_cached("SELECT day FROM look_again WHERE outcome_id = ?1 AND day > ?2 ORDER BY day")?
        .query_map((id.0, after), |row| row.get(0))?
        .map(|day| Ok(day?))
        .collect()
}

/// The newest day, up to `today`, on which an outcome or an entry without one asked to be looked
/// at and was not.
pub(crate) fn newest_due(db: &Connection, today: Day) -> Result<Option<Day>> {
    Ok(db
        .prepare_cached(
            "SELECT max(day) FROM (
               SELECT check_on AS day FROM outcome
               WHERE status = 'expected' AND check_on <= ?1 AND deleted_at IS NULL
               UNION ALL SELECT l.day FROM look_again l JOIN outcome o ON o.id = l.outcome_id
               WHERE l.day <= ?1 AND o.deleted_at IS NULL
               UNION ALL SELECT e.ask_on FROM entry e
               WHERE e.ask_on <= ?1 AND e.deleted_at IS NULL AND e.no_outcome = 0
                 AND NOT EXISTS (SELECT 1 FROM mapping m JOIN outcome o ON o.id = m.outcome_id
                                 WHERE m.entry_id = e.id AND o.deleted_at IS NULL))",
        )?
        .query_one([today], |row| row.get(0))
        .optional()?
        .flatten())
}
