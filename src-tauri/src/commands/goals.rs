//! Goals and tags.

use ledgerline_core::goal::Goal;
use ledgerline_core::id::GoalId;
use ledgerline_core::wire::{GoalView, TagView};

asks! {
    goals() -> Vec<GoalView> = |journal, _| journal.goals();
    new_goal(statement: String) -> Vec<GoalView> = |journal, now| journal.new_goal(&statement, now);
    save_goal(goal: Goal) -> Vec<GoalView> = |journal, _| journal.save_goal(goal);
    delete_goal(id: GoalId) -> Vec<GoalView> = |journal, now| journal.delete_goal(id, now);
    tags() -> Vec<TagView> = |journal, _| journal.tags();
    rename_tag(from: String, to: String) -> Vec<TagView> =
        |journal, _| journal.rename_tag(&from, &to);
}
