/** The line being written: its draft, how the core reads it, and what its keys do to it. */
import { appState, capture, copyText, hideCapture, IpcError, openOutcomeEditor, readLine, sealLine, takeBack } from "../ipc";
import { shelf } from "../shelf";
import { Pause } from "../state/debounce";
import { Draft } from "../state/drafts.svelte";
import type { AppState, LineRead, Span } from "../bindings";
import { accept, follow, step, typingIn, type Edit } from "./line";

const SURFACE = "capture";
const READ_AFTER = 30;
const READ_WITHIN = 120;
const SEALED_SHOWN = 700;

const NOTHING: LineRead = {
  reading: {
    text: "", kind: null, people: [], goal: null, tags: [], figure: null, day: null, ask_on: null, outcome: null,
    private_note: null, spans: [],
  },
  suggestions: [],
  token: null,
};

export type Trouble = { code: string; copied: boolean };

export class Writing {
  readonly draft = new Draft(SURFACE, shelf);
  facts = $state.raw<AppState | null>(null);
  read = $state.raw<LineRead>(NOTHING);
  /** The spans as drawn: the core's, moved along with what was typed since. */
  spans = $state.raw<Span[]>([]);
  choice = $state(0);
  trouble = $state.raw<Trouble | null>(null);
  /** A kept draft came back with the window. */
  returned = $state(false);
  sealed = $state(false);
  composing = $state(false);
  /** Where the token that is being typed starts: Backspace corrects it instead of un-chipping it. */
  typing: number | null = null;
  #closedFor = $state.raw<string | null>(null);
  #thrown: string | null = null;
  #asked = 0;
  #busy = false;
  #reading: Promise<void> = Promise.resolve();
  readonly #pause = new Pause(() => this.#ask(), READ_AFTER, READ_WITHIN);

  readonly locked = $derived(this.facts !== null && this.facts.journal !== "open");
  readonly list = $derived(this.#closedFor === tokenKey(this.read) ? [] : this.read.suggestions);
  readonly isGrid = $derived(this.list.some((one) => one.kind !== null));

  /** The window came up: what the app is like now, and what was kept. */
  async shown(): Promise<void> {
    this.sealed = false;
    this.trouble = null;
    const standing = this.stand();
    const had = this.draft.text;
    this.returned = await this.draft.reload().catch(() => false);
    this.returned ||= had.trim() !== "";
    this.typing = null;
    await standing;
    this.#ask();
  }

  /** Asks what the app is like now; without an answer the line is still written. */
  async stand(): Promise<void> {
    this.facts = await appState().catch(() => this.facts);
  }

  /** The text changed under the user's hands. */
  typed(text: string, caret: number, how: string): void {
    this.spans = follow(this.spans, this.draft.text, text);
    if (how.startsWith("insert")) this.typing = typingIn(text, caret);
    else if (this.typing !== null && typingIn(text, caret) !== this.typing) this.typing = null;
    this.draft.type(text, caret);
    this.returned = false;
    this.sealed = false;
    if (!this.composing) this.#pause.nudge();
  }

  /** The caret went elsewhere without typing. */
  moved(caret: number): void {
    if (caret === this.draft.caret) return;
    this.draft.caret = caret;
    this.typing = null;
    if (!this.composing) this.#pause.nudge();
  }

  composed(on: boolean): void {
    this.composing = on;
    if (!on) this.#pause.nudge();
  }

  /** Waits until the core has read what stands there now. A list may open by it. */
  async settled(): Promise<void> {
    this.#pause.now();
    await this.#reading;
  }

  choose(key: string): void {
    this.choice = step(this.choice, this.list.length, this.isGrid ? 3 : 1, key);
  }

  closeList(): void {
    this.#closedFor = tokenKey(this.read);
  }

  /** The edit that takes the chosen suggestion, if a list is open. */
  taking(index = this.choice): Edit | null {
    const [one, token] = [this.list[index], this.read.token];
    return one && token ? accept(this.draft.text, token, one.insert) : null;
  }

  /** Saves and hides. On failure the text stays where it is and the reason stands under it. */
  async save(andMap: boolean): Promise<void> {
    const raw = this.draft.text;
    if (this.#busy || raw.trim() === "") return;
    this.#busy = true;
    try {
      await this.draft.still();
      const done = this.locked ? await sealLine(raw) : await capture(raw, SURFACE);
      this.trouble = null;
      this.#clear();
      if (andMap && !done.sealed) await openOutcomeEditor(done.id);
      else await this.#leave(done.sealed);
      await this.draft.drop().catch(() => undefined);
    } catch (reason) {
      this.#fail(reason);
    } finally {
      this.#busy = false;
    }
  }

  /** Hides and keeps the draft. */
  async hide(): Promise<void> {
    await this.draft.flush();
    if (this.draft.state === "failed" && !this.locked) this.trouble = { code: "draft", copied: false };
    else await hideCapture();
  }

  /** Throws the draft away; the next undo brings it back. */
  async discard(): Promise<void> {
    this.#thrown = this.draft.text;
    this.#clear();
    await this.draft.drop().catch(() => undefined);
  }

  /** What undo means where nothing is written: what was just thrown away, or else the line saved last. */
  async reopen(): Promise<void> {
    const thrown = this.#thrown;
    this.#thrown = null;
    try {
      const row = thrown === null ? await takeBack() : { raw: thrown, caret: thrown.length };
      if (row === null || this.draft.text !== "") return;
      this.draft.type(row.raw, row.caret);
      this.typing = null;
      this.#ask();
    } catch (reason) {
      this.#fail(reason);
    }
  }

  async copy(): Promise<void> {
    if (this.trouble === null) return;
    await copyText(this.draft.text).then(() => (this.trouble = { code: this.trouble?.code ?? "", copied: true }), () => undefined);
  }

  async #leave(sealed: boolean): Promise<void> {
    this.sealed = sealed;
    if (sealed) await new Promise((resolve) => setTimeout(resolve, SEALED_SHOWN));
    await hideCapture();
  }

  #clear(): void {
    this.draft.text = "";
    this.draft.caret = 0;
    this.draft.state = "empty";
    this.#show(NOTHING);
    this.returned = false;
  }

  #fail(reason: unknown): void {
    this.trouble = { code: reason instanceof IpcError ? reason.code : "internal", copied: false };
    // Saving had stopped the draft; it goes on from what is on the screen.
    if (this.draft.text !== "") this.draft.type(this.draft.text, this.draft.caret);
    if (this.trouble.code === "locked") void this.stand();
  }

  #ask(): void {
    const [raw, caret] = [this.draft.text, this.draft.caret];
    const turn = (this.#asked += 1);
    this.#reading = readLine(raw, caret).then(
      (read) => {
        // An answer about an older text would draw its tokens in the wrong places.
        if (turn === this.#asked && raw === this.draft.text) this.#show(read);
      },
      () => undefined,
    );
  }

  #show(read: LineRead): void {
    const same = tokenKey(read) === tokenKey(this.read);
    if (!same || this.choice >= read.suggestions.length) this.choice = 0;
    if (read.token === null || read.token[0] !== this.read.token?.[0]) this.#closedFor = null;
    else if (this.#closedFor !== null) this.#closedFor = tokenKey(read);
    this.read = read;
    this.spans = read.reading.spans;
  }
}

/** What a closed list stays closed for: the token, and what could take its place. */
function tokenKey(read: LineRead): string | null {
  return read.token === null ? null : `${read.token[0]} ${read.suggestions.map((one) => one.insert).join(" ")}`;
}
