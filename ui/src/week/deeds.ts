/** What is done to the journal from the week, each with its word in the status line and its way back. */
import { closeWeek, editEntry, entry as readEntry, reopenWeek } from "../ipc";
import type { Kind } from "../kinds";
import { m } from "../paraglide/messages.js";
import type { Status } from "../state/status.svelte";
import type { WeekClose, WeekView } from "../bindings";

export class Deeds {
  readonly #status: Status;
  readonly #reload: () => Promise<void>;

  constructor(status: Status, reload: () => Promise<void>) {
    this.#status = status;
    this.#reload = reload;
  }

  /** Does something and reads the week again. A failure is said and nothing typed is given up. */
  async run<T>(deed: () => Promise<T>, said?: string): Promise<T | undefined> {
    try {
      const result = await deed();
      await this.#reload();
      if (said) this.#status.say(said);
      return result;
    } catch {
      this.#status.say(m.week_failed());
      return undefined;
    }
  }

  /** Changes an entry's kind at whatever revision it stands now. */
  async kind(id: string, kind: Kind | null): Promise<void> {
    await this.run(async () => {
      const { entry } = await readEntry(id);
      return editEntry(id, { revision: entry.revision, kind });
    });
  }

  async close(week: string, close: WeekClose): Promise<WeekView | undefined> {
    return this.run(() => closeWeek(week, close), close.also.length > 0 ? m.week_closed_as_one({ count: close.also.length + 1 }) : m.week_closed());
  }

  async reopen(view: WeekView): Promise<WeekView | undefined> {
    return this.run(() => reopenWeek(view.week), m.week_reopened());
  }
}
