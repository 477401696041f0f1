//! Passphrases: how much work guessing one costs, and how many guesses it would take.

use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use getrandom::fill;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroizing;

use super::error::VaultError;
use super::hex::Hex;
use super::keys::Key;

/// Below this no real journal is protected, however little memory the machine has.
const FLOOR_KIB: u32 = 64 * 1024;
/// Above these a header is not slow but broken: no version ever wrote such numbers.
const CEILING_KIB: u32 = 4 * 1024 * 1024;
const CEILING_PASSES: u32 = 4096;
/// Ten milliards of guesses, at half a second each on the user's own machine.
const STRONG_LOG10: f64 = 10.0;

/// How much work one guess at a passphrase is made to cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    memory_kib: u32,
    floor_kib: u32,
    passes: u32,
    at_least: Duration,
}

impl Effort {
    /// For people: 256 MiB and three passes, more passes until one guess takes half a second;
    /// on a machine without that much free memory less of it, but never under 64 MiB.
    #[must_use]
    pub fn interactive() -> Self {
        Self {
            memory_kib: 256 * 1024,
            floor_kib: FLOOR_KIB,
            passes: 3,
            at_least: Duration::from_millis(500),
        }
    }

    /// **For tests only.** Far under the floor: a journal made with it is as good as open.
    #[must_use]
    pub fn quick() -> Self {
        Self { memory_kib: 64, floor_kib: 64, passes: 1, at_least: Duration::ZERO }
    }

    /// Derives the key of a new passphrase slot and notes what it took.
    pub(super) fn derive(self, passphrase: &str) -> Result<(Kdf, Key), VaultError> {
        let passphrase = normalised(passphrase)?;
        let mut salt = Hex([0; 16]);
        fill(&mut salt.0).map_err(|_| VaultError::Crypto)?;
        let mut kdf = Kdf {
            algorithm: Name::Argon2id,
            memory_kib: self.memory_kib,
            passes: self.passes,
            salt,
        };
        let mut memory = self.memory(&mut kdf)?;
        loop {
            let started = Instant::now();
            let key = kdf.run(&passphrase, &mut memory)?;
            let took = started.elapsed();
            if took >= self.at_least || kdf.passes >= CEILING_PASSES {
                return Ok((kdf, key));
            }
            kdf.passes = enough_passes(kdf.passes, took, self.at_least);
        }
    }

    /// The working memory, halved until the machine can give it.
    fn memory(self, kdf: &mut Kdf) -> Result<Vec<Block>, VaultError> {
        loop {
            match kdf.memory() {
                Err(VaultError::Memory) if kdf.memory_kib / 2 >= self.floor_kib => {
                    kdf.memory_kib /= 2;
                }
                other => return other,
            }
        }
    }
}

/// Scales by the time it took, always by at least one pass and never by more than eight times.
fn enough_passes(passes: u32, took: Duration, wanted: Duration) -> u32 {
    let times = (wanted.as_millis() / took.as_millis().max(1)).saturating_add(1).min(8);
    let times = u32::try_from(times).unwrap_or(8);
    passes.saturating_mul(times).clamp(passes + 1, CEILING_PASSES)
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Name {
    Argon2id,
}

/// What a passphrase slot needs to derive its key again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kdf {
    algorithm: Name,
    memory_kib: u32,
    passes: u32,
    salt: Hex<16>,
}

impl Kdf {
    /// The key that `passphrase` gives.
    pub(super) fn derive(&self, passphrase: &str) -> Result<Key, VaultError> {
        let passphrase = normalised(passphrase)?;
        self.run(&passphrase, &mut self.memory()?)
    }

    /// A fresh slot for `passphrase` that costs a guesser as much as this one.
    pub(super) fn again(&self, passphrase: &str) -> Result<(Self, Key), VaultError> {
        let mut kdf = self.clone();
        fill(&mut kdf.salt.0).map_err(|_| VaultError::Crypto)?;
        let key = kdf.derive(passphrase)?;
        Ok((kdf, key))
    }

    /// Refuses numbers no version wrote before they can exhaust the machine.
    pub(super) fn is_sane(&self) -> bool {
        let Self { algorithm: Name::Argon2id, memory_kib, passes, salt: _ } = *self;
        (Params::MIN_M_COST..=CEILING_KIB).contains(&memory_kib)
            && (1..=CEILING_PASSES).contains(&passes)
    }

    fn argon2(&self) -> Result<Argon2<'static>, VaultError> {
        // One lane: this implementation runs lanes one after the other, while a guesser would not.
        let params = Params::new(self.memory_kib, self.passes, 1, Some(32));
        let params = params.map_err(|_| VaultError::Crypto)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    fn memory(&self) -> Result<Vec<Block>, VaultError> {
        let count = self.argon2()?.params().block_count();
        let mut blocks = Vec::new();
        blocks.try_reserve_exact(count).map_err(|_| VaultError::Memory)?;
        blocks.resize(count, Block::default());
        Ok(blocks)
    }

    fn run(&self, passphrase: &str, memory: &mut Vec<Block>) -> Result<Key, VaultError> {
        let mut key = Zeroizing::new([0; 32]);
        self.argon2()?
            .hash_password_into_with_memory(
                passphrase.as_bytes(),
                &self.salt.0,
                key.as_mut_slice(),
                memory,
            )
            .map_err(|_| VaultError::Crypto)?;
        Ok(Key::from_bytes(&key))
    }
}

