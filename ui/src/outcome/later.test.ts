import { afterEach, describe, expect, it } from "vitest";
import type { EntryView } from "../bindings";
import { useBridge } from "../ipc";
import { askOn } from "./later";

/** Stands in for the shell and keeps what was asked of it. */
function shell(outcomes: object[]): [string, Record<string, unknown>][] {
  const asked: [string, Record<string, unknown>][] = [];
  const view = { entry: { id: "e", revision: 3, ask_on: null }, outcomes: outcomes.map((outcome) => ({ outcome })) } as unknown as EntryView;
  useBridge({
    call: async (command, args) => {
      if (command !== "entry") asked.push([command, args]);
      return view;
    },
    listen: async () => () => undefined,
  });
  return asked;
}

afterEach(() => shell([]));

describe("asking later", () => {
  it("moves the day of the expected outcome that is due first", async () => {
    const asked = shell([
      { id: "late", status: "expected", check_on: "2026-12-24" },
      { id: "due", status: "expected", check_on: "2026-11-02" },
    ]);
    await askOn("e", "2026-11-28");
    expect(asked).toEqual([["save_outcome", { entry: "e", outcome: { id: "due", status: "expected", check_on: "2026-11-28" } }]]);
  });

  it("moves the entry's own day when nothing is expected", async () => {
    const asked = shell([{ id: "o", status: "happened", check_on: null }]);
    await askOn("e", "2026-11-28");
    expect(asked).toEqual([["edit_entry", { id: "e", edit: { revision: 3, ask_on: "2026-11-28" } }]]);
  });

  it("can be taken back", async () => {
    const asked = shell([{ id: "due", status: "expected", check_on: "2026-11-02" }]);
    const back = await askOn("e", "2026-11-28");
    await back();
    expect(asked.at(-1), "the old day is written again").toEqual([
      "save_outcome", { entry: "e", outcome: { id: "due", status: "expected", check_on: "2026-11-02" } },
    ]);
  });
});
