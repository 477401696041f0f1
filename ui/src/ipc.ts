/** The one door to the shell: nothing else imports `@tauri-apps`. One typed function per command follows `call`. */
import { invoke } from "@tauri-apps/api/core";
import { listen as listenToShell } from "@tauri-apps/api/event";

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

function asIpcError(reason: unknown): IpcError {
  if (reason instanceof IpcError) return reason;
  if (typeof reason === "object" && reason !== null && "code" in reason) {
    const { code, message } = reason as { code: unknown; message?: unknown };
    return new IpcError(String(code), String(message ?? ""));
  }
  return new IpcError("internal", reason instanceof Error ? reason.message : String(reason));
}
