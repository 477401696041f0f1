//! Reminders: what the journal knows of what is due, and what was told already.

use super::Journal;
use crate::error::{Error, Result};
use crate::reminder::{
    Facts, Foresight, LONGEST_PEACE, NotAReminder, ReminderLog, ReminderSettings, Reminders,
};
use crate::store;
use crate::time::{Moment, Week};

const SETTINGS: &str = "reminders";
const LOG: &str = "reminder-log";

impl From<NotAReminder> for Error {
    fn from(error: NotAReminder) -> Self {
        Self::BadInput(error.to_string())
    }
}

impl Journal {
    /// Which reminders there are.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn reminder_settings(&self) -> Result<ReminderSettings> {
        store::setting::get(self.store.db(), SETTINGS)
    }

    /// Replaces which reminders there are.
    ///
    /// # Errors
    /// A time is not `HH:MM`, or a day of the week not 1 to 7.
    pub fn save_reminder_settings(
        &mut self,
        settings: &ReminderSettings,
    ) -> Result<ReminderSettings> {
        settings.check()?;
        let tx = self.store.write()?;
        store::setting::put(&tx, SETTINGS, settings)?;
        tx.commit()?;
        Ok(settings.clone())
    }

    /// What is due now, and what of it is to be told.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn reminders(&self, now: &Moment) -> Result<Reminders> {
        Ok(self.foresee(now)?.at(now))
    }

    /// What telling takes while the journal is locked: which, when, and which days. No word of it.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn foresee(&self, now: &Moment) -> Result<Foresight> {
        let db = self.store.db();
        let week = Week::of(now.day());
        let closed = !store::week::closed(db, week, week)?.is_empty();
        let facts = Facts {
            closed: closed.then(|| week.first()),
            update_on: self.updates(now)?.due_on,
            due_on: store::later::days_due(db)?,
        };
        let log = store::setting::get(db, LOG)?;
        Ok(Foresight { settings: self.reminder_settings()?, log, facts })
    }

    /// Keeps what was told and put off, so that it is told once.
    ///
    /// # Errors
    /// It could not be written.
    pub fn keep_reminder_log(&mut self, log: &ReminderLog) -> Result<()> {
        let tx = self.store.write()?;
        store::setting::put(&tx, LOG, log)?;
        tx.commit()
    }

    /// Tells nothing for so many minutes; none ends the peace at once.
    ///
    /// # Errors
    /// It is longer than two weeks, or could not be written.
    pub fn snooze_reminders(&mut self, minutes: u32, now: &Moment) -> Result<Reminders> {
        if minutes > LONGEST_PEACE {
            return Err(Error::BadInput("reminders are put off for two weeks at most".to_owned()));
        }
        let mut ahead = self.foresee(now)?;
        ahead.snooze(minutes, None, now);
        self.keep_reminder_log(&ahead.log)?;
        Ok(ahead.at(now))
    }
}
