/** One week being closed: its questions, its last words and its marks, each kept as a draft until then. */
import { anotherQuestion, entryChips } from "../ipc";
import { m } from "../paraglide/messages.js";
import type { Drafts } from "../state/drafts.svelte";
import { Fields } from "../state/fields.svelte";
import type { EntryChip, Reflection, WeekClose, WeekView } from "../bindings";
import { mentioned } from "./chips";
import { marksFrom, questionsFrom, toggled } from "./week";

type Word = "best_line" | "to_raise" | "intention" | "doubt" | "pride" | "energy" | "marked" | "also" | "questions";

/** Under which key the answer about recovery is kept. */
const RECOVERY = "recovery";

export class Sitting {
  readonly week: string;
  readonly words: Fields<Word>;
  readonly answers: Fields<string>;
  /** The questions on the page, in their order. */
  questions = $state.raw<readonly Reflection[]>([]);
  /** What is known of the acts that answers refer to. */
  chips = $state.raw<readonly EntryChip[]>([]);
  readonly #offered: readonly string[];
  readonly #recovery: boolean;

  /** `asked` are the questions of a note that was just opened again. */
  constructor(drafts: Drafts, view: WeekView, asked?: readonly Reflection[]) {
    const before = asked?.filter(({ question }) => question !== RECOVERY);
    this.week = view.week;
    this.questions = before?.length ? before.map((one) => ({ ...one, answer: "" })) : view.questions;
    this.#offered = view.earlier.map(({ week }) => week);
    this.#recovery = view.ask_recovery;
    this.chips = [...view.entries, ...view.earlier.flatMap(({ entries }) => entries), ...view.chips].map(({ id, kind, day, text }) => ({ id, kind, day, text }));
    this.words = new Fields<Word>(drafts, `week/${view.week}`, {
      best_line: "", to_raise: "", intention: "", doubt: "", pride: "", energy: "", marked: "",
      // Two unclosed weeks are one unless that is taken back; of more, each is for the writer to choose.
      also: this.#offered.length === 1 ? JSON.stringify(this.#offered) : "",
      questions: before?.length ? JSON.stringify(this.questions) : "",
    });
    const starts = Object.fromEntries(this.questions.map(({ question, answer }) => [question, answer]));
    this.answers = new Fields(drafts, `week/${view.week}/answer`, this.#recovery ? { ...starts, [RECOVERY]: "" } : starts);
  }

  async restore(): Promise<void> {
    await Promise.all([this.words.restore(), this.answers.restore()]);
    const asked = questionsFrom(this.words.text("questions"));
    if (asked) {
      await Promise.all(asked.map(({ question }) => this.answers.add(question)));
      this.questions = asked;
    }
    await this.#know();
  }

  /** Asks for the acts in the answers that the week itself does not hold. */
  async #know(): Promise<void> {
    const known = new Set(this.chips.map(({ id }) => id));
    const strange = Object.values(this.answers.values).flatMap(mentioned).filter((id) => !known.has(id));
    if (strange.length === 0) return;
    const told = await entryChips([...new Set(strange)]).catch(() => []);
    this.chips = [...this.chips, ...told];
  }

  answer(question: string): string {
    return this.answers.text(question);
  }

  /** Puts another question in the place of one. An answer that was begun keeps its question. */
  async another(question: string): Promise<"asked" | "answered" | "none"> {
    if (this.answer(question).trim() !== "") return "answered";
    const next = await anotherQuestion(question, this.questions.map((one) => one.question));
    if (!next) return "none";
    await this.answers.add(next.question);
    this.questions = this.questions.map((one) => (one.question === question ? next : one));
    this.words.type("questions", JSON.stringify(this.questions));
    return "asked";
  }

  /** The question after a second breakthrough in a quarter, when there is one to ask. */
  get recovery(): { text: string; ontext: (text: string, caret?: number) => void } | null {
    return this.#recovery ? { text: this.answer(RECOVERY), ontext: this.answers.into(RECOVERY) } : null;
  }

  /** Earlier weeks to be closed along with this one. */
  get also(): string[] {
    return this.#offered.filter((week) => marksFrom(this.words.text("also")).includes(week));
  }

  takeAlong(week: string): void {
    const { also } = this;
    this.words.type("also", JSON.stringify(also.includes(week) ? also.filter((other) => other !== week) : [...also, week]));
  }

  get marked(): string[] {
    return marksFrom(this.words.text("marked"));
  }

  mark(id: string): void {
    this.words.type("marked", JSON.stringify(toggled(this.marked, id)));
  }

  get kept(): boolean {
    return this.words.kept || this.answers.kept;
  }

  get failed(): boolean {
    return this.words.failed || this.answers.failed;
  }

  /** What the week is closed with. */
  get close(): WeekClose {
    const { best_line, to_raise, intention, doubt, pride, energy } = this.words.values;
    const reflections = this.questions.map((asked) => ({ ...asked, answer: this.answer(asked.question) }));
    const recovery = this.recovery?.text ?? "";
    if (recovery.trim() !== "") reflections.push({ question: RECOVERY, words: m.week_recovery(), answer: recovery, optional: true });
    return {
      best_line,
      to_raise,
      intention,
      marked: this.marked,
      also: this.also,
      reflections,
      lane: { doubt, pride, energy: energy === "" ? null : Number(energy) },
    };
  }

  /** The week is closed and holds the words now. */
  async drop(): Promise<void> {
    await Promise.all([this.words.drop(), this.answers.drop()]);
  }

  async leave(): Promise<void> {
    await Promise.all([this.words.leave(), this.answers.leave()]);
  }
}
