//! What crosses to the window and to `--json`: the words, arranged for one screen each.

mod ladder;
mod ledger;
mod packet;
mod redaction;
mod settings;
mod update;
mod week;

pub use ladder::*;
pub use ledger::*;
pub use packet::*;
pub use redaction::*;
pub use settings::*;
pub use update::*;
pub use week::*;

pub use crate::reminder::{Reminder, ReminderSettings, Reminders};
pub use crate::throughline::{Throughline, ThroughlineQuery, Toward};
