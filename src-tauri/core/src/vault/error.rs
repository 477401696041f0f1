//! Why a vault did not open, in the states a person can tell apart.

use std::io;

use super::keychain::KeychainError;
use super::recovery::RecoveryError;
use super::slot::SlotKind;

/// What stands between a person and their journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is here: a journal can be created.
    NoJournal,
    /// A journal is here and waits for one of its ways in.
    Locked,
    /// The journal may open from the keychain, and the keychain does not answer. The other ways
    /// in still work.
    KeychainUnavailable,
    /// A key was offered and does not belong to this journal.
    WrongKey,
    /// The journal's header is broken in every copy. No key is to blame.
    Damaged,
}

/// Why something about the vault did not work. Carries no secret and nothing the user wrote.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// There is no vault in this folder.
    #[error("there is no journal here")]
    NoJournal,
    /// A vault, a copy of one, or a database is here already, and is never replaced.
    #[error("there is a journal here already")]
    Exists,
    /// The key opens no slot of its kind. Says nothing about which part was wrong.
    #[error("that did not open it")]
    WrongKey,
    /// The vault has no such way in.
    #[error("this journal has no `{0}` to open it with")]
    NoSlot(SlotKind),
    /// The only way in left; without it the journal would be lost.
    #[error("`{0}` is the only way in")]
    LastSlot(SlotKind),
    /// The slot is there and its key is gone from the keychain.
    #[error("the keychain no longer holds the key of this journal")]
    KeychainEmpty,
    /// The keychain gave no answer.
    #[error("the keychain is not available")]
    Keychain(#[from] KeychainError),
    /// No copy of the header is as it was written.
    #[error("the vault header is damaged")]
    Damaged,
    /// Written by a later version, which knows more than this one.
    #[error("the vault has format `{0}`, which this version does not know")]
    Newer(u32),
    /// An empty passphrase protects nothing.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// The recovery words could not be read.
    #[error("the recovery words could not be read")]
    Recovery(#[from] RecoveryError),
    /// The inbox takes lines, not archives.
    #[error("the text is too long to seal")]
    TooLong,
    /// Not even the least memory that key derivation may use is free.
    #[error("there is not enough memory to derive the key")]
    Memory,
    /// The system gave no random bytes, or refused a primitive.
    #[error("the system's cryptography failed")]
    Crypto,
    /// Another process is changing the vault and did not finish in time.
    #[error("the vault is in use")]
    Busy,
    /// A file could not be read or written.
    #[error("the vault's files could not be used")]
    Io(#[source] io::Error),
}

impl VaultError {
    /// The state this error shows the user, where it shows one: a full disk is not a state of
    /// the journal.
    #[must_use]
    pub fn state(&self) -> Option<State> {
        match self {
            Self::NoJournal => Some(State::NoJournal),
            Self::WrongKey | Self::Keychain(KeychainError::Unreadable) => Some(State::WrongKey),
            Self::NoSlot(_) | Self::KeychainEmpty | Self::EmptyPassphrase | Self::Recovery(_) => {
                Some(State::Locked)
            }
            Self::Keychain(_) => Some(State::KeychainUnavailable),
            Self::Damaged => Some(State::Damaged),
            Self::Exists
            | Self::LastSlot(_)
            | Self::Newer(_)
            | Self::TooLong
            | Self::Memory
            | Self::Crypto
            | Self::Busy
            | Self::Io(_) => None,
        }
    }
}

impl From<io::Error> for VaultError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::WouldBlock => Self::Busy,
            _ => Self::Io(error),
        }
    }
}
