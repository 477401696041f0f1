import { expect, it } from "vitest";
import { stepTo } from "./lines";

it("walks down with J and the arrow, up with K and the arrow, and to both ends", () => {
  expect(stepTo("j", 1, 4)).toBe(2);
  expect(stepTo("ArrowDown", 1, 4)).toBe(2);
  expect(stepTo("k", 1, 4)).toBe(0);
  expect(stepTo("ArrowUp", 1, 4)).toBe(0);
  expect(stepTo("Home", 3, 4)).toBe(0);
  expect(stepTo("End", 0, 4)).toBe(3);
});

it("stops at the ends and leaves other keys alone", () => {
  expect(stepTo("j", 3, 4), "there is no line below the last").toBeUndefined();
  expect(stepTo("k", 0, 4), "nor one above the first").toBeUndefined();
  expect(stepTo("x", 1, 4)).toBeUndefined();
  expect(stepTo("End", 0, 0), "an empty list").toBeUndefined();
});
