/** What the page needs of a coverage table besides drawing it: years, concerns, and the way of an arrow key. */
import type { Coverage, CoverageItem, CoverageQuarter, CoverageRow } from "../bindings";

/** Quarters of one year stand under its number. */
export function yearsOf(quarters: readonly CoverageQuarter[]): { year: number; span: number }[] {
  const years: { year: number; span: number }[] = [];
  for (const { year } of quarters) {
    const last = years.at(-1);
    if (last?.year === year) last.span += 1;
    else years.push({ year, span: 1 });
  }
  return years;
}

/** Whether a year begins at this column, so that it stands a little apart. */
export function opensYear(quarters: readonly CoverageQuarter[], at: number): boolean {
  return at > 0 && quarters[at]?.year !== quarters[at - 1]?.year;
}

/** Why a criterion stands in the list of what is missing. */
export type Why = "gap" | "thin" | "stale";

export interface Concern {
  row: CoverageRow;
  why: Why;
}

/** What is missing, worst first: gaps, then what is thin, then what will be met no longer. */
export function concerns(coverage: Coverage): Concern[] {
  const of = (why: Why, fits: (row: CoverageRow) => boolean): Concern[] => coverage.rows.filter(fits).map((row) => ({ row, why }));
  const soonest = (one: Concern, other: Concern): number => (one.row.met_until ?? "").localeCompare(other.row.met_until ?? "");
  return [
    ...of("gap", (row) => row.standing === "gap"),
    ...of("thin", (row) => row.standing === "thin"),
    ...of("stale", (row) => row.standing === "met" && row.going_stale).sort(soonest),
  ];
}

/** A cell of the grid; column 0 names the criterion, the last one says how it stands. */
export interface Cell {
  row: number;
  column: number;
}

/** Where a key leads in a grid of that size; nothing when it does not move, or there is no more grid. */
export function step(at: Cell, key: string, rows: number, columns: number, whole = false): Cell | undefined {
  const to: Record<string, Cell> = {
    ArrowUp: { row: at.row - 1, column: at.column },
    ArrowDown: { row: at.row + 1, column: at.column },
    ArrowLeft: { row: at.row, column: at.column - 1 },
    ArrowRight: { row: at.row, column: at.column + 1 },
    Home: { row: whole ? 0 : at.row, column: 0 },
    End: { row: whole ? rows - 1 : at.row, column: columns - 1 },
    PageUp: { row: 0, column: at.column },
    PageDown: { row: rows - 1, column: at.column },
  };
  const next = to[key];
  if (!next || next.row < 0 || next.column < 0 || next.row >= rows || next.column >= columns) return undefined;
  return next;
}

/** What stands behind a cell; for the first and the last column, all of the criterion, older things too. */
export function behind(row: CoverageRow, column: number, quarters: number): CoverageItem[] {
  return column === 0 || column > quarters ? row.items : row.items.filter((item) => item.quarter === column - 1);
}

const DAY = 86_400_000;

/** Whole days from one civil day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

/** The user's words inside a sentence of the app's: cut at a word, without a full stop of their own. */
export function quoted(text: string, most = 90): string {
  const line = text.replace(/\s+/g, " ").trim();
  const cut = [...line].length <= most ? line : `${[...line].slice(0, most).join("").replace(/\s+\S*$/, "")}…`;
  return cut.replace(/(?<!\.)\.$/, "");
}
