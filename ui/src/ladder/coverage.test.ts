import { describe, expect, it } from "vitest";
import type { Coverage, CoverageItem, CoverageRow, NextStep, Standing } from "../bindings";
import { behind, concerns, daysBetween, opensYear, quoted, step, yearsOf } from "./coverage";
import { cost, flagsOf, heading, readBack, stepSentence, until } from "./words";

const quarters = [
  { year: 2025, quarter: 4 },
  { year: 2026, quarter: 1 },
  { year: 2026, quarter: 2 },
];

function row(id: string, standing: Standing, rest: Partial<CoverageRow> = {}): CoverageRow {
  const bar = { words: "two, documented, in a year", asks: { count: 2, least: 2, months: 12 } as const };
  return {
    criterion: { id, key: id, level: null, area: "", title: "", text: id, bar, aside: false },
    judged_by: bar.asks, assumed: false, cells: [], standing, counted: 0, stale: false, self_only: false, never_shown: false,
    met_until: null, going_stale: false, items: [], steps: [], ...rest,
  };
}

function coverage(rows: CoverageRow[]): Coverage {
  const many = (standing: Standing): number => rows.filter((one) => one.standing === standing).length;
  const ladder = { id: "l", name: "L", now: null, target: null, levels: 0, criteria: rows.length };
  return { ladder, levels: [], level: null, quarters, rows, met: many("met"), thin: many("thin"), gaps: many("gap") };
}

const next = (change: Partial<NextStep>): NextStep => ({
  kind: "new-work", minutes: null, strokes: 0, from: 1, to: 1, reaches_bar: false, outcome: null, entry: null, text: "", person: null,
  evidence: null, evidence_name: "", criterion: null, criterion_name: "", ...change,
});

describe("the table", () => {
  it("gathers quarters under their year and sets a new year apart", () => {
    expect(yearsOf(quarters)).toEqual([{ year: 2025, span: 1 }, { year: 2026, span: 2 }]);
    expect(quarters.map((_, at) => opensYear(quarters, at)), "not before the first column").toEqual([false, true, false]);
  });

  it("is walked cell by cell and ends at its edges", () => {
    expect(step({ row: 1, column: 2 }, "ArrowUp", 3, 5)).toEqual({ row: 0, column: 2 });
    expect(step({ row: 0, column: 2 }, "ArrowUp", 3, 5), "no row above the first").toBeUndefined();
    expect(step({ row: 0, column: 0 }, "ArrowLeft", 3, 5)).toBeUndefined();
    expect(step({ row: 2, column: 4 }, "ArrowRight", 3, 5)).toBeUndefined();
    expect(step({ row: 1, column: 2 }, "End", 3, 5)).toEqual({ row: 1, column: 4 });
    expect(step({ row: 1, column: 2 }, "End", 3, 5, true), "with Ctrl, the last cell of all").toEqual({ row: 2, column: 4 });
    expect(step({ row: 1, column: 2 }, "PageDown", 3, 5)).toEqual({ row: 2, column: 2 });
    expect(step({ row: 1, column: 2 }, "a", 3, 5)).toBeUndefined();
  });

  it("opens a quarter's items, and all of them from the name and the standing", () => {
    const item = (text: string, quarter: number | null): CoverageItem => ({
      link: { what: "outcome", id: text }, entry: null, text, day: "2026-01-02", quarter, grade: 2, reason: "", reaches_bar: true, shown_up: false,
    });
    const one = row("a", "met", { items: [item("new", 2), item("old", 0), item("older than the table", null)] });
    const texts = (column: number): string[] => behind(one, column, quarters.length).map((found) => found.text);
    expect(texts(3)).toEqual(["new"]);
    expect(texts(2)).toEqual([]);
    expect(texts(0)).toHaveLength(3);
    expect(texts(4), "the last column").toHaveLength(3);
  });
});

describe("what is missing", () => {
  const rows = [
    row("thin", "thin"),
    row("later", "met", { going_stale: true, met_until: "2026-12-30" }),
    row("gap", "gap"),
    row("fine", "met", { met_until: "2027-05-01" }),
    row("sooner", "met", { going_stale: true, met_until: "2026-12-01" }),
  ];

  it("comes worst first, and what lapses by its day", () => {
    expect(concerns(coverage(rows)).map(({ row: one, why }) => [one.criterion.id, why])).toEqual([
      ["gap", "gap"], ["thin", "thin"], ["sooner", "stale"], ["later", "stale"],
    ]);
  });

  it("is counted in words and never in parts of a hundred", () => {
    expect(heading(coverage(rows))).toBe("One gap, one thin");
    expect(heading(coverage([row("a", "gap"), row("b", "gap")]))).toBe("Two gaps");
    expect(heading(coverage([row("a", "met")]))).toBe("No gaps");
  });

  it("says how long a criterion is met still", () => {
    const at = (day: string): string => until(row("a", "met", { met_until: day }), "2026-11-21");
    expect(daysBetween("2026-11-21", "2026-12-26")).toBe(35);
    expect([at("2026-12-26"), at("2026-11-26"), at("2026-11-22")]).toEqual(["in 5 weeks", "in 5 days", "in a day"]);
  });

  it("names every flag, and none that does not hold", () => {
    expect(flagsOf(row("a", "thin"))).toEqual([]);
    expect(flagsOf(row("a", "thin", { stale: true, self_only: true, never_shown: true, going_stale: true }))).toHaveLength(4);
  });
});

describe("a next step", () => {
  it("quotes the user whole, or cut at a word, without a full stop of its own", () => {
    expect(quoted("Two seats  filled.")).toBe("Two seats filled");
    expect(quoted("Wait..."), "dots that are meant stay").toBe("Wait...");
    const cut = quoted("Cut multi-currency from the first release", 20);
    expect(cut).toBe("Cut multi-currency…");
  });

  it("says what it costs and what it gives", () => {
    expect(cost(next({ kind: "ask-witness", minutes: 5, strokes: 1 }))).toBe("5 minutes, one stroke more");
    expect(cost(next({ kind: "attach-file", minutes: 1, strokes: 2 }))).toBe("1 minute, two strokes more");
    expect(cost(next({ kind: "link-outcome", minutes: 3, reaches_bar: true })), "no stroke, and yet it counts").toBe("3 minutes, one more that counts");
    expect(cost(next({})), "nobody can tell what new work costs").toBe("");
  });

  it("is one sentence with the words it is about", () => {
    const said = stepSentence(next({ kind: "ask-witness", text: "The sandbox deal.", person: { id: "p", name: "Mei-Lin" } }));
    expect(said).toContain("Ask Mei-Lin to confirm “The sandbox deal”");
  });
});

it("reads a bar back as it was understood", () => {
  expect(readBack({ count: 2, least: 2, months: 12 })).toBe("two, documented, in a year");
  expect(readBack({ count: 1, least: 4, months: 24 })).toBe("one, measured, in two years");
  expect(readBack({ count: 1, least: 3, months: 18 })).toBe("one, corroborated, in 18 months");
  expect(readBack({ count: 3, least: 5, months: null })).toBe("three, committed, at any time");
});
