/** Which actions can be performed just now: each is offered by whatever on screen knows how. */
import { ACTIONS, actionFor, capOf, groundOf, type ActionId, type KeyHabits } from "../actions";
import { shared } from "./context";

interface Offer {
  id: ActionId;
  run: () => void;
  /** Its name just now; none while there is nothing to do. */
  name?: () => string | null;
}

export class Offers {
  habits = $state.raw<KeyHabits>({ platform: "other", remapped: {}, singleKeys: true });
  // The newest offer wins, so a dialog may take an action over and give it back by closing. What is kept apart
  // from what is shown: an effect that ends reads the past, and would forget what was offered in the same breath.
  readonly #kept = new Set<Offer>();
  #offers = $state.raw<readonly Offer[]>([]);

  /** Offers to perform an action, under another name than the table's if need be, until the returned function is called; made for `$effect(() => offers.offer(…))`. */
  offer(id: ActionId, run: () => void, name?: () => string | null): () => void {
    const mine: Offer = { id, run, name };
    // Offers are made inside effects, which must not run again because of what they add here: nothing is read.
    this.#kept.add(mine);
    this.#offers = [...this.#kept];
    return () => {
      this.#kept.delete(mine);
      this.#offers = [...this.#kept];
    };
  }

  can(id: ActionId): boolean {
    return this.#newest(id) !== undefined;
  }

  /** Whether it is worth naming in a list just now, and under which name. */
  name(id: ActionId): string | null {
    const offer = this.#newest(id);
    if (!offer) return null;
    return offer.name ? offer.name() : ACTIONS[id].label();
  }

  #newest(id: ActionId): Offer | undefined {
    return this.#offers.findLast((offer) => offer.id === id);
  }

  /** Performs an action. Says whether anyone could. */
  perform(id: ActionId): boolean {
    const offer = this.#newest(id);
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
