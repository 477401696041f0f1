//! The sealed inbox: lines written while the journal is locked. Anyone at this machine can add
//! one; only the open vault can read them.
//!
//! A record is `mark · length · SHA-256 of what follows · age ciphertext`. The file only grows,
//! except in [`clear`]. A record that is torn or damaged costs only itself: reading goes on at
//! the next one that is whole, and the damaged bytes are kept.
//!
//! To file the inbox: [`drain`], commit, then [`clear`] what was committed. A kill between the
//! last two makes the same lines come again, so each payload must carry the id its entry will
//! have, and filing an id that is already there must do nothing.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::str::FromStr;

use age::x25519;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::Vault;
use super::copies::lock;
use super::error::VaultError;
use crate::file;

/// Where the lines wait, beside the database.
pub const INBOX_FILE: &str = "inbox.sealed";

/// Starts every record. Not text, so that no text can look like one.
const START: [u8; 8] = *b"\x8aLLIN\r\n1";
/// `START`, the length as four bytes (little endian), the checksum.
const HEAD: usize = START.len() + 4 + 32;
/// A line is a line; this is a long chapter.
const LONGEST: usize = 4 * 1024 * 1024;

/// Whom lines are sealed to: the public half of the inbox's key pair.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient(x25519::Recipient);

impl FromStr for Recipient {
    type Err = VaultError;
    fn from_str(text: &str) -> Result<Self, VaultError> {
        text.parse().map(Self).map_err(|_| VaultError::Damaged)
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipient({})", self.0)
    }
}

/// Recognises one record, so that exactly what was filed is cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark([u8; 32]);

/// A line that was opened.
pub struct SealedLine {
    /// What was sealed, as it was given to [`seal`].
    pub payload: Zeroizing<Vec<u8>>,
    /// For [`clear`], once the line is filed.
    pub mark: Mark,
}

impl fmt::Debug for SealedLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealedLine").field("bytes", &self.payload.len()).finish_non_exhaustive()
    }
}

/// Bytes in the inbox that no line could be read from. They stay where they are.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum DamagedLine {
    /// The file ends in the middle of a record: a seal that was killed, and so never
    /// acknowledged.
    #[error("`{bytes}` bytes at the end of the inbox are an unfinished line")]
    Unfinished {
        /// How many.
        bytes: usize,
    },
    /// What was once a record is not as it was written.
    #[error("`{bytes}` bytes of the inbox are damaged")]
    Damaged {
        /// How many.
        bytes: usize,
    },
    /// A whole record, sealed to another vault.
    #[error("a line in the inbox is sealed to another journal")]
    NotOurs,
}

/// Seals `payload` and adds it to the inbox of the journal in `dir`. When this returns `Ok`, the
/// line is on the disk and nobody without the vault's key can read it.
///
/// # Errors
/// [`VaultError::TooLong`] over 4 MiB, [`VaultError::Busy`], or the file could not be written;
/// the lines already there are then untouched.
pub fn seal(dir: &Path, recipient: &Recipient, payload: &[u8]) -> Result<(), VaultError> {
    if payload.len() > LONGEST / 2 {
        return Err(VaultError::TooLong);
    }
    let sealed = encrypt(recipient, payload)?;
    let record = record(&sealed)?;
    let _lock = lock(dir)?;
    let path = dir.join(INBOX_FILE);
    let (mut inbox, new) = file::open_to_append(&path)?;
    let before = inbox.metadata()?.len();
    let added = inbox.write_all(&record).and_then(|()| inbox.sync_all());
    if let Err(error) = added {
        // Half a line would be reported as damage for ever.
        let _ = inbox.set_len(before);
        return Err(error.into());
    }
    if new {
        file::sync_dir(dir)?;
    }
    Ok(())
}

/// How many lines wait. Needs no key, and is all that can be told without one.
///
/// # Errors
/// The inbox could not be read.
pub fn waiting(dir: &Path) -> Result<usize, VaultError> {
    let bytes = read(dir)?;
    Ok(Pieces(&bytes).filter(|piece| matches!(piece, Piece::Whole(_))).count())
}

