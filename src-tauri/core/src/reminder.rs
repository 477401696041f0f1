//! Reminders: what may be told, when, and what is due at a moment. A reminder never counts.

use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDateTime, NaiveTime, TimeDelta, TimeZone,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::time::{Day, Moment, Week};
use crate::week;

/// The longest a reminder is put off: two weeks, in minutes.
pub const LONGEST_PEACE: u32 = 14 * 24 * 60;

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

impl Reminder {
    /// Every reminder, in the order they are told.
    pub const ALL: [Self; 3] = [Self::Week, Self::Update, Self::Due];
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
    /// To be told now, each once; the teller notes it and keeps the log.
    pub tell: Vec<Reminder>,
    /// Switched on and standing, told or not: what the tray shows.
    pub standing: Vec<Reminder>,
    /// Until when nothing is told, RFC 3339 on the user's clock; none when it was not put off.
    pub snoozed_until: Option<String>,
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
    /// Told, and wanted once more when the peace ends.
    pub again: Vec<Reminder>,
}

/// What the journal knows of what is due, now and later: days alone, no word of what was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The Monday of the week the facts were read in, when that week is closed.
    pub closed: Option<Day>,
    /// When the next update is due.
    pub update_on: Option<Day>,
    /// The days, passed and to come, on which something asks to be looked at and was not.
    pub due_on: Vec<Day>,
}

/// All that telling takes. It outlives the lock: a journal can be reminded of without its key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foresight {
    /// Which reminders there are.
    pub settings: ReminderSettings,
    /// What was told and put off.
    pub log: ReminderLog,
    /// What the journal knew when it was last open.
    pub facts: Facts,
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

    /// Whether the chosen time for `what` has come: in the week, or in the day.
    fn has_come(&self, what: Reminder, now: &Moment) -> bool {
        let has_struck = |at: &str| time(at).is_some_and(|at| now.local.time() >= at);
        let day = now.day().weekday().number_from_monday();
        match what {
            Reminder::Week => {
                day > self.week_day || (day == self.week_day && has_struck(&self.week_at))
            }
            Reminder::Update | Reminder::Due => has_struck(&self.day_at),
        }
    }

    fn quiet(&self, at: NaiveTime) -> bool {
        let (Some(from), Some(until)) = (time(&self.quiet_from), time(&self.quiet_until)) else {
            return false;
        };
        // Over midnight, quiet is everything but the day between.
        if from <= until { from <= at && at < until } else { at >= from || at < until }
    }
}

impl Foresight {
    /// What is due at `now`: what stands, and what is to be told of it.
    #[must_use]
    pub fn at(&self, now: &Moment) -> Reminders {
        let Self { settings, log, facts } = self;
        let standing: Vec<Reminder> =
            Reminder::ALL.into_iter().filter(|what| self.stands(*what, now)).collect();
        // A peace that ends later than any was made while the clock was ahead; so was what was
        // told of a day to come. Neither may silence anything once the clock is right.
        let longest = now.at + TimeDelta::minutes(i64::from(LONGEST_PEACE));
        let peace = log.snoozed_until_ms.filter(|until| {
            (now.at.timestamp_millis() + 1..=longest.timestamp_millis()).contains(until)
        });
        let hushed = peace.is_some() || settings.quiet(now.local.time());
        let wanted = |what: &Reminder| {
            let fresh = match what {
                Reminder::Week => log.week != Some(Week::of(now.day()).first()),
                Reminder::Update => log.update < facts.update_on,
                Reminder::Due => {
                    log.due.filter(|told| *told <= now.day()) < facts.due_by(now.day())
                }
            };
            (fresh || log.again.contains(what)) && settings.has_come(*what, now)
        };
        let offset = now.local.offset();
        let peace = peace.and_then(|until| offset.timestamp_millis_opt(until).single());
        Reminders {
            tell: standing.iter().copied().filter(|what| !hushed && wanted(what)).collect(),
            standing,
            snoozed_until: peace.map(|until| until.to_rfc3339()),
            look_again: next(settings, peace, now).map(|at| at.to_rfc3339()),
        }
    }

