/** The entry that is open: what the shell holds of it, and the saves on their way there. */
import * as ipc from "../ipc";
import { IpcError } from "../ipc";
import type { EntryEdit, EntryView, Outcome, OutcomeView } from "../bindings";

/** What became of the last save. */
export type Standing = "loading" | "saved" | "saving" | "failed" | "gone";

/** How a file becomes evidence: chosen and copied, chosen and only named, or what was just dropped on the window. */
export type Attaching = "copy" | "reference" | "dropped";

export class OpenEntry {
  view = $state.raw<EntryView | null>(null);
  standing = $state<Standing>("loading");
  chosen = $state<string | null>(null);
  /** Counts up when another hand changed the entry, so that the page can say so. */
  overtaken = $state(0);
  #id = "";
  #line: Promise<unknown> = Promise.resolve();

  get outcome(): OutcomeView | null {
    const all = this.view?.outcomes ?? [];
    return all.find((one) => one.outcome.id === this.chosen) ?? all[0] ?? null;
  }

  /** Opens an entry, and one of its outcomes where one is asked for. */
  async load(id: string, outcome?: string): Promise<void> {
    this.#id = id;
    if (outcome) this.chosen = outcome;
    this.standing = "loading";
    try {
      const view = await ipc.entry(id);
      if (this.#id !== id) return;
      this.view = view;
      this.standing = "saved";
    } catch {
      if (this.#id === id) this.standing = "gone";
    }
  }

  /** Reads it again without disturbing what is being typed. */
  async reload(): Promise<void> {
    const id = this.#id;
    await this.#line;
    try {
      const view = await ipc.entry(id);
      if (this.#id === id) this.view = view;
    } catch (reason) {
      if (reason instanceof IpcError && reason.code === "not-found") this.standing = "gone";
    }
  }

  edit(change: Omit<EntryEdit, "revision">): Promise<boolean> {
    return this.#queue((view) => ipc.editEntry(view.entry.id, { ...change, revision: view.entry.revision }));
  }

  /** Saves what `write` makes of the outcome as it stands when its turn comes. */
  saveOutcome(id: string, write: (base: Outcome) => Outcome): Promise<boolean> {
    return this.#queue(async (view) => {
      const base = view.outcomes.find(({ outcome }) => outcome.id === id)?.outcome;
      if (!base) return view;
      const next = write(base);
      return same(next, base) ? view : ipc.saveOutcome(view.entry.id, next);
    });
  }

  async addOutcome(statement: string): Promise<boolean> {
    const known = new Set(this.view?.outcomes.map(({ outcome }) => outcome.id));
    const done = await this.#queue((view) => ipc.newOutcome(view.entry.id, statement));
    const added = this.view?.outcomes.find(({ outcome }) => !known.has(outcome.id));
    if (done && added) this.chosen = added.outcome.id;
    return done;
  }

  async link(outcome: string): Promise<boolean> {
    const done = await this.#queue((view) => ipc.linkOutcome(view.entry.id, outcome));
    if (done) this.chosen = outcome;
    return done;
  }

  unlink(outcome: string): Promise<boolean> {
    return this.#queue((view) => ipc.unlinkOutcome(view.entry.id, outcome));
  }

  removeOutcome(outcome: string): Promise<boolean> {
    return this.#queue((view) => ipc.deleteOutcome(view.entry.id, outcome));
  }

  attach(outcome: string, how: Attaching): Promise<boolean> {
    return this.#queue(async (view) => {
      const { id } = view.entry;
      return (await (how === "dropped" ? ipc.attachDropped(id, outcome) : ipc.attachFile(id, outcome, how === "reference"))) ?? view;
    });
  }

  /** Resolves when every save so far has landed or failed. */
  async settled(): Promise<void> {
    await this.#line;
  }

  #queue(run: (view: EntryView) => Promise<EntryView>): Promise<boolean> {
    const id = this.#id;
    const turn = this.#line.then(async () => {
      if (!this.view || this.view.entry.id !== id) return false;
      this.standing = "saving";
      try {
        const view = await run(this.view);
        if (this.#id === id) {
          this.view = view;
          this.standing = "saved";
        }
        return true;
      } catch (reason) {
        await this.#refused(reason, id);
        return false;
      }
    });
    this.#line = turn;
    return turn;
  }

  async #refused(reason: unknown, id: string): Promise<void> {
    if (this.#id !== id) return;
    this.standing = "failed";
    if (!(reason instanceof IpcError) || reason.code !== "stale") return;
    // Somebody else wrote in between: take their version for the next save; what was typed here stays typed.
    this.view = await ipc.entry(id).catch(() => this.view);
    this.overtaken += 1;
  }
}

function same(one: Outcome, other: Outcome): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
