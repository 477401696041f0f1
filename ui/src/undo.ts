/** Undo and redo: what they would do, what they did, each in the user's words. */
import type { Deed } from "./bindings";
import { IpcError, redo, undo, undoState } from "./ipc";
import { m } from "./paraglide/messages.js";
import { count } from "./start";
import type { App } from "./state/app.svelte";

/** Each deed as what could be done, and as what was done. */
const DEEDS: Record<Deed, readonly [() => string, () => string]> = {
  "add-entry": [m.deed_add_entry, m.deed_add_entry_done],
  "edit-entry": [m.deed_edit_entry, m.deed_edit_entry_done],
  "change-kind": [m.deed_change_kind, m.deed_change_kind_done],
  "delete-entry": [m.deed_delete_entry, m.deed_delete_entry_done],
  "add-outcome": [m.deed_add_outcome, m.deed_add_outcome_done],
  "edit-outcome": [m.deed_edit_outcome, m.deed_edit_outcome_done],
  "delete-outcome": [m.deed_delete_outcome, m.deed_delete_outcome_done],
  "map-entry": [m.deed_map_entry, m.deed_map_entry_done],
  "unmap-entry": [m.deed_unmap_entry, m.deed_unmap_entry_done],
  "add-person": [m.deed_add_person, m.deed_add_person_done],
  "edit-person": [m.deed_edit_person, m.deed_edit_person_done],
  "delete-person": [m.deed_delete_person, m.deed_delete_person_done],
  "merge-people": [m.deed_merge_people, m.deed_merge_people_done],
  "add-goal": [m.deed_add_goal, m.deed_add_goal_done],
  "edit-goal": [m.deed_edit_goal, m.deed_edit_goal_done],
  "delete-goal": [m.deed_delete_goal, m.deed_delete_goal_done],
  "rename-tag": [m.deed_rename_tag, m.deed_rename_tag_done],
  "add-packet": [m.deed_add_packet, m.deed_add_packet_done],
  "edit-packet": [m.deed_edit_packet, m.deed_edit_packet_done],
  "delete-packet": [m.deed_delete_packet, m.deed_delete_packet_done],
  "edit-project": [m.deed_edit_project, m.deed_edit_project_done],
  "close-week": [m.deed_close_week, m.deed_close_week_done],
  "reopen-week": [m.deed_reopen_week, m.deed_reopen_week_done],
  import: [m.deed_import, m.deed_import_done],
  restore: [m.deed_restore, m.deed_restore_done],
  "edit-filter": [m.deed_edit_filter, m.deed_edit_filter_done],
  "answer-outcome": [m.deed_answer_outcome, m.deed_answer_outcome_done],
  "put-off": [m.deed_put_off, m.deed_put_off_done],
  "answer-quarter": [m.deed_answer_quarter, m.deed_answer_quarter_done],
  "add-update": [m.deed_add_update, m.deed_add_update_done],
  "edit-update": [m.deed_edit_update, m.deed_edit_update_done],
  "delete-update": [m.deed_delete_update, m.deed_delete_update_done],
  "send-update": [m.deed_send_update, m.deed_send_update_done],
  "skip-update": [m.deed_skip_update, m.deed_skip_update_done],
  "add-need": [m.deed_add_need, m.deed_add_need_done],
  "edit-need": [m.deed_edit_need, m.deed_edit_need_done],
  "answer-need": [m.deed_answer_need, m.deed_answer_need_done],
  "delete-need": [m.deed_delete_need, m.deed_delete_need_done],
  "answer-promise": [m.deed_answer_promise, m.deed_answer_promise_done],
  "add-ladder": [m.deed_add_ladder, m.deed_add_ladder_done],
  "edit-ladder": [m.deed_edit_ladder, m.deed_edit_ladder_done],
  "delete-ladder": [m.deed_delete_ladder, m.deed_delete_ladder_done],
  "link-criterion": [m.deed_link_criterion, m.deed_link_criterion_done],
};

export type Way = "undo" | "redo";

const WAYS = {
  undo: { run: undo, named: m.undo_named, plain: m.action_undo, done: m.undo_done, nothing: m.undo_nothing },
  redo: { run: redo, named: m.redo_named, plain: m.action_redo, done: m.redo_done, nothing: m.redo_nothing },
} as const;

/** The action with what it would do: "Undo delete entry". */
export function wayName(way: Way, deed: Deed | null): string {
  return deed === null ? WAYS[way].plain() : WAYS[way].named({ deed: DEEDS[deed][0]() });
}

/** Asks what could be undone now. */
export async function recall(app: App): Promise<void> {
  const state = await undoState().catch(() => ({ undo: null, redo: null }));
  app.undoable = state.undo;
  app.redoable = state.redo;
}

/** Takes the last change back, or does it again; the pages read anew and the status line says which it was. */
export async function step(app: App, way: Way): Promise<void> {
  const { run, done, nothing } = WAYS[way];
  try {
    const deed = await run();
    if (deed === null) return app.status.say(nothing());
    app.reread();
    app.status.say(done({ deed: DEEDS[deed][1]() }));
    await count(app);
  } catch (reason) {
    const overtaken = reason instanceof IpcError && reason.code === "stale";
    app.status.say(overtaken ? m.undo_overtaken() : m.undo_failed());
  }
}
