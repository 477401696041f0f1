//! The set-up of a connection, read back from outside of what sets it.

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
