//! Reminders: which there are, and what is due now.

use ledgerline_core::wire::{ReminderSettings, Reminders};
use tauri::State;

use crate::error::Reply;
use crate::state::Desk;

asks! {
    reminders() -> Reminders = |journal, now| journal.reminders(now);
    reminder_settings() -> ReminderSettings = |journal, _| journal.reminder_settings();
}

#[tauri::command(async)]
pub(crate) fn save_reminder_settings(
    desk: State<'_, Desk>,
    settings: ReminderSettings,
) -> Reply<ReminderSettings> {
    let saved = desk.journal(|journal, _| journal.save_reminder_settings(&settings))?;
    desk.ahead.look_now();
    Ok(saved)
}

#[tauri::command(async)]
pub(crate) fn snooze_reminders(desk: State<'_, Desk>, minutes: u32) -> Reply<Reminders> {
    let left = desk.journal(|journal, now| journal.snooze_reminders(minutes, now))?;
    desk.ahead.look_now();
    Ok(left)
}
