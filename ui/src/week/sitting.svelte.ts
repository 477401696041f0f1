/** One week being closed: its answers, its last words and its marks, each kept as a draft until then. */
import type { Drafts } from "../state/drafts.svelte";
import { Fields } from "../state/fields.svelte";
import type { WeekClose, WeekView } from "../bindings";
import { marksFrom, toggled } from "./week";

type Word = "best_line" | "to_raise" | "intention" | "doubt" | "pride" | "energy" | "marked";

export class Sitting {
  readonly week: string;
  readonly words: Fields<Word>;
  readonly answers: Fields<string>;
  readonly #questions: WeekView["questions"];

  constructor(drafts: Drafts, view: WeekView) {
    this.week = view.week;
    this.#questions = view.questions;
    const last = view.note?.close;
    this.words = new Fields<Word>(drafts, `week/${view.week}`, {
      best_line: last?.best_line ?? "",
      to_raise: last?.to_raise ?? "",
      intention: last?.intention ?? "",
      doubt: last?.lane.doubt ?? "",
      pride: last?.lane.pride ?? "",
      energy: last?.lane.energy?.toString() ?? "",
      marked: last ? JSON.stringify(last.marked) : "",
    });
    const starts = Object.fromEntries(view.questions.map(({ question, answer }) => [question, answer]));
    this.answers = new Fields(drafts, `week/${view.week}/answer`, starts);
  }

  async restore(): Promise<void> {
    await Promise.all([this.words.restore(), this.answers.restore()]);
  }

  answer(question: string): string {
    return this.answers.text(question);
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
    return {
      best_line,
      to_raise,
      intention,
      marked: this.marked,
      also: [],
      reflections: this.#questions.map((asked) => ({ ...asked, answer: this.answer(asked.question) })),
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
