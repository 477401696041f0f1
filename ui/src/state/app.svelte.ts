/** What the whole main window shares: where we are, the look, the vault, the counts beside the index. */
import type { Platform } from "../keys";
import { shared } from "./context";
import { Places, type Screen } from "./places.svelte";
import { Status } from "./status.svelte";

export type Look = "system" | "light" | "dark" | "contrast";

/** `unknown` until the shell has answered; `none` on a first start. */
export type Vault = "unknown" | "none" | "locked" | "open";

/** A cover lies over the page and leaves the place as it was. */
export type Cover = "palette" | "help" | "capture" | null;

export class App {
  readonly places = new Places();
  readonly status = new Status();
  vault = $state<Vault>("unknown");
  look = $state<Look>("system");
  cover = $state<Cover>(null);
  platform = $state<Platform>("other");
  demo = $state(false);
  /** Counts shown beside the index; a screen without one shows none. */
  counts = $state.raw<Partial<Record<Screen, number>>>({});
  /** The last good backup as a civil day, for the foot of the index. */
  backedUp = $state<string | null>(null);
  /** What undo and redo would do, in the user's words. */
  undoable = $state<string | null>(null);
  redoable = $state<string | null>(null);

  /** What the desktop prefers, as the shell learnt it; on Linux the page's own media query can be wrong. */
  systemTheme = $state<"light" | "dark" | null>(null);
  #dressed = false;

  /** Puts the look on the document. The shell has done so before first paint; this follows Settings. */
  wear(root: HTMLElement): void {
    const theme = this.look === "light" || this.look === "dark" ? this.look : this.systemTheme;
    if (theme) root.dataset.theme = theme;
    // What the shell put there stays, unless it was put there here.
    else if (this.#dressed) delete root.dataset.theme;
    this.#dressed ||= theme !== null;
    if (this.look === "contrast") root.dataset.contrast = "more";
    else delete root.dataset.contrast;
  }
}

export const app = shared<App>("app");

export function readPlatform(agent: string): Platform {
  return /Mac OS X|Macintosh/.test(agent) ? "mac" : "other";
}
