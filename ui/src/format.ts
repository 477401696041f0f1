/** Dates, figures and ranges as a reader meets them, through `Intl`. Days are civil: `2026-11-20`. */
import { m } from "./paraglide/messages.js";

let locale = "en-GB";

/** Sets the locale for dates and numbers; the words themselves are Paraglide's. */
export function useLocale(tag: string): void {
  locale = tag;
}

/** What a figure counts, as the core names it; any other word is the user's own unit. Sums never mix them. */
export type Unit = string;

const SIGNS: Record<string, string> = {
  hours: " h",
  days: " d",
  weeks: " wk",
  minutes: " min",
  percent: "%",
  points: " pp",
  count: "",
};

const NO_BREAK = "\u00a0";

/** As the core rounds, so that the window, the command line and a packet say the same: half to the even neighbour. */
type Rounding = Intl.NumberFormatOptions & { roundingMode: "halfEven" };

const HALF_EVEN: Rounding = { roundingMode: "halfEven" };

/** A number known exactly keeps its own digits, six at most; the whole part is never rounded. */
function plain(value: number): string {
  const digits: Rounding = Math.abs(value) < 1e5 ? { ...HALF_EVEN, maximumSignificantDigits: 6 } : { ...HALF_EVEN, maximumFractionDigits: 0 };
  return new Intl.NumberFormat(locale, digits).format(value);
}

/** Money shows cents only where there are any. */
function money(value: number, currency: string): string {
  const cents = Number.isInteger(Number(value.toFixed(2))) ? 0 : 2;
  const style: Rounding = { ...HALF_EVEN, style: "currency", currency, minimumFractionDigits: cents, maximumFractionDigits: cents };
  return shortSign(new Intl.NumberFormat(locale, style).format(value));
}

/** A dollar is a dollar until the reader has another. */
function shortSign(text: string): string {
  return text.replace("US$", "$");
}

/** An estimate claims three digits; a number known exactly keeps its own. */
export function estimate(value: number, exact = false): number {
  if (exact) return value;
  const digits: Rounding = { ...HALF_EVEN, maximumSignificantDigits: 3, useGrouping: false };
  return Number(new Intl.NumberFormat("en", digits).format(value));
}

function unitOf(value: number, unit: Unit): string {
  if (unit === "headcount") return value === 1 ? m.unit_person() : m.unit_people();
  return SIGNS[unit] ?? unit;
}

/** One amount with its unit: `265 h`, `5 wk`, `£143,500`, `140 people`. */
export function amount(value: number, unit: Unit, currency = "GBP"): string {
  if (unit === "money") return money(value, currency);
  const word = unitOf(value, unit);
  return plain(value) + (word === "" || /^[ %]/.test(word) ? word : ` ${word}`).replace(" ", NO_BREAK);
}

/** A money amount short enough for a narrow column: `£143.5k`. */
export function shortMoney(value: number, currency = "GBP"): string {
  const style: Rounding = { ...HALF_EVEN, style: "currency", currency, notation: "compact", maximumFractionDigits: 1 };
  return shortSign(new Intl.NumberFormat(locale, style).format(value).replace(/K$/, "k"));
}

/** A range, `230 to 302 h`, its ends as estimates; one amount when both ends are the same. `to` is the joining word. */
export function range(low: number, high: number, unit: Unit, to: string, currency = "GBP"): string {
  if (low === high) return amount(low, unit, currency);
  const [from, until] = [estimate(low), estimate(high)];
  const start = unit === "money" ? money(from, currency) : unit === "percent" ? amount(from, unit) : plain(from);
  return `${start} ${to} ${amount(until, unit, currency)}`;
}

/** What a figure most likely comes to: three digits of an estimate, all of a number known exactly. */
export function likely(figure: { low: number; likely: number; high: number; unit: Unit }, currency = "GBP"): string {
  return amount(estimate(figure.likely, figure.low === figure.high), figure.unit, currency);
}

