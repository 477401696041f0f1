/** The order of a packet's outcomes, as the outline shows it. Places count within a section, from 0. */
import type { PacketEdit, PacketSection } from "../bindings";

export interface Move {
  outcome: string;
  /** Its place in the section, once it is taken out of where it stood. */
  place: number;
  section: string;
}

interface Standing {
  /** Which section. */
  at: number;
  /** Its place within. */
  within: number;
  section: PacketSection;
}

function standing(sections: readonly PacketSection[], outcome: string): Standing | undefined {
  for (const [at, section] of sections.entries()) {
    const within = section.items.findIndex((item) => item.outcome.id === outcome);
    if (within >= 0) return { at, within, section };
  }
  return undefined;
}

/** Moves an outcome one line up or down within its section; at the edge it stays. */
export function step(sections: readonly PacketSection[], outcome: string, by: -1 | 1): Move | undefined {
  const here = standing(sections, outcome);
  const place = (here?.within ?? 0) + by;
  return here && place >= 0 && place < here.section.items.length ? { outcome, place, section: here.section.key } : undefined;
}

/** Moves an outcome to the end of the section before or after its own. */
export function across(sections: readonly PacketSection[], outcome: string, by: -1 | 1): Move | undefined {
  const here = standing(sections, outcome);
  const there = here && sections[here.at + by];
  return there && { outcome, place: there.items.length, section: there.key };
}

/** Where an outcome goes that was dropped on another's line, or on a section's heading: to its end. */
export function drop(sections: readonly PacketSection[], outcome: string, onto: { outcome: string } | { section: string }): Move | undefined {
  const here = standing(sections, outcome);
  if (!here) return undefined;
  if ("section" in onto) {
    const there = sections.find(({ key }) => key === onto.section);
    if (!there || there === here.section) return undefined;
    return { outcome, place: there.items.length, section: there.key };
  }
  const there = standing(sections, onto.outcome);
  if (!there || onto.outcome === outcome) return undefined;
  return { outcome, place: there.within, section: there.section.key };
}

/** Which claim of the exported text an outcome is, from 0; nothing for one that stays out. */
export function claimPlace(sections: readonly PacketSection[], outcome: string | null): number | undefined {
  const leaving = sections.flatMap(({ items }) => items.filter((item) => item.may_leave));
  const at = leaving.findIndex((item) => item.outcome.id === outcome);
  return at < 0 ? undefined : at;
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
