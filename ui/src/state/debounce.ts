/** Waits for a pause, but never longer than a limit. */

export class Pause {
  #soon: ReturnType<typeof setTimeout> | undefined;
  #latest: ReturnType<typeof setTimeout> | undefined;
  readonly #run: () => void;
  readonly #wait: number;
  readonly #longest: number;

  constructor(run: () => void, wait: number, longest: number) {
    this.#run = run;
    this.#wait = wait;
    this.#longest = longest;
  }

  get pending(): boolean {
    return this.#soon !== undefined;
  }

  /** Something happened: run after the pause, or when the limit since the first happening is reached. */
  nudge(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.now(), this.#wait);
    this.#latest ??= setTimeout(() => this.now(), this.#longest);
  }

  /** Runs at once if anything is waiting. */
  now(): void {
    if (!this.pending) return;
    this.cancel();
    this.#run();
  }

  cancel(): void {
    clearTimeout(this.#soon);
    clearTimeout(this.#latest);
    this.#soon = undefined;
    this.#latest = undefined;
  }
}
