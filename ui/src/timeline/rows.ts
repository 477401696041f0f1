/** Rows of the timeline as they are drawn: weeks as openers, hits as places, figures as text. */
import { count, estimate, hangingDay, isoWeek, likely, shortMoney } from "../format";
import { m } from "../paraglide/messages.js";
import type { EntryLine, Figure, Grade, OutcomeLine, Piece, WeekOpener } from "../bindings";

export interface WeekGroup {
  week: string;
  opener: WeekOpener | null;
  rows: EntryLine[];
}

/** Rows in their order, cut where the week changes. */
export function byWeek(rows: readonly EntryLine[], weeks: ReadonlyMap<string, WeekOpener>): WeekGroup[] {
  const groups: WeekGroup[] = [];
  for (const row of rows) {
    const week = weekOf(row.day);
    const last = groups.at(-1);
    if (last?.week === week) last.rows.push(row);
    else groups.push({ week, opener: weeks.get(week) ?? null, rows: [row] });
  }
  return groups;
}

export function weekOf(day: string): string {
  const { year, week } = isoWeek(day);
  return `${year}-W${String(week).padStart(2, "0")}`;
}

export function hitsOf(pieces: readonly Piece[] | undefined): [number, number][] {
  const hits: [number, number][] = [];
  let at = 0;
  for (const piece of pieces ?? []) {
    if (piece.hit) hits.push([at, at + piece.text.length]);
    at += piece.text.length;
  }
  return hits;
}

/** The outcome that a row shows: the first with a figure, else the first. */
export function shownOutcome(row: EntryLine): OutcomeLine | null {
  return row.outcomes.find((outcome) => outcome.figure !== null) ?? row.outcomes[0] ?? null;
}

export function bestGrade(row: EntryLine): Grade | null {
  if (row.outcomes.length === 0) return null;
  return Math.max(...row.outcomes.map((outcome) => outcome.grade)) as Grade;
}

/** A figure for the narrow column: the likely value, rounded as an estimate is. */
export function shortFigure(figure: Figure | null, currency: string): string {
  if (!figure) return "";
  if (figure.unit === "money") return shortMoney(estimate(figure.likely, figure.low === figure.high), currency);
  const text = likely(figure, currency);
  // A unit that is a word may stand under its number.
  return /\u00a0\p{L}{4,}/u.test(text) ? text.replace("\u00a0", " ") : text;
}

/** "4 entries, 2 mapped", and apart from it what the week came to per unit: "405 h". */
export function weekWords(opener: WeekOpener | null, currency: string): { counts: string; figures: string } {
  if (!opener) return { counts: "", figures: "" };
  const entries = opener.entries === 1 ? m.timeline_one_entry() : m.timeline_entries({ entries: count(opener.entries) });
  const counts = [entries, m.timeline_mapped({ mapped: count(opener.mapped) })].join(", ");
  return { counts, figures: opener.totals.map((total) => shortFigure(total, currency)).join(", ") };
}

/** The date hangs once for each day. */
export function dateOf(rows: readonly EntryLine[], index: number): string {
  const day = rows[index]?.day ?? "";
  return rows[index - 1]?.day === day ? "" : hangingDay(day);
}

/** First names are enough in a row; a short list reads as one text. */
export function peopleWords(row: EntryLine): string {
  const names = row.people.map((name) => name.split(" ")[0] ?? name);
  return names.length > 4 ? `${names.slice(0, 3).join(", ")} +${names.length - 3}` : names.join(", ");
}
