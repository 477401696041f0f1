//! Where agents listen: a folder nobody else may enter.
#![cfg(unix)]

use std::fs::{self, DirBuilder};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use ledgerline_core::vault::VaultId;
use rustix::process::geteuid;

/// The longest path every Unix takes for a socket.
const LONGEST: usize = 103;

/// The socket of the agent of this vault.
pub(super) fn socket(vault: VaultId) -> io::Result<PathBuf> {
    let path = folder().join(format!("{}.sock", vault.0.simple()));
    if path.as_os_str().len() > LONGEST {
        return Err(io::Error::new(ErrorKind::InvalidInput, "the path of the socket is too long"));
    }
    Ok(path)
}

/// The session's own folder where the system has one; it goes with the session. Else a folder
/// of ours among the temporary files.
fn folder() -> PathBuf {
    let session = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    match session.filter(|dir| dir.is_absolute() && is_ours(dir)) {
        Some(dir) => dir.join("ledgerline"),
        None => std::env::temp_dir().join(format!("ledgerline-{}", geteuid().as_raw())),
    }
}

/// Makes the socket's folder if need be.
pub(super) fn make(socket: &Path) -> io::Result<()> {
    let Some(folder) = socket.parent() else { return Err(ErrorKind::InvalidInput.into()) };
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    check(socket)
}

/// The socket's folder is ours alone. Among temporary files somebody else may have made it first,
/// and whoever owns the folder could stand in for the agent.
pub(super) fn check(socket: &Path) -> io::Result<()> {
    let Some(folder) = socket.parent() else { return Err(ErrorKind::InvalidInput.into()) };
    let found = fs::symlink_metadata(folder)?;
    let private = found.is_dir() && found.uid() == geteuid().as_raw() && found.mode() & 0o077 == 0;
    if private {
        return Ok(());
    }
    Err(io::Error::new(
        ErrorKind::PermissionDenied,
        format!("`{}` can be entered by others", folder.display()),
    ))
}

fn is_ours(dir: &Path) -> bool {
    fs::metadata(dir).is_ok_and(|found| found.is_dir() && found.uid() == geteuid().as_raw())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_folder_others_can_enter_is_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        let socket = dir.path().join("ours").join("a.sock");
        make(&socket).expect("a fresh folder is private");
        let folder = socket.parent().expect("it has one");
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).expect("ours to change");
        let refused = check(&socket).map_err(|error| error.kind());
        assert_eq!(refused, Err(ErrorKind::PermissionDenied), "others could reach the socket");
    }

    #[test]
    fn a_link_is_no_folder_of_ours() {
        let dir = tempfile::tempdir().expect("a folder");
        let link = dir.path().join("link");
        std::os::unix::fs::symlink(dir.path(), &link).expect("linked");
        let refused = check(&link.join("a.sock")).map_err(|error| error.kind());
        assert_eq!(refused, Err(ErrorKind::PermissionDenied), "a link can be turned elsewhere");
    }
}
