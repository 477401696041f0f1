//! Cuts raw text into pieces: plain text, tokens, and what reads as it stands.

use std::ops::Range;

use super::literal::Literals;
use super::names::Register;
use super::{Context, Mention, amount, marks, when};
use crate::figure::Figure;
use crate::kind::Kind;
use crate::time::Day;

/// A stretch of the raw text. The pieces of a reading cover it without gap or overlap.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) at: Range<usize>,
    pub(super) what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// Text.
    Plain,
    /// A line break.
    Break,
    /// Text in quotes or backticks.
    Literal,
    /// A backslash that made the next word text.
    Escape,
    /// `!xx` that is no kind: text.
    UnknownKind,
    Kind(Kind),
    /// A name with the stretch its words stand in.
    Person(Mention, Range<usize>),
    Goal(Mention, Range<usize>),
    Tag(Range<usize>),
    /// A figure with the stretch that stays when the sentence needs it.
    Figure(Figure, Range<usize>),
    When(Day),
    Ask(Day),
    Outcome(String),
    Private(String),
}

/// Reads all of `raw`.
pub(super) fn pieces(raw: &str, context: &Context<'_>) -> Vec<Piece> {
    let mut scan = Scan {
        raw,
        today: context.today,
        people: Register::of(context.people),
        goals: Register::of(context.goals),
        literals: Literals::of(raw),
        line_end: 0,
        pieces: Vec::new(),
    };
    scan.run();
    scan.pieces
}

struct Scan<'a> {
    raw: &'a str,
    today: Day,
    people: Register<'a>,
    goals: Register<'a>,
    literals: Literals<'a>,
    line_end: usize,
    pieces: Vec<Piece>,
}

