//! One outcome as a packet says it, in the user's own words.

use chrono::NaiveDate;
use ledgerline_packet::{Claim, EvidenceLine};

use super::outcomes::{net, steps, told, worked};
use super::outline::Chosen;
use crate::figure::Reads;
use crate::outcome::Status;
use crate::outcome::record::Outcome;

/// The claim an outcome becomes.
pub(super) fn claim(chosen: &Chosen, currency: &str) -> Claim {
    let outcome = &chosen.outcome;
    let worked = worked(outcome, currency);
    let net = worked.as_ref().and_then(|worked| net(outcome, worked));
    let written = chosen
        .entries
        .first()
        .map(|entry| (entry.captured_at.date_naive() - entry.day).num_days())
        .and_then(|days| u32::try_from(days).ok());
    Claim {
        heading: None,
        sentence: told(outcome, net.as_ref(), currency),
        status_note: status_note(outcome.status, outcome.check_on),
        figure: figure(outcome, net.as_ref().map(|net| &net.reads), currency),
        counterfactual: Some(outcome.counterfactual.text.clone()).filter(|text| !text.is_empty()),
        evidence: outcome
            .evidence
            .iter()
            .map(|item| EvidenceLine {
                grade: item.grade.number(),
                grade_name: item.grade.name().to_owned(),
                reference: item.reference.clone(),
                dated: item.dated,
            })
            .collect(),
        credits: outcome
            .credits
            .iter()
            .map(|credit| match credit.did.as_str() {
                "" => credit.name.clone(),
                did => format!("{}: {did}", credit.name),
            })
            .collect(),
        written_after_days: written,
        steps: steps(worked.as_ref(), net.as_ref(), currency).into_iter().map(printed).collect(),
    }
}

/// A sum with the signs of print: the window's, like the user's own, are those of a keyboard. A
/// step without a sum is the user's words, which stay as they are.
fn printed(step: String) -> String {
    match step.contains(" = ") {
        true => step.replace(" x ", " × ").replace(" - ", " − "),
        false => step,
    }
}

fn figure(outcome: &Outcome, net: Option<&Reads>, currency: &str) -> Option<String> {
    match net {
        Some(reads) => Some(reads.text(currency)),
        None => outcome.figure.as_ref().map(|figure| figure.text(currency)),
    }
}

fn status_note(status: Status, check_on: Option<NaiveDate>) -> Option<String> {
    let note = match status {
        Status::Happened => return None,
        Status::Expected => "expected",
        Status::Partly => "partly",
        Status::DidNot => "did not happen",
    };
    Some(match check_on.filter(|_| status == Status::Expected) {
        Some(day) => format!("{note} by {day}"),
        None => note.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::printed;

    #[test]
    fn only_a_sum_gets_the_signs_of_print() {
        let sum = printed("credited share = (100% - 25%) x 50% = 37.5%".to_owned());
        assert_eq!(sum, "credited share = (100% − 25%) × 50% = 37.5%", "minus and times");
        let words = "the gate: from x - y to y x z; decided by a panel";
        assert_eq!(printed(words.to_owned()), words, "the user's words are no sum");
    }
}
