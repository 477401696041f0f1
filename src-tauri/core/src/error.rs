//! What can go wrong, in sentences that hold nothing the user wrote.

use crate::hold::Holder;
use crate::synced::Copier;
use crate::vault::{State, VaultError};

/// What a caller may need to branch on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// Nothing has this id.
    NotFound,
    /// Somebody else changed it in the meantime.
    Stale,
    /// The input does not fit.
    BadInput,
    /// The journal is locked.
    Locked,
    /// The key does not open this journal.
    WrongKey,
    /// The keychain does not answer.
    KeychainUnavailable,
    /// The journal is damaged.
    Damaged,
    /// The journal was written by a newer version.
    Newer,
    /// Another process is writing.
    InUse,
    /// There is no room left.
    DiskFull,
    /// The folder cannot be written to.
    ReadOnly,
    /// There is a journal here already.
    Exists,
    /// There is no journal here.
    NoJournal,
    /// A packet waits for an answer about what may leave.
    Unresolved,
    /// A written file held what had to stay out, and was not delivered.
    Withheld,
    /// Something else writes to the folder.
    Synced,
    /// Reading or writing failed otherwise.
    Io,
}

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing has this id.
    #[error("there is no {0} with this id")]
    NotFound(&'static str),
    /// More than one thing begins with this.
    #[error("more than one {0} begins with this id; give more of it")]
    Ambiguous(&'static str),
    /// The revision edited is no longer the newest.
    #[error("this {0} was changed elsewhere in the meantime; look at it again before saving")]
    Stale(&'static str),
    /// The input does not fit.
    #[error("{0}")]
    BadInput(String),
    /// Something about keys.
    #[error(transparent)]
    Vault(VaultError),
    /// The file does not hold what it should.
    #[error("the journal is damaged: {0}")]
    Damaged(String),
    /// The schema is newer than this program.
    #[error("the journal has schema {found}, this version knows {known}; nothing was touched")]
    Newer {
        /// The file's schema.
        found: u32,
        /// The newest schema known here.
        known: u32,
    },
    /// Another process holds the journal.
    #[error("another program is writing to the journal; try again in a moment")]
    InUse,
    /// Somebody known has the journal, and keeps out what was asked for.
    #[error("{0}")]
    Held(Holder),
    /// The drive cannot keep two programs apart.
    #[error(
        "the drive of this folder keeps no locks, so two programs could damage the journal; keep \
         it on a drive of this computer, and let its backups go there instead"
    )]
    Lockless,
    /// Something else writes to the folder that a new journal was to have.
    #[error(
        "{0}, which would damage a journal at work; keep the journal in a folder of this computer \
         alone, and let its backups go there instead"
    )]
    Synced(Copier),
    /// There is no room left on the disk.
    #[error("the disk is full; what you typed is still here")]
    DiskFull,
    /// The folder cannot be written to.
    #[error("the journal's folder cannot be written to")]
    ReadOnly,
    /// The disk refused to read or write, for a reason of its own.
    #[error(
        "the disk did not take or give what the journal asked of it; what you typed is still here"
    )]
    Disk,
    /// Reading or writing failed.
    #[error("a file could not be read or written: {0}")]
    Io(std::io::ErrorKind),
    /// A row would point nowhere, or stand twice.
    #[error("the change does not fit what is stored")]
    Constraint,
    /// A packet waits for answers.
    #[error("{0} in this packet needs an answer before it can leave; nothing was written")]
    Unresolved(String),
    /// The gate found something withheld in the file that was to leave.
    #[error("the file was not delivered: {0}")]
    Withheld(String),
    /// The store answered something unexpected.
    #[error("the store failed: {0}")]
    Store(String),
}

/// Shorthand for a result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<VaultError> for Error {
    fn from(error: VaultError) -> Self {
        match error {
            // A full disk is a full disk, whichever file met it.
            VaultError::Io(error) => error.into(),
            error => Self::Vault(error),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => {
                Self::ReadOnly
            }
            kind => Self::Io(kind),
        }
    }
}

impl Error {
    /// What a caller may need to branch on.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::NotFound(_) => Code::NotFound,
            Self::Ambiguous(_) | Self::BadInput(_) => Code::BadInput,
            Self::Stale(_) => Code::Stale,
            Self::Unresolved(_) => Code::Unresolved,
            Self::Withheld(_) => Code::Withheld,
            Self::Vault(error) => vault_code(error),
            Self::Damaged(_) => Code::Damaged,
            Self::Newer { .. } => Code::Newer,
            Self::InUse | Self::Held(_) => Code::InUse,
            Self::DiskFull => Code::DiskFull,
            Self::ReadOnly => Code::ReadOnly,
            Self::Lockless | Self::Synced(_) => Code::Synced,
            Self::Disk | Self::Io(_) | Self::Store(_) | Self::Constraint => Code::Io,
        }
    }
}

fn vault_code(error: &VaultError) -> Code {
    match error {
        VaultError::Exists => Code::Exists,
        VaultError::Newer(_) => Code::Newer,
        VaultError::Busy => Code::InUse,
        VaultError::EmptyPassphrase | VaultError::Recovery(_) | VaultError::TooLong => {
            Code::BadInput
        }
        VaultError::Io(error) if error.kind() == std::io::ErrorKind::StorageFull => Code::DiskFull,
        VaultError::Io(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            Code::ReadOnly
        }
        _ => match error.state() {
            Some(State::NoJournal) => Code::NoJournal,
            Some(State::Locked) => Code::Locked,
            Some(State::KeychainUnavailable) => Code::KeychainUnavailable,
            Some(State::WrongKey) => Code::WrongKey,
            Some(State::Damaged) => Code::Damaged,
            None => Code::Io,
        },
    }
}
