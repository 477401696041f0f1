/** What one sitting takes up: what is due first, then at most five loose ends. No state, no shell. */
import type { Due, EntryLine } from "../bindings";

export type Turn = { is: "loose"; id: string; line: EntryLine; asked: string | null } | { is: "due"; id: string; due: Due };

/** A name for what is due; an outcome can be due beside its entry. */
export const dueId = ({ outcome, entry }: Pick<Due, "outcome" | "entry">): string => `due/${outcome ?? entry}`;

/** The turns of a sitting. A loose end that asked to be asked stands among the loose ends, with the day it asked for. */
export function turnsOf(due: readonly Due[], take: readonly EntryLine[]): Turn[] {
  const loose = new Set(take.map(({ id }) => id));
  const asked = new Map(due.filter(({ outcome }) => outcome === null).map(({ entry, on }) => [entry, on]));
  return [
    ...due.filter((one) => one.outcome !== null || !loose.has(one.entry)).map((one): Turn => ({ is: "due", id: dueId(one), due: one })),
    ...take.map((line): Turn => ({ is: "loose", id: line.id, line, asked: asked.get(line.id) ?? null })),
  ];
}

/** Which turn follows when `id` is settled: the one after it, or the one before the end. */
export function afterward(turns: readonly Turn[], id: string): string | null {
  const at = turns.findIndex((turn) => turn.id === id);
  return turns[at + 1]?.id ?? turns[at - 1]?.id ?? null;
}

/** How many loose ends wait beyond the sitting. */
export function beyond(turns: readonly Turn[], all: number): number {
  return Math.max(0, all - turns.filter(({ is }) => is === "loose").length);
}
