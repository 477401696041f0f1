//! Reminders: what may be told, when, and what is due at a moment. A reminder never counts.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveTime, TimeZone};
use serde::{Deserialize, Serialize};

use crate::time::{Day, Moment, Week};
use crate::week;

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

/// What the journal knows of what is due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether this week is closed.
    pub week_closed: bool,
    /// When the next update is due.
    pub update_on: Option<Day>,
    /// The newest passed day on which something asked to be looked at and was not.
    pub due_on: Option<Day>,
}

/// The setting was no time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAReminder {
    /// Not `HH:MM`.
    #[error("a time is written `HH:MM`")]
    Time,
    /// Not 1 to 7.
    #[error("a day of the week is 1 (Monday) to 7 (Sunday)")]
    Weekday,
}

impl ReminderSettings {
    /// Whether every time and day is one.
    ///
    /// # Errors
    /// Which is not.
    pub fn check(&self) -> Result<(), NotAReminder> {
        if !(1..=7).contains(&self.week_day) {
            return Err(NotAReminder::Weekday);
        }
        let quiet = [&self.quiet_from, &self.quiet_until];
        let sound = |text: &String| time(text).is_some();
        let said = [&self.week_at, &self.day_at].into_iter().all(sound);
        let hushed = quiet.into_iter().all(|text| text.is_empty() || sound(text));
        if said && hushed { Ok(()) } else { Err(NotAReminder::Time) }
    }

    fn quiet(&self, at: NaiveTime) -> bool {
        let (Some(from), Some(until)) = (time(&self.quiet_from), time(&self.quiet_until)) else {
            return false;
        };
        // Over midnight, quiet is everything but the day between.
        if from <= until { from <= at && at < until } else { at >= from || at < until }
    }
}

/// What is due at `now`: what stands, and what is to be told of it.
#[must_use]
pub fn due(
    settings: &ReminderSettings,
    log: &ReminderLog,
    facts: &Facts,
    now: &Moment,
) -> Reminders {
    let today = now.day();
    let week = Week::of(today);
    let update_on = facts.update_on.filter(|on| *on <= today);
    let closable = week::can_close(week, now) && !facts.week_closed;
    let stands = [
        (Reminder::Week, closable),
        (Reminder::Update, update_on.is_some()),
        (Reminder::Due, facts.due_on.is_some()),
    ];
    let standing: Vec<Reminder> =
        stands.into_iter().filter(|(_, stands)| *stands).map(|(what, _)| what).collect();
    let snoozed = log.snoozed_until_ms.is_some_and(|until| now.at.timestamp_millis() < until);
    let hushed = snoozed || settings.quiet(now.local.time());
    let wanted = |what: &Reminder| match what {
        Reminder::Week => {
            settings.week && log.week != Some(week.first()) && week_has_come(settings, now)
        }
        Reminder::Update => {
            settings.update && log.update < update_on && day_has_come(settings, now)
        }
        Reminder::Due => settings.due && log.due < facts.due_on && day_has_come(settings, now),
    };
    let tell = standing.iter().copied().filter(|what| !hushed && wanted(what)).collect();
    Reminders { tell, standing, look_again: next(settings, log, now).map(|at| at.to_rfc3339()) }
}

/// The log once `what` was told at `now`.
#[must_use]
pub fn told(log: &ReminderLog, what: Reminder, facts: &Facts, now: &Moment) -> ReminderLog {
    let mut log = log.clone();
    match what {
        Reminder::Week => log.week = Some(Week::of(now.day()).first()),
        Reminder::Update => log.update = facts.update_on,
        Reminder::Due => log.due = facts.due_on,
    }
    log
}

fn week_has_come(settings: &ReminderSettings, now: &Moment) -> bool {
    let Some(at) = time(&settings.week_at) else { return false };
    let day = now.day().weekday().number_from_monday();
    day > settings.week_day || (day == settings.week_day && now.local.time() >= at)
}

fn day_has_come(settings: &ReminderSettings, now: &Moment) -> bool {
    time(&settings.day_at).is_some_and(|at| now.local.time() >= at)
}

/// The next instant at which something else might be told; none with everything switched off.
fn next(
    settings: &ReminderSettings,
    log: &ReminderLog,
    now: &Moment,
) -> Option<DateTime<FixedOffset>> {
    if !(settings.week || settings.update || settings.due) {
        return None;
    }
    let mut times = vec![&settings.day_at, &settings.quiet_until];
    if settings.week {
        times.push(&settings.week_at);
    }
    // Thursday noon opens a week for closing; midnight brings what is due that day.
    let fixed = [NaiveTime::MIN, NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default()];
    let times = times.into_iter().filter_map(|text| time(text)).chain(fixed);
    let days = [now.day(), now.day() + Days::new(1)];
    let moments = times.flat_map(|at| days.map(|day| day.and_time(at)));
    let moments = moments.filter_map(|at| now.local.offset().from_local_datetime(&at).single());
    let snoozed = log
        .snoozed_until_ms
        .and_then(|until| now.local.offset().timestamp_millis_opt(until).single());
    moments.chain(snoozed).filter(|at| *at > now.local).min()
}

fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).expect("a moment")
    }

    fn all_on() -> ReminderSettings {
        ReminderSettings { week: true, update: true, due: true, ..ReminderSettings::default() }
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn nothing_is_told_until_it_is_switched_on() {
        let facts = Facts { due_on: Some(day("2026-11-20")), ..Facts::default() };
        let found = due(
            &ReminderSettings::default(),
            &ReminderLog::default(),
            &facts,
            &at("2026-11-20T16:30:00+01:00"),
        );
        assert!(found.tell.is_empty(), "all off at first");
        assert_eq!(found.standing, [Reminder::Week, Reminder::Due], "the tray may show it");
        assert_eq!(found.look_again, None, "and nobody needs to look again");
    }

    #[test]
    fn the_week_is_told_once_at_its_time_and_later_in_the_week_when_it_was_missed() {
        let settings = all_on();
        let log = ReminderLog::default();
        let tell = |log: &ReminderLog, closed: bool, now: &str| {
            let facts = Facts { week_closed: closed, ..Facts::default() };
            due(&settings, log, &facts, &at(now)).tell
        };
        assert!(tell(&log, false, "2026-11-20T15:59:00+01:00").is_empty(), "a minute early");
        assert_eq!(tell(&log, false, "2026-11-20T16:00:00+01:00"), [Reminder::Week], "on time");
        assert_eq!(tell(&log, false, "2026-11-22T10:00:00+01:00"), [Reminder::Week], "missed");
        assert!(tell(&log, true, "2026-11-20T16:00:00+01:00").is_empty(), "it is closed");
        assert!(tell(&log, false, "2026-11-20T20:00:00+01:00").is_empty(), "quiet in the evening");
        assert!(tell(&log, false, "2026-11-23T10:00:00+01:00").is_empty(), "a blank is a blank");
        let log = told(&log, Reminder::Week, &Facts::default(), &at("2026-11-20T16:00:00+01:00"));
        assert!(tell(&log, false, "2026-11-20T16:01:00+01:00").is_empty(), "once a week");
    }

    #[test]
    fn what_is_due_is_told_once_for_each_new_day_and_a_snooze_holds_it_back() {
        let settings = all_on();
        let now = at("2026-11-18T09:00:00+01:00");
        let facts = Facts {
            update_on: Some(day("2026-11-16")),
            due_on: Some(day("2026-11-17")),
            ..Facts::default()
        };
        let first = due(&settings, &ReminderLog::default(), &facts, &now);
        assert_eq!(first.tell, [Reminder::Update, Reminder::Due], "both, at nine");
        let log = told(&ReminderLog::default(), Reminder::Due, &facts, &now);
        let log = told(&log, Reminder::Update, &facts, &now);
        assert!(due(&settings, &log, &facts, &now).tell.is_empty(), "each once");
        let newer = Facts { due_on: Some(day("2026-11-18")), ..facts };
        assert_eq!(due(&settings, &log, &newer, &now).tell, [Reminder::Due], "another came due");
        let snoozed_until_ms = Some(now.at.timestamp_millis() + 60_000);
        let log = ReminderLog { snoozed_until_ms, ..log };
        let snoozed = due(&settings, &log, &newer, &now);
        assert!(snoozed.tell.is_empty(), "a minute's peace");
        assert_eq!(snoozed.look_again.as_deref(), Some("2026-11-18T09:01:00+01:00"), "no longer");
    }

    #[test]
    fn settings_are_checked() {
        assert_eq!(ReminderSettings::default().check(), Ok(()), "as they come");
        let wrong = ReminderSettings { week_at: "25:00".into(), ..ReminderSettings::default() };
        assert_eq!(wrong.check(), Err(NotAReminder::Time), "no such time");
        let wrong = ReminderSettings { week_day: 0, ..ReminderSettings::default() };
        assert_eq!(wrong.check(), Err(NotAReminder::Weekday), "no such day");
        let none = ReminderSettings { quiet_from: String::new(), ..ReminderSettings::default() };
        assert_eq!(none.check(), Ok(()), "nobody has to want quiet");
    }

    proptest! {
        #[test]
        fn only_what_stands_is_told_and_the_next_look_lies_ahead(
            minutes in 0i64..40_000, closed: bool, update in prop::option::of(-20i64..20),
            ago in prop::option::of(0i64..20), on: (bool, bool, bool)
        ) {
            let start = at("2026-11-02T00:00:00+01:00");
            let local = start.local + chrono::TimeDelta::minutes(minutes);
            let now = Moment { at: local.to_utc(), local, zone: "+01:00".into() };
            let settings = ReminderSettings {
                week: on.0, update: on.1, due: on.2, ..ReminderSettings::default()
            };
            let days = |days| now.day() + chrono::TimeDelta::days(days);
            let facts = Facts {
                week_closed: closed, update_on: update.map(days), due_on: ago.map(|ago| days(-ago)),
            };
            let found = due(&settings, &ReminderLog::default(), &facts, &now);
            for what in &found.tell {
                prop_assert!(found.standing.contains(what), "nothing is told that does not stand");
                let log = told(&ReminderLog::default(), *what, &facts, &now);
                let again = due(&settings, &log, &facts, &now);
                prop_assert!(!again.tell.contains(what), "nothing is told twice");
            }
            if let Some(next) = &found.look_again {
                let next = DateTime::parse_from_rfc3339(next).expect("an instant");
                prop_assert!(next > now.local, "looking again lies ahead");
                prop_assert!(next - now.local <= chrono::TimeDelta::days(1), "within a day");
            }
            prop_assert!(!settings.quiet(now.local.time()) || found.tell.is_empty(), "quiet is quiet");
        }
    }
}
