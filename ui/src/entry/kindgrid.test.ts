import { expect, it } from "vitest";
import { KIND_ORDER } from "../kinds";
import { fittingKinds, walkGrid } from "./kindgrid";

it("finds a kind by its two letters, by any start of its name, and without the hyphen", () => {
  expect(fittingKinds("ne")).toEqual(["negotiation"]);
  expect(fittingKinds("!bk")).toEqual(["breakthrough"]);
  expect(fittingKinds("tradeoff")).toEqual(["trade-off"]);
  expect(fittingKinds("s")).toEqual(["shielding", "steadying", "sponsorship"]);
  expect(fittingKinds("zz"), "nothing is guessed").toEqual([]);
  expect(fittingKinds(""), "all twelve at first").toEqual(KIND_ORDER);
});

it("walks in two dimensions", () => {
  expect(walkGrid(KIND_ORDER, "shielding", "ArrowRight")).toBe("steadying");
  expect(walkGrid(KIND_ORDER, "steadying", "ArrowDown"), "the same column, one family on").toBe("trade-off");
  expect(walkGrid(KIND_ORDER, "trade-off", "ArrowUp")).toBe("steadying");
  expect(walkGrid(KIND_ORDER, "shielding", "ArrowUp"), "the top row has nothing above").toBe("shielding");
  expect(walkGrid(KIND_ORDER, "breakthrough", "ArrowRight"), "after the last comes the first").toBe("shielding");
  expect(walkGrid(KIND_ORDER, "trade-off", "End")).toBe("deconfliction");
});

it("keeps to what the letters have left, and takes the nearest column", () => {
  const shown = fittingKinds("s");
  expect(walkGrid(shown, "steadying", "ArrowDown")).toBe("sponsorship");
  expect(walkGrid(shown, "negotiation", "ArrowDown"), "a filtered-out start begins at the first").toBe("shielding");
});
