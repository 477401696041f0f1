//! Drafts, saved filters and the bin.

use uuid::Uuid;

use super::Journal;
use super::backup::MANY_ERASED;
use super::undo::Trace;
use crate::backup::Reason;
use crate::error::{Error, Result};
use crate::id::{EntryId, FilterId, OutcomeId};
use crate::store::snapshot::Scope;
use crate::store::trash::Gone;
use crate::store::{self, Write, trash};
use crate::time::Moment;
use crate::wire::{Deed, Draft, Query, SavedFilter, Trashed, UpdateState};

/// How many days the bin keeps things.
pub const BIN_DAYS: u32 = 30;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl Journal {
    /// Keeps what was typed and not yet saved; an empty text drops the draft.
    ///
    /// # Errors
    /// It could not be written.
    pub fn save_draft(&mut self, draft: &Draft, now: &Moment) -> Result<()> {
        let tx = self.store.write()?;
        store::draft::put(&tx, draft, now.at.timestamp_millis())?;
        tx.commit()
    }

    /// The draft of a surface.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn draft(&self, surface: &str) -> Result<Option<Draft>> {
        store::draft::get(self.store.db(), surface)
    }

    /// Every draft, newest first.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn drafts(&self) -> Result<Vec<Draft>> {
        store::draft::all(self.store.db())
    }

    /// Forgets a draft.
    ///
    /// # Errors
    /// It could not be written.
    pub fn drop_draft(&mut self, surface: &str) -> Result<()> {
        let tx = self.store.write()?;
        store::draft::drop(&tx, surface)?;
        tx.commit()
    }

    /// Saved filters by name.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn saved_filters(&self) -> Result<Vec<SavedFilter>> {
        store::setting::filters(self.store.db())
    }

    /// Saves a filter; one of the same name is replaced.
    ///
    /// # Errors
    /// It has no name, or could not be written.
    pub fn save_filter(
        &mut self,
        name: &str,
        query: &Query,
        now: &Moment,
    ) -> Result<Vec<SavedFilter>> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Error::BadInput("a saved filter needs a name".to_owned()));
        }
        let same = self.saved_filters()?.into_iter().find(|filter| filter.name == name);
        let id = same.map_or_else(|| FilterId::new(now), |filter| filter.id);
        let filter = SavedFilter { id, name: name.to_owned(), query: query.clone() };
        self.change(Deed::EditFilter, |tx, trace| {
            trace.touch(tx, Scope::Filter(id.0))?;
            store::setting::put_filter(tx, &filter)
        })?;
        self.saved_filters()
    }

    /// Removes a saved filter.
    ///
    /// # Errors
    /// It could not be written.
    pub fn delete_filter(&mut self, id: FilterId) -> Result<Vec<SavedFilter>> {
        self.change(Deed::EditFilter, |tx, trace| {
            trace.touch(tx, Scope::Filter(id.0))?;
            store::setting::delete_filter(tx, id)
        })?;
        self.saved_filters()
    }

    /// What is in the bin, last deleted first.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn trash(&self, now: &Moment) -> Result<Vec<Trashed>> {
        let now = now.at.timestamp_millis();
        Ok(trash::all(self.store.db())?
            .into_iter()
            .map(|item| {
                let gone =
                    u32::try_from((now - item.deleted_ms).max(0) / DAY_MS).unwrap_or(u32::MAX);
                Trashed {
                    what: item.what.to_owned(),
                    id: item.id.to_string(),
                    text: item.text,
                    deleted_at: store::moment(item.deleted_ms, 0).to_rfc3339(),
                    days_left: BIN_DAYS.saturating_sub(gone),
                }
            })
            .collect())
    }

    /// Brings something back from the bin.
    ///
    /// # Errors
    /// It is not in the bin, or it is the draft of an update and another one is being written.
    pub fn restore(&mut self, what: &str, id: &str, now: &Moment) -> Result<Vec<Trashed>> {
        self.change(Deed::Restore, |tx, trace| restore(tx, trace, what, id))?;
        self.trash(now)
    }

    /// Erases what has had its time in the bin.
    pub(super) fn empty_bin(&mut self, now: &Moment) -> Result<()> {
        // Looked at first, so that opening the journal to read takes no lock to write.
        if self.trash(now)?.iter().any(|item| item.days_left == 0) {
            // No backup first, as before a purge by hand: the month in the bin has had its own.
            self.erase(&erased_by(BIN_DAYS, now))?;
        }
        Ok(())
    }

    /// Erases what has been in the bin for at least `days`, from the file and its log; returns how
    /// many things that were. Undo forgets everything, so that nothing erased can come back.
    ///
    /// # Errors
    /// It could not be written.
    pub fn purge(&mut self, days: u32, now: &Moment) -> Result<u32> {
        let old_enough = |item: &&Trashed| item.days_left.saturating_add(days) <= BIN_DAYS;
        if self.trash(now)?.iter().filter(old_enough).count() > MANY_ERASED {
            self.back_up_before(Reason::BeforeErasing, now)?;
        }
        self.erase(&erased_by(days, now))
    }

    /// Erases one thing in the bin, however short its time there, as [`Journal::purge`] does all.
    ///
    /// # Errors
    /// It is not in the bin, entries or outcomes still name it, or it could not be written.
    pub fn purge_one(&mut self, what: &str, id: &str, now: &Moment) -> Result<Vec<Trashed>> {
        let what = trash::table(what)?;
        let id = parse(id)?;
        if !trash::holds(self.store.db(), what, id)? {
            return Err(Error::NotFound(what));
        }
        if self.erase(&Gone::One(what, id))? == 0 {
            return Err(Error::BadInput(
                "something still names this; it can go once that is erased".to_owned(),
            ));
        }
        self.trash(now)
    }

    fn erase(&mut self, gone: &Gone) -> Result<u32> {
        let tx = self.store.write()?;
        let erased = trash::purge(&tx, gone)?;
        tx.commit()?;
        if erased > 0 {
            self.forget_undo();
            self.store.checkpoint()?;
        }
        Ok(erased)
    }
}

