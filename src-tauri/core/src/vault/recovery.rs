//! The recovery kit: a way in written on paper, as twenty-four words.

use std::fmt;

use bip39::{Language, Mnemonic};
use zeroize::{Zeroize, Zeroizing};

use super::error::VaultError;
use super::keys::Key;

const COUNT: usize = 24;

/// Why recovery words could not be read. Positions count from one; no word is repeated back.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum RecoveryError {
    /// Not twenty-four.
    #[error("there are `{0}` words, and a kit has 24")]
    Count(usize),
    /// The word at this place is not in the list, or fits several of its words.
    #[error("word `{0}` is not in the list")]
    Unknown(usize),
    /// Every word is in the list; one of them is not the one that was written down, or two
    /// changed places.
    #[error("the words do not belong together")]
    Mixed,
}

/// Thirty-two random bytes and the words they are shown as. Shown once, never stored.
pub struct RecoveryKit {
    secret: Key,
    words: Mnemonic,
}

impl RecoveryKit {
    pub(super) fn new() -> Result<Self, VaultError> {
        let secret = Key::random()?;
        let words = Mnemonic::from_entropy_in(Language::English, secret.bytes())
            .map_err(|_| VaultError::Crypto)?;
        Ok(Self { secret, words })
    }

    /// Reads words as people write them: any case, any spacing or list numbering, and the first
    /// four letters are enough.
    ///
    /// # Errors
    /// Says which place is wrong where that can be known.
    pub fn read(text: &str) -> Result<Self, RecoveryError> {
        let places = places(text);
        if places.len() != COUNT {
            return Err(RecoveryError::Count(places.len()));
        }
        let full: Result<Vec<&str>, RecoveryError> = places
            .iter()
            .enumerate()
            .map(|(index, word)| complete(word).ok_or(RecoveryError::Unknown(index + 1)))
            .collect();
        let line = Zeroizing::new(full?.join(" "));
        let words = Mnemonic::parse_in_normalized(Language::English, &line)
            .map_err(|_| RecoveryError::Mixed)?;
        let (mut entropy, length) = words.to_entropy_array();
        let secret = entropy.get(..length).and_then(Key::from_slice);
        entropy.zeroize();
        Ok(Self { secret: secret.ok_or(RecoveryError::Mixed)?, words })
    }

    /// The twenty-four words, in order.
    #[must_use]
    pub fn words(&self) -> Vec<&'static str> {
        self.words.words().collect()
    }

    /// Three different places (1 to 24, rising) to ask back. The same seed asks the same places.
    #[must_use]
    pub fn ask_back(&self, seed: u64) -> [usize; 3] {
        // One of each third, so that a page torn in half does not pass.
        let mut state = seed;
        [0, 1, 2].map(|third| third * 8 + 1 + usize::from(next(&mut state) % 8))
    }

    /// Whether these are the words at those places, read as forgivingly as [`RecoveryKit::read`].
    #[must_use]
    pub fn knows(&self, asked: [usize; 3], answers: [&str; 3]) -> bool {
        let words = self.words();
        asked.iter().zip(answers).all(|(place, answer)| {
            let given = places(answer);
            let [given] = given.as_slice() else { return false };
            let expected = place.checked_sub(1).and_then(|index| words.get(index)).copied();
            expected.is_some() && complete(given) == expected
        })
    }

    pub(super) fn secret(&self) -> &Key {
        &self.secret
    }
}

impl fmt::Debug for RecoveryKit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKit(…)")
    }
}

impl Drop for RecoveryKit {
    fn drop(&mut self) {
        self.words.zeroize();
    }
}

/// Splits at anything that is no letter, so numbered and comma-separated lists read too.
fn places(text: &str) -> Vec<Zeroizing<String>> {
    text.split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(|word| Zeroizing::new(word.to_lowercase()))
        .collect()
}

