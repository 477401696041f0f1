/** What may be worked out about a line from its text and the spans the core returned. Nothing here reads the grammar. */
import type { Span, TokenPart } from "../bindings";

/** A stretch of the line, drawn plainly or as a token. */
export interface Segment {
  text: string;
  start: number;
  span: Span | null;
}

/** Some text in place of some other, and where the caret goes. */
export interface Edit {
  start: number;
  end: number;
  text: string;
  caret: number;
}

/** The line in stretches, in order, without a character lost or doubled. Spans may lag behind the text. */
export function segments(raw: string, spans: readonly Span[]): Segment[] {
  const all: Segment[] = [];
  let at = 0;
  const push = (to: number, span: Span | null): void => {
    if (to > at) all.push({ text: raw.slice(at, to), start: at, span });
    at = Math.max(at, to);
  };
  for (const span of [...spans].sort((one, other) => one.start - other.start)) {
    if (span.start < at || span.end <= span.start || span.end > raw.length) continue;
    push(span.start, null);
    push(span.end, span);
  }
  push(raw.length, null);
  return all;
}

/** Moves spans along with an edit, until the core has read the new text. A span that was edited inside grows or shrinks. */
export function follow(spans: readonly Span[], before: string, after: string): Span[] {
  if (before === after) return [...spans];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const last = before.length - tail;
  const moved = after.length - before.length;
  return spans.flatMap((span) => {
    if (span.end <= head && !(span.end === head && continues(after, head, tail))) return [span];
    if (span.start >= last) return [{ ...span, start: span.start + moved, end: span.end + moved }];
    if (span.start >= head || span.end < last) return [];
    return [{ ...span, end: span.end + moved }];
  });
}

// Typing on at the end of a token belongs to it, unless what was typed is a space.
function continues(after: string, head: number, tail: number): boolean {
  const typed = after.slice(head, after.length - tail);
  return typed.length > 0 && !/^\s/.test(typed);
}

const CHIPS: readonly TokenPart[] = ["kind", "person", "goal", "tag", "figure", "when", "ask"];

/**
 * What Backspace means directly after a chip: the first takes the chip away and leaves its words,
 * by the grammar's own escape. A token that is still being typed is no chip yet.
 */
export function unchip(raw: string, caret: number, spans: readonly Span[], typing: number | null): Edit | null {
  const chip = spans.find((span) => span.end === caret && CHIPS.includes(span.part) && span.state !== "unknown");
  if (!chip || chip.start === typing || chip.end > raw.length) return null;
  return { start: chip.start, end: chip.start, text: "\\", caret: caret + 1 };
}

/** Puts a suggestion in place of the token under the caret, with a space after it where words can follow. */
export function accept(raw: string, token: readonly [number, number], insert: string): Edit {
  const [start, end] = token;
  const sigil = raw.slice(start, start + 1);
  const gap = /^\s/.test(raw.slice(end)) ? "" : " ";
  const text = sigil + insert + gap;
  return { start, end, text, caret: start + text.length + (gap ? 0 : 1) };
}

/** The five readings, in the order of Alt 1 to 5. */
export const READINGS = ["kind", "person", "goal", "figure", "when"] as const;
export type ReadingName = (typeof READINGS)[number];

const SIGILS: Record<ReadingName, string> = { kind: "!", person: "@", goal: ">", figure: "$", when: "^" };

export type Jump = { select: [number, number] } | Edit;

/** Where to go to correct a reading: its token, the next one when the caret is in it already, or a fresh one at the end. */
export function jump(raw: string, spans: readonly Span[], name: ReadingName, caret: number): Jump {
  const own = spans.filter((span) => span.part === name);
  const live = own.filter((span) => span.state !== "superseded");
  const all = live.length > 0 ? live : own;
  const at = all.findIndex((span) => caret > span.start && caret <= span.end);
  const next = all[(at + 1) % Math.max(1, all.length)];
  // After the sigil, so that typing keeps it a token of the same sort.
  if (next) return { select: [next.start + 1, next.end] };
  const end = endOfWords(raw, spans);
  const before = end === 0 || /\s$/.test(raw.slice(0, end)) ? "" : " ";
  const after = end < raw.length ? " " : "";
  const text = before + SIGILS[name] + after;
  return { start: end, end, text, caret: end + before.length + 1 };
}

// An outcome or a private note swallows the rest of its line: a new token has to stand before it.
function endOfWords(raw: string, spans: readonly Span[]): number {
  const rest = spans.find((span) => span.part === "outcome" || span.part === "private");
  return rest ? rest.start : raw.length;
}

/** Which token a typed character belongs to; none when a space or an edit elsewhere ended the typing. */
export function typingIn(raw: string, caret: number): number | null {
  const word = /(?:^|\s)(\S+)$/.exec(raw.slice(0, caret))?.[1];
  return word ? caret - word.length : null;
}

/** Whether the caret stands on a line without words. */
export function onEmptyLine(raw: string, caret: number): boolean {
  const start = raw.lastIndexOf("\n", caret - 1) + 1;
  const end = raw.indexOf("\n", caret);
  return raw.slice(start, end < 0 ? raw.length : end).trim() === "";
}

/** The choice after an arrow key, in a list or in a grid of `columns`; it stays within. */
export function step(at: number, count: number, columns: number, key: string): number {
  const by: Record<string, number> = { ArrowDown: columns, ArrowUp: -columns, ArrowRight: 1, ArrowLeft: -1 };
  const to = at + (by[key] ?? 0);
  return to >= 0 && to < count ? to : at;
}
