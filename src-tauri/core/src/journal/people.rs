//! People: list, change, merge.

use super::Journal;
use crate::error::{Error, Result};
use crate::id::{EntryId, PersonId};
use crate::person::Person;
use crate::store::snapshot::Scope;
use crate::store::{self, entry, person, words};
use crate::time::{Moment, Week};
use crate::wire::{Deed, PersonView};

/// Names this alike (Jaro-Winkler) are offered as "did you mean".
const CLOSE: f64 = 0.92;
/// Weeks of a person's lane.
const LANE_WEEKS: i64 = 52;

impl Journal {
    /// Every person, with what connects them to the journal.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn people(&self, now: &Moment) -> Result<Vec<PersonView>> {
        let db = self.store.db();
        let all = person::all(db)?;
        let folded: Vec<String> = all.iter().map(|p| words::fold(&p.name)).collect();
        let first = Week::of(now.day()).plus(1 - LANE_WEEKS).first();
        let mut numbers = person::numbers(db, first)?;
        let mut close = vec![Vec::new(); all.len()];
        for one in 0..all.len() {
            for other in one + 1..all.len() {
                if are_close(&folded[one], &folded[other]) {
                    close[one].push(all[other].id);
                    close[other].push(all[one].id);
                }
            }
        }
        let mut views = Vec::with_capacity(all.len());
        for (person, close) in all.into_iter().zip(close) {
            let known = numbers.remove(&person.id).unwrap_or_default();
            let mut weeks = vec![0; usize::try_from(LANE_WEEKS).unwrap_or(0)];
            for day in &known.days {
                let week = usize::try_from((*day - first).num_weeks()).unwrap_or(usize::MAX);
                if let Some(count) = weeks.get_mut(week) {
                    *count += 1;
                }
            }
            // Only who has not been named for a year is looked for further back.
            let last_entry = match known.days.last() {
                None if known.entries > 0 => person::last_entry(db, person.id)?,
                last => last.copied(),
            };
            let (entries, credited) = (known.entries, known.credited);
            views.push(PersonView { person, entries, credited, last_entry, weeks, close });
        }
        Ok(views)
    }

    /// Adds a person by name.
    ///
    /// # Errors
    /// The name is empty or taken.
    pub fn new_person(&mut self, name: &str, now: &Moment) -> Result<Vec<PersonView>> {
        let person = person::named(PersonId::new(now), name.trim());
        self.put_person(person, Deed::AddPerson)?;
        self.people(now)
    }

    /// Changes a person; a new name shows everywhere.
    ///
    /// # Errors
    /// The revision is not the newest, the name is empty or taken.
    pub fn save_person(&mut self, person: Person, now: &Moment) -> Result<Vec<PersonView>> {
        self.put_person(person, Deed::EditPerson)?;
        self.people(now)
    }

    fn put_person(&mut self, mut person: Person, deed: Deed) -> Result<()> {
        person.name = person.name.trim().to_owned();
        if person.name.is_empty() {
            return Err(Error::BadInput("a person needs a name".to_owned()));
        }
        self.change(deed.clone(), |tx, trace| {
            if deed == Deed::EditPerson {
                if person::read(tx, person.id)?.revision != person.revision {
                    return Err(Error::Stale("person"));
                }
                person.revision += 1;
            }
            if person::name_taken(tx, person.id, &person.name)? {
                return Err(Error::BadInput(
                    "somebody of that name is there already; merge them instead".to_owned(),
                ));
            }
            trace.touch(tx, Scope::Person(person.id.0))?;
            person::put(tx, &person)?;
            index(tx, person::entries(tx, person.id)?)
        })
    }

    /// Makes `from` the same person as `into`.
    ///
    /// # Errors
    /// One of them is not there, or they are the same.
    pub fn merge_people(
        &mut self,
        from: PersonId,
        into: PersonId,
        now: &Moment,
    ) -> Result<Vec<PersonView>> {
        if from == into {
            return Err(Error::BadInput("these are the same person already".to_owned()));
        }
        self.change(Deed::MergePeople, |tx, trace| {
            let (old, mut kept) = (person::read(tx, from)?, person::read(tx, into)?);
            trace.touch(tx, Scope::Person(from.0))?;
            trace.touch(tx, Scope::Person(into.0))?;
            let entries = person::entries(tx, from)?;
            for id in &entries {
                trace.touch(tx, Scope::Entry(id.0))?;
                for outcome in store::outcome::of_entry(tx, *id)? {
                    trace.touch(tx, Scope::Outcome(outcome.0))?;
                }
            }
            for outcome in store::outcome::speaking_of(tx, from)? {
                trace.touch(tx, Scope::Outcome(outcome.0))?;
            }
            for need in store::need::from_person(tx, from)? {
                trace.touch(tx, Scope::Need(need.0))?;
            }
            person::merge(tx, from, into)?;
            // What only the other one had is kept.
            for (mine, theirs) in [
                (&mut kept.role, old.role),
                (&mut kept.area, old.area),
                (&mut kept.invested, old.invested),
                (&mut kept.later_step, old.later_step),
                (&mut kept.honest_share, old.honest_share),
            ] {
                if mine.is_empty() {
                    *mine = theirs;
                }
            }
            kept.relation = kept.relation.or(old.relation);
            // Who ever said no has said no.
            if old.may_be_named == Some(false) || kept.may_be_named.is_none() {
                kept.may_be_named = old.may_be_named.or(kept.may_be_named);
                kept.asked_on = old.asked_on.or(kept.asked_on);
            }
            kept.last_contact = kept.last_contact.max(old.last_contact);
            kept.revision += 1;
            person::put(tx, &kept)?;
            person::delete(tx, from, now.at.timestamp_millis())?;
            index(tx, entries)
        })?;
        self.people(now)
    }

    /// Puts a person into the bin; entries keep naming them.
    ///
    /// # Errors
    /// There is no such person.
    pub fn delete_person(&mut self, id: PersonId, now: &Moment) -> Result<Vec<PersonView>> {
        self.change(Deed::DeletePerson, |tx, trace| {
            person::read(tx, id)?;
            trace.touch(tx, Scope::Person(id.0))?;
            person::delete(tx, id, now.at.timestamp_millis())
        })?;
        self.people(now)
    }
}

/// Writes the index rows of live entries anew.
pub(super) fn index(tx: &store::Write<'_>, entries: Vec<EntryId>) -> Result<()> {
    for id in entries {
        if entry::place_of(tx, id).is_ok() {
            entry::index(tx, id)?;
        }
    }
    Ok(())
}

/// Whether two folded names are likely one: nearly the same letters, or one the other's beginning.
pub(super) fn are_close(one: &str, other: &str) -> bool {
    let begins = |short: &str, long: &str| {
        short.len() >= 3
            && long.strip_prefix(short).is_some_and(|rest| rest.starts_with([' ', '-']))
    };
    strsim::jaro_winkler(one, other) >= CLOSE || begins(one, other) || begins(other, one)
}
