/** The ladder on the page: which one, its coverage, and what is done to it, each said in the status line. */
import type { Coverage, LadderFormat, LadderImport, LadderLine, LadderView, Linked } from "../bindings";
import * as ipc from "../ipc";
import { IpcError } from "../ipc";
import { fileWords } from "../gate/errors";
import { m } from "../paraglide/messages.js";
import type { App } from "../state/app.svelte";
import { step } from "../undo";

/** Two years. */
const QUARTERS = 8;

export class LadderPage {
  /** All ladders; nothing before the first answer. */
  lines = $state.raw<LadderLine[]>();
  coverage = $state.raw<Coverage>();
  failed = $state(false);
  readonly #app: App;
  #asked = 0;

  constructor(app: App) {
    this.#app = app;
  }

  /** Reads the ladder called for, or the first one. */
  async load(wanted: string | undefined): Promise<void> {
    const mine = ++this.#asked;
    try {
      const lines = await ipc.ladders();
      const line = lines.find((one) => one.id === wanted) ?? lines[0];
      const coverage = line ? await ipc.coverage(line.id, null, QUARTERS) : undefined;
      if (mine !== this.#asked) return;
      this.lines = lines;
      this.coverage = coverage;
      this.failed = false;
    } catch {
      if (mine === this.#asked) this.failed = this.lines === undefined;
    }
  }

  /** Does something to the ladder and reads it again; a refusal is said and changes nothing. */
  async #change<T>(run: () => Promise<T>): Promise<T | undefined> {
    try {
      const done = await run();
      await this.load(this.coverage?.ladder.id);
      return done;
    } catch (reason) {
      this.#app.status.say(whyNot(reason));
      return undefined;
    }
  }

  start(): Promise<LadderImport | undefined> {
    return this.#change(ipc.startLadder);
  }

  /** Aims at another level of the ladder. */
  async aim(level: string): Promise<void> {
    const id = this.coverage?.ladder.id;
    if (!id) return;
    await this.#change(async () => {
      const { ladder } = await ipc.ladder(id);
      return ipc.saveLadder(id, edited(ladder, { target: level }));
    });
  }

  async link(criterion: string, linked: Linked, reason: string): Promise<boolean> {
    const done = await this.#change(() => ipc.linkCriterion(criterion, linked, reason));
    if (done) this.#app.status.say(m.ladder_linked(), this.#takeBack());
    return done !== undefined;
  }

  async unlink(criterion: string, linked: Linked): Promise<boolean> {
    const done = await this.#change(() => ipc.unlinkCriterion(criterion, linked));
    if (done) this.#app.status.say(m.ladder_unlinked(), this.#takeBack());
    return done !== undefined;
  }

  async export(format: LadderFormat): Promise<void> {
    const id = this.coverage?.ladder.id;
    if (!id) return;
    try {
      const file = await ipc.exportLadder(id, format);
      if (file) this.#app.status.say(m.ladder_saved({ name: file.name }));
    } catch (reason) {
      this.#app.status.say(fileWords(reason, m.ladder_not_saved()));
    }
  }

  async remove(): Promise<boolean> {
    const line = this.coverage?.ladder;
    if (!line) return false;
    const done = await this.#change(() => ipc.deleteLadder(line.id));
    if (done) {
      const back = async (): Promise<void> => {
        await ipc.restore("ladder", line.id).catch(() => this.#app.status.say(m.week_failed()));
        await this.load(line.id);
      };
      this.#app.status.say(m.packet_binned({ title: line.name }), { label: m.action_undo(), run: () => void back() });
    }
    return done !== undefined;
  }

  #takeBack(): { label: string; run: () => void } {
    return { label: m.action_undo(), run: () => void step(this.#app, "undo") };
  }
}

/** The ladder as it is, for an edit of some of it. */
export function edited(ladder: LadderView["ladder"], change: Partial<{ name: string; now: string | null; target: string | null }>) {
  const { revision, name, now, target, levels } = ladder;
  return { revision, name, now, target, levels: levels.map((level) => ({ was: level, name: level })), ...change };
}

/** Why something was refused: the core's own sentence where it has one for the user. */
export function whyNot(reason: unknown): string {
  if (!(reason instanceof IpcError)) return m.week_failed();
  if (reason.code === "stale") return m.ladder_overtaken();
  return reason.code === "bad-input" && reason.message ? m.ladder_refused({ why: reason.message }) : m.week_failed();
}

