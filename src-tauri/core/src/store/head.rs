//! A note of what is at the head of the file, without which nothing else in it can be found: the
//! salt, and where each table and index begins.
//!
//! One flipped bit there would cost the whole journal, though every entry is still in the file.
//! The note lies beside the database. It holds no secret and nothing of the user's, only what is
//! the same for all journals of a version, besides the salt, which every copy of the file shows.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::collect;
use super::page::{ROOM, SALT};
use crate::error::{Error, Result};
use crate::file;

/// Where it lies, beside the database.
pub(crate) const FILE: &str = "journal.head";

/// What the head of a file says.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    salt: String,
    /// `PRAGMA schema_version`.
    cookie: u32,
    /// `PRAGMA user_version`.
    schema: u32,
    tables: Vec<Item>,
}

/// A row of `sqlite_schema`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Item {
    sort: String,
    name: String,
    table: String,
    root: u32,
    sql: Option<String>,
}

impl Head {
    /// The note beside the database in `dir`; none when it is missing or damaged itself.
    pub(crate) fn read(dir: &Path) -> Option<Self> {
        let text = fs::read_to_string(dir.join(FILE)).ok()?;
        let (code, body) = text.split_once('\n')?;
        (code == checksum(body)).then(|| serde_json::from_str(body).ok())?
    }

    /// The salt of the file.
    pub(crate) fn salt(&self) -> Option<[u8; SALT]> {
        let byte = |at: usize| u8::from_str_radix(self.salt.get(2 * at..2 * at + 2)?, 16).ok();
        let bytes: Option<Vec<u8>> = (0..SALT).map(byte).collect();
        bytes?.try_into().ok()
    }

    /// The head of a file that holds `pages` pages besides: the first page, and pages to add at
    /// the end, each with what it says before it is enciphered.
    pub(crate) fn pages(&self, pages: u32) -> Option<Vec<(u32, Vec<u8>)>> {
        let salt = self.salt()?;
        let mut leaves: Vec<Vec<(i64, Vec<u8>)>> = Vec::new();
        let mut left = 0;
        for (item, number) in self.tables.iter().zip(1..) {
            let cell = cell(number, item);
            // A row that does not fit on a page by itself is none of ours.
            let need = cell.len() + 2;
            if need > ROOM - 8 {
                return None;
            }
            if need > left {
                leaves.push(Vec::new());
                left = ROOM - 8;
            }
            left -= need;
            leaves.last_mut()?.push((number, cell));
        }
        let count = pages.checked_add(u32::try_from(leaves.len()).ok()?)?;
        let numbers: Vec<u32> = (pages + 1..=count).collect();
        let (last, before) = numbers.split_last()?;
        let children = before.iter().zip(&leaves).filter_map(|(number, rows)| {
            let mut cell = number.to_be_bytes().to_vec();
            put_varint(&mut cell, u64::try_from(rows.last()?.0).ok()?);
            Some(cell)
        });
        let mut first = self.header(salt, count);
        tree(&mut first, 0x05, Some(*last), &children.collect::<Vec<_>>());
        let mut found = vec![(1, first)];
        for (number, rows) in numbers.iter().zip(&leaves) {
            let mut leaf = Vec::new();
            tree(
                &mut leaf,
                0x0D,
                None,
                &rows.iter().map(|(_, cell)| cell.clone()).collect::<Vec<_>>(),
            );
            found.push((*number, leaf));
        }
        Some(found)
    }

    /// The hundred bytes that a file begins with: SQLite's file format, section 1.3.
    fn header(&self, salt: [u8; SALT], pages: u32) -> Vec<u8> {
        let mut header = salt.to_vec();
        // 4,096 bytes a page, a log beside the file, 80 bytes of each page not SQLite's.
        header.extend_from_slice(&[0x10, 0x00, 2, 2, 80, 64, 32, 32]);
        // Changes; pages; no free ones; schema; its format; nothing said about the cache; no root
        // that was moved; UTF-8; our own number; no steps of emptying; no application.
        for field in [1, pages, 0, 0, self.cookie, 4, 0, 0, 1, self.schema, 0, 0] {
            header.extend_from_slice(&field.to_be_bytes());
        }
        header.extend_from_slice(&[0; 20]);
        // The count is of these changes; written by SQLite 3.50.
        header.extend_from_slice(&1_u32.to_be_bytes());
        header.extend_from_slice(&3_050_000_u32.to_be_bytes());
        header
    }
}

