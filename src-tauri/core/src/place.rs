//! Where the journal lives, when nobody has said: one answer for the window and the command line.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The environment variable that names a journal's folder.
pub const VARIABLE: &str = "LEDGERLINE_JOURNAL";

/// The journal's folder.
///
/// `asked` is what was asked for by hand (`--journal DIR`), `variable` the value of
/// [`VARIABLE`], and `data` this user's folder for data that stays on this machine
/// (`directories::BaseDirs::data_local_dir`; never the roaming one, since a live journal must not
/// sit in a folder that is copied behind its back). An empty value counts as absent.
///
/// None when nothing was asked for and the system knows no data folder.
#[must_use]
pub fn journal_dir(
    asked: Option<&Path>,
    variable: Option<&OsStr>,
    data: Option<&Path>,
) -> Option<PathBuf> {
    let asked = asked.filter(|dir| !dir.as_os_str().is_empty()).map(Path::to_path_buf);
    let variable = variable.filter(|dir| !dir.is_empty()).map(PathBuf::from);
    asked.or(variable).or_else(|| data.map(|data| data.join("ledgerline").join("journal")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_wins_over_the_variable_and_that_over_the_default() {
        let (asked, variable, data) = (Path::new("/a"), OsStr::new("/b"), Path::new("/c"));
        let found = journal_dir(Some(asked), Some(variable), Some(data));
        assert_eq!(found, Some(PathBuf::from("/a")), "the flag is the most deliberate");
        let found = journal_dir(None, Some(variable), Some(data));
        assert_eq!(found, Some(PathBuf::from("/b")), "the variable is next");
        let found = journal_dir(None, None, Some(data));
        assert_eq!(found, Some(Path::new("/c").join("ledgerline").join("journal")), "then data");
    }

    #[test]
    fn an_empty_value_names_no_folder() {
        let found = journal_dir(Some(Path::new("")), Some(OsStr::new("")), Some(Path::new("/c")));
        assert!(
            found.is_some_and(|dir| dir.starts_with("/c")),
            "an empty variable must not mean the current folder"
        );
        assert_eq!(journal_dir(None, None, None), None, "there is nothing to guess from");
    }
}
