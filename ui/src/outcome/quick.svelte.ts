/** The four quick answers about one loose end, drafted as they are given, saved as a new outcome. */
import { newOutcome } from "../ipc";
import type { Draft, Drafts } from "../state/drafts.svelte";
import type { QuickAnswers } from "../bindings";

export interface QuickAnswer extends QuickAnswers {
  statement: string;
}

const BLANK: QuickAnswer = { statement: "", category: null, confidence: null, part: null };

export class QuickDesk {
  readonly entry: string;
  answer = $state.raw<QuickAnswer>(BLANK);
  readonly #drafts: Drafts;
  readonly #draft: Draft;

  constructor(entry: string, drafts: Drafts) {
    this.entry = entry;
    this.#drafts = drafts;
    this.#draft = drafts.open(`loose/${entry}`);
  }

  async start(): Promise<void> {
    if (!(await this.#draft.restore().catch(() => false))) return;
    try {
      this.answer = { ...BLANK, ...(JSON.parse(this.#draft.text) as QuickAnswer) };
    } catch {
      // A draft of another version is no answer.
    }
  }

  set(change: Partial<QuickAnswer>): void {
    this.answer = { ...this.answer, ...change };
    this.#draft.type(JSON.stringify(this.answer));
  }

  get isBlank(): boolean {
    return this.answer.statement.trim() === "";
  }

  /** Saves the outcome; the draft goes only when it has landed. Says how many steps lead back. */
  async save(): Promise<number> {
    if (this.isBlank) return 0;
    const { statement, ...answers } = this.answer;
    await newOutcome(this.entry, statement.trim(), answers);
    this.answer = BLANK;
    await this.#draft.drop();
    return 1;
  }

  async stop(): Promise<void> {
    await this.#drafts.close(this.#draft.surface);
  }
}
