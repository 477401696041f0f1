//! Puts the sentence together: which tokens stay in it as words, and what closes where one left.

use std::ops::Range;

use super::marks;
use super::scan::{Piece, What};

/// The text of an entry, and the punctuation that left with the tokens it separated.
pub(super) struct Sentence {
    pub(super) text: String,
    pub(super) separators: Vec<Range<usize>>,
}

/// The longest word that ties one name to the next: `and`, `und`, `&`.
const TIE: usize = 3;

pub(super) fn compose(raw: &str, pieces: &[Piece]) -> Sentence {
    let (mut lines, mut separators) = (Vec::new(), Vec::new());
    for line in pieces.split(|piece| piece.what == What::Break) {
        let mut written = Written::default();
        Line::of(raw, line).write(&mut written);
        separators.append(&mut written.separators);
        // A line of nothing but tokens leaves whole; a blank line of the writer's stays.
        if !(written.gap && written.text.is_empty()) {
            lines.push(written.text.trim_end_matches('\r').to_owned());
        }
    }
    Sentence { text: lines.join("\n").trim().to_owned(), separators }
}

/// The pieces of one line, with what stands around each.
struct Line<'a> {
    raw: &'a str,
    pieces: &'a [Piece],
    /// Whether words stand somewhere before, and after, each piece.
    before: Vec<bool>,
    after: Vec<bool>,
    /// Whether each piece stays in the sentence.
    stays: Vec<bool>,
}

impl<'a> Line<'a> {
    fn of(raw: &'a str, pieces: &'a [Piece]) -> Self {
        let says: Vec<bool> = pieces
            .iter()
            .map(|piece| is_text(piece) && marks::has_words(&raw[piece.at.clone()]))
            .collect();
        let seen = |seen: &mut bool, says: &bool| {
            let already = *seen;
            *seen |= says;
            Some(already)
        };
        let before = says.iter().scan(false, seen).collect();
        let mut after: Vec<bool> = says.iter().rev().scan(false, seen).collect();
        after.reverse();
        let mut line = Self { raw, pieces, before, after, stays: Vec::with_capacity(pieces.len()) };
        for (index, piece) in pieces.iter().enumerate() {
            let text = is_text(piece) || piece.what == What::Escape;
            line.stays.push(text || line.name_stays(index));
        }
        // Names first: a figure between a word and a name that stays is between words.
        let beside: Vec<bool> =
            (0..pieces.len()).map(|index| line.stands_between_words(index)).collect();
        line.stays.iter_mut().zip(beside).for_each(|(stays, beside)| *stays |= beside);
        line
    }

