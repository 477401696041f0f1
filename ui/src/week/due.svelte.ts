/** One late outcome being answered: what is said about it is a draft until the journal has it. */
import { answerOutcome, entry as readEntry } from "../ipc";
import type { Draft, Drafts } from "../state/drafts.svelte";
import type { Due, Outcome } from "../bindings";
import { answerFrom, isBlank, NOTHING_SAID, type Lack, type Said } from "./due";

export class DueDesk {
  readonly due: Due;
  said = $state.raw<Said>(NOTHING_SAID);
  /** The outcome as it stands: its metric, and the measurements so far. */
  outcome = $state.raw<Outcome | null>(null);
  lack = $state<Lack | null>(null);
  readonly #drafts: Drafts;
  readonly #draft: Draft;

  constructor(due: Due, drafts: Drafts) {
    this.due = due;
    this.#drafts = drafts;
    this.#draft = drafts.open(`week/due/${due.outcome ?? due.entry}`);
  }

  async start(): Promise<void> {
    const [view] = await Promise.all([readEntry(this.due.entry).catch(() => null), this.#draft.restore().catch(() => false)]);
    this.outcome = view?.outcomes.find(({ outcome }) => outcome.id === this.due.outcome)?.outcome ?? null;
    if (this.#draft.text === "") return;
    try {
      this.said = { ...NOTHING_SAID, ...(JSON.parse(this.#draft.text) as Said) };
    } catch {
      // A draft of another version is no answer.
    }
  }

  set(change: Partial<Said>): void {
    this.said = { ...this.said, ...change };
    this.lack = null;
    this.#draft.type(JSON.stringify(this.said));
  }

  get isBlank(): boolean {
    return isBlank(this.said);
  }

  /** Says whether it was answered; if not, `lack` says why. */
  async save(today: string): Promise<boolean> {
    const answer = answerFrom(this.said, today);
    if (typeof answer === "string") this.lack = answer;
    if (typeof answer === "string" || this.due.outcome === null) return false;
    await answerOutcome(this.due.outcome, answer);
    this.said = NOTHING_SAID;
    await this.#draft.drop();
    return true;
  }

  async stop(): Promise<void> {
    await this.#drafts.close(this.#draft.surface);
  }
}
