//! Rows as they stood before a change, so that undo can put back exactly what went.

use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

use super::place;
use crate::error::Result;

/// What a change may touch, each with the tables that hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// An entry with its links.
    Entry(Uuid),
    /// An outcome with its links.
    Outcome(Uuid),
    /// A person.
    Person(Uuid),
    /// A goal.
    Goal(Uuid),
    /// A packet with its outcomes.
    Packet(Uuid),
    /// A week's note.
    Week(String),
    /// A saved filter.
    Filter(Uuid),
    /// A ladder with its criteria.
    Ladder(Uuid),
    /// A project.
    Project(Uuid),
    /// An update with what it refers to and the promises it made.
    Update(Uuid),
    /// A need with each time it was raised.
    Need(Uuid),
    /// What was said about a promise.
    Promise(Uuid),
    /// A loose end put off.
    PutOff(Uuid),
    /// The kept answer of a quarter.
    Quarter(String),
}

/// One table's rows of a scope.
type Rows = (&'static str, Vec<String>, Vec<Vec<Value>>);

/// The rows of a scope at one moment.
#[derive(Clone, PartialEq)]
pub(crate) struct Snapshot {
    scope: Scope,
    rows: Vec<Rows>,
}

impl Scope {
    /// Tables and key columns, children last.
    fn tables(&self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Entry(_) => &[
                ("entry", "id"),
                ("entry_fields", "entry_id"),
                ("entry_person", "entry_id"),
                ("entry_tag", "entry_id"),
                ("entry_revision", "entry_id"),
                ("mapping", "entry_id"),
                ("entry_criterion", "entry_id"),
            ],
            Self::Outcome(_) => &[
                ("outcome", "id"),
                ("credit", "outcome_id"),
                ("evidence", "outcome_id"),
                ("mapping", "outcome_id"),
                ("packet_outcome", "outcome_id"),
                ("outcome_criterion", "outcome_id"),
                ("look_again", "outcome_id"),
            ],
            Self::Person(_) => &[("person", "id"), ("address", "person_id")],
            Self::Goal(_) => &[("goal", "id")],
            Self::Packet(_) => {
                &[("packet", "id"), ("packet_outcome", "packet_id"), ("packet_rule", "packet_id")]
            }
            Self::Week(_) => &[
                ("week_note", "week"),
                ("reflection", "week"),
                ("private_lane", "week"),
                ("week_along", "note_week"),
            ],
            Self::Update(_) => {
                &[("updates", "id"), ("update_use", "update_id"), ("promise", "update_id")]
            }
            Self::Need(_) => &[("need", "id"), ("need_raised", "need_id")],
            Self::Promise(_) => &[("promise_answer", "promise_id")],
            Self::PutOff(_) => &[("put_off", "entry_id")],
            Self::Quarter(_) => &[("quarter_answer", "quarter")],
            Self::Filter(_) => &[("saved_filter", "id")],
            Self::Ladder(_) => &[("ladder", "id"), ("criterion", "ladder_id")],
            Self::Project(_) => &[("project", "id")],
        }
    }

    fn key(&self) -> Value {
        match self {
            Self::Entry(id)
            | Self::Outcome(id)
            | Self::Person(id)
            | Self::Goal(id)
            | Self::Packet(id)
            | Self::Ladder(id)
            | Self::Project(id)
            | Self::Update(id)
            | Self::Need(id)
            | Self::Promise(id)
            | Self::PutOff(id)
            | Self::Filter(id) => Value::Blob(id.as_bytes().to_vec()),
            Self::Week(name) | Self::Quarter(name) => Value::Text(name.clone()),
        }
    }
}

impl Snapshot {
    /// What it is of.
    pub(crate) fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Reads every row of `scope`.
    pub(crate) fn take(db: &Connection, scope: Scope) -> Result<Self> {
        let mut rows = Vec::new();
        for (table, key) in scope.tables() {
            let mut statement =
                db.prepare_cached(&format!("SELECT * FROM {table} WHERE {key} = ?1"))?;
            let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
            let found = statement
                .query_map([scope.key()], |row| {
                    (0..columns.len()).map(|column| row.get(column)).collect()
                })?
                .collect::<Result<Vec<Vec<Value>>, _>>()?;
            rows.push((*table, columns, found));
        }
        Ok(Self { scope, rows })
    }

    /// Makes the tables hold exactly these rows for the scope again. Foreign keys are checked
    /// when the transaction commits.
    pub(crate) fn put_back(&self, db: &Connection) -> Result<()> {
        db.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        for (table, key) in self.scope.tables().iter().rev() {
            db.prepare_cached(&format!("DELETE FROM {table} WHERE {key} = ?1"))?
                .execute([self.scope.key()])?;
        }
        for (table, columns, rows) in &self.rows {
            if *table == "entry" {
                put_back_entries(db, columns, rows)?;
                continue;
            }
            let marks = vec!["?"; columns.len()].join(", ");
            // Another scope of the same change may have put a shared link row back already.
            let sql =
                format!("INSERT OR REPLACE INTO {table} ({}) VALUES ({marks})", columns.join(", "));
            let mut insert = db.prepare_cached(&sql)?;
            for row in rows {
                insert.execute(rusqlite::params_from_iter(row))?;
            }
        }
        Ok(())
    }
}

/// An entry comes back to its place, or to the end of its day when another entry took the place.
fn put_back_entries(db: &Connection, columns: &[String], rows: &[Vec<Value>]) -> Result<()> {
    let marks = vec!["?"; columns.len()].join(", ");
    let sql = format!("INSERT INTO entry ({}) VALUES ({marks})", columns.join(", "));
    let Some(at) = columns.iter().position(|column| column == "place") else { return Ok(()) };
    for row in rows {
        let mut row = row.clone();
        if let Value::Integer(wanted) = row[at] {
            let taken =
                db.prepare_cached("SELECT 1 FROM entry WHERE place = ?1")?.exists([wanted])?;
            if taken {
                row[at] = Value::Integer(place::next(db, place::day(wanted))?);
            }
        }
        db.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(row))?;
    }
    Ok(())
}
