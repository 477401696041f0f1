/** What to say and do about text that could not be written. */
import { codeOf } from "../gate/errors";
import { copyText } from "../ipc";
import { m } from "../paraglide/messages.js";
import type { Drafts } from "./drafts.svelte";

const WORDS: Record<string, () => string> = {
  "disk-full": m.unsaved_disk_full,
  "read-only": m.unsaved_read_only,
  "in-use": m.unsaved_in_use,
};
/** How long until it is tried again. */
const AGAIN = 4_000;

export class Rescue {
  readonly #drafts: Drafts;
  #copied = $state.raw<string | null>(null);

  constructor(drafts: Drafts) {
    this.#drafts = drafts;
  }

  readonly text = $derived.by(() => [...this.#drafts.unsaved.values()].map(({ text }) => text).join("\n\n"));
  readonly about = $derived.by(() => {
    const [first] = this.#drafts.unsaved.values();
    return first ? (WORDS[codeOf(first.reason)] ?? m.unsaved_other)() : null;
  });
  /** Whether exactly this is on the clipboard. */
  readonly copied = $derived.by(() => this.#copied !== null && this.#copied === this.text);

  async copy(): Promise<void> {
    const text = this.text;
    await copyText(text).then(() => (this.#copied = text), () => undefined);
  }

  again(): Promise<void> {
    return this.#drafts.again();
  }

  /** Tries again for as long as anything is unsaved. Returns the way to stop. */
  watch(): () => void {
    const ticking = setInterval(() => void this.again(), AGAIN);
    return () => clearInterval(ticking);
  }
}
