//! A copy of a damaged file, made so that SQLite opens it.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use crate::error::Result;
use crate::store::Store;
use crate::store::head::Head;
use crate::store::page::{self, PAGE, Pages, SALT};

/// What looking at every page found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Looked {
    /// Pages of the file.
    pub(crate) pages: u32,
    /// Pages that are not as they were written.
    pub(crate) broken: Vec<u32>,
    /// Whether no page fits the key: another journal's key, or more lost than can be saved.
    pub(crate) foreign: bool,
}

/// The copy, and how to open it.
pub(crate) struct Source {
    path: PathBuf,
    key: [u8; 32],
    /// What was found before anything was mended.
    pub(crate) looked: Looked,
}

impl Drop for Source {
    fn drop(&mut self) {
        use zeroize::Zeroize;
        self.key.zeroize();
    }
}

/// The salt that the file's pages fit, of those that are known; the file's own when none does.
fn salt(file: &mut File, key: &[u8; 32], head: Option<&Head>) -> Result<[u8; SALT]> {
    let mut own = [0; SALT];
    file.seek(SeekFrom::Start(0))?;
    let read = file.read(&mut own)?;
    let kept = head.and_then(Head::salt).filter(|kept| *kept != own || read < SALT);
    let Some(kept) = kept else { return Ok(own) };
    // Any whole page decides; the damaged ones say nothing.
    let (ours, other) = (Pages::new(key, &own), Pages::new(key, &kept));
    let mut decided = own;
    each_page(file, |number, page| {
        let fits = !ours.is_whole(number, page) && other.is_whole(number, page);
        if fits {
            decided = kept;
        }
        Ok(!fits)
    })?;
    Ok(decided)
}

/// Hands every page to `look` until it has seen enough.
fn each_page(file: &mut File, mut look: impl FnMut(u32, &[u8]) -> Result<bool>) -> Result<u32> {
    file.seek(SeekFrom::Start(0))?;
    let (mut number, mut bytes) = (0, Vec::with_capacity(PAGE));
    loop {
        bytes.clear();
        Read::by_ref(file).take(u64::try_from(PAGE).unwrap_or_default()).read_to_end(&mut bytes)?;
        if bytes.is_empty() {
            return Ok(number);
        }
        number += 1;
        // The last one may have been cut off.
        if !look(number, &bytes)? {
            return Ok(number);
        }
    }
}

/// Looks at every page of the file at `path`. No connection of this process may be open on it:
/// closing the file would take its locks away.
pub(crate) fn look(path: &Path, head: Option<&Head>, key: &[u8; 32]) -> Result<Looked> {
    let mut file = File::open(path)?;
    let salt = salt(&mut file, key, head)?;
    let mut looked = find(&mut file, &Pages::new(key, &salt))?;
    if !salt_stands(&mut file, salt)? && !looked.broken.contains(&1) {
        looked.broken.insert(0, 1);
    }
    Ok(looked)
}

fn salt_stands(file: &mut File, salt: [u8; SALT]) -> Result<bool> {
    let mut own = [0; SALT];
    file.seek(SeekFrom::Start(0))?;
    Ok(file.read(&mut own)? == SALT && own == salt)
}

fn find(file: &mut File, pages: &Pages) -> Result<Looked> {
    let mut looked = Looked::default();
    looked.pages = each_page(file, |number, page| {
        if !pages.is_whole(number, page) {
            looked.broken.push(number);
        }
        Ok(true)
    })?;
    looked.foreign = looked.broken.len() == usize::try_from(looked.pages).unwrap_or(usize::MAX);
    Ok(looked)
}

/// Copies the file in `dir` and its log into `room`, and gives the copy a head again when its own
/// is gone and a note of it was kept.
pub(crate) fn prepare(dir: &Path, room: &Path, key: &[u8; 32]) -> Result<Source> {
    let path = room.join(super::super::FILE);
    let from = dir.join(super::super::FILE);
    fs::copy(&from, &path)?;
    let log = |path: &Path| path.with_extension("db-wal");
    if log(&from).try_exists()? {
        fs::copy(log(&from), log(&path))?;
    }
    let head = Head::read(dir);
    let mut file = OpenOptions::new().read(true).write(true).open(&path)?;
    let salt = salt(&mut file, key, head.as_ref())?;
    let pages = Pages::new(key, &salt);
    let mut looked = find(&mut file, &pages)?;
    if !salt_stands(&mut file, salt)? && !looked.broken.contains(&1) {
        looked.broken.insert(0, 1);
    }
    let source = Source { path, key: *key, looked };
    let opens = source.open().and_then(|db| {
        // The schema is on more pages than the first.
        Ok(db.query_one(
            "SELECT count(*), total(length(sql)) FROM sqlite_schema",
            [],
            |_| Ok(()),
        )?)
    });
    // A note of another file would call one table by another's name.
    let head = head.filter(|head| head.salt() == Some(salt));
    if let (Err(_), Some(head)) = (&opens, head) {
        replace_head(&mut file, &pages, &head, source.looked.pages)?;
    } else if opens.is_ok() {
        lengthen(&mut file, &pages)?;
    }
    Ok(source)
}

fn replace_head(file: &mut File, pages: &Pages, head: &Head, count: u32) -> Result<()> {
    for (number, plain) in head.pages(count).into_iter().flatten() {
        let Some(page) = pages.seal(number, &plain) else { continue };
        let at = u64::from(number - 1) * u64::try_from(PAGE).unwrap_or_default();
        file.seek(SeekFrom::Start(at))?;
        file.write_all(&page)?;
    }
    Ok(file.sync_all()?)
}

/// A file that was cut off is made as long as it says it is: SQLite reads none of it otherwise.
fn lengthen(file: &mut File, pages: &Pages) -> Result<()> {
    let mut first = vec![0; PAGE];
    file.seek(SeekFrom::Start(0))?;
    if file.read_exact(&mut first).is_err() {
        return Ok(());
    }
    let count = pages.open(1, &first).as_deref().and_then(page::count).unwrap_or_default();
    let wanted = u64::from(count) * u64::try_from(PAGE).unwrap_or_default();
    if file.metadata()?.len() < wanted {
        file.set_len(wanted)?;
    }
    Ok(())
}

/// Opens a copy of the whole backup in `folder`, brought up to date, so that its rows fit.
pub(crate) fn copy(folder: &Path, room: &Path, key: &[u8; 32]) -> Result<Connection> {
    let path = room.join("backup.db");
    fs::copy(folder.join(super::super::FILE), &path)?;
    let mut store = Store::open(&path, key)?;
    if store.is_behind()? {
        store.migrate()?;
    }
    Ok(store.db)
}

impl Source {
    /// The key that opens it.
    pub(super) fn key(&self) -> &[u8; 32] {
        &self.key
    }

    /// How many schema steps the file has been through; none when its head cannot be read.
    pub(super) fn schema(&self) -> Option<u32> {
        let found = self.open().ok()?.query_one("PRAGMA user_version", [], |row| row.get(0));
        found.ok().filter(|schema| *schema > 0)
    }

    /// Opens the copy. After an error of reading the connection is of no more use.
    pub(crate) fn open(&self) -> Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        #[allow(clippy::disallowed_methods, reason = "a copy of the file, not the journal")]
        let db = Connection::open_with_flags(&self.path, flags)?;
        super::super::set_key(&db, &self.key)?;
        db.execute_batch("PRAGMA cell_size_check = 1; PRAGMA query_only = 1;")?;
        Ok(db)
    }
}
