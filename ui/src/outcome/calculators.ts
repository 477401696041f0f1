/** The eight categories' calculators: which fields they show, and what their boxes come to. */
import { readDay } from "../days";
import { m } from "../paraglide/messages.js";
import type { Better, Calculation, Category, DaySpan, Moved, Range } from "../bindings";
import { asRange, fromRange, isBlank, readNumber, BLANK, type Ends, type Measure } from "./range";

export interface Box {
  /** Where the number is kept. Two calculators that share a key carry the number over. */
  key: string;
  label: () => string;
  measure: Measure;
  sign?: "times" | "minus";
}

export type Sum = "capacity" | "revenue" | "cost" | "risk" | "people-staying" | "people-seats";

export const BOXES: Record<Sum, readonly Box[]> = {
  capacity: [
    { key: "people", label: m.outcome_box_people, measure: "number" },
    { key: "weeks", label: m.outcome_box_weeks, measure: "number", sign: "times" },
    { key: "hours", label: m.outcome_box_hours, measure: "number", sign: "times" },
    { key: "gone", label: m.outcome_box_gone, measure: "percent", sign: "times" },
  ],
  revenue: [
    { key: "money", label: m.outcome_box_amount, measure: "money" },
    { key: "before", label: m.outcome_box_loss_before, measure: "percent", sign: "times" },
    { key: "after", label: m.outcome_box_loss_after, measure: "percent", sign: "minus" },
  ],
  cost: [
    { key: "money", label: m.outcome_box_unit_cost, measure: "money" },
    { key: "units", label: m.outcome_box_units, measure: "number", sign: "times" },
    { key: "weeks", label: m.outcome_box_periods, measure: "number", sign: "times" },
    { key: "instead", label: m.outcome_box_instead, measure: "money", sign: "minus" },
  ],
  risk: [
    { key: "risk-before", label: m.outcome_box_risk_before, measure: "money" },
    { key: "risk-after", label: m.outcome_box_risk_after, measure: "money", sign: "minus" },
  ],
  "people-staying": [
    { key: "money", label: m.outcome_box_replacement, measure: "money" },
    { key: "before", label: m.outcome_box_leave_before, measure: "percent", sign: "times" },
    { key: "after", label: m.outcome_box_leave_after, measure: "percent", sign: "minus" },
  ],
  "people-seats": [
    { key: "people", label: m.outcome_box_seats, measure: "number" },
    { key: "weeks", label: m.outcome_box_months, measure: "number", sign: "times" },
  ],
};

/** Everything typed into calculators, as typed, whichever of them shows it. */
export interface Inputs {
  numbers: Record<string, Ends>;
  words: Record<string, string>;
}

export type Way = "calculator" | "typed" | "hand" | "metric";

export function calculatorOf(category: Category | null, words: Inputs["words"]): Calculation["calculator"] | null {
  if (category === null) return null;
  if (category === "people") return words.people_by === "seats" ? "people-seats" : "people-staying";
  return category;
}

export function isSum(calculator: string | null): calculator is Sum {
  return calculator !== null && calculator in BOXES;
}

