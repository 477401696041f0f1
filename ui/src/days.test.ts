import { expect, it } from "vitest";
import { readDay } from "./days";

const now = "2026-11-21";

it.each([
  ["2026-11-16", "2026-11-16"],
  ["16 Nov 2026", "2026-11-16"],
  ["Mon 16 nov", "2026-11-16"],
  ["16 november", "2026-11-16"],
  ["16/11", "2026-11-16"],
  ["16.11.25", "2025-11-16"],
  ["yesterday", "2026-11-20"],
  ["+2w", "2026-12-05"],
  ["-3d", "2026-11-18"],
])("reads %s", (typed, day) => expect(readDay(typed, now)).toBe(day));

it("takes the year that puts the day nearest", () => {
  expect(readDay("10 jan", now), "the coming January is nearer than the last").toBe("2027-01-10");
  expect(readDay("1 jun", now), "last June is nearer than the next").toBe("2026-06-01");
});

it.each(["31 feb 2026", "2026-13-01", "soon", "16 xyz", ""])("does not invent a day for %s", (typed) =>
  expect(readDay(typed, now)).toBeNull(),
);
