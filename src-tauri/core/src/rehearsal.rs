//! A packet as a busy panel reads it: the first ninety seconds, then the doubts claim by claim.

use ledgerline_packet::flow::PartKind;
use ledgerline_packet::{Claim, Length, PartText};

use crate::figure::Range;
use crate::outcome::record::Outcome;
use crate::outcome::{Confidence, Grade, Status};
use crate::time::Day;
use crate::wire::{ClaimDoubt, DoubtKind, Weakness};

/// How long a first read lasts, seconds.
pub const FIRST_READ: u32 = 90;

/// Words a minute: what adults read of English non-fiction in silence (Brysbaert 2019, a mean of
/// 238 over 190 studies).
pub const PACE: u32 = 238;

/// Words read in the first read.
pub const WORDS: u32 = FIRST_READ * PACE / 60;

/// After how many days a note is no longer written at the time.
const LATE: u32 = 14;

/// After how many days a result should have been looked at again.
const LASTING: i64 = 90;

/// What is read before the reader decides whether to go on.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct First {
    /// The text, cut at the last whole word.
    pub text: String,
    /// Its words.
    pub words: u32,
    /// Words that are not reached.
    pub left: u32,
    /// Headings within it.
    pub headings: Vec<String>,
}

/// The first `most` words of a packet in the exported order.
#[must_use]
pub fn first(parts: &[PartText], most: u32) -> First {
    let mut first = First::default();
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut read = 0;
    let mut done = false;
    let whole: usize = parts.iter().map(|part| Length::of(&part.whole()).words).sum();
    for part in parts {
        if done {
            break;
        }
        if part.kind != PartKind::Opening && read < most {
            first.headings.push(part.heading.clone());
        }
        let text = part.whole();
        if !first.text.is_empty() {
            first.text.push_str("\n\n");
        }
        for piece in text.split_inclusive(char::is_whitespace) {
            let words = Length::of(piece).words;
            if read + words > most {
                done = true;
                break;
            }
            read += words;
            first.text.push_str(piece);
        }
    }
    first.text.truncate(first.text.trim_end().len());
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (first.words, first.left) = (count(read), count(whole.saturating_sub(read)));
    first
}

/// What the record knows of a claim beside the outcome itself.
pub struct Beside<'a> {
    /// What the packet says of it.
    pub claim: &'a Claim,
    /// Statements of other claims of the packet that it may be counted twice with.
    pub twice: &'a [String],
    /// Statements of claims the user has said it overlaps with.
    pub told: &'a [String],
    /// The day of the reading.
    pub today: Day,
}

/// The doubts a claim raises, those nothing answers first.
#[must_use]
pub fn doubts(outcome: &Outcome, beside: &Beside<'_>) -> Vec<ClaimDoubt> {
    let mut found = vec![
        ClaimDoubt { kind: DoubtKind::WhoElse, answers: who_else(outcome, beside.claim) },
        ClaimDoubt { kind: DoubtKind::Anyway, answers: anyway(outcome) },
        ClaimDoubt { kind: DoubtKind::SaysWho, answers: evidence(outcome, Grade::Documented) },
    ];
    let mut add = |raised: bool, kind, answers: Vec<String>| {
        if raised {
            found.push(ClaimDoubt { kind, answers });
        }
    };
    add(beside.claim.figure.is_some(), DoubtKind::HowSure, how_sure(outcome));
    let over = outcome.status == Status::Happened;
    let long_ago = (beside.today - outcome.day).num_days() > LASTING;
    add(over && long_ago, DoubtKind::DoesItLast, lasting(outcome));
    let twice = !beside.twice.is_empty() || !beside.told.is_empty();
    let told = if beside.twice.is_empty() { beside.told.to_vec() } else { Vec::new() };
    add(twice, DoubtKind::CountedTwice, told);
    let late = beside.claim.written_after_days.filter(|days| *days > LATE).is_some();
    add(late, DoubtKind::WrittenLater, dated_then(outcome));
    let check = outcome.check_on.map(|day| day.to_string());
    add(!over, DoubtKind::HasItHappened, check.into_iter().collect());
    found.sort_by_key(|doubt| (!doubt.answers.is_empty(), doubt.kind));
    found
}

