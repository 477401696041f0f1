/** The timeline as far as it has been read: its question, its rows, and the answers on their way. */
import { timeline, yearStrip } from "../ipc";
import { Pause } from "../state/debounce";
import type { Chip, EntryLine, Query, StripWeek, TimelinePage, WeekOpener } from "../bindings";
import { NOTHING } from "./query";

export const PAGE = 200;
const MOST_AT_ONCE = 1_000;
const WAIT = 60;
const LONGEST = 240;

export class TimelineBook {
  query = $state.raw<Query>(NOTHING);
  /** A week jumped to with the year strip: the rows begin there. It narrows the rows, never the strip. */
  anchor = $state<{ week: string; from: string; to: string } | null>(null);
  rows = $state.raw<readonly EntryLine[]>([]);
  weeks = $state.raw<ReadonlyMap<string, WeekOpener>>(new Map());
  matching = $state(0);
  all = $state(0);
  /** False until the first answer: an empty page before that would be a lie. */
  answered = $state(false);
  failed = $state(false);
  strip = $state.raw<StripWeek[]>([]);
  year = $state(2000);
  /** Rows that came in while the page was open; they fade in. */
  fresh = $state.raw<ReadonlySet<string>>(new Set());
  #next: string | null = null;
  #reading = false;
  #asked = 0;
  #stripAsked = 0;
  readonly #pause = new Pause(() => void this.read(), WAIT, LONGEST);

  /** Whether anything was asked yet. */
  get asked(): boolean {
    return this.#asked > 0;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Asks something else. Words wait for a pause in typing; chips are asked for at once. */
  ask(query: Query, soon = false): void {
    this.query = query;
    this.anchor = null;
    if (soon) this.#pause.nudge();
    else void this.read();
  }

  jump(week: StripWeek | null, to: string): void {
    this.anchor = week && { week: week.week, from: week.from, to };
    this.#pause.nudge();
  }

  /** Reads from the start; an answer to an older question is dropped. */
  async read(rows = PAGE): Promise<void> {
    this.#pause.cancel();
    const mine = ++this.#asked;
    void this.readStrip();
    try {
      const page = await timeline(this.#anchored(), null, Math.min(MOST_AT_ONCE, Math.max(PAGE, rows)));
      if (mine !== this.#asked) return;
      this.#take(page, []);
      if (!this.anchor) this.matching = page.matching;
      this.all = page.all;
      this.answered = true;
      this.failed = false;
    } catch {
      if (mine === this.#asked) this.failed = true;
    }
  }

  /** Reads the next page when the end comes near. */
  async more(): Promise<void> {
    if (this.#reading || this.#next === null) return;
    this.#reading = true;
    const mine = this.#asked;
    try {
      const page = await timeline(this.#anchored(), this.#next, PAGE);
      if (mine === this.#asked) this.#take(page, this.rows);
    } catch {
      // The end comes near again with the next turn of the wheel.
    } finally {
      this.#reading = false;
    }
  }

  /** Something was written elsewhere: reads what is shown again, and marks what is new. Says which rows are. */
  async refresh(): Promise<EntryLine[]> {
    const known = new Set(this.rows.map((row) => row.id));
    const first = !this.answered;
    await this.read(this.rows.length);
    if (first) return [];
    const added = this.rows.slice(0, PAGE).filter((row) => !known.has(row.id));
    this.fresh = new Set(added.map((row) => row.id));
    return added;
  }

  async readStrip(): Promise<void> {
    const mine = ++this.#stripAsked;
    const strip = await yearStrip(this.query, this.year).catch(() => null);
    if (strip && mine === this.#stripAsked) this.strip = strip;
  }

  /** Puts a changed row in place of the old one. */
  replace(row: EntryLine): void {
    this.rows = this.rows.map((old) => (old.id === row.id ? row : old));
  }

  without(id: string): void {
    const rows = this.rows.filter((row) => row.id !== id);
    const fewer = this.rows.length - rows.length;
    this.rows = rows;
    this.matching -= fewer;
    this.all -= fewer;
  }

  #take(page: TimelinePage, before: readonly EntryLine[]): void {
    this.rows = [...before, ...page.rows];
    this.weeks = new Map([...(before.length > 0 ? this.weeks : []), ...page.weeks.map((week) => [week.week, week] as const)]);
    this.#next = page.next;
  }

  #anchored(): Query {
    if (!this.anchor) return this.query;
    const { chips, oldest_first: oldest } = this.query;
    const end: Chip = oldest ? { field: "since", value: this.anchor.from } : { field: "until", value: this.anchor.to };
    // The nearer end holds when the question has one of its own.
    const own = chips.find((chip) => chip.field === end.field) as { value: string } | undefined;
    if (own && (oldest ? own.value > String(end.value) : own.value < String(end.value))) return this.query;
    return { ...this.query, chips: [...chips.filter((chip) => chip.field !== end.field), end] };
  }
}

/** What the place remembers, so that coming back finds the same page. */
export interface Memory {
  query: Query;
  rows: number;
  current: string | null;
}

export function remember(book: TimelineBook, current: string | null): string {
  return JSON.stringify({ query: book.query, rows: book.rows.length, current } satisfies Memory);
}

export function recall(text: string | undefined): Memory | null {
  if (!text) return null;
  try {
    const memory = JSON.parse(text) as Partial<Memory>;
    return memory.query && Array.isArray(memory.query.chips) ? { query: memory.query, rows: memory.rows ?? 0, current: memory.current ?? null } : null;
  } catch {
    // Words alone, or one tag, as another screen may ask for.
    const tag = /^#(\S+)$/.exec(text)?.[1];
    const query: Query = tag ? { ...NOTHING, chips: [{ field: "tag", value: tag }] } : { ...NOTHING, text };
    return { query, rows: 0, current: null };
  }
}
