//! The operating system's keychain: where a key waits while its owner is logged in.
//!
//! There is never a weaker place: where no keychain answers, there is no keychain slot.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error as StoreError};
use zeroize::Zeroizing;

use super::keys::Key;

/// What the keychain files keys under.
const COLLECTION: &str = "Ledgerline";
/// Holds a key that opens nothing, for the moment of a trial.
const TRIAL: &str = "trial";

/// Why the keychain gave no answer.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum KeychainError {
    /// No keychain runs here, or it is locked and nobody unlocked it.
    #[error("no keychain answers")]
    Unavailable,
    /// It asked the user something and the answer did not come in time.
    #[error("the keychain did not answer in time")]
    TimedOut,
    /// It answered with something that is not a key of ours.
    #[error("the keychain returned something else")]
    Unreadable,
}

/// Somewhere that keeps keys for the logged-in user.
pub trait Keychain: Send + Sync {
    /// The key filed under `account`, or `None` when there is none.
    ///
    /// # Errors
    /// The keychain gave no usable answer.
    fn get(&self, account: &str) -> Result<Option<Key>, KeychainError>;

    /// Files `key` under `account`, replacing what was there.
    ///
    /// # Errors
    /// The keychain gave no usable answer.
    fn set(&self, account: &str, key: &Key) -> Result<(), KeychainError>;

    /// Removes what is filed under `account`; nothing there is no error.
    ///
    /// # Errors
    /// The keychain gave no usable answer.
    fn delete(&self, account: &str) -> Result<(), KeychainError>;
}

/// Proves that `keychain` takes a key and gives it back, before anything depends on it.
///
/// # Errors
/// It gave no usable answer, and keeps nothing of ours.
pub fn prove(keychain: &dyn Keychain) -> Result<(), KeychainError> {
    let key = Key::random().map_err(|_| KeychainError::Unavailable)?;
    keychain.set(TRIAL, &key)?;
    let kept = keychain.get(TRIAL)?.is_some_and(|kept| kept.bytes() == key.bytes());
    keychain.delete(TRIAL)?;
    if kept { Ok(()) } else { Err(KeychainError::Unreadable) }
}

/// The real one: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.
#[derive(Clone, Copy, Debug)]
pub struct OsKeychain {
    patience: Duration,
}

impl OsKeychain {
    /// Plenty for a keychain that is open. One that first asks its owner for a password goes on
    /// asking, and answers the next call; one that nobody can see holds nobody up.
    pub const PATIENCE: Duration = Duration::from_secs(6);

    /// `patience` bounds every call: a keychain may ask its owner for a password, and on a
    /// machine without a screen that question would wait for ever.
    #[must_use]
    pub fn new(patience: Duration) -> Self {
        Self { patience }
    }

    fn ask<T: Send + 'static>(
        self,
        account: &str,
        work: impl FnOnce(&Entry) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<Option<T>, KeychainError> {
        let account = account.to_owned();
        within(self.patience, move || entry(&account).and_then(|entry| work(&entry)))
    }
}

/// Runs `work` on a thread of its own, which is left behind if it never returns.
fn within<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<Option<T>, KeychainError> {
    let (answer, answered) = mpsc::sync_channel(1);
    std::thread::Builder::new()
        .name("keychain".into())
        // The receiver may have given up: then the answer goes nowhere.
        .spawn(move || drop(answer.send(work())))
        .map_err(|_| KeychainError::Unavailable)?;
    match answered.recv_timeout(patience) {
        Ok(Ok(value)) => Ok(Some(value)),
        Ok(Err(StoreError::NoEntry)) => Ok(None),
        Ok(Err(
            StoreError::BadEncoding(_) | StoreError::BadDataFormat(..) | StoreError::Ambiguous(_),
        )) => Err(KeychainError::Unreadable),
        Ok(Err(_)) | Err(mpsc::RecvTimeoutError::Disconnected) => Err(KeychainError::Unavailable),
        Err(mpsc::RecvTimeoutError::Timeout) => Err(KeychainError::TimedOut),
    }
}

impl Keychain for OsKeychain {
    fn get(&self, account: &str) -> Result<Option<Key>, KeychainError> {
        let found = self.ask(account, |entry| entry.get_secret().map(Zeroizing::new))?;
        found.map(|bytes| Key::from_slice(&bytes).ok_or(KeychainError::Unreadable)).transpose()
    }

