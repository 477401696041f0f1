//! Adds up what the test runners say they ran.

use std::fmt;

/// Tests passed and failed, over all runners.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed, and steps that failed without naming a test.
    pub(crate) failed: u64,
}

impl Tally {
    /// Takes one line of a runner's output; most lines change nothing.
    pub(crate) fn read(&mut self, line: &str) {
        let plain = without_colour(line);
        let line = plain.trim();
        // cargo test: `test result: ok. 3 passed; 0 failed; 0 ignored; …`
        if let Some(counts) = line.strip_prefix("test result: ") {
            self.passed += number_before(counts, "passed");
            self.failed += number_before(counts, "failed");
        }
        // vitest: `Tests  1 failed | 11 passed (12)`
        if let Some(counts) = line.strip_prefix("Tests  ") {
            self.passed += number_before(counts, "passed");
            self.failed += number_before(counts, "failed");
        }
    }

    /// Notes the end of a step: one that failed without naming a test counts as a failure itself.
    pub(crate) fn step(&mut self, before: Self, succeeded: bool) {
        if !succeeded && self.failed == before.failed {
            self.failed += 1;
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

fn number_before(text: &str, word: &str) -> u64 {
    let words: Vec<&str> =
        text.split([' ', ';', '.', '|', '(']).filter(|w| !w.is_empty()).collect();
    words
        .windows(2)
        .find(|pair| pair[1] == word)
        .and_then(|pair| pair[0].parse().ok())
        .unwrap_or_default()
}

/// The line without terminal colour codes.
fn without_colour(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            // `ESC [ numbers letter`: the letter ends it.
            letters.by_ref().find(|letter| letter.is_ascii_alphabetic());
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn runs_of_cargo_test_add_up() {
        let lines = [
            "running 3 tests",
            "test time::tests::week ... ok",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s",
        ];
        assert_eq!(tally(&lines), Tally { passed: 13, failed: 2 }, "two binaries");
        assert_eq!(tally(&lines).to_string(), "13 passed, 2 failed", "the closing line");
    }

    #[test]
    fn vitest_is_read_with_and_without_colour() {
        let lines = [
            " Test Files  1 failed | 2 passed (3)",
            "      Tests  1 failed | 11 passed (12)",
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m4 passed\u{1b}[39m\u{1b}[22m\u{1b}[90m (4)\u{1b}[39m",
        ];
        assert_eq!(tally(&lines), Tally { passed: 15, failed: 1 }, "files are not tests");
    }

    #[test]
    fn a_step_that_failed_without_naming_a_test_is_one_failure() {
        let before = Tally { passed: 4, failed: 1 };
        let mut after = before;
        after.step(before, false);
        assert_eq!(after.failed, 2, "it did not compile");
        let mut named = Tally { passed: 4, failed: 3 };
        named.step(before, false);
        assert_eq!(named.failed, 3, "the runner named two");
        named.step(before, true);
        assert_eq!(named.failed, 3, "a step that went well adds nothing");
    }
}
