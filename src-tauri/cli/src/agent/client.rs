//! Asking the agent.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use ledgerline_core::vault::{Key, VaultId};
use zeroize::Zeroizing;

use super::{place, word};

/// An agent answers in well under a millisecond; one that does not is as good as none.
const PATIENCE: Duration = Duration::from_millis(500);

/// The key of this vault, while an agent keeps it.
pub(crate) fn key(vault: VaultId) -> Option<Key> {
    let mut bytes = Zeroizing::new([0; 32]);
    ask(vault, word::KEY, &mut *bytes)?;
    Some(Key::from_bytes(&bytes))
}

/// For how many seconds an agent still keeps the key; none without an agent.
pub(crate) fn seconds_left(vault: VaultId) -> Option<u64> {
    let mut bytes = [0; 8];
    ask(vault, word::LEFT, &mut bytes)?;
    Some(u64::from_be_bytes(bytes))
}

/// Makes the agent forget the key. False when there was none.
pub(crate) fn lock(vault: VaultId) -> bool {
    let mut answer = [0];
    ask(vault, word::LOCK, &mut answer).is_some() && answer == [word::DONE]
}

fn ask(vault: VaultId, question: u8, answer: &mut [u8]) -> Option<()> {
    let socket = place::socket(vault).ok()?;
    place::check(&socket).ok()?;
    let mut stream = UnixStream::connect(&socket).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream.set_write_timeout(Some(PATIENCE)).ok()?;
    stream.write_all(&[question]).ok()?;
    stream.read_exact(answer).ok()
}
