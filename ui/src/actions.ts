/** Every action as data: its words, its keys and where it applies. Menu, palette, tooltips and help read this table. */
import { isSingleKey, matches, showCombo, type Platform, type Pressed } from "./keys";
import { m } from "./paraglide/messages.js";

export type Group = "write" | "go" | "ledger" | "app";

export interface Action {
  label: () => string;
  group: Group;
  /** First the combination worth showing, then its alternatives. */
  other: readonly string[];
  mac: readonly string[];
}

const same = (...keys: string[]) => ({ other: keys, mac: keys });
const either = (other: string, mac: string) => ({ other: [other], mac: [mac] });
const withControl = (key: string) => either(`Ctrl+${key}`, `Cmd+${key}`);

const TABLE = {
  capture: { label: m.action_capture, group: "write", other: ["C", "Ctrl+N"], mac: ["C", "Cmd+N"] },
  advance: { label: m.action_advance, group: "write", ...withControl("Enter") },
  map: { label: m.action_map, group: "ledger", ...same("M") },
  packet: { label: m.action_packet, group: "ledger", ...same("P") },
  kind: { label: m.action_kind, group: "ledger", ...same("!") },
  "new-goal": { label: m.action_new_goal, group: "write", ...same("G") },
  insert: { label: m.action_insert, group: "write", ...withControl("I") },
  "new-need": { label: m.action_new_need, group: "write", ...either("Ctrl+Shift+A", "Cmd+Shift+A") },
  table: { label: m.action_table, group: "ledger", ...same("T") },
  delete: { label: m.action_delete, group: "ledger", ...same("Delete") },
  "move-up": { label: m.action_move_up, group: "ledger", ...either("Alt+ArrowUp", "Option+ArrowUp") },
  "move-down": { label: m.action_move_down, group: "ledger", ...either("Alt+ArrowDown", "Option+ArrowDown") },
  palette: { label: m.action_palette, group: "app", ...withControl("K") },
  search: { label: m.action_search, group: "go", other: ["/", "Ctrl+F"], mac: ["/", "Cmd+F"] },
  week: { label: m.action_week, group: "go", ...withControl("1") },
  timeline: { label: m.action_timeline, group: "go", ...withControl("2") },
  "loose-ends": { label: m.action_loose_ends, group: "go", ...withControl("3") },
  goals: { label: m.action_goals, group: "go", ...withControl("4") },
  people: { label: m.action_people, group: "go", ...withControl("5") },
  throughline: { label: m.action_throughline, group: "go", ...withControl("7") },
  updates: { label: m.action_updates, group: "go", ...withControl("8") },
  needs: { label: m.action_needs, group: "go", ...same() },
  packets: { label: m.action_packets, group: "go", ...withControl("9") },
  ladder: { label: m.action_ladder, group: "go", ...same() },
  trash: { label: m.action_trash, group: "go", ...same() },
  back: { label: m.action_back, group: "go", ...either("Alt+ArrowLeft", "Cmd+[") },
  forward: { label: m.action_forward, group: "go", ...either("Alt+ArrowRight", "Cmd+]") },
  undo: { label: m.action_undo, group: "app", ...withControl("Z") },
  redo: { label: m.action_redo, group: "app", ...either("Ctrl+Shift+Z", "Cmd+Shift+Z") },
  lock: { label: m.action_lock, group: "app", ...either("Ctrl+Shift+L", "Cmd+Shift+L") },
  settings: { label: m.action_settings, group: "app", ...withControl(",") },
  help: { label: m.action_help, group: "app", other: ["?", "F1"], mac: ["?", "Cmd+/"] },
} as const satisfies Record<string, Action>;

export type ActionId = keyof typeof TABLE;

export const ACTIONS: Readonly<Record<ActionId, Action>> = TABLE;

export const ACTION_ORDER = Object.keys(TABLE) as ActionId[];