/** What the boxes hold so far; null until everything that is needed can be read. */
export function asCalculation(calculator: Calculation["calculator"] | null, inputs: Inputs, now: string): Calculation | null {
  const { words } = inputs;
  const of = (key: string): Range | null => asRange(inputs.numbers[key] ?? BLANK);
  const all = <K extends string>(keys: Record<K, string>): Record<K, Range> | null => {
    const read = Object.entries<string>(keys).map(([name, key]) => [name, of(key)] as const);
    return read.every(([, range]) => range !== null) ? (Object.fromEntries(read) as Record<K, Range>) : null;
  };
  switch (calculator) {
    case "capacity": {
      const read = all({ people: "people", weeks: "weeks", hours_a_week: "hours", share_gone: "gone" });
      return read && { calculator, ...read };
    }
    case "revenue": {
      const read = all({ amount: "money", chance_before: "before", chance_after: "after" });
      return read && { calculator, ...read };
    }
    case "cost": {
      const read = all({ unit_cost: "money", units: "units", periods: "weeks" });
      return read && { calculator, ...read, instead: of("instead") };
    }
    case "people-staying": {
      const read = all({ replacement_cost: "money", chance_before: "before", chance_after: "after" });
      return read && { calculator, ...read };
    }
    case "people-seats": {
      const read = all({ seats: "people", months_earlier: "weeks" });
      return read && { calculator, ...read };
    }
    case "risk": {
      const read = all({ before: "risk-before", after: "risk-after" });
      const on = readDay(words.forecast_on ?? "", now);
      const unit = words.risk_unit?.trim() || "money";
      return read && { calculator, ...read, unit, forecast_by: words.forecast_by?.trim() || null, forecast_on: on };
    }
    case "speed": {
      const planned = asSpan(words.planned, words.planned_to, now);
      const actual = asSpan(words.actual, words.actual_to, now);
      return planned && actual && { calculator, planned, actual, in: words.speed_in === "days" ? "days" : "weeks" };
    }
    case "trust":
    case "direction": {
      const moved = asMoved(words, now);
      return moved.moved || moved.from || moved.to || moved.who ? { calculator, ...moved } : null;
    }
    case "typed":
      return words.typed?.trim() ? { calculator, text: words.typed.trim() } : null;
    case "metric": {
      const baseline = readNumber(words.baseline ?? "");
      const result = readNumber(words.result ?? "");
      if (baseline === null || result === null) return null;
      return { calculator, baseline, result, unit: words.metric_unit ?? "", better: (words.better as Better) || "higher" };
    }
    default:
      return null;
  }
}

function asSpan(first: string | undefined, last: string | undefined, now: string): DaySpan | null {
  const earliest = readDay(first ?? "", now);
  const latest = last?.trim() ? readDay(last, now) : earliest;
  return earliest && latest && earliest <= latest ? { earliest, latest } : null;
}

function asMoved(words: Inputs["words"], now: string): Moved {
  const { moved = "", from = "", to = "", who = "" } = words;
  return { moved, from, to, who, on: readDay(words.moved_on ?? "", now) };
}

/** Whether something was typed that a whole calculation does not hold yet. */
export function isHalfTyped(calculator: Calculation["calculator"] | null, inputs: Inputs, now: string): boolean {
  if (asCalculation(calculator, inputs, now) !== null) return false;
  if (isSum(calculator)) return BOXES[calculator].some(({ key }) => !isBlank(inputs.numbers[key] ?? BLANK));
  if (calculator === "speed") return Boolean(inputs.words.planned ?? inputs.words.actual);
  return false;
}

/** Puts a saved calculation back into the boxes. */
export function fill(inputs: Inputs, calculation: Calculation): void {
  const { numbers, words } = inputs;
  const put = (calculator: Sum, ranges: readonly (Range | null)[]): void =>
    BOXES[calculator].forEach((box, index) => (numbers[box.key] = fromRange(ranges[index], box.measure)));
  switch (calculation.calculator) {
    case "capacity":
      return put("capacity", [calculation.people, calculation.weeks, calculation.hours_a_week, calculation.share_gone]);
    case "revenue":
      return put("revenue", [calculation.amount, calculation.chance_before, calculation.chance_after]);
    case "cost":
      return put("cost", [calculation.unit_cost, calculation.units, calculation.periods, calculation.instead]);
    case "people-staying":
      words.people_by = "staying";
      return put("people-staying", [calculation.replacement_cost, calculation.chance_before, calculation.chance_after]);
    case "people-seats":
      words.people_by = "seats";
      return put("people-seats", [calculation.seats, calculation.months_earlier]);
    case "risk":
      words.risk_unit = calculation.unit;
      words.forecast_by = calculation.forecast_by ?? "";
      words.forecast_on = calculation.forecast_on ?? "";
      return put("risk", [calculation.before, calculation.after]);
    case "speed": {
      const { planned, actual } = calculation;
      Object.assign(words, { planned: planned.earliest, actual: actual.earliest, speed_in: calculation.in });
      words.planned_to = planned.latest === planned.earliest ? "" : planned.latest;
      words.actual_to = actual.latest === actual.earliest ? "" : actual.latest;
      return;
    }
    case "trust":
    case "direction": {
      const { moved, from, to, who, on } = calculation;
      Object.assign(words, { moved, from, to, who, moved_on: on ?? "" });
      return;
    }
    case "typed":
      words.typed = calculation.text;
      return;
    case "metric":
      Object.assign(words, {
        baseline: String(calculation.baseline),
        result: String(calculation.result),
        metric_unit: calculation.unit,
        better: calculation.better,
      });
  }
}
