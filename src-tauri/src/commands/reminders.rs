//! Reminders: which there are, and what is due now.

use ledgerline_core::wire::{ReminderSettings, Reminders};

asks! {
    reminders() -> Reminders = |journal, now| journal.reminders(now);
    reminder_settings() -> ReminderSettings = |journal, _| journal.reminder_settings();
    save_reminder_settings(settings: ReminderSettings) -> ReminderSettings =
        |journal, _| journal.save_reminder_settings(&settings);
    snooze_reminders(minutes: u32) -> Reminders =
        |journal, now| journal.snooze_reminders(minutes, now);
}
