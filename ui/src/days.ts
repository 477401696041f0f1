/** Civil days as people type them. No zone ever touches them. */
import { addDays, shortMonths } from "./format";

/** Today on this computer's calendar. */
export function today(now: Date = new Date()): string {
  return written(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

function written(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** A day that exists, or nothing: 31 February does not become March. */
function real(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? written(year, month, day) : null;
}

function monthNamed(word: string): number | null {
  const wanted = word.toLowerCase().slice(0, 3);
  const own = shortMonths().findIndex((name) => name.toLowerCase().slice(0, 3) === wanted);
  return wanted.length === 3 && own >= 0 ? own + 1 : null;
}

/**
 * Reads `2026-11-16`, `16 Nov 2026`, `16 nov`, `16.11.2026`, `16/11`, `today`, `yesterday`, `+2w`, `-3d`.
 * Without a year, the one that puts the day nearest to `now`.
 */
export function readDay(text: string, now: string): string | null {
  const typed = text.trim().toLowerCase().replaceAll(",", "");
  if (typed === "today") return now;
  if (typed === "yesterday") return addDays(now, -1);
  if (typed === "tomorrow") return addDays(now, 1);
  const moved = /^([+-]\d{1,3})\s*([dwm])$/.exec(typed);
  if (moved) return addDays(now, Number(moved[1]) * ({ d: 1, w: 7, m: 30 }[moved[2] as "d" | "w" | "m"]));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return real(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{2,4}))?$/.exec(typed);
  if (numbers) return near(Number(numbers[1]), Number(numbers[2]), numbers[3], now);
  const named = /^(?:[a-z]{3,9}\s+)?(\d{1,2})\s*([a-z]{3,9})\.?(?:\s+(\d{2,4}))?$/.exec(typed);
  const month = named?.[2] ? monthNamed(named[2]) : null;
  return named && month ? near(Number(named[1]), month, named[3], now) : null;
}

function near(day: number, month: number, year: string | undefined, now: string): string | null {
  if (year !== undefined) return real(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  const current = Number(now.slice(0, 4));
  const all = [current - 1, current, current + 1].map((each) => real(each, month, day)).filter((each) => each !== null);
  const away = (each: string): number => Math.abs(Date.parse(each) - Date.parse(now));
  return all.sort((one, other) => away(one) - away(other))[0] ?? null;
}
