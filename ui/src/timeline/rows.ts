/** Rows of the timeline as they are drawn: weeks as openers, hits as places, figures as text. */
import { amount, count, hangingDay, isoWeek } from "../format";
import { m } from "../paraglide/messages.js";
import type { EntryLine, Figure, Grade, OutcomeLine, Piece, UnitTotal, WeekOpener } from "../bindings";

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
  const likely = figure.low === figure.high ? figure.likely : Number(figure.likely.toPrecision(3));
  return figure.unit === "money" ? shortAmount(likely, currency) : amount(likely, figure.unit, currency);
}

function shortAmount(value: number, currency: string): string {
  const style: Intl.NumberFormatOptions = { style: "currency", currency, notation: "compact", maximumFractionDigits: 1 };
  return new Intl.NumberFormat("en-GB", style).format(value).replace(/K$/, "k").replace(/^US/, "");
}

export function totalWords(total: UnitTotal, currency: string): string {
  return shortFigure(total, currency);
}

/** "4 entries, 2 mapped, 405 h". */
export function weekWords(opener: WeekOpener | null, currency: string): string {
  if (!opener) return "";
  const entries = opener.entries === 1 ? m.timeline_one_entry() : m.timeline_entries({ entries: count(opener.entries) });
  const totals = opener.totals.map((total) => totalWords(total, currency));
  return [entries, m.timeline_mapped({ mapped: count(opener.mapped) }), ...totals].join(", ");
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
