//! Months and quarters, rolled up from week notes.

use super::Journal;
use super::timeline::totals;
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::kind::{Family, Kind};
use crate::store::snapshot::Scope;
use crate::store::{self, tally, timeline};
use crate::time::{Day, Moment, Week};
use crate::week::{NotAPeriod, Period, QUARTER_QUESTION};
use crate::wire::{Deed, EntryLine, FamilyCount, KindCount, RollUp, RollUpWeek};

impl From<NotAPeriod> for Error {
    fn from(error: NotAPeriod) -> Self {
        Self::BadInput(error.to_string())
    }
}

impl Journal {
    /// A month (`2026-11`) or a quarter (`2026-Q4`): its week notes, counts and totals.
    ///
    /// # Errors
    /// The period is neither, or the store does not answer.
    pub fn roll_up(&self, period: &str, now: &Moment) -> Result<RollUp> {
        let period: Period = period.parse()?;
        let db = &*self.store.reading()?;
        let (from, to) = (period.from(), period.to());
        let tally = tally::between(db, from, to)?;
        let weeks = period.weeks().into_iter().map(|week| self.rolled(week, now));
        let kept = store::week::quarter_answer(db, &period.to_string())?;
        let (answer, answered_at) = kept.map_or((String::new(), None), |(a, at)| (a, Some(at)));
        let (by_kind, by_family) = self.kinds_between(from, to)?;
        Ok(RollUp {
            period: period.to_string(),
            before: period.before().to_string(),
            after: period.after().to_string(),
            from,
            to,
            weeks: weeks.collect::<Result<_>>()?,
            entries: tally.entries,
            mapped: tally.mapped,
            by_kind,
            by_family,
            totals: totals(&tally.figures),
            grades: self.grades(period, None)?,
            question: period.is_quarter().then(|| QUARTER_QUESTION.to_owned()),
            answer,
            answered_at,
        })
    }

    fn rolled(&self, week: Week, now: &Moment) -> Result<RollUpWeek> {
        let db = self.store.db();
        let with = store::week::closed_with(db, week)?;
        let note = store::week::note(db, week)?.map(|note| note.close);
        let closed = note.is_some() || with.is_some();
        let close = note.unwrap_or_default();
        Ok(RollUpWeek {
            week: week.to_string(),
            closed,
            marked: self.marked_lines(&close.marked, now)?,
            best_line: close.best_line,
            to_raise: close.to_raise,
            intention: close.intention,
            entries: tally::between(db, week.first(), week.last())?.entries,
        })
    }

    /// Entries as lines, those that are not there any more left out.
    fn marked_lines(&self, ids: &[EntryId], now: &Moment) -> Result<Vec<EntryLine>> {
        let db = self.store.db();
        let places = ids.iter().filter_map(|id| store::entry::place_of(db, *id).ok());
        places.map(|place| timeline::line(db, place, "", now.day())).collect()
    }

    /// Entries by kind and by family, in the order of the picker.
    pub(super) fn kinds_between(
        &self,
        from: Day,
        to: Day,
    ) -> Result<(Vec<KindCount>, Vec<FamilyCount>)> {
        let acts = tally::acts(self.store.db(), from, to)?;
        let count = |fits: &dyn Fn(Option<Kind>) -> bool| {
            u32::try_from(acts.iter().filter(|act| fits(act.kind)).count()).unwrap_or(u32::MAX)
        };
        let kinds = Kind::ALL.into_iter().map(Some).chain([None]);
        let by_kind = kinds
            .map(|kind| KindCount { kind, entries: count(&|known| known == kind) })
            .filter(|kind| kind.kind.is_some() || kind.entries > 0);
        let by_family = Family::ALL.into_iter().map(|family| FamilyCount {
            family,
            entries: count(&|known| known.map(Kind::family) == Some(family)),
            usual: None,
        });
        Ok((by_kind.collect(), by_family.collect()))
    }

    /// Keeps the answer to a quarter's question; a blank one forgets it.
    ///
    /// # Errors
    /// The period is no quarter, or it could not be written.
    pub fn answer_quarter(&mut self, period: &str, answer: &str, now: &Moment) -> Result<RollUp> {
        let quarter: Period = period.parse()?;
        if !quarter.is_quarter() {
            return Err(Error::BadInput("only a quarter has a question to answer".to_owned()));
        }
        let name = quarter.to_string();
        self.change(Deed::AnswerQuarter, |tx, trace| {
            trace.touch(tx, Scope::Quarter(name.clone()))?;
            store::week::put_quarter_answer(tx, &name, answer, now)
        })?;
        self.roll_up(&name, now)
    }
}
