//! Reminders: what the journal knows of what is due, and what was told already.

use chrono::TimeDelta;

use super::Journal;
use crate::error::{Error, Result};
use crate::reminder::{
    self, Facts, NotAReminder, Reminder, ReminderLog, ReminderSettings, Reminders,
};
use crate::store;
use crate::time::{Moment, Week};

const SETTINGS: &str = "reminders";
const LOG: &str = "reminder-log";
/// The longest a reminder is put off: two weeks.
const LONGEST: u32 = 14 * 24 * 60;

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
        let log: ReminderLog = store::setting::get(self.store.db(), LOG)?;
        Ok(reminder::due(&self.reminder_settings()?, &log, &self.due_facts(now)?, now))
    }

    fn due_facts(&self, now: &Moment) -> Result<Facts> {
        let db = self.store.db();
        let week = Week::of(now.day());
        Ok(Facts {
            week_closed: !store::week::closed(db, week, week)?.is_empty(),
            update_on: self.updates(now)?.due_on,
            due_on: store::later::newest_due(db, now.day())?,
        })
    }

    /// Notes that a reminder was told, so that it is told once.
    ///
    /// # Errors
    /// It could not be written.
    pub fn reminder_told(&mut self, what: Reminder, now: &Moment) -> Result<Reminders> {
        let log: ReminderLog = store::setting::get(self.store.db(), LOG)?;
        self.put_log(&reminder::told(&log, what, &self.due_facts(now)?, now))?;
        self.reminders(now)
    }

    /// Tells nothing for so many minutes; none ends the peace at once.
    ///
    /// # Errors
    /// It is longer than two weeks, or could not be written.
    pub fn snooze_reminders(&mut self, minutes: u32, now: &Moment) -> Result<Reminders> {
        if minutes > LONGEST {
            return Err(Error::BadInput("reminders are put off for two weeks at most".to_owned()));
        }
        let until = now.at + TimeDelta::minutes(i64::from(minutes));
        let log: ReminderLog = store::setting::get(self.store.db(), LOG)?;
        let snoozed_until_ms = (minutes > 0).then(|| until.timestamp_millis());
        self.put_log(&ReminderLog { snoozed_until_ms, ..log })?;
        self.reminders(now)
    }

    fn put_log(&mut self, log: &ReminderLog) -> Result<()> {
        let tx = self.store.write()?;
        store::setting::put(&tx, LOG, log)?;
        tx.commit()
    }
}
