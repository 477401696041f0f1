/** What the whole main window shares: where we are, the look, the vault, the counts beside the index. */
import type { Platform } from "../keys";
import { shared } from "./context";
import { Places, type Screen } from "./places.svelte";
import { Status } from "./status.svelte";
import type { AppState, Deed, JournalState, Theme } from "../bindings";
import { wear } from "./look";

/** `unknown` until the shell has answered; `none` on a first start. */
export type Vault = "unknown" | JournalState;

/** A cover lies over the page and leaves the place as it was. */
export type Cover = "palette" | "help" | null;

export class App {
  readonly places = new Places();
  readonly status = new Status();
  vault = $state<Vault>("unknown");
  look = $state<Theme>("system");
  /** The welcome page is being gone through, for the first time or again. */
  welcoming = $state(false);
  /** Everything the shell said last; none before its first answer. */
  facts = $state.raw<AppState | null>(null);
  /** Goes up when another window or process wrote to the journal: what is shown is to be read again. */
  written = $state(0);
  /** What was written last came from this window, which has said so already. */
  ownWriting = false;
  cover = $state<Cover>(null);
  platform = $state<Platform>("other");
  demo = $state(false);
  /** Counts shown beside the index; a screen without one shows none. */
  counts = $state.raw<Partial<Record<Screen, number>>>({});
  /** The last good backup as a civil day, for the foot of the index. */
  backedUp = $state<string | null>(null);
  /** What undo and redo would do. */
  undoable = $state<Deed | null>(null);
  redoable = $state<Deed | null>(null);

  /** What the desktop prefers, as the shell learnt it; on Linux the page's own media query can be wrong. */
  systemTheme = $state<"light" | "dark" | null>(null);
  #dressed = false;

  /** What is shown is to be read again, for this window itself changed it behind the page. */
  reread(): void {
    this.ownWriting = true;
    this.written += 1;
  }

  /** Takes in what the shell says. */
  stand(facts: AppState): void {
    this.facts = facts;
    this.vault = facts.journal;
    this.demo = facts.demo;
    this.look = facts.preferences.theme;
    this.backedUp = facts.backed_up?.slice(0, 10) ?? null;
    this.systemTheme = facts.system_theme === "light" || facts.system_theme === "dark" ? facts.system_theme : null;
  }

  /** Puts the look on the document. The shell has done so before first paint; this follows Settings. */
  wear(root: HTMLElement): void {
    this.#dressed = wear(root, this.look, this.systemTheme, this.#dressed);
  }
}

export const app = shared<App>("app");
