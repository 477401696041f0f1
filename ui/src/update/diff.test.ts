import { expect, it } from "vitest";
import { differs, fold } from "./diff";

const same = (text: string) => ({ side: "same", text });

it("shows what differs with two lines around it, and counts the rest", () => {
  const lines = [same("a"), same("b"), same("c"), same("d"), { side: "then", text: "old" }, { side: "now", text: "new" }, same("e"), same("f"), same("g"), same("h")];
  expect(fold(lines)).toEqual([
    { is: "fold", count: 2 }, { is: "same", text: "c" }, { is: "same", text: "d" }, { is: "then", text: "old" }, { is: "now", text: "new" },
    { is: "same", text: "e" }, { is: "same", text: "f" }, { is: "fold", count: 2 },
  ]);
});

it("loses no line that differs, wherever it stands", () => {
  const lines = [{ side: "now", text: "first" }, same("a"), same("b"), same("c"), same("d"), same("e"), { side: "then", text: "last" }];
  expect(fold(lines).filter((one) => one.is === "then" || one.is === "now")).toHaveLength(2);
  const told = fold(lines).reduce((sum, one) => sum + (one.is === "fold" ? one.count : 1), 0);
  expect(told, "every line is shown or counted").toBe(lines.length);
});

it("knows when nothing differs", () => {
  expect(differs([same("a")])).toBe(false);
  expect(differs([same("a"), { side: "now", text: "b" }])).toBe(true);
});
