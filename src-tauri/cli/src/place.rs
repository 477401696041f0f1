//! Which journal is meant.

use std::path::{Path, PathBuf};

use directories::BaseDirs;
use ledgerline_core::place::{VARIABLE, journal_dir};

use crate::failure::{Failure, Outcome};

/// The journal's folder: `--journal`, else `LEDGERLINE_JOURNAL`, else this user's own.
pub(crate) fn journal(asked: Option<&Path>) -> Outcome<PathBuf> {
    let base = BaseDirs::new();
    let data = base.as_ref().map(BaseDirs::data_local_dir);
    let found = journal_dir(asked, std::env::var_os(VARIABLE).as_deref(), data);
    found.ok_or_else(|| {
        Failure::Failed(format!(
            "this system names no folder for data; name the journal with --journal or {VARIABLE}"
        ))
    })
}
