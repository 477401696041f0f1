/** Typed text is never lost: every text field writes its draft while the user types. */
import { shared } from "./context";
import { Pause } from "./debounce";

export interface Kept {
  text: string;
  caret: number;
}

/** Where drafts are kept; the shell's commands in the app. */
export interface DraftShelf {
  get(surface: string): Promise<Kept | null>;
  put(surface: string, kept: Kept): Promise<void>;
  drop(surface: string): Promise<void>;
}

/** A text whose last write failed: it stands on screen and in memory, and nowhere else. */
export interface Unsaved {
  text: string;
  /** Why, as the shell says it. */
  reason: unknown;
}

const WAIT = 150;
const LONGEST = 1_000;

/** One field's draft. Two fields never share a surface. */
export class Draft {
  readonly surface: string;
  text = $state("");
  caret = $state(0);
  /** What became of the last write. A failed write keeps the text on screen and is tried again. */
  state = $state<"empty" | "typing" | "kept" | "failed">("empty");
  readonly #shelf: DraftShelf;
  readonly #pause: Pause;
  #writing: Promise<void> = Promise.resolve();
  #touched = false;

  constructor(surface: string, shelf: DraftShelf, start = "") {
    this.surface = surface;
    this.#shelf = shelf;
    this.text = start;
    this.#pause = new Pause(() => this.#write(), WAIT, LONGEST);
  }

  /** Brings back what was kept, unless the user was quicker. Says whether there was anything. */
  async restore(): Promise<boolean> {
    const kept = await this.#shelf.get(this.surface);
    if (kept === null || this.#touched) return false;
    this.text = kept.text;
    this.caret = kept.caret;
    this.state = "kept";
    return true;
  }

  /** The field changed. */
  type(text: string, caret: number = text.length): void {
    this.#touched = true;
    this.text = text;
    this.caret = caret;
    this.state = "typing";
    this.#pause.nudge();
  }

  /** Writes what is waiting and resolves when it is on disk: on blur, hide, lock and exit. */
  async flush(): Promise<void> {
    this.#pause.now();
    if (this.state === "failed") this.#write();
    await this.#writing;
  }

  /** Brings the field up to date with what is kept, after it was hidden. Whatever is typed meanwhile wins. */
  async reload(): Promise<boolean> {
    const before = this.text;
    await this.flush();
    const kept = await this.#shelf.get(this.surface);
    if (kept === null || this.text !== before || this.state === "failed" || kept.text === "") return false;
    this.text = kept.text;
    this.caret = kept.caret;
    this.state = "kept";
    return true;
  }

  /** Waits for what is being written and writes no more, so that nothing lands after the text was saved elsewhere. */
  async still(): Promise<void> {
    this.#pause.cancel();
    await this.#writing;
  }

  /** The text was saved elsewhere, or is no longer wanted. */
  async drop(): Promise<void> {
    this.#pause.cancel();
    this.#touched = false;
    this.text = "";
    this.caret = 0;
    this.state = "empty";
    const dropping = this.#writing.then(() => this.#shelf.drop(this.surface));
    this.#writing = dropping.catch(() => undefined);
    await dropping;
  }

  #write(): void {
    const kept: Kept = { text: this.text, caret: this.caret };
    // One after the other, so that an older text never lands on a newer one.
    this.#writing = this.#writing.then(async () => {
      try {
        await this.#shelf.put(this.surface, kept);
        if (this.text === kept.text && this.state !== "empty") this.state = "kept";
      } catch {
        this.state = "failed";
      }
    });
  }
}

/** All drafts that are open, so that leaving in any way writes them all. */
export class Drafts {
  readonly #shelf: DraftShelf;
  readonly #open = new Map<string, Draft>();
  readonly #others = new Set<() => Promise<void>>();
  readonly #holders = new Map<string, number>();
  /** By surface, whatever could not be written. Never empty over a text that is in danger. */
  unsaved = $state.raw<ReadonlyMap<string, Unsaved>>(new Map());

  constructor(shelf: DraftShelf) {
    this.#shelf = {
      get: (surface) => shelf.get(surface),
      put: async (surface, kept) => {
        try {
          await shelf.put(surface, kept);
          this.#mark(surface, null);
        } catch (reason) {
          this.#mark(surface, { text: kept.text, reason });
          throw reason;
        }
      },
      drop: async (surface) => {
        this.#mark(surface, null);
        await shelf.drop(surface);
      },
    };
  }

  #mark(surface: string, unsaved: Unsaved | null): void {
    if (!unsaved && !this.unsaved.has(surface)) return;
    const next = new Map(this.unsaved);
    if (unsaved && unsaved.text.trim() !== "") next.set(surface, unsaved);
    else next.delete(surface);
    this.unsaved = next;
  }

  /** Writes again what could not be written, also where its form is gone. */
  async again(): Promise<void> {
    await Promise.all(
      [...this.unsaved].map(async ([surface, { text }]) => {
        const open = this.#open.get(surface);
        await (open ? open.flush() : this.#shelf.put(surface, { text, caret: text.length }).catch(() => undefined));
      }),
    );
  }

  /** What is saved by itself and not as a draft is written along with the drafts, until the returned function is called. */
  along(flush: () => Promise<void>): () => void {
    this.#others.add(flush);
    return () => void this.#others.delete(flush);
  }

  /** The draft of a surface; the same one while it is open. */
  open(surface: string, start = ""): Draft {
    const known = this.#open.get(surface);
    if (known) return known;
    const draft = new Draft(surface, this.#shelf, start);
    this.#open.set(surface, draft);
    return draft;
  }

  /** One more form shows this draft: a form that goes may overlap with the next one of the same thing. */
  hold(surface: string): void {
    this.#holders.set(surface, (this.#holders.get(surface) ?? 0) + 1);
  }

  /** A form is done with this draft. Says whether it was the last to show it. */
  release(surface: string): boolean {
    const left = (this.#holders.get(surface) ?? 1) - 1;
    if (left > 0) this.#holders.set(surface, left);
    else this.#holders.delete(surface);
    return left <= 0;
  }

  async close(surface: string): Promise<void> {
    const draft = this.#open.get(surface);
    this.forget(surface);
    await draft?.flush();
  }

  /** Whoever opens this surface from now on begins anew; what becomes of the draft is with whom it was. */
  forget(surface: string): void {
    this.#open.delete(surface);
  }

  async flushAll(): Promise<void> {
    await Promise.all([...[...this.#open.values()].map((draft) => draft.flush()), ...[...this.#others].map((flush) => flush())]);
  }

  /** Writes everything whenever the window loses the user. Returns the way to stop. */
  watch(page: Window): () => void {
    const flush = (): void => void this.flushAll();
    page.addEventListener("blur", flush);
    page.addEventListener("pagehide", flush);
    page.document.addEventListener("visibilitychange", flush);
    page.document.addEventListener("focusout", flush);
    return () => {
      page.removeEventListener("blur", flush);
      page.removeEventListener("pagehide", flush);
      page.document.removeEventListener("visibilitychange", flush);
      page.document.removeEventListener("focusout", flush);
    };
  }
}

export const drafts = shared<Drafts>("drafts");
