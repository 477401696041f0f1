//! Changes that can be taken back, each under the name of its deed.

use std::collections::{BTreeSet, VecDeque};

use super::Journal;
use crate::error::{Error, Result};
use crate::id::{EntryId, GoalId, OutcomeId, PersonId};
use crate::store::snapshot::{Scope, Snapshot};
use crate::store::{Write, entry, goal, outcome, person, words};
use crate::wire::{Deed, UndoState};

/// How many changes can be taken back.
const KEPT: usize = 200;

/// One change: the rows as they were, and as they became.
struct Change {
    deed: Deed,
    before: Vec<Snapshot>,
    after: Vec<Snapshot>,
}

/// What this process did, newest last. It lives as long as the journal is open, and no longer,
/// so that what was purged cannot come back.
#[derive(Default)]
pub(super) struct Log {
    done: VecDeque<Change>,
    undone: Vec<Change>,
}

/// Collects what a change is about to touch.
#[derive(Default)]
pub(super) struct Trace {
    before: Vec<Snapshot>,
}

impl Trace {
    /// Remembers the rows of `scope`; to be called before they change. Twice does no harm.
    pub(super) fn touch(&mut self, tx: &Write<'_>, scope: Scope) -> Result<()> {
        if self.before.iter().all(|known| *known.scope() != scope) {
            self.before.push(Snapshot::take(tx, scope)?);
        }
        Ok(())
    }
}

impl Journal {
    /// Runs `work` in one transaction and makes it undoable as `deed`.
    pub(super) fn change<T>(
        &mut self,
        deed: Deed,
        work: impl FnOnce(&Write<'_>, &mut Trace) -> Result<T>,
    ) -> Result<T> {
        let mut trace = Trace::default();
        let tx = self.store.write()?;
        let value = work(&tx, &mut trace)?;
        let after = trace
            .before
            .iter()
            .map(|before| Snapshot::take(&tx, before.scope().clone()))
            .collect::<Result<Vec<_>>>()?;
        tx.commit()?;
        if trace.before != after {
            self.undo.undone.clear();
            self.undo.done.push_back(Change { deed, before: trace.before, after });
            if self.undo.done.len() > KEPT {
                self.undo.done.pop_front();
            }
        }
        Ok(value)
    }

    /// What can be undone and done again.
    #[must_use]
    pub fn undo_state(&self) -> UndoState {
        UndoState {
            undo: self.undo.done.back().map(|change| change.deed.clone()),
            redo: self.undo.undone.last().map(|change| change.deed.clone()),
        }
    }

    /// Takes the last change back; `None` when there is none.
    ///
    /// # Errors
    /// Another process changed the same thing since, or the store does not answer.
    pub fn undo(&mut self) -> Result<Option<Deed>> {
        let Some(change) = self.undo.done.pop_back() else { return Ok(None) };
        match self.swap(&change.after, &change.before) {
            Ok(()) => {
                let deed = change.deed.clone();
                self.undo.undone.push(change);
                Ok(Some(deed))
            }
            Err(error) => {
                self.keep_unless_stale(&error, change, true);
                Err(error)
            }
        }
    }

    /// Does the last undone change again; `None` when there is none.
    ///
    /// # Errors
    /// Another process changed the same thing since, or the store does not answer.
    pub fn redo(&mut self) -> Result<Option<Deed>> {
        let Some(change) = self.undo.undone.pop() else { return Ok(None) };
        match self.swap(&change.before, &change.after) {
            Ok(()) => {
                let deed = change.deed.clone();
                self.undo.done.push_back(change);
                Ok(Some(deed))
            }
            Err(error) => {
                self.keep_unless_stale(&error, change, false);
                Err(error)
            }
        }
    }

    /// A full disk passes, so the change stays undoable; a newer change elsewhere does not.
    fn keep_unless_stale(&mut self, error: &Error, change: Change, done: bool) {
        match (error, done) {
            (Error::Stale(_), _) => {}
            (_, true) => self.undo.done.push_back(change),
            (_, false) => self.undo.undone.push(change),
        }
    }

    /// Replaces the rows of `from`, which must still be there unchanged, with those of `to`.
    fn swap(&mut self, from: &[Snapshot], to: &[Snapshot]) -> Result<()> {
        let tx = self.store.write()?;
        for snapshot in from {
            if Snapshot::take(&tx, snapshot.scope().clone())? != *snapshot {
                return Err(Error::Stale("item"));
            }
        }
        let mut entries = BTreeSet::new();
        for snapshot in from {
            entries.extend(entries_of(&tx, snapshot.scope())?);
        }
        for id in &entries {
            if let Ok(place) = entry::place_of(&tx, *id) {
                words::remove(&tx, place)?;
            }
        }
        for snapshot in from {
            if let Scope::Week(week) = snapshot.scope()
                && let Ok(week) = week.parse()
            {
                super::week::keep_as_drafts(&tx, week, 0)?;
            }
        }
        for snapshot in to {
            snapshot.put_back(&tx)?;
        }
        for snapshot in to {
            entries.extend(entries_of(&tx, snapshot.scope())?);
        }
        for id in entries {
            if entry::place_of(&tx, id).is_ok() {
                entry::index(&tx, id)?;
            }
        }
        // What was added may be in use elsewhere by now, and then cannot go.
        tx.commit().map_err(|error| match error {
            Error::Constraint => Error::Stale("item"),
            other => other,
        })
    }

    /// Forgets everything that could be taken back.
    pub(super) fn forget_undo(&mut self) {
        self.undo = Log::default();
    }
}

/// The entries whose index row depends on a scope.
fn entries_of(tx: &Write<'_>, scope: &Scope) -> Result<Vec<EntryId>> {
    match scope {
        Scope::Entry(id) => Ok(vec![EntryId(*id)]),
        Scope::Outcome(id) => outcome::entries(tx, OutcomeId(*id)),
        Scope::Person(id) => person::entries(tx, PersonId(*id)),
        Scope::Goal(id) => goal::entries(tx, GoalId(*id)),
        Scope::Packet(_)
        | Scope::Week(_)
        | Scope::Filter(_)
        | Scope::Ladder(_)
        | Scope::Project(_)
        | Scope::Update(_)
        | Scope::Need(_)
        | Scope::Promise(_)
        | Scope::PutOff(_)
        | Scope::Quarter(_) => Ok(Vec::new()),
    }
}
