//! Text as a reader's eye takes it: letters and digits without case, accents, look-alikes and
//! invisible marks, each with the place it came from.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::decode::{Written, written};
use super::script::{self, Script};

/// What stands before a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing: it is inside a word.
    Joined,
    /// The word begins anew by its look: `askOskar`, `plan2`, or a script without spaces.
    Turn,
    /// Marks that a format may drop, such as asterisks around a part of a word.
    Marks,
    /// Marks that stay, without white space: a dot, a hyphen, a slash.
    Point,
    /// The end of a line, with or without a hyphen.
    Line,
    /// White space, or white space with marks.
    Space,
}

/// One folded letter or digit.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    /// Without case and accents.
    pub(crate) ch: char,
    /// The bytes of the source it came from.
    pub(crate) from: Range<usize>,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// A capital in the source.
    pub(crate) upper: bool,
    /// How it is written.
    pub(crate) script: Script,
}

/// A text's letters.
#[derive(Clone, Default)]
pub(crate) struct Folded {
    /// In order.
    pub(crate) letters: Vec<Letter>,
}

/// What has been seen since the last letter.
#[derive(Default)]
struct Between {
    marks: bool,
    points: bool,
    spaces: bool,
    hyphen: bool,
    lines: usize,
}

impl Between {
    fn see(&mut self, c: char) {
        match c {
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => self.lines += 1,
            _ if c.is_whitespace() => {
                // A broken word whose line was joined to the next one.
                self.lines += usize::from(self.hyphen && !self.spaces);
                self.spaces = true;
            }
            '*' | '~' | '`' | '\\' => self.marks = true,
            _ => {
                self.hyphen = matches!(c, '-' | '\u{2010}' | '\u{2011}') && !self.spaces;
                self.points = true;
            }
        }
    }

    fn gap(&self) -> Gap {
        if self.lines > 0 {
            Gap::Line
        } else if self.spaces {
            Gap::Space
        } else if self.points {
            Gap::Point
        } else if self.marks {
            Gap::Marks
        } else {
            Gap::Joined
        }
    }
}

impl Folded {
    /// Folds `text`.
    pub(crate) fn of(text: &str) -> Self {
        let mut folded = Self { letters: Vec::with_capacity(text.len()) };
        let mut between = Between::default();
        let mut previous_upper = false;
        for Written { ch, from } in written(text) {
            if script::unseen(ch) {
                continue;
            }
            if folded.compose(ch, &from) {
                continue;
            }
            // Hangul stays whole, so that one syllable is one letter.
            let whole = ('\u{ac00}'..='\u{d7a3}').contains(&ch);
            let parts: Vec<char> =
                if whole { vec![ch] } else { std::iter::once(ch).nfkd().collect() };
            for part in parts {
                if is_combining_mark(part) && !script::keeps_marks(part) {
                    if let Some(last) = folded.letters.last_mut() {
                        last.from.end = last.from.end.max(from.end);
                    }
                    continue;
                }
                if script::unseen(part) {
                    continue;
                }
                if !part.is_alphanumeric() && !is_combining_mark(part) {
                    between.see(part);
                    continue;
                }
                let upper = ch.is_uppercase() || part.is_uppercase();
                for lower in part.to_lowercase().filter(|lower| !is_combining_mark(*lower)) {
                    // As written: a look-alike keeps its own script.
                    let script = script::of(lower);
                    for &ch in script::plain(lower).as_slice() {
                        let gap = folded.gap(ch, &from, &between, upper && !previous_upper, script);
                        folded.letters.push(Letter { ch, from: from.clone(), gap, upper, script });
                        between = Between::default();
                    }
                }
                previous_upper = upper;
            }
        }
        folded.mark_turns();
        folded
    }

    /// What stands between the letters so far and the next one.
    fn gap(
        &self,
        ch: char,
        from: &Range<usize>,
        between: &Between,
        rises: bool,
        script: Script,
    ) -> Gap {
        let gap = between.gap();
        let Some(last) = self.letters.last() else { return Gap::Line };
        let digits = last.ch.is_ascii_digit() != ch.is_ascii_digit();
        let alone = script == Script::Alone || last.script == Script::Alone;
        let turns = last.from != *from && (alone || digits || rises);
        if gap == Gap::Joined && turns { Gap::Turn } else { gap }
    }