fn who_else(outcome: &Outcome, claim: &Claim) -> Vec<String> {
    if outcome.nobody_else && outcome.credits.is_empty() {
        return vec!["You wrote that there is nobody else to credit.".to_owned()];
    }
    claim.credits.clone()
}

fn anyway(outcome: &Outcome) -> Vec<String> {
    let against = &outcome.counterfactual;
    let share = against.anyway.map(|Range { low, likely, high }| {
        let span = if (low - high).abs() < f64::EPSILON {
            String::new()
        } else {
            format!(" ({low}% to {high}%)")
        };
        format!("{likely}%{span} would have come anyway")
    });
    let words = [against.text.clone(), against.basis.clone()];
    words.into_iter().filter(|text| !text.trim().is_empty()).chain(share).collect()
}

/// References of evidence of at least `grade`, strongest first.
fn evidence(outcome: &Outcome, grade: Grade) -> Vec<String> {
    let mut items: Vec<_> = outcome.evidence.iter().filter(|item| item.grade >= grade).collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.grade));
    let named = items.iter().map(|item| match item.reference.trim() {
        "" => item.grade.name().to_owned(),
        reference => format!("{}: {reference}", item.grade.name()),
    });
    named.collect()
}

fn how_sure(outcome: &Outcome) -> Vec<String> {
    let mut answers = evidence(outcome, Grade::Measured);
    if let Some(metric) = &outcome.metric
        && !metric.source.trim().is_empty()
    {
        answers.push(metric.source.clone());
    }
    match outcome.confidence {
        Some(Confidence::Guess) | None => {}
        Some(sure) => answers.push(sure.name().to_owned()),
    }
    // A guess stays a guess, whatever stands beside it.
    if outcome.confidence == Some(Confidence::Guess) { Vec::new() } else { answers }
}

fn lasting(outcome: &Outcome) -> Vec<String> {
    let Some(metric) = &outcome.metric else { return Vec::new() };
    let later = metric.later.iter().filter(|later| (later.on - outcome.day).num_days() > 0);
    later
        .map(|later| format!("{}: {} {}", later.on, later.value, metric.unit).trim().to_owned())
        .collect()
}

fn dated_then(outcome: &Outcome) -> Vec<String> {
    let then = |day: Day| (day - outcome.day).num_days().unsigned_abs() <= u64::from(LATE);
    let items = outcome.evidence.iter().filter(|item| item.dated.is_some_and(then));
    let named = items.filter(|item| item.grade >= Grade::Documented);
    named.map(|item| item.reference.clone()).filter(|text| !text.trim().is_empty()).collect()
}

/// Why a panel would set a claim aside; nothing for a sound one.
#[must_use]
pub fn weaknesses(outcome: &Outcome, beside: &Beside<'_>) -> Vec<Weakness> {
    let checks = [
        (Weakness::OnlyMyWord, outcome.grade() < Grade::Documented),
        (Weakness::NoCounterfactual, anyway(outcome).is_empty()),
        (Weakness::NobodyCredited, outcome.credits.is_empty() && !outcome.nobody_else),
        (Weakness::NoFigure, beside.claim.figure.is_none() && outcome.metric.is_none()),
        (Weakness::NotHappened, !outcome.status.counts()),
        (Weakness::CountedTwice, !beside.twice.is_empty()),
    ];
    checks.into_iter().filter(|(_, weak)| *weak).map(|(why, _)| why).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(kind: PartKind, heading: &str, text: &str) -> PartText {
        PartText { kind, heading: heading.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn ninety_seconds_are_three_hundred_and_fifty_seven_words() {
        assert_eq!(WORDS, 357, "at the pace of silent reading");
    }

    #[test]
    fn the_first_read_ends_at_a_whole_word_and_counts_the_rest() {
        let parts = [
            part(PartKind::Opening, "", "The case"),
            part(PartKind::Summary, "Summary", "One two three.\nFour five six."),
            part(PartKind::Against, "Reasons against", "Seven."),
        ];
        let read = first(&parts, 6);
        assert_eq!(read.text, "The case\n\nSummary\nOne two three.", "in the exported order");
        assert_eq!((read.words, read.left), (6, 6), "all words are somewhere");
        assert_eq!(read.headings, ["Summary"], "the last part is not reached");
        let all = first(&parts, 100);
        assert_eq!(all.left, 0, "a short packet is read whole");
        assert!(all.text.ends_with("Seven."), "to its last word");
    }
}
