//! Entries: open, edit, delete.

use super::Journal;
use super::capture::{goal, person, tidy_tags};
use crate::entry::Entry;
use crate::error::{Error, Result};
use crate::id::EntryId;
use crate::store::snapshot::Scope;
use crate::store::{self, Write, entry};
use crate::time::Moment;
use crate::wire::{Deed, EntryEdit, EntryView};

use super::undo::Trace;

impl Journal {
    /// An entry with what came of it.
    ///
    /// # Errors
    /// There is no such entry.
    pub fn entry(&self, id: EntryId, now: &Moment) -> Result<EntryView> {
        let db = self.store.db();
        let entry = entry::read(db, id)?;
        let currency = self.settings()?.currency;
        let mut outcomes = Vec::new();
        let mut packets = Vec::new();
        for outcome in store::outcome::of_entry(db, id)? {
            packets.extend(store::packet::holding(db, outcome)?);
            let outcome = store::outcome::read(db, outcome)?;
            outcomes.push(super::outcomes::view(db, outcome, &currency)?);
        }
        packets.sort();
        packets.dedup();
        let place = entry::place_of(db, id)?;
        let (previous, next) = entry::neighbours(db, id)?;
        Ok(EntryView {
            loose: store::timeline::line(db, place, "", now.day())?.loose,
            revisions: entry::revisions(db, id)?,
            entry,
            outcomes,
            previous,
            next,
            packets,
        })
    }

    /// The entry whose id begins or ends with `text`, at least four characters of it.
    ///
    /// # Errors
    /// None or more than one does.
    pub fn find_entry(&self, text: &str) -> Result<EntryId> {
        if let Ok(id) = text.parse::<EntryId>() {
            return entry::place_of(self.store.db(), id).map(|_| id);
        }
        let hex: String = text.trim().to_lowercase().chars().filter(|c| *c != '-').collect();
        if hex.len() < 4 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(Error::BadInput(
                "give an entry's id, or at least four of its first or last characters".to_owned(),
            ));
        }
        match entry::beginning_with(self.store.db(), &hex)?.as_slice() {
            [id] => Ok(*id),
            [] => Err(Error::NotFound("entry")),
            _ => Err(Error::Ambiguous("entry")),
        }
    }

    /// Changes an entry; the sentence it had is kept.
    ///
    /// # Errors
    /// The revision is not the newest, the sentence is empty, or the store does not answer.
    pub fn edit_entry(&mut self, id: EntryId, edit: EntryEdit, now: &Moment) -> Result<EntryView> {
        let deed = if edit.only_kind() { Deed::ChangeKind } else { Deed::EditEntry };
        self.change(deed, |tx, trace| {
            let mut entry = entry::read(tx, id)?;
            if entry.revision != edit.revision {
                return Err(Error::Stale("entry"));
            }
            trace.touch(tx, Scope::Entry(id.0))?;
            let before = entry.clone();
            apply(tx, trace, &mut entry, edit, now)?;
            if entry == before {
                return Ok(());
            }
            if entry.text != before.text {
                entry::keep_revision(tx, &before, now.at.timestamp_millis())?;
            }
            entry.revision += 1;
            entry::update(tx, &entry)?;
            move_outcomes(tx, trace, &before, &entry)
        })?;
        self.entry(id, now)
    }

    /// Puts an entry into the bin for 30 days.
    ///
    /// # Errors
    /// There is no such entry.
    pub fn delete_entry(&mut self, id: EntryId, now: &Moment) -> Result<()> {
        self.change(Deed::DeleteEntry, |tx, trace| {
            trace.touch(tx, Scope::Entry(id.0))?;
            // Its drafts stay until it is erased, so that undo brings back everything.
            entry::delete(tx, id, now.at.timestamp_millis())
        })
    }
}

impl EntryEdit {
    fn only_kind(&self) -> bool {
        let rest = Self { kind: None, ..self.clone() };
        let nothing = Self { revision: self.revision, ..Self::default() };
        self.kind.is_some() && rest == nothing
    }
}

fn apply(
    tx: &Write<'_>,
    trace: &mut Trace,
    entry: &mut Entry,
    edit: EntryEdit,
    now: &Moment,
) -> Result<()> {
    if let Some(text) = edit.text {
        if text.trim().is_empty() {
            return Err(Error::BadInput("an entry needs its sentence".to_owned()));
        }
        text.trim().clone_into(&mut entry.text);
    }
    if let Some(kind) = edit.kind
        && kind != entry.kind
    {
        entry.kind = kind;
        // The answers given when it last was of this kind come back.
        entry.fields = kind.map(|kind| entry::fields(tx, entry.id, kind)).transpose()?.flatten();
    }
    if let Some(fields) = edit.fields {
        if fields.as_ref().is_some_and(|fields| Some(fields.kind()) != entry.kind) {
            return Err(Error::BadInput("these answers belong to another kind".to_owned()));
        }
        entry.fields = fields;
    }
    if let Some(names) = edit.people {
        let mut people = Vec::new();
        for name in names.iter().filter(|name| !name.trim().is_empty()) {
            // Who is named already stays who they are, even when they are in the bin.
            let known = entry.people.iter().find(|known| known.name == name.trim());
            let found = person(tx, trace, known.map(|known| known.id), name, now)?;
            if people.iter().all(|known: &crate::entry::PersonRef| known.id != found.id) {
                people.push(found);
            }
        }
        entry.people = people;
    }
    if let Some(statement) = edit.goal {
        entry.goal = statement
            .filter(|statement| !statement.trim().is_empty())
            .map(|statement| {
                let known = entry.goal.as_ref().filter(|known| known.name == statement.trim());
                goal(tx, trace, known.map(|known| known.id), &statement, now)
            })
            .transpose()?;
    }
    entry.day = edit.day.unwrap_or(entry.day);
    if let Some(tags) = edit.tags {
        entry.tags = tidy_tags(&tags);
    }
    entry.body = edit.body.unwrap_or_else(|| std::mem::take(&mut entry.body));
    entry.private_note =
        edit.private_note.unwrap_or_else(|| std::mem::take(&mut entry.private_note));
    entry.sensitivity = edit.sensitivity.unwrap_or(entry.sensitivity);
    entry.asked = edit.asked.unwrap_or(entry.asked);
    entry.no_outcome = edit.no_outcome.unwrap_or(entry.no_outcome);
    entry.ask_on = edit.ask_on.unwrap_or(entry.ask_on);
    Ok(())
}

/// An outcome that belongs to this entry alone moves to its new day.
fn move_outcomes(tx: &Write<'_>, trace: &mut Trace, before: &Entry, after: &Entry) -> Result<()> {
    if before.day == after.day {
        return Ok(());
    }
    for id in store::outcome::of_entry(tx, after.id)? {
        let mut outcome = store::outcome::read(tx, id)?;
        if outcome.entries.first() == Some(&after.id) {
            trace.touch(tx, Scope::Outcome(id.0))?;
            outcome.day = after.day;
            store::outcome::put(tx, &outcome)?;
        }
    }
    Ok(())
}
