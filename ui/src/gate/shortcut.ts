/** The one key from anywhere, between a key press, the shell's notation and key caps. */
import type { Platform } from "../keys";

interface PressedCode {
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
}

export type Heard = { shortcut: string } | { wait: true } | { refusal: "modifier" };

const MODIFIERS = /^(Control|Shift|Alt|Meta|OS)(Left|Right)?$|^(CapsLock|Fn|NumLock)$/;

/** What was pressed, in the shell's notation. A modifier alone waits for its key; without Ctrl or Cmd it is refused. */
export function hear(event: PressedCode, platform: Platform): Heard {
  if (MODIFIERS.test(event.code) || event.code === "") return { wait: true };
  const isMac = platform === "mac";
  const main = isMac ? event.metaKey : event.ctrlKey;
  if (!event.ctrlKey && !event.metaKey) return { refusal: "modifier" };
  const parts = [
    main && "CmdOrCtrl",
    isMac && event.ctrlKey && "Ctrl",
    !isMac && event.metaKey && "Super",
    event.altKey && "Alt",
    event.shiftKey && "Shift",
    event.code.replace(/^(Key|Digit)/, ""),
  ];
  return { shortcut: parts.filter(Boolean).join("+") };
}

const NAMES: Record<string, string> = {
  Comma: ",", Period: ".", Slash: "/", Semicolon: ";", Quote: "'", Backquote: "`", Minus: "-", Equal: "=",
  BracketLeft: "[", BracketRight: "]", Backslash: "\\", ArrowUp: "Up", ArrowDown: "Down", ArrowLeft: "Left",
  ArrowRight: "Right",
};

/** The key caps of a shortcut in the shell's notation. */
export function capsOf(shortcut: string, platform: Platform): string[] {
  const isMac = platform === "mac";
  const words: Record<string, string> = {
    ...NAMES,
    CmdOrCtrl: isMac ? "Cmd" : "Ctrl",
    CommandOrControl: isMac ? "Cmd" : "Ctrl",
    Alt: isMac ? "Option" : "Alt",
  };
  return shortcut.split("+").map((part) => words[part] ?? part);
}
