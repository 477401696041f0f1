import { describe, expect, it } from "vitest";
import { Offers } from "./actions.svelte";

describe("offers", () => {
  it("are named by the table unless they say otherwise", () => {
    const offers = new Offers();
    offers.offer("lock", () => undefined);
    let deed: string | null = "Undo delete entry";
    offers.offer("undo", () => undefined, () => deed);
    expect(offers.name("lock")).toBe("Lock now");
    expect(offers.name("undo")).toBe("Undo delete entry");
    deed = null;
    expect(offers.name("undo"), "with nothing to undo it is not listed").toBeNull();
    expect(offers.perform("undo"), "its key still answers").toBe(true);
    expect(offers.name("redo"), "what nobody offers has no name").toBeNull();
  });

  it("go back to the older one when the newest ends", () => {
    const offers = new Offers();
    const done: string[] = [];
    offers.offer("search", () => done.push("page"));
    const end = offers.offer("search", () => done.push("dialog"));
    offers.perform("search");
    end();
    offers.perform("search");
    expect(done).toEqual(["dialog", "page"]);
  });
});
