import { describe, expect, it } from "vitest";
import type { GoalView, Ownership } from "../bindings";
import { inOrder, readNumber, travelled, unsettled } from "./goal";

const measure = (start: number | null, now: number | null, target: number | null) => ({ name: "", unit: "", start, now, target });

function view(id: string, ownership: Ownership, entries: number, state: "active" | "met" = "active"): GoalView {
  const answer = { holds: null, words: "" };
  return {
    goal: { id, statement: id, could_fail: answer, could_go_well: answer, measure: measure(null, null, null), from: null, until: null, state, revision: 1 },
    ownership, entries, outcomes: 0, by_family: [0, 0, 0, 0, 0], grade: 0,
  };
}

describe("a measure", () => {
  it("travels towards its target whichever way that lies", () => {
    expect(travelled(measure(0, 14, 19))).toBeCloseTo(14 / 19);
    expect(travelled(measure(41, 34, 30)), "a falling cost").toBeCloseTo(7 / 11);
    expect(travelled(measure(null, 5, 8)), "no start counts from nothing").toBeCloseTo(5 / 8);
  });

  it("stays on its line, and is not drawn while a value is missing", () => {
    expect(travelled(measure(0, 30, 19)), "past the target").toBe(1);
    expect(travelled(measure(95, 120, 45)), "gone the wrong way").toBe(0);
    expect(travelled(measure(5, 5, 5)), "no division by nothing").toBe(1);
    expect(travelled(measure(0, null, 19))).toBeUndefined();
  });
});

it("reads numbers with either decimal sign and refuses words", () => {
  expect(readNumber("1 234,5")).toBe(1234.5);
  expect(readNumber("-3.2")).toBe(-3.2);
  expect(readNumber(" ")).toBeNull();
  expect(readNumber("14 of 19")).toBeUndefined();
});

describe("the ownership test", () => {
  it("calls for an answer only while no active goal is uniquely mine, the busiest first", () => {
    const open = [view("a", "open", 3), view("b", "only-could-fail", 40)];
    expect(unsettled(open).map(({ goal }) => goal.id)).toEqual(["b", "a"]);
    expect(unsettled([...open, view("c", "uniquely-mine", 1)])).toEqual([]);
    expect(unsettled([...open, view("c", "uniquely-mine", 1, "met")]), "a goal that ended does not count").toHaveLength(2);
    expect(unsettled([]), "no goals, no banner").toEqual([]);
  });

  it("leaves ended goals at the end", () => {
    expect(inOrder([view("a", "open", 1, "met"), view("b", "open", 1)]).map(({ goal }) => goal.id)).toEqual(["b", "a"]);
  });
});
