/** A week as it is looked at: its days, its references, its rhythm. No state, no shell. */
import { addDays, hangingDay, isoWeek } from "../format";
import { m } from "../paraglide/messages.js";
import type { EntryLine, FamilyCount, RhythmWeek, UnitTotal } from "../bindings";

export const STEPS = ["read", "loose", "reflect", "close"] as const;
export type Step = (typeof STEPS)[number];

export function isStep(text: string | undefined): text is Step {
  return STEPS.includes(text as Step);
}

/** The step after this one; none after the last. */
export function nextStep(step: Step): Step | undefined {
  return STEPS[STEPS.indexOf(step) + 1];
}

/** `47` of `2026-W47`. */
export function weekNumber(week: string): string {
  return String(Number(week.slice(-2)));
}

/** The week that holds `first` moved by so many weeks, as `2026-W48`. */
export function weekFrom(first: string, weeks: number): string {
  const { year, week } = isoWeek(addDays(first, 7 * weeks));
  return `${year}-W${String(week).padStart(2, "0")}`;
}

export interface DayOfWeek { day: string; entries: EntryLine[] }

/** The days of a week with their entries. Saturday and Sunday are there only when something happened on them. */
export function daysOf(from: string, entries: readonly EntryLine[]): DayOfWeek[] {
  return Array.from({ length: 7 }, (_, index) => addDays(from, index))
    .map((day) => ({ day, entries: entries.filter((entry) => entry.day === day) }))
    .filter(({ entries: of }, index) => index < 5 || of.length > 0);
}

/** What the full width of the family bars stands for. */
export function widest(families: readonly FamilyCount[]): number {
  return Math.max(1, ...families.flatMap(({ entries, usual }) => [entries, usual ?? 0]));
}

/** Whether there is enough behind this week to know the usual. */
export function knowsUsual(families: readonly FamilyCount[]): boolean {
  return families.some(({ usual }) => usual !== null);
}

/** How many of the weeks before this one were closed. */
export function closedBefore(rhythm: readonly RhythmWeek[]): { closed: number; of: number } {
  const before = rhythm.slice(0, -1);
  return { closed: before.filter((week) => week.closed).length, of: before.length };
}

const UNITS: Record<string, () => string> = {
  money: m.week_unit_money,
  hours: m.week_unit_hours,
  days: m.week_unit_days,
  weeks: m.week_unit_weeks,
  minutes: m.week_unit_minutes,
  headcount: m.week_unit_headcount,
  percent: m.week_unit_percent,
  points: m.week_unit_points,
};

/** What a total counts, in a word; a unit of the user's own is its own word. */
export function totalName({ unit }: UnitTotal): string {
  return UNITS[unit]?.() ?? unit;
}

/** The first few words of a sentence, without the comma or stop they may end on. */
export function firstWords(text: string, most = 5): string {
  return text.trim().split(/\s+/).slice(0, most).join(" ").replace(/[\s.,;:!?\]]+$/u, "").replaceAll(/[[\]]/g, "");
}

/** How an act is named inside a reflection: `[Mon · Kept two engineers off]`. */
export function reference(entry: EntryLine): string {
  return `[${hangingDay(entry.day).split(" ")[0] ?? ""} · ${firstWords(entry.text)}]`;
}

/** Puts a reference where the caret stands, with a space on either side where one is wanted. */
export function insertAt(text: string, caret: number, piece: string): { text: string; caret: number } {
  const before = text.slice(0, caret);
  const after = text.slice(caret);
  const lead = before === "" || /\s$/u.test(before) ? "" : " ";
  const tail = after === "" || /^[\s.,;:!?]/u.test(after) ? "" : " ";
  return { text: before + lead + piece + tail + after, caret: before.length + lead.length + piece.length };
}

export type Fragment = { text: string; entry?: undefined } | { text: string; entry: EntryLine };

/** A reflection cut into plain text and the acts it refers to. Brackets that name no act of the week stay text. */
export function fragments(text: string, entries: readonly EntryLine[]): Fragment[] {
  const known = new Map(entries.map((entry) => [reference(entry), entry]));
  return text
    .split(/(\[[^\][]+\])/u)
    .filter((part) => part !== "")
    .map((part) => {
      const entry = known.get(part);
      return entry ? { text: part.slice(1, -1), entry } : { text: part };
    });
}

export const MOST_MARKED = 3;

/** Marks an entry or takes the mark back; a fourth mark changes nothing. */
export function toggled(marked: readonly string[], id: string): string[] {
  if (marked.includes(id)) return marked.filter((other) => other !== id);
  return marked.length < MOST_MARKED ? [...marked, id] : [...marked];
}

/** Reads marks back from a draft; anything else than a list of ids is no mark. */
export function marksFrom(text: string): string[] {
  try {
    const read: unknown = JSON.parse(text || "[]");
    return Array.isArray(read) ? read.filter((id): id is string => typeof id === "string").slice(0, MOST_MARKED) : [];
  } catch {
    return [];
  }
}