/// Opens every line, in the order they were sealed, and removes none.
///
/// # Errors
/// The inbox could not be read. Damage is not an error: it is told line by line.
pub fn drain(
    dir: &Path,
    vault: &Vault,
) -> Result<Vec<Result<SealedLine, DamagedLine>>, VaultError> {
    let bytes = read(dir)?;
    let lines = Pieces(&bytes).map(|piece| match piece {
        Piece::Whole(record) => open(record, vault),
        Piece::Broken { bytes, last: true } => Err(DamagedLine::Unfinished { bytes: bytes.len() }),
        Piece::Broken { bytes, last: false } => Err(DamagedLine::Damaged { bytes: bytes.len() }),
    });
    Ok(lines.collect())
}

/// Removes the lines that were filed, and only those: what was sealed meanwhile, and what is
/// damaged, stays. Clearing twice does no harm.
///
/// # Errors
/// The inbox could not be rewritten; it then still holds everything.
pub fn clear(dir: &Path, filed: &[Mark]) -> Result<(), VaultError> {
    if filed.is_empty() {
        return Ok(());
    }
    let _lock = lock(dir)?;
    let path = dir.join(INBOX_FILE);
    let bytes = read_unlocked(dir)?;
    let mut kept = Vec::with_capacity(bytes.len());
    for piece in Pieces(&bytes) {
        match piece {
            Piece::Whole(record) if filed.contains(&record.mark) => {}
            Piece::Whole(Record { all, .. }) | Piece::Broken { bytes: all, .. } => {
                kept.extend_from_slice(all);
            }
        }
    }
    if kept.is_empty() {
        file::remove(&path)?;
    } else if kept.len() < bytes.len() {
        file::sweep(&path)?;
        file::write(&path, &kept)?;
    }
    Ok(())
}

fn open(record: Record<'_>, vault: &Vault) -> Result<SealedLine, DamagedLine> {
    let payload = decrypt(vault, record.sealed).ok_or(DamagedLine::NotOurs)?;
    Ok(SealedLine { payload, mark: record.mark })
}

/// Bytes that only the vault behind `recipient` reads.
pub(super) fn encrypt(recipient: &Recipient, payload: &[u8]) -> Result<Vec<u8>, VaultError> {
    age::encrypt(&recipient.0, payload).map_err(|_| VaultError::Crypto)
}

/// What was sealed to `vault`; none when it was sealed to another, or is damaged.
pub(super) fn decrypt(vault: &Vault, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    vault.identities().iter().find_map(|key| age::decrypt(key, sealed).ok()).map(Zeroizing::new)
}

fn read(dir: &Path) -> Result<Vec<u8>, VaultError> {
    if !dir.join(INBOX_FILE).try_exists()? {
        return Ok(Vec::new());
    }
    // Not to take a line that is just being added for a torn one.
    let _lock = lock(dir)?;
    read_unlocked(dir)
}

fn read_unlocked(dir: &Path) -> Result<Vec<u8>, VaultError> {
    match fs::read(dir.join(INBOX_FILE)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        other => Ok(other?),
    }
}

fn record(sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
    let length = u32::try_from(sealed.len()).map_err(|_| VaultError::TooLong)?;
    let mut record = Vec::with_capacity(HEAD + sealed.len());
    record.extend_from_slice(&START);
    record.extend_from_slice(&length.to_le_bytes());
    record.extend_from_slice(&Sha256::digest(sealed));
    record.extend_from_slice(sealed);
    Ok(record)
}

/// A record whose checksum holds.
struct Record<'a> {
    all: &'a [u8],
    sealed: &'a [u8],
    mark: Mark,
}

impl<'a> Record<'a> {
    /// The record that `bytes` starts with.
    fn parse(bytes: &'a [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(&START)?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (mark, rest) = rest.split_first_chunk::<32>()?;
        let sealed = rest.get(..length).filter(|_| length <= LONGEST)?;
        let all = bytes.get(..HEAD + length)?;
        (Sha256::digest(sealed).as_slice() == mark).then_some(Self {
            all,
            sealed,
            mark: Mark(*mark),
        })
    }
}

