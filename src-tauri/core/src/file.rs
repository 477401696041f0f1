//! The one way a whole file is written: beside the old one, synced, then put in its place.
//!
//! Whatever goes wrong (a full disk, a kill, a power cut), the name holds either all of the old
//! bytes or all of the new ones. Files are readable by their owner alone.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::NamedTempFile;

/// How an unfinished file ends. A kill can leave one behind; nothing ever reads it.
const UNFINISHED: &str = ".tmp";

/// How long one process waits for another to let go of a [`Lock`].
const PATIENCE: Duration = Duration::from_secs(10);

/// Puts `bytes` at `path`, replacing what is there.
///
/// When this returns `Ok`, the bytes are on the disk under that name.
///
/// # Errors
/// Whatever the system says; the old file is then still whole.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_with(path, |file| file.write_all(bytes))
}

/// Like [`write`], for content that is too long to hold or is produced in steps.
///
/// # Errors
/// Whatever the system or `fill` says; the old file is then still whole.
pub fn write_with(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let path = behind_link(path);
    let unfinished = fill_beside(&path, fill)?;
    unfinished.persist(&path).map_err(|error| error.error)?;
    sync_dir(parent(&path))
}

/// Like [`write`], but reads what it wrote and asks `check` before it puts it in its place.
///
/// # Errors
/// Whatever `check` or the system says; the old file is then still whole, and the new one gone.
pub fn write_checked<E: From<io::Error>>(
    path: &Path,
    bytes: &[u8],
    check: impl FnOnce(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let path = behind_link(path);
    let unfinished = fill_beside(&path, |file| file.write_all(bytes))?;
    check(&fs::read(unfinished.path())?)?;
    unfinished.persist(&path).map_err(|error| error.error)?;
    Ok(sync_dir(parent(&path))?)
}

/// Like [`write`], but refuses when something already has that name.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`], or whatever the system says.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = fill_beside(path, |file| file.write_all(bytes))?;
    unfinished.persist_noclobber(path).map_err(|error| error.error)?;
    sync_dir(parent(path))
}

/// Removes the file and makes its absence durable. A file that is not there is no error.
///
/// # Errors
/// Whatever the system says.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
        Ok(()) => sync_dir(parent(path)),
    }
}

/// Removes what killed writers of `path` left beside it.
///
/// Only for callers that hold a lock which every writer of `path` takes: without it this could
/// take the file from under a writer that is still at work.
///
/// # Errors
/// The folder cannot be listed, or a leftover cannot be removed.
pub fn sweep(path: &Path) -> io::Result<()> {
    let start = unfinished_prefix(path);
    for found in fs::read_dir(parent(path))? {
        let found = found?;
        let name = found.file_name();
        let name = name.as_encoded_bytes();
        let ours =
            name.starts_with(start.as_encoded_bytes()) && name.ends_with(UNFINISHED.as_bytes());
        if ours {
            remove(&found.path())?;
        }
    }
    Ok(())
}

/// Whether there is room beside `path` for so many bytes more: they are written and go again.
///
/// # Errors
/// [`io::ErrorKind::StorageFull`], or whatever else the system says.
pub(crate) fn try_room(path: &Path, bytes: u64) -> io::Result<()> {
    fill_beside(path, |file| io::copy(&mut io::repeat(0).take(bytes), file).map(drop)).map(drop)
}

/// Makes the folder, and any above it that are missing, for its owner alone. A folder that is
/// already there keeps its permissions unless it is empty: it may hold more than a journal.
///
/// # Errors
/// Whatever the system says.
pub fn make_private_dir(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        let empty = match fs::read_dir(dir) {
            Ok(mut inside) => inside.next().is_none(),
            Err(_) => false,
        };
        if empty {
            // Some file systems have no permissions to set; the files in it are private anyway.
            let _ = fs::set_permissions(dir, fs::Permissions::from_mode(0o700));
        }
        builder.mode(0o700);
    }
    builder.create(dir)?;
    match sync_dir(parent(dir)) {
        // A folder above may be one that this user can pass through and not read.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        other => other,
    }
}

/// Makes the names in a folder durable. Windows keeps them without being asked.
///
/// # Errors
/// Whatever the system says.
pub fn sync_dir(dir: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}

/// Opens a file for appending, creating it for its owner alone. Says whether it is new; a new
/// name is durable only after [`sync_dir`].
///
/// # Errors
/// Whatever the system says.
pub(crate) fn open_to_append(path: &Path) -> io::Result<(File, bool)> {
    let mut options = OpenOptions::new();
    options.append(true).read(true);
    match options.open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        other => return other.map(|file| (file, false)),
    }
    private(&mut options).create(true).open(path).map(|file| (file, true))
}

/// Takes a file that others may read away from them. Some file systems have no permissions to
/// set; the folder is private anyway.
pub(crate) fn keep_private(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let open = |found: fs::Metadata| found.permissions().mode() & 0o077 != 0;
        if fs::metadata(path).is_ok_and(open) {
            let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o600));
        }
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// Makes an empty file for its owner alone, in place of what is there; what is written to it is
/// durable only once it is synced.
///
/// # Errors
/// Whatever the system says.
pub(crate) fn empty_private(path: &Path) -> io::Result<File> {
    private(OpenOptions::new().write(true).create(true).truncate(true)).open(path)
}

/// An advisory lock between processes, held until dropped. The system releases it when the
/// holder dies.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code, reason = "held for its drop")] File);

