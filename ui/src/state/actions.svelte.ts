/** Which actions can be performed just now: each is offered by whatever on screen knows how. */
import { untrack } from "svelte";
import { actionFor, capOf, groundOf, type ActionId, type KeyHabits } from "../actions";
import { shared } from "./context";

export class Offers {
  habits = $state.raw<KeyHabits>({ platform: "other", remapped: {}, singleKeys: true });
  // The newest offer wins, so a dialog may take an action over and give it back by closing.
  #offers = $state.raw<readonly { id: ActionId; run: () => void }[]>([]);

  /** Offers to perform an action until the returned function is called; made for `$effect(() => offers.offer(…))`. */
  offer(id: ActionId, run: () => void): () => void {
    const mine = { id, run };
    // Offers are made inside effects, which must not run again because of what they add here.
    this.#offers = [...untrack(() => this.#offers), mine];
    return () => {
      this.#offers = untrack(() => this.#offers).filter((other) => other !== mine);
    };
  }

  can(id: ActionId): boolean {
    return this.#offers.some((offer) => offer.id === id);
  }

  /** Performs an action. Says whether anyone could. */
  perform(id: ActionId): boolean {
    const offer = this.#offers.findLast((candidate) => candidate.id === id);
    offer?.run();
    return offer !== undefined;
  }

  cap(id: ActionId): string | undefined {
    return capOf(id, this.habits.platform, this.habits.remapped);
  }

  /** The one key listener of the window. */
  press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const id = actionFor(event, groundOf(event.target), this.habits);
    if (id !== undefined && this.perform(id)) event.preventDefault();
  }
}

export const offers = shared<Offers>("actions");
