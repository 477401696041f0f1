//! Laws of the picture: every act once, widths that add up, the same picture for the same acts.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::entry::Sensitivity;
use crate::id::{EntryId, GoalId, OutcomeId};
use crate::kind::Kind;
use crate::outcome::{Grade, Status};

fn query(toward: Toward) -> ThroughlineQuery {
    let day = |text: &str| text.parse().expect("a day");
    ThroughlineQuery { from: day("2026-10-01"), to: day("2026-12-31"), toward }
}

fn outcome(number: u128, criteria: usize) -> Came {
    Came {
        id: OutcomeId(Uuid::from_u128(1000 + number)),
        statement: format!("outcome {number}"),
        figure: None,
        grade: Grade::Noted,
        status: Status::Happened,
        sensitivity: Sensitivity::Open,
        criteria: (0..criteria).map(|n| (format!("c{n}"), format!("criterion {n}"))).collect(),
    }
}

fn aim(number: u128) -> Aim {
    Aim { id: GoalId(Uuid::from_u128(2000 + number)), label: format!("goal {number}"), mine: true }
}

prop_compose! {
    fn act()(kind in prop::option::of(0usize..12), goal in prop::option::of(0u128..5),
             outcomes in prop::collection::vec(0u128..9, 0..3), settled: bool)
        -> (Option<usize>, Option<u128>, Vec<u128>, bool) {
        (kind, goal, outcomes, settled)
    }
}

proptest! {
    #[test]
    fn every_act_is_drawn_once_and_widths_add_up(
        acts in prop::collection::vec(act(), 0..200), criteria in 0usize..3, to_criteria: bool
    ) {
        let toward = if to_criteria { Toward::Criteria } else { Toward::Goals };
        let acts: Vec<Act> = acts.into_iter().zip(1u128..).map(|((kind, goal, outcomes, settled), n)| Act {
            id: EntryId(Uuid::from_u128(n)),
            kind: kind.map(|kind| Kind::ALL[kind]),
            goal: goal.map(|goal| aim(goal).id),
            outcomes: outcomes.into_iter().map(|one| outcome(one, 0).id).collect(),
            settled,
        }).collect();
        // Outcome 8 and goal 4 are not there any more.
        let came: Vec<Came> = (0..8).map(|n| outcome(n, criteria)).collect();
        let aims: Vec<Aim> = (0..4).map(aim).collect();
        let picture = lay_out(query(toward), &acts, &came, &aims);
        let all = u32::try_from(acts.len()).expect("few");
        prop_assert_eq!(picture.left.iter().map(|node| node.acts).sum::<u32>(), all, "left");
        prop_assert_eq!(picture.middle.iter().map(|node| node.acts).sum::<u32>(), all, "middle");
        prop_assert_eq!(picture.reach.iter().map(|ribbon| ribbon.acts).sum::<u32>(), all, "ribbons");
        prop_assert_eq!(picture.families.iter().map(|one| one.acts).sum::<u32>(), all, "families");
        let mut drawn: Vec<EntryId> = picture.reach.iter().flat_map(|one| one.entries.clone()).collect();
        drawn.sort_unstable();
        drawn.dedup();
        prop_assert_eq!(drawn.len(), acts.len(), "each act once");
        for ribbon in picture.reach.iter().chain(&picture.serve) {
            prop_assert_eq!(ribbon.acts as usize, ribbon.entries.len(), "its width is its acts");
        }
        for node in &picture.right {
            let reached: u32 =
                picture.serve.iter().filter(|one| one.to == node.node).map(|one| one.acts).sum();
            prop_assert_eq!(reached, node.acts, "what arrives is what it shows");
        }
        for (node, row) in picture.middle.iter().zip(&picture.rows) {
            prop_assert_eq!(row.acts.iter().sum::<u32>(), node.acts, "the table says the same");
            let served: u32 = row.targets.iter().map(|(_, acts)| acts).sum();
            prop_assert!(served <= node.acts, "no act reaches two targets");
        }
        // Ribbons lie side by side within their nodes.
        for (place, ribbon) in picture.reach.iter().enumerate() {
            for other in &picture.reach[place + 1..] {
                let apart = |a: u32, b: u32| a + ribbon.acts <= b || b + other.acts <= a;
                prop_assert!(apart(ribbon.leaves_at, other.leaves_at), "on the left");
                prop_assert!(apart(ribbon.arrives_at, other.arrives_at), "and in the middle");
            }
        }
        prop_assert_eq!(picture.by_family, acts.len() > MOST_FOR_KINDS, "too many for kinds");
        let again = lay_out(query(toward), &acts, &came, &aims);
        prop_assert_eq!(
            serde_json::to_string(&again).expect("JSON"),
            serde_json::to_string(&picture).expect("JSON"),
            "the same acts, the same picture"
        );
    }
}

#[test]
fn slots_come_last_and_outcomes_stand_where_their_acts_come_from() {
    let act = |n: u128, kind: Option<Kind>, outcome_of: Option<u128>, settled| Act {
        id: EntryId(Uuid::from_u128(n)),
        kind,
        goal: Some(aim(0).id),
        outcomes: outcome_of.map(|one| outcome(one, 0).id).into_iter().collect(),
        settled,
    };
    let acts = [
        act(1, Some(Kind::Bet), Some(1), false),
        act(2, Some(Kind::Shielding), Some(2), false),
        act(3, Some(Kind::Shielding), None, false),
        act(4, None, None, true),
    ];
    let picture = lay_out(query(Toward::Goals), &acts, &[outcome(1, 0), outcome(2, 0)], &[aim(0)]);
    let names: Vec<&str> = picture.middle.iter().map(|node| node.statement.as_str()).collect();
    assert_eq!(names, ["outcome 2", "outcome 1", "", ""], "shielding stands above a bet");
    assert_eq!(picture.middle[2].node, NOT_MAPPED, "then what is not mapped");
    assert_eq!(picture.middle[3].node, NO_OUTCOME, "then what needs no outcome");
    assert!(picture.reach.iter().filter(|one| one.open).count() == 2, "both slots are dashed");
    assert_eq!(picture.right[0].acts, 2, "only what came of something reaches a goal");
    assert_eq!(picture.left.last().map(|node| node.node.as_str()), Some("no-kind"), "kinds first");
}