/// A row of the schema as a cell of a leaf.
fn cell(number: i64, item: &Item) -> Vec<u8> {
    let (mut types, mut body) = (Vec::new(), Vec::new());
    let text = |types: &mut Vec<u8>, body: &mut Vec<u8>, text: &str| {
        put_varint(types, u64::try_from(text.len()).unwrap_or_default() * 2 + 13);
        body.extend_from_slice(text.as_bytes());
    };
    text(&mut types, &mut body, &item.sort);
    text(&mut types, &mut body, &item.name);
    text(&mut types, &mut body, &item.table);
    types.push(4);
    body.extend_from_slice(&item.root.to_be_bytes());
    match &item.sql {
        Some(sql) => text(&mut types, &mut body, sql),
        None => types.push(0),
    }
    // The length of the types counts itself: one byte, as long as there are fewer than 127.
    let mut row = vec![u8::try_from(types.len() + 1).unwrap_or(u8::MAX)];
    row.extend_from_slice(&types);
    row.extend_from_slice(&body);
    let mut cell = Vec::new();
    put_varint(&mut cell, u64::try_from(row.len()).unwrap_or_default());
    put_varint(&mut cell, u64::try_from(number).unwrap_or_default());
    cell.extend_from_slice(&row);
    cell
}

/// Writes a tree's node after what `page` holds already.
fn tree(page: &mut Vec<u8>, sort: u8, last: Option<u32>, cells: &[Vec<u8>]) {
    let mut at = ROOM;
    let (mut places, mut content) = (Vec::new(), vec![0; ROOM]);
    for cell in cells {
        at -= cell.len();
        content[at..at + cell.len()].copy_from_slice(cell);
        places.extend_from_slice(&u16::try_from(at).unwrap_or_default().to_be_bytes());
    }
    page.extend_from_slice(&[sort, 0, 0]);
    page.extend_from_slice(&u16::try_from(cells.len()).unwrap_or_default().to_be_bytes());
    page.extend_from_slice(&u16::try_from(at).unwrap_or_default().to_be_bytes());
    page.push(0);
    page.extend(last.iter().flat_map(|last| last.to_be_bytes()));
    page.extend_from_slice(&places);
    let so_far = page.len();
    page.extend_from_slice(content.get(so_far..).unwrap_or_default());
}

/// SQLite's numbers of variable length, below 2^56.
fn put_varint(out: &mut Vec<u8>, value: u64) {
    let groups = (1..8).find(|groups| value >> (7 * groups) == 0).unwrap_or(8);
    for group in (0..groups).rev() {
        let more = if group > 0 { 0x80 } else { 0 };
        out.push(u8::try_from((value >> (7 * group)) & 0x7F).unwrap_or_default() | more);
    }
}

fn checksum(body: &str) -> String {
    Sha256::digest(body).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Keeps the note beside the database in `dir`, unless the one there is right. Says nothing when
/// it cannot: the journal is no worse without, and the next opening tries again.
pub(crate) fn keep(db: &Connection, dir: &Path) {
    let _ = try_keep(db, dir);
}

fn try_keep(db: &Connection, dir: &Path) -> Result<()> {
    let one = |pragma: &str| -> Result<u32> {
        Ok(db.query_one(&format!("PRAGMA {pragma}"), [], |row| row.get(0))?)
    };
    let (cookie, schema) = (one("schema_version")?, one("user_version")?);
    let salt: String = db.query_one("PRAGMA cipher_salt", [], |row| row.get(0))?;
    let kept = Head::read(dir);
    if kept.is_some_and(|it| it.cookie == cookie && it.schema == schema && it.salt == salt) {
        return Ok(());
    }
    let sql = "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema ORDER BY rowid";
    let tables = collect(db, sql, [], |row| {
        Ok(Item {
            sort: row.get(0)?,
            name: row.get(1)?,
            table: row.get(2)?,
            root: row.get(3)?,
            sql: row.get(4)?,
        })
    })?;
    let head = Head { salt, cookie, schema, tables };
    let body = serde_json::to_string(&head).map_err(|_| Error::Store("no JSON form".into()))?;
    Ok(file::write(&dir.join(FILE), format!("{}\n{body}", checksum(&body)).as_bytes())?)
}
