//! Promises: what an update said would be done, and what became of it.

use super::Journal;
use crate::error::{Error, Result};
use crate::id::PromiseId;
use crate::store::snapshot::Scope;
use crate::store::{self, promise};
use crate::time::Moment;
use crate::update::{PromiseAnswer, PromiseAnswered};
use crate::wire::{Deed, PromiseView};

impl Journal {
    /// Promises still to be kept, or all of them; the newest first.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn promises(&self, all: bool) -> Result<Vec<PromiseView>> {
        let mut promises = promise::all(self.store.db())?;
        promises.retain(|promise| all || promise.open);
        Ok(promises)
    }

    /// The promise `name` says: its id, the end of it, or the words it begins with.
    ///
    /// # Errors
    /// None or more than one fits.
    pub fn find_promise(&self, name: &str) -> Result<PromiseId> {
        let promises = self.promises(true)?;
        let named = promises.iter().map(|one| (one.id, one.id.to_string(), one.text.as_str()));
        super::found(named, name, "promise")
    }

    /// Says what became of a promise. Said again before the next update, it replaces what was said.
    ///
    /// # Errors
    /// It was settled in an update already, or is dropped without a reason.
    pub fn answer_promise(
        &mut self,
        id: PromiseId,
        answer: &PromiseAnswer,
        now: &Moment,
    ) -> Result<Vec<PromiseView>> {
        let reason = answer.reason.trim().to_owned();
        if answer.what == PromiseAnswered::Dropped && reason.is_empty() {
            return Err(Error::BadInput("a dropped promise needs a reason".to_owned()));
        }
        let to = answer.to.filter(|_| answer.what == PromiseAnswered::Moved);
        let answer = PromiseAnswer { what: answer.what, to, reason };
        self.change(Deed::AnswerPromise, |tx, trace| {
            trace.touch(tx, Scope::Promise(id.0))?;
            promise::take_back(tx, id)?;
            if !promise::read(tx, id)?.open {
                return Err(Error::BadInput("an update said what became of it already".to_owned()));
            }
            promise::answer(tx, id, &answer, now.day(), None)
        })?;
        self.promises(true)
    }

    /// Takes back what was said about a promise since the last update.
    ///
    /// # Errors
    /// Nothing was said since, or it is not there.
    pub fn take_back_promise(&mut self, id: PromiseId) -> Result<Vec<PromiseView>> {
        self.change(Deed::AnswerPromise, |tx, trace| {
            store::promise::read(tx, id)?;
            trace.touch(tx, Scope::Promise(id.0))?;
            match promise::take_back(tx, id)? {
                0 => Err(Error::BadInput("nothing was said about it since the last update".into())),
                _ => Ok(()),
            }
        })?;
        self.promises(true)
    }
}
