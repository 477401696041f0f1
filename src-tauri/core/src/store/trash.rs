//! The bin: rows marked deleted, and the end of them.

use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::id::EntryId;

/// Something in the bin.
pub(crate) struct Item {
    /// Which table.
    pub(crate) what: &'static str,
    /// Its id.
    pub(crate) id: Uuid,
    /// The words to know it by.
    pub(crate) text: String,
    /// When it was deleted, milliseconds.
    pub(crate) deleted_ms: i64,
}

/// The tables with a bin, and the column that says what a row is.
const TABLES: [(&str, &str); 8] = [
    ("entry", "text"),
    ("outcome", "statement"),
    ("person", "name"),
    ("goal", "statement"),
    ("packet", "title"),
    ("ladder", "name"),
    ("updates", "CASE trim(subject) WHEN '' THEN 'Update ' || number ELSE subject END"),
    ("need", "text"),
];

/// Everything in the bin, last deleted first.
pub(crate) fn all(db: &Connection) -> Result<Vec<Item>> {
    let mut found = Vec::new();
    for (what, text) in TABLES {
        let sql = format!("SELECT id, {text}, deleted_at FROM {what} WHERE deleted_at IS NOT NULL");
        let mut statement = db.prepare_cached(&sql)?;
        let items = statement.query_map([], |row| {
            Ok(Item { what, id: row.get(0)?, text: row.get(1)?, deleted_ms: row.get(2)? })
        })?;
        for item in items {
            found.push(item?);
        }
    }
    found.sort_by_key(|item| std::cmp::Reverse(item.deleted_ms));
    Ok(found)
}

/// Takes a row out of the bin.
pub(crate) fn restore(db: &Connection, what: &'static str, id: Uuid) -> Result<()> {
    let sql =
        format!("UPDATE {what} SET deleted_at = NULL WHERE id = ?1 AND deleted_at IS NOT NULL");
    match db.prepare_cached(&sql)?.execute([id])? {
        0 => Err(Error::NotFound(what)),
        _ => Ok(()),
    }
}

/// What to erase of the bin.
pub(crate) enum Gone {
    /// What was deleted by this instant, milliseconds.
    By(i64),
    /// One thing.
    One(&'static str, Uuid),
}

/// When an outcome was deleted that nothing leads to any more: before everything else.
const OUT_OF_REACH: i64 = i64::MIN;

/// A table with a bin: what keeps a row in it, and the tables with what hangs on a row alone.
struct Erased {
    table: &'static str,
    unless: &'static str,
    links: &'static [(&'static str, &'static str)],
}

/// In this order: outcomes follow their entries, people and goals what names them.
const ERASED: [Erased; 8] = [
    Erased {
        table: "entry",
        unless: "",
        links: &[
            ("entry_fields", "entry_id"),
            ("entry_person", "entry_id"),
            ("entry_tag", "entry_id"),
            ("entry_revision", "entry_id"),
            ("imported", "entry_id"),
            ("mapping", "entry_id"),
            ("entry_criterion", "entry_id"),
            ("put_off", "entry_id"),
            ("update_use", "thing_id"),
        ],
    },
    Erased {
        table: "outcome",
        unless: "",
        links: &[
            ("credit", "outcome_id"),
            ("evidence", "outcome_id"),
            ("mapping", "outcome_id"),
            ("packet_outcome", "outcome_id"),
            ("outcome_criterion", "outcome_id"),
            ("look_again", "outcome_id"),
            ("update_use", "thing_id"),
        ],
    },
    Erased {
        table: "packet",
        unless: "",
        links: &[
            ("packet_outcome", "packet_id"),
            ("packet_rule", "packet_id"),
            ("packet_copy", "packet_id"),
        ],
    },
    // A promise or a need that an update was sent with keeps it alive.
    Erased {
        table: "updates",
        unless: "AND NOT EXISTS (SELECT 1 FROM promise x WHERE x.update_id = t.id)
         AND NOT EXISTS (SELECT 1 FROM promise_answer x WHERE x.update_id = t.id)
         AND NOT EXISTS (SELECT 1 FROM need_raised x WHERE x.update_id = t.id)",
        links: &[("update_use", "update_id")],
    },
    Erased { table: "need", unless: "", links: &[("need_raised", "need_id")] },
    Erased {
        table: "person",
        unless: "AND NOT EXISTS (SELECT 1 FROM entry_person x WHERE x.person_id = t.id)
         AND NOT EXISTS (SELECT 1 FROM credit x WHERE x.person_id = t.id)
         AND NOT EXISTS (SELECT 1 FROM evidence x WHERE x.said_by = t.id)
         AND NOT EXISTS (SELECT 1 FROM need x WHERE x.person_id = t.id)",
        links: &[("address", "person_id")],
    },
    Erased {
        table: "goal",
        unless: "AND NOT EXISTS (SELECT 1 FROM entry x WHERE x.goal_id = t.id)",
        links: &[],
    },
    // A ladder with links stays in the bin, or the links would go with it.
    Erased {
        table: "ladder",
        unless: "AND NOT EXISTS (SELECT 1 FROM criterion c JOIN outcome_criterion x
                         ON x.criterion_id = c.id WHERE c.ladder_id = t.id)
         AND NOT EXISTS (SELECT 1 FROM criterion c JOIN entry_criterion x
                         ON x.criterion_id = c.id WHERE c.ladder_id = t.id)",
        links: &[("criterion", "ladder_id")],
    },
];

