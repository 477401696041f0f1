//! The week: reading it back, closing it, opening it again.

use ledgerline_core::time::Week;
use ledgerline_core::wire::{WeekClose, WeekView};
use tauri::State;

use crate::error::Reply;
use crate::state::Desk;

/// This week, or the one named.
#[tauri::command(async)]
pub(crate) fn week(desk: State<'_, Desk>, week: Option<Week>) -> Reply<WeekView> {
    desk.journal(|journal, now| journal.week(week.unwrap_or(Week::of(now.day())), now))
}

#[tauri::command(async)]
pub(crate) fn close_week(desk: State<'_, Desk>, week: Week, close: WeekClose) -> Reply<WeekView> {
    desk.journal(|journal, now| journal.close_week(week, &close, now))
}

#[tauri::command(async)]
pub(crate) fn reopen_week(desk: State<'_, Desk>, week: Week) -> Reply<WeekView> {
    desk.journal(|journal, now| journal.reopen_week(week, now))
}