impl Lock {
    /// Takes the lock file at `path`, waiting a few seconds for another holder.
    ///
    /// # Errors
    /// [`io::ErrorKind::WouldBlock`] when another process kept it, or whatever the system says.
    pub fn take(path: &Path) -> io::Result<Self> {
        let file = open_lock(path)?;
        let started = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::Error(error)) => return Err(error),
                Err(TryLockError::WouldBlock) if started.elapsed() > PATIENCE => {
                    return Err(io::ErrorKind::WouldBlock.into());
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(2)),
            }
        }
    }

    /// Takes the lock only if nobody has it.
    ///
    /// # Errors
    /// [`io::ErrorKind::WouldBlock`] when another holder has it, or whatever the system says.
    pub fn try_take(path: &Path) -> io::Result<Self> {
        let file = open_lock(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::Error(error)) => Err(error),
            Err(TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
        }
    }
}

/// Opens the file of a lock, making it when it is not there.
pub(crate) fn open_lock(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    private(&mut options).read(true).write(true).create(true).truncate(false).open(path)
}

fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

fn fill_beside(
    path: &Path,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<NamedTempFile> {
    // The same folder is the same file system, so the rename cannot turn into a copy.
    let mut unfinished = tempfile::Builder::new()
        .prefix(&unfinished_prefix(path))
        .suffix(UNFINISHED)
        .tempfile_in(parent(path))?;
    fill(unfinished.as_file_mut())?;
    unfinished.as_file().sync_all()?;
    Ok(unfinished)
}

fn unfinished_prefix(path: &Path) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(path.file_name().unwrap_or_default());
    prefix.push(".");
    prefix
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    }
}

/// A rename over a link would replace the link; the user meant the file it points to.
fn behind_link(path: &Path) -> PathBuf {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => {
            fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
        }
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(dir: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(dir)
            .expect("a folder")
            .map(|found| found.expect("a name").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_write_that_fails_half_way_leaves_the_old_file_and_no_litter() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("export.md");
        write(&path, b"old").expect("first write");
        let outcome = write_with(&path, |file| {
            file.write_all(b"half of the n")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!(
            outcome.map_err(|error| error.kind()),
            Err(io::ErrorKind::StorageFull),
            "the reason reaches the caller"
        );
        assert_eq!(fs::read(&path).expect("still there"), b"old", "the old file survives");
        assert_eq!(names(dir.path()), ["export.md"], "no unfinished file stays");
    }

    #[test]
    fn what_a_killed_writer_left_is_never_read_and_can_be_swept() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("vault.json");
        write(&path, b"whole").expect("a write");
        // A kill between the write and the rename leaves exactly this.
        let torn = fill_beside(&path, |file| file.write_all(b"to")).expect("a temporary file");
        torn.keep().expect("left behind");
        let other = dir.path().join(".other.json.x.tmp");
        write(&other, b"not ours").expect("a bystander");
        assert_eq!(fs::read(&path).expect("readable"), b"whole", "leftovers change nothing");
        sweep(&path).expect("swept");
        assert_eq!(
            names(dir.path()),
            [".other.json.x.tmp", "vault.json"],
            "only leftovers of this very file go"
        );
    }

    #[test]
    fn write_new_never_replaces() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("vault.json");
        write_new(&path, b"first").expect("nothing was there");
        let second = write_new(&path, b"second").map_err(|error| error.kind());
        assert_eq!(second, Err(io::ErrorKind::AlreadyExists), "the name was taken");
        assert_eq!(fs::read(&path).expect("readable"), b"first", "the first stays");
        assert_eq!(names(dir.path()).len(), 1, "the refused file is gone");
    }

    #[cfg(unix)]
    #[test]
    fn files_and_folders_are_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        let outer = tempfile::tempdir().expect("a folder");
        let dir = outer.path().join("a/journal");
        make_private_dir(&dir).expect("made");
        assert_eq!(mode(&dir), 0o700, "no one else may list it");
        let (empty, used) = (outer.path().join("empty"), outer.path().join("used"));
        for dir in [&empty, &used] {
            fs::create_dir(dir).expect("made");
            fs::set_permissions(dir, fs::Permissions::from_mode(0o755)).expect("opened to all");
        }
        fs::create_dir(used.join("something")).expect("made");
        make_private_dir(&empty).expect("there");
        make_private_dir(&used).expect("there");
        assert_eq!(mode(&empty), 0o700, "an empty folder is made private");
        assert_eq!(mode(&used), 0o755, "a folder that holds more than a journal is left alone");
        let path = dir.join("vault.json");
        write(&path, b"x").expect("written");
        assert_eq!(mode(&path), 0o600, "no one else may read it");
        drop(Lock::take(&dir.join("vault.lock")).expect("free"));
        assert_eq!(mode(&dir.join("vault.lock")), 0o600, "a lock file too");
    }

    #[cfg(unix)]
    #[test]
    fn a_write_goes_through_a_link() {
        let dir = tempfile::tempdir().expect("a folder");
        let (real, link) = (dir.path().join("real.md"), dir.path().join("link.md"));
        write(&real, b"old").expect("written");
        std::os::unix::fs::symlink(&real, &link).expect("linked");
        write(&link, b"new").expect("written");
        assert_eq!(fs::read(&real).expect("there"), b"new", "the file behind the link changed");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink(), "the link stays one");
    }

    #[test]
    fn a_lock_keeps_others_out_until_it_is_dropped() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("vault.lock");
        let held = Lock::take(&path).expect("free");
        assert_eq!(
            Lock::try_take(&path).map_err(|error| error.kind()).err(),
            Some(io::ErrorKind::WouldBlock),
            "held elsewhere"
        );
        drop(held);
        assert!(Lock::try_take(&path).is_ok(), "free again");
    }
}
