//! Loose ends: which acts still want an outcome, in the order to take them.

use crate::time::Day;

/// How many loose ends one sitting takes.
pub const SITTING: usize = 5;

/// A loose end this many days old is put away: not offered, still found by search.
pub const PUT_AWAY_DAYS: i64 = 90;

/// An entry, as far as its looseness goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loose<Id> {
    /// Which entry.
    pub id: Id,
    /// Its day.
    pub day: Day,
    /// Whether it has an outcome.
    pub mapped: bool,
    /// "No outcome, and that is fine."
    pub no_outcome: bool,
    /// When it, or an expected outcome of it, asked to be looked at again: the earliest such day.
    pub ask_on: Option<Day>,
    /// Whether an outcome of it rests on a claim alone, and a packet shows it.
    pub claim_only: bool,
    /// Whether it, or an outcome of it, sits in a packet or an update.
    pub shown: bool,
    /// Put off: not offered before this day.
    pub later: Option<Day>,
}

impl<Id> Loose<Id> {
    /// Whether it is a loose end on `today`: nothing came of it yet and that is not fine, or its
    /// expected outcome is due, or it is shown with nothing but a claim behind it.
    #[must_use]
    pub fn is_loose(&self, today: Day) -> bool {
        let unmapped = !self.mapped && !self.no_outcome;
        unmapped || self.is_due(today) || self.is_bare()
    }

    fn is_bare(&self) -> bool {
        self.shown && self.claim_only
    }

    fn is_due(&self, today: Day) -> bool {
        self.ask_on.is_some_and(|day| day <= today)
    }

    /// Whether to offer it now. One that asked for a later day waits for it, and so does one that
    /// was put off; an old one is put away unless a packet shows it on a bare claim, or it came
    /// due more recently.
    fn is_offered(&self, today: Day) -> bool {
        let waits = self.ask_on.is_some_and(|day| day > today) && !self.is_bare();
        let put_off = self.later.is_some_and(|day| day > today);
        let fresh = self.ask_on.filter(|day| *day <= today).unwrap_or(self.day).max(self.day);
        let put_away = !self.is_bare() && (today - fresh).num_days() > PUT_AWAY_DAYS;
        self.is_loose(today) && !put_away && !waits && !put_off
    }
}

/// What one sitting offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting<Id> {
    /// At most [`SITTING`], in the order to take them.
    pub take: Vec<Id>,
    /// How many more there are, any time.
    pub more: u32,
}

/// The loose ends to offer on `today`: due reminders first, the longest waiting before the rest;
/// then what sits in a packet or an update; then the newest.
#[must_use]
pub fn order<Id: Copy + Ord>(acts: &[Loose<Id>], today: Day) -> Sitting<Id> {
    let mut offered: Vec<_> = acts.iter().filter(|act| act.is_offered(today)).collect();
    offered.sort_by_key(|act| {
        let due = act.ask_on.filter(|day| *day <= today);
        let newest = std::cmp::Reverse((act.day, act.id));
        (due.is_none(), due, !act.shown, newest)
    });
    let more = u32::try_from(offered.len().saturating_sub(SITTING)).unwrap_or(u32::MAX);
    Sitting { take: offered.iter().take(SITTING).map(|act| act.id).collect(), more }
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate, TimeDelta};
    use proptest::prelude::*;

    use super::*;

    fn today() -> Day {
        NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
    }

    fn act(id: u32, days_ago: u64) -> Loose<u32> {
        Loose {
            id,
            day: today() - Days::new(days_ago),
            mapped: false,
            no_outcome: false,
            ask_on: None,
            claim_only: false,
            shown: false,
            later: None,
        }
    }

    #[test]
    fn due_first_then_shown_then_newest() {
        let due = |days_ago| Some(today() - Days::new(days_ago));
        let acts = [
            act(1, 1),
            act(2, 0),
            Loose { shown: true, claim_only: true, mapped: true, ..act(3, 60) },
            Loose { ask_on: due(0), mapped: true, ..act(4, 80) },
            Loose { ask_on: due(9), ..act(5, 20) },
            act(6, 3),
        ];
        let sitting = order(&acts, today());
        assert_eq!(sitting.take, [5, 4, 3, 2, 1], "the longest due leads, the newest follow");
        assert_eq!(sitting.more, 1, "the sixth can wait");
    }

    #[test]
    fn what_is_settled_or_waiting_or_old_is_not_offered() {
        let later = Some(today() + Days::new(1));
        let acts = [
            Loose { mapped: true, ..act(1, 1) },
            Loose { no_outcome: true, ..act(2, 1) },
            Loose { ask_on: later, ..act(3, 1) },
            act(4, 91),
            Loose { mapped: true, claim_only: true, ..act(5, 1) },
        ];
        assert_eq!(order(&acts, today()), Sitting { take: Vec::new(), more: 0 }, "nothing to ask");
        assert!(acts[3].is_loose(today()), "an old one is put away, not settled");
    }

    #[test]
    fn what_was_put_off_comes_back_on_its_day_and_an_update_puts_it_before_the_newest() {
        let later = |days| Some(today() + Days::new(days));
        let acts = [
            Loose { later: later(1), ..act(1, 0) },
            Loose { later: later(0), ..act(2, 5) },
            act(3, 1),
            Loose { shown: true, ..act(4, 30) },
            Loose { shown: true, ..act(5, 91) },
        ];
        let sitting = order(&acts, today());
        assert_eq!(sitting.take, [4, 3, 2], "shown first; next week's waits; old ones stay away");
    }

    #[test]
    fn the_ninetieth_day_is_still_offered_and_an_old_act_newly_due_is_too() {
        let newly_due = Loose { ask_on: Some(today()), ..act(2, 400) };
        let long_due = Loose { ask_on: Some(today() - Days::new(91)), ..act(3, 400) };
        let shown = Loose { shown: true, claim_only: true, mapped: true, ..act(4, 400) };
        let sitting = order(&[act(1, 90), newly_due, long_due, shown], today());
        assert_eq!(sitting.take, [2, 4, 1], "what asked for today must be asked today");
    }

    prop_compose! {
        fn any_act()(id in 0u32..1000, ago in 0u64..200, mapped: bool, no_outcome: bool,
                     ask in prop::option::of(-100i64..100), claim_only: bool, shown: bool,
                     later in prop::option::of(-9i64..9)) -> Loose<u32> {
            let ask_on = ask.map(|days| today() + TimeDelta::days(days));
            let later = later.map(|days| today() + TimeDelta::days(days));
            Loose { mapped, no_outcome, ask_on, claim_only, shown, later, ..act(id, ago) }
        }
    }

    proptest! {
        #[test]
        fn a_sitting_is_short_loose_and_the_same_in_any_order(
            mut acts in prop::collection::vec(any_act(), 0..40)
        ) {
            acts.sort_by_key(|act| act.id);
            acts.dedup_by_key(|act| act.id);
            let sitting = order(&acts, today());
            prop_assert!(sitting.take.len() <= SITTING, "five at most");
            prop_assert!(sitting.more == 0 || sitting.take.len() == SITTING, "more only after five");
            for id in &sitting.take {
                let act = acts.iter().find(|act| act.id == *id).expect("one of those given");
                prop_assert!(act.is_loose(today()), "only loose ends are offered");
                prop_assert!(act.later.is_none_or(|day| day <= today()), "what was put off waits");
            }
            acts.reverse();
            prop_assert_eq!(order(&acts, today()), sitting, "the input's order does not matter");
        }
    }
}
