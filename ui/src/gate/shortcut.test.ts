import { describe, expect, it } from "vitest";
import { capsOf, hear } from "./shortcut";

function press(code: string, held = "") {
  return {
    code,
    ctrlKey: held.includes("c"),
    altKey: held.includes("a"),
    shiftKey: held.includes("s"),
    metaKey: held.includes("m"),
  };
}

describe("the one key", () => {
  it("is heard by its place on the keyboard, in the shell's notation", () => {
    expect(hear(press("Space", "cs"), "other")).toEqual({ shortcut: "CmdOrCtrl+Shift+Space" });
    expect(hear(press("KeyJ", "ms"), "mac")).toEqual({ shortcut: "CmdOrCtrl+Shift+J" });
    expect(hear(press("Digit1", "cam"), "other")).toEqual({ shortcut: "CmdOrCtrl+Super+Alt+1" });
  });

  it("keeps Ctrl and Cmd apart on a Mac", () => {
    expect(hear(press("KeyJ", "c"), "mac")).toEqual({ shortcut: "Ctrl+J" });
  });

  it("waits while only modifiers are held, and needs Ctrl or Cmd", () => {
    expect(hear(press("ControlLeft", "c"), "other")).toEqual({ wait: true });
    expect(hear(press("KeyJ", "as"), "other"), "macOS refuses Option alone, and typing needs it").toEqual({
      refusal: "modifier",
    });
    expect(hear(press("KeyJ"), "other")).toEqual({ refusal: "modifier" });
  });

  it("shows as the caps of the platform, and what is heard can be shown", () => {
    expect(capsOf("CmdOrCtrl+Shift+Space", "other")).toEqual(["Ctrl", "Shift", "Space"]);
    expect(capsOf("CmdOrCtrl+Shift+J", "mac")).toEqual(["Cmd", "Shift", "J"]);
    expect(capsOf("Ctrl+Comma", "mac")).toEqual(["Ctrl", ","]);
  });
});
