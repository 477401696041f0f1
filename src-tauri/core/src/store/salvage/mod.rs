//! Saving what a damaged file still holds: row by row into a new one, the damaged one untouched.
//!
//! [`source`] makes a copy that can be opened again, even when its first page is gone. [`rows`]
//! reads each table from both ends and, between them, every row that an index still knows of, or
//! what stands from the beginning of a day on, opening the copy anew after each error. What is
//! missing then comes from a backup, if there is one, and [`mend`] takes away what points nowhere
//! and writes the index anew.

pub(crate) mod mend;
mod merge;
pub(crate) mod rows;
pub(crate) mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::{MIGRATIONS, Store, collect, known, place};
use crate::error::{Error, Result};
use crate::time::Day;
use crate::wire::LostDays;
use rows::Found;
use source::Source;

/// A key of a table, as a sequence of columns.
type Key = Vec<Value>;

/// A table, as the new file has it.
#[derive(Clone)]
pub(crate) struct Table {
    /// Its name.
    pub(crate) name: String,
    /// The columns that both files have.
    columns: Vec<String>,
    /// The columns its rows are ordered by.
    key: Vec<String>,
    /// The columns that tell one row from another.
    names: Vec<String>,
}

/// What became of a table's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// Rows read from the damaged file.
    pub(crate) read: u32,
    /// Rows known to have been there that could not be read; none when nobody can count them.
    pub(crate) lost: Option<u32>,
    /// Rows that came from the backup.
    pub(crate) from_backup: u32,
    /// Rows that pointed at something lost, and went or were mended.
    pub(crate) adrift: u32,
}

/// What became of every table.
pub(crate) type Account = BTreeMap<String, Told>;

/// What a damaged file still gave, in a new one.
pub(crate) struct Read {
    store: Store,
    found: BTreeMap<String, Found>,
}

impl Read {
    /// Reads every row of `source` that can be read into a new file at `fresh`, which gets the
    /// schema that the damaged one has. `tell` hears of every table, and of how many there are.
    pub(crate) fn all(
        source: &Source,
        fresh: &Path,
        tell: &mut dyn FnMut(u32, usize),
    ) -> Result<Self> {
        let mut store = like(source, fresh)?;
        let tx = store.write()?;
        let mut found = BTreeMap::new();
        let tables = tables(&tx)?;
        for (done, table) in (0..).zip(&tables) {
            tell(done, tables.len());
            found.insert(table.name.clone(), rows::read(source, table, &tx)?);
        }
        tx.commit()?;
        Ok(Self { store, found })
    }

    /// Brings the new file up to date, fills gaps from `backup`, takes away what points nowhere
    /// and writes the index.
    pub(crate) fn finish(
        &mut self,
        backup: Option<&Connection>,
        tell: &mut dyn FnMut(u32, usize),
    ) -> Result<Account> {
        if self.store.is_behind()? {
            self.store.migrate()?;
        }
        let mut account = self.account();
        let tx = self.store.write()?;
        let tables = tables(&tx)?;
        for (done, table) in (0..).zip(&tables) {
            tell(u32::try_from(tables.len()).unwrap_or_default() + done, tables.len());
            let Some((backup, found)) = backup.zip(self.found.get(&table.name)) else { continue };
            let told = account.entry(table.name.clone()).or_default();
            told.from_backup = merge::merge(backup, table, &tx, found)?;
            told.lost = told.lost.map(|lost| lost.saturating_sub(told.from_backup));
        }
        mend::mend(&tx, &mut account)?;
        mend::index(&tx)?;
        tx.commit()?;
        Ok(account)
    }

    /// What became of every table so far.
    pub(crate) fn account(&self) -> Account {
        self.found.iter().map(|(table, found)| (table.clone(), found.told.clone())).collect()
    }

    /// The days of entries that are not in the new file.
    pub(crate) fn days(&self) -> Vec<LostDays> {
        let Some(found) = self.found.get("entry") else { return Vec::new() };
        let said = |day: Option<Day>| day.map(|day| day.to_string());
        let Some(lost) = &found.lost else {
            let ends = found.gaps.iter().map(|gap| (&gap.after, &gap.before));
            let span = |(after, before): (&Option<Key>, &Option<Key>)| LostDays {
                from: said(after.as_ref().and_then(day)),
                to: said(before.as_ref().and_then(day)),
            };
            return ends.map(span).collect();
        };
        let there = |names: &Key| {
            let sql = "SELECT 1 FROM entry WHERE id = ?1";
            let found = self.store.db.prepare_cached(sql).and_then(|mut it| it.exists([&names[0]]));
            found.unwrap_or(false)
        };
        let lost = lost.iter().filter(|(_, names)| !there(names));
        let days: BTreeSet<Day> = lost.filter_map(|(key, _)| day(key)).collect();
        days.into_iter()
            .map(|day| LostDays { from: said(Some(day)), to: said(Some(day)) })
            .collect()
    }
}

/// The day that the key of an entry says.
fn day(key: &Key) -> Option<Day> {
    match key.first() {
        Some(Value::Integer(at)) => Some(place::day(*at)),
        _ => None,
    }
}

/// A new file at `fresh` with the schema of the damaged one. What points nowhere is taken away at
/// the end; until then a row may come before what it points at.
fn like(source: &Source, fresh: &Path) -> Result<Store> {
    let schema = source.schema().unwrap_or_else(known);
    if schema > known() {
        return Err(Error::Newer { found: schema, known: known() });
    }
    drop(crate::file::open_to_append(fresh)?);
    let store = Store::create_empty(fresh, source.key())?;
    for step in MIGRATIONS.iter().take(usize::try_from(schema).unwrap_or_default()) {
        store.db.execute_batch(step)?;
    }
    store.db.pragma_update(None, "user_version", schema)?;
    store.db.pragma_update(None, "foreign_keys", 0)?;
    Ok(store)
}

/// Tables whose rows follow from others.
fn follows(name: &str) -> bool {
    name.starts_with("sqlite_")
        || ["entry_words", "entry_parts", "entry_text"].iter().any(|it| name.starts_with(it))
}

/// Every table of `to` that holds what somebody wrote.
pub(crate) fn tables(to: &Connection) -> Result<Vec<Table>> {
    let names: Vec<String> =
        collect(to, "SELECT name FROM sqlite_schema WHERE type = 'table'", [], |row| {
            Ok(row.get(0)?)
        })?;
    names.into_iter().filter(|name| !follows(name)).map(|name| table(to, name)).collect()
}

fn table(to: &Connection, name: String) -> Result<Table> {
    let sql = "SELECT name, pk, type FROM pragma_table_info(?1) ORDER BY cid";
    let columns: Vec<(String, i64, String)> =
        collect(to, sql, [&name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let mut names: Vec<_> = columns.iter().filter(|(_, key, _)| *key > 0).collect();
    names.sort_by_key(|(_, key, _)| *key);
    let names: Vec<String> = names.into_iter().map(|(name, ..)| name.clone()).collect();
    let sql = "SELECT wr FROM pragma_table_list(?1) WHERE schema = 'main'";
    let without_rowid: bool = to.query_one(sql, [&name], |row| row.get(0))?;
    let key = if without_rowid { names.clone() } else { vec!["rowid".to_owned()] };
    // An entry keeps its id when it moves to another day; its place changes.
    let names = if name == "entry" { vec!["id".to_owned()] } else { names };
    let columns = columns.into_iter().map(|(name, ..)| name).collect();
    Ok(Table { name, columns, key, names })
}
