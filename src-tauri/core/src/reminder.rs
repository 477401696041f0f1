//! Reminders: what may be told, when, and what is due at a moment.

use serde::{Deserialize, Serialize};

use crate::time::Day;

/// What a reminder is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "kebab-case")]
pub enum Reminder {
    /// The week is ready to close.
    Week,
    /// An update is due.
    Update,
    /// An outcome or a bet asked to be looked at.
    Due,
}

/// Which reminders there are, and when. All off until switched on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
#[serde(default)]
pub struct ReminderSettings {
    /// Whether to tell that the week is ready to close.
    pub week: bool,
    /// On which day, 1 Monday to 7 Sunday; 4 (Thursday) is the first that can be closed.
    pub week_day: u32,
    /// At which time, `HH:MM` on the user's clock.
    pub week_at: String,
    /// Whether to tell that an update is due.
    pub update: bool,
    /// Whether to tell that an outcome or a bet is due.
    pub due: bool,
    /// When in the day to tell of updates, outcomes and bets, `HH:MM`.
    pub day_at: String,
    /// No reminder from this time on, `HH:MM`; blank for none.
    pub quiet_from: String,
    /// Until this time, which may be of the next day.
    pub quiet_until: String,
}

impl Default for ReminderSettings {
    fn default() -> Self {
        Self {
            week: false,
            week_day: 5,
            week_at: "16:00".to_owned(),
            update: false,
            due: false,
            day_at: "09:00".to_owned(),
            quiet_from: "19:00".to_owned(),
            quiet_until: "08:00".to_owned(),
        }
    }
}

/// What is due at a moment. Never a count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(export))]
pub struct Reminders {
    /// To be told now, each once; the teller says so with `reminder_told`.
    pub tell: Vec<Reminder>,
    /// Standing, whether told or not and whether switched on or not: what the tray shows.
    pub standing: Vec<Reminder>,
    /// When to look again at the latest, RFC 3339 on the user's clock.
    pub look_again: Option<String>,
}

/// What was told and put off; kept with the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReminderLog {
    /// The Monday of the week last told of.
    pub week: Option<Day>,
    /// The day the update told of was due.
    pub update: Option<Day>,
    /// The day up to which due outcomes were told of.
    pub due: Option<Day>,
    /// Nothing is told before this instant, milliseconds UTC.
    pub snoozed_until_ms: Option<i64>,
}
