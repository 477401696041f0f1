import { expect, it } from "vitest";
import type { Outcome } from "../bindings";
import { mayStateShare, readOutcome, shareOf, writeOutcome } from "./form";

const now = "2026-11-21";
const one = (value: number) => ({ low: value, likely: value, high: value });
const outcome: Outcome = {
  id: "o1", statement: "Held the date.", category: "capacity",
  metric: {
    name: "Days late", unit: "days", better: "lower", baseline: 15, baseline_note: "Forecast", result: 0,
    measured_on: "2026-11-01", source: "Register", additive: true, later: [{ on: "2026-11-15", value: 1, source: "" }],
  },
  unit_value: { value: 12000, periods: 1, period_label: "contract", source: "Contract" },
  calculation: {
    calculator: "capacity", people: one(2), weeks: one(6), hours_a_week: { low: 24, likely: 26, high: 28 },
    share_gone: { low: 80, likely: 85, high: 90 },
  },
  figure: { low: 230.4, likely: 265.2, high: 302.4, unit: "hours" },
  counterfactual: { text: "Both move.", anyway: { low: 0, likely: 25, high: 50 }, basis: "Forecast" },
  confidence: "reasoned", status: "happened", check_on: null, part: "enabled", share: { low: 25, likely: 50, high: 75 },
  credits: [{ person: "p1", name: "Tomasz", did: "built it", share: 40 }], nobody_else: false,
  evidence: [{ id: "v1", kind: "email", grade: 3, reference: "Re: headcount", said_by: "p1", dated: "2026-11-18", file: null }],
  criteria: [{ criterion: "L1", reason: "held it" }], shown: [{ person: "p2", on: "2026-11-19", how: "update" }],
  overlaps: [], wording: null, entries: ["e1"], day: "2026-11-16", revision: 3,
};

it("gives back what it was given when nothing was typed", () => {
  expect(writeOutcome(readOutcome(outcome), outcome, outcome.figure, now)).toEqual({ outcome, unread: [] });
});

it("carries numbers over when the category changes, and saves the new calculator", () => {
  const form = readOutcome(outcome);
  form.category = "people";
  form.words.people_by = "seats";
  const { outcome: written } = writeOutcome(form, outcome, null, now);
  expect(written.calculation, "people and weeks are seats and months now").toEqual({
    calculator: "people-seats", seats: one(2), months_earlier: one(6),
  });
});

it("keeps the last whole calculation while a new one is half typed, and says so", () => {
  const form = readOutcome(outcome);
  form.numbers.hours = { low: "28", high: "24" };
  const { outcome: written, unread } = writeOutcome(form, outcome, null, now);
  expect(unread).toEqual(["calculation"]);
  expect(written.calculation).toEqual(outcome.calculation);
  expect(written.figure).toEqual(outcome.figure);
});

it("states no share before others are credited or nobody else was there", () => {
  const form = readOutcome({ ...outcome, credits: [] });
  expect(mayStateShare(form)).toBe(false);
  expect(writeOutcome(form, outcome, outcome.figure, now).outcome.share).toBeNull();
  form.nobody_else = true;
  expect(writeOutcome(form, outcome, outcome.figure, now).outcome.share).toEqual(outcome.share);
});

it("names the field whose day cannot be read, and keeps the rest", () => {
  const form = readOutcome(outcome);
  form.check_on = "some day";
  const { outcome: written, unread } = writeOutcome(form, outcome, outcome.figure, now);
  expect(unread).toEqual(["check_on"]);
  expect(written.statement).toBe("Held the date.");
});

it("completes a share from one number and refuses more than all", () => {
  expect(shareOf({ share: ["", "50", ""] })).toEqual(one(50));
  expect(shareOf({ share: ["25", "", "75"] })).toEqual({ low: 25, likely: 50, high: 75 });
  expect(shareOf({ share: ["80", "90", "120"] })).toBeNull();
});
