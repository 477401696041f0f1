//! `packet rule`, `packet rules`, `packet review`: what a packet may not say.

use std::io::Write;

use clap::{Args, ValueEnum};
use ledgerline_core::id::PacketId;
use ledgerline_core::journal::Journal;
use ledgerline_core::wire::{
    Basis, Doubt, PacketReview, PacketRule, RuleLine, Spot, Subject, Treatment, Unresolved,
};
use serde_json::json;

use crate::call::Call;
use crate::failure::{Failure, Outcome};
use crate::filters::person;
use crate::paper::{Ink, count};

/// A rule: about whom or what, and what happens to it
#[derive(Args)]
pub(crate) struct Answer {
    #[command(flatten)]
    about: About,
    /// What happens to it
    #[arg(value_enum)]
    how: How,
    /// With `describe`: the words that stand for it everywhere
    text: Option<String>,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct About {
    /// A person, by every part of the name
    #[arg(long, value_name = "PERSON")]
    person: Option<String>,
    /// A customer, a product, a file's name or any other words
    #[arg(long, value_name = "TERM")]
    term: Option<String>,
    /// The figure of an outcome, by its id or its entry's
    #[arg(long, value_name = "ID")]
    figure: Option<String>,
    /// Every word asked about only because nobody is known by it; with `keep`
    #[arg(long)]
    unknown: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum How {
    /// It stays
    Keep,
    /// Other words stand for it
    Describe,
    /// A number becomes its band
    Band,
    /// A number keeps two figures
    Round,
    /// A mark stands for it
    Remove,
    /// No rule any more
    Drop,
}

impl Answer {
    pub(crate) fn set(self, id: PacketId, journal: &mut Journal, call: &mut Call) -> Outcome {
        let usage = |why: &str| Err(Failure::Usage(why.to_owned()));
        if self.text.is_some() != (self.how == How::Describe) {
            return usage(
                "`describe` needs the words that stand for it, and nothing else takes any",
            );
        }
        if self.about.unknown && self.how != How::Keep {
            return usage("--unknown goes with `keep`; answer the others one by one");
        }
        if self.about.unknown {
            let review = journal.keep_unknown(id, &call.now)?;
            return show(&review, call);
        }
        let subject = self.about.subject(journal, call)?;
        let treatment = match self.how {
            How::Drop => {
                let review = journal.drop_packet_rule(id, &subject, &call.now)?;
                return show(&review, call);
            }
            How::Keep => Treatment::Keep,
            How::Describe => Treatment::Describe { text: self.text.unwrap_or_default() },
            How::Band => Treatment::Band,
            How::Round => Treatment::Round,
            How::Remove => Treatment::Remove,
        };
        let review = journal.set_packet_rule(id, PacketRule { subject, treatment }, &call.now)?;
        show(&review, call)
    }
}

impl About {
    fn subject(self, journal: &Journal, call: &Call) -> Outcome<Subject> {
        if let Some(name) = self.person {
            return Ok(Subject::Person { person: person(journal, &name, &call.now)? });
        }
        if let Some(term) = self.term {
            return Ok(Subject::Term { term });
        }
        let found = crate::packet::meant(&self.figure.unwrap_or_default(), journal, call)?;
        match found.as_slice() {
            [outcome] => Ok(Subject::Figure { outcome: *outcome }),
            _ => Err(Failure::Failed(
                "more than one thing came of this entry; give the outcome's id".to_owned(),
            )),
        }
    }
}

/// The whole page to look at before a packet leaves.
pub(crate) fn show(review: &PacketReview, call: &mut Call) -> Outcome {
    if call.json {
        return call.print_json(review);
    }
    for open in &review.unresolved {
        writeln!(call.out, "{}", call.paper.ink(Ink::Strong, &told(open)))?;
    }
    for line in review.people.iter().chain(&review.terms).chain(&review.figures) {
        let places = count(u32::try_from(line.places.len()).unwrap_or(u32::MAX), "place", "places");
        writeln!(call.out, "{} → {} ({places})", line.before, instead(line))?;
    }
    Ok(())
}

fn instead(line: &RuleLine) -> String {
    let day = line.asked_on.map(|day| format!(", asked {day}")).unwrap_or_default();
    match (line.basis, &line.treatment) {
        (Basis::Author, _) => "kept: the packet is theirs".to_owned(),
        (Basis::Consent, _) => format!("kept: agreed{day}"),
        (Basis::Refusal, _) => format!("{}: did not agree{day}", line.after),
        (Basis::Chosen, Treatment::Keep) => "kept".to_owned(),
        (Basis::Chosen, _) => line.after.clone(),
    }
}

/// What an open thing is, and how to answer it.
pub(crate) fn told(open: &Unresolved) -> String {
    let why = match open.doubt {
        Doubt::NoRule => "has neither a rule nor a consent",
        Doubt::Possible => "may be a name that is withheld, or hold one",
        Doubt::Shared => "is the name of several people who are treated differently",
        Doubt::Unknown if open.file_name => "is a file's name or an address nobody has looked at",
        Doubt::Unknown => "matches nobody and nothing in the journal",
        Doubt::Alias => "stands for something and says something withheld itself",
    };
    let places: Vec<String> = open.places.iter().take(3).map(place).collect();
    let at = if places.is_empty() { String::new() } else { format!(" ({})", places.join("; ")) };
    format!("`{}` {why}{at}", open.word)
}

fn place(spot: &Spot) -> String {
    match (spot.section, spot.claim) {
        (Some(section), Some(claim)) => {
            format!("section {}, claim {}, {}", section + 1, claim + 1, spot.field)
        }
        (Some(section), None) => format!("section {}, {}", section + 1, spot.field),
        _ => spot.field.clone(),
    }
}

/// What is open, before an export: names every item, so that nothing has to be looked up.
pub(crate) fn refuse_open(id: PacketId, journal: &Journal, call: &mut Call) -> Outcome {
    let review = journal.packet_review(id)?;
    if review.unresolved.is_empty() {
        return Ok(());
    }
    if call.json {
        call.print_json(&json!({ "unresolved": review.unresolved }))?;
    }
    let open: Vec<String> = review.unresolved.iter().map(told).collect();
    Err(Failure::Failed(format!(
        "nothing was written; this needs an answer first, with `packet rule`:\n  {}",
        open.join("\n  ")
    )))
}