/// The inbox cut into whole records and the broken stretches between them. The pieces put
/// together are the file, byte for byte.
struct Pieces<'a>(&'a [u8]);

enum Piece<'a> {
    Whole(Record<'a>),
    Broken { bytes: &'a [u8], last: bool },
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.0.is_empty() {
            return None;
        }
        if let Some(record) = Record::parse(self.0) {
            self.0 = self.0.get(record.all.len()..).unwrap_or_default();
            return Some(Piece::Whole(record));
        }
        let resume = (1..self.0.len())
            .find(|at| self.0.get(*at..).and_then(Record::parse).is_some())
            .unwrap_or(self.0.len());
        let (bytes, rest) = self.0.split_at(resume);
        self.0 = rest;
        Some(Piece::Broken { bytes, last: rest.is_empty() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::vault::tests::{NOW, open_vault};

    fn texts(lines: &[Result<SealedLine, DamagedLine>]) -> Vec<String> {
        lines
            .iter()
            .filter_map(|line| line.as_ref().ok())
            .map(|line| String::from_utf8_lossy(&line.payload).into_owned())
            .collect()
    }

    fn sealed(dir: &Path, lines: &[&str]) {
        let recipient = super::super::read(dir).expect("a header").recipient().expect("a key");
        for line in lines {
            seal(dir, &recipient, line.as_bytes()).expect("sealed");
        }
    }

    #[test]
    fn lines_come_back_in_order_and_only_what_was_filed_goes() {
        let (dir, vault, _) = open_vault();
        let dir = dir.path();
        assert_eq!(waiting(dir).expect("readable"), 0, "nothing yet");
        sealed(dir, &["first", "", "third"]);
        let lines = drain(dir, &vault).expect("readable");
        assert_eq!(texts(&lines), ["first", "", "third"], "as they were written");
        sealed(dir, &["while filing"]);
        let marks: Vec<Mark> = lines.iter().flatten().map(|line| line.mark).collect();
        clear(dir, &marks[..2]).expect("cleared");
        clear(dir, &marks[..2]).expect("again, as after a kill");
        let left = texts(&drain(dir, &vault).expect("readable"));
        assert_eq!(left, ["third", "while filing"], "the unfiled and the new line stay");
        let all: Vec<Mark> =
            drain(dir, &vault).expect("readable").iter().flatten().map(|l| l.mark).collect();
        clear(dir, &all).expect("cleared");
        assert!(!dir.join(INBOX_FILE).exists(), "an empty inbox leaves no file");
    }

    #[test]
    fn the_file_shows_nothing_of_the_text_and_opens_for_no_other_vault() {
        let (dir, _vault, _) = open_vault();
        sealed(dir.path(), &["the reorganisation of Zurich"]);
        let bytes = fs::read(dir.path().join(INBOX_FILE)).expect("there");
        assert!(!String::from_utf8_lossy(&bytes).contains("Zurich"), "sealed means sealed");
        let (_other_dir, other, _) = open_vault();
        let lines = drain(dir.path(), &other).expect("readable");
        assert_eq!(lines[0].as_ref().err(), Some(&DamagedLine::NotOurs), "not theirs to read");
        assert_eq!(waiting(dir.path()).expect("readable"), 1, "and it is still there");
    }

    #[cfg(unix)]
    #[test]
    fn the_inbox_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let (dir, _vault, _) = open_vault();
        sealed(dir.path(), &["x"]);
        let mode = fs::metadata(dir.path().join(INBOX_FILE)).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "no one else may read it");
    }

    #[test]
    fn a_torn_line_is_told_and_kept_and_hides_none_that_follow() {
        let (dir, vault, _) = open_vault();
        let path = dir.path().join(INBOX_FILE);
        sealed(dir.path(), &["one", "two"]);
        let whole = fs::read(&path).expect("there");
        let torn = &whole[..whole.len() - 5];
        file::write(&path, torn).expect("as a kill leaves it");
        let lines = drain(dir.path(), &vault).expect("readable");
        assert_eq!(texts(&lines), ["one"], "the whole line");
        assert!(
            matches!(lines[1], Err(DamagedLine::Unfinished { bytes }) if bytes > 100),
            "and the torn one is told: {:?}",
            lines[1]
        );
        sealed(dir.path(), &["three"]);
        let lines = drain(dir.path(), &vault).expect("readable");
        assert_eq!(texts(&lines), ["one", "three"], "what comes after a torn line is found");
        let marks: Vec<Mark> = lines.iter().flatten().map(|line| line.mark).collect();
        clear(dir.path(), &marks).expect("cleared");
        let kept = fs::read(&path).expect("there");
        assert!(torn.ends_with(&kept) && kept.len() > 100, "the torn bytes are kept as they were");
    }

    #[test]
    fn many_at_once_lose_nothing() {
        let (dir, vault, _) = open_vault();
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let dir = dir.path();
                scope.spawn(move || {
                    for line in 0..5 {
                        sealed(dir, &[&format!("{writer} {line}")]);
                        if line == 2 {
                            let lines = drain(dir, &open_again(dir)).expect("readable");
                            let mine: Vec<Mark> = lines
                                .iter()
                                .flatten()
                                .filter(|l| l.payload.starts_with(format!("{writer} 0").as_bytes()))
                                .map(|l| l.mark)
                                .collect();
                            clear(dir, &mine).expect("cleared");
                        }
                    }
                });
            }
        });
        let lines = drain(dir.path(), &vault).expect("readable");
        assert_eq!(texts(&lines).len(), lines.len(), "nothing was torn");
        assert_eq!(lines.len(), 4 * 4, "each writer's first was cleared, the other four stay");
    }

    fn open_again(dir: &Path) -> Vault {
        let header = super::super::read(dir).expect("a header");
        header.open_with_passphrase(crate::vault::tests::PASSPHRASE).expect("opens")
    }

    #[test]
    fn an_archive_is_not_a_line() {
        let (dir, _vault, _) = open_vault();
        let recipient = super::super::read(dir.path()).expect("there").recipient().expect("key");
        let refused = seal(dir.path(), &recipient, &vec![0; LONGEST]);
        assert!(matches!(refused, Err(VaultError::TooLong)), "refused before it is written");
        assert!(!dir.path().join(INBOX_FILE).exists(), "nothing was written at {NOW}");
    }

    proptest! {
        #[test]
        fn damage_anywhere_costs_at_most_the_lines_it_touches(
            lengths in prop::collection::vec(0_usize..40, 1..6),
            from in 0.0..1.0_f64,
            flips in prop::collection::vec(any::<u8>(), 1..12),
        ) {
            let records: Vec<Vec<u8>> = lengths
                .iter()
                .enumerate()
                .map(|(index, length)| record(&vec![u8::try_from(index).unwrap_or(0); *length]).expect("short"))
                .collect();
            let mut bytes = records.concat();
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let from = (from * bytes.len() as f64) as usize;
            let to = (from + flips.len()).min(bytes.len());
            for (byte, flip) in bytes[from..to].iter_mut().zip(&flips) {
                *byte ^= flip;
            }
            let pieces: Vec<Piece<'_>> = Pieces(&bytes).collect();
            let together: Vec<u8> = pieces.iter().flat_map(|piece| match piece {
                Piece::Whole(record) => record.all.to_vec(),
                Piece::Broken { bytes, .. } => bytes.to_vec(),
            }).collect();
            prop_assert_eq!(&together, &bytes, "no byte is dropped");
            let found: Vec<&[u8]> = pieces.iter().filter_map(|piece| match piece {
                Piece::Whole(record) => Some(record.all),
                Piece::Broken { .. } => None,
            }).collect();
            let mut start = 0;
            for record in &records {
                let end = start + record.len();
                if end <= from || to <= start {
                    prop_assert!(found.contains(&record.as_slice()), "an untouched line is found");
                }
                start = end;
            }
            for found in found {
                prop_assert!(records.iter().any(|record| record == found), "none is invented");
            }
        }
    }
}
