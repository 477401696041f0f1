//! Needs: help asked for, from whom, since when, and what came of the asking.

use chrono::Days;

use super::Journal;
use super::capture::blank_outcome;
use super::undo::Trace;
use crate::entry::{Entry, PersonRef, Sensitivity};
use crate::error::{Error, Result};
use crate::id::{EntryId, NeedId, OutcomeId};
use crate::store::need::{self, Need};
use crate::store::snapshot::Scope;
use crate::store::{self, Write};
use crate::time::{Day, Moment};
use crate::update::{NeedAnswer, NeedAnswered, NeedEdit, median};
use crate::wire::{Deed, NeedBecame, NeedView, NeedsView};

impl Journal {
    /// The needs ledger.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn needs(&self, now: &Moment) -> Result<NeedsView> {
        let needs = need::all(self.store.db())?;
        let views = needs.into_iter().map(|need| self.need_view(need, now.day()));
        let views = views.collect::<Result<Vec<_>>>()?;
        let (mut answered, open): (Vec<_>, Vec<_>) =
            views.into_iter().partition(|view| view.answer.is_some());
        answered.sort_by_key(|view| {
            std::cmp::Reverse(view.answer.as_ref().and_then(|answer| answer.on))
        });
        let real = |view: &&NeedView| {
            view.answer.as_ref().is_some_and(|answer| answer.how != NeedAnswered::Withdrawn)
        };
        let days: Vec<u32> = answered.iter().filter(real).map(|view| view.age_days).collect();
        let answers = u32::try_from(days.len()).unwrap_or(u32::MAX);
        Ok(NeedsView { open, answered, median_days: median(days), answers })
    }

    /// A need as it is shown.
    fn need_view(&self, need: Need, today: Day) -> Result<NeedView> {
        let db = self.store.db();
        let raised = need::raised(db, need.id)?;
        let since = need.edit.since.unwrap_or(today);
        let until = need.answer.as_ref().and_then(|answer| answer.on).unwrap_or(today);
        let given = matches!(
            need.answer.as_ref().map(|answer| answer.how),
            Some(NeedAnswered::Granted | NeedAnswered::Partly)
        );
        let outcome = match need.outcome.map(|id| store::outcome::line_of(db, id)) {
            None | Some(Err(Error::NotFound(_))) => None,
            Some(line) => Some(line?),
        };
        Ok(NeedView {
            id: need.id,
            text: need.edit.text,
            person: need.edit.person,
            from: need.edit.from,
            by: need.edit.by,
            overdue: need.answer.is_none() && need.edit.by.is_some_and(|by| by < today),
            otherwise: need.edit.otherwise,
            since,
            age_days: u32::try_from((until - since).num_days()).unwrap_or(0),
            raised: u32::try_from(raised.len()).unwrap_or(u32::MAX),
            raised_in: raised.iter().filter_map(|(_, number)| *number).collect(),
            ask_outcome: given && !need.told && need.outcome.is_none(),
            answer: need.answer,
            outcome,
            revision: need.edit.revision,
        })
    }

    /// The need `name` says: its id, the end of it, or the words it begins with.
    ///
    /// # Errors
    /// None or more than one fits.
    pub fn find_need(&self, name: &str) -> Result<NeedId> {
        let needs = need::all(self.store.db())?;
        let named = needs.iter().map(|need| (need.id, need.id.to_string(), &need.edit.text));
        super::found(named.map(|(id, hex, text)| (id, hex, text.as_str())), name, "need")
    }

    /// Writes a need; that is the first time it is raised.
    ///
    /// # Errors
    /// It says nothing, or its person is not there.
    pub fn add_need(&mut self, edit: &NeedEdit, now: &Moment) -> Result<NeedsView> {
        self.new_need(edit, now)?;
        self.needs(now)
    }

    /// Writes a need and says which it became.
    ///
    /// # Errors
    /// As [`Self::add_need`].
    pub fn new_need(&mut self, edit: &NeedEdit, now: &Moment) -> Result<NeedId> {
        let id = NeedId::new(now);
        self.change(Deed::AddNeed, |tx, trace| {
            trace.touch(tx, Scope::Need(id.0))?;
            let since = edit.since.unwrap_or(now.day());
            let edit = NeedEdit { revision: 0, ..checked(tx, edit, now)? };
            need::put(tx, &Need { id, edit, answer: None, told: false, outcome: None }, since)?;
            need::raise(tx, id, since, None)
        })?;
        Ok(id)
    }

    /// Changes a need.
    ///
    /// # Errors
    /// The revision is not the newest, it says nothing, or it is not there.
    pub fn save_need(&mut self, id: NeedId, edit: &NeedEdit, now: &Moment) -> Result<NeedsView> {
        self.alter(id, Deed::EditNeed, |tx, need| {
            if need.edit.revision != edit.revision {
                return Err(Error::Stale("need"));
            }
            let since = edit.since.or(need.edit.since);
            need.edit = NeedEdit { since, ..checked(tx, edit, now)? };
            Ok(())
        })?;
        self.needs(now)
    }

    /// Counts a need raised once more, by word of mouth.
    ///
    /// # Errors
    /// It is answered already, or not there.
    pub fn raise_need(&mut self, id: NeedId, now: &Moment) -> Result<NeedsView> {
        self.alter(id, Deed::EditNeed, |tx, need| {
            if need.answer.is_some() {
                return Err(Error::BadInput("this need is answered; open it again first".into()));
            }
            need::raise(tx, id, now.day(), None)
        })?;
        self.needs(now)
    }

    /// Answers a need.
    ///
    /// # Errors
    /// The answer lies before the asking or in the future, or the need is not there.
    pub fn answer_need(
        &mut self,
        id: NeedId,
        answer: &NeedAnswer,
        now: &Moment,
    ) -> Result<NeedsView> {
        let on = answer.on.unwrap_or(now.day());
        self.alter(id, Deed::AnswerNeed, |_, need| {
            if on > now.day() || need.edit.since.is_some_and(|since| on < since) {
                return Err(Error::BadInput(
                    "an answer comes on or after the day of asking, and not after today".into(),
                ));
            }
            need.answer = Some(NeedAnswer { on: Some(on), ..answer.clone() });
            Ok(())
        })?;
        self.needs(now)
    }

    /// Takes a need's answer back.
    ///
    /// # Errors
    /// It is not there.
    pub fn reopen_need(&mut self, id: NeedId, now: &Moment) -> Result<NeedsView> {
        self.alter(id, Deed::AnswerNeed, |_, need| {
            (need.answer, need.told, need.outcome) = (None, false, None);
            Ok(())
        })?;
        self.needs(now)
    }

    /// Says what an answered need became: nothing to keep, an outcome that is there, or a new one.
    ///
    /// # Errors
    /// The need is not answered, the outcome is not there, or the statement is empty.
    pub fn need_became(
        &mut self,
        id: NeedId,
        became: &NeedBecame,
        now: &Moment,
    ) -> Result<NeedsView> {
        self.change(Deed::AnswerNeed, |tx, trace| {
            let mut need = need::read(tx, id)?;
            trace.touch(tx, Scope::Need(id.0))?;
            if need.answer.is_none() {
                return Err(Error::BadInput("answer the need first".to_owned()));
            }
            need.told = true;
            need.outcome = match became {
                NeedBecame::Nothing => None,
                NeedBecame::Outcome { id } => Some(store::outcome::read(tx, *id)?.id),
                NeedBecame::Statement { statement } => {
                    Some(to_outcome(tx, trace, &need, statement, now)?)
                }
            };
            need.edit.revision += 1;
            need::put(tx, &need, need.edit.since.unwrap_or(now.day()))
        })?;
        self.needs(now)
    }

    /// Puts a need into the bin.
    ///
    /// # Errors
    /// There is no such need.
    pub fn delete_need(&mut self, id: NeedId, now: &Moment) -> Result<NeedsView> {
        self.change(Deed::DeleteNeed, |tx, trace| {
            need::read(tx, id)?;
            trace.touch(tx, Scope::Need(id.0))?;
            need::delete(tx, id, now.at.timestamp_millis())
        })?;
        self.needs(now)
    }

    fn alter(
        &mut self,
        id: NeedId,
        deed: Deed,
        with: impl FnOnce(&Write<'_>, &mut Need) -> Result<()>,
    ) -> Result<()> {
        self.change(deed, |tx, trace| {
            let mut need = need::read(tx, id)?;
            trace.touch(tx, Scope::Need(id.0))?;
            let since = need.edit.since;
            with(tx, &mut need)?;
            need.edit.revision += 1;
            let since = need.edit.since.or(since);
            since.map_or(Ok(()), |since| need::put(tx, &need, since))
        })
    }
}

