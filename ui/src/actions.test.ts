import { describe, expect, it } from "vitest";
import {
  ACTION_ORDER, ACTIONS, actionFor, capOf, holderOf, readKey, remap, SINGLE_KEY_ACTIONS, type ChosenKeys, type Ground,
  type KeyHabits,
} from "./actions";
import { isSingleKey, matches, readCombo, type Pressed } from "./keys";

const other: KeyHabits = { platform: "other", remapped: {}, singleKeys: true };
const mac: KeyHabits = { ...other, platform: "mac" };

function press(key: string, held: Partial<Pressed> = {}): Pressed {
  return { key, code: "", ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held };
}

describe("the table", () => {
  it("gives no combination to two actions", () => {
    for (const platform of ["other", "mac"] as const) {
      const all = ACTION_ORDER.flatMap((id) => ACTIONS[id][platform]);
      expect(new Set(all).size, `a combination is used twice on ${platform}`).toBe(all.length);
    }
  });

  it("names every action", () => {
    for (const id of ACTION_ORDER) expect(ACTIONS[id].label(), id).toMatch(/\S/);
  });

  it("shows the first combination as a key cap", () => {
    expect(capOf("lock", "other")).toBe("Ctrl Shift L");
    expect(capOf("back", "other")).toBe("Alt Left");
    expect(capOf("palette", "mac")).toBe("Cmd K");
    expect(capOf("capture", "other", { capture: [] }), "keys taken away leave no cap").toBeUndefined();
  });
});

describe("single keys", () => {
  const singles = ACTION_ORDER.filter((id) => ACTIONS[id].other.some(isSingleKey));

  it("act in a list", () => {
    expect(singles.length, "there are single keys to try").toBeGreaterThan(5);
    for (const id of singles) {
      const key = ACTIONS[id].other.find(isSingleKey) ?? "";
      expect(actionFor(press(key.toLowerCase()), "list", other), key).toBe(id);
    }
  });

  it.each<Ground>(["text", "elsewhere"])("never act in %s", (ground) => {
    for (const id of singles) {
      const key = ACTIONS[id].other.find(isSingleKey) ?? "";
      expect(actionFor(press(key.toLowerCase()), ground, other), key).toBeUndefined();
    }
  });

  it("can be switched off while their combinations stay", () => {
    const off = { ...other, singleKeys: false };
    expect(actionFor(press("c"), "list", off)).toBeUndefined();
    expect(actionFor(press("n", { ctrlKey: true }), "list", off)).toBe("capture");
  });

  it("can be remapped, which frees the old key", () => {
    const mine = { ...other, remapped: { map: ["O"] } };
    expect(actionFor(press("o"), "list", mine)).toBe("map");
    expect(actionFor(press("m"), "list", mine)).toBeUndefined();
  });

  it("leave letters with Ctrl or Cmd to others", () => {
    expect(actionFor(press("c", { ctrlKey: true }), "list", other), "copying is not capturing").toBeUndefined();
    expect(actionFor(press("c", { metaKey: true }), "list", mac)).toBeUndefined();
  });
});

describe("keys of one's own", () => {
  const habits = (chosen: ChosenKeys): KeyHabits => ({ ...other, remapped: remap(chosen, "other") });

  it("take the place of the single key and leave the combination", () => {
    const mine = habits({ capture: "W" });
    expect(actionFor(press("w"), "list", mine)).toBe("capture");
    expect(actionFor(press("c"), "list", mine), "the old key is free").toBeUndefined();
    expect(actionFor(press("n", { ctrlKey: true }), "list", mine), "Ctrl N stays").toBe("capture");
    expect(actionFor(press("w"), "text", mine), "no single key acts in a text").toBeUndefined();
    expect(capOf("capture", "other", mine.remapped), "the caps follow").toBe("W");
  });

  it("can be none", () => {
    const mine = habits({ map: "" });
    expect(actionFor(press("m"), "list", mine)).toBeUndefined();
    expect(capOf("map", "other", mine.remapped)).toBeUndefined();
  });

  it("are refused where somebody has them", () => {
    expect(holderOf("P", "map", "other", {}), "packet's own").toBe("packet");
    expect(holderOf("J", "map", "other", {}), "J walks through a list").toBe("list");
    expect(holderOf("M", "map", "other", {}), "its own is no conflict").toBeUndefined();
    expect(holderOf("O", "packet", "other", { map: "O" }), "taken by choice").toBe("map");
    expect(holderOf("M", "packet", "other", { map: "O" }), "given free by choice").toBeUndefined();
    expect(holderOf("", "map", "other", { packet: "" }), "two may have none").toBeUndefined();
  });

  it("never give one key to two actions, whatever is chosen one after another", () => {
    let chosen: ChosenKeys = {};
    for (const id of SINGLE_KEY_ACTIONS) {
      for (const key of ["M", "P", "X", "!", "J", ""]) {
        if (holderOf(key, id, "other", chosen) === undefined) chosen = { ...chosen, [id]: key };
      }
      const singles = ACTION_ORDER.flatMap((one) => [...(remap(chosen, "other")[one] ?? ACTIONS[one].other)]).filter(isSingleKey);
      expect(new Set(singles).size, `after ${id}`).toBe(singles.length);
    }
  });

  it("are read as the last character typed", () => {
    expect(readKey("Mo")).toBe("O");
    expect(readKey("é")).toBe("é");
    expect(readKey("  "), "a space is no key").toBe("");
  });

  it("that name no action of today are left alone", () => {
    expect(remap({ gone: "X", palette: "Y" }, "other"), "only single keys are chosen").toEqual({});
  });
});

describe("combinations", () => {
  it("follow the platform", () => {
    expect(actionFor(press("k", { ctrlKey: true }), "text", other)).toBe("palette");
    expect(actionFor(press("k", { metaKey: true }), "text", mac)).toBe("palette");
    expect(actionFor(press("k", { ctrlKey: true }), "text", mac)).toBeUndefined();
  });

  it("leave text its own undo", () => {
    expect(actionFor(press("z", { ctrlKey: true }), "text", other)).toBeUndefined();
    expect(actionFor(press("z", { ctrlKey: true }), "elsewhere", other)).toBe("undo");
  });

  it("tell undo from redo by Shift", () => {
    expect(actionFor(press("Z", { ctrlKey: true, shiftKey: true }), "list", other)).toBe("redo");
  });

  it("find the key by its place on layouts without Latin letters", () => {
    expect(actionFor(press("л", { code: "KeyK", ctrlKey: true }), "list", other)).toBe("palette");
  });

  it("find signs wherever a layout puts them", () => {
    expect(actionFor(press("!", { shiftKey: true }), "list", other)).toBe("kind");
    expect(actionFor(press("?", { shiftKey: true }), "list", other)).toBe("help");
    expect(actionFor(press("/", { shiftKey: true, code: "Digit7" }), "list", other), "a German keyboard").toBe("search");
  });

  it("reads a plus as a key", () => {
    expect(readCombo("+").key).toBe("+");
    expect(matches("Ctrl+Shift+L", press("L", { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(matches("Ctrl+Shift+L", press("l", { ctrlKey: true }))).toBe(false);
  });
});
