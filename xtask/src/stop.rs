//! Why a task ended early, and the exit code that says so.

use std::fmt;

/// A task's end before its end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// A step ran and failed.
    Failed(String),
    /// A step failed and has said so itself, as its last word.
    Told,
    /// The command line was wrong.
    Usage(String),
    /// This machine lacks something that was not, or could not be, installed.
    Missing(String),
}

impl Stop {
    /// The process's exit code.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Failed(_) | Self::Told => 1,
            Self::Usage(_) => 2,
            Self::Missing(_) => 3,
        }
    }

    /// A file or folder could not be read or written.
    pub(crate) fn io(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |error| Self::Failed(format!("{}: {error}", path.display()))
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(why) | Self::Usage(why) | Self::Missing(why) => f.write_str(why),
            Self::Told => Ok(()),
        }
    }
}
