import { expect, it } from "vitest";
import { before, offered, quarterOf, read } from "./period";

it("a quarter ends on its last day", () => {
  expect(quarterOf("2026-11-21")).toEqual({ name: "2026-Q4", from: "2026-10-01", to: "2026-12-31" });
  expect(quarterOf("2026-02-01").to).toBe("2026-03-31");
  expect(quarterOf("2026-04-30").to).toBe("2026-06-30");
});

it("the quarter before the first is last year's fourth", () => expect(before(quarterOf("2026-01-05")).name).toBe("2025-Q4"));

it("reads what it names, and nothing else", () => {
  for (const period of offered("2026-11-21")) expect(read(period.name)).toEqual(period);
  expect(read("2026-10-01..2026-11-20")).toMatchObject({ from: "2026-10-01", to: "2026-11-20" });
  for (const wrong of [undefined, "", "2026-Q5", "2026-11-20..2026-10-01", "soon"]) expect(read(wrong), String(wrong)).toBeNull();
});
