/** The fields of one form, each with its draft, so that closing the form by mistake costs nothing. */
import type { Draft, Drafts } from "./drafts.svelte";

export class Fields<K extends string> {
  readonly #drafts: Drafts;
  readonly #surface: string;
  #start = $state.raw<Readonly<Record<K, string>>>({} as Record<K, string>);
  readonly #open = new Map<K, Draft>();
  #left = false;
  /** Words came back that were typed earlier and never saved. */
  restored = $state(false);

  /** Opens a draft for each field as `surface/field`, beginning with what is saved. */
  constructor(drafts: Drafts, surface: string, start: Readonly<Record<K, string>>) {
    this.#drafts = drafts;
    this.#surface = surface;
    this.#start = start;
    for (const key of this.#keys()) this.#hold(key, start[key]);
  }

  #hold(key: K, start: string): Draft {
    const draft = this.#drafts.open(`${this.#surface}/${key}`, start);
    this.#drafts.hold(draft.surface);
    this.#open.set(key, draft);
    return draft;
  }

  #keys(): K[] {
    return Object.keys(this.#start) as K[];
  }

  async restore(): Promise<void> {
    await Promise.all([...this.#open.values()].map((draft) => draft.restore()));
    this.restored = this.changed;
  }

  /** One more field, while the form is open. */
  async add(key: K, start = ""): Promise<void> {
    if (this.#open.has(key)) return;
    this.#start = { ...this.#start, [key]: start };
    await this.#hold(key, start).restore();
  }

  text(key: K): string {
    return this.#open.get(key)?.text ?? "";
  }

  type(key: K, text: string, caret?: number): void {
    this.#open.get(key)?.type(text, caret);
  }

  /** How to hear a text field: `ontext={fields.into("title")}`. */
  into(key: K): (text: string, caret?: number) => void {
    return (text, caret) => this.type(key, text, caret);
  }

  get values(): Record<K, string> {
    return Object.fromEntries(this.#keys().map((key) => [key, this.text(key)])) as Record<K, string>;
  }

  /** Whether anything differs from what is saved. */
  get changed(): boolean {
    return this.#keys().some((key) => this.text(key) !== this.#start[key]);
  }

  /** Whether every draft that was written is on disk. */
  get kept(): boolean {
    return [...this.#open.values()].some((draft) => draft.state === "kept");
  }

  get failed(): boolean {
    return [...this.#open.values()].some((draft) => draft.state === "failed");
  }

  /** What stands in the fields is saved now; typing may go on. */
  settle(): void {
    this.#start = this.values;
  }

  /** Leaves the drafts as they are, on disk, for when the form is opened again. */
  leave(): Promise<void> {
    return this.#end((draft) => draft.flush());
  }

  /** Leaves the form: what is saved needs no draft any more, what is not keeps its own. */
  async part(): Promise<void> {
    await (this.changed ? this.leave() : this.drop());
  }

  /** The words were saved, or are no longer wanted. */
  drop(): Promise<void> {
    return this.#end((draft) => draft.drop());
  }

  /** Another form may show the same thing by now, and what it shows stays as it is. */
  async #end(last: (draft: Draft) => Promise<void>): Promise<void> {
    if (this.#left) return;
    this.#left = true;
    await Promise.all(
      [...this.#open.values()].map(async (draft) => {
        if (!this.#drafts.release(draft.surface)) return draft.flush();
        // At once: the next form may open while this one is still being emptied.
        this.#drafts.forget(draft.surface);
        await last(draft);
      }),
    );
  }
}
