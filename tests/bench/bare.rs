//! The limit: one encrypted SQLite file with one table and a plain full-text index, nothing else.

use std::path::Path;

use rusqlite::{Connection, params};

use crate::Outcome;
use crate::data::Sample;

/// The journal's own pragmas, so that both wait for the disk in the same way.
const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; PRAGMA secure_delete = ON;
    PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;
    PRAGMA journal_size_limit = 4194304;";

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS entry(
      id INTEGER PRIMARY KEY, created TEXT NOT NULL, title TEXT NOT NULL,
      body TEXT NOT NULL, tags TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS entry_created ON entry(created DESC, id DESC);
    CREATE VIRTUAL TABLE IF NOT EXISTS entry_fts USING fts5(
      title, body, tags, content = 'entry', content_rowid = 'id',
      tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
    CREATE VIRTUAL TABLE IF NOT EXISTS entry_parts USING fts5(
      title, body, tags, content = 'entry', content_rowid = 'id',
      tokenize = 'trigram remove_diacritics 1');
    CREATE TABLE IF NOT EXISTS line(id INTEGER PRIMARY KEY, text TEXT NOT NULL);";

/// Which of the two indexes a search goes to.
#[derive(Clone, Copy)]
pub(crate) enum Index {
    /// Whole and begun words.
    Words,
    /// Any three letters and more.
    Parts,
}

impl Index {
    fn table(self) -> &'static str {
        match self {
            Self::Words => "entry_fts",
            Self::Parts => "entry_parts",
        }
    }
}

/// The bare file.
pub(crate) struct Bare(Connection);

impl Bare {
    /// Opens or makes the file with a raw key.
    pub(crate) fn open(path: &Path) -> Outcome<Self> {
        #[allow(clippy::disallowed_methods, reason = "the limit is a file without the journal")]
        let db = Connection::open(path)?;
        db.execute_batch(&format!("PRAGMA key = \"x'{}'\";", "5a".repeat(32)))?;
        db.execute_batch(PRAGMAS)?;
        db.execute_batch(SCHEMA)?;
        Ok(Self(db))
    }

    /// Everything in one transaction, the word index by and by, as the journal does it.
    pub(crate) fn fill(&mut self, samples: &[Sample]) -> Outcome<()> {
        let tx = self.0.transaction()?;
        {
            let mut entry = tx
                .prepare("INSERT INTO entry(created, title, body, tags) VALUES (?1, ?2, ?3, ?4)")?;
            let mut words = tx.prepare(
                "INSERT INTO entry_fts(rowid, title, body, tags) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for sample in samples {
                let tags = [sample.tags.join(" "), sample.people.join(" ")].join(" ");
                let (title, body) = (&sample.title, &sample.body);
                entry.execute(params![sample.created.to_rfc3339(), title, body, tags])?;
                words.execute(params![tx.last_insert_rowid(), title, body, tags])?;
            }
        }
        tx.commit()?;
        Ok(())
    }

    /// Builds the index of parts of words, which the import's limit leaves out.
    pub(crate) fn index_parts(&self) -> Outcome<()> {
        Ok(self.0.execute_batch("INSERT INTO entry_parts(entry_parts) VALUES ('rebuild')")?)
    }

    /// One row, one commit.
    pub(crate) fn commit(&self, text: &str) -> Outcome<usize> {
        Ok(self.0.prepare_cached("INSERT INTO line(text) VALUES (?1)")?.execute([text])?)
    }

    /// The newest fifty hits with a snippet, and how many there are.
    pub(crate) fn search(&self, index: Index, query: &str) -> Outcome<usize> {
        let table = index.table();
        let mut page = self.0.prepare_cached(&format!(
            "SELECT e.created, e.title, snippet({table}, 1, '[', ']', '..', 12)
             FROM {table} JOIN entry e ON e.id = {table}.rowid
             WHERE {table} MATCH ?1 ORDER BY {table}.rowid DESC LIMIT 50"
        ))?;
        let size = read(page.query([query])?)?;
        let all: u32 = self
            .0
            .prepare_cached(&format!("SELECT count(*) FROM {table} WHERE {table} MATCH ?1"))?
            .query_one([query], |row| row.get(0))?;
        Ok(size + usize::try_from(all)?)
    }

    /// The newest fifty.
    pub(crate) fn list(&self) -> Outcome<usize> {
        let mut page = self.0.prepare_cached(
            "SELECT created, title, body FROM entry ORDER BY created DESC, id DESC LIMIT 50",
        )?;
        read(page.query([])?)
    }
}

/// Reads every row, so that nothing is left undone.
fn read(mut rows: rusqlite::Rows<'_>) -> Outcome<usize> {
    let mut size = 0;
    while let Some(row) = rows.next()? {
        for column in 0..3 {
            size += row.get_ref(column)?.as_str()?.len();
        }
    }
    Ok(size)
}
