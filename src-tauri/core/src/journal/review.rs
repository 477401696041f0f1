//! Everything to look at before a packet leaves.

use std::ops::Range;

use ledgerline_packet::Spot as Place;
use ledgerline_packet::withhold::{Asked, Met, REMOVED, Why};

use super::Journal;
use super::redaction::{Cleared, Line, Withheld};
use crate::error::{Error, Result};
use crate::id::PacketId;
use crate::store;
use crate::wire::{Doubt, PacketReview, Piece, RuleLine, Spot, Subject, Treatment, Unresolved};

/// How much of a text is shown on either side.
const AROUND: usize = 48;

impl Journal {
    /// What a packet's rules replace and where, and what still needs an answer.
    ///
    /// # Errors
    /// There is no such packet.
    pub fn packet_review(&self, id: PacketId) -> Result<PacketReview> {
        let (withheld, held_back) = self.withheld_packet(id)?;
        review(&withheld, held_back)
    }

    /// The document a packet leaves as, with the gate its files go through.
    ///
    /// # Errors
    /// Something needs an answer first, or nothing in the packet may leave.
    pub fn cleared_packet(&self, id: PacketId) -> Result<Cleared> {
        let (withheld, held_back) = self.withheld_packet(id)?;
        let open = review(&withheld, held_back)?.unresolved.len();
        match open {
            0 => {}
            1 => return Err(Error::Unresolved("one thing".to_owned())),
            _ => return Err(Error::Unresolved(format!("each of {open} things"))),
        }
        if withheld.redacted.document.sections.is_empty() {
            return Err(Error::BadInput(
                "the packet holds no outcome that may leave; choose one first".to_owned(),
            ));
        }
        Ok(Cleared::new(withheld.redacted))
    }
}

fn review(withheld: &Withheld, held_back: u32) -> Result<PacketReview> {
    let Withheld { redacted, lines } = withheld;
    let mut review = PacketReview {
        unresolved: unresolved(&redacted.asked, lines)?,
        people: Vec::new(),
        terms: Vec::new(),
        figures: Vec::new(),
        held_back,
    };
    for at in &redacted.aliases {
        let Some(line) = lines.get(*at) else { continue };
        if let Some(Treatment::Describe { text }) = &line.treatment {
            review.unresolved.push(Unresolved {
                word: text.clone(),
                doubt: Doubt::Alias,
                subject: line.subject.clone(),
                file_name: false,
                places: Vec::new(),
            });
        }
    }
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.silent) {
        let met: Vec<&Met> =
            redacted.met.iter().filter(|met| speaks(lines, met.rule) == at).collect();
        let Some(shown) = rule_line(line, &met)? else { continue };
        match shown.subject {
            Subject::Person { .. } => review.people.push(shown),
            Subject::Term { .. } => review.terms.push(shown),
            Subject::Figure { .. } => review.figures.push(shown),
        }
    }
    Ok(review)
}

/// The line that speaks for a rule.
fn speaks(lines: &[Line], rule: usize) -> usize {
    lines.get(rule).and_then(|line| line.of).unwrap_or(rule)
}

/// A rule's line; none for somebody without a rule of this packet whom it does not name.
fn rule_line(line: &Line, met: &[&Met]) -> Result<Option<RuleLine>> {
    let Some(treatment) = line.treatment.clone() else { return Ok(None) };
    if met.is_empty() && line.basis != crate::wire::Basis::Chosen {
        return Ok(None);
    }
    let figure = matches!(line.subject, Subject::Figure { .. });
    let first = met.first().map(|met| (met.text[met.at.clone()].to_owned(), met.after.clone()));
    let (before, after) = match (&treatment, first) {
        // A figure is known by what it was.
        (_, Some((before, after))) if figure => (before, after),
        (Treatment::Keep, _) => (line.name.clone(), line.name.clone()),
        (Treatment::Describe { text }, _) => (line.name.clone(), text.clone()),
        (Treatment::Remove, _) => (line.name.clone(), REMOVED.to_owned()),
        (Treatment::Band | Treatment::Round, Some((_, after))) => (line.name.clone(), after),
        (Treatment::Band | Treatment::Round, None) => (line.name.clone(), String::new()),
    };
    let places =
        met.iter().map(|met| spot(&met.place, &met.text, &met.at)).collect::<Result<_>>()?;
    Ok(Some(RuleLine {
        subject: line.subject.clone(),
        before,
        after,
        treatment,
        basis: line.basis,
        asked_on: line.asked_on,
        places,
    }))
}

fn unresolved(asked: &[Asked], lines: &[Line]) -> Result<Vec<Unresolved>> {
    let mut found: Vec<Unresolved> = Vec::new();
    for one in asked {
        let line = one.rule.and_then(|rule| lines.get(speaks(lines, rule)));
        let (doubt, subject, word) = match (one.why, line) {
            (Why::NoRule, Some(line)) => (Doubt::NoRule, line.subject.clone(), line.name.clone()),
            (why, _) => {
                let doubt = match why {
                    Why::NoRule | Why::Possible => Doubt::Possible,
                    Why::Shared => Doubt::Shared,
                    Why::Unknown => Doubt::Unknown,
                };
                (doubt, Subject::Term { term: one.word.clone() }, one.word.clone())
            }
        };
        let place = spot(&one.place, &one.text, &one.at)?;
        let same = |known: &Unresolved| match (&known.subject, &subject) {
            (Subject::Term { term: a }, Subject::Term { term: b }) => {
                ledgerline_packet::withhold::squeeze(a) == ledgerline_packet::withhold::squeeze(b)
            }
            (a, b) => a == b,
        };
        match found.iter_mut().find(|known| same(known)) {
            Some(known) => known.places.push(place),
            None => found.push(Unresolved {
                word,
                doubt,
                subject,
                file_name: one.file_name,
                places: vec![place],
            }),
        }
    }
    Ok(found)
}

fn spot(place: &Place, text: &str, at: &Range<usize>) -> Result<Spot> {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Spot {
        section: place.section.map(number),
        claim: place.section.and(place.item).map(number),
        field: store::to_word(&place.at)?,
        words: words(text, at),
    })
}

/// The words around a place, with the place marked.
fn words(text: &str, at: &Range<usize>) -> Vec<Piece> {
    let (before, rest) = text.split_at(at.start.min(text.len()));
    let (hit, after) = rest.split_at(at.len().min(rest.len()));
    let skip = before.chars().count().saturating_sub(AROUND);
    let piece = |text: String, hit: bool| (!text.is_empty()).then_some(Piece { text, hit });
    [
        piece(before.chars().skip(skip).collect(), false),
        piece(hit.to_owned(), true),
        piece(after.chars().take(AROUND).collect(), false),
    ]
    .into_iter()
    .flatten()
    .collect()
}
