/** The words of a loose end's three choices. */
import { m } from "../paraglide/messages.js";
import type { Category, Confidence } from "../bindings";

export interface CategoryChoice { value: Category; label: () => string; hint: () => string }

/** In the order of the keys 1 to 8. */
export const CATEGORIES: readonly CategoryChoice[] = [
  { value: "capacity", label: m.week_capacity, hint: m.week_capacity_hint },
  { value: "revenue", label: m.week_revenue, hint: m.week_revenue_hint },
  { value: "cost", label: m.week_cost, hint: m.week_cost_hint },
  { value: "speed", label: m.week_speed, hint: m.week_speed_hint },
  { value: "risk", label: m.week_risk, hint: m.week_risk_hint },
  { value: "people", label: m.week_people, hint: m.week_people_hint },
  { value: "trust", label: m.week_trust, hint: m.week_trust_hint },
  { value: "direction", label: m.week_direction, hint: m.week_direction_hint },
];

export const CONFIDENCES: readonly { value: Confidence; label: () => string }[] = [
  { value: "guess", label: m.week_guess },
  { value: "reasoned", label: m.week_reasoned },
  { value: "measured", label: m.week_measured },
];

/** The four parts that most often fit; the editor has all twelve. */
export type PartChoice = "decided" | "enabled" | "advised" | "built";

export const PARTS: readonly { value: PartChoice; label: () => string }[] = [
  { value: "decided", label: m.week_decided },
  { value: "enabled", label: m.week_enabled },
  { value: "advised", label: m.week_advised },
  { value: "built", label: m.week_built },
];
