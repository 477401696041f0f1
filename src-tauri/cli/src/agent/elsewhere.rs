//! No agent on this system yet.

use std::io::{self, ErrorKind};
use std::time::Duration;

use ledgerline_core::vault::{Key, Vault, VaultId};

fn missing() -> io::Error {
    io::Error::new(
        ErrorKind::Unsupported,
        "keeping a journal unlocked for a while is not available on this system yet; \
         `ledgerline vault keychain on` lets the system's own keychain open it",
    )
}

pub(crate) fn key(_vault: VaultId) -> Option<Key> {
    None
}

pub(crate) fn seconds_left(_vault: VaultId) -> Option<u64> {
    None
}

pub(crate) fn lock(_vault: VaultId) -> bool {
    false
}

pub(crate) fn start(_vault: &Vault, _keep: Duration) -> io::Result<()> {
    Err(missing())
}

pub(crate) fn serve(_vault: VaultId, _keep: Duration) -> io::Result<()> {
    Err(missing())
}
