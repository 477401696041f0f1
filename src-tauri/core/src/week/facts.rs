//! The facts beside the page: counts, and the usual to hold them against.

use std::collections::BTreeSet;

use super::Act;
use crate::id::PersonId;
use crate::kind::{Family, Kind};
use crate::time::{Day, Week};

/// Over how many weeks before it a week's usual is taken.
pub const USUAL_WEEKS: u32 = 12;

/// Below this many weeks of data there is no usual.
pub const LEAST_WEEKS: u32 = 4;

/// Over how many weeks, this one included, [`coverage`] counts.
const COVERAGE_WEEKS: i64 = 4;

/// How many entries of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindFact {
    /// The kind; none for entries without one.
    pub kind: Option<Kind>,
    /// How many.
    pub entries: u32,
}

/// How many entries of a family, and the usual.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FamilyFact {
    /// The family.
    pub family: Family,
    /// How many this week.
    pub entries: u32,
    /// The mean over the twelve weeks before, or as many of them as the journal has; none under
    /// [`LEAST_WEEKS`].
    pub usual: Option<f64>,
}

/// What a week holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The twelve kinds in the order of the picker, then entries without a kind, if any.
    pub by_kind: Vec<KindFact>,
    /// The four families in the order of the picker.
    pub by_family: Vec<FamilyFact>,
    /// Entries.
    pub entries: u32,
    /// Entries with an outcome.
    pub mapped: u32,
    /// People of the week's entries whom no outcome of them credits, each once, in the order met.
    pub not_credited: Vec<PersonId>,
}

/// The facts of `week`.
///
/// `acts` holds the week's entries and at least those of the twelve weeks before; others do no
/// harm. `began` is the day of the journal's first entry: weeks before it are not blanks.
#[must_use]
pub fn facts(week: Week, acts: &[Act], began: Option<Day>) -> Facts {
    let own: Vec<&Act> = acts.iter().filter(|act| Week::of(act.day) == week).collect();
    let count = |kind: Option<Kind>| tally(own.iter().filter(|act| act.kind == kind).count());
    let mut by_kind: Vec<KindFact> = Kind::ALL
        .into_iter()
        .map(|kind| KindFact { kind: Some(kind), entries: count(Some(kind)) })
        .collect();
    let without = count(None);
    if without > 0 {
        by_kind.push(KindFact { kind: None, entries: without });
    }
    let weeks = weeks_of_data(week, began);
    let before = by_family_between(acts, week.plus(-i64::from(weeks)), week.plus(-1));
    let now = by_family_between(acts, week, week);
    let usual =
        |entries: u32| (weeks >= LEAST_WEEKS).then(|| f64::from(entries) / f64::from(weeks));
    let by_family = Family::ALL.into_iter().zip(now).zip(before);
    Facts {
        by_kind,
        by_family: by_family
            .map(|((family, entries), before)| FamilyFact { family, entries, usual: usual(before) })
            .collect(),
        entries: tally(own.len()),
        mapped: tally(own.iter().filter(|act| act.mapped).count()),
        not_credited: not_credited(&own),
    }
}

/// Entries by family, in the order of the picker, over `week` and the three before it: what the
/// choice of questions goes by.
#[must_use]
pub fn coverage(week: Week, acts: &[Act]) -> [u32; 4] {
    by_family_between(acts, week.plus(1 - COVERAGE_WEEKS), week)
}

/// How many whole weeks before `week` the journal has, at most [`USUAL_WEEKS`].
fn weeks_of_data(week: Week, began: Option<Day>) -> u32 {
    let Some(began) = began.map(Week::of) else { return 0 };
    let weeks = (week.first() - began.first()).num_weeks();
    u32::try_from(weeks.max(0)).unwrap_or(USUAL_WEEKS).min(USUAL_WEEKS)
}

fn by_family_between(acts: &[Act], first: Week, last: Week) -> [u32; 4] {
    Family::ALL.map(|family| {
        let within = |act: &&Act| {
            (first..=last).contains(&Week::of(act.day))
                && act.kind.is_some_and(|kind| kind.family() == family)
        };
        tally(acts.iter().filter(within).count())
    })
}