    fn set(&self, account: &str, key: &Key) -> Result<(), KeychainError> {
        let key = key.clone();
        let set = self.ask(account, move |entry| entry.set_secret(key.bytes()))?;
        set.ok_or(KeychainError::Unavailable)
    }

    fn delete(&self, account: &str) -> Result<(), KeychainError> {
        self.ask(account, Entry::delete_credential).map(|_| ())
    }
}

fn entry(account: &str) -> Result<Entry, StoreError> {
    store()?.build(COLLECTION, account, None)
}

#[cfg(target_os = "linux")]
fn store() -> Result<Arc<dyn CredentialStoreApi>, StoreError> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn store() -> Result<Arc<dyn CredentialStoreApi>, StoreError> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(windows)]
fn store() -> Result<Arc<dyn CredentialStoreApi>, StoreError> {
    Ok(windows_native_keyring_store::Store::new()?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn store() -> Result<Arc<dyn CredentialStoreApi>, StoreError> {
    Err(StoreError::NoDefaultStore)
}

/// A keychain that forgets everything when dropped, for tests: it can be made to fail.
#[derive(Default)]
pub struct MemoryKeychain {
    keys: Mutex<HashMap<String, Key>>,
    failure: Mutex<Option<KeychainError>>,
}

impl MemoryKeychain {
    /// An empty one that answers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on every call fails with `failure`; `None` makes it answer again.
    pub fn fail(&self, failure: Option<KeychainError>) {
        *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = failure;
    }

    /// Forgets every key, as a reinstalled system would.
    pub fn wipe(&self) {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The accounts that hold a key.
    #[must_use]
    pub fn accounts(&self) -> Vec<String> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    fn answer<T>(
        &self,
        work: impl FnOnce(&mut HashMap<String, Key>) -> T,
    ) -> Result<T, KeychainError> {
        match *self.failure.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(failure) => Err(failure),
            None => Ok(work(&mut self.keys.lock().unwrap_or_else(PoisonError::into_inner))),
        }
    }
}

impl Keychain for MemoryKeychain {
    fn get(&self, account: &str) -> Result<Option<Key>, KeychainError> {
        self.answer(|keys| keys.get(account).cloned())
    }

    fn set(&self, account: &str, key: &Key) -> Result<(), KeychainError> {
        self.answer(|keys| keys.insert(account.to_owned(), key.clone())).map(|_| ())
    }

    fn delete(&self, account: &str) -> Result<(), KeychainError> {
        self.answer(|keys| keys.remove(account)).map(|_| ())
    }
}

impl fmt::Debug for MemoryKeychain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryKeychain").field("keys", &self.accounts().len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn a_keychain_that_never_answers_costs_no_more_than_the_patience_given() {
        let started = Instant::now();
        let answer = within(Duration::from_millis(30), || {
            std::thread::sleep(Duration::from_secs(60));
            Ok(())
        });
        assert_eq!(answer, Err(KeychainError::TimedOut), "the silence has a name");
        assert!(started.elapsed() < Duration::from_secs(5), "the caller is not held up");
    }

    #[test]
    fn a_trial_leaves_nothing_behind_and_says_what_is_wrong() {
        let keychain = MemoryKeychain::new();
        assert_eq!(prove(&keychain), Ok(()), "it keeps keys");
        assert_eq!(keychain.accounts(), Vec::<String>::new(), "the trial's own is gone");
        keychain.fail(Some(KeychainError::TimedOut));
        assert_eq!(prove(&keychain), Err(KeychainError::TimedOut), "it does not answer");
    }

    #[test]
    fn an_absent_key_is_an_answer_and_a_strange_one_is_not() {
        let patience = Duration::from_secs(5);
        let absent = within::<()>(patience, || Err(StoreError::NoEntry));
        assert_eq!(absent, Ok(None), "the keychain answered that it has none");
        let strange = within::<()>(patience, || Err(StoreError::BadEncoding(vec![1])));
        assert_eq!(strange, Err(KeychainError::Unreadable), "something else lies there");
        let gone = within::<()>(patience, || Err(StoreError::NoDefaultStore));
        assert_eq!(gone, Err(KeychainError::Unavailable), "nobody answers");
    }
}
