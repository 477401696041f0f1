//! Gathers what the pieces say into a reading, with their places as the window counts them.

use std::collections::HashSet;
use std::ops::Range;

use super::scan::{Piece, What};
use super::sentence::Sentence;
use super::{Mention, Part, Reading, Span, SpanState, names};

pub(super) fn reading(raw: &str, pieces: &[Piece], sentence: Sentence) -> Reading {
    let mut gather = Gather::default();
    for piece in pieces {
        gather.take(raw, piece);
    }
    for separator in sentence.separators {
        gather.marks.push((separator, Part::Separator, SpanState::Known));
    }
    gather.marks.sort_by_key(|(at, ..)| at.start);
    let mut reading = gather.reading;
    reading.text = sentence.text;
    reading.spans = in_code_units(raw, gather.marks);
    reading
}

/// A reading in the making.
#[derive(Default)]
struct Gather {
    reading: Reading,
    marks: Vec<(Range<usize>, Part, SpanState)>,
    people: HashSet<String>,
    tags: HashSet<String>,
}

impl Gather {
    fn take(&mut self, raw: &str, piece: &Piece) {
        let at = piece.at.clone();
        match &piece.what {
            What::Plain | What::Break => {}
            What::Literal => self.mark(at, Part::Literal, SpanState::Known),
            What::Escape => self.mark(at, Part::Escape, SpanState::Known),
            What::UnknownKind => self.mark(at, Part::Kind, SpanState::Unknown),
            What::Kind(kind) => {
                self.replace(at, Part::Kind, SpanState::Known);
                self.reading.kind = Some(*kind);
            }
            What::Person(mention, _) => self.person(at, mention),
            What::Goal(mention, _) => {
                self.replace(at, Part::Goal, state(mention));
                self.reading.goal = Some(mention.clone());
            }
            What::Tag(word) => self.tag(at, &raw[word.clone()]),
            What::Figure(figure, _) => {
                self.replace(at, Part::Figure, SpanState::Known);
                self.reading.figure = Some(figure.clone());
            }
            What::When(day) => {
                self.replace(at, Part::When, SpanState::Known);
                self.reading.day = Some(*day);
            }
            What::Ask(day) => {
                self.replace(at, Part::Ask, SpanState::Known);
                self.reading.ask_on = Some(*day);
            }
            What::Outcome(words) => {
                self.mark(at, Part::Outcome, SpanState::Known);
                add_line(&mut self.reading.outcome, words);
            }
            What::Private(words) => {
                self.mark(at, Part::Private, SpanState::Known);
                add_line(&mut self.reading.private_note, words);
            }
        }
    }

    fn mark(&mut self, at: Range<usize>, part: Part, state: SpanState) {
        self.marks.push((at, part, state));
    }

    /// Marks a part of which there is one: the last wins, the one before is marked as such.
    fn replace(&mut self, at: Range<usize>, part: Part, state: SpanState) {
        let current = |mark: &&mut (Range<usize>, Part, SpanState)| {
            mark.1 == part && !matches!(mark.2, SpanState::Unknown | SpanState::Superseded)
        };
        if let Some(earlier) = self.marks.iter_mut().rev().find(current) {
            earlier.2 = SpanState::Superseded;
        }
        self.mark(at, part, state);
    }

    fn person(&mut self, at: Range<usize>, mention: &Mention) {
        self.mark(at, Part::Person, state(mention));
        let key = mention.known.map_or_else(|| names::key(&mention.name), |id| id.to_string());
        if self.people.insert(key) {
            self.reading.people.push(mention.clone());
        }
    }

    fn tag(&mut self, at: Range<usize>, word: &str) {
        self.mark(at, Part::Tag, SpanState::Known);
        if self.tags.insert(word.to_lowercase()) {
            self.reading.tags.push(word.to_owned());
        }
    }
}

fn state(mention: &Mention) -> SpanState {
    if mention.known.is_some() { SpanState::Known } else { SpanState::New }
}

fn add_line(to: &mut Option<String>, words: &str) {
    match to {
        Some(lines) => {
            lines.push('\n');
            lines.push_str(words);
        }
        None => *to = Some(words.to_owned()),
    }
}

/// Bytes to UTF-16 code units, in one walk along the text.
fn in_code_units(raw: &str, marks: Vec<(Range<usize>, Part, SpanState)>) -> Vec<Span> {
    let (mut byte, mut unit) = (0, 0_u32);
    let mut unit_at = |at: usize| {
        let passed = raw[byte..at].encode_utf16().count();
        byte = at;
        unit = unit.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        unit
    };
    let mut spans = Vec::with_capacity(marks.len());
    for (at, part, state) in marks {
        let start = unit_at(at.start);
        spans.push(Span { start, end: unit_at(at.end), part, state });
    }
    spans
}
