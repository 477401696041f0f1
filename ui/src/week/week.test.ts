import { describe, expect, it } from "vitest";
import { closedBefore, knowsUsual, marksFrom, nextStep, questionsFrom, toggled, weekFrom, weekNumber, widest } from "./week";

describe("the week", () => {
  it("knows its neighbours over New Year", () => {
    expect(weekFrom("2026-11-16", -1)).toBe("2026-W46");
    expect(weekFrom("2026-12-28", 0), "a long year has a week 53").toBe("2026-W53");
    expect(weekFrom("2026-12-28", 1)).toBe("2027-W01");
    expect(weekNumber("2027-W01")).toBe("1");
  });

  it("goes through four steps and no further", () => {
    expect(nextStep("read")).toBe("loose");
    expect(nextStep("reflect")).toBe("close");
    expect(nextStep("close")).toBeUndefined();
  });

  it("scales the family bars by the usual as well, and never by nothing", () => {
    expect(widest([{ family: "protect", entries: 2, usual: 3.5 }])).toBe(3.5);
    expect(widest([{ family: "protect", entries: 0, usual: null }]), "no division by nothing").toBe(1);
    expect(knowsUsual([{ family: "protect", entries: 4, usual: null }])).toBe(false);
  });

  it("counts the weeks before this one only", () => {
    const rhythm = [true, false, true, false].map((closed, index) => ({ week: `2026-W${44 + index}`, closed }));
    expect(closedBefore(rhythm), "this week, still open, is not a blank").toEqual({ closed: 2, of: 3 });
  });
});

describe("marks", () => {
  it("are at most three and can be taken back", () => {
    expect(toggled(["a", "b", "c"], "d")).toEqual(["a", "b", "c"]);
    expect(toggled(["a", "b", "c"], "b")).toEqual(["a", "c"]);
    expect(toggled([], "a")).toEqual(["a"]);
  });

  it("come back from a draft, whatever it holds", () => {
    expect(marksFrom('["a","b"]')).toEqual(["a", "b"]);
    expect(marksFrom("")).toEqual([]);
    expect(marksFrom("{broken")).toEqual([]);
    expect(marksFrom('[1,"a"]')).toEqual(["a"]);
  });
});

describe("the questions on the page", () => {
  it("come back from a draft, without answers of their own", () => {
    const asked = [{ question: "grow.shape", words: "What shape?", answer: "typed", optional: false }];
    expect(questionsFrom(JSON.stringify(asked))).toEqual([{ ...asked[0], answer: "" }]);
    expect(questionsFrom("")).toBeNull();
    expect(questionsFrom("{broken")).toBeNull();
    expect(questionsFrom("[]")).toBeNull();
    expect(questionsFrom('[{"question":1}]')).toBeNull();
  });
});
