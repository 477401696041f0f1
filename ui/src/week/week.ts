/** A week as it is looked at: its steps, its neighbours, its rhythm. No state, no shell. */
import { addDays, isoWeek } from "../format";
import { m } from "../paraglide/messages.js";
import type { FamilyCount, Reflection, RhythmWeek, UnitTotal } from "../bindings";

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

/** Reads the questions on the page back from a draft; none when it holds anything else. */
export function questionsFrom(text: string): Reflection[] | null {
  try {
    const read: unknown = JSON.parse(text || "null");
    if (!Array.isArray(read) || read.length === 0) return null;
    const whole = read.every((one: Partial<Reflection> | null) => typeof one?.question === "string" && typeof one.words === "string");
    return whole ? (read as Reflection[]).map(({ question, words, optional }) => ({ question, words, answer: "", optional: optional === true })) : null;
  } catch {
    return null;
  }
}
