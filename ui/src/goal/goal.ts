/** A goal as it is drawn: how far along its measure, and what the ownership test says. */
import { m } from "../paraglide/messages.js";
import type { Goal, GoalState, GoalView, Measure, Ownership } from "../bindings";

/** How far `now` is from `start` to `target`, 0 to 1. Direction is free: a falling cost still travels to its target. */
export function travelled({ start, now, target }: Measure): number | undefined {
  if (now === null || target === null) return undefined;
  const from = start ?? 0;
  if (target === from) return now === target ? 1 : 0;
  return Math.min(1, Math.max(0, (now - from) / (target - from)));
}

/** A number typed with either decimal sign; null while blank, undefined when it is no number. */
export function readNumber(text: string): number | null | undefined {
  const typed = text.trim().replace(/[\s\u00a0\u202f]/gu, "").replace(",", ".");
  if (typed === "") return null;
  return /^[-+]?\d+(\.\d+)?$/.test(typed) ? Number(typed) : undefined;
}

const SAYS: Record<Ownership, () => string> = {
  "uniquely-mine": m.goal_uniquely_mine,
  "only-could-fail": m.goal_only_fail,
  "only-could-go-well": m.goal_only_well,
  "not-mine": m.goal_not_mine,
  open: m.goal_open,
};

export const ownershipSays = (ownership: Ownership): string => SAYS[ownership]();

const STATES: Record<GoalState, () => string> = {
  active: m.goal_active,
  met: m.goal_met,
  dropped: m.goal_dropped,
  "handed-over": m.goal_handed_over,
};

export const stateName = (state: GoalState): string => STATES[state]();
export const STATE_ORDER: readonly GoalState[] = ["active", "met", "dropped", "handed-over"];

/** Active goals first, each group in the order it came. */
export function inOrder(goals: readonly GoalView[]): GoalView[] {
  const rank = ({ goal }: GoalView): number => (goal.state === "active" ? 0 : 1);
  return [...goals].sort((one, other) => rank(one) - rank(other));
}

/** The goals whose owner is not settled, if none of the active ones is the user's alone; the busiest first. */
export function unsettled(goals: readonly GoalView[]): GoalView[] {
  const active = goals.filter(({ goal }) => goal.state === "active");
  if (active.some(({ ownership }) => ownership === "uniquely-mine")) return [];
  return active.sort((one, other) => other.entries - one.entries);
}

export function blankOf({ could_fail, could_go_well }: Goal): boolean {
  return could_fail.holds === null && could_go_well.holds === null;
}