/// What went into the bin at least `days` ago.
fn erased_by(days: u32, now: &Moment) -> Gone {
    Gone::By(now.at.timestamp_millis() - i64::from(days) * DAY_MS)
}

fn restore(tx: &Write<'_>, trace: &mut Trace, what: &str, id: &str) -> Result<()> {
    let (what, id) = (trash::table(what)?, parse(id)?);
    trace.touch(
        tx,
        match what {
            "entry" => Scope::Entry(id),
            "outcome" => Scope::Outcome(id),
            "person" => Scope::Person(id),
            "goal" => Scope::Goal(id),
            "ladder" => Scope::Ladder(id),
            "updates" => Scope::Update(id),
            "need" => Scope::Need(id),
            _ => Scope::Packet(id),
        },
    )?;
    trash::restore(tx, what, id)?;
    match what {
        "updates" => one_draft(tx),
        "entry" => store::entry::index(tx, EntryId(id)),
        "outcome" => store::outcome::entries(tx, OutcomeId(id))?
            .into_iter()
            .try_for_each(|entry| store::entry::index(tx, entry)),
        _ => Ok(()),
    }
}

/// Refuses a second draft beside the one that is being written.
fn one_draft(tx: &Write<'_>) -> Result<()> {
    let updates = store::update::all(tx)?;
    match updates.iter().filter(|one| one.state == UpdateState::Draft).count() {
        0 | 1 => Ok(()),
        _ => Err(Error::BadInput("there is a draft; send, skip or delete it first".to_owned())),
    }
}

fn parse(id: &str) -> Result<Uuid> {
    id.trim().parse().map_err(|_| Error::BadInput("this is not an id".to_owned()))
}