impl Scan<'_> {
    fn run(&mut self) {
        let (mut at, mut boundary) = (0, true);
        self.line_end = line_end(self.raw, 0);
        while let Some(c) = self.raw[at..].chars().next() {
            if c == '\n' {
                self.push(at..at + 1, What::Break);
                at += 1;
                boundary = true;
                self.line_end = line_end(self.raw, at);
                continue;
            }
            let start = at;
            at = match self.special(at, c, boundary) {
                Some(end) => end,
                None => {
                    self.plain(at..at + c.len_utf8());
                    at + c.len_utf8()
                }
            };
            let stepped = at == start + c.len_utf8();
            boundary = stepped && (c.is_whitespace() || (boundary && marks::turns(c)));
        }
    }

    /// A token, escape or literal at `at`: pushes it and returns its end.
    fn special(&mut self, at: usize, c: char, boundary: bool) -> Option<usize> {
        if boundary {
            if c == '\\' {
                return self.escape(at);
            }
            if let Some(end) = self.token(at, c) {
                return Some(end);
            }
        }
        if !matches!(c, '`' | '"' | '“') {
            return None;
        }
        let end = self.literals.end(at, self.line_end)?;
        self.push(at..end, What::Literal);
        if end > self.line_end {
            // A fence ran over several lines.
            self.line_end = line_end(self.raw, end);
        }
        Some(end)
    }

    fn token(&mut self, at: usize, sigil: char) -> Option<usize> {
        match sigil {
            '!' => self.kind(at),
            '@' | '>' => self.name(at, sigil),
            '#' => self.tag(at),
            '$' => self.figure(at),
            '^' | '?' => self.day(at, sigil),
            '=' => self.outcome(at),
            '/' => self.private(at),
            _ => None,
        }
    }

    fn push(&mut self, at: Range<usize>, what: What) -> usize {
        let end = at.end;
        self.pieces.push(Piece { at, what });
        end
    }

    fn plain(&mut self, at: Range<usize>) {
        match self.pieces.last_mut() {
            Some(Piece { at: last, what: What::Plain }) if last.end == at.start => {
                last.end = at.end
            }
            _ => self.pieces.push(Piece { at, what: What::Plain }),
        }
    }

    /// The word after a sigil of one byte, without the punctuation that closes it.
    fn bare_word(&self, at: usize) -> &str {
        let rest = &self.raw[at + 1..];
        marks::bare(&rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())])
    }

    fn kind(&mut self, at: usize) -> Option<usize> {
        let word = self.bare_word(at);
        let letters = |c: char| c.is_alphabetic() || c == '-';
        if !word.starts_with(char::is_alphabetic) || !word.chars().all(letters) {
            return None;
        }
        // The longest name has thirteen letters.
        let kind = (word.len() <= 32).then(|| Kind::read(word)).flatten();
        let end = at + 1 + word.len();
        Some(self.push(at..end, kind.map_or(What::UnknownKind, What::Kind)))
    }

    fn name(&mut self, at: usize, sigil: char) -> Option<usize> {
        let (words, end, quoted) = self.name_words(at + 1, sigil)?;
        let typed = &self.raw[words.clone()];
        if !typed.chars().any(char::is_alphanumeric) {
            return None;
        }
        let register = if sigil == '@' { &mut self.people } else { &mut self.goals };
        let mention = register.mention(typed);
        let free = quoted || mention.known.is_some() || !is_measure(typed);
        let opens_well = quoted || typed.starts_with(char::is_alphanumeric);
        if !free || !opens_well {
            return None;
        }
        let what =
            if sigil == '@' { What::Person(mention, words) } else { What::Goal(mention, words) };
        Some(self.push(at..end, what))
    }

    /// Where the words of a name stand, where its token ends, and whether it is quoted.
    fn name_words(&self, at: usize, sigil: char) -> Option<(Range<usize>, usize, bool)> {
        if self.raw[at..].starts_with(['"', '“']) {
            let (close, end) = self.literals.quoted(at, self.line_end)?;
            let open = at + self.raw[at..].chars().next().map_or(0, char::len_utf8);
            let inner = &self.raw[open..close];
            let start = open + inner.len() - inner.trim_start().len();
            return Some((start..start + inner.trim().len(), end, true));
        }
        let rest = &self.raw[at..];
        let ends = |c: char| marks::ends_name(c) || (sigil == '@' && matches!(c, '/' | '|'));
        let name = marks::bare(&rest[..rest.find(ends).unwrap_or(rest.len())]);
        let name = if sigil == '@' { without_possessive(name) } else { name };
        Some((at..at + name.len(), at + name.len(), false))
    }

    fn tag(&mut self, at: usize) -> Option<usize> {
        let rest = &self.raw[at + 1..];
        let tag = marks::bare(&rest[..rest.find(marks::ends_name).unwrap_or(rest.len())]);
        let says = |c: char| {
            c.is_alphabetic() || (!c.is_ascii() && !marks::closes(c) && !matches!(c, '‐'..='―'))
        };
        let begins = tag.starts_with(|c: char| c.is_alphanumeric() || !c.is_ascii());
        if !begins || !tag.chars().any(says) {
            return None;
        }
        let end = at + 1 + tag.len();
        Some(self.push(at..end, What::Tag(at + 1..end)))
    }

    fn figure(&mut self, at: usize) -> Option<usize> {
        let word = self.bare_word(at);
        let amount = amount::read(word)?;
        let end = at + 1 + word.len();
        let stays = if amount.unit_written { at + 1..end } else { at..end };
        Some(self.push(at..end, What::Figure(amount.figure, stays)))
    }

    fn day(&mut self, at: usize, sigil: char) -> Option<usize> {
        let word = self.bare_word(at);
        let what = match sigil {
            '^' => What::When(when::past(word, self.today)?),
            _ => What::Ask(when::ahead(word, self.today)?),
        };
        let end = at + 1 + word.len();
        Some(self.push(at..end, what))
    }

    fn outcome(&mut self, at: usize) -> Option<usize> {
        let from = at + 1;
        // `==`, `=>` and `=)` are signs of their own.
        let glued = self.raw[from..].chars().next()?;
        if glued.is_ascii_punctuation() && !matches!(glued, '"' | '`' | '$' | '@' | '#') {
            return None;
        }
        let (end, escapes) = self.private_start(from);
        let mut words = String::with_capacity(end - from);
        let mut copied = from;
        for escape in escapes {
            words.push_str(&self.raw[copied..escape]);
            copied = escape + 1;
        }
        words.push_str(&self.raw[copied..end]);
        let words = words.trim();
        if words.is_empty() {
            return None;
        }
        let end = from + self.raw[from..end].trim_end().len();
        Some(self.push(at..end, What::Outcome(words.to_owned())))
    }

    /// Where a private note begins on this line after `from`, else where the line ends; with the
    /// backslashes that kept a `//` before it from being one.
    fn private_start(&self, from: usize) -> (usize, Vec<usize>) {
        let (mut at, mut boundary, mut escapes) = (from, false, Vec::new());
        while at < self.line_end {
            let Some(c) = self.raw[at..].chars().next() else { break };
            if boundary && self.opens_private(at) {
                return (at, escapes);
            }
            if boundary && self.raw[at..].starts_with("\\//") {
                escapes.push(at);
                at += 3;
                boundary = false;
                continue;
            }
            let literal = matches!(c, '`' | '"' | '“')
                .then(|| self.literals.end(at, self.line_end))
                .flatten();
            match literal.filter(|end| *end <= self.line_end) {
                Some(end) => (at, boundary) = (end, false),
                None => {
                    boundary = c.is_whitespace() || (boundary && marks::turns(c));
                    at += c.len_utf8();
                }
            }
        }
        (self.line_end, escapes)
    }

    fn opens_private(&self, at: usize) -> bool {
        self.raw[at..self.line_end].strip_prefix("//").is_some_and(|note| !note.trim().is_empty())
    }

    fn private(&mut self, at: usize) -> Option<usize> {
        if !self.opens_private(at) {
            return None;
        }
        let note = self.raw[at + 2..self.line_end].trim().to_owned();
        let end = at + self.raw[at..self.line_end].trim_end().len();
        Some(self.push(at..end, What::Private(note)))
    }

    /// Drops the backslash before a sigil and takes the sigil as text.
    fn escape(&mut self, at: usize) -> Option<usize> {
        let after = &self.raw[at + 1..];
        let sigil = after
            .chars()
            .next()
            .filter(|c| "!@>#$^?=\"“`".contains(*c) || after.starts_with("//"))?;
        let width = if sigil == '/' { 2 } else { sigil.len_utf8() };
        self.push(at..at + 1, What::Escape);
        self.plain(at + 1..at + 1 + width);
        Some(at + 1 + width)
    }
}

fn line_end(raw: &str, from: usize) -> usize {
    raw[from..].find('\n').map_or(raw.len(), |length| from + length)
}

/// `Mei-Lin` of `Mei-Lin's`: a person's name, not the person's something.
fn without_possessive(name: &str) -> &str {
    let cut = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s"));
    cut.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// `3pm`, `50%`, `20k`: begins with a digit and holds no word.
fn is_measure(typed: &str) -> bool {
    typed.starts_with(|c: char| c.is_ascii_digit())
        && typed.chars().filter(|c| c.is_alphabetic()).count() < 3
}
