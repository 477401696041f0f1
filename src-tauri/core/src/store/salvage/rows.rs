//! Reading every row that can still be read.

use std::cmp::Ordering;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::source::Source;
use super::{Key, Table, Told};
use crate::error::Result;
use crate::store::{collect, place, sound};
use crate::time::Day;

/// After so many rows in a row that could not be read, fewer of the next are tried.
const PATIENCE: usize = 64;

/// A row of no more bytes than this is on one page, whatever tree it is in.
const ON_ONE_PAGE: usize = 800;

/// Where rows are missing between two that were read; an end that is none is the table's own.
#[derive(Clone, Debug)]
pub(crate) struct Gap {
    pub(crate) after: Option<Key>,
    pub(crate) before: Option<Key>,
}

/// What reading a table found.
#[derive(Default)]
pub(crate) struct Found {
    /// For the report.
    pub(crate) told: Told,
    /// Where rows may be missing; empty when the table was read from end to end.
    pub(crate) gaps: Vec<Gap>,
    /// The keys of the lost rows, and what tells each from others, when an index still knew all
    /// of them.
    pub(crate) lost: Option<Vec<(Key, Key)>>,
}

/// The damaged copy, opened anew after each error.
struct Reader<'a> {
    source: &'a Source,
    db: Option<Connection>,
}

impl Reader<'_> {
    /// Runs `read`; an error of it costs the connection.
    fn try_to<T>(&mut self, read: impl FnOnce(&Connection) -> Result<T>) -> Option<T> {
        if self.db.is_none() {
            self.db = self.source.open().ok();
        }
        let done = read(self.db.as_ref()?);
        if done.is_err() {
            self.db = None;
        }
        done.ok()
    }
}

/// Which rows to walk, and which way.
struct Walk<'a> {
    table: &'a Table,
    after: Option<(&'a [Value], bool)>,
    before: Option<&'a [Value]>,
    backwards: bool,
}

/// Reads every row of `table` that `source` still gives, and puts it into `to`.
pub(crate) fn read(source: &Source, table: &Table, to: &Connection) -> Result<Found> {
    let mut reader = Reader { source, db: None };
    let mut found = Found::default();
    let Some(table) = shared(&mut reader, table) else {
        found.gaps.push(Gap { after: None, before: None });
        return Ok(found);
    };
    let table = &table;
    let mut last = None;
    let all = Walk { table, after: None, before: None, backwards: false };
    if walk(&mut reader, &all, to, &mut last, &mut found.told.read)? {
        found.told.lost = Some(0);
        return Ok(found);
    }
    let mut first = None;
    let from_end =
        Walk { table, after: last.as_deref().map(|it| (it, false)), before: None, backwards: true };
    walk(&mut reader, &from_end, to, &mut first, &mut found.told.read)?;
    between(&mut reader, table, to, last, first, &mut found)?;
    Ok(found)
}

/// The table with the columns that the damaged file has too; none when it has no such table.
fn shared(reader: &mut Reader<'_>, table: &Table) -> Option<Table> {
    let theirs = reader.try_to(|db| {
        collect(db, "SELECT name FROM pragma_table_info(?1)", [&table.name], |row| {
            Ok(row.get::<_, String>(0)?)
        })
    })?;
    let mut table = table.clone();
    table.columns.retain(|column| theirs.contains(column));
    (!table.columns.is_empty()).then_some(table)
}

