import { expect, it } from "vitest";
import { asRange, atRest, BLANK, readNumber, settled, stepped, typedIn } from "./range";

it.each([
  ["24", 24],
  ["1,200", 1200],
  ["80%", 80],
  ["£12.5k", 12500],
  ["$1.2m", 1_200_000],
  ["-3", -3],
  [".5", 0.5],
])("reads %s", (text, value) => expect(readNumber(text)).toBe(value));

it.each(["", "abc", "1..2", "12kk", "--3", "1e5", "four"])("reads no number in %j", (text) =>
  expect(readNumber(text)).toBeNull(),
);

it("makes a range of a hyphen inside a number, and only there", () => {
  expect(typedIn(BLANK, "low", "24-")).toEqual({ low: "24", high: "" });
  expect(typedIn(BLANK, "low", "80%-90%"), "pasted whole").toEqual({ low: "80%", high: "90%" });
  expect(typedIn(BLANK, "low", "24..28")).toEqual({ low: "24", high: "28" });
  expect(typedIn(BLANK, "low", "20k to 27k")).toEqual({ low: "20k", high: "27k" });
  expect(typedIn(BLANK, "low", "-5"), "a leading minus is a sign").toEqual({ low: "-5", high: null });
  expect(typedIn({ low: "24", high: "28" }, "low", "2-4").high, "two ends are not split again").toBe("28");
});

it("is one number again when one end is taken away", () => {
  expect(settled({ low: "24", high: "" })).toEqual({ low: "24", high: null });
  expect(settled({ low: "", high: "28" })).toEqual({ low: "28", high: null });
});

it("puts the likely value in the middle and refuses a range that runs backwards", () => {
  expect(asRange({ low: "24", high: "28" })).toEqual({ low: 24, likely: 26, high: 28 });
  expect(asRange({ low: "2", high: null })).toEqual({ low: 2, likely: 2, high: 2 });
  expect(asRange({ low: "28", high: "24" })).toBeNull();
  expect(asRange({ low: "24", high: "" })).toBeNull();
});

it("steps in the size of the number and stays within a share's bounds", () => {
  expect(stepped("6", true, "number")).toBe("7");
  expect(stepped("0", false, "number"), "an amount does not step below nothing").toBe("0");
  expect(stepped("12,500", true, "money")).toBe("13,500");
  expect(stepped("95%", true, "percent")).toBe("100%");
  expect(stepped("100%", true, "percent")).toBe("100%");
});

it("rests with grouping and sign, and leaves what it cannot read", () => {
  expect(atRest("12500", "money")).toBe("12,500");
  expect(atRest("80", "percent")).toBe("80%");
  expect(atRest("about ten", "number")).toBe("about ten");
});
