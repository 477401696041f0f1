import { describe, expect, it } from "vitest";
import { grouped, groupName, lineNamed } from "./questions";

describe("the question file", () => {
  it("is shown by heading, in the order of the file", () => {
    const line = (group: string) => ({ key: `${group}.a`, group, words: group });
    expect(grouped([line("closing"), line("always")]).map(({ group }) => group)).toEqual(["always", "closing"]);
    expect(new Set(["always", "grow", "closing"].map(groupName)).size).toBe(3);
  });

  it("shows the line that is complained about", () => {
    const text = "[always]\na = 1\nb";
    expect(lineNamed("line 2: a question is text in quotes", text)).toEqual({ start: 9, end: 14 });
    expect(lineNamed("line 9: nothing", text), "no such line").toBeNull();
    expect(lineNamed("too long", text)).toBeNull();
  });
});
