/** The periods a throughline may speak of: a quarter, a year, or from day to day. */
import { m } from "../paraglide/messages.js";

export interface Period {
  /** `2026-Q4`, `2026`, or `2026-10-01..2026-11-20`. */
  name: string;
  from: string;
  to: string;
}

const pad = (value: number): string => String(value).padStart(2, "0");
const LAST_DAYS: Record<number, number> = { 3: 31, 6: 30, 9: 30, 12: 31 };

export function quarter(year: number, which: number): Period {
  const last = which * 3;
  return { name: `${year}-Q${which}`, from: `${year}-${pad(last - 2)}-01`, to: `${year}-${pad(last)}-${LAST_DAYS[last]}` };
}

export function quarterOf(day: string): Period {
  return quarter(Number(day.slice(0, 4)), Math.ceil(Number(day.slice(5, 7)) / 3));
}

export function before(period: Period): Period {
  const [year, which] = [Number(period.name.slice(0, 4)), Number(period.name.slice(6))];
  return which === 1 ? quarter(year - 1, 4) : quarter(year, which - 1);
}

export function year(which: number): Period {
  return { name: String(which), from: `${which}-01-01`, to: `${which}-12-31` };
}

/** Reads a period's name; nothing when it is none. */
export function read(name: string | undefined): Period | null {
  if (!name) return null;
  const [, inYear, which] = /^(\d{4})-Q([1-4])$/.exec(name) ?? [];
  if (inYear && which) return quarter(Number(inYear), Number(which));
  if (/^\d{4}$/.test(name)) return year(Number(name));
  const [, from, to] = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(name) ?? [];
  return from && to && from <= to ? { name, from, to } : null;
}

/** `Q4 2026`, `2026`; a stretch of days has no short name. */
export function shortName(period: Period): string {
  const which = /^(\d{4})-(Q[1-4])$/.exec(period.name);
  if (which) return `${which[2]} ${which[1]}`;
  return /^\d{4}$/.test(period.name) ? period.name : m.through_own_period();
}

/** What is offered: the last five quarters and two years. */
export function offered(today: string): Period[] {
  const quarters = [quarterOf(today)];
  while (quarters.length < 5) quarters.push(before(quarters[quarters.length - 1] as Period));
  const now = Number(today.slice(0, 4));
  return [...quarters, year(now), year(now - 1)];
}
