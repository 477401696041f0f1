//! Making a backup: written where nobody reads, compared with the journal row by row, then named.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::list::{self, Copy};
use super::log::{self, Failed, Notes};
use super::{BEGINS, BackupId, HERE, Manifest, Place, Reason, Trouble, folder};
use crate::error::{Error, Result};
use crate::file;
use crate::store::Store;
use crate::store::whole::{Sum, hex, sum};
use crate::time::Moment;
use crate::vault::{self, DATABASE_FILE, Vault};

/// How an unfinished backup's name ends.
pub(super) const UNFINISHED: &str = ".tmp";
/// Somebody may write between two looks at the journal; again and again they do not.
const TRIES: u32 = 5;
/// From this try on, whoever wants to write waits until the copy is written.
const HOLDING: u32 = 3;
/// Attached files that are read again in a copy.
const FILES: u32 = 20;

/// What came of making backups.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was made, at most one in each place.
    pub made: Vec<Copy>,
    /// What was not.
    pub failed: Vec<Failed>,
    /// Places whose newest backup holds all of this already.
    pub unchanged: Vec<Place>,
}

/// Makes a backup of the journal in `dir` in every place, whether or not anything has changed.
/// The journal may be open, here and elsewhere: nobody is kept from writing.
///
/// # Errors
/// No place took one; what kept it is noted for [`super::notes`].
pub fn make(dir: &Path, vault: &Vault, reason: Reason, now: &Moment) -> Result<Report> {
    make_where(dir, vault, reason, now, |_| true)
}

/// Makes a backup in every place whose newest one does not hold the same rows.
///
/// # Errors
/// As [`make`].
pub fn make_if_changed(dir: &Path, vault: &Vault, reason: Reason, now: &Moment) -> Result<Report> {
    let key = vault.backup_key()?;
    let store = Store::open_to_read(&dir.join(DATABASE_FILE), vault.database_key()?.bytes())?;
    let mark = hex(&sum(store.db(), key.bytes())?.mark);
    drop(store);
    let copies = list::list(dir)?;
    make_where(dir, vault, reason, now, |place| {
        let newest = copies.iter().find(|copy| copy.id.place == place && copy.trouble.is_none());
        newest.is_none_or(|copy| copy.manifest.mark != mark)
    })
}

/// Whether the newest backup is an hour old, or there is none. A clock that was set back counts
/// as an hour.
///
/// # Errors
/// As [`super::list`].
pub fn due(dir: &Path, now: &Moment) -> Result<bool> {
    let newest = super::newest(dir)?;
    let age = newest.map(|copy| now.at.signed_duration_since(copy.manifest.made));
    Ok(age.is_none_or(|age| age >= chrono::TimeDelta::hours(1) || age < chrono::TimeDelta::zero()))
}

fn make_where(
    dir: &Path,
    vault: &Vault,
    reason: Reason,
    now: &Moment,
    wanted: impl Fn(Place) -> bool,
) -> Result<Report> {
    let _lock = log::lock(dir)?;
    let number = begin(dir)?;
    let notes = log::notes(dir);
    let (mut report, mut first) = (Report::default(), None);
    for place in [Place::Here, Place::Second] {
        let Some(folder) = folder(dir, &notes, place) else { continue };
        if !wanted(place) {
            report.unchanged.push(place);
            continue;
        }
        let making = Making { dir, vault, notes: &notes, place, number, reason, now };
        match making.run(&folder) {
            Ok(copy) => report.made.push(copy),
            Err(error) => {
                let trouble = Trouble::of(&error, &folder);
                report.failed.push(Failed { number, at: now.local, place, reason, trouble });
                first = first.or(Some(error));
            }
        }
    }
    // What was made stands, also where this cannot be written down.
    let noted = finish(dir, &report);
    match first {
        Some(error) if report.made.is_empty() => Err(error),
        _ => noted.map(|()| report),
    }
}

/// Takes the next number, and a tag for this journal's unfinished copies.
fn begin(dir: &Path) -> Result<u64> {
    let highest = list::list(dir)?.into_iter().map(|copy| copy.manifest.number).max();
    log::change(dir, |notes| {
        if notes.tag.is_empty() {
            let mut tag = [0; 4];
            getrandom::fill(&mut tag).map_err(|_| Error::Vault(vault::VaultError::Crypto))?;
            notes.tag = hex(&tag);
        }
        notes.number = notes.number.max(highest.unwrap_or_default()) + 1;
        Ok(notes.number)
    })
}

/// Lets go of what need not be kept, and writes down what failed.
fn finish(dir: &Path, report: &Report) -> Result<()> {
    let notes = log::notes(dir);
    for copy in &report.made {
        // One that cannot be removed today is removed another day.
        let _ = list::tidy(dir, &notes, copy.id.place);
    }
    let left: Vec<String> = list::list(dir)?.iter().map(|copy| copy.id.to_string()).collect();
    // A place that is away is no reason to forget what was known of it.
    let all_there = notes.second.as_ref().is_none_or(|second| second.is_dir());
    log::change(dir, |notes| {
        for failed in &report.failed {
            notes.failed(failed.clone());
        }
        if all_there {
            notes.forget_all_but(&left);
        }
        Ok(())
    })
}

