import { describe, expect, it } from "vitest";
import type { EntryLine } from "../bindings";
import {
  closedBefore, daysOf, firstWords, fragments, insertAt, knowsUsual, marksFrom, nextStep, reference, toggled, weekFrom,
  weekNumber, widest,
} from "./week";

function act(id: string, day: string, text: string): EntryLine {
  return {
    id, day, text, pieces: [], captured_at: `${day}T09:00:00Z`, kind: null, people: [], goal: null, tags: [], loose: true,
    no_outcome: false, sensitivity: "open", outcomes: [],
  };
}

describe("the week", () => {
  it("shows five days always, and a day of the week-end only when something happened on it", () => {
    const five = daysOf("2026-11-16", []);
    expect(five.map(({ day }) => day).at(-1)).toBe("2026-11-20");
    const six = daysOf("2026-11-16", [act("1", "2026-11-22", "Wrote it up.")]);
    expect(six.map(({ day }) => day)).toEqual([
      "2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-22",
    ]);
  });

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

describe("a reference to an act", () => {
  const monday = act("1", "2026-11-16", "Kept two Customs engineers off quarter-end reporting, again.");

  it("names the day and the first words, without a stop or a bracket at the end", () => {
    expect(reference(monday)).toBe("[Mon · Kept two Customs engineers off]");
    expect(firstWords("Ended it. Early.", 2)).toBe("Ended it");
    expect(firstWords("Fixed [the] build"), "a bracket would end the reference").toBe("Fixed the build");
  });

  it("goes in at the caret with spaces where they are wanted", () => {
    expect(insertAt("as on", 5, "[x]")).toEqual({ text: "as on [x]", caret: 9 });
    expect(insertAt("as  then", 3, "[x]")).toEqual({ text: "as [x] then", caret: 6 });
    expect(insertAt("", 0, "[x]").text).toBe("[x]");
    expect(insertAt("it.", 2, "[x]").text, "no space before a stop").toBe("it [x].");
  });

  it("is found again, and other brackets stay words", () => {
    const text = `Because of ${reference(monday)} and [sic].`;
    const found = fragments(text, [monday]);
    expect(found.map((part) => part.entry?.id ?? null)).toEqual([null, "1", null, null, null]);
    expect(found.map((part) => (part.entry ? `[${part.text}]` : part.text)).join(""), "no character is lost").toBe(text);
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