fn checked(tx: &Write<'_>, edit: &NeedEdit, now: &Moment) -> Result<NeedEdit> {
    let mut edit = edit.clone();
    edit.text = edit.text.trim().to_owned();
    if edit.text.is_empty() {
        return Err(Error::BadInput("a need is one sentence: what is needed".to_owned()));
    }
    if edit.since.is_some_and(|since| since > now.day() + Days::new(1)) {
        return Err(Error::BadInput("a need was raised today or before".to_owned()));
    }
    if edit.person.is_none() && !edit.from.trim().is_empty() {
        // A name typed again is the person it was before.
        edit.person = store::person::by_name(tx, &edit.from)?;
    }
    if let Some(id) = edit.person {
        edit.from = store::person::any(tx, id)?.name;
    }
    Ok(edit)
}

/// Files the need as an entry of the user's own words, with what came of it.
fn to_outcome(
    tx: &Write<'_>,
    trace: &mut Trace,
    need: &Need,
    statement: &str,
    now: &Moment,
) -> Result<OutcomeId> {
    if statement.trim().is_empty() {
        return Err(Error::BadInput("an outcome needs one sentence".to_owned()));
    }
    let person = need.edit.person.map(|id| PersonRef { id, name: need.edit.from.clone() });
    let entry = Entry {
        id: EntryId::new(now),
        raw: need.edit.text.clone(),
        text: need.edit.text.clone(),
        kind: None,
        day: need.answer.as_ref().and_then(|answer| answer.on).unwrap_or(now.day()),
        zone: now.zone.clone(),
        captured_at: now.local,
        people: person.into_iter().collect(),
        goal: None,
        tags: Vec::new(),
        body: String::new(),
        private_note: String::new(),
        sensitivity: Sensitivity::Open,
        asked: None,
        figure: None,
        ask_on: None,
        no_outcome: false,
        fields: None,
        revision: 0,
    };
    let id = OutcomeId::new(now);
    trace.touch(tx, Scope::Entry(entry.id.0))?;
    trace.touch(tx, Scope::Outcome(id.0))?;
    store::entry::insert(tx, &entry)?;
    store::outcome::put(tx, &blank_outcome(id, statement.trim(), &entry))?;
    store::outcome::map(tx, entry.id, id)?;
    store::entry::index(tx, entry.id)?;
    Ok(id)
}
