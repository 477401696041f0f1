//! A process that keeps a journal unlocked for a while, so that commands need not derive its key.
//!
//! `ledgerline vault unlock` opens the vault once and starts this program again, detached, as the
//! agent. The agent is given the key through a pipe, holds it in memory that is wiped when it
//! goes, and answers on a local socket that only its owner can reach. It goes when its time is
//! up, on `vault lock`, or with the session. Sleep counts: the clock runs on while the lid is shut.

#[cfg(unix)]
mod client;
#[cfg(not(unix))]
mod elsewhere;
mod place;
#[cfg(unix)]
mod server;
#[cfg(unix)]
mod start;

#[cfg(unix)]
pub(crate) use client::{key, lock, seconds_left};
#[cfg(not(unix))]
pub(crate) use elsewhere::{key, lock, seconds_left, serve, start};
#[cfg(unix)]
pub(crate) use server::serve;
#[cfg(unix)]
pub(crate) use start::start;

/// What a client may ask, one byte each.
#[cfg(unix)]
mod word {
    /// The key; answered with its 32 bytes.
    pub(super) const KEY: u8 = b'k';
    /// How long the key is still kept; answered with seconds, eight bytes, big end first.
    pub(super) const LEFT: u8 = b's';
    /// Forget the key and go; answered with [`DONE`] once it is forgotten.
    pub(super) const LOCK: u8 = b'l';
    /// The answer to [`LOCK`].
    pub(super) const DONE: u8 = b'd';
}