/// The word of the list that `word` is or begins, when it is the only one. The list is made so
/// that four letters always suffice.
fn complete(word: &str) -> Option<&'static str> {
    let list = Language::English.word_list();
    if let Ok(index) = list.binary_search(&word) {
        return list.get(index).copied();
    }
    let mut fitting = Language::English.words_by_prefix_iter(word);
    match (fitting.next(), fitting.next()) {
        (Some(only), None) if word.len() >= 4 => Some(only),
        _ => None,
    }
}

/// SplitMix64: places to ask need no secrecy, only spread.
fn next(state: &mut u64) -> u8 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 31)).to_be_bytes()[0]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The published words for 32 bytes of 0x7f.
    const KNOWN: &str = "legal winner thank year wave sausage worth useful legal winner thank \
        year wave sausage worth useful legal winner thank year wave sausage worth title";

    #[test]
    fn the_words_are_the_published_ones() {
        let kit = RecoveryKit::read(KNOWN).expect("valid words");
        assert_eq!(kit.secret.bytes(), &[0x7F; 32], "another program can read the same paper");
    }

    #[test]
    fn words_are_read_as_people_write_them() {
        let kit = RecoveryKit::new().expect("random");
        let numbered: String = kit
            .words()
            .iter()
            .enumerate()
            .map(|(index, word)| format!("{}. {}\n", index + 1, word.to_uppercase()))
            .collect();
        let short: Vec<&str> = kit.words().iter().map(|word| &word[..word.len().min(4)]).collect();
        for written in [numbered, short.join("   "), format!(" {} ", short.join(", "))] {
            let read = RecoveryKit::read(&written).expect("the same words");
            assert_eq!(read.secret.bytes(), kit.secret.bytes(), "the same secret");
        }
    }

    #[test]
    fn a_wrong_word_is_named_by_its_place_only() {
        let mut words = KNOWN.split_whitespace().collect::<Vec<_>>();
        words[6] = "wrth";
        let error = RecoveryKit::read(&words.join(" ")).map(|_| ()).expect_err("not a word");
        assert_eq!(error, RecoveryError::Unknown(7), "the seventh");
        assert!(!error.to_string().contains("wrth"), "what was typed is not repeated");
    }

    #[test]
    fn words_of_the_list_that_do_not_belong_together_are_told_apart() {
        let mut words = KNOWN.split_whitespace().collect::<Vec<_>>();
        words.swap(0, 1);
        let mixed = RecoveryKit::read(&words.join(" ")).map(|_| ());
        assert_eq!(mixed, Err(RecoveryError::Mixed), "two words changed places");
        let short = RecoveryKit::read(&words[..23].join(" ")).map(|_| ());
        assert_eq!(short, Err(RecoveryError::Count(23)), "one is missing");
    }

    #[test]
    fn four_letters_name_every_word_of_the_list() {
        for word in Language::English.word_list() {
            let start = &word[..word.len().min(4)];
            assert_eq!(complete(start), Some(*word), "no two words share four letters");
        }
    }

    #[test]
    fn asked_words_prove_the_kit_was_written_down() {
        let kit = RecoveryKit::read(KNOWN).expect("valid words");
        let asked = [1, 10, 24];
        assert!(kit.knows(asked, ["legal", " WINNER ", "titl"]), "forgiving in form");
        assert!(!kit.knows(asked, ["legal", "winner", "useful"]), "not in substance");
        assert!(!kit.knows([0, 10, 24], ["legal", "winner", "title"]), "places count from one");
        assert!(!kit.knows(asked, ["legal", "winner", ""]), "an empty answer is no answer");
    }

    proptest! {
        #[test]
        fn three_different_places_are_asked(seed: u64) {
            let kit = RecoveryKit::read(KNOWN).expect("valid words");
            let [a, b, c] = kit.ask_back(seed);
            prop_assert!(1 <= a && a < b && b < c && c <= 24, "rising places within the kit");
        }

        #[test]
        fn reading_never_panics(text in "\\PC{0,200}") {
            let _ = RecoveryKit::read(&text);
        }
    }
}
