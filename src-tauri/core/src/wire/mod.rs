//! What crosses to the window and to `--json`: the words, arranged for one screen each.

mod backup;
mod dossier;
mod form;
mod ladder;
mod ledger;
mod packet;
mod panel;
mod redaction;
mod salvage;
mod settings;
mod update;
mod week;

pub use backup::*;
pub use dossier::*;
pub use form::*;
pub use ladder::*;
pub use ledger::*;
pub use packet::*;
pub use panel::*;
pub use redaction::*;
pub use salvage::*;
pub use settings::*;
pub use update::*;
pub use week::*;

pub use crate::reminder::{Reminder, ReminderSettings, Reminders};
pub use crate::throughline::{Throughline, ThroughlineQuery, Toward};
