/** What the app says in passing, to eyes and to screen readers. */

export interface Said {
  text: string;
  /** One thing that may be done about it, such as undoing it. */
  offer?: { label: string; run: () => void };
}

const STAYS = 6_000;
const STAYS_WITH_OFFER = 12_000;
const QUIET_FOR = 10_000;

export class Status {
  said = $state.raw<Said | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastMurmur = -Infinity;
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  say(text: string, offer?: Said["offer"]): void {
    this.said = { text, offer };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.clear(), offer ? STAYS_WITH_OFFER : STAYS);
  }

  /** For small news such as a kept draft: at most one in ten seconds, and never over something that matters more. */
  murmur(text: string): void {
    const now = this.#now();
    if (this.said !== null || now - this.#lastMurmur < QUIET_FOR) return;
    this.#lastMurmur = now;
    this.say(text);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.said = null;
  }
}