/// Walks rows and puts each into `to`; says whether it came to the end.
fn walk(
    reader: &mut Reader<'_>,
    walk: &Walk<'_>,
    to: &Connection,
    last: &mut Option<Key>,
    read: &mut u32,
) -> Result<bool> {
    let Walk { table, after, before, backwards } = walk;
    let (key, columns) = (table.key.join(", "), table.columns.join(", "));
    let mut conditions = vec!["1".to_owned()];
    let mut values: Vec<Value> = Vec::new();
    let mut bound = |end: &[Value], sign: &str| {
        let names = table.key[..end.len().min(table.key.len())].join(", ");
        let marks = vec!["?"; end.len()].join(", ");
        conditions.push(format!("({names}) {sign} ({marks})"));
        values.extend_from_slice(end);
    };
    if let Some((after, included)) = after {
        bound(after, if *included { ">=" } else { ">" });
    }
    if let Some(before) = before {
        bound(before, "<");
    }
    let way = if *backwards { " DESC" } else { "" };
    let order = table.key.join(&format!("{way}, "));
    let sql = format!(
        "SELECT {key}, {columns} FROM {} NOT INDEXED WHERE {} ORDER BY {order}{way}",
        table.name,
        conditions.join(" AND ")
    );
    let keys = table.key.len();
    // What goes wrong with the new file is no damage of the old one.
    let mut failed = None;
    let came_to_the_end = reader.try_to(|db| {
        let mut statement = db.prepare(&sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(&values))?;
        while let Some(row) = rows.next()? {
            let all: Vec<Value> = (0..keys + table.columns.len())
                .map(|column| row.get(column))
                .collect::<Result<_, _>>()?;
            if all.iter().map(length).sum::<usize>() > ON_ONE_PAGE {
                sound(db)?;
            }
            let (key, row) = all.split_at(keys);
            match put(to, table, row) {
                Ok(fresh) => *read += u32::from(fresh),
                Err(error) => {
                    failed = Some(error);
                    break;
                }
            }
            *last = Some(key.to_vec());
        }
        Ok(())
    });
    failed.map_or(Ok(came_to_the_end.is_some()), Err)
}

fn length(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Integer(_) | Value::Real(_) => 8,
        Value::Text(text) => text.len(),
        Value::Blob(bytes) => bytes.len(),
    }
}

/// Puts a row into the new file, unless it is there; says whether it was not.
pub(super) fn put(to: &Connection, table: &Table, row: &[Value]) -> Result<bool> {
    let marks = vec!["?"; row.len()].join(", ");
    let (name, columns) = (&table.name, table.columns.join(", "));
    let sql = format!("INSERT OR IGNORE INTO {name} ({columns}) VALUES ({marks})");
    Ok(to.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(row))? > 0)
}

/// Reads what can be read between the last row from the start and the first from the end.
fn between(
    reader: &mut Reader<'_>,
    table: &Table,
    to: &Connection,
    last: Option<Key>,
    first: Option<Key>,
    found: &mut Found,
) -> Result<()> {
    let (mut known, complete) = candidates(reader, table);
    if !complete {
        known.extend(by_parent(table, to)?);
        known.extend(by_day(table, last.as_ref(), first.as_ref()));
    }
    known.sort_by(|(one, _), (other, _)| compare(one, other));
    known.dedup_by(|(one, _), (other, _)| compare(one, other).is_eq());
    let known: Vec<&(Key, Key)> = known
        .iter()
        .filter(|(key, _)| last.as_ref().is_none_or(|last| compare(key, last).is_gt()))
        .filter(|(key, _)| first.as_ref().is_none_or(|first| compare(key, first).is_lt()))
        .collect();
    let mut lost = Vec::new();
    let (mut reached, mut in_vain, mut at) = (last.clone(), 0, 0);
    while let Some((key, names)) = known.get(at) {
        let passed = reached.as_ref().is_some_and(|it| compare(key, it).is_le());
        if !passed {
            let here = Walk {
                table,
                after: Some((key, true)),
                before: first.as_deref(),
                backwards: false,
            };
            let (mut end, before) = (None, found.told.read);
            walk(reader, &here, to, &mut end, &mut found.told.read)?;
            match end {
                Some(end) if found.told.read > before => {
                    found.gaps.push(Gap { after: reached.take(), before: Some(key.clone()) });
                    (reached, in_vain) = (Some(end), 0);
                    continue;
                }
                _ => {
                    in_vain += 1;
                    lost.push((key.clone(), names.clone()));
                }
            }
        }
        let step = if in_vain < PATIENCE { 1 } else { in_vain / PATIENCE };
        lost.extend(known.iter().skip(at + 1).take(step - 1).map(|&known| known.clone()));
        at += step;
    }
    found.gaps.push(Gap { after: reached, before: first });
    if complete {
        found.told.lost = u32::try_from(lost.len()).ok();
        found.lost = Some(lost);
    }
    Ok(())
}

