//! Every way a command can fail, with its sentence and its exit code.

use std::io::{self, Write};
use std::process::ExitCode;

use ledgerline_core::error::{Code, Error};
use ledgerline_core::vault::VaultError;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It could not be done, for the reason given.
    Failed(String),
    /// The arguments do not fit together, although each was well formed.
    Usage(String),
    /// There is no key at hand.
    Locked(String),
    /// The journal, or something in it, is damaged.
    Damaged(String),
    /// Another program holds what is needed.
    InUse(String),
    /// Whoever was reading has gone. Not worth a word, as with `head`.
    ReaderGone,
}

/// What a command gives back.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// Says why on standard error and gives the exit code.
    pub(crate) fn tell(&self) -> ExitCode {
        if !matches!(self, Self::ReaderGone) {
            warn(self.sentence());
        }
        ExitCode::from(self.code())
    }

    fn code(&self) -> u8 {
        match self {
            Self::ReaderGone => 0,
            Self::Failed(_) => 1,
            Self::Usage(_) => 2,
            Self::Locked(_) => 3,
            Self::Damaged(_) => 4,
            Self::InUse(_) => 5,
        }
    }

    /// What is wrong and what to do about it.
    pub(crate) fn sentence(&self) -> &str {
        match self {
            Self::Failed(sentence)
            | Self::Usage(sentence)
            | Self::Locked(sentence)
            | Self::Damaged(sentence)
            | Self::InUse(sentence) => sentence,
            Self::ReaderGone => "the reader has gone",
        }
    }
}

/// One line on standard error. When even that is closed there is nobody left to tell.
pub(crate) fn warn(sentence: &str) {
    drop(writeln!(io::stderr(), "ledgerline: {sentence}"));
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let said = error.to_string();
        match error.code() {
            Code::Locked => Self::Locked(format!(
                "{said}; give the passphrase in LEDGERLINE_PASSPHRASE or run `ledgerline vault unlock`"
            )),
            Code::WrongKey => {
                Self::Locked(format!("{said}: the passphrase or words are not this journal's"))
            }
            Code::KeychainUnavailable => Self::Locked(format!(
                "{said}; give the passphrase in LEDGERLINE_PASSPHRASE instead"
            )),
            Code::Damaged => Self::Damaged(format!("{said}; run `ledgerline doctor`")),
            Code::InUse => Self::InUse(said),
            Code::Synced => {
                Self::Failed(format!("{said}; --synced-is-fine makes it there all the same"))
            }
            Code::NoJournal => Self::Failed(format!(
                "{said}; make one with `ledgerline init`, or name its folder with --journal"
            )),
            Code::Exists => Self::Failed(format!(
                "{said}, and it is never replaced; name another folder with --journal"
            )),
            Code::Newer => Self::Failed(format!(
                "{said}; `ledgerline export --read-only` takes out what it holds"
            )),
            Code::NotFound
            | Code::Stale
            | Code::BadInput
            | Code::DiskFull
            | Code::ReadOnly
            | Code::Unresolved
            | Code::Withheld
            | Code::Io => Self::Failed(said),
        }
    }
}

/// Why the system did not read or write, in plain words where it has none.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        _ => error.to_string(),
    }
}

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Self {
        Error::from(error).into()
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Self::Failed(format!("reading or writing failed: {}", reason(&error))),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        match error.io_error_kind() {
            Some(io::ErrorKind::BrokenPipe) => Self::ReaderGone,
            _ => Self::Failed("the answer could not be written as JSON".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_of_the_journal_has_the_promised_exit_code() {
        let code = |error: Error| Failure::from(error).code();
        assert_eq!(code(Error::NotFound("entry")), 1, "nothing has this id");
        assert_eq!(code(Error::DiskFull), 1, "it could not be done");
        assert_eq!(code(Error::Vault(VaultError::NoJournal)), 1, "nothing is there");
        assert_eq!(code(Error::Vault(VaultError::Exists)), 1, "something is there");
        assert_eq!(code(Error::Vault(VaultError::WrongKey)), 3, "no key that fits");
        assert_eq!(code(Error::Vault(VaultError::KeychainEmpty)), 3, "no key");
        assert_eq!(code(Error::Vault(VaultError::Damaged)), 4, "a broken header");
        assert_eq!(code(Error::Damaged("page 3".to_owned())), 4, "a broken file");
        assert_eq!(code(Error::InUse), 5, "somebody else is writing");
        assert_eq!(code(Error::Vault(VaultError::Busy)), 5, "or changing the vault");
    }

    #[test]
    fn a_reader_that_left_is_no_failure_and_a_full_disk_is_one() {
        let code = |kind: io::ErrorKind| Failure::from(io::Error::from(kind)).code();
        assert_eq!(code(io::ErrorKind::BrokenPipe), 0, "as with `head`");
        assert_eq!(code(io::ErrorKind::StorageFull), 1, "what was asked for did not arrive");
    }
}
