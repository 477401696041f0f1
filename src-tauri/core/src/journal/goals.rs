//! Goals and tags: list and change.

use super::Journal;
use super::people::{are_close, index};
use crate::error::{Error, Result};
use crate::goal::{Goal, GoalState, Measure, OwnershipAnswer};
use crate::id::GoalId;
use crate::outcome::Grade;
use crate::store::snapshot::Scope;
use crate::store::{self, goal, tag, timeline};
use crate::time::Moment;
use crate::wire::{Deed, GoalView, TagView};

impl Goal {
    /// A goal known by its statement alone.
    #[must_use]
    pub fn named(id: GoalId, statement: &str) -> Self {
        Self {
            id,
            statement: statement.trim().to_owned(),
            could_fail: OwnershipAnswer::default(),
            could_go_well: OwnershipAnswer::default(),
            measure: Measure::default(),
            from: None,
            until: None,
            state: GoalState::Active,
            revision: 0,
        }
    }
}

impl Journal {
    /// Every goal, with what supports it.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn goals(&self) -> Result<Vec<GoalView>> {
        let db = self.store.db();
        let mut views = Vec::new();
        let supported = goal::outcomes(db)?;
        for goal in goal::all(db)? {
            let (outcomes, grade) = supported.get(&goal.id).copied().unwrap_or_default();
            let mut by_family = [0; 5];
            for (kind, entries) in goal::kinds(db, goal.id)? {
                by_family[timeline::family_slot(kind)] += entries;
            }
            views.push(GoalView {
                ownership: goal.ownership(),
                entries: by_family.iter().sum(),
                outcomes,
                by_family,
                grade: Grade::try_from(grade).unwrap_or_default(),
                goal,
            });
        }
        Ok(views)
    }

    /// Adds a goal by its statement.
    ///
    /// # Errors
    /// The statement is empty.
    pub fn new_goal(&mut self, statement: &str, now: &Moment) -> Result<Vec<GoalView>> {
        self.put_goal(Goal::named(GoalId::new(now), statement), Deed::AddGoal)?;
        self.goals()
    }

    /// Changes a goal.
    ///
    /// # Errors
    /// The revision is not the newest, or the statement is empty.
    pub fn save_goal(&mut self, goal: Goal) -> Result<Vec<GoalView>> {
        self.put_goal(goal, Deed::EditGoal)?;
        self.goals()
    }

    fn put_goal(&mut self, mut goal: Goal, deed: Deed) -> Result<()> {
        goal.statement = goal.statement.trim().to_owned();
        if goal.statement.is_empty() {
            return Err(Error::BadInput("a goal needs its statement".to_owned()));
        }
        self.change(deed.clone(), |tx, trace| {
            if deed == Deed::EditGoal {
                if goal::read(tx, goal.id)?.revision != goal.revision {
                    return Err(Error::Stale("goal"));
                }
                goal.revision += 1;
            }
            trace.touch(tx, Scope::Goal(goal.id.0))?;
            goal::put(tx, &goal)?;
            index(tx, goal::entries(tx, goal.id)?)
        })
    }

    /// Puts a goal into the bin; entries keep it.
    ///
    /// # Errors
    /// There is no such goal.
    pub fn delete_goal(&mut self, id: GoalId, now: &Moment) -> Result<Vec<GoalView>> {
        self.change(Deed::DeleteGoal, |tx, trace| {
            goal::read(tx, id)?;
            trace.touch(tx, Scope::Goal(id.0))?;
            goal::delete(tx, id, now.at.timestamp_millis())
        })?;
        self.goals()
    }

    /// Every tag.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn tags(&self) -> Result<Vec<TagView>> {
        let all = tag::all(self.store.db())?;
        let close = |one: &str| {
            all.iter()
                .filter(|(other, _)| other != one && are_close(one, other))
                .map(|(other, _)| other.clone())
                .collect()
        };
        Ok(all
            .iter()
            .map(|(tag, entries)| TagView {
                tag: tag.clone(),
                entries: *entries,
                close: close(tag),
            })
            .collect())
    }

    /// Renames a tag everywhere; when `to` exists, the two become one.
    ///
    /// # Errors
    /// The new name is empty, or nothing carries the old one.
    pub fn rename_tag(&mut self, from: &str, to: &str) -> Result<Vec<TagView>> {
        let tidy = super::capture::tidy_tags(&[to.to_owned()]);
        let Some(to) = tidy.first() else {
            return Err(Error::BadInput("a tag needs a name".to_owned()));
        };
        self.change(Deed::RenameTag, |tx, trace| {
            let entries = tag::entries(tx, from)?;
            if entries.is_empty() {
                return Err(Error::NotFound("tag"));
            }
            for id in &entries {
                trace.touch(tx, Scope::Entry(id.0))?;
            }
            store::tag::rename(tx, from, to)?;
            index(tx, entries)
        })?;
        self.tags()
    }
}
