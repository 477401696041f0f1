//! This computer's preferences: a small file that is read before any journal opens.

use std::path::Path;

use ledgerline_core::wire::Preferences;

use crate::error::Reply;

/// What the file says; the defaults where there is none, or none that can be read.
pub(crate) fn read(file: &Path) -> Preferences {
    std::fs::read(file)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

/// Keeps `preferences` in the file.
pub(crate) fn write(file: &Path, preferences: &Preferences) -> Reply<()> {
    if let Some(dir) = file.parent() {
        ledgerline_core::file::make_private_dir(dir)?;
    }
    let bytes = serde_json::to_vec_pretty(preferences).map_err(std::io::Error::other)?;
    Ok(ledgerline_core::file::write(file, &bytes)?)
}
