import { expect, it } from "vitest";
import { fitting, NOTHING, takeChips, unfinished, withChip, type Names } from "./query";

const names: Names = {
  people: [{ id: "p1", name: "Tomasz Wójcik" }],
  goals: [{ id: "g1", name: "Customs API release" }, { id: "g2", name: "Renewals" }],
  tags: ["quarter-end"],
};
const now = "2026-11-21";
const take = (text: string) => takeChips(text, names, now);

it("makes a finished token a chip and keeps the words around it", () => {
  expect(take("customs kind:sh held ")).toEqual({ text: "customs held ", chips: [{ field: "kind", value: "shielding" }] });
});

it("leaves a token alone while it is being typed", () => {
  expect(take("kind:sh")).toEqual({ text: "kind:sh", chips: [] });
});

it("reads quoted names, days and the words of the design", () => {
  expect(take('goal:"customs api" with:wojcik since:1jul evidence:4 unfinished: ').chips).toEqual([
    { field: "goal", value: "g1" },
    { field: "person", value: "p1" },
    { field: "since", value: "2026-07-01" },
    { field: "grade", value: 4 },
    { field: "loose" },
  ]);
});

it("leaves as words what names nothing", () => {
  for (const text of ["goal:zebra ", "https://example.org ", "note: later ", "since:soon ", "kind: x"]) {
    expect(take(text), text).toEqual({ text, chips: [] });
  }
});

it("knows the token that the text ends in", () => {
  expect(unfinished("held goal:cus")).toEqual({ field: "goal", typed: "cus", start: 5 });
  expect(unfinished('goal:"customs a')).toEqual({ field: "goal", typed: '"customs a', start: 0 });
  expect(unfinished("goal:cus ")).toBeNull();
});

it("offers names that start with the words before names that hold them", () => {
  expect(fitting("goal", "re", names, now).map((choice) => choice.label)).toEqual(["Renewals", "Customs API release"]);
});

it("holds one day of each end, and no chip twice", () => {
  const once = withChip(withChip(NOTHING, { field: "since", value: "2026-01-01" }), { field: "since", value: "2026-07-01" });
  expect(once.chips).toEqual([{ field: "since", value: "2026-07-01" }]);
  const kind = withChip(withChip(NOTHING, { field: "kind", value: "bet" }), { field: "kind", value: "bet" });
  expect(kind.chips).toHaveLength(1);
});