    /// `PDFOskar`: the last capital of a run begins the word that follows it.
    fn mark_turns(&mut self) {
        for at in 1..self.letters.len().saturating_sub(1) {
            let small = !self.letters[at + 1].upper && self.letters[at + 1].ch.is_alphabetic();
            let run = self.letters[at].upper && self.letters[at - 1].upper;
            if run
                && small
                && self.letters[at].gap == Gap::Joined
                && self.letters[at + 1].gap == Gap::Joined
            {
                self.letters[at].gap = Gap::Turn;
            }
        }
    }

    /// Puts a Hangul vowel or final onto the syllable before it.
    fn compose(&mut self, ch: char, from: &Range<usize>) -> bool {
        let Some(last) = self.letters.last_mut() else { return false };
        let code = u32::from(ch);
        let before = u32::from(last.ch);
        let joined = match code {
            0x1161..=0x1175 if (0x1100..=0x1112).contains(&before) => {
                0xac00 + ((before - 0x1100) * 21 + (code - 0x1161)) * 28
            }
            0x11a8..=0x11c2
                if (0xac00..=0xd7a3).contains(&before) && (before - 0xac00) % 28 == 0 =>
            {
                before + (code - 0x11a7)
            }
            _ => return false,
        };
        let Some(whole) = char::from_u32(joined) else { return false };
        last.ch = whole;
        last.script = Script::Alone;
        last.from.end = from.end;
        true
    }

    /// The letters as one string.
    pub(crate) fn squeezed(&self) -> String {
        self.letters.iter().map(|letter| letter.ch).collect()
    }

    /// Whether a word may begin at this letter.
    pub(crate) fn starts(&self, at: usize) -> bool {
        self.letters.get(at).is_none_or(|letter| letter.gap != Gap::Joined)
    }

    /// The letters of the whole word around a span: as far as letters follow each other.
    pub(crate) fn word_around(&self, span: &Range<usize>) -> Range<usize> {
        let joined = |at: usize| {
            self.letters
                .get(at)
                .is_some_and(|letter| matches!(letter.gap, Gap::Joined | Gap::Turn | Gap::Marks))
        };
        let mut start = span.start;
        while start > 0 && joined(start) {
            start -= 1;
        }
        let mut end = span.end;
        while joined(end) {
            end += 1;
        }
        start..end
    }

    /// The bytes of the source under a span of letters.
    pub(crate) fn bytes(&self, span: &Range<usize>) -> Range<usize> {
        let letters = self.letters.get(span.clone()).unwrap_or_default();
        let from = letters.first().map_or(0, |letter| letter.from.start);
        let to = letters.iter().map(|letter| letter.from.end).max().unwrap_or(from);
        from..to
    }
}

/// `text` as nothing but folded letters: what makes two spellings of a term the same term.
#[must_use]
pub fn squeeze(text: &str) -> String {
    Folded::of(text).squeezed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_to_one() {
        let same = [
            "Tomasz Wójcik",
            "TOMASZ WOJCIK",
            "Tomasz\u{200b} W\u{ad}ójcik",
            "Ｔｏｍａｓｚ　Ｗｏｊｃｉｋ",
            "Tomasz Wo\u{301}jcik",
            "T\u{43e}m\u{430}sz W\u{43e}jcik",
            "Tomasz%20W%C3%B3jcik",
            "tomasz&nbsp;w&oacute;jcik",
            "tomasz.w&#243;jcik",
            "𝐓𝐨𝐦𝐚𝐬𝐳 𝓦𝓸𝓳𝓬𝓲𝓴",
        ];
        for text in same {
            assert_eq!(squeeze(text), "tomaszwojcik", "`{text}` reads the same");
        }
    }

    #[test]
    fn every_letter_knows_where_it_came_from() {
        let text = "Łukasz Ge\u{301}de: 家";
        let folded = Folded::of(text);
        for at in 0..folded.letters.len() {
            let bytes = folded.bytes(&(at..at + 1));
            assert!(text.get(bytes).is_some(), "letter {at} points at whole characters");
        }
        assert_eq!(folded.squeezed(), "lukaszgede家", "folded");
    }

    #[test]
    fn hangul_taken_apart_is_the_same_as_whole() {
        let apart: String = "김민수".nfd().collect();
        assert_eq!(squeeze(&apart), squeeze("김민수"), "as file names on some systems are");
    }

    #[test]
    fn words_begin_after_a_turn() {
        let folded = Folded::of("askOskar PDFPlan");
        let starts: String = (0..folded.letters.len())
            .filter(|at| folded.starts(*at))
            .map(|at| folded.letters[at].ch)
            .collect();
        assert_eq!(starts, "aopp", "capitals inside a word begin one");
    }
}
