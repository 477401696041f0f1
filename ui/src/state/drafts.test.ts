import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Draft, Drafts, type DraftShelf, type Kept } from "./drafts.svelte";

class Shelf implements DraftShelf {
  readonly kept = new Map<string, Kept>();
  writes = 0;
  broken = false;

  async get(surface: string): Promise<Kept | null> {
    return this.kept.get(surface) ?? null;
  }

  async put(surface: string, kept: Kept): Promise<void> {
    this.writes += 1;
    if (this.broken) throw new Error("disk full");
    this.kept.set(surface, kept);
  }

  async drop(surface: string): Promise<void> {
    this.kept.delete(surface);
  }
}

let shelf: Shelf;

beforeEach(() => {
  vi.useFakeTimers();
  shelf = new Shelf();
});
afterEach(() => void vi.useRealTimers());

describe("a draft", () => {
  it("is written after a pause of 150 ms, once", async () => {
    const draft = new Draft("capture", shelf);
    draft.type("K");
    draft.type("Ke");
    await vi.advanceTimersByTimeAsync(149);
    expect(shelf.writes, "still typing").toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(shelf.writes, "one write for the pause").toBe(1);
    expect(shelf.kept.get("capture")).toEqual({ text: "Ke", caret: 2 });
    expect(draft.state).toBe("kept");
  });

  it("is written at least every second while the typing goes on", async () => {
    const draft = new Draft("capture", shelf);
    for (let typed = 0; typed < 30; typed += 1) {
      draft.type("x".repeat(typed + 1));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(shelf.writes, "three seconds without a pause").toBeGreaterThanOrEqual(2);
  });

  it("is on disk when a flush resolves", async () => {
    const draft = new Draft("capture", shelf);
    draft.type("half a word");
    await draft.flush();
    expect(shelf.kept.get("capture")?.text).toBe("half a word");
  });

  it("keeps the text and tries again when a write fails", async () => {
    const draft = new Draft("capture", shelf);
    shelf.broken = true;
    draft.type("kept on screen");
    await draft.flush();
    expect(draft.state).toBe("failed");
    expect(draft.text, "the text never leaves the screen").toBe("kept on screen");
    shelf.broken = false;
    await draft.flush();
    expect(draft.state).toBe("kept");
    expect(shelf.kept.get("capture")?.text).toBe("kept on screen");
  });

  it("comes back, but never over what was typed meanwhile", async () => {
    shelf.kept.set("capture", { text: "from yesterday", caret: 4 });
    const idle = new Draft("capture", shelf);
    expect(await idle.restore()).toBe(true);
    expect(idle.text).toBe("from yesterday");
    const quick = new Draft("capture", shelf);
    const coming = quick.restore();
    quick.type("from today");
    expect(await coming).toBe(false);
    expect(quick.text).toBe("from today");
  });

  it("takes up what was put on the shelf while it was hidden, but not over new typing", async () => {
    const draft = new Draft("capture", shelf);
    draft.type("half a word");
    await draft.flush();
    shelf.kept.set("capture", { text: "half a word\nfrom a link", caret: 5 });
    expect(await draft.reload()).toBe(true);
    expect(draft.text).toBe("half a word\nfrom a link");
    const coming = draft.reload();
    draft.type("quicker");
    expect(await coming).toBe(false);
    expect(draft.text).toBe("quicker");
  });

  it("writes nothing after it was stilled, and goes on with the next key", async () => {
    const draft = new Draft("capture", shelf);
    draft.type("being saved");
    await draft.still();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(shelf.writes, "the save owns the text now").toBe(0);
    draft.type("the save failed");
    await draft.flush();
    expect(shelf.kept.get("capture")?.text).toBe("the save failed");
  });

  it("is gone after being dropped, even with a write under way", async () => {
    const draft = new Draft("capture", shelf);
    draft.type("saved as an entry");
    await vi.advanceTimersByTimeAsync(150);
    draft.type("saved as an entry.");
    await draft.drop();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(shelf.kept.has("capture"), "no late write brings it back").toBe(false);
    expect(draft.text).toBe("");
  });
});

describe("drafts together", () => {
  it("give one draft to a surface and write all at once", async () => {
    const drafts = new Drafts(shelf);
    const one = drafts.open("entry:1:note");
    expect(drafts.open("entry:1:note"), "two fields never share a row by accident").toBe(one);
    one.type("a");
    drafts.open("week:2026-47:q1").type("b");
    await drafts.flushAll();
    expect([...shelf.kept.keys()].sort()).toEqual(["entry:1:note", "week:2026-47:q1"]);
  });
});

describe("what could not be written", () => {
  it("is held with its reason until a write lands, also after its form is gone", async () => {
    const drafts = new Drafts(shelf);
    const draft = drafts.open("entry/1/text");
    shelf.broken = true;
    draft.type("on no disk");
    await drafts.close("entry/1/text");
    const [unsaved] = drafts.unsaved.values();
    expect(unsaved?.text, "the form is gone and the text is not").toBe("on no disk");
    expect(String(unsaved?.reason), "and why").toContain("disk full");
    await drafts.again();
    expect(drafts.unsaved.size, "still no room").toBe(1);
    shelf.broken = false;
    await drafts.again();
    expect(drafts.unsaved.size, "with room again it is written").toBe(0);
    expect(shelf.kept.get("entry/1/text")?.text).toBe("on no disk");
  });

  it("is no longer held once it was saved elsewhere or emptied", async () => {
    const drafts = new Drafts(shelf);
    const draft = drafts.open("goal/new/text");
    shelf.broken = true;
    draft.type("a goal");
    await draft.flush();
    expect(drafts.unsaved.size).toBe(1);
    await draft.drop();
    expect(drafts.unsaved.size, "dropped").toBe(0);
  });
});
