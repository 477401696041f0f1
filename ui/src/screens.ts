/** The screens of the index, in its order and groups, with their names. */
import type { IndexItem } from "./components/Index.svelte";
import type { SignName } from "./components/signs";
import { m } from "./paraglide/messages.js";
import type { Screen } from "./state/places.svelte";

const NAMES: Record<Screen, () => string> = {
  week: m.action_week,
  timeline: m.action_timeline,
  "loose-ends": m.action_loose_ends,
  goals: m.action_goals,
  people: m.action_people,
  throughline: m.action_throughline,
  updates: m.action_updates,
  packets: m.action_packets,
  ladder: m.action_ladder,
  settings: m.action_settings,
  entry: m.screen_entry,
  trash: m.action_trash,
};

const GROUPS: readonly (readonly Screen[])[] = [
  ["week", "timeline", "loose-ends"],
  ["goals", "people", "throughline"],
  ["updates", "packets", "ladder"],
  ["trash", "settings"],
];

/** What stands for each screen when the window is too narrow for names. */
const MARKS: Partial<Record<Screen, SignName>> = {
  week: "calendar",
  timeline: "lines",
  "loose-ends": "open",
  goals: "flag",
  people: "people",
  throughline: "flow",
  updates: "mail",
  packets: "folder",
  ladder: "ladder",
  trash: "bin",
  settings: "sliders",
};

/** Screens that are reached from another and belong under it in the index. */
const UNDER: Partial<Record<Screen, Screen>> = { entry: "timeline" };

export function screenName(screen: Screen): string {
  return NAMES[screen]();
}

export function indexGroups(counts: Partial<Record<Screen, number>>): IndexItem<Screen>[][] {
  return GROUPS.map((group) => group.map((id) => ({ id, label: screenName(id), count: counts[id], sign: MARKS[id] })));
}

export function indexEntry(screen: Screen): Screen {
  return UNDER[screen] ?? screen;
}
