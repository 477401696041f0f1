//! What waits: loose ends put off, and outcomes that ask to be looked at again.

use rusqlite::Connection;

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

/// Every day, passed or to come, on which an outcome or an entry without one asks to be looked at
/// and was not.
pub(crate) fn days_due(db: &Connection) -> Result<Vec<Day>> {
    db.prepare_cached(
        "SELECT check_on AS day FROM outcome
         WHERE status = 'expected' AND check_on IS NOT NULL AND deleted_at IS NULL
         UNION SELECT l.day FROM look_again l JOIN outcome o ON o.id = l.outcome_id
         WHERE o.deleted_at IS NULL
         UNION SELECT e.ask_on FROM entry e
         WHERE e.ask_on IS NOT NULL AND e.deleted_at IS NULL AND e.no_outcome = 0
           AND NOT EXISTS (SELECT 1 FROM mapping m JOIN outcome o ON o.id = m.outcome_id
                           WHERE m.entry_id = e.id AND o.deleted_at IS NULL)",
    )?
    .query_map([], |row| row.get(0))?
    .map(|day| Ok(day?))
    .collect()
}
