/** What is done to the journal from the week, each with its word in the status line and its way back. */
import { addDays, shortDay } from "../format";
import { newOutcome, editEntry, closeWeek, entry as readEntry, saveOutcome, reopenWeek } from "../ipc";
import type { Kind } from "../kinds";
import { askOn } from "../outcome/later";
import { m } from "../paraglide/messages.js";
import type { Status } from "../state/status.svelte";
import type { EntryEdit, EntryLine, WeekClose, WeekView } from "../bindings";
import type { Answer } from "./LooseCard.svelte";

/** After how many days "ask me later" asks. */
const LATER = 28;

export class Deeds {
  readonly #status: Status;
  readonly #reload: () => Promise<void>;

  constructor(status: Status, reload: () => Promise<void>) {
    this.#status = status;
    this.#reload = reload;
  }

  /** Does something and reads the week again. A failure is said and nothing typed is given up. */
  async run<T>(deed: () => Promise<T>, said?: string, undo?: () => Promise<unknown>): Promise<T | undefined> {
    try {
      const result = await deed();
      await this.#reload();
      if (said) {
        this.#status.say(said, undo && { label: m.action_undo(), run: () => void this.run(undo) });
      }
      return result;
    } catch {
      this.#status.say(m.week_failed());
      return undefined;
    }
  }

  /** Changes an entry at whatever revision it stands now. */
  async #change(id: string, change: Omit<EntryEdit, "revision">): Promise<unknown> {
    const { entry } = await readEntry(id);
    return editEntry(id, { revision: entry.revision, ...change });
  }

  async kind(id: string, kind: Kind | null): Promise<void> {
    await this.run(() => this.#change(id, { kind }));
  }

  async none(entry: EntryLine): Promise<void> {
    await this.run(
      () => this.#change(entry.id, { no_outcome: true }),
      m.week_none_fine(),
      () => this.#change(entry.id, { no_outcome: false }),
    );
  }

  async later(entry: EntryLine, today: string): Promise<void> {
    const day = addDays(today, LATER);
    let back: (() => Promise<unknown>) | undefined;
    await this.run(
      async () => (back = await askOn(entry.id, day)),
      m.week_asks_on({ day: shortDay(day) }),
      async () => back?.(),
    );
  }

  /** Writes a loose end's outcome with what was answered about it. Says whether it was written. */
  async map(entry: EntryLine, line: string, { category, confidence, part }: Answer): Promise<boolean> {
    const known = new Set(entry.outcomes.map((outcome) => outcome.id));
    const written = await this.run(async () => {
      const detail = await newOutcome(entry.id, line);
      const fresh = detail.outcomes.find(({ outcome }) => !known.has(outcome.id))?.outcome;
      if (fresh && (category || confidence || part)) {
        await saveOutcome(entry.id, Object.assign({}, fresh, { category, confidence, part }));
      }
      return true;
    }, m.week_posted());
    return written === true;
  }

  async close(week: string, close: WeekClose): Promise<WeekView | undefined> {
    return this.run(() => closeWeek(week, close), m.week_closed());
  }

  async reopen(view: WeekView): Promise<WeekView | undefined> {
    return this.run(() => reopenWeek(view.week), m.week_reopened());
  }
}
