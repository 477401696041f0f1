/** Months and quarters by name: `2026-11`, `2026-Q4`. */
import { addDays, monthAndYear } from "../format";
import { m } from "../paraglide/messages.js";

/** Whether a place of the week's screen is a month or quarter. */
export function isPeriod(id: string | undefined): id is string {
  return /^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$/u.test(id ?? "");
}

export const isQuarter = (period: string): boolean => period.includes("Q");

/** The month a week belongs to: that of its Thursday. */
export function monthOf(monday: string): string {
  return addDays(monday, 3).slice(0, 7);
}

/** The quarter a week belongs to: that of its Thursday. */
export function quarterOf(monday: string): string {
  const [year, month] = addDays(monday, 3).split("-");
  return `${year}-Q${Math.ceil(Number(month) / 3)}`;
}

/** The quarter that holds a month, and a month of a quarter. */
export function otherLength(period: string): string {
  const year = period.slice(0, 4);
  if (isQuarter(period)) return `${year}-${String(Number(period.slice(-1)) * 3).padStart(2, "0")}`;
  return `${year}-Q${Math.ceil(Number(period.slice(5)) / 3)}`;
}

/** `November 2026`, `4th quarter 2026`. */
export function periodName(period: string): string {
  const year = period.slice(0, 4);
  if (isQuarter(period)) return m.rollup_quarter({ quarter: period.slice(-1), year });
  return monthAndYear(`${period}-01`);
}

/** `Q4 2026`, for the head of a column. */
export function quarterShort(period: string): string {
  return m.rollup_quarter_short({ quarter: period.slice(-1), year: period.slice(0, 4) });
}
