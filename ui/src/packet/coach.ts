/** The wording coach's marks, a few at a time. It asks; the words stay the writer's. */
import type { CoachMark } from "../bindings";
import type { Hit } from "../components/Marked.svelte";

/** How many marks are shown at once. More would be a wall of red ink. */
export const MOST = 3;

/** The marks to show now, and how many wait behind them. */
export function shown(marks: readonly CoachMark[]): { now: CoachMark[]; behind: number } {
  return { now: marks.slice(0, MOST), behind: Math.max(0, marks.length - MOST) };
}

/** Where they stand, for the text to be marked. A text that was typed on since has none of them. */
export function hits(text: string, marks: readonly CoachMark[]): Hit[] {
  return marks.filter(({ from, to, words }) => text.slice(from, to) === words).map(({ from, to }) => [from, to] as const);
}
