//! Drafts typed while the journal is locked: sealed like the inbox's lines, one file for each
//! process that writes them, replaced as the typing goes on.
//!
//! To file them: [`read`], commit, then [`remove`]. A file that does not open stays where it is.

use std::fs;
use std::path::{Path, PathBuf};

use uuid::Uuid;
use zeroize::Zeroizing;

use super::Vault;
use super::error::VaultError;
use super::inbox::{self, Recipient};
use crate::file;

const BEGINS: &str = "drafts-";
const ENDS: &str = ".sealed";

/// What was sealed in a file, and the file.
pub type Opened = (Zeroizing<Vec<u8>>, PathBuf);

/// Names the file of one process. Each run takes a new one, so that none replaces what an
/// earlier run left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraftFile(Uuid);

impl DraftFile {
    /// A name nobody has used.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn new() -> Result<Self, VaultError> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|_| VaultError::Crypto)?;
        Ok(Self(Uuid::from_bytes(bytes)))
    }

    fn path(self, dir: &Path) -> PathBuf {
        dir.join(format!("{BEGINS}{}{ENDS}", self.0.simple()))
    }
}

/// Seals `payload` in place of what this process sealed before; an empty one removes the file.
///
/// # Errors
/// The file could not be written; the earlier one is then still whole.
pub fn seal(
    dir: &Path,
    recipient: &Recipient,
    file: DraftFile,
    payload: &[u8],
) -> Result<(), VaultError> {
    if payload.is_empty() {
        return Ok(file::remove(&file.path(dir))?);
    }
    Ok(file::write(&file.path(dir), &inbox::encrypt(recipient, payload)?)?)
}

/// Every sealed file that opens, with the path to [`remove`].
///
/// # Errors
/// The folder could not be read.
pub fn read(dir: &Path, vault: &Vault) -> Result<Vec<Opened>, VaultError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with(BEGINS) && name.ends_with(ENDS) {
            let opened = inbox::decrypt(vault, &fs::read(&path)?);
            found.extend(opened.map(|payload| (payload, path)));
        }
    }
    Ok(found)
}

/// Removes a file whose drafts were filed.
///
/// # Errors
/// The file could not be removed; its drafts then come again.
pub fn remove(path: &Path) -> Result<(), VaultError> {
    Ok(file::remove(path)?)
}
