/** The one door to the shell: nothing else imports `@tauri-apps`. One typed function per command follows `call`. */
import { invoke } from "@tauri-apps/api/core";
import { listen as listenToShell } from "@tauri-apps/api/event";
import type {
  AppState, Captured, Counts, Draft, LineRead, NewJournal, PaletteHit, PassphraseStrength, Preferences, Protection,
  RecoveryWords, Settings,
} from "./bindings";

/** What the shell answers when it refuses. The user's sentence is chosen from `code`. */
export class IpcError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "IpcError";
    this.code = code;
  }
}

type Args = Record<string, unknown>;

/** Whatever stands behind the commands: the shell, or made-up answers while a page is being looked at. */
export interface Bridge {
  call(command: string, args: Args): Promise<unknown>;
  listen(event: string, heard: (payload: unknown) => void): Promise<() => void>;
}

const shell: Bridge = {
  call: (command, args) => invoke(command, args),
  listen: (event, heard) => listenToShell(event, (message) => heard(message.payload)),
};

let chosen: Promise<Bridge> | undefined;

/** Puts another bridge in place; tests use it. */
export function useBridge(bridge: Bridge): void {
  chosen = Promise.resolve(bridge);
}

function bridge(): Promise<Bridge> {
  chosen ??= choose();
  return chosen;
}

async function choose(): Promise<Bridge> {
  // The condition is a constant in a build, so the mock never reaches the bundle.
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in globalThis)) {
    return (await import("./dev/mock")).mock;
  }
  return shell;
}

/** Runs one command of the shell. Every failure arrives as an `IpcError`. */
export async function call<T>(command: string, args: Args = {}): Promise<T> {
  try {
    return (await (await bridge()).call(command, args)) as T;
  } catch (reason) {
    throw asIpcError(reason);
  }
}

/** Hears an event of the shell until the returned function is called. */
export async function listen<T>(event: string, heard: (payload: T) => void): Promise<() => void> {
  return (await bridge()).listen(event, (payload) => heard(payload as T));
}

// The app, its protection, and a line being written.
export const appState = () => call<AppState>("app_state");
export const savePreferences = (preferences: Preferences) => call<AppState>("save_preferences", { preferences });
export const keepOpen = () => call<null>("keep_open");
export const copyText = (text: string) => call<null>("copy_text", { text });
export const createJournal = (fresh: NewJournal) => call<RecoveryWords>("create_journal", { new: fresh });
export const confirmRecovery = (words: [number, string][]) => call<boolean>("confirm_recovery", { words });
export const strength = (passphrase: string) => call<PassphraseStrength>("strength", { passphrase });
export const unlock = (passphrase: string) => call<AppState>("unlock", { passphrase });
export const unlockWithKit = (words: string) => call<AppState>("unlock_with_kit", { words });
export const unlockWithKeychain = () => call<AppState>("unlock_with_keychain");
export const lock = () => call<AppState>("lock");
export const protection = () => call<Protection>("protection");
export const changePassphrase = (current: string, fresh: string) =>
  call<Protection>("change_passphrase", { current, fresh });
export const setKeychain = (on: boolean) => call<Protection>("set_keychain", { on });
export const renewKit = (passphrase: string) => call<RecoveryWords>("renew_kit", { passphrase });
export const tryKit = (words: string) => call<boolean>("try_kit", { words });
export const clearDemo = () => call<AppState>("clear_demo");
export const settings = () => call<Settings>("settings");
export const saveSettings = (fresh: Settings) => call<Settings>("save_settings", { settings: fresh });
export const readLine = (raw: string, caret: number) => call<LineRead>("read_line", { raw, caret });
export const capture = (raw: string, surface: string | null) => call<Captured>("capture", { raw, surface });
export const sealLine = (raw: string) => call<Captured>("seal_line", { raw });
export const takeBack = () => call<Draft | null>("take_back");
export const putDraft = (draft: Draft) => call<null>("put_draft", { draft });
export const draft = (surface: string) => call<Draft | null>("draft", { surface });
export const dropDraft = (surface: string) => call<null>("drop_draft", { surface });
export const hideCapture = () => call<null>("hide_capture");
export const openOutcomeEditor = (id: string) => call<null>("open_outcome_editor", { id });
export const showCapture = (prefill?: string) => call<null>("show_capture", { prefill: prefill ?? null });
export const palette = (text: string) => call<PaletteHit[]>("palette", { text });
export const counts = () => call<Counts>("counts");

function asIpcError(reason: unknown): IpcError {
  if (reason instanceof IpcError) return reason;
  if (typeof reason === "object" && reason !== null && "code" in reason) {
    const { code, message } = reason as { code: unknown; message?: unknown };
    return new IpcError(String(code), String(message ?? ""));
  }
  return new IpcError("internal", reason instanceof Error ? reason.message : String(reason));
}
