/** The order of a packet's outcomes, as the outline shows it. Places count through all sections, from 0. */
import type { PacketEdit, PacketSection } from "../bindings";

export interface Move {
  outcome: string;
  place: number;
  /** Whether a whole section went, because its first outcome led the way. */
  section: boolean;
}

export function flatten(sections: readonly PacketSection[]): string[] {
  return sections.flatMap((section) => section.items.map((item) => item.outcome.id));
}

/**
 * Moves an outcome one line up or down. At the edge of its section it takes the section along: sections stand in the
 * order of their first outcomes, so an outcome cannot leave its own.
 */
export function step(sections: readonly PacketSection[], outcome: string, by: -1 | 1): Move | undefined {
  const all = flatten(sections);
  const at = all.indexOf(outcome);
  const section = sections.findIndex(({ items }) => items.some((item) => item.outcome.id === outcome));
  const here = sections[section];
  if (at < 0 || !here) return undefined;
  const within = here.items.findIndex((item) => item.outcome.id === outcome);
  const inside = within + by;
  if (inside >= 0 && inside < here.items.length) return { outcome, place: at + by, section: false };
  const other = sections[section + by];
  if (!other) return undefined;
  // Going up, this section's first goes before the other's first; going down, the other's first comes before this one's.
  const upper = by < 0 ? other : here;
  const mover = by < 0 ? here.items[0] : other.items[0];
  const before = upper.items[0];
  if (!mover || !before) return undefined;
  return { outcome: mover.outcome.id, place: all.indexOf(before.outcome.id), section: true };
}

/** Where an outcome dropped on another's line goes. Only lines of its own section take it. */
export function drop(sections: readonly PacketSection[], outcome: string, onto: string): Move | undefined {
  if (outcome === onto) return undefined;
  const here = sections.find(({ items }) => items.some((item) => item.outcome.id === outcome));
  if (!here?.items.some((item) => item.outcome.id === onto)) return undefined;
  return { outcome, place: flatten(sections).indexOf(onto), section: false };
}

export const BLANK: PacketEdit = {
  revision: 0, title: "", author: "", level_now: "", level_target: "", audience: "", from: null, to: null,
  arrangement: "by-goal", summary: "", against: "", next_scope: "",
  role: "", ladder: null, outline: [], budget: null, hide_counts: false, voices: [], grown: [], projects: [], profile: "",
};

/** A day as typed, or null while it is blank; undefined when it is neither. */
export function readDay(text: string): string | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed) ?? [];
  if (!year || !month || !day) return undefined;
  const date = new Date(`${typed}T12:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(typed) ? typed : undefined;
}
