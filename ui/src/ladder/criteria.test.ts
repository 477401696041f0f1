import { describe, expect, it } from "vitest";
import type { Criterion, LadderView } from "../bindings";
import { choices, fitting, placeAfter } from "./criteria";
import { levelsOf, written } from "./levels";

function criterion(id: string, change: Partial<Criterion> = {}): Criterion {
  return { id, key: id, level: null, area: "", title: "", text: `Words of ${id}`, bar: { words: "", asks: null }, aside: false, ...change };
}

function view(name: string, target: string | null, criteria: Criterion[]): LadderView {
  return { ladder: { id: name, name, levels: ["Low", "High"], now: null, target, criteria, revision: 1 }, links: [], areas: [] };
}

describe("choosing a criterion", () => {
  const high = view("Ours", "High", [
    criterion("a", { level: "Low" }),
    criterion("b", { level: "High", title: "Sets direction", area: "Réach" }),
    criterion("gone", { aside: true }),
  ]);

  it("offers the level aimed at first and nothing kept aside", () => {
    expect(choices([high]).map((one) => one.id)).toEqual(["b", "a"]);
  });

  it("names the ladder only where there are several", () => {
    expect(choices([high])[0]?.where).toBe("High, Réach");
    expect(choices([high, view("Theirs", null, [])])[0]?.where).toBe("Ours, High, Réach");
  });

  it("finds every typed word in any part, whatever its case or accents", () => {
    const all = choices([high]);
    expect(fitting(all, "reach DIRECTION", []).map((one) => one.id)).toEqual(["b"]);
    expect(fitting(all, "words of", []).map((one) => one.id), "the company's own sentence too").toEqual(["b", "a"]);
    expect(fitting(all, "", ["b"]).map((one) => one.id), "not what is linked already").toEqual(["a"]);
    expect(fitting(all, "nowhere", [])).toEqual([]);
  });
});

describe("the order of a ladder", () => {
  const all = [criterion("a"), criterion("gone", { aside: true }), criterion("b"), criterion("c")];

  it("moves a criterion to where the next one that is asked for stands", () => {
    expect(placeAfter(all, "b", -1), "over the one kept aside").toBe(0);
    expect(placeAfter(all, "a", 1)).toBe(2);
    expect(placeAfter(all, "c", 1), "nothing below the last").toBeUndefined();
    expect(placeAfter(all, "a", -1)).toBeUndefined();
    expect(placeAfter(all, "nobody", 1)).toBeUndefined();
  });
});

describe("levels in a draft", () => {
  it("come back as they were kept", () => {
    const rows = levelsOf({ levels: ["Low", "High"] });
    expect(written(JSON.stringify([...rows, { was: null, name: "Higher" }]))).toEqual([...rows, { was: null, name: "Higher" }]);
  });

  it("are none when the draft is half a one", () => {
    expect(written('[{"was":"Low"')).toEqual([]);
    expect(written('[{"name":1}, 4, null, {"was":2,"name":"x"}]')).toEqual([]);
  });
});
