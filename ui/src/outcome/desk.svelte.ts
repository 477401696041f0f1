/** One outcome on the desk: the form being written, its draft, the sum worked out as it is typed, and its saves. */
import { untrack } from "svelte";
import { today } from "../days";
import type { OpenEntry } from "../entry/open.svelte";
import { IpcError, workOut } from "../ipc";
import { m } from "../paraglide/messages.js";
import { Pause } from "../state/debounce";
import type { Draft, Drafts } from "../state/drafts.svelte";
import type { Calculation, Figure, Outcome, OutcomeView, Worked } from "../bindings";
import { calculationOf, readOutcome, writeOutcome, type Form } from "./form";

const WAIT = 120;
const LONGEST = 400;

export class OutcomeDesk {
  readonly id: string;
  form = $state<Form>() as Form;
  worked = $state.raw<Worked | null>(null);
  /** Why the sum cannot be worked out. */
  refusal = $state<string | null>(null);
  /** Something typed cannot be saved as it stands; its draft stays. */
  halfTyped = $state(false);
  readonly #open: OpenEntry;
  readonly #drafts: Drafts;
  readonly #draft: Draft;
  readonly #pause: Pause;
  /** The form as last saved, to tell what was typed since. */
  #base: Form;
  #touched = false;
  #asked = 0;

  constructor(open: OpenEntry, view: OutcomeView, drafts: Drafts) {
    this.id = view.outcome.id;
    this.#open = open;
    this.#drafts = drafts;
    this.#base = readOutcome(view.outcome);
    this.form = readOutcome(view.outcome);
    this.#draft = drafts.open(`outcome/${this.id}`);
    this.#pause = new Pause(() => void this.#work(), WAIT, LONGEST);
  }

  async start(): Promise<void> {
    void this.#work();
    if (!(await this.#draft.restore().catch(() => false))) return;
    const kept = readDraft(this.#draft.text);
    if (!kept || this.#touched) return;
    Object.assign(this.form, kept);
    this.#touched = true;
    void this.#work();
  }

  async stop(): Promise<void> {
    this.#pause.cancel();
    await this.save();
    await this.#drafts.close(this.#draft.surface);
  }

  /** Takes in what was saved: what the user has not touched follows, what was typed stays. */
  follow(outcome: Outcome): void {
    untrack(() => {
      const fresh = readOutcome(outcome);
      follow(this.form as unknown as Loose, this.#base as unknown as Loose, fresh as unknown as Loose);
      this.#base = fresh;
    });
  }

  /** Something was typed. */
  readonly typed = (): void => {
    this.#touched = true;
    this.#draft.type(JSON.stringify(this.form));
    this.#pause.nudge();
  };

  /** Something was chosen: there is no pause to wait for. */
  readonly chosen = (): void => {
    this.typed();
    void this.save();
  };

  async save(): Promise<boolean> {
    if (!this.#touched) return true;
    this.#touched = false;
    const form = $state.snapshot(this.form) as Form;
    const now = today();
    const reached = await this.#reach(calculationOf(form, now));
    let whole = true;
    const done = await this.#open.saveOutcome(this.id, (base) => {
      const { outcome, unread } = writeOutcome(form, base, reached.figure, now);
      whole = unread.length === 0 && !reached.refused;
      return reached.refused ? { ...outcome, calculation: base.calculation, figure: base.figure } : outcome;
    });
    if (!done) this.#touched = true;
    this.halfTyped = done && !whole;
    if (done && whole && !this.#touched) await this.#draft.drop();
    return done;
  }

  async #reach(calculation: Calculation | null): Promise<{ figure: Figure | null; refused: boolean }> {
    if (calculation === null) return { figure: null, refused: false };
    try {
      return { figure: (await workOut(calculation)).figure, refused: false };
    } catch {
      return { figure: null, refused: true };
    }
  }

  /** Works out what is typed now; an answer that comes too late is dropped. */
  async #work(): Promise<void> {
    const mine = ++this.#asked;
    const calculation = calculationOf($state.snapshot(this.form) as Form, today());
    if (calculation === null) {
      this.worked = null;
      this.refusal = null;
      return;
    }
    try {
      const worked = await workOut(calculation);
      if (mine !== this.#asked) return;
      this.worked = worked;
      this.refusal = null;
    } catch (reason) {
      if (mine !== this.#asked) return;
      this.worked = null;
      this.refusal = reason instanceof IpcError && reason.code === "bad-input" ? m.outcome_refused({ why: reason.message }) : m.outcome_not_worked();
    }
  }
}

type Loose = Record<string, unknown>;

/** Groups whose members are followed one by one. */
const GROUPS = ["numbers", "words"];

function follow(mine: Loose, base: Loose, fresh: Loose): void {
  for (const key of new Set([...Object.keys(base), ...Object.keys(fresh)])) {
    if (GROUPS.includes(key)) follow(mine[key] as Loose, base[key] as Loose, fresh[key] as Loose);
    else if (JSON.stringify(mine[key]) === JSON.stringify(base[key]) && key in fresh) mine[key] = fresh[key];
  }
}

/** A draft of another version, or half a one, is no form. */
function readDraft(text: string): Partial<Form> | null {
  try {
    const kept: unknown = JSON.parse(text);
    return typeof kept === "object" && kept !== null && "statement" in kept ? (kept as Partial<Form>) : null;
  } catch {
    return null;
  }
}
