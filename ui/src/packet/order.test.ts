import { describe, expect, it } from "vitest";
import type { PacketItem, PacketSection } from "../bindings";
import { drop, flatten, readDay, step } from "./order";

function item(id: string): PacketItem {
  const outcome = { id, statement: id, pieces: [], category: null, figure: null, grade: 0 as const, status: "happened" as const };
  return { outcome, kind: null, section: "", may_leave: true, characters: 10 };
}

function section(heading: string, items: PacketItem[]): PacketSection {
  return { key: `own:${heading}`, heading, intro: "", items, characters: 20, count: { characters: 20, words: 4 }, budget: null, over: 0 };
}

const sections: PacketSection[] = [section("Direction", [item("a1"), item("a2")]), section("Delivery", [item("b1"), item("b2")])];

/** What the journal does with a move. */
function placed(outcome: string, place: number): string[] {
  const rest = flatten(sections).filter((id) => id !== outcome);
  return rest.toSpliced(place, 0, outcome);
}

describe("moving an outcome", () => {
  it("goes a line up or down within its section", () => {
    expect(step(sections, "a2", -1)).toEqual({ outcome: "a2", place: 0, section: false });
    expect(placed("b1", step(sections, "b1", 1)?.place ?? -1)).toEqual(["a1", "a2", "b2", "b1"]);
  });

  it("takes the section along at its edge", () => {
    const up = step(sections, "b1", -1);
    expect(up).toEqual({ outcome: "b1", place: 0, section: true });
    expect(placed("b1", 0)[0], "Delivery's first is first, so Delivery leads").toBe("b1");
    expect(step(sections, "a2", 1), "going down is the other section going up").toEqual({
      outcome: "b1", place: 0, section: true,
    });
  });

  it("stops at the ends, and knows no stranger", () => {
    expect(step(sections, "a1", -1)).toBeUndefined();
    expect(step(sections, "b2", 1)).toBeUndefined();
    expect(step(sections, "zz", 1)).toBeUndefined();
    expect(step([], "a1", 1)).toBeUndefined();
  });
});

describe("dropping an outcome", () => {
  it("puts it where it was dropped, within its own section only", () => {
    expect(drop(sections, "b2", "b1")).toEqual({ outcome: "b2", place: 2, section: false });
    expect(drop(sections, "b2", "a1"), "the goal decides the section").toBeUndefined();
    expect(drop(sections, "b2", "b2")).toBeUndefined();
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
