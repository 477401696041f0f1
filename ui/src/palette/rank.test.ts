import { describe, expect, it } from "vitest";
import { fit, hitsIn, rank, scopeOf } from "./rank";

const LABELS = ["Capture", "Command palette", "Keyboard help", "Add to packet", "Packets", "Lock now"];
const found = (typed: string): string[] => rank(LABELS, (label) => label, typed).map((one) => one.item);

describe("ranking actions", () => {
  it("puts whole starts before starts of words", () => {
    expect(found("pack")).toEqual(["Packets", "Add to packet"]);
  });

  it("takes the starts of several words", () => {
    expect(found("kh")).toEqual(["Keyboard help"]);
    expect(found("com pal")).toEqual(["Command palette"]);
  });

  it("keeps the table's order for nothing typed, and finds nothing for nonsense", () => {
    expect(found("")).toEqual(LABELS);
    expect(found("zzz")).toEqual([]);
  });

  it("says where the letters are, so that they can be shown", () => {
    expect(fit("Keyboard help", "kehe")?.hits).toEqual([[0, 2], [9, 11]]);
    expect(fit("Café notes", "cafe")?.hits, "accents fold").toEqual([[0, 4]]);
  });
});

it("hits in the journal's words stand at the start of words", () => {
  expect(hitsIn("Lena and Milena met Léna", "lena")).toEqual([[0, 4], [20, 24]]);
  expect(hitsIn("anything", "")).toEqual([]);
});

it("the first sign narrows the palette", () => {
  expect(scopeOf("> lock")).toEqual({ scope: "actions", typed: "lock" });
  expect(scopeOf("@lena")).toEqual({ scope: "people", typed: "lena" });
  expect(scopeOf("#hiring")).toEqual({ scope: "tags", typed: "hiring" });
  expect(scopeOf("!sh")).toEqual({ scope: "kinds", typed: "sh" });
  expect(scopeOf("5 > 3")).toEqual({ scope: "all", typed: "5 > 3" });
});
