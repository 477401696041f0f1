//! Who has a journal open, so that two programs never work against each other.
//!
//! SQLite lets the window and the command line write in turn, and that stays so. What it cannot
//! know is guarded here, with locks that the system takes back when their holder dies:
//!
//! - everybody who has the journal open shares one lock. Whoever is about to change the file as a
//!   whole (a new schema, a new key, a restore, a salvage put in its place) takes it alone, and
//!   waits a moment for the others to go;
//! - one window at a time has another: what it shows, drafts and undoes is its own.
//!
//! Each holder leaves a tag beside the locks, held like they are, whose name says what sort of
//! program it is and since when, and nothing else. Only the sentence of a refusal reads it. The
//! locks are files of the journal's own folder: no bus and no other program has a part in it.

use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, TimeZone};

use crate::error::{Error, Result};
use crate::file;
use crate::time::Moment;

/// Shared by everybody who has the journal open.
const OPEN: &str = "open.lock";
/// Held by the one window that has it open.
const WINDOW: &str = "window.lock";
/// How a holder's tag begins and ends.
const TAG: (&str, &str) = ("held-", ".lock");
/// How long to wait for others: a command is done sooner, and a window stays.
const PATIENCE: Duration = Duration::from_secs(3);

/// What sort of program this is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The window.
    Window,
    /// One command.
    #[default]
    Command,
}

static KIND: OnceLock<Kind> = OnceLock::new();

/// Says once, before any journal is opened, what sort of program this is. Silence means a command.
pub fn introduce(kind: Kind) {
    // Whoever spoke first is right: a program does not change.
    let _ = KIND.set(kind);
}

fn kind() -> Kind {
    KIND.get().copied().unwrap_or_default()
}

/// What a holder does with the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// It reads and writes, as others may.
    Open,
    /// It brings the schema up to date.
    Migrating,
    /// It gives the journal a new key.
    Rekeying,
    /// It puts a backup in the journal's place.
    Restoring,
    /// It puts what could be saved in the place of a damaged journal.
    Salvaging,
}

/// Somebody who has the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// What sort of program.
    pub kind: Kind,
    /// What it does.
    pub doing: Doing,
    /// Since when, on its own clock.
    pub since: DateTime<FixedOffset>,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let who = match self.kind {
            Kind::Window => "the Ledgerline window",
            Kind::Command => "a `ledgerline` command",
        };
        let does = match self.doing {
            Doing::Open => "has had the journal open",
            Doing::Migrating => "has been bringing the journal up to date",
            Doing::Rekeying => "has been giving the journal a new key",
            Doing::Restoring => "has been restoring the journal",
            Doing::Salvaging => "has been saving what a damaged journal holds",
        };
        let since = self.since.format("%H:%M on %-d %B %Y");
        let then = match (self.kind, self.doing) {
            (Kind::Window, Doing::Open) => "close it or lock it, and try again",
            _ => "try again when it is done",
        };
        write!(f, "{who} {does} since {since}; {then}")
    }
}

/// The right to work on a journal, given back when dropped or when the program dies.
#[derive(Debug)]
pub struct Hold {
    dir: PathBuf,
    /// None where nobody can leave a lock, since nobody can write.
    _open: Option<File>,
    window: Option<File>,
    tag: Option<(PathBuf, File)>,
}

impl Hold {
    /// Opens the journal in `dir` beside others; a window keeps other windows out.
    ///
    /// # Errors
    /// Another window has it, somebody is changing it as a whole, or the folder cannot be written.
    pub fn share(dir: &Path, now: &Moment) -> Result<Self> {
        let window = match kind() {
            Kind::Window => Self::window(dir)?,
            Kind::Command => None,
        };
        Self::take(dir, now, Doing::Open, window)
    }

    /// Has the journal in `dir` alone, to change it as a whole.
    ///
    /// # Errors
    /// Somebody has it open and does not go, or the folder cannot be written.
    pub fn alone(dir: &Path, doing: Doing, now: &Moment) -> Result<Self> {
        Self::take(dir, now, doing, None)
    }

    /// Gives up sharing to have the journal alone. Drop the store first or read it anew
    /// afterwards: in between somebody else may have had it.
    ///
    /// # Errors
    /// As [`Hold::alone`]; then nothing is held any more.
    pub fn become_alone(mut self, doing: Doing, now: &Moment) -> Result<Self> {
        let (dir, window) = (self.dir.clone(), self.window.take());
        drop(self);
        Self::take(&dir, now, doing, window)
    }

    /// Lets others in again.
    ///
    /// # Errors
    /// As [`Hold::share`].
    pub fn become_shared(mut self, now: &Moment) -> Result<Self> {
        let (dir, window) = (self.dir.clone(), self.window.take());
        drop(self);
        Self::take(&dir, now, Doing::Open, window)
    }

