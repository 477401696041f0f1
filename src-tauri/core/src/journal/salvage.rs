//! Damage: what it touches, in words, and saving everything that can still be read.

use std::fs;
use std::path::{Path, PathBuf};

use crate::backup;
use crate::error::{Error, Result};
use crate::file;
use crate::hold::{Doing, Hold};
use crate::store::head::Head;
use crate::store::salvage::{Account, Read, mend, source};
use crate::store::{self, Store};
use crate::time::Moment;
use crate::vault::{self, HEADER_FILES, INBOX_FILE, Vault, VaultError};
use crate::wire::{Damage, Salvaged, Saved, Sort};

/// What a table's rows are to the person who wrote them. Every other table holds links.
const SORTS: [(Sort, &[&str]); 13] = [
    (Sort::Entries, &["entry"]),
    (Sort::Outcomes, &["outcome"]),
    (Sort::Evidence, &["evidence", "attachment"]),
    (Sort::People, &["person", "address"]),
    (Sort::Goals, &["goal"]),
    (Sort::Weeks, &["week_note", "reflection", "private_lane", "week_along", "quarter_answer"]),
    (Sort::Updates, &["updates", "update_use", "promise", "promise_answer"]),
    (Sort::Needs, &["need", "need_raised"]),
    (Sort::Packets, &["packet", "packet_outcome", "packet_rule", "packet_copy"]),
    (Sort::Ladders, &["ladder", "criterion"]),
    (Sort::Projects, &["project"]),
    (Sort::Drafts, &["draft"]),
    (Sort::Settings, &["setting", "saved_filter"]),
];
/// Where a journal is made anew inside its own folder, before it takes its place.
const WORKING: &str = ".salvaging";

/// Where gaps are filled from.
#[derive(Clone, Copy, Debug)]
pub enum Gaps<'a> {
    /// The newest backup of the journal that is whole.
    Newest,
    /// The backup in this folder.
    From(&'a Path),
    /// Nowhere.
    Left,
}

/// How far a salvage has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Steps done.
    pub done: u32,
    /// Steps there are.
    pub of: u32,
}

/// Looks at every part of the journal in `dir`, alone with it.
///
/// # Errors
/// Somebody has it open, a file cannot be read at all, or there is no room for a copy to look at.
pub fn survey(dir: &Path, vault: &Vault, now: &Moment) -> Result<Damage> {
    let _alone = Hold::alone(dir, Doing::Salvaging, now)?;
    let key = vault.database_key()?;
    let lines = vault::drain(dir, vault)?;
    let mut damage = Damage {
        header_copies: !vault::read(dir)?.copies_intact(),
        damaged_lines: count(lines.iter().filter(|line| line.is_err()).count()),
        backup: backup::newest(dir)?.map(|copy| copy.manifest.made.to_rfc3339()),
        ..Damage::default()
    };
    let path = dir.join(store::FILE);
    if fs::metadata(&path).map_or(0, |found| found.len()) == 0 {
        damage.missing = true;
        return Ok(damage);
    }
    let looked = source::look(&path, Head::read(dir).as_ref(), key.bytes())?;
    (damage.pages, damage.foreign) = (looked.pages, looked.foreign);
    damage.broken_pages = count(looked.broken.len());
    if looked.broken.is_empty() {
        damage.within = within(&path, key.bytes(), &mut damage.altered_files);
    } else if !looked.foreign {
        let room = tempfile::Builder::new().prefix(".looking-").tempdir_in(dir)?;
        let source = source::prepare(dir, room.path(), key.bytes())?;
        let read = Read::all(&source, &room.path().join("fresh.db"), &mut |_, _| {})?;
        damage.affected = saved(&read.account());
        damage.days = read.days();
    }
    Ok(damage)
}

/// What SQLite and the index say of a file whose pages are all as they were written.
fn within(path: &Path, key: &[u8; 32], altered: &mut u32) -> Vec<String> {
    let looked = Store::open(path, key).and_then(|store| {
        *altered = mend::altered_files(store.db())?;
        store.problems()
    });
    match looked {
        // Looking at it again as somebody who waits.
        Err(Error::InUse | Error::Newer { .. }) => Vec::new(),
        looked => looked.unwrap_or_else(|error| vec![error.to_string()]),
    }
}

