import { describe, expect, it } from "vitest";
import type { PacketReview, RuleLine } from "../bindings";
import { standing, stretches } from "./marked";

const line = (before: string, after: string, how: "keep" | "describe" | "band" | "remove", places = 1): RuleLine => ({
  subject: { what: "term", term: before },
  before,
  after,
  treatment: how === "describe" ? { how, text: after } : { how },
  basis: "chosen",
  asked_on: null,
  places: Array.from({ length: places }, () => ({ section: 0, item: 0, field: "claim", words: before })) as unknown as RuleLine["places"],
});
const review = (people: RuleLine[], terms: RuleLine[] = []): PacketReview => ({ unresolved: [], people, terms, figures: [] }) as unknown as PacketReview;

describe("what stands for something withheld", () => {
  it("is known by its own words alone, never by what was there", () => {
    const all = standing(review([line("Oskar Lindqvist", "a finance peer", "describe"), line("Lena", "Lena", "keep"), line("Rafael", "our CTO", "describe", 0)]));
    expect(all).toEqual([{ words: "a finance peer", how: "describe" }]);
    expect(JSON.stringify(all)).not.toContain("Oskar");
  });

  it("is marked wherever it stands, whole, whatever its case, and once", () => {
    const all = standing(review([line("O", "a peer", "describe")], [line("H", "a peer in finance", "describe"), line("I", "(removed)", "remove")]));
    const text = "A peer in finance and a peer, not a peers' peer (removed).";
    expect(stretches(text, all).map(({ from, to, how }) => [text.slice(from, to), how])).toEqual([
      ["A peer in finance", "describe"],
      ["a peer", "describe"],
      ["(removed)", "remove"],
    ]);
  });

  it("is left alone where the places cannot be told", () => {
    expect(stretches("İ a peer", [{ words: "a peer", how: "describe" }])).toEqual([]);
    expect(stretches("", [{ words: "a peer", how: "describe" }])).toEqual([]);
  });
});
