import { describe, expect, it } from "vitest";
import type { PacketItem, PacketSection } from "../bindings";
import { across, claimPlace, drop, readDay, step } from "./order";

function item(id: string, may_leave = true): PacketItem {
  const outcome = { id, statement: id, pieces: [], category: null, figure: null, grade: 0 as const, status: "happened" as const };
  return { outcome, kind: null, entry: null, section: "", may_leave, characters: 10 };
}

function section(heading: string, items: PacketItem[]): PacketSection {
  return { key: `own:${heading}`, heading, intro: "", items, characters: 20, count: { characters: 20, words: 4 }, budget: null, over: 0 };
}

const sections: PacketSection[] = [
  section("Direction", [item("a1"), item("a2", false)]), section("Delivery", [item("b1"), item("b2")]), section("Growth", []),
];

/** What the journal does with a move: take it out, then put it in. */
function placed({ outcome, place, section: key }: { outcome: string; place: number; section: string }): string[][] {
  return sections.map((one) => {
    const rest = one.items.map(({ outcome: { id } }) => id).filter((id) => id !== outcome);
    return one.key === key ? rest.toSpliced(place, 0, outcome) : rest;
  });
}

describe("moving an outcome", () => {
  it("goes a line up or down within its section, and stays at its edge", () => {
    expect(step(sections, "a2", -1)).toEqual({ outcome: "a2", place: 0, section: "own:Direction" });
    expect(placed(step(sections, "b1", 1)!)[1], "one down").toEqual(["b2", "b1"]);
    expect(step(sections, "b1", -1), "the section above is reached with the other arrows").toBeUndefined();
    expect(step(sections, "zz", 1), "a stranger").toBeUndefined();
  });

  it("goes to the end of the section beside its own, an empty one too", () => {
    expect(placed(across(sections, "b1", -1)!)).toEqual([["a1", "a2", "b1"], ["b2"], []]);
    expect(placed(across(sections, "b1", 1)!)[2]).toEqual(["b1"]);
    expect(across(sections, "a1", -1), "there is none before the first").toBeUndefined();
    expect(across([], "a1", 1)).toBeUndefined();
  });
});

describe("dropping an outcome", () => {
  it("puts it where it was dropped, in any section", () => {
    expect(placed(drop(sections, "b2", { outcome: "b1" })!)[1]).toEqual(["b2", "b1"]);
    expect(placed(drop(sections, "b2", { outcome: "a1" })!)).toEqual([["b2", "a1", "a2"], ["b1"], []]);
    expect(placed(drop(sections, "b2", { section: "own:Growth" })!)[2]).toEqual(["b2"]);
  });

  it("does nothing on itself, its own heading or a stranger", () => {
    expect(drop(sections, "b2", { outcome: "b2" })).toBeUndefined();
    expect(drop(sections, "b2", { section: "own:Delivery" })).toBeUndefined();
    expect(drop(sections, "b2", { outcome: "zz" })).toBeUndefined();
  });
});

describe("the claim of an outcome", () => {
  it("counts only what leaves", () => {
    expect(claimPlace(sections, "b1"), "a2 stays here and is not in the text").toBe(1);
    expect(claimPlace(sections, "a2")).toBeUndefined();
    expect(claimPlace(sections, null)).toBeUndefined();
  });
});

describe("a typed day", () => {
  it("is a day of the calendar, blank, or wrong", () => {
    expect(readDay("2026-02-28")).toBe("2026-02-28");
    expect(readDay("  ")).toBeNull();
    expect(readDay("2026-02-30"), "no such day").toBeUndefined();
    expect(readDay("28 Feb")).toBeUndefined();
  });
});
