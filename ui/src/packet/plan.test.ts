import { describe, expect, it } from "vitest";
import type { PacketSection, PacketView, SectionPlan } from "../bindings";
import { BLANK } from "./order";
import { addOwn, budgetOf, moveSection, placeSection, planned, planOf, readLimit, used, withoutOwn } from "./plan";

const section = (key: string): PacketSection => ({
  key, heading: key, intro: "", items: [], characters: 0, count: { characters: 12, words: 3 }, budget: null, over: 0,
});
const plan = (key: string, heading = ""): SectionPlan => ({ key, heading, intro: "", budget: null });

function view(keys: string[], outline: SectionPlan[] = []): Pick<PacketView, "sections" | "edit"> {
  return { sections: keys.map(section), edit: { ...BLANK, outline } };
}

const keys = (outline: SectionPlan[] | undefined) => outline?.map(({ key }) => key);

describe("the plan", () => {
  it("names every section shown, and keeps what the user said about others", () => {
    const outline = planOf(view(["goal:b", "goal:a", ""], [plan("own:1", "Mine"), plan("goal:a", "Renamed")]));
    expect(keys(outline), "what belongs nowhere is last by itself").toEqual(["goal:b", "goal:a", "own:1"]);
    expect(outline[1]?.heading, "the user's own heading stays").toBe("Renamed");
  });

  it("keeps what belongs nowhere where the user put it", () => {
    expect(keys(planOf(view(["", "goal:a"], [plan("")])))).toEqual(["", "goal:a"]);
  });

  it("moves a section, also past what belongs nowhere, and stops at the ends", () => {
    expect(keys(moveSection(view(["a", "b", "c"]), "b", -1))).toEqual(["b", "a", "c"]);
    expect(keys(moveSection(view(["a", "b", ""]), "a", 1)), "what belongs nowhere stays last by itself").toEqual(["b", "a"]);
    expect(keys(moveSection(view(["a", ""]), "a", 1)), "now it has to be named").toEqual(["", "a"]);
    expect(moveSection(view(["a", "b"]), "a", -1)).toBeUndefined();
    expect(moveSection(view(["a"]), "zz", 1)).toBeUndefined();
  });

  it("puts a dropped section where it was dropped", () => {
    expect(keys(placeSection(view(["a", "b", "c"]), "c", "a"))).toEqual(["c", "a", "b"]);
    expect(keys(placeSection(view(["a", "b", "c"]), "a", "b"))).toEqual(["b", "a", "c"]);
    expect(placeSection(view(["a"]), "a", "a")).toBeUndefined();
  });

  it("changes one section and no other", () => {
    const budget = { limit: 700, unit: "characters" } as const;
    const outline = planned(view(["a", "b"]), "b", { budget });
    expect(outline.map((one) => one.budget)).toEqual([null, budget]);
    expect(planned(view([""]), "", { intro: "x" }), "what belongs nowhere can have words").toHaveLength(1);
  });

  it("adds and removes sections of the user's own under keys of their own", () => {
    const first = addOwn(view([], [plan("own:3")]), "Grows people");
    expect(first.key, "no key is used twice").toBe("own:4");
    expect(first.outline.at(-1)?.heading).toBe("Grows people");
    expect(keys(withoutOwn(view(["own:3", "own:4"], first.outline), "own:3"))).toEqual(["own:4"]);
  });
});

describe("a budget", () => {
  it("is a whole number, with or without marks between thousands", () => {
    expect(readLimit("3,500")).toBe(3500);
    expect(readLimit(" ")).toBeNull();
    for (const bad of ["0", "-3", "many", "12345678"]) expect(readLimit(bad), bad).toBeUndefined();
    expect(budgetOf("700", "words")).toEqual({ limit: 700, unit: "words" });
    expect(budgetOf("", "words")).toBeNull();
    expect(used({ characters: 12, words: 3 }, "words")).toBe(3);
  });
});
