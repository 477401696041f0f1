//! Journals as earlier versions left them, with everything a journal can hold: for whoever wants
//! to see them migrated. `tests/` and the gates do.

use std::path::Path;

use crate::error::Result;
use crate::store::Store;
use crate::time::Moment;
use crate::vault::{self, DATABASE_FILE, Effort, Vault};

/// Makes a journal in `dir` as the version with `schema` left it. A schema that is not released
/// yet makes one that only a later version can read.
///
/// # Errors
/// A journal is there already, or the folder cannot be written.
pub fn write(
    dir: &Path,
    schema: u32,
    passphrase: &str,
    effort: Effort,
    now: &Moment,
) -> Result<Vault> {
    let (vault, _) = vault::create(dir, passphrase, now, effort)?;
    let key = vault.database_key()?;
    crate::store::released::make(&dir.join(DATABASE_FILE), key.bytes(), schema)?;
    Ok(vault)
}

/// The schema of the journal in `dir`, which is only looked at.
///
/// # Errors
/// The key does not fit, or the file cannot be read.
pub fn schema(dir: &Path, vault: &Vault) -> Result<u32> {
    Store::open_to_read(&dir.join(DATABASE_FILE), vault.database_key()?.bytes())?.schema()
}

/// The newest schema that this program knows.
#[must_use]
pub fn known() -> u32 {
    crate::store::known()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::backup::{self, Reason};
    use crate::error::Code;
    use crate::journal::{Journal, demo};
    use crate::store::released::tests::{dump, rows, tables};

    fn now() -> Moment {
        Moment::parse("2026-11-20T16:42:00+01:00").expect("a moment")
    }

    /// A look at the file without migrating it.
    fn look<T>(dir: &Path, vault: &Vault, at: impl FnOnce(&Store) -> T) -> T {
        let key = vault.database_key().expect("a key");
        at(&Store::open_to_read(&dir.join(DATABASE_FILE), key.bytes()).expect("opens"))
    }

    #[test]
    fn every_released_schema_migrates_with_its_rows_and_a_backup_before() {
        for schema in 1..=known() {
            let outer = tempfile::tempdir().expect("a folder");
            let dir = outer.path().join("journal");
            let vault = write(&dir, schema, "quiet herons", Effort::quick(), &now()).expect("made");
            let before = look(&dir, &vault, |old| {
                let all = tables(old.db()).into_iter();
                all.map(|(table, columns)| {
                    let rows = rows(old.db(), &table, &columns);
                    (table, columns, rows)
                })
                .collect::<Vec<_>>()
            });
            let held: usize = before.iter().map(|(.., rows)| rows.len()).sum();
            assert!(held > 100, "schema {schema} holds a journal, not an empty file: {held} rows");

            let journal = Journal::open(&dir, vault.clone(), &now()).expect("it migrates");
            assert_eq!(super::schema(&dir, &vault).expect("read"), known(), "to the newest");
            look(&dir, &vault, |new| {
                for (table, columns, rows_before) in &before {
                    let after = rows(new.db(), table, columns);
                    // What moved to a table of its own is still where it was, too.
                    assert_eq!(&after, rows_before, "`{table}` of schema {schema}, row by row");
                }
            });
            let health = journal.check().expect("looked at");
            assert!(health.problems.is_empty(), "schema {schema}: {:?}", health.problems);
            let query = crate::wire::Query::default();
            let page = journal.timeline(&query, None, 100, &now()).expect("a page");
            for line in page.rows {
                journal.entry(line.id, &now()).expect("every entry opens");
            }
            let made = backup::list(&dir).expect("listed");
            if schema == known() {
                assert!(made.is_empty(), "nothing was to be done");
            } else {
                assert_eq!(made.len(), 1, "a backup first");
                assert_eq!(made[0].manifest.reason, Reason::BeforeMigration, "and it says why");
                assert_eq!(made[0].manifest.schema, schema, "of the old schema");
                backup::try_restore(&dir, &vault, &made[0].id, &now()).expect("it restores");
            }
        }
    }

    #[test]
    fn criteria_that_were_words_among_the_details_have_rows_of_their_own_since() {
        let outer = tempfile::tempdir().expect("a folder");
        let dir = outer.path().join("journal");
        let vault = write(&dir, 2, "quiet herons", Effort::quick(), &now()).expect("made");
        drop(Journal::open(&dir, vault.clone(), &now()).expect("it migrates"));
        look(&dir, &vault, |new| {
            let names = rows(new.db(), "outcome_criterion", &["name".to_owned()]);
            assert!(!names.is_empty(), "the rows of schema 2 name some, or this proves nothing");
        });
    }

    #[test]
    fn a_later_schema_is_refused_and_not_a_byte_is_touched() {
        let outer = tempfile::tempdir().expect("a folder");
        let dir = outer.path().join("journal");
        let vault =
            write(&dir, known() + 1, "quiet herons", Effort::quick(), &now()).expect("made");
        let files = || {
            let mut files: Vec<_> = fs::read_dir(&dir)
                .expect("a folder")
                .map(|entry| entry.expect("an entry").path())
                .filter(|path| path.extension().is_none_or(|ends| ends != "lock"))
                .map(|path| (path.clone(), fs::read(&path).expect("a file")))
                .collect();
            files.sort();
            files
        };
        let before = files();
        for _ in 0..2 {
            let Err(refused) = Journal::open(&dir, vault.clone(), &now()) else {
                panic!("an earlier version cannot know what it would break");
            };
            assert_eq!(refused.code(), Code::Newer, "and that is what it says");
        }
        assert!(files() == before, "every file is as it was, and there is none more");

        // What it holds can still be taken out.
        let journal = Journal::open_to_read(&dir, vault).expect("to read");
        let mut out = Vec::new();
        let query = crate::wire::Query::default();
        let written = journal.export(&query, crate::journal::Format::Jsonl, &mut out, &now());
        assert!(written.expect("exported") > 5, "every entry leaves in an open format");
    }

    /// Writes the rows of today's demo as they stand under the newest schema, for the file of the
    /// next one: `LEDGERLINE_WRITE_ROWS=FILE cargo test -p ledgerline-core released`.
    #[test]
    fn what_a_journal_holds_today_fits_in_a_file_of_rows() {
        let outer = tempfile::tempdir().expect("a folder");
        let dir = outer.path().join("journal");
        let made = Journal::create(&dir, "quiet herons", None, Effort::quick(), &now());
        let mut journal = made.expect("made").0;
        demo::fill(&mut journal, &now()).expect("filled");
        let query = crate::wire::Query::default();
        let page = journal.timeline(&query, None, 500, &now()).expect("a page");
        for line in page.rows.iter().skip(16) {
            journal.delete_entry(line.id, &now()).expect("deleted");
        }
        journal.purge(0, &now()).expect("erased");
        let sql = look(&dir, &journal.vault().clone(), |store| dump(store.db()));
        assert!(sql.contains("INSERT INTO entry ") && sql.contains("INSERT INTO ladder "), "rows");
        if let Some(path) = std::env::var_os("LEDGERLINE_WRITE_ROWS") {
            crate::file::write(std::path::Path::new(&path), sql.as_bytes()).expect("written");
        }
    }
}