    /// Keeps a restore from the journal in `dir` while it is read, and leaves no trace there.
    ///
    /// # Errors
    /// Somebody is changing it as a whole.
    pub fn look(dir: &Path) -> Result<Self> {
        let path = dir.join(OPEN);
        let open = match File::open(&path) {
            // Nobody has had it open since there are locks: a backup, or a copy.
            Err(_) => None,
            Ok(open) => Some(wait(open, PATIENCE, File::try_lock_shared)?),
        };
        let open = open.map(|open| open.ok_or_else(|| refusal(dir, |_| true))).transpose()?;
        Ok(Self { dir: dir.to_owned(), _open: open, window: None, tag: None })
    }

    fn window(dir: &Path) -> Result<Option<File>> {
        let Some(file) = reach(&dir.join(WINDOW))? else { return Ok(None) };
        let held = wait(file, Duration::from_millis(300), File::try_lock)?;
        held.map(Some).ok_or_else(|| refusal(dir, |holder| holder.kind == Kind::Window))
    }

    fn take(dir: &Path, now: &Moment, doing: Doing, window: Option<File>) -> Result<Self> {
        let shared = doing == Doing::Open;
        let lock = if shared { File::try_lock_shared } else { File::try_lock };
        let open = match reach(&dir.join(OPEN))? {
            Some(file) => Some(wait(file, PATIENCE, lock)?.ok_or_else(|| refusal(dir, |_| true))?),
            None if shared => None,
            None => return Err(Error::ReadOnly),
        };
        // Without a tag the lock is as good; a refusal elsewhere then names nobody.
        let tag = leave_tag(dir, doing, now).ok();
        Ok(Self { dir: dir.to_owned(), _open: open, window, tag })
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        if let Some((path, _)) = &self.tag {
            // The system drops the lock on it in any case, and the next holder sweeps.
            let _ = fs::remove_file(path);
        }
    }
}