    /// Whether `what` is wanted and there is something to tell of.
    fn stands(&self, what: Reminder, now: &Moment) -> bool {
        let today = now.day();
        let week = Week::of(today);
        match what {
            Reminder::Week => {
                let closed = self.facts.closed == Some(week.first());
                self.settings.week && !closed && week::can_close(week, now)
            }
            Reminder::Update => {
                self.settings.update && self.facts.update_on.is_some_and(|on| on <= today)
            }
            Reminder::Due => self.settings.due && self.facts.due_by(today).is_some(),
        }
    }

    /// Notes that `what` was told at `now`, so that it is told once.
    pub fn told(&mut self, what: Reminder, now: &Moment) {
        self.log.again.retain(|again| *again != what);
        match what {
            Reminder::Week => self.log.week = Some(Week::of(now.day()).first()),
            Reminder::Update => self.log.update = self.facts.update_on,
            Reminder::Due => self.log.due = self.facts.due_by(now.day()),
        }
    }

    /// Tells nothing for so many minutes, and then `again` once more.
    pub fn snooze(&mut self, minutes: u32, again: Option<Reminder>, now: &Moment) {
        let until = now.at + TimeDelta::minutes(i64::from(minutes));
        self.log.snoozed_until_ms = (minutes > 0).then(|| until.timestamp_millis());
        let news = again.filter(|again| !self.log.again.contains(again));
        self.log.again.extend(news);
    }
}

impl Facts {
    /// The newest day up to `today` on which something asked to be looked at and was not.
    fn due_by(&self, today: Day) -> Option<Day> {
        self.due_on.iter().copied().filter(|day| *day <= today).max()
    }
}

/// Minutes that a clock leaves out at most when it is set on to summer time.
const LONGEST_GAP: i64 = 180;

/// The next instant at which something else might be told; none with everything switched off.
fn next(
    settings: &ReminderSettings,
    peace: Option<DateTime<FixedOffset>>,
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
    moments.filter_map(|at| on_the_wall(at, now)).chain(peace).filter(|at| *at > now.local).min()
}