/** A figure as it must be read: `24 to 28 h`, and a number known exactly as one. */
export function spread(figure: { low: number; likely: number; high: number; unit: Unit }, to: string, currency = "GBP"): string {
  return figure.low === figure.high ? likely(figure, currency) : range(figure.low, figure.high, figure.unit, to, currency);
}

/** A bare count with the locale's grouping: `2,475`. */
export function count(value: number): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** A civil day is counted in UTC so that no zone can move it. */
function atNoon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

function dated(day: string, parts: Intl.DateTimeFormatOptions): string {
  // Weekday and date stand side by side in the ledger, without the comma some locales add.
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" }).format(atNoon(day)).replaceAll(",", "");
}

/** `Fri 20`, for the hanging date of a ledger line. */
export function hangingDay(day: string): string {
  return dated(day, { weekday: "short", day: "numeric" });
}

/** `Fri 20 Nov`. */
export function shortDay(day: string): string {
  return dated(day, { weekday: "short", day: "numeric", month: "short" });
}

/** `Friday`. */
export function weekday(day: string): string {
  return dated(day, { weekday: "long" });
}

/** `Friday 20 November`, with the year when asked for. */
export function longDay(day: string, withYear = false): string {
  return dated(day, { weekday: "long", day: "numeric", month: "long", ...(withYear && { year: "numeric" }) });
}

/** `20 November`. */
export function dayAndMonth(day: string): string {
  return dated(day, { day: "numeric", month: "long" });
}

/** `Friday` from 5: a day of the week, 1 Monday to 7 Sunday. */
export function longWeekday(day: number): string {
  // The first of June 2026 is a Monday.
  return dated(`2026-06-0${day}`, { weekday: "long" });
}

/** `November 2026`. */
export function monthAndYear(day: string): string {
  return dated(day, { month: "long", year: "numeric" });
}

/** `12 Jan`, where a whole month has no room. */
export function dayAndShortMonth(day: string): string {
  return dated(day, { day: "numeric", month: "short" });
}

/** `14 September` of this year, `2 March 2025` of another, from an instant as RFC 3339. */
export function writtenDay(instant: string, today: string): string {
  const day = instant.slice(0, 10);
  return day.slice(0, 4) === today.slice(0, 4) ? dayAndMonth(day) : dated(day, { day: "numeric", month: "long", year: "numeric" });
}

/** `Monday 16 November, 09:50`; the clock reading is the one written with the day. */
export function dayAndTime(day: string, clock: string): string {
  return `${longDay(day)}, ${clock}`;
}

/** `16:42` from an instant in milliseconds, on this computer's clock. */
export function clock(instant: number, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hour12: false, timeZone }).format(instant);
}

/** `16 to 20 November`, `30 November to 4 December`, with years only when they differ. */
export function daySpan(first: string, last: string, to: string): string {
  if (first.slice(0, 4) !== last.slice(0, 4)) {
    const full: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric" };
    return `${dated(first, full)} ${to} ${dated(last, full)}`;
  }
  const start = first.slice(0, 7) === last.slice(0, 7) ? dated(first, { day: "numeric" }) : dayAndMonth(first);
  return `${start} ${to} ${dayAndMonth(last)}`;
}

/** The day that many days later. */
export function addDays(day: string, days: number): string {
  const date = atNoon(day);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** ISO week and the year it belongs to, which is not always the day's own year. */
export function isoWeek(day: string): { year: number; week: number } {
  const thursday = atNoon(day);
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = 1 + Math.floor((thursday.getTime() - newYear) / (7 * 86_400_000));
  return { year: thursday.getUTCFullYear(), week };
}

/** The twelve short month names, January first. */
export function shortMonths(): string[] {
  return Array.from({ length: 12 }, (_, month) =>
    dated(`2026-${String(month + 1).padStart(2, "0")}-15`, { month: "short" }),
  );
}