fn not_credited(own: &[&Act]) -> Vec<PersonId> {
    let mut met: BTreeSet<PersonId> = own.iter().flat_map(|act| &act.credited).copied().collect();
    own.iter().flat_map(|act| &act.people).copied().filter(|person| met.insert(*person)).collect()
}

fn tally(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn week() -> Week {
        "2026-W47".parse().expect("a week")
    }

    fn act(weeks_ago: i64, kind: Option<Kind>) -> Act {
        let day = week().plus(-weeks_ago).first();
        Act { day, kind, mapped: false, people: Vec::new(), credited: Vec::new() }
    }

    fn person(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    #[test]
    fn a_person_credited_by_any_of_the_weeks_outcomes_is_credited() {
        let mut first = act(0, Some(Kind::Coaching));
        first.people = vec![person(2), person(1), person(2)];
        let mut second = act(0, None);
        (second.people, second.credited) = (vec![person(1), person(3)], vec![person(1)]);
        let mut last_week = act(1, None);
        last_week.people = vec![person(9)];
        let facts = facts(week(), &[first, second, last_week], None);
        assert_eq!(facts.not_credited, [person(2), person(3)], "each once, as met, this week only");
    }

    #[test]
    fn the_usual_is_a_mean_with_its_blanks_and_hidden_under_four_weeks() {
        let acts = [
            act(1, Some(Kind::Shielding)),
            act(2, Some(Kind::Steadying)),
            act(13, Some(Kind::Bet)),
        ];
        let usual = |weeks_ago: u64| {
            let began = week().first() - Days::new(7 * weeks_ago);
            facts(week(), &acts, Some(began))
                .by_family
                .iter()
                .map(|fact| fact.usual)
                .collect::<Vec<_>>()
        };
        assert_eq!(usual(3), [None; 4], "three weeks are too few to have a usual");
        assert_eq!(usual(4), [Some(0.5), Some(0.0), Some(0.0), Some(0.0)], "two over four weeks");
        let long = usual(200);
        assert_eq!(long[0], Some(2.0 / 12.0), "twelve weeks at most");
        assert_eq!(long[3], Some(0.0), "the thirteenth week back does not count");
        assert_eq!(
            facts(week(), &acts, None).by_family[0].usual,
            None,
            "an empty journal has none"
        );
    }

    #[test]
    fn kinds_come_in_the_order_of_the_picker_and_none_last() {
        let acts = [act(0, None), act(0, Some(Kind::Breakthrough)), act(1, Some(Kind::Bet))];
        let facts = facts(week(), &acts, None);
        assert_eq!(facts.by_kind.len(), 13, "twelve kinds and the entry without one");
        assert_eq!(
            facts.by_kind[11],
            KindFact { kind: Some(Kind::Breakthrough), entries: 1 },
            "last kind"
        );
        assert_eq!(facts.by_kind[12], KindFact { kind: None, entries: 1 }, "no kind comes last");
        assert_eq!(facts.by_kind[10].entries, 0, "last week's bet is last week's");
    }

    prop_compose! {
        fn any_act()(weeks_ago in 0i64..20, day in 0u64..7, kind in prop::option::of(0usize..12),
                     mapped: bool) -> Act {
            let mut act = act(weeks_ago, kind.map(|kind| Kind::ALL[kind]));
            act.day = act.day + Days::new(day);
            act.mapped = mapped;
            act
        }
    }

    proptest! {
        #[test]
        fn counts_agree_with_one_another(acts in prop::collection::vec(any_act(), 0..60), began in 0u64..400) {
            let began = week().first() - Days::new(began);
            let facts = facts(week(), &acts, Some(began));
            let by_kind: u32 = facts.by_kind.iter().map(|fact| fact.entries).sum();
            prop_assert_eq!(by_kind, facts.entries, "every entry is counted under one kind");
            let by_family: u32 = facts.by_family.iter().map(|fact| fact.entries).sum();
            let without = facts.by_kind.get(12).map_or(0, |fact| fact.entries);
            prop_assert_eq!(by_family + without, facts.entries, "and under one family, or none");
            prop_assert!(facts.mapped <= facts.entries, "only what is there can be mapped");
            let mut turned = acts.clone();
            turned.reverse();
            prop_assert_eq!(coverage(week(), &turned), coverage(week(), &acts), "order does not matter");
        }
    }
}
