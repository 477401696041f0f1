/** What may be said about a passphrase: words are counted, and a weak one is advised against. */
import type { PassphraseStrength } from "../bindings";
import { m } from "../paraglide/messages.js";

const ENOUGH = 5;

/** A small number as a word at the start of a sentence: `Four`. */
export function inWords(count: number): string {
  return m.number_words().split(" ")[count] ?? String(count);
}

export function strengthWords(found: PassphraseStrength): string {
  if (found.words === 0) return m.welcome_strength_none();
  const words = found.words === 1 ? m.welcome_one_word() : m.welcome_words({ count: inWords(found.words) });
  if (found.advised_against) return found.words < ENOUGH ? m.welcome_weak({ words }) : m.welcome_guessable({ words });
  return found.words < ENOUGH ? m.welcome_fair({ words }) : m.welcome_strong({ words });
}