/// Keys at which rows stand by what indexes say, each with what tells that row from others; and
/// whether these are all there were.
fn candidates(reader: &mut Reader<'_>, table: &Table) -> (Vec<(Key, Key)>, bool) {
    let mut known: Vec<(Key, Key)> = Vec::new();
    let mut complete = false;
    let sql = "SELECT name FROM pragma_index_list(?1) WHERE partial = 0";
    let indexes = reader
        .try_to(|db| collect(db, sql, [&table.name], |row| Ok(row.get::<_, String>(0)?)))
        .unwrap_or_default();
    let all = [table.key.as_slice(), &table.names].concat().join(", ");
    for index in &indexes {
        if !holds(reader, table, index) {
            continue;
        }
        for way in ["", " DESC"] {
            let sql = format!(
                "SELECT {all} FROM {} INDEXED BY {index} ORDER BY {}{way}",
                table.name,
                ordered_by(reader, index).join(&format!("{way}, "))
            );
            let whole = reader.try_to(|db| {
                let mut statement = db.prepare(&sql)?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    let both: Vec<Value> = (0..table.key.len() + table.names.len())
                        .map(|column| row.get(column))
                        .collect::<Result<_, _>>()?;
                    let (key, names) = both.split_at(table.key.len());
                    known.push((key.to_vec(), names.to_vec()));
                }
                Ok(())
            });
            complete |= whole.is_some();
        }
    }
    (known, complete)
}

/// Whether an index alone says the key of a row and what tells it from others.
fn holds(reader: &mut Reader<'_>, table: &Table, index: &str) -> bool {
    let columns = ordered_by(reader, index);
    let key = |column: &String| column == "rowid" || table.key.contains(column);
    // A table that is its own key's tree is no index of itself.
    let own = index.starts_with("sqlite_autoindex_") && table.key == table.names;
    !own && table.names.iter().all(|name| columns.contains(name) || key(name))
}

fn ordered_by(reader: &mut Reader<'_>, index: &str) -> Vec<String> {
    let sql = "SELECT name FROM pragma_index_info(?1) WHERE name IS NOT NULL";
    let read = |db: &Connection| collect(db, sql, [index], |row| Ok(row.get::<_, String>(0)?));
    reader.try_to(read).unwrap_or_default()
}

/// Beginnings of keys at which rows of things that were saved may stand.
fn by_parent(table: &Table, to: &Connection) -> Result<Vec<(Key, Key)>> {
    let parent = match table.key.first().map(String::as_str) {
        Some("entry_id") => "SELECT id FROM entry",
        Some("outcome_id") => "SELECT id FROM outcome",
        Some("packet_id") => "SELECT id FROM packet",
        Some("need_id") => "SELECT id FROM need",
        Some("promise_id") => "SELECT id FROM promise",
        Some("update_id") => "SELECT id FROM updates",
        Some("person_id") => "SELECT id FROM person",
        Some("week") => "SELECT week FROM week_note",
        _ => return Ok(Vec::new()),
    };
    collect(to, parent, [], |row| Ok((vec![row.get(0)?], Vec::new())))
}

/// The beginning of every day between two entries: behind a page that is lost, rows go on there.
fn by_day(table: &Table, after: Option<&Key>, before: Option<&Key>) -> Vec<(Key, Key)> {
    if table.name != "entry" {
        return Vec::new();
    }
    let year = |year| Day::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let from = after.and_then(super::day).unwrap_or(year(1990));
    let to = before.and_then(super::day).unwrap_or(year(2100));
    let days = from.iter_days().skip(1).take_while(|day| *day <= to);
    days.map(|day| (vec![Value::Integer(place::first(day))], Vec::new())).collect()
}

/// As SQLite compares what our keys hold: numbers, then text, then bytes; a beginning first.
pub(super) fn compare(one: &[Value], other: &[Value]) -> Ordering {
    let rank = |value: &Value| match value {
        Value::Null => 0,
        Value::Integer(_) | Value::Real(_) => 1,
        Value::Text(_) => 2,
        Value::Blob(_) => 3,
    };
    let pairs = one.iter().zip(other);
    let unlike = pairs.map(|pair| match pair {
        (Value::Integer(one), Value::Integer(other)) => one.cmp(other),
        (Value::Text(one), Value::Text(other)) => one.as_bytes().cmp(other.as_bytes()),
        (Value::Blob(one), Value::Blob(other)) => one.cmp(other),
        (one, other) => rank(one).cmp(&rank(other)),
    });
    unlike.into_iter().find(|order| order.is_ne()).unwrap_or_else(|| one.len().cmp(&other.len()))
}
