/** Where the reader is, and the way back. */

export const SCREENS = [
  "week",
  "timeline",
  "loose-ends",
  "goals",
  "people",
  "throughline",
  "updates",
  "packets",
  "ladder",
  "settings",
  "entry",
  "trash",
] as const;
export type Screen = (typeof SCREENS)[number];

export interface Place {
  screen: Screen;
  /** What is shown there: an entry, a person, a packet. */
  id?: string;
  /** A part of the screen: a tab, or a step of the week. */
  part?: string;
  /** What was being searched for. */
  query?: string;
}

const LONGEST = 100;

export class Places {
  #trail = $state.raw<Place[]>([{ screen: "week" }]);
  #at = $state(0);

  get here(): Place {
    return this.#trail[this.#at] ?? { screen: "week" };
  }

  get canGoBack(): boolean {
    return this.#at > 0;
  }

  get canGoForward(): boolean {
    return this.#at < this.#trail.length - 1;
  }

  /** Goes somewhere new, and forgets what lay ahead. Going where one already is takes no step, but is heard again. */
  go(place: Place): void {
    if (isSame(place, this.here)) {
      this.#trail = this.#trail.with(this.#at, place);
      return;
    }
    const trail = [...this.#trail.slice(0, this.#at + 1), place].slice(-LONGEST);
    this.#trail = trail;
    this.#at = trail.length - 1;
  }

  /** Changes the present place without a step back to its former state: a filter, a tab. */
  amend(change: Partial<Omit<Place, "screen">>): void {
    this.#trail = this.#trail.with(this.#at, { ...this.here, ...change });
  }

  back(): void {
    if (this.canGoBack) this.#at -= 1;
  }

  forward(): void {
    if (this.canGoForward) this.#at += 1;
  }

  /** Forgets the way, as when the journal is locked. */
  restart(place: Place): void {
    this.#trail = [place];
    this.#at = 0;
  }
}

function isSame(one: Place, other: Place): boolean {
  return one.screen === other.screen && one.id === other.id && one.part === other.part && one.query === other.query;
}
