import { describe, expect, it } from "vitest";
import type { Span, SpanState, TokenPart } from "../bindings";
import { accept, follow, jump, onEmptyLine, segments, step, typingIn, unchip, type Edit } from "./line";

const RAW = "Agreed a target !ne @Mei-Lin ^tue";

function span(raw: string, token: string, part: TokenPart, state: SpanState = "known"): Span {
  const start = raw.indexOf(token);
  return { start, end: start + token.length, part, state };
}

const SPANS = [span(RAW, "!ne", "kind"), span(RAW, "@Mei-Lin", "person"), span(RAW, "^tue", "when")];

function applied(raw: string, edit: Edit): string {
  return raw.slice(0, edit.start) + edit.text + raw.slice(edit.end);
}

describe("segments", () => {
  it("keep every character once, in order", () => {
    const all = segments(RAW, SPANS);
    expect(all.map((part) => part.text).join("")).toBe(RAW);
    expect(all.filter((part) => part.span).map((part) => part.text)).toEqual(["!ne", "@Mei-Lin", "^tue"]);
  });

  it("keep every character whatever the spans say", () => {
    const odd: Span[] = [
      { start: 4, end: 2, part: "tag", state: "known" },
      { start: 3, end: 9, part: "tag", state: "known" },
      { start: 5, end: 7, part: "goal", state: "known" },
      { start: 30, end: 99, part: "goal", state: "known" },
    ];
    expect(segments(RAW, odd).map((part) => part.text).join("")).toBe(RAW);
    expect(segments("", SPANS), "spans of a text that is gone").toEqual([]);
  });

  it("count in UTF-16, as the textarea does", () => {
    const raw = "🎉 done !sh";
    const tokens = segments(raw, [span(raw, "!sh", "kind")]).filter((part) => part.span);
    expect(tokens[0]?.text, "the emoji takes two units").toBe("!sh");
  });
});

describe("spans that lag behind", () => {
  it("move with what is typed before them", () => {
    const after = `We ${RAW}`;
    expect(segments(after, follow(SPANS, RAW, after)).filter((part) => part.span).map((part) => part.text)).toEqual([
      "!ne", "@Mei-Lin", "^tue",
    ]);
  });

  it("grow with what is typed at their end, but not with a space", () => {
    const grown = follow(SPANS, RAW, `${RAW}s`).at(-1);
    expect(grown?.end).toBe(RAW.length + 1);
    const spaced = follow(SPANS, RAW, `${RAW} `).at(-1);
    expect(spaced?.end, "a space ends the token").toBe(RAW.length);
  });

  it("are let go when their start was edited", () => {
    const after = RAW.replace("!ne", "ne");
    expect(follow(SPANS, RAW, after).map((one) => one.part)).toEqual(["person", "when"]);
  });
});

describe("Backspace after a chip", () => {
  it("un-chips it first and leaves its words, caret still behind them", () => {
    const edit = unchip(RAW, RAW.length, SPANS, null);
    expect(edit && applied(RAW, edit)).toBe("Agreed a target !ne @Mei-Lin \\^tue");
    expect(edit?.caret).toBe(RAW.length + 1);
  });

  it("deletes the second time, as the words are no chip any more", () => {
    const raw = "Agreed a target !ne @Mei-Lin \\^tue";
    const escape: Span = { start: raw.indexOf("\\"), end: raw.length, part: "escape", state: "known" };
    expect(unchip(raw, raw.length, [escape], null)).toBeNull();
  });

  it("is an ordinary Backspace within a token still being typed, behind plain words, and inside a chip", () => {
    const start = RAW.indexOf("^tue");
    expect(unchip(RAW, RAW.length, SPANS, start), "a slip of the finger").toBeNull();
    expect(unchip(RAW, 6, SPANS, null)).toBeNull();
    expect(unchip(RAW, RAW.length - 1, SPANS, null)).toBeNull();
  });

  it("leaves an outcome to be corrected letter by letter", () => {
    const raw = "Spoke first = held the date";
    expect(unchip(raw, raw.length, [span(raw, "= held the date", "outcome")], null)).toBeNull();
  });
});

describe("accepting a suggestion", () => {
  it("takes the token's place and goes on after a space", () => {
    const raw = "Agreed @mei";
    const edit = accept(raw, [7, 11], "Mei-Lin");
    expect(applied(raw, edit)).toBe("Agreed @Mei-Lin ");
    expect(edit.caret).toBe("Agreed @Mei-Lin ".length);
  });

  it("uses the space that is there", () => {
    const raw = "Asked @mei to lead";
    const edit = accept(raw, [6, 10], "Mei-Lin");
    expect(applied(raw, edit)).toBe("Asked @Mei-Lin to lead");
    expect(edit.caret, "behind that space").toBe("Asked @Mei-Lin ".length);
  });
});

describe("jumping to a reading", () => {
  it("selects the token behind its sigil", () => {
    expect(jump(RAW, SPANS, "person", 0)).toEqual({ select: [RAW.indexOf("Mei-Lin"), RAW.indexOf("Mei-Lin") + 7] });
  });

  it("goes round several people", () => {
    const raw = "@Mei and @Oskar";
    const both = [span(raw, "@Mei", "person"), span(raw, "@Oskar", "person")];
    expect(jump(raw, both, "person", 0)).toEqual({ select: [1, 4] });
    expect(jump(raw, both, "person", 4)).toEqual({ select: [10, 15] });
    expect(jump(raw, both, "person", 15)).toEqual({ select: [1, 4] });
  });

  it("prefers the kind that won", () => {
    const raw = "Held it !sh !st";
    const two = [span(raw, "!sh", "kind", "superseded"), span(raw, "!st", "kind")];
    expect(jump(raw, two, "kind", 0)).toEqual({ select: [raw.indexOf("st"), raw.length] });
  });

  it("starts a token where there is none, before an outcome that takes the rest of the line", () => {
    expect(jump(RAW, SPANS, "goal", 0)).toMatchObject({ text: " >", caret: RAW.length + 2 });
    const raw = "Spoke first = held the date";
    const edit = jump(raw, [span(raw, "= held the date", "outcome")], "kind", 0) as Edit;
    expect(applied(raw, edit)).toBe("Spoke first ! = held the date");
    expect(applied(raw, edit).slice(0, edit.caret)).toBe("Spoke first !");
  });
});

it("a typed character belongs to the word it continues", () => {
  expect(typingIn("Asked @Me", 9)).toBe(6);
  expect(typingIn("Asked @Mei ", 11), "a space ended it").toBeNull();
  expect(typingIn("", 0)).toBeNull();
});

it("an empty line is one without words, wherever it stands", () => {
  expect(onEmptyLine("", 0)).toBe(true);
  expect(onEmptyLine("one\n\ntwo", 4)).toBe(true);
  expect(onEmptyLine("one\n  ", 6)).toBe(true);
  expect(onEmptyLine("one\ntwo", 2)).toBe(false);
});

it("arrows stay within the grid of kinds", () => {
  expect(step(0, 12, 3, "ArrowDown")).toBe(3);
  expect(step(10, 12, 3, "ArrowDown"), "the last row").toBe(10);
  expect(step(0, 12, 3, "ArrowUp")).toBe(0);
  expect(step(2, 12, 3, "ArrowRight"), "on to the next row").toBe(3);
  expect(step(1, 5, 1, "ArrowUp")).toBe(0);
});
