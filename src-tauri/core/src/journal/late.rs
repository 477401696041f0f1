//! Late outcomes: what was expected, answered when its day comes, and looked at again.

use chrono::Days;

use super::Journal;
use crate::error::{Error, Result};
use crate::id::OutcomeId;
use crate::outcome::Status;
use crate::outcome::record::Outcome;
use crate::store::snapshot::Scope;
use crate::store::{self, later};
use crate::time::{Day, Moment};
use crate::wire::{Deed, DueAnswer, EntryView};

/// After how many days an outcome may ask again.
pub const AGAIN: [u32; 4] = [30, 90, 180, 365];

impl Journal {
    /// Answers an outcome whose day has come: it came, in part, not at all, or not yet; with a new
    /// measurement where there is one, and days on which to look again where wished.
    ///
    /// # Errors
    /// "Not yet" has no day to ask again, a day is none of [`AGAIN`], a measurement has no metric
    /// to go with or is no number, or there is no such outcome.
    pub fn answer_outcome(
        &mut self,
        id: OutcomeId,
        answer: &DueAnswer,
        now: &Moment,
    ) -> Result<EntryView> {
        let currency = self.settings()?.currency;
        let mut again = days_ahead(&answer.again, now.day())?;
        let entry = self.change(Deed::AnswerOutcome, |tx, trace| {
            let mut outcome = store::outcome::read(tx, id)?;
            trace.touch(tx, Scope::Outcome(id.0))?;
            if again.is_empty() {
                again = later::days(tx, id, now.day())?;
            }
            measure(&mut outcome, answer)?;
            outcome.status = answer.status.unwrap_or(outcome.status);
            if outcome.status == Status::Expected {
                if again.is_empty() {
                    return Err(Error::BadInput(
                        "say when to ask again: in 30, 90, 180 or 365 days".to_owned(),
                    ));
                }
                outcome.check_on = Some(again.remove(0));
            }
            if outcome.calculation.is_none()
                && let Some(worked) = super::outcomes::worked(&outcome, &currency)
            {
                outcome.figure = worked.figure;
            }
            outcome.revision += 1;
            later::look_again(tx, id, &again)?;
            let entries = outcome.entries.clone();
            store::outcome::put(tx, &outcome)?;
            let first = entries.first().copied().ok_or(Error::NotFound("entry"))?;
            super::people::index(tx, entries)?;
            Ok(first)
        })?;
        self.entry(entry, now)
    }
}

fn days_ahead(again: &[u32], today: Day) -> Result<Vec<Day>> {
    let mut again = again.to_vec();
    again.sort_unstable();
    again.dedup();
    if again.iter().any(|days| !AGAIN.contains(days)) {
        return Err(Error::BadInput("ask again in 30, 90, 180 or 365 days".to_owned()));
    }
    Ok(again.into_iter().map(|days| today + Days::new(u64::from(days))).collect())
}

/// Adds a new measurement to the series, in the order of days. The first one an expected outcome
/// has is its result.
fn measure(outcome: &mut Outcome, answer: &DueAnswer) -> Result<()> {
    let Some(measured) = &answer.measured else { return Ok(()) };
    let Some(metric) = &mut outcome.metric else {
        return Err(Error::BadInput(
            "this outcome has no metric; name what is measured first".to_owned(),
        ));
    };
    if !measured.value.is_finite() {
        return Err(Error::BadInput("a measurement is a number".to_owned()));
    }
    if metric.result.is_none() {
        metric.result = Some(measured.value);
        metric.measured_on = Some(measured.on);
        if !measured.source.trim().is_empty() {
            metric.source.clone_from(&measured.source);
        }
        return Ok(());
    }
    let at = metric.later.partition_point(|known| known.on <= measured.on);
    metric.later.insert(at, measured.clone());
    Ok(())
}
