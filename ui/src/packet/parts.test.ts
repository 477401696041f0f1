import { describe, expect, it } from "vitest";
import type { CoachMark, FormField, VoicePick } from "../bindings";
import { hits, MOST, shown } from "./coach";
import { sameVoice, toggled, voiceChanged, withVoice } from "./dossier";
import { profileOf, readForm, sources, typed, unusedKey, wrong } from "./form";
import { BLANK } from "./order";

const mark = (from: number, words: string): CoachMark => ({ rule: "bare-helped", from, to: from + words.length, words, why: "why", ask: "ask" });

describe("the coach's marks", () => {
  it("come three at a time", () => {
    const all = [0, 1, 2, 3, 4].map((at) => mark(at, "x"));
    expect(shown(all).now).toHaveLength(MOST);
    expect(shown(all).behind).toBe(2);
    expect(shown([]).behind).toBe(0);
  });

  it("stand only where their words still stand", () => {
    expect(hits("We helped them", [mark(3, "helped")])).toEqual([[3, 9]]);
    expect(hits("So we helped them", [mark(3, "helped")]), "typed on since").toEqual([]);
  });
});

const voice = (quote: string, evidence: string | null = null): VoicePick => ({
  quote, person: null, speaker: "Dana", dated: null, permitted_on: null, evidence,
});

describe("voices", () => {
  it("go in once and come out again", () => {
    const edit = { ...BLANK, voices: [voice("She kept the room")] };
    expect(withVoice(edit, { voice: voice("She kept the room") }, true), "no second time").toHaveLength(1);
    expect(withVoice(edit, { voice: voice("It held") }, true)).toHaveLength(2);
    expect(withVoice(edit, { voice: voice("She kept the room") }, false)).toEqual([]);
  });

  it("are the same by the evidence they come from", () => {
    expect(sameVoice(voice("a", "e1"), voice("b", "e1")), "its words may have been mended").toBe(true);
    expect(sameVoice(voice("a", "e1"), voice("a")), "one was typed by hand").toBe(false);
  });

  it("change in their place", () => {
    const edit = { ...BLANK, voices: [voice("a"), voice("b")] };
    const after = { ...voice("a"), permitted_on: "2026-11-19" };
    expect(voiceChanged(edit, voice("a"), after).map(({ permitted_on }) => permitted_on)).toEqual(["2026-11-19", null]);
  });

  it("toggle lists without doubling", () => {
    expect(toggled(["a"], "a", true)).toEqual(["a"]);
    expect(toggled(["a"], "b", true)).toEqual(["a", "b"]);
    expect(toggled(["a", "b"], "a", false)).toEqual(["b"]);
  });
});

const field: FormField = { key: "case", label: "The case", hint: "", limit: 120, unit: null, from: ["summary"] };

describe("a form being edited", () => {
  it("comes back as it was", () => {
    const profile = profileOf({ key: "one-page", unit: "words" }, " One page ", [typed(field)]);
    expect(profile).toEqual({ key: "one-page", unit: "words", name: "One page", preset: false, fields: [field] });
  });

  it("comes back from its draft, or not at all", () => {
    const form = { name: "One page", unit: "words", fields: [typed(field)] };
    expect(readForm(JSON.stringify(form))).toEqual(form);
    for (const kept of ["", "null", "{", JSON.stringify({ ...form, unit: "lines" }), JSON.stringify({ ...form, fields: [{ key: "one" }] })]) {
      expect(readForm(kept), kept).toBeUndefined();
    }
  });

  it("says what is missing", () => {
    expect(wrong("", [typed(field)])).toBe("name");
    expect(wrong("One page", [])).toBe("fields");
    expect(wrong("One page", [{ ...typed(field), label: " " }])).toBe("label");
    expect(wrong("One page", [{ ...typed(field), limit: "some" }])).toBe("limit");
    expect(wrong("One page", [{ ...typed(field), from: [] }])).toBe("from");
    expect(wrong("One page", [{ ...typed(field), limit: "" }]), "no limit is an answer").toBeUndefined();
  });

  it("gets a short name nobody has", () => {
    expect(unusedKey("Our Promotion Form!", [])).toBe("our-promotion-form");
    expect(unusedKey("One page", ["one-page", "one-page-2"])).toBe("one-page-3");
    expect(unusedKey("昇進", []), "no letter of it fits").toBe("form");
  });

  it("offers the sections there are, and those it names already", () => {
    const offered = sources({ sections: [] }, ["section Growth"]);
    expect(offered).toContain("section Growth");
    expect(offered).not.toContain("section 1");
  });
});
