/** Damage and what was saved of it, in words. */
import { count, dayAndMonth } from "../format";
import { m } from "../paraglide/messages.js";
import type { Damage, Salvaged, Saved, Sort, LostDays } from "../bindings";

const SORTS: Record<Sort, () => string> = {
  entries: m.salvage_sort_entries,
  outcomes: m.salvage_sort_outcomes,
  evidence: m.salvage_sort_evidence,
  people: m.salvage_sort_people,
  goals: m.salvage_sort_goals,
  weeks: m.salvage_sort_weeks,
  updates: m.salvage_sort_updates,
  needs: m.salvage_sort_needs,
  packets: m.salvage_sort_packets,
  ladders: m.salvage_sort_ladders,
  projects: m.salvage_sort_projects,
  drafts: m.salvage_sort_drafts,
  settings: m.salvage_sort_settings,
  links: m.salvage_sort_links,
};

/** A line of a list: of what, and how much. */
export interface Line {
  label: string;
  said: string;
}

/** What can be done about the damage. */
export type Way = "save" | "bring-back" | "nothing" | "fine";

export function wayOut(damage: Damage): Way {
  if (damage.missing || damage.foreign) return damage.backup === null ? "nothing" : "bring-back";
  return damage.broken_pages > 0 || damage.within.length > 0 ? "save" : "fine";
}

const touched = (one: Saved): boolean => one.lost !== 0 || one.from_backup > 0;

/** Entries in any case, and of the rest what is touched. */
function shown(saved: Saved[]): Saved[] {
  return saved.filter((one) => one.what === "entries" || touched(one));
}

/** How much of each sort can be read. */
export function readable(affected: Saved[]): Line[] {
  return shown(affected).map(({ what, back, lost }) => ({
    label: SORTS[what](),
    said:
      lost === null
        ? m.salvage_unsure({ back: count(back) })
        : m.salvage_of({ back: count(back), all: count(back + lost) }),
  }));
}

/** How much of each sort was saved, from where, and what is lost. */
export function savedLines(saved: Saved[]): Line[] {
  return shown(saved).map(({ what, back, from_backup, lost }) => {
    const parts: string[] = [];
    if (back > 0 || from_backup === 0) parts.push(m.salvage_row_saved({ count: count(back) }));
    if (from_backup > 0) parts.push(m.salvage_row_backup({ count: count(from_backup) }));
    if (lost === null) parts.push(m.salvage_row_unsure());
    else if (lost > 0) parts.push(m.salvage_row_lost({ count: count(lost) }));
    return { label: SORTS[what](), said: parts.join(", ") };
  });
}

/** Whether all that was there is there again. */
export function isWhole({ saved, adrift }: Pick<Salvaged, "saved" | "adrift">): boolean {
  return adrift === 0 && saved.every((one) => one.lost === 0);
}

/** So many days are named at least; when two or more are left, they are counted. */
const NAMED = 4;

/** `3 May 2026, 9 May 2026 and 2 days more`; nothing where no day is touched. */
export function daysInWords(days: LostDays[]): string | null {
  if (days.length === 0) return null;
  const shown = days.length > NAMED + 1 ? NAMED : days.length;
  const named = days.slice(0, shown).map(({ from, to }) => {
    if (from === null) return to === null ? m.salvage_all_days() : m.salvage_days_to({ to: dated(to) });
    if (to === null) return m.salvage_days_from({ from: dated(from) });
    return from === to ? dated(from) : `${dated(from)} – ${dated(to)}`;
  });
  const rest = days.length - shown;
  const said = named.join(", ");
  return rest > 0 ? m.salvage_more_days({ days: said, count: count(rest) }) : said;
}

function dated(day: string): string {
  return `${dayAndMonth(day)} ${day.slice(0, 4)}`;
}