/// Saves what the damaged journal in `dir` still holds into a new journal in `into`, which must
/// hold none, and fills `gaps`. What was read from the damaged file is never replaced by what a
/// backup says. The damaged one stays as it is, to the byte.
///
/// # Errors
/// Nothing of it can be read with this key, somebody has it open, or `into` cannot be written;
/// then `into` holds no journal.
pub fn salvage(
    dir: &Path,
    vault: &Vault,
    into: &Path,
    gaps: Gaps<'_>,
    now: &Moment,
    tell: &mut dyn FnMut(Progress),
) -> Result<Salvaged> {
    let _alone = Hold::alone(dir, Doing::Salvaging, now)?;
    if HEADER_FILES.iter().chain([&store::FILE]).any(|name| into.join(name).exists()) {
        return Err(VaultError::Exists.into());
    }
    let key = vault.database_key()?;
    if fs::metadata(dir.join(store::FILE)).map_or(0, |found| found.len()) == 0 {
        return Err(Error::Damaged("its database file is missing or empty".to_owned()));
    }
    file::make_private_dir(into)?;
    let room = tempfile::Builder::new().prefix(".salvage-").tempdir_in(into)?;
    let source = source::prepare(dir, room.path(), key.bytes())?;
    if source.looked.foreign {
        return Err(Error::Damaged("no part of it can be read with this key".to_owned()));
    }
    let (from, made) = chosen(dir, vault, gaps)?;
    let fresh = room.path().join("fresh.db");
    let mut step = |done, tables: usize| {
        // Each table is read, then looked for in the backup; the index and the proof come last.
        let of = count(2 * tables + 2);
        tell(Progress { done, of });
    };
    let mut read = Read::all(&source, &fresh, &mut step)?;
    let backup = from.map(|from| source::copy(&from, room.path(), key.bytes())).transpose()?;
    let account = read.finish(backup.as_ref(), &mut step)?;
    let (days, tables) = (read.days(), count(account.len()));
    drop(read);
    let (entries, altered_files) = settle(&fresh, key.bytes())?;
    put_in_place(dir, vault, into, &fresh)?;
    tell(Progress { done: 2 * tables + 2, of: 2 * tables + 2 });
    Ok(Salvaged {
        folder: into.display().to_string(),
        original: dir.display().to_string(),
        entries,
        saved: saved(&account),
        days,
        pages: source.looked.pages,
        broken_pages: count(source.looked.broken.len()),
        altered_files,
        backup: made,
        adrift: account.values().map(|told| told.adrift).sum(),
    })
}

/// Saves what the damaged journal in `dir` still holds, fills gaps from its newest backup, and
/// puts the new journal in the place of the damaged one, which is kept aside as it is.
///
/// Where nothing of the file can be read, the newest whole backup takes its place alone.
///
/// # Errors
/// As [`salvage`], and there is no backup; the damaged journal is then where it was.
pub fn salvage_in_place(
    dir: &Path,
    vault: &Vault,
    now: &Moment,
    tell: &mut dyn FnMut(Progress),
) -> Result<Salvaged> {
    let working = dir.join(WORKING);
    // What a killed one left is of no use.
    if working.try_exists()? {
        fs::remove_dir_all(&working)?;
    }
    let done = match salvage(dir, vault, &working, Gaps::Newest, now, tell) {
        Err(Error::Damaged(why)) => bring_back(dir, vault, now).map_err(|error| match error {
            Error::NotFound(_) => Error::Damaged(why),
            error => error,
        }),
        done => done.and_then(|done| put_where_it_was(&working, dir, vault, now, done)),
    };
    // What stays is swept the next time.
    let _ = fs::remove_dir_all(&working);
    done
}