/// The file of a lock; none where there is none and nobody can make one.
fn reach(path: &Path) -> io::Result<Option<File>> {
    let kept_out = |error: &io::Error| {
        use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
        matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem)
    };
    let opened = match file::open_lock(path) {
        // A file that is there can be locked by whoever may read it.
        Err(error) if kept_out(&error) => File::open(path),
        opened => opened,
    };
    match opened {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Takes a lock as soon as it is free; none when it stays taken.
fn wait(
    file: File,
    patience: Duration,
    lock: impl Fn(&File) -> Result<(), TryLockError>,
) -> Result<Option<File>> {
    let started = Instant::now();
    loop {
        match lock(&file) {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::Error(error)) if knows_no_locks(&error) => {
                return Err(Error::Lockless);
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
            Err(TryLockError::WouldBlock) if started.elapsed() > patience => return Ok(None),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
        }
    }
}

/// Some drives on other machines know no locks, and say so in one of these ways.
fn knows_no_locks(error: &io::Error) -> bool {
    const NO_LOCKS: i32 = if cfg!(target_os = "linux") { 37 } else { 77 };
    error.kind() == io::ErrorKind::Unsupported || error.raw_os_error() == Some(NO_LOCKS)
}

fn refusal(dir: &Path, fits: impl Fn(&Holder) -> bool) -> Error {
    // Between its lock and its tag a holder has no name yet.
    for _ in 0..40 {
        let holders = holders(dir).unwrap_or_default();
        // Who works alone explains more than who merely looks, and a window more than a command.
        let holder = holders.into_iter().filter(&fits).min_by_key(|holder| {
            (holder.doing == Doing::Open, holder.kind == Kind::Command, holder.since)
        });
        if let Some(holder) = holder {
            return Error::Held(holder);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Error::InUse
}

/// Everybody who has the journal in `dir` just now.
///
/// # Errors
/// The folder cannot be listed.
pub fn holders(dir: &Path) -> io::Result<Vec<Holder>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let Some(holder) = entry.file_name().to_str().and_then(read_tag) else { continue };
        if is_held(&entry.path()) {
            found.push(holder);
        }
    }
    Ok(found)
}

fn is_held(path: &Path) -> bool {
    // Shared, so that two who look do not take each other for the holder.
    let tried = fs::OpenOptions::new().read(true).open(path).map(|tag| tag.try_lock_shared());
    matches!(tried, Ok(Err(TryLockError::WouldBlock)))
}

/// Leaves this program's tag, and takes away those of programs that died.
fn leave_tag(dir: &Path, doing: Doing, now: &Moment) -> io::Result<(PathBuf, File)> {
    for entry in fs::read_dir(dir)?.flatten() {
        let is_tag = entry.file_name().to_str().and_then(read_tag).is_some();
        if is_tag && !is_held(&entry.path()) {
            let _ = fs::remove_file(entry.path());
        }
    }
    // Between its making and its lock somebody may look at a tag, or sweep it away.
    for _ in 0..8 {
        let mut random = [0; 4];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let path = dir.join(tag_name(kind(), doing, now, u32::from_le_bytes(random)));
        let tag = file::open_lock(&path)?;
        if tag.try_lock().is_ok() && path.exists() {
            return Ok((path, tag));
        }
        let _ = fs::remove_file(&path);
    }
    Err(io::ErrorKind::WouldBlock.into())
}

const KINDS: [(Kind, &str); 2] = [(Kind::Window, "window"), (Kind::Command, "command")];
const DOINGS: [(Doing, &str); 5] = [
    (Doing::Open, "open"),
    (Doing::Migrating, "migrate"),
    (Doing::Rekeying, "rekey"),
    (Doing::Restoring, "restore"),
    (Doing::Salvaging, "salvage"),
];

fn word<T: Copy + PartialEq>(words: &[(T, &'static str)], value: T) -> &'static str {
    words.iter().find(|(known, _)| *known == value).map_or("", |(_, word)| word)
}

fn tag_name(kind: Kind, doing: Doing, now: &Moment, random: u32) -> String {
    let (kind, doing) = (word(&KINDS, kind), word(&DOINGS, doing));
    let (at, offset) = (now.at.timestamp(), now.local.offset().local_minus_utc());
    format!("{}{kind}.{doing}.{at}.{offset}.{random:08x}{}", TAG.0, TAG.1)
}

fn read_tag(name: &str) -> Option<Holder> {
    let mut parts = name.strip_prefix(TAG.0)?.strip_suffix(TAG.1)?.split('.');
    let known = parts.next()?;
    let kind = KINDS.iter().find(|(_, word)| *word == known)?.0;
    let known = parts.next()?;
    let doing = DOINGS.iter().find(|(_, word)| *word == known)?.0;
    let at: i64 = parts.next()?.parse().ok()?;
    let offset = FixedOffset::east_opt(parts.next()?.parse().ok()?)?;
    Some(Holder { kind, doing, since: offset.timestamp_opt(at, 0).single()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Moment {
        Moment::parse("2026-11-20T16:42:00+01:00").expect("a moment")
    }

    #[test]
    fn commands_share_and_whoever_changes_the_whole_file_is_alone() {
        let dir = tempfile::tempdir().expect("a folder");
        let one = Hold::share(dir.path(), &now()).expect("the first");
        let two = Hold::share(dir.path(), &now()).expect("and a second beside it");
        let refused = Hold::alone(dir.path(), Doing::Rekeying, &now()).expect_err("two are there");
        assert_eq!(
            refused.to_string(),
            "a `ledgerline` command has had the journal open since 16:42 on 20 November 2026; \
             try again when it is done",
            "who, what and since when"
        );
        drop(one);
        let alone = two.become_alone(Doing::Migrating, &now()).expect("nobody else is there");
        let refused = Hold::share(dir.path(), &now()).expect_err("not now");
        assert!(refused.to_string().contains("up to date since 16:42"), "it says: {refused}");
        let _shared = alone.become_shared(&now()).expect("let in again");
        Hold::share(dir.path(), &now()).expect("others too");
    }

    #[test]
    fn a_tag_says_what_it_was_given_and_a_dead_one_is_swept() {
        let name = tag_name(Kind::Window, Doing::Restoring, &now(), 7);
        let read = read_tag(&name).expect("our own");
        let since = now().local;
        assert_eq!(read, Holder { kind: Kind::Window, doing: Doing::Restoring, since }, "{name}");
        for name in ["held-.lock", "held-window.open.x.0.1.lock", "held-a.b.1.0.1.lock", "x"] {
            assert_eq!(read_tag(name), None, "`{name}` is no tag");
        }
        let dir = tempfile::tempdir().expect("a folder");
        file::write(&dir.path().join(&name), b"").expect("as a killed window leaves it");
        assert_eq!(holders(dir.path()).expect("listed"), Vec::new(), "nobody holds it");
        let _hold = Hold::share(dir.path(), &now()).expect("free");
        assert!(!dir.path().join(name).exists(), "the dead tag is gone");
        assert_eq!(holders(dir.path()).expect("listed").len(), 1, "and only the living is listed");
    }

    #[test]
    fn a_drive_without_locks_is_told_from_a_lock_that_is_taken() {
        assert!(knows_no_locks(&io::ErrorKind::Unsupported.into()), "it says so");
        assert!(!knows_no_locks(&io::ErrorKind::WouldBlock.into()), "somebody has it");
        let refused = Error::Lockless.to_string();
        assert!(refused.contains("keeps no locks"), "and is told: {refused}");
    }

    #[test]
    fn whoever_only_looks_leaves_nothing_and_keeps_a_restore_away() {
        let dir = tempfile::tempdir().expect("a folder");
        let names = || fs::read_dir(dir.path()).expect("listed").count();
        drop(Hold::look(dir.path()).expect("a copy, with no lock in it"));
        assert_eq!(names(), 0, "nothing was left");
        drop(Hold::share(dir.path(), &now()).expect("opened once"));
        let looking = Hold::look(dir.path()).expect("looked at");
        assert_eq!(names(), 1, "the lock alone");
        let refused = Hold::alone(dir.path(), Doing::Restoring, &now()).map(drop);
        assert!(matches!(refused, Err(Error::InUse)), "it is being read: {refused:?}");
        drop(looking);
        Hold::alone(dir.path(), Doing::Restoring, &now()).expect("free again");
    }
}
