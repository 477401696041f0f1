import { describe, expect, it } from "vitest";
import type { UpdateEdit } from "../bindings";
import { change, counter, insert, isBlank, meter, minutes, move, moveSection, opened, remove, type, unword, used, written } from "./page";

const edit = (): UpdateEdit => ({
  subject: "", to: [], cc: [], from: "2026-11-09", until: "2026-11-20", revision: 1,
  sections: [
    { kind: "bottom-line", heading: "", on: true, pieces: [] },
    { kind: "changed", heading: "", on: true, pieces: [{ is: "entry", id: "e1", words: null }, { is: "text", text: "Mine." }] },
    { kind: "promised", heading: "", on: true, pieces: [] },
    { kind: "risks", heading: "", on: false, pieces: [{ is: "text", text: "Kept while off." }] },
    { kind: "next", heading: "Soon", on: true, pieces: [{ is: "outcome", id: "o1", words: "My words" }] },
  ],
});

function start() {
  const fresh = counter();
  const sections = edit().sections.map(({ kind, on, heading, pieces }) => ({
    kind, on, heading, pieces: pieces.map((piece) => ({ piece, text: "is" in piece && piece.is === "entry" ? "As I wrote it." : "x", notes: [], kind: null, day: null, gone: false, confidential: false })),
  }));
  return { fresh, ...opened(edit(), sections, fresh) };
}
const keyOf = (page: ReturnType<typeof start>["page"], find: string): number =>
  page.flatMap((section) => section.rows).find((row) => JSON.stringify(row.piece).includes(find))?.key ?? -1;

describe("the page", () => {
  it("saves what it opened, and no blank lines", () => {
    const { page } = start();
    const saved = written(page).sections;
    expect(saved.slice(0, 5)).toEqual(edit().sections);
    expect(saved.slice(5).every((section) => !section.on && section.pieces.length === 0), "the rest can be switched on").toBe(true);
  });

  it("starts empty, with one line to write on", () => {
    const rows = start().page[0]?.rows ?? [];
    expect(rows).toHaveLength(1);
    expect(rows.every(isBlank)).toBe(true);
  });

  it("tells the rows behind the saved pieces", () => {
    const { page } = start();
    expect(written(page).keys[1]).toEqual([keyOf(page, "e1"), keyOf(page, "Mine.")]);
  });

  it("keeps a rewording as a reference, and the same words as none", () => {
    const { page } = start();
    const key = keyOf(page, "e1");
    const words = (typed: string) => written(type(page, key, typed)).sections[1]?.pieces[0];
    expect(words("Said better.")).toEqual({ is: "entry", id: "e1", words: "Said better." });
    expect(words("As I wrote it."), "the own sentence needs no words").toEqual({ is: "entry", id: "e1", words: null });
    expect(words("  "), "a blank field goes back to the own sentence").toEqual({ is: "entry", id: "e1", words: null });
    expect(written(unword(type(page, key, "Other."), key)).sections[1]?.pieces[0]).toEqual({ is: "entry", id: "e1", words: null });
  });

  it("inserts before the line that waits to be written on, and switches the section on", () => {
    const { page, fresh } = start();
    const next = insert(page, "risks", { key: fresh(), piece: { is: "need", id: "n1" } }, fresh);
    const risks = next.find((section) => section.kind === "risks");
    expect(risks?.on).toBe(true);
    expect(risks?.rows.map((row) => row.piece.is)).toEqual(["text", "need", "text"]);
    expect(used(next).has("need/n1")).toBe(true);
    expect(used(page).has("need/n1")).toBe(false);
  });

  it("takes a row out and leaves a line", () => {
    const { page, fresh } = start();
    const next = remove(page, keyOf(page, "o1"), fresh).find((section) => section.kind === "next");
    expect(next?.rows.every(isBlank)).toBe(true);
    expect(next?.rows).toHaveLength(1);
  });
});

describe("moving", () => {
  it("a row within its section, and over its edge into the next one shown", () => {
    const { page, fresh } = start();
    const key = keyOf(page, "Mine.");
    const up = move(page, key, -1, fresh) ?? [];
    expect(written(up).sections[1]?.pieces.map((piece) => piece.is)).toEqual(["text", "entry"]);
    const down = move(page, key, 1, fresh) ?? [];
    expect(written(down).sections[4]?.pieces.map((piece) => piece.is), "past promises and what is switched off").toEqual(["text", "outcome"]);
    const back = move(down, key, -1, fresh) ?? [];
    expect(written(back).sections.slice(0, 5)).toEqual(edit().sections);
  });

  it("stops at the first and the last section", () => {
    const { page, fresh } = start();
    expect(move(page, page[0]?.rows[0]?.key ?? -1, -1, fresh)).toBeUndefined();
    expect(move(page, -5, 1, fresh)).toBeUndefined();
  });

  it("a section past the next one shown", () => {
    const { page } = start();
    const kinds = moveSection(page, "promised", 1)?.map((section) => section.kind).slice(0, 5);
    expect(kinds).toEqual(["bottom-line", "changed", "risks", "next", "promised"]);
    expect(moveSection(page, "bottom-line", -1)).toBeUndefined();
  });

  it("switching a section off keeps what it holds", () => {
    const saved = written(change(start().page, "changed", { on: false })).sections[1];
    expect(saved?.on).toBe(false);
    expect(saved?.pieces).toHaveLength(2);
  });
});

describe("the budget", () => {
  it("is under, over, or far over", () => {
    expect(meter(145, 250, 400)).toMatchObject({ look: "under", filled: 36.25, budget: 62.5 });
    expect(meter(251, 250, 400).look).toBe("over");
    expect(meter(401, 250, 400)).toMatchObject({ look: "far", filled: 100 });
    expect(meter(0, 0, 0).filled).toBe(0);
  });

  it("says reading time in whole minutes", () => expect([40, 60, 95].map(minutes)).toEqual([0, 1, 2]));
});
