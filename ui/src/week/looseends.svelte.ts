/** A sitting over what is due and five loose ends at most. The five stay the same until it is begun anew. */
import { editEntry, entry as readEntry, looseEnds, putOff, undo } from "../ipc";
import type { Due } from "../bindings";
import { afterward, beyond, turnsOf, type Turn } from "./sittings";

export class LooseSitting {
  turns = $state.raw<readonly Turn[]>([]);
  more = $state(0);
  answered = $state(false);
  current = $state<string | null>(null);
  #busy = false;

  get turn(): Turn | null {
    return this.turns.find(({ id }) => id === this.current) ?? this.turns[0] ?? null;
  }

  /** How many loose ends are left of the five. */
  get left(): number {
    return this.turns.filter(({ is }) => is === "loose").length;
  }

  /** Begins a sitting, at `wanted` where it is among what is taken up. */
  async take(due: readonly Due[], wanted: string | null = this.current): Promise<void> {
    const { take, more } = await looseEnds();
    this.turns = turnsOf(due, take);
    this.more = more;
    this.current = this.turns.find(({ id }) => id === wanted)?.id ?? this.turns[0]?.id ?? null;
    this.answered = true;
  }

  async #count(): Promise<void> {
    const { take, more } = await looseEnds();
    this.more = beyond(this.turns, take.length + more);
  }

  /** Does what settles the present turn and takes it out. Returns the way to bring it back; none when nothing came of it. */
  async settle(run: () => Promise<number>): Promise<(() => Promise<void>) | null> {
    const turn = this.turn;
    if (this.#busy || !turn) return null;
    this.#busy = true;
    try {
      const steps = await run();
      if (steps === 0) return null;
      const before = this.turns;
      this.current = afterward(before, turn.id);
      this.turns = before.filter(({ id }) => id !== turn.id);
      await this.#count();
      return () => this.#bring(turn, before.indexOf(turn), steps);
    } finally {
      this.#busy = false;
    }
  }

  async #bring(turn: Turn, at: number, steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) await undo();
    if (!this.turns.some(({ id }) => id === turn.id)) this.turns = this.turns.toSpliced(at, 0, turn);
    this.current = turn.id;
    await this.#count();
  }

  async later(id: string): Promise<number> {
    await putOff(id);
    return 1;
  }

  async none(id: string): Promise<number> {
    const { entry } = await readEntry(id);
    await editEntry(id, { revision: entry.revision, no_outcome: true });
    return 1;
  }
}
