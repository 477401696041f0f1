//! The set-up of a connection, read back from outside of what sets it.

#![allow(clippy::disallowed_methods, reason = "files are broken on purpose")]

use rusqlite::config::DbConfig;
use rusqlite::types::Value;

use super::*;

fn made() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().expect("a folder");
    let store = Store::create(&dir.path().join(FILE), &[7; 32]).expect("a store");
    (dir, store)
}

#[test]
fn a_connection_is_set_up_as_agreed() {
    let (dir, store) = made();
    drop(store);
    // As every later run finds it.
    let store = Store::open(&dir.path().join(FILE), &[7; 32]).expect("it opens");
    let asked = |pragma: &str| -> String {
        let value = store.db().query_one(&format!("PRAGMA {pragma}"), [], |row| row.get(0));
        match value.expect("an answer") {
            Value::Integer(number) => number.to_string(),
            Value::Text(text) => text,
            other => panic!("`{pragma}` answers with {other:?}"),
        }
    };
    for (pragma, wanted, why) in [
        ("journal_mode", "wal", "readers never wait for the writer"),
        ("synchronous", "2", "a commit that returned survives a power cut"),
        ("fullfsync", "1", "also where a plain sync stops at the drive's cache"),
        ("checkpoint_fullfsync", "1", "and when the log is written back"),
        ("foreign_keys", "1", "no link points nowhere"),
        ("trusted_schema", "0", "a schema from elsewhere calls nothing"),
        ("cell_size_check", "1", "damage is noticed when a page is read"),
        ("secure_delete", "1", "what is deleted is overwritten"),
        ("temp_store", "2", "nothing spills into a file in the clear"),
        ("journal_size_limit", "4194304", "the log does not stay large"),
        ("busy_timeout", "5000", "another process may write meanwhile"),
    ] {
        assert_eq!(asked(pragma), wanted, "`{pragma}`: {why}");
    }
    let defensive = store.db().db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE);
    assert!(defensive.expect("an answer"), "no statement may corrupt the file on purpose");
    for index in words::INDEXES {
        let option = format!("SELECT v FROM {index}_config WHERE k = 'secure-delete'");
        let set: i64 = store.db().query_one(&option, [], |row| row.get(0)).expect("the option");
        assert_eq!(set, 1, "deleted words leave `{index}`");
    }
}

#[cfg(unix)]
#[test]
fn the_file_and_its_log_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, store) = made();
    for name in ["journal.db", "journal.db-wal", "journal.db-shm"] {
        let found = std::fs::metadata(dir.path().join(name)).expect("it is there");
        assert_eq!(found.permissions().mode() & 0o777, 0o600, "no one else may read {name}");
    }
    drop(store);
}

/// Every page of a long row, altered one at a time: an ordinary read fails, or what it gave is
/// known to be wrong before anybody sees it. SQLCipher alone gives the row with zeros at its end.
#[test]
fn no_altered_end_of_a_long_row_passes_for_what_was_written() {
    let (dir, mut store) = made();
    let path = dir.path().join(FILE);
    let text = "What was said, word by word. ".repeat(700);
    let draft = crate::wire::Draft { surface: "capture".into(), raw: text.clone(), caret: 0 };
    let tx = store.write().expect("a write");
    draft::put(&tx, &draft, 1).expect("kept");
    tx.commit().expect("durable");
    drop(store);
    let whole = std::fs::read(&path).expect("the file");
    let pages = page::Pages::new(&[7; 32], &whole[..page::SALT].try_into().expect("a salt"));
    let holds = |(_, bytes): &(u32, &[u8])| {
        let said = b"word by word";
        bytes.windows(said.len()).any(|window| window == said)
    };
    let opened: Vec<_> = (1..)
        .zip(whole.chunks(page::PAGE))
        .map(|(number, bytes)| (number, pages.open(number, bytes).expect("whole")))
        .collect();
    let touched: Vec<u32> = opened
        .iter()
        .map(|(number, bytes)| (*number, bytes.as_slice()))
        .filter(holds)
        .map(|(number, _)| number)
        .collect();
    assert!(touched.len() >= 5, "a row over many pages: {touched:?}");
    let (mut refused, mut zeros) = (0, 0);
    for number in touched {
        let mut bytes = whole.clone();
        bytes[(number as usize - 1) * page::PAGE + 1_000] ^= 1;
        std::fs::write(&path, bytes).expect("written");
        let store = Store::open(&path, &[7; 32]).expect("it opens: only the row is damaged");
        match draft::get(store.db(), "capture") {
            Err(error) => {
                assert_eq!(error.code(), crate::error::Code::Damaged, "page {number}");
                refused += 1;
            }
            Ok(read) => {
                assert_ne!(read.map(|draft| draft.raw), Some(text.clone()), "page {number}");
                zeros += 1;
            }
        }
        assert!(store.sound().is_err(), "page {number}: the connection knows");
    }
    assert!(refused > 0, "pages in the middle are noticed by SQLite itself");
    assert_eq!(zeros, 1, "the last page is not: this is what `sound` is for");
}
