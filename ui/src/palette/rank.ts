/** Which actions and screens a few typed letters mean, best first. The journal's own words are ranked by the core. */

export interface Ranked<T> {
  item: T;
  /** Lower is better. */
  rank: number;
  /** The stretches of the label that were typed. */
  hits: [number, number][];
}

/** How a label fits what was typed, or nothing. Whole starts win over starts of words, these over letters in order. */
export function fit(label: string, typed: string): { rank: number; hits: [number, number][] } | null {
  const [text, wanted] = [fold(label), fold(typed.trim())];
  if (wanted === "") return { rank: 0, hits: [] };
  const at = text.indexOf(wanted);
  if (at === 0) return { rank: 1, hits: [[0, wanted.length]] };
  if (at > 0 && /\s/.test(text[at - 1] ?? "")) return { rank: 2, hits: [[at, at + wanted.length]] };
  const initials = byWords(text, wanted);
  if (initials) return { rank: 3, hits: initials };
  if (at > 0) return { rank: 4, hits: [[at, at + wanted.length]] };
  return null;
}

// "ke he" and "kh" both mean "Keyboard help".
function byWords(text: string, wanted: string): [number, number][] | null {
  const hits: [number, number][] = [];
  let left = wanted.replace(/\s+/g, "");
  for (const word of text.matchAll(/\S+/g)) {
    let length = 0;
    while (length < word[0].length && length < left.length && word[0][length] === left[length]) length += 1;
    if (length > 0) hits.push([word.index, word.index + length]);
    left = left.slice(length);
    if (left === "") return hits;
  }
  return null;
}

/** Folded to lower case and without accents, at the same length, so that places stay places. */
function fold(text: string): string {
  return [...text].map((letter) => {
    const plain = letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return plain.length === letter.length ? plain : letter;
  }).join("");
}

/** All that fit, best first; among equals the given order stays. */
export function rank<T>(items: readonly T[], label: (item: T) => string, typed: string): Ranked<T>[] {
  return items
    .flatMap((item) => {
      const fits = fit(label(item), typed);
      return fits ? [{ item, ...fits }] : [];
    })
    .sort((one, other) => one.rank - other.rank);
}

/** Where a word was typed within a text of the journal, for showing it. */
export function hitsIn(text: string, typed: string): [number, number][] {
  const [folded, wanted] = [fold(text), fold(typed.trim())];
  const hits: [number, number][] = [];
  if (wanted === "") return hits;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
    if (at === 0 || /[^\p{L}\p{N}]/u.test(folded[at - 1] ?? "")) hits.push([at, at + wanted.length]);
  }
  return hits;
}

export type Scope = "all" | "actions" | "people" | "tags" | "kinds";

const SCOPES: Record<string, Scope> = { ">": "actions", "@": "people", "#": "tags", "!": "kinds" };

/** What the first sign narrows the palette to, and the rest of the text. */
export function scopeOf(text: string): { scope: Scope; typed: string } {
  const scope = SCOPES[text.trimStart()[0] ?? ""];
  return scope ? { scope, typed: text.trimStart().slice(1).trim() } : { scope: "all", typed: text.trim() };
}
