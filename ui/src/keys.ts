/** Reading key combinations: `Ctrl+Shift+L`, `Alt+ArrowLeft`, `C`, `!`. */

export type Platform = "mac" | "other";

export interface Combo {
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
  meta: boolean;
  /** A letter or digit in upper case, a sign, or a named key. */
  key: string;
}

/** The parts of a keyboard event that matter here. */
export interface Pressed {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
}

export function readCombo(text: string): Combo {
  const parts = text === "+" ? ["+"] : text.split("+");
  const key = parts.at(-1) ?? "";
  const has = (name: string): boolean => parts.slice(0, -1).includes(name);
  return { ctrl: has("Ctrl"), alt: has("Alt") || has("Option"), shift: has("Shift"), meta: has("Cmd"), key };
}

/** A single character without modifiers: it may only act where nothing is being typed (WCAG 2.1.4). */
export function isSingleKey(text: string): boolean {
  return [...text].length === 1;
}

/** Whether the event is the combination. On other layouts than Latin the key's place decides. */
export function matches(text: string, event: Pressed): boolean {
  const combo = readCombo(text);
  if (event.ctrlKey !== combo.ctrl || event.altKey !== combo.alt || event.metaKey !== combo.meta) return false;
  const isLetter = /^[A-Z]$/.test(combo.key);
  const isDigit = /^[0-9]$/.test(combo.key);
  if (isLetter || isDigit || combo.key.length > 1) {
    if (event.shiftKey !== combo.shift) return false;
  } else if (combo.shift && !event.shiftKey) {
    return false;
  }
  if (isLetter) return event.key.toUpperCase() === combo.key || (!isLatin(event.key) && event.code === `Key${combo.key}`);
  if (isDigit) return event.key === combo.key || (combo.ctrl || combo.meta ? event.code === `Digit${combo.key}` : false);
  return event.key === combo.key;
}

function isLatin(key: string): boolean {
  return key.length > 1 || key.charCodeAt(0) < 128;
}

const SIGNS: Record<string, string> = { ArrowLeft: "Left", ArrowRight: "Right", ArrowUp: "Up", ArrowDown: "Down" };

/** A combination as a key cap shows it: `Ctrl Shift L`. */
export function showCombo(text: string): string {
  if (text === "+") return text;
  return text
    .split("+")
    .map((part) => SIGNS[part] ?? part)
    .join(" ");
}

export function readPlatform(agent: string): Platform {
  return /Mac OS X|Macintosh/.test(agent) ? "mac" : "other";
}