/// NFC, because one keyboard sends `é` as one character and another as two. Nothing is trimmed:
/// a space at the end is part of what was chosen.
fn normalised(passphrase: &str) -> Result<Zeroizing<String>, VaultError> {
    if passphrase.trim().is_empty() {
        return Err(VaultError::EmptyPassphrase);
    }
    // Room for all of it at once, so that growing leaves no stray copy of the secret behind.
    let mut out = Zeroizing::new(String::with_capacity(passphrase.len() * 3));
    out.extend(passphrase.nfc());
    Ok(out)
}

/// How well a passphrase would stand up to guessing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strength {
    /// 0 (fell at once) to 4 (more than ten milliards of guesses).
    pub score: u8,
    /// The logarithm to base ten of the guesses a good cracker would need; 0 when empty.
    pub guesses_log10: f64,
    /// Different words. What makes a passphrase strong is how many there are, not its symbols.
    pub words: usize,
    /// The user should be told, in so many words, to choose another one.
    pub advised_against: bool,
}

/// Estimates the strength of `passphrase`. `known` is what anyone might guess first: the user's
/// name, the journal's name.
#[must_use]
pub fn strength(passphrase: &str, known: &[&str]) -> Strength {
    let estimate = zxcvbn::zxcvbn(passphrase, known);
    let guesses_log10 = estimate.guesses_log10().max(0.0);
    Strength {
        score: estimate.score().into(),
        guesses_log10,
        words: distinct_words(passphrase),
        advised_against: guesses_log10 < STRONG_LOG10,
    }
}

fn distinct_words(passphrase: &str) -> usize {
    let mut words: Vec<Zeroizing<String>> = passphrase
        .unicode_words()
        .filter(|word| word.chars().any(char::is_alphabetic))
        .map(|word| Zeroizing::new(word.to_lowercase()))
        .collect();
    words.sort_unstable_by(|a, b| a.as_str().cmp(b.as_str()));
    words.dedup_by(|a, b| a.as_str() == b.as_str());
    words.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_passphrase_typed_on_another_keyboard_gives_the_same_key() {
        let (kdf, key) = Effort::quick().derive("caf\u{e9} au lait").expect("derived");
        let again = kdf.derive("cafe\u{301} au lait").expect("derived");
        assert_eq!(again.bytes(), key.bytes(), "composed and decomposed are one passphrase");
        let other = kdf.derive("cafe au lait").expect("derived");
        assert_ne!(other.bytes(), key.bytes(), "an accent is still part of it");
    }

    #[test]
    fn an_empty_passphrase_is_refused() {
        for empty in ["", "  ", "\t\n"] {
            let refused = Effort::quick().derive(empty);
            assert!(matches!(refused, Err(VaultError::EmptyPassphrase)), "it protects nothing");
        }
    }

    #[test]
    fn calibration_raises_the_passes_until_a_guess_takes_long_enough() {
        let at_least = Duration::from_millis(20);
        let (kdf, _) = Effort { at_least, ..Effort::quick() }.derive("quiet ledger").expect("ok");
        assert!(kdf.passes > 1, "one pass over 64 KiB is far faster than 20 ms");
        assert!(kdf.is_sane(), "and the result can be opened again");
    }

    #[test]
    fn for_people_the_cost_starts_where_the_rules_say() {
        let effort = Effort::interactive();
        assert_eq!((effort.memory_kib, effort.passes), (262_144, 3), "256 MiB, three passes");
        assert_eq!(effort.floor_kib, 65_536, "never under 64 MiB");
        assert_eq!(effort.at_least.as_millis(), 500, "half a second a guess");
    }

    #[test]
    fn a_header_cannot_ask_for_the_whole_machine() {
        let (kdf, _) = Effort::quick().derive("quiet ledger").expect("derived");
        assert!(!Kdf { memory_kib: u32::MAX, ..kdf.clone() }.is_sane(), "four tebibytes");
        assert!(!Kdf { passes: u32::MAX, ..kdf.clone() }.is_sane(), "hours");
        assert!(!Kdf { passes: 0, ..kdf }.is_sane(), "no work at all");
    }

    #[test]
    fn strength_counts_words_and_is_not_impressed_by_symbols() {
        let symbols = strength("P@ssw0rd!2024", &[]);
        assert!(symbols.advised_against, "symbols on a common word are guessed first");
        assert_eq!(symbols.words, 2, "one word and its tail");
        let words = strength("walnut harbour quietly seventeen lanterns", &[]);
        assert!(!words.advised_against, "five unrelated words stand up");
        assert_eq!((words.words, words.score), (5, 4), "five words, the best score");
        assert_eq!(strength("ledger ledger LEDGER", &[]).words, 1, "one word said three times");
        assert!(strength("", &[]).advised_against, "nothing is weak");
        assert!(strength("", &[]).guesses_log10 >= 0.0, "and a number, not minus infinity");
    }

    #[test]
    fn what_others_know_counts_as_known() {
        let alone = strength("marlenekowalczyk", &[]).guesses_log10;
        let known = strength("marlenekowalczyk", &["Marlenekowalczyk"]).guesses_log10;
        assert!(known < alone, "the user's own name is guessed early");
    }
}
