import { describe, expect, it } from "vitest";
import type { Due, EntryLine } from "../bindings";
import { isPeriod, monthOf, otherLength, periodName, quarterOf } from "./periods";
import { afterward, beyond, turnsOf } from "./sittings";

const line = (id: string): EntryLine => ({
  id, day: "2026-11-18", text: id, pieces: [], captured_at: "2026-11-18T09:00:00Z", kind: null, people: [], goal: null, tags: [],
  loose: true, no_outcome: false, sensitivity: "open", outcomes: [],
});
const due = (entry: string, outcome: string | null): Due => ({ entry, outcome, text: entry, on: "2026-11-20", kind: null, status: outcome === null ? null : "expected" });

describe("a sitting", () => {
  it("takes up what is due first, and nothing twice", () => {
    const turns = turnsOf([due("a", "o"), due("b", null), due("z", null)], [line("b"), line("c")]);
    expect(turns.map(({ id }) => id)).toEqual(["due/o", "due/z", "b", "c"]);
    expect(turns.find(({ id }) => id === "b"), "it says which day it asked for").toMatchObject({ asked: "2026-11-20" });
  });

  it("goes on to the next turn, and back from the last", () => {
    const turns = turnsOf([], [line("a"), line("b")]);
    expect(afterward(turns, "a")).toBe("b");
    expect(afterward(turns, "b")).toBe("a");
    expect(afterward(turnsOf([], [line("a")]), "a")).toBeNull();
  });

  it("counts what is beyond it, without what is only due", () => {
    expect(beyond(turnsOf([due("a", "o")], [line("a"), line("b")]), 9)).toBe(7);
    expect(beyond([], 0)).toBe(0);
  });
});

describe("a month or quarter", () => {
  it("holds the weeks whose Thursday is in it", () => {
    expect(monthOf("2026-11-30"), "Thursday is 3 December").toBe("2026-12");
    expect(quarterOf("2026-12-28"), "Thursday is 31 December").toBe("2026-Q4");
    expect(quarterOf("2026-09-28"), "Thursday is 1 October").toBe("2026-Q4");
  });

  it("is told from a week by its name", () => {
    expect(isPeriod("2026-11")).toBe(true);
    expect(isPeriod("2026-Q4")).toBe(true);
    expect(isPeriod("2026-W47")).toBe(false);
    expect(isPeriod("2026-13")).toBe(false);
    expect(isPeriod(undefined)).toBe(false);
  });

  it("leads to the longer and the shorter", () => {
    expect(otherLength("2026-11")).toBe("2026-Q4");
    expect(otherLength("2026-Q1")).toBe("2026-03");
    expect(periodName("2026-11")).toBe("November 2026");
  });
});
