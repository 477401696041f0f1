/** One packet while it is open: what it says, what a coach and a panel would say, and every change to it. */
import { IpcError, coachPacket, includeOutcome, packet, packetCheck, packetReview, placeOutcome, savePacket } from "../ipc";
import type { CoachedText, PacketCheck, PacketEdit, PacketReview, PacketView } from "../bindings";
import { step, across, type Move } from "./order";
import { moveSection } from "./plan";

export class OpenPacket {
  readonly id: string;
  readonly #refused: (reason: unknown) => void;
  view = $state.raw<PacketView>();
  review = $state.raw<PacketReview>();
  check = $state.raw<PacketCheck>();
  coached = $state.raw<readonly CoachedText[]>([]);
  /** It could not be read at all. */
  failed = $state(false);
  #asked = 0;

  constructor(id: string, refused: (reason: unknown) => void) {
    this.id = id;
    this.#refused = refused;
  }

  async load(): Promise<void> {
    try {
      this.view = await packet(this.id);
      this.failed = false;
      void this.#beside();
    } catch {
      this.failed = this.view === undefined;
    }
  }

  /** What stands beside the packet follows once its own words are there. */
  async #beside(): Promise<void> {
    const mine = ++this.#asked;
    const [review, check, coached] = await Promise.allSettled([packetReview(this.id), packetCheck(this.id), coachPacket(this.id)]);
    if (mine !== this.#asked) return;
    if (review.status === "fulfilled") this.review = review.value;
    if (check.status === "fulfilled") this.check = check.value;
    if (coached.status === "fulfilled") this.coached = coached.value;
  }

  /** Does something that answers with the packet. Says whether it was done; what was typed stays either way. */
  async run(deed: () => Promise<PacketView>): Promise<boolean> {
    try {
      this.view = await deed();
      void this.#beside();
      return true;
    } catch (reason) {
      this.#refused(reason);
      return false;
    }
  }

  /** Saves a change to the packet's texts, on whatever stands there now. */
  save(change: Partial<PacketEdit> | ((edit: PacketEdit) => Partial<PacketEdit>)): Promise<boolean> {
    const on = (edit: PacketEdit): PacketEdit => ({
      ...edit, ...(typeof change === "function" ? change(edit) : change), revision: edit.revision,
    });
    return this.run(async () => {
      const base = this.view ?? (await packet(this.id));
      try {
        return await savePacket(this.id, on(base.edit));
      } catch (reason) {
        if (!(reason instanceof IpcError) || reason.code !== "stale") throw reason;
        return savePacket(this.id, on((await packet(this.id)).edit));
      }
    });
  }

  move({ outcome, place, section }: Move): Promise<boolean> {
    return this.run(() => placeOutcome(this.id, { outcome, place, section }));
  }

  include(outcome: string, on: boolean): Promise<boolean> {
    return this.run(() => includeOutcome(this.id, outcome, on));
  }

  /** Takes an outcome in, at the end of a section. */
  async includeIn(section: string, outcome: string): Promise<boolean> {
    if (!(await this.include(outcome, true))) return false;
    const place = this.view?.sections.find(({ key }) => key === section)?.items.length;
    return place === undefined || this.move({ outcome, place, section });
  }

  /** Moves what a line stands for; false when it cannot go there. */
  async shift(line: string, way: "up" | "down" | "before" | "after"): Promise<boolean> {
    const view = this.view;
    if (!view) return false;
    const by = way === "up" || way === "before" ? -1 : 1;
    if (line.startsWith("section:")) {
      const outline = moveSection(view, line.slice("section:".length), by);
      return outline ? this.save({ outline }) : false;
    }
    const move = (way === "up" || way === "down" ? step : across)(view.sections, line, by);
    return move ? this.move(move) : false;
  }
}
