//! Folders that something else writes to behind one's back, where a live journal must not lie.
//!
//! A program that copies files while SQLite writes them copies halves, and puts an older half back
//! later; a network drive breaks the locks that keep two programs apart. Backups may lie there:
//! they are written once, whole.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Component, Path, PathBuf};

use serde::Serialize;

use crate::error::{Error, Result};
use crate::file;

/// Lies in a journal's folder when its owner said that it may lie there.
const ACCEPTED: &str = "synced-is-fine";

/// What writes to a folder behind one's back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum Copier {
    /// Dropbox.
    Dropbox,
    /// OneDrive, a person's or a company's.
    OneDrive,
    /// iCloud Drive.
    ICloud,
    /// Google Drive.
    GoogleDrive,
    /// Syncthing.
    Syncthing,
    /// Nextcloud or ownCloud.
    Nextcloud,
    /// Another program that the system keeps among its clouds.
    Cloud,
    /// A drive on another machine.
    Network,
}

impl fmt::Display for Copier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dropbox => "Dropbox copies this folder",
            Self::OneDrive => "OneDrive copies this folder",
            Self::ICloud => "iCloud Drive copies this folder",
            Self::GoogleDrive => "Google Drive copies this folder",
            Self::Syncthing => "Syncthing copies this folder",
            Self::Nextcloud => "Nextcloud copies this folder",
            Self::Cloud => "a cloud drive copies this folder",
            Self::Network => "this folder lies on a network drive",
        })
    }
}

/// Refuses a folder for a new journal that something else writes to.
///
/// # Errors
/// [`Error::Synced`].
pub fn check(dir: &Path) -> Result<()> {
    found(dir).map_or(Ok(()), |copier| Err(Error::Synced(copier)))
}

/// What writes to the folder of a journal that is there, unless its owner said that it may.
#[must_use]
pub fn endangers(dir: &Path) -> Option<Copier> {
    if dir.join(ACCEPTED).exists() { None } else { found(dir) }
}

/// Remembers that the journal in `dir` may lie where it lies.
///
/// # Errors
/// The folder cannot be written.
pub fn accept(dir: &Path) -> Result<()> {
    if endangers(dir).is_some() {
        file::write(&dir.join(ACCEPTED), b"")?;
    }
    Ok(())
}

/// What writes to `dir`, which need not be there yet; none when nothing is known to.
#[must_use]
pub fn found(dir: &Path) -> Option<Copier> {
    let dir = there(dir);
    by_name(&dir).or_else(|| dir.ancestors().find_map(by_mark)).or_else(|| by_drive(&dir))
}

/// The folder, or the nearest above it that is there, without links and with what is missing.
fn there(dir: &Path) -> PathBuf {
    let whole = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let real = whole.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    match real {
        Some((above, real)) => match whole.strip_prefix(above) {
            Ok(rest) if !rest.as_os_str().is_empty() => real.join(rest),
            _ => real,
        },
        None => whole,
    }
}

/// By the names these programs give to their folders.
fn by_name(dir: &Path) -> Option<Copier> {
    let names: Vec<String> = dir
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect();
    let mut above = "";
    for name in &names {
        if above == "CloudStorage" {
            return Some(named(name).unwrap_or(Copier::Cloud));
        }
        if let Some(copier) = named(name) {
            return Some(copier);
        }
        above = name;
    }
    None
}

