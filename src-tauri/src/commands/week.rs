//! The week: reading it back, closing it, opening it again.

use ledgerline_core::time::Week;
use ledgerline_core::wire::{WeekClose, WeekView};

asks! {
    /// This week, or the one named.
    week(week: Option<Week>) -> WeekView =
        |journal, now| journal.week(week.unwrap_or(Week::of(now.day())), now);
    close_week(week: Week, close: WeekClose) -> WeekView =
        |journal, now| journal.close_week(week, &close, now);
    reopen_week(week: Week) -> WeekView = |journal, now| journal.reopen_week(week, now);
}