/// When the writer's clock shows `at`, or has passed it where the hour that held it was left out.
fn on_the_wall(at: NaiveDateTime, now: &Moment) -> Option<DateTime<FixedOffset>> {
    let Ok(zone) = now.zone.parse::<Tz>() else {
        return now.local.offset().from_local_datetime(&at).single();
    };
    let shown = |late| zone.from_local_datetime(&(at + TimeDelta::minutes(late))).earliest();
    // No hour that was left out was longer, but for a day left out at the date line.
    (0..=LONGEST_GAP).find_map(shown).map(|at| at.fixed_offset())
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

    fn foresee(settings: ReminderSettings, facts: Facts) -> Foresight {
        Foresight { settings, log: ReminderLog::default(), facts }
    }

    #[test]
    fn nothing_is_told_or_stands_until_it_is_switched_on() {
        let facts = Facts { due_on: vec![day("2026-11-20")], ..Facts::default() };
        let now = at("2026-11-20T16:30:00+01:00");
        let found = foresee(ReminderSettings::default(), facts.clone()).at(&now);
        assert_eq!(found, Reminders::default(), "all off at first, and nobody need look again");
        let bets = ReminderSettings { due: true, ..ReminderSettings::default() };
        let found = foresee(bets, facts).at(&now);
        assert_eq!(found.standing, [Reminder::Due], "the tray shows what was switched on alone");
    }

    #[test]
    fn the_week_is_told_once_at_its_time_and_later_in_the_week_when_it_was_missed() {
        let mut ahead = foresee(all_on(), Facts::default());
        let closed = Facts { closed: Some(day("2026-11-16")), ..Facts::default() };
        let done = foresee(all_on(), closed);
        let tell = |ahead: &Foresight, now: &str| ahead.at(&at(now)).tell;
        assert!(tell(&ahead, "2026-11-20T15:59:00+01:00").is_empty(), "a minute early");
        assert_eq!(tell(&ahead, "2026-11-20T16:00:00+01:00"), [Reminder::Week], "on time");
        assert_eq!(tell(&ahead, "2026-11-22T10:00:00+01:00"), [Reminder::Week], "missed");
        assert!(tell(&done, "2026-11-20T16:00:00+01:00").is_empty(), "it is closed");
        assert_eq!(tell(&done, "2026-11-27T16:00:00+01:00"), [Reminder::Week], "the next is not");
        assert!(tell(&ahead, "2026-11-20T20:00:00+01:00").is_empty(), "quiet in the evening");
        assert!(tell(&ahead, "2026-11-23T10:00:00+01:00").is_empty(), "a blank is a blank");
        ahead.told(Reminder::Week, &at("2026-11-20T16:00:00+01:00"));
        assert!(tell(&ahead, "2026-11-20T16:01:00+01:00").is_empty(), "once a week");
    }

    #[test]
    fn what_is_due_is_told_once_for_each_new_day_foreseen_or_not() {
        let now = at("2026-11-18T09:00:00+01:00");
        let due_on = vec![day("2026-11-17"), day("2026-11-19")];
        let update_on = Some(day("2026-11-16"));
        let mut ahead = foresee(all_on(), Facts { update_on, due_on, ..Facts::default() });
        assert_eq!(ahead.at(&now).tell, [Reminder::Update, Reminder::Due], "both, at nine");
        ahead.told(Reminder::Due, &now);
        ahead.told(Reminder::Update, &now);
        assert!(ahead.at(&now).tell.is_empty(), "each once");
        let next = ahead.at(&at("2026-11-19T09:00:00+01:00"));
        assert_eq!(next.tell, [Reminder::Due], "another day came, and nobody opened the journal");
    }

    #[test]
    fn a_snooze_holds_everything_back_and_tells_once_more_what_it_was_about() {
        let mut ahead = foresee(all_on(), Facts::default());
        let now = at("2026-11-20T16:00:00+01:00");
        ahead.told(Reminder::Week, &now);
        ahead.snooze(60, Some(Reminder::Week), &now);
        ahead.facts.due_on = vec![day("2026-11-20")];
        let held = ahead.at(&at("2026-11-20T16:59:00+01:00"));
        assert!(held.tell.is_empty(), "an hour's peace, from what is new too");
        let end = Some("2026-11-20T17:00:00+01:00");
        assert_eq!((held.snoozed_until.as_deref(), held.look_again.as_deref()), (end, end), "then");
        let after = at("2026-11-20T17:00:00+01:00");
        assert_eq!(ahead.at(&after).tell, [Reminder::Week, Reminder::Due], "no longer");
        ahead.told(Reminder::Week, &after);
        ahead.told(Reminder::Due, &after);
        assert!(ahead.at(&after).tell.is_empty(), "once more, not twice");
        ahead.snooze(60, None, &after);
        ahead.snooze(0, None, &after);
        assert_eq!(ahead.at(&after).snoozed_until, None, "and the peace can be ended");
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
            let local = start.local + TimeDelta::minutes(minutes);
            let now = Moment { at: local.to_utc(), local, zone: "+01:00".into() };
            let settings = ReminderSettings {
                week: on.0, update: on.1, due: on.2, ..ReminderSettings::default()
            };
            let days = |days| now.day() + TimeDelta::days(days);
            let facts = Facts {
                closed: closed.then(|| Week::of(now.day()).first()),
                update_on: update.map(days),
                due_on: ago.map(|ago| days(-ago)).into_iter().collect(),
            };
            let ahead = foresee(settings.clone(), facts);
            let found = ahead.at(&now);
            for what in &found.tell {
                prop_assert!(found.standing.contains(what), "nothing is told that does not stand");
                let mut after = ahead.clone();
                after.told(*what, &now);
                prop_assert!(!after.at(&now).tell.contains(what), "nothing is told twice");
            }
            if let Some(next) = &found.look_again {
                let next = DateTime::parse_from_rfc3339(next).expect("an instant");
                prop_assert!(next > now.local, "looking again lies ahead");
                prop_assert!(next - now.local <= TimeDelta::days(1), "within a day");
            }
            prop_assert!(!settings.quiet(now.local.time()) || found.tell.is_empty(), "quiet is quiet");
        }
    }
}
