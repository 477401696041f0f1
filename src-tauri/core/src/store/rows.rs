//! Tables whose rows leave and come back as they stand. Each is named here: a table that nobody
//! named stays behind, so that a private one cannot leave by being forgotten.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rusqlite::Connection;
use rusqlite::types::Value;
use serde_json::{Map, Value as Json, json};

use super::collect;
use crate::error::{Error, Result};

/// What names entries, outcomes, people or packets, each after what it names itself.
pub(crate) const LAST: [&str; 15] = [
    "packet_rule",
    "packet_copy",
    "project",
    "updates",
    "update_use",
    "address",
    "need",
    "need_raised",
    "promise",
    "promise_answer",
    "put_off",
    "look_again",
    "week_along",
    "imported",
    "setting",
];

/// A row by the names of its columns.
pub(crate) type Row = Map<String, Json>;

/// A column, as the schema has it.
struct Column {
    name: String,
    required: bool,
    key: i64,
}

fn columns(db: &Connection, table: &str) -> Result<Vec<Column>> {
    let sql = "SELECT name, \"notnull\", pk FROM pragma_table_info(?1)";
    collect(db, sql, [table], |row| {
        Ok(Column { name: row.get(0)?, required: row.get(1)?, key: row.get(2)? })
    })
}

/// The columns of a table that name rows of another: column, table, its column.
fn names(db: &Connection, table: &str) -> Result<Vec<(String, String, String)>> {
    let sql = "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list(?1)";
    collect(db, sql, [table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// The ids of rows of `parent` that rows named here speak of.
pub(crate) fn spoken_of(db: &Connection, parent: &str) -> Result<Vec<uuid::Uuid>> {
    let mut found = Vec::new();
    for table in LAST {
        for (column, of, _) in names(db, table)? {
            if of == parent {
                let sql =
                    format!("SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL");
                found.extend(collect(db, &sql, [], |row| Ok(row.get::<_, uuid::Uuid>(0)?))?);
            }
        }
    }
    Ok(found)
}

/// Every row of a table that is not in the bin, in the order of its key. A row that names
/// something in the bin is silent about it, or stays behind with it when it cannot be.
pub(crate) fn of(db: &Connection, table: &str) -> Result<Vec<Row>> {
    let columns = columns(db, table)?;
    if columns.is_empty() {
        return Ok(Vec::new());
    }
    let is_live = |columns: &[Column]| columns.iter().any(|column| column.name == "deleted_at");
    let mut shown = Vec::new();
    let mut conditions = Vec::new();
    let names = names(db, table)?;
    for column in &columns {
        let name = &column.name;
        let Some((_, parent, key)) = names.iter().find(|(from, ..)| from == name) else {
            shown.push(name.clone());
            continue;
        };
        // People and goals go along even from the bin.
        let binned =
            !matches!(parent.as_str(), "person" | "goal") && is_live(&self::columns(db, parent)?);
        let live = if binned { "AND p.deleted_at IS NULL" } else { "" };
        let there = format!("EXISTS (SELECT 1 FROM {parent} p WHERE p.{key} = t.{name} {live})");
        if column.required {
            conditions.push(there);
            shown.push(name.clone());
        } else {
            shown.push(format!("CASE WHEN {there} THEN {name} END"));
        }
    }
    if is_live(&columns) {
        conditions.push("t.deleted_at IS NULL".to_owned());
    }
    if conditions.is_empty() {
        conditions.push("1".to_owned());
    }
    let mut key: Vec<_> = columns.iter().filter(|column| column.key > 0).collect();
    key.sort_by_key(|column| column.key);
    let key: Vec<&str> = key.into_iter().map(|column| column.name.as_str()).collect();
    let sql = format!(
        "SELECT {} FROM {table} t WHERE {} ORDER BY {}",
        shown.join(", "),
        conditions.join(" AND "),
        key.join(", ")
    );
    collect(db, &sql, [], |row| {
        let each = columns.iter().enumerate();
        each.map(|(at, column)| Ok((column.name.clone(), to_json(row.get(at)?)))).collect()
    })
}

/// Puts a row back unless one with its key is there.
pub(crate) fn put(db: &Connection, table: &str, row: &Row) -> Result<()> {
    let unknown = || Error::BadInput("its table or a column of it is not known here".to_owned());
    let table = LAST.iter().find(|known| **known == table).ok_or_else(unknown)?;
    let known = columns(db, table)?;
    if row.is_empty() || row.keys().any(|name| known.iter().all(|column| column.name != *name)) {
        return Err(unknown());
    }
    let names: Vec<&str> = row.keys().map(String::as_str).collect();
    let values = row.values().map(from_json).collect::<Option<Vec<_>>>().ok_or_else(unknown)?;
    let marks = vec!["?"; names.len()].join(", ");
    let sql = format!("INSERT OR IGNORE INTO {table} ({}) VALUES ({marks})", names.join(", "));
    db.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(values))?;
    Ok(())
}

fn to_json(value: Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Integer(number) => number.into(),
        Value::Real(number) => number.into(),
        Value::Text(text) => text.into(),
        Value::Blob(bytes) => json!({ "base64": STANDARD.encode(bytes) }),
    }
}

fn from_json(value: &Json) -> Option<Value> {
    Some(match value {
        Json::Null => Value::Null,
        Json::Number(number) => match number.as_i64() {
            Some(number) => Value::Integer(number),
            None => Value::Real(number.as_f64()?),
        },
        Json::String(text) => Value::Text(text.clone()),
        Json::Object(_) => Value::Blob(STANDARD.decode(value["base64"].as_str()?).ok()?),
        Json::Bool(_) | Json::Array(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    /// Leave in lines with words of their own.
    const TOLD: [&str; 23] = [
        "ladder",
        "criterion",
        "outcome_criterion",
        "entry_criterion",
        "person",
        "goal",
        "entry",
        "entry_fields",
        "entry_person",
        "entry_tag",
        "entry_revision",
        "outcome",
        "mapping",
        "credit",
        "evidence",
        "attachment",
        "draft",
        "setting",
        "saved_filter",
        "week_note",
        "packet",
        "packet_outcome",
        "entry_text",
    ];
    /// Never leave.
    const PRIVATE: [&str; 3] = ["reflection", "private_lane", "quarter_answer"];

    #[test]
    fn every_table_leaves_or_says_why_not() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::create(&dir.path().join("journal.db"), &[7; 32]).expect("a store");
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table'
                     AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'entry_words%'
                     AND name NOT LIKE 'entry_parts%'";
        let all: Vec<String> =
            collect(store.db(), sql, [], |row| Ok(row.get(0)?)).expect("the schema");
        assert!(all.len() > 20, "or nothing was looked at");
        for table in all {
            let name = table.as_str();
            let named = [&LAST[..], &TOLD, &PRIVATE].concat().contains(&name);
            assert!(named, "`{name}` is in no list of this file: does it leave with an export?");
        }
    }

    #[test]
    fn rows_come_back_as_they_were_and_only_where_they_belong() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = |name: &str| {
            let store = Store::create(&dir.path().join(name), &[7; 32]).expect("a store");
            let packet = "INSERT INTO packet (id, title, written, changed_at, utc_offset)
                          VALUES (zeroblob(16), 'One', '{}', 0, 0)";
            store.db().execute(packet, []).expect("a packet");
            store
        };
        let (from, to) = (store("from"), store("to"));
        let rule = "INSERT INTO packet_rule VALUES (zeroblob(16), 'term', 'x', 'X', 'keep', '')";
        from.db().execute(rule, []).expect("a rule");
        let rows = of(from.db(), "packet_rule").expect("rows");
        assert_eq!(rows.len(), 1, "the rule");
        for row in &rows {
            put(to.db(), "packet_rule", row).expect("put back");
        }
        assert!(of(to.db(), "packet_rule").expect("rows") == rows, "the same");
        from.db().execute("UPDATE packet SET deleted_at = 1", []).expect("in the bin");
        assert!(of(from.db(), "packet_rule").expect("rows").is_empty(), "it went with its packet");
        put(to.db(), "reflection", &rows[0]).expect_err("a table that nobody named");
        let mut odd = rows[0].clone();
        odd.insert("what) --".to_owned(), Json::Null);
        put(to.db(), "packet_rule", &odd).expect_err("a column that is none");
        assert!(of(to.db(), "no_such_table").expect("nothing").is_empty(), "a later version's");
    }
}
