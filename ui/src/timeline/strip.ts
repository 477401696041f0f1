/** The year strip's weeks and months, from what the shell counted. */
import { addDays, daySpan, isoWeek, shortMonths } from "../format";
import { FAMILIES } from "../kinds";
import { m } from "../paraglide/messages.js";
import type { StripWeek } from "../bindings";
import type { StripWeek as DrawnWeek } from "../components/YearStrip.svelte";

export function drawnWeeks(strip: readonly StripWeek[], now: string): DrawnWeek[] {
  return strip.map((week) => ({
    name: m.timeline_strip_week({ week: Number(week.week.slice(6)), days: daySpan(week.from, addDays(week.from, 6), m.join_to()), all: week.all }),
    all: week.all,
    matching: Object.fromEntries(FAMILIES.map((family, index) => [family, week.matching[index] ?? 0])),
    ahead: week.from > now,
  }));
}

/** Each month over the week that its first day falls in. */
export function drawnMonths(year: number): { name: string; at: number }[] {
  return shortMonths().map((name, month) => {
    const first = isoWeek(`${year}-${String(month + 1).padStart(2, "0")}-01`);
    return { name, at: first.year < year ? 0 : first.week - 1 };
  });
}
