//! Starting the agent.

use std::io::{self, ErrorKind, Read, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use ledgerline_core::vault::Vault;

use super::client;

/// Starts an agent that keeps the vault's key for `keep`, in place of any other of this vault.
/// When this returns, it answers.
pub(crate) fn start(vault: &Vault, keep: Duration) -> io::Result<()> {
    client::lock(vault.id());
    let mut agent = Command::new(std::env::current_exe()?)
        .args(["vault", "agent", &vault.id().to_string(), &keep.as_secs().to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        // What it was given to find the key has no business in a process that stays.
        .env_remove(crate::keys::PASSPHRASE)
        .env_remove(crate::keys::NEW_PASSPHRASE)
        .env_remove(crate::keys::RECOVERY)
        .spawn()?;
    let (Some(mut to), Some(mut from)) = (agent.stdin.take(), agent.stdout.take()) else {
        return Err(ErrorKind::BrokenPipe.into());
    };
    to.write_all(vault.key().bytes())?;
    drop(to);
    let mut ready = [0];
    from.read_exact(&mut ready)
        .map_err(|_| io::Error::new(ErrorKind::NotConnected, "the agent went before it was ready"))
}