/// The table that `what` names.
pub(crate) fn table(what: &str) -> Result<&'static str> {
    TABLES
        .into_iter()
        .find_map(|(table, _)| (table == what).then_some(table))
        .ok_or_else(|| Error::BadInput(format!("there is no bin for `{what}`")))
}

/// Whether this thing is in the bin.
pub(crate) fn holds(db: &Connection, what: &'static str, id: Uuid) -> Result<bool> {
    let sql = format!("SELECT 1 FROM {what} WHERE id = ?1 AND deleted_at IS NOT NULL");
    Ok(db.prepare_cached(&sql)?.exists([id])?)
}

/// Erases what is `gone`, with everything that hangs on it alone; returns how many things that
/// were. People and goals that something still names are kept, nameless rows being worse than an
/// old name.
pub(crate) fn purge(db: &Connection, gone: &Gone) -> Result<u32> {
    db.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS gone (id BLOB PRIMARY KEY); DELETE FROM temp.gone;",
    )?;
    let mut count = 0;
    for erased in &ERASED {
        count += erase(db, erased, gone)?;
    }
    // A copy no evidence speaks of any more.
    db.execute(
        "DELETE FROM attachment WHERE sha256 NOT IN
           (SELECT file_sha256 FROM evidence WHERE file_sha256 IS NOT NULL)",
        [],
    )?;
    db.execute_batch("DROP TABLE temp.gone")?;
    Ok(count)
}

/// Erases the rows of one table.
fn erase(db: &Connection, erased: &Erased, gone: &Gone) -> Result<u32> {
    let Erased { table, unless, links } = erased;
    let (which, value) = match gone {
        Gone::By(ms) => ("t.deleted_at <= ?1", Value::Integer(*ms)),
        Gone::One(what, id) if what == table => {
            ("t.id = ?1 AND t.deleted_at IS NOT NULL", Value::Blob(id.as_bytes().to_vec()))
        }
        Gone::One(..) => ("t.deleted_at = ?1", Value::Integer(OUT_OF_REACH)),
    };
    db.execute("DELETE FROM temp.gone", [])?;
    let sql = format!("INSERT INTO temp.gone SELECT id FROM {table} t WHERE {which} {unless}");
    db.execute(&sql, [value])?;
    if *table == "entry" {
        // An outcome that came of these entries alone is out of reach without them.
        db.execute(
            "UPDATE outcome SET deleted_at = ?1 WHERE deleted_at IS NULL
               AND EXISTS (SELECT 1 FROM mapping m WHERE m.outcome_id = outcome.id)
               AND NOT EXISTS (SELECT 1 FROM mapping m WHERE m.outcome_id = outcome.id
                               AND m.entry_id NOT IN (SELECT id FROM temp.gone))",
            [OUT_OF_REACH],
        )?;
    }
    if *table == "outcome" {
        // A need keeps the word that it became something, not the outcome that is erased.
        db.execute(
            "UPDATE need SET outcome_id = NULL, became = 'nothing'
             WHERE outcome_id IN (SELECT id FROM temp.gone)",
            [],
        )?;
    }
    drop_drafts(db)?;
    let delete = |rows: &str, column: &str| {
        let sql = format!("DELETE FROM {rows} WHERE {column} IN (SELECT id FROM temp.gone)");
        db.execute(&sql, [])
    };
    for (rows, column) in *links {
        delete(rows, column)?;
    }
    Ok(u32::try_from(delete(table, "id")?).unwrap_or(u32::MAX))
}

/// Forgets drafts on the surfaces of what is about to be erased: their names hold its id.
fn drop_drafts(db: &Connection) -> Result<()> {
    let gone = db
        .prepare("SELECT id FROM temp.gone")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<Vec<Uuid>, _>>()?;
    for id in gone {
        db.prepare_cached("DELETE FROM draft WHERE instr(surface, ?1) > 0")?
            .execute([id.hyphenated().to_string()])?;
    }
    Ok(())
}

/// Erases everything a user could have written, and keeps the settings.
pub(crate) fn empty(db: &Connection) -> Result<()> {
    let ids = db
        .prepare("SELECT id FROM entry WHERE deleted_at IS NULL")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<Vec<Uuid>, _>>()?;
    for id in ids {
        super::entry::delete(db, EntryId(id), 0)?;
    }
    for (table, _) in TABLES {
        db.execute(&format!("UPDATE {table} SET deleted_at = 0"), [])?;
    }
    // These refer to updates, needs and people, and go first.
    for table in ["promise_answer", "promise", "need_raised", "update_use", "address"] {
        db.execute(&format!("DELETE FROM {table}"), [])?;
    }
    purge(db, &Gone::By(0))?;
    for table in ["put_off", "look_again", "week_along", "quarter_answer"] {
        db.execute(&format!("DELETE FROM {table}"), [])?;
    }
    for table in
        ["draft", "saved_filter", "private_lane", "reflection", "week_note", "imported", "project"]
    {
        db.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(())
}
