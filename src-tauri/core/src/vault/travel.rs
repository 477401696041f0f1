//! A header on its way into a backup: whoever has the copy needs nothing else to open it.

use std::path::Path;

use super::Vault;
use super::copies::{self, HEADER_FILES};
use super::error::VaultError;
use crate::file;

/// Writes the newest header of the vault in `dir` into the folder `to`, all three copies of it,
/// so that opening the folder has nothing to mend there.
///
/// # Errors
/// [`VaultError::Damaged`] or [`VaultError::WrongKey`] when no copy is this vault's own, or a
/// file could not be written.
pub(crate) fn carry_header(dir: &Path, vault: &Vault, to: &Path) -> Result<(), VaultError> {
    let bytes = copies::find(dir)?.genuine(vault)?.to_bytes()?;
    HEADER_FILES.iter().try_for_each(|name| file::write(&to.join(name), &bytes))?;
    Ok(())
}