/// Nothing of the file can be read: the newest backup takes its place.
fn bring_back(dir: &Path, vault: &Vault, now: &Moment) -> Result<Salvaged> {
    let (from, made) = chosen(dir, vault, Gaps::Newest)?;
    let restored = backup::restore(&from.ok_or(Error::NotFound("backup"))?, dir, vault, now)?;
    let entries = u32::try_from(restored.verified.entries).unwrap_or(u32::MAX);
    Ok(Salvaged {
        folder: dir.display().to_string(),
        original: restored.kept.unwrap_or_else(|| dir.to_owned()).display().to_string(),
        entries,
        saved: vec![Saved { what: Sort::Entries, back: 0, from_backup: entries, lost: None }],
        days: Vec::new(),
        pages: 0,
        broken_pages: 0,
        altered_files: 0,
        backup: made,
        adrift: 0,
    })
}

fn put_where_it_was(
    working: &Path,
    dir: &Path,
    vault: &Vault,
    now: &Moment,
    done: Salvaged,
) -> Result<Salvaged> {
    let restored = backup::restore(working, dir, vault, now)?;
    let original = restored.kept.unwrap_or_else(|| dir.to_owned());
    Ok(Salvaged {
        folder: dir.display().to_string(),
        original: original.display().to_string(),
        ..done
    })
}

/// The folder of the backup that fills gaps, and when it was made.
fn chosen(dir: &Path, vault: &Vault, gaps: Gaps<'_>) -> Result<(Option<PathBuf>, Option<String>)> {
    let made = |verified: backup::Verified| verified.manifest.map(|it| it.made.to_rfc3339());
    match gaps {
        Gaps::Left => Ok((None, None)),
        Gaps::From(folder) => {
            let made = made(backup::verify_folder(folder, vault)?);
            Ok((Some(folder.to_owned()), Some(made.unwrap_or_default())))
        }
        // One that was made under another key, or is damaged itself, is passed over.
        Gaps::Newest => {
            for copy in backup::list(dir)?.into_iter().filter(|copy| copy.trouble.is_none()) {
                if let Ok(verified) = backup::verify_folder(&copy.path, vault) {
                    return Ok((Some(copy.path), made(verified)));
                }
            }
            Ok((None, None))
        }
    }
}

/// Looks the new file through, counts it and closes it.
fn settle(fresh: &Path, key: &[u8; 32]) -> Result<(u32, u32)> {
    let store = Store::open(fresh, key)?;
    if let Some(problem) = store.problems()?.into_iter().next() {
        return Err(Error::Store(format!("what was saved does not fit together: {problem}")));
    }
    let entries = store::timeline::all(store.db())?;
    let altered = mend::altered_files(store.db())?;
    store.checkpoint()?;
    Ok((entries, altered))
}

/// Gives the new file its name, and what lies beside a journal: what was sealed, and the ways in.
fn put_in_place(dir: &Path, vault: &Vault, into: &Path, fresh: &Path) -> Result<()> {
    fs::File::open(fresh)?.sync_all()?;
    fs::rename(fresh, into.join(store::FILE))?;
    for entry in fs::read_dir(dir)? {
        let (name, path) = entry.map(|entry| (entry.file_name(), entry.path()))?;
        let Some(name) = name.to_str() else { continue };
        let sealed =
            name == INBOX_FILE || (name.starts_with("drafts-") && name.ends_with(".sealed"));
        if sealed {
            file::write(&into.join(name), &fs::read(path)?)?;
        }
    }
    // Last: a folder without a header is no journal.
    vault::carry_header(dir, vault, into)?;
    Ok(file::sync_dir(into)?)
}

fn saved(account: &Account) -> Vec<Saved> {
    let named = |table: &str| SORTS.iter().find(|(_, tables)| tables.contains(&table));
    let sum = |what: Sort| {
        let of =
            account.iter().filter(|(table, _)| named(table).map_or(Sort::Links, |it| it.0) == what);
        let mut saved = Saved { what, back: 0, from_backup: 0, lost: Some(0) };
        for (_, told) in of {
            saved.back += told.read;
            saved.from_backup += told.from_backup;
            saved.lost = saved.lost.zip(told.lost).map(|(one, other)| one + other);
        }
        saved
    };
    let all = SORTS.iter().map(|(what, _)| *what).chain([Sort::Links]).map(sum);
    all.filter(|one| one.back + one.from_backup > 0 || one.lost != Some(0)).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
