/** People as they are listed: by last real contact, with their year as strokes. */
import { m } from "../paraglide/messages.js";
import type { PersonView, Relation } from "../bindings";

export const RELATIONS: readonly Relation[] = ["manager", "managers-manager", "report", "peer", "leader", "outside"];

const NAMES: Record<Relation, () => string> = {
  manager: m.person_manager,
  "managers-manager": m.person_managers_manager,
  report: m.person_report,
  peer: m.person_peer,
  leader: m.person_leader,
  outside: m.person_outside,
};

export const relationName = (relation: Relation): string => NAMES[relation]();

/** The last day there was a real contact: logged, or an entry written with them. */
export function lastContact({ person, last_entry }: PersonView): string | null {
  const days = [person.last_contact, last_entry].filter((day): day is string => day !== null);
  return days.sort().at(-1) ?? null;
}

/** Whole days from one civil day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / 86_400_000);
}

/** From this many days on, a last contact stands in bold. It is no alarm. */
export const LONG_AGO = 30;

/** Latest contact first; people never met come last, by name. */
export function byContact(people: readonly PersonView[]): PersonView[] {
  return [...people].sort((one, other) => {
    const [mine, theirs] = [lastContact(one) ?? "", lastContact(other) ?? ""];
    return theirs.localeCompare(mine) || one.person.name.localeCompare(other.person.name);
  });
}

/** How many entries, and in how many of the weeks, for those who cannot see the strokes. */
export function yearOf(weeks: readonly number[]): { entries: number; weeks: number; of: number } {
  return {
    entries: weeks.reduce((sum, entries) => sum + entries, 0),
    weeks: weeks.filter((entries) => entries > 0).length,
    of: weeks.length,
  };
}
