//! Filling gaps from a backup: what was lost and nothing else, and never over what is newer.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::Table;
use super::rows::{Found, compare, put};
use crate::error::Result;
use crate::store::{collect, place};

/// Puts into `to` what is missing of `table` and `backup` still has. Rows that were deleted since
/// the backup stay deleted wherever it can be told.
pub(crate) fn merge(
    backup: &Connection,
    table: &Table,
    to: &Connection,
    found: &Found,
) -> Result<u32> {
    if found.gaps.is_empty() {
        return Ok(0);
    }
    let mut table = table.clone();
    let theirs = collect(backup, "SELECT name FROM pragma_table_info(?1)", [&table.name], |row| {
        Ok(row.get::<_, String>(0)?)
    })?;
    table.columns.retain(|column| theirs.contains(column));
    if table.columns.is_empty() {
        return Ok(0);
    }
    let (columns, names) = (table.columns.join(", "), table.names.join(", "));
    let sql = format!("SELECT {names}, {columns} FROM {}", table.name);
    let mut statement = backup.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut merged = 0;
    while let Some(row) = rows.next()? {
        let all: Vec<Value> = (0..table.names.len() + table.columns.len())
            .map(|column| row.get(column))
            .collect::<Result<_, _>>()?;
        let (names, row) = all.split_at(table.names.len());
        if missing(&table, found, names) && !there(to, &table, names)? {
            merged += u32::from(put_anywhere(to, &table, row)?);
        }
    }
    Ok(merged)
}

/// Whether a row of this name may be one of those that were lost.
fn missing(table: &Table, found: &Found, names: &[Value]) -> bool {
    if let Some(lost) = &found.lost {
        return lost.iter().any(|(_, lost)| compare(lost, names).is_eq());
    }
    if table.key != table.names {
        return true;
    }
    found.gaps.iter().any(|gap| {
        gap.after.as_ref().is_none_or(|after| compare(names, after).is_gt())
            && gap.before.as_ref().is_none_or(|before| compare(names, before).is_lt())
    })
}

fn there(to: &Connection, table: &Table, names: &[Value]) -> Result<bool> {
    let conditions: Vec<String> = table.names.iter().map(|name| format!("{name} IS ?")).collect();
    let sql = format!("SELECT 1 FROM {} WHERE {}", table.name, conditions.join(" AND "));
    Ok(to.prepare_cached(&sql)?.exists(rusqlite::params_from_iter(names))?)
}

/// As [`put`]; an entry whose place was taken since goes to the end of its day.
fn put_anywhere(to: &Connection, table: &Table, row: &[Value]) -> Result<bool> {
    if put(to, table, row)? {
        return Ok(true);
    }
    let place = table.columns.iter().position(|column| table.name == "entry" && column == "place");
    let Some((at, Value::Integer(wanted))) = place.and_then(|at| Some((at, row.get(at)?))) else {
        return Ok(false);
    };
    let mut row = row.to_vec();
    row[at] = Value::Integer(place::next(to, place::day(*wanted))?);
    put(to, table, &row)
}
