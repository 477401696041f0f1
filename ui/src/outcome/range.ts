/** A number or a range, as it is typed: one box, which a hyphen inside a number makes two. */
import type { Range } from "../bindings";

/** `high` is null while there is one number only. */
export interface Ends {
  low: string;
  high: string | null;
}

export const BLANK: Ends = { low: "", high: null };

const SCALES: Record<string, number> = { k: 1e3, m: 1e6, bn: 1e9 };

/** Reads `24`, `1,200`, `80%`, `£12.5k`, `-3`. Nothing else is a number. */
export function readNumber(text: string): number | null {
  const bare = text.replace(/[\s\u00a0,]/g, "").replace(/^([-−]?)(?:[£$€¥]|[A-Z]{3}|US\$)/, "$1").replace("−", "-");
  const found = /^(-?(?:\d+\.?\d*|\.\d+))(k|m|bn)?%?$/i.exec(bare);
  if (!found) return null;
  const value = Number(found[1]) * (SCALES[found[2]?.toLowerCase() ?? ""] ?? 1);
  return Number.isFinite(value) ? value : null;
}

/** What typing makes of the boxes. `24-28`, `24..28` and `24 to 28` become two ends; a leading minus does not. */
export function typedIn(ends: Ends, box: "low" | "high", text: string): Ends {
  if (box === "high") return { ...ends, high: text };
  const two = ends.high === null ? /^(.*?\d[\d.,]*\s*(?:%|k|m|bn)?)\s*(?:-|–|\.\.|\bto\b)\s*(.*)$/i.exec(text) : null;
  return two ? { low: (two[1] ?? "").trim(), high: (two[2] ?? "").trim() } : { ...ends, low: text };
}

/** Two boxes of which one is empty are one again. */
export function settled(ends: Ends): Ends {
  if (ends.high === null) return ends;
  if (ends.high.trim() === "") return { low: ends.low, high: null };
  if (ends.low.trim() === "") return { low: ends.high, high: null };
  return ends;
}

/** The range that the boxes hold; null while they hold none, or run backwards. */
export function asRange(ends: Ends): Range | null {
  const low = readNumber(ends.low);
  const high = ends.high === null ? low : readNumber(ends.high);
  if (low === null || high === null || low > high) return null;
  return { low, likely: low / 2 + high / 2, high };
}

export function isBlank(ends: Ends): boolean {
  return ends.low.trim() === "" && (ends.high ?? "").trim() === "";
}

export type Measure = "number" | "percent" | "money";

function tidy(value: number): string {
  return new Intl.NumberFormat("en-GB", { maximumFractionDigits: 6 }).format(value);
}

/** A number as it rests in its box: `80%`, `12,500`. What cannot be read stays as typed. */
export function atRest(text: string, measure: Measure): string {
  const value = readNumber(text);
  if (value === null) return text;
  return measure === "percent" ? `${tidy(value)}%` : tidy(value);
}

export function fromRange(range: Range | null | undefined, measure: Measure): Ends {
  if (!range) return { ...BLANK };
  const end = (value: number): string => atRest(String(value), measure);
  return range.low === range.high ? { low: end(range.low), high: null } : { low: end(range.low), high: end(range.high) };
}

/** One step up or down in the figure's own size: 1 below a thousand, two digits in from there on. */
export function stepped(text: string, up: boolean, measure: Measure): string {
  const value = readNumber(text) ?? 0;
  const size = Math.abs(value);
  const step = measure === "percent" && size >= 10 ? 5 : size >= 1000 ? 10 ** (Math.floor(Math.log10(size)) - 1) : 1;
  const next = value + (up ? step : -step);
  const held = measure === "percent" ? Math.min(100, Math.max(0, next)) : value >= 0 ? Math.max(0, next) : next;
  return atRest(String(Number(held.toFixed(6))), measure);
}
