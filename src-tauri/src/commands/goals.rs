//! Goals and tags.

use ledgerline_core::goal::Goal;
use ledgerline_core::id::GoalId;
use ledgerline_core::wire::{GoalView, TagView};
use tauri::State;

use crate::error::Reply;
use crate::state::Desk;

#[tauri::command(async)]
pub(crate) fn goals(desk: State<'_, Desk>) -> Reply<Vec<GoalView>> {
    desk.journal(|journal, _| journal.goals())
}

#[tauri::command(async)]
pub(crate) fn new_goal(desk: State<'_, Desk>, statement: String) -> Reply<Vec<GoalView>> {
    desk.journal(|journal, now| journal.new_goal(&statement, now))
}

#[tauri::command(async)]
pub(crate) fn save_goal(desk: State<'_, Desk>, goal: Goal) -> Reply<Vec<GoalView>> {
    desk.journal(|journal, _| journal.save_goal(goal))
}

#[tauri::command(async)]
pub(crate) fn delete_goal(desk: State<'_, Desk>, id: GoalId) -> Reply<Vec<GoalView>> {
    desk.journal(|journal, now| journal.delete_goal(id, now))
}

#[tauri::command(async)]
pub(crate) fn tags(desk: State<'_, Desk>) -> Reply<Vec<TagView>> {
    desk.journal(|journal, _| journal.tags())
}

#[tauri::command(async)]
pub(crate) fn rename_tag(desk: State<'_, Desk>, from: String, to: String) -> Reply<Vec<TagView>> {
    desk.journal(|journal, _| journal.rename_tag(&from, &to))
}