/** Keys the user chose instead of the table's. An empty list takes an action's keys away. */
export type Remapped = Partial<Record<ActionId, readonly string[]>>;

export function keysOf(id: ActionId, platform: Platform, remapped: Remapped = {}): readonly string[] {
  return remapped[id] ?? ACTIONS[id][platform];
}

/** Single keys the user chose, by action; an empty one takes the key away. */
export type ChosenKeys = Readonly<Record<string, string | undefined>>;

/** The actions with a single key, which may be given another. */
export const SINGLE_KEY_ACTIONS: readonly ActionId[] = ACTION_ORDER.filter((id) => ACTIONS[id].other.some(isSingleKey));

// Lists walk and look by these; no action may take them.
const LISTS_OWN: readonly string[] = ["J", "K", " "];

/** The table with the user's own single keys in it; combinations stay as they are. */
export function remap(chosen: ChosenKeys, platform: Platform): Remapped {
  const remapped: Remapped = {};
  for (const id of SINGLE_KEY_ACTIONS) {
    const key = chosen[id];
    if (key === undefined) continue;
    const combinations = ACTIONS[id][platform].filter((combo) => !isSingleKey(combo));
    remapped[id] = key === "" ? combinations : [key, ...combinations];
  }
  return remapped;
}

/** The last character typed, as the table writes keys: Latin letters in upper case. */
export function readKey(text: string): string {
  const last = [...text.trim()].at(-1) ?? "";
  return /^[a-z]$/.test(last) ? last.toUpperCase() : last;
}

/** Who has this key already: another action, or the lists themselves. */
export function holderOf(key: string, id: ActionId, platform: Platform, chosen: ChosenKeys): ActionId | "list" | undefined {
  if (key === "") return undefined;
  if (LISTS_OWN.includes(key)) return "list";
  const remapped = remap(chosen, platform);
  return ACTION_ORDER.find((other) => other !== id && keysOf(other, platform, remapped).includes(key));
}

/** The key cap to show beside an action, or nothing when it has no key. */
export function capOf(id: ActionId, platform: Platform, remapped: Remapped = {}): string | undefined {
  const first = keysOf(id, platform, remapped)[0];
  return first === undefined ? undefined : showCombo(first);
}

/** Where the key was pressed. */
export type Ground = "list" | "text" | "elsewhere";

export interface KeyHabits {
  platform: Platform;
  remapped: Remapped;
  /** Whether keys without a modifier act at all. */
  singleKeys: boolean;
}

// In a text field these belong to the text: its own undo, and moving by word or line.
const TEXT_KEEPS: readonly ActionId[] = ["undo", "redo", "move-up", "move-down", "delete"];
// On a Mac, Option with an arrow walks through words; elsewhere Alt with an arrow is free.
const LIST_ONLY: readonly ActionId[] = ["delete", "move-up", "move-down"];

/** Which action a key press means, if any. Single keys speak only in lists. */
export function actionFor(event: Pressed, ground: Ground, habits: KeyHabits): ActionId | undefined {
  return ACTION_ORDER.find((id) =>
    keysOf(id, habits.platform, habits.remapped).some((combo) => {
      if (ground === "text" && TEXT_KEEPS.includes(id)) return false;
      if (ground !== "list" && LIST_ONLY.includes(id)) return false;
      if (isSingleKey(combo) && (ground !== "list" || !habits.singleKeys)) return false;
      return matches(combo, event);
    }),
  );
}

/** Reads the ground from what has the focus. A list says so with `data-keys="list"`. */
export function groundOf(target: EventTarget | null): Ground {
  if (!(target instanceof Element)) return "elsewhere";
  if (target.closest('input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"]')) {
    return isTickOrKnob(target) ? "elsewhere" : "text";
  }
  return target.closest('[data-keys="list"]') ? "list" : "elsewhere";
}

function isTickOrKnob(target: Element): boolean {
  return target instanceof HTMLInputElement && ["checkbox", "radio", "button", "range"].includes(target.type);
}