    fn text(&self, index: usize) -> &'a str {
        &self.raw[self.pieces[index].at.clone()]
    }

    /// The character directly after a piece, when it is text.
    fn glued(&self, index: usize) -> Option<char> {
        let next = self.pieces.get(index + 1).filter(|piece| is_text(piece))?;
        self.raw[next.at.clone()].chars().next().filter(|c| !c.is_whitespace())
    }

    fn name_stays(&self, index: usize) -> bool {
        if !is_name(&self.pieces[index]) {
            return false;
        }
        self.after[index]
            || self.ends_the_sentence(index)
            || self.is_tied(index)
            || self.is_leant_on(index)
    }

    /// `agreed it with @Mei-Lin`: without the name the sentence would hang in the air.
    fn is_leant_on(&self, index: usize) -> bool {
        index > 0 && self.pieces[index - 1].what == What::Plain && {
            let before = self.text(index - 1);
            before.ends_with(char::is_whitespace)
                && before.split_whitespace().next_back().is_some_and(marks::leans)
        }
    }

    /// `I asked @Mei-Lin.`: directly after words, directly before a mark that is no separator.
    fn ends_the_sentence(&self, index: usize) -> bool {
        let follows_words =
            index > 0 && is_text(&self.pieces[index - 1]) && marks::has_words(self.text(index - 1));
        follows_words && self.glued(index).is_some_and(|c| !marks::separates(c))
    }

    /// `@Mei-Lin and @Oskar`, `@Mei-Lin, @Oskar`: one short word or a comma away from a name that
    /// stays.
    fn is_tied(&self, index: usize) -> bool {
        if index < 2 || !self.stays[index - 2] || !is_name(&self.pieces[index - 2]) {
            return false;
        }
        let tie = self.text(index - 1).trim();
        if !tie.is_empty() && tie.chars().all(marks::separates) {
            return true;
        }
        marks::has_words(tie) && tie.chars().count() <= TIE && !tie.contains(char::is_whitespace)
    }

    /// Whether a tag or a figure stands alone between words, and not at the end of a clause.
    fn stands_between_words(&self, index: usize) -> bool {
        if !matches!(self.pieces[index].what, What::Tag(_) | What::Figure(..)) {
            return false;
        }
        if self.is_leant_on(index) {
            return true;
        }
        let blank = |at: &usize| self.text(*at).trim().is_empty();
        let previous = (0..index).rev().find(|at| !blank(at));
        let next = (index + 1..self.pieces.len()).find(|at| !blank(at));
        let word = |at: Option<usize>| at.is_some_and(|at| self.stays[at]);
        let named = |at: Option<usize>| at.is_some_and(|at| is_name(&self.pieces[at]));
        (self.before[index] || named(previous))
            && self.after[index]
            && word(previous)
            && word(next)
            && !self.glued(index).is_some_and(marks::ends_clause)
    }

    fn write(&self, to: &mut Written) {
        let mut taken = 0;
        for (index, piece) in self.pieces.iter().enumerate() {
            let from = piece.at.start + std::mem::take(&mut taken);
            match &piece.what {
                What::Escape => {}
                _ if is_text(piece) => to.put(&self.raw[from..piece.at.end]),
                What::Person(_, words)
                | What::Goal(_, words)
                | What::Tag(words)
                | What::Figure(_, words)
                    if self.stays[index] =>
                {
                    to.put(&self.raw[words.clone()]);
                }
                _ => {
                    to.leave();
                    taken = self.separator(index, &to.text);
                    if taken > 0 {
                        to.separators.push(piece.at.end..piece.at.end + taken);
                    }
                }
            }
        }
    }

    /// How many bytes of punctuation leave with the token at `index`: those that would open the
    /// sentence, or hang at its end.
    fn separator(&self, index: usize, so_far: &str) -> usize {
        let Some(next) = self.pieces.get(index + 1).filter(|piece| piece.what == What::Plain)
        else {
            return 0;
        };
        let opening = !self.before[index] && so_far.is_empty();
        if !opening && self.after[index] {
            return 0;
        }
        let ended = so_far.chars().next_back().is_some_and(marks::ends_clause);
        let leaves = |c: char| marks::separates(c) || ((opening || ended) && marks::ends_clause(c));
        let rest = &self.raw[next.at.clone()];
        let after = rest.trim_start_matches(leaves);
        if after.is_empty() || after.starts_with(char::is_whitespace) {
            rest.len() - after.len()
        } else {
            0
        }
    }
}

/// A line as it is written: text so far, whether a token just left, and white space since.
#[derive(Default)]
struct Written {
    text: String,
    gap: bool,
    spaced: bool,
    separators: Vec<Range<usize>>,
}

impl Written {
    fn leave(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        self.gap = true;
        self.spaced = false;
    }

    fn put(&mut self, words: &str) {
        if !self.gap {
            self.text.push_str(words);
            return;
        }
        let trimmed = words.trim_start();
        self.spaced |= trimmed.len() < words.len();
        let Some(first) = trimmed.chars().next() else { return };
        if !self.text.is_empty() && !self.closes_up(first, trimmed) {
            self.text.push(' ');
        }
        self.text.push_str(trimmed);
        self.gap = false;
    }

    /// Whether `words` follow what is written without a space.
    fn closes_up(&self, first: char, words: &str) -> bool {
        if self.text.ends_with(['(', '[', '{', '（', '「']) {
            return true;
        }
        // A mark of its own after a space (`... !sh .`) closes up; an emoticon (`:)`) does not.
        let alone = || words.chars().nth(1).is_none_or(char::is_whitespace);
        let mark = marks::ends_clause(first) || marks::separates(first);
        marks::closes(first) && (!self.spaced || (mark && alone()))
    }
}

fn is_text(piece: &Piece) -> bool {
    matches!(piece.what, What::Plain | What::Literal | What::UnknownKind)
}

fn is_name(piece: &Piece) -> bool {
    matches!(piece.what, What::Person(..) | What::Goal(..))
}
