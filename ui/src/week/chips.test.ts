import { describe, expect, it } from "vitest";
import type { EntryChip } from "../bindings";
import { chipAt, firstWords, fragments, kept, keptFrom, labelsOf, mentioned, shownFrom, spaced, spansIn } from "./chips";

const id = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const chip = (number: number, text: string, day: string | null = "2026-11-16"): EntryChip => ({ id: id(number), kind: null, day, text });

const MONDAY = chip(1, "Kept two Customs engineers off quarter-end reporting, again.");
const TWIN = chip(2, "Kept two Customs brokers in the room.");
const GONE = chip(3, "", null);
const ALL = [MONDAY, TWIN, GONE];
const labels = labelsOf(ALL);

describe("an act in an answer", () => {
  it("is kept as its id and never as a copy of its words", () => {
    const text = `Because of ${labels.get(MONDAY.id) ?? ""} alone.`;
    expect(keptFrom(text, labels)).toBe(`Because of [[${MONDAY.id}]] alone.`);
    expect(mentioned(keptFrom(text + text, labels)), "each act once").toEqual([MONDAY.id]);
  });

  it("has a label of its own, even beside one that begins with the same words", () => {
    expect(new Set(labels.values()).size).toBe(3);
    expect(firstWords("Fixed [the] build, then"), "a bracket would end the label").toBe("Fixed the build");
  });

  it("comes back as it was, whatever stands around it", () => {
    for (const text of ["", "[sic] [[nothing]] [[", kept(id(9)), `${kept(id(1))}${kept(id(2))}`, `a [${kept(id(3))}] b\n${kept(id(1))}.`]) {
      const shown = shownFrom(text, labels);
      expect(keptFrom(shown, labels), `no character of ${JSON.stringify(text)} is lost`).toBe(text);
    }
    expect(shownFrom(kept(id(9)), labels), "an act nobody knows stays as typed").toBe(kept(id(9)));
  });

  it("is cut out for reading, and other brackets stay words", () => {
    const parts = fragments(`As on ${kept(id(1))} [sic] ${kept(id(3))}`, ALL);
    expect(parts.map((part) => part.chip?.id ?? null)).toEqual([null, id(1), null, id(3)]);
    expect(parts[1]?.text).toBe("Mon · Kept two Customs");
    expect(parts[3]?.text, "an act that is gone says so").not.toBe("");
    expect(fragments("plain", ALL)).toEqual([{ text: "plain" }]);
  });

  it("is one thing to the caret", () => {
    const text = shownFrom(`See ${kept(id(1))}.`, labels);
    const spots = spansIn(text, labels);
    const [spot] = spots;
    expect(spot?.start).toBe(4);
    expect(chipAt(spots, 4, "before")?.id).toBe(id(1));
    expect(chipAt(spots, 6, "inside")?.id).toBe(id(1));
    expect(chipAt(spots, spot?.end ?? 0, "behind")?.id).toBe(id(1));
    expect(chipAt(spots, 4, "inside"), "its edge is not inside").toBeUndefined();
  });

  it("goes in with spaces where they are wanted", () => {
    expect(spaced("as on", 5, "[x]")).toBe(" [x]");
    expect(spaced("as  then", 3, "[x]")).toBe("[x]");
    expect(spaced("asthen", 2, "[x]")).toBe(" [x] ");
    expect(spaced("it.", 2, "[x]"), "no space before a stop").toBe(" [x]");
  });
});