/// One backup on its way into one place.
struct Making<'a> {
    dir: &'a Path,
    vault: &'a Vault,
    notes: &'a Notes,
    place: Place,
    number: u64,
    reason: Reason,
    now: &'a Moment,
}

impl Making<'_> {
    fn run(&self, folder: &Path) -> Result<Copy> {
        match self.place {
            Place::Here => file::make_private_dir(&self.dir.join(HERE))?,
            // Made when it was chosen. Where it is gone the disk is, and what would be written
            // now would lie where the disk belongs.
            Place::Second if !folder.is_dir() => return Err(Error::NotFound("backup folder")),
            Place::Second => list::sweep(folder, self.notes)?,
        }
        let name = format!("{}{}{UNFINISHED}", list::unfinished(self.notes), self.number);
        let staging = Staging::make(folder.join(name))?;
        let manifest = self.fill(&staging.0)?;
        file::sync_dir(&staging.0)?;
        let (name, path) = self.name(folder)?;
        fs::rename(&staging.0, &path)?;
        file::sync_dir(folder)?;
        let id = BackupId { place: self.place, name };
        Ok(Copy { id, path, manifest, trouble: None, restored: None })
    }

    /// Everything a backup holds, synced and proved.
    fn fill(&self, to: &Path) -> Result<Manifest> {
        let database = to.join(DATABASE_FILE);
        let live = self.dir.join(DATABASE_FILE);
        let (key, mark_key) = (self.vault.database_key()?, self.vault.backup_key()?);
        let source = Store::open_to_read(&live, key.bytes())?;
        let beside = Store::open_to_read(&live, key.bytes())?;
        for attempt in 1.. {
            // Two looks at one moment, unless somebody writes just between them.
            let mut holding =
                (attempt >= HOLDING).then(|| Store::open(&live, key.bytes())).transpose()?;
            let held = holding.as_mut().map(Store::write).transpose()?;
            let emptied = file::empty_private(&database)?;
            let moment = beside.moment()?;
            source.copy_to(&database)?;
            drop(held);
            emptied.sync_all()?;
            let (was, is) = (sum(&moment, mark_key.bytes())?, prove(&database, &key, &mark_key)?);
            if was == is.0 {
                let vault = self.vault.id().0;
                let made = self.now.local;
                let mut manifest = Manifest::new(self.number, vault, made, self.reason, &is.0);
                (manifest.schema, manifest.bytes) = (is.1, fs::metadata(&database)?.len());
                vault::carry_header(self.dir, self.vault, to)?;
                manifest.write(to)?;
                return Ok(manifest);
            }
            if attempt == TRIES {
                break;
            }
        }
        Err(Error::Damaged("a copy of it does not hold the same rows".to_owned()))
    }

    /// A name nobody has.
    fn name(&self, folder: &Path) -> Result<(String, PathBuf)> {
        let stamp = self.now.local.format("%Y-%m-%d-%H%M%S");
        let plain = format!("{BEGINS}{stamp}-{}", self.number);
        let twins = (2..100).map(|twin| format!("{plain}-{twin}"));
        for name in std::iter::once(plain.clone()).chain(twins) {
            let path = folder.join(&name);
            if !path.try_exists()? {
                return Ok((name, path));
            }
        }
        Err(Error::Vault(vault::VaultError::Exists))
    }
}

/// Opens the copy at `path` as it is, lets everything that can find damage look at it, and sums it
/// up. Gives its schema too.
pub(super) fn prove(path: &Path, key: &vault::Key, mark: &vault::Key) -> Result<(Sum, u32)> {
    let copy = Store::open_to_read(path, key.bytes())?;
    if let Some(damage) = copy.damage()?.into_iter().next() {
        return Err(Error::Damaged(damage));
    }
    if !copy.files_are_whole(FILES)? {
        return Err(Error::Damaged("an evidence file is not what it was".to_owned()));
    }
    Ok((sum(copy.db(), mark.bytes())?, copy.schema()?))
}

/// A folder that goes again unless it gets another name.
pub(super) struct Staging(pub(super) PathBuf);

impl Staging {
    pub(super) fn make(path: PathBuf) -> Result<Self> {
        if path.is_dir() {
            fs::remove_dir_all(&path)?;
        }
        file::make_private_dir(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What stays is swept the next time.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Copies one file, synced and for its owner alone.
pub(super) fn copy_file(from: &Path, to: &Path) -> Result<()> {
    let mut target = file::empty_private(to)?;
    std::io::copy(&mut File::open(from)?, &mut target)?;
    Ok(target.sync_all()?)
}
