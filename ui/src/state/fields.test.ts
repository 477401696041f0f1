import { describe, expect, it } from "vitest";
import { Drafts, type DraftShelf, type Kept } from "./drafts.svelte";
import { Fields } from "./fields.svelte";

function shelfOf(kept: Map<string, Kept>): DraftShelf {
  return {
    get: async (surface) => kept.get(surface) ?? null,
    put: async (surface, row) => void kept.set(surface, row),
    drop: async (surface) => void kept.delete(surface),
  };
}

const saved = { title: "The case", summary: "" };

describe("the fields of a form", () => {
  it("begin with what is saved and have changed only when a word differs", async () => {
    const fields = new Fields(new Drafts(shelfOf(new Map())), "packet/1", saved);
    await fields.restore();
    expect(fields.values).toEqual(saved);
    expect(fields.changed, "nothing typed").toBe(false);
    fields.type("summary", "Three years of quiet work.");
    expect(fields.changed).toBe(true);
  });

  it("are on disk after being left, and come back into a new form", async () => {
    const kept = new Map<string, Kept>();
    const drafts = new Drafts(shelfOf(kept));
    const first = new Fields(drafts, "packet/1", saved);
    first.type("summary", "half a thought");
    await first.leave();
    expect(kept.get("packet/1/summary")?.text, "leaving writes").toBe("half a thought");
    const second = new Fields(drafts, "packet/1", saved);
    await second.restore();
    expect(second.text("summary")).toBe("half a thought");
    expect(second.restored, "the form can say that words came back").toBe(true);
  });

  it("need no draft once what stands in them is saved", async () => {
    const kept = new Map<string, Kept>();
    const fields = new Fields(new Drafts(shelfOf(kept)), "packet/1", saved);
    fields.type("summary", "Saved while typing went on.");
    fields.settle();
    expect(fields.changed).toBe(false);
    expect(fields.text("summary"), "the words stay on screen").toBe("Saved while typing went on.");
    await fields.part();
    expect([...kept.keys()]).toEqual([]);
  });

  it("keep their words when an earlier form of the same thing goes late", async () => {
    const drafts = new Drafts(shelfOf(new Map()));
    const first = new Fields(drafts, "packet/1", saved);
    const second = new Fields(drafts, "packet/1", saved);
    await first.part();
    expect(second.values, "the form that is shown is not emptied").toEqual(saved);
    expect(second.changed, "so it has nothing to save").toBe(false);
    const parting = second.part();
    const third = new Fields(drafts, "packet/1", { ...saved, title: "Anew" });
    await parting;
    expect(third.text("title"), "one that opens while the last goes begins with what is saved").toBe("Anew");
    expect(third.changed).toBe(false);
  });

  it("leave nothing behind once dropped, and then begin with what is saved by now", async () => {
    const kept = new Map<string, Kept>();
    const drafts = new Drafts(shelfOf(kept));
    const first = new Fields(drafts, "packet/1", saved);
    first.type("title", "The case for Director");
    await first.drop();
    expect([...kept.keys()]).toEqual([]);
    const second = new Fields(drafts, "packet/1", { ...saved, title: "The case for Director" });
    await second.restore();
    expect(second.text("title")).toBe("The case for Director");
    expect(second.restored).toBe(false);
  });
});