fn named(name: &str) -> Option<Copier> {
    let begins = |start: &str| {
        name.strip_prefix(start)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-', '(']))
    };
    Some(match name {
        _ if begins("Dropbox") => Copier::Dropbox,
        _ if begins("OneDrive") => Copier::OneDrive,
        _ if begins("GoogleDrive") || begins("Google Drive") => Copier::GoogleDrive,
        "Mobile Documents" | "iCloudDrive" | "iCloud Drive" | "com~apple~CloudDocs" => {
            Copier::ICloud
        }
        "Nextcloud" | "ownCloud" => Copier::Nextcloud,
        _ => return None,
    })
}

/// By what these programs leave at the top of the folder they copy.
fn by_mark(dir: &Path) -> Option<Copier> {
    const MARKS: [(&str, Copier); 8] = [
        (".stfolder", Copier::Syncthing),
        (".dropbox", Copier::Dropbox),
        (".dropbox.cache", Copier::Dropbox),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", Copier::OneDrive),
        (".tmp.drivedownload", Copier::GoogleDrive),
        (".tmp.driveupload", Copier::GoogleDrive),
        (".nextcloudsync.log", Copier::Nextcloud),
        (".owncloudsync.log", Copier::Nextcloud),
    ];
    // Dropbox keeps its settings in a folder of that name at home, beside what it copies.
    let settings = |mark: &Path| mark.ends_with(".dropbox") && mark.is_dir();
    let marked = |(name, copier): (&str, Copier)| {
        let mark = dir.join(name);
        (mark.symlink_metadata().is_ok() && !settings(&mark)).then_some(copier)
    };
    MARKS.into_iter().find_map(marked).or_else(|| {
        let is_list = |name: &OsStr| {
            let name = name.to_string_lossy();
            (name.starts_with(".sync_") || name.starts_with("._sync_")) && name.ends_with(".db")
        };
        let mut inside = std::fs::read_dir(dir).ok()?.flatten();
        inside.any(|entry| is_list(&entry.file_name())).then_some(Copier::Nextcloud)
    })
}

/// By the file system the folder lies on.
#[cfg(target_os = "linux")]
fn by_drive(dir: &Path) -> Option<Copier> {
    // As `statfs` tells them: NFS, SMB, SMB 2, CIFS, AFS, Coda, Ceph, Lustre.
    const NETWORK: [i64; 8] = [
        0x6969,
        0x517B,
        0xFE53_4D42,
        0xFF53_4D42,
        0x5346_414F,
        0x7375_7245,
        0x00C3_6400,
        0x0BD0_0BD0,
    ];
    const FUSE: i64 = 0x6573_5546;
    let there = dir.ancestors().find(|above| above.exists())?;
    let found = rustix::fs::statfs(there).ok()?;
    #[allow(clippy::unnecessary_cast, clippy::cast_lossless, reason = "its width is the system's")]
    let kind = (found.f_type as i64) & 0xFFFF_FFFF;
    if NETWORK.contains(&kind) {
        return Some(Copier::Network);
    }
    // Behind FUSE there may be another machine or this one's own disk; the mounts say which.
    let mounts = (kind == FUSE).then(|| std::fs::read_to_string("/proc/self/mountinfo").ok())??;
    fuse_is_remote(&mounts, there).then_some(Copier::Network)
}

/// Windows names another machine at the start of the path.
#[cfg(not(target_os = "linux"))]
fn by_drive(dir: &Path) -> Option<Copier> {
    use std::path::Prefix;
    let remote = |prefix: Prefix<'_>| matches!(prefix, Prefix::UNC(..) | Prefix::VerbatimUNC(..));
    match dir.components().next() {
        Some(Component::Prefix(prefix)) if remote(prefix.kind()) => Some(Copier::Network),
        _ => None,
    }
}

/// Whether the FUSE mount that `dir` lies on reaches another machine.
#[cfg(target_os = "linux")]
fn fuse_is_remote(mounts: &str, dir: &Path) -> bool {
    const REMOTE: [&str; 8] =
        ["sshfs", "rclone", "davfs", "s3fs", "curlftpfs", "gvfsd-fuse", "glusterfs", "onedriver"];
    let parts = |line: &str| {
        let (before, after) = line.split_once(" - ")?;
        let point = before.split(' ').nth(4)?.replace("\\040", " ");
        Some((point, after.split(' ').next()?.to_owned()))
    };
    let holding = mounts.lines().filter_map(parts).filter(|(point, _)| dir.starts_with(point));
    // The longest mount point holds the folder; of two at one place, the later.
    let last = holding.max_by_key(|(point, _)| point.len());
    last.is_some_and(|(_, kind)| REMOTE.iter().any(|remote| kind == format!("fuse.{remote}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folders_of_known_programs_are_told_by_name() {
        let of = |dir: &str| by_name(Path::new(dir));
        for (dir, copier) in [
            ("/home/a/Dropbox/journal", Copier::Dropbox),
            ("/home/a/Dropbox (Acme)/x/journal", Copier::Dropbox),
            ("/Users/a/OneDrive - Acme/journal", Copier::OneDrive),
            ("/Users/a/Library/CloudStorage/OneDrive-Acme/journal", Copier::OneDrive),
            ("/Users/a/Library/CloudStorage/GoogleDrive-a@b.c/My Drive/x", Copier::GoogleDrive),
            ("/Users/a/Library/CloudStorage/Box-Box/journal", Copier::Cloud),
            ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/j", Copier::ICloud),
            ("/home/a/Nextcloud/journal", Copier::Nextcloud),
        ] {
            assert_eq!(of(dir), Some(copier), "`{dir}`");
        }
        for dir in ["/home/a/journal", "/home/dropboxer/journal", "/home/a/OneDriver/journal"] {
            assert_eq!(of(dir), None, "`{dir}` is nobody's");
        }
    }

    #[test]
    fn a_mark_above_tells_and_a_link_hides_nothing() {
        let home = tempfile::tempdir().expect("a folder");
        let synced = home.path().join("papers");
        std::fs::create_dir_all(synced.join(".stfolder")).expect("Syncthing's mark");
        let inside = synced.join("2026/journal");
        assert_eq!(found(&inside), Some(Copier::Syncthing), "though the folder is not there yet");
        assert_eq!(found(&home.path().join("journal")), None, "beside it is fine");
        std::fs::create_dir(home.path().join(".dropbox")).expect("Dropbox's settings");
        assert_eq!(found(&home.path().join("journal")), None, "they copy nothing");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&synced, home.path().join("link")).expect("a link");
            let through = home.path().join("link/journal");
            assert_eq!(found(&through), Some(Copier::Syncthing), "a link leads there all the same");
        }
        let cloud = home.path().join("cloud");
        std::fs::create_dir(&cloud).expect("a folder");
        crate::file::write(&cloud.join(".sync_1a2b3c.db"), b"").expect("Nextcloud's list");
        assert_eq!(found(&cloud.join("journal")), Some(Copier::Nextcloud), "told by its list");
        let refused = check(&cloud).expect_err("a new journal must not lie there").to_string();
        assert!(refused.contains("Nextcloud") && refused.contains("backup"), "{refused}");
        assert_eq!(endangers(&cloud), Some(Copier::Nextcloud), "one that is there is told");
        accept(&cloud).expect("kept there all the same");
        assert_eq!(endangers(&cloud), None, "and not told again");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_mount_over_the_network_is_told_from_one_of_this_machine() {
        let mounts = "36 35 0:3 / / rw - ext4 /dev/a rw\n\
            40 36 0:9 / /home/a/far rw - fuse.sshfs b:/ rw\n\
            41 36 0:9 / /home/a/my\\040vault rw - fuse.gocryptfs c rw\n";
        assert!(fuse_is_remote(mounts, Path::new("/home/a/far/journal")), "another machine");
        assert!(!fuse_is_remote(mounts, Path::new("/home/a/my vault/j")), "this machine's disk");
    }
}
