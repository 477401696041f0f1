/** Where a rule's words stand in the text as it leaves. Nothing here knows what stood there before. */
import type { PacketReview } from "../bindings";
import type { How } from "./leaving";

/** Words in a file that stand for something withheld, and the sort of rule that put them there. */
export interface Standing { words: string; how: Exclude<How, "keep"> }

/** Each of them once, the longer ones first, so that a word inside another is not marked alone. */
export function standing(review: PacketReview): Standing[] {
  const found = new Map<string, Standing>();
  for (const { treatment, after, places } of [...review.people, ...review.terms, ...review.figures]) {
    const words = after.trim();
    if (treatment.how === "keep" || places.length === 0 || words === "") continue;
    found.set(words.toLowerCase(), { words, how: treatment.how });
  }
  return [...found.values()].sort((a, b) => b.words.length - a.words.length);
}

export interface Stretch { from: number; to: number; how: Standing["how"] }

const letter = /[\p{L}\p{N}]/u;

/** The stretches of `text` to mark, in order, none over another, none inside a word. */
export function stretches(text: string, all: readonly Standing[]): Stretch[] {
  const low = text.toLowerCase();
  // A few letters grow when they are made small: then no place in one is a place in the other.
  if (low.length !== text.length) return [];
  const taken: Stretch[] = [];
  for (const { words, how } of all) {
    const sought = words.toLowerCase();
    for (let from = low.indexOf(sought); from >= 0; from = low.indexOf(sought, from + sought.length)) {
      const to = from + sought.length;
      const inside = (at: number, edge: string): boolean => letter.test(text[at] ?? "") && letter.test(edge);
      if (inside(from - 1, text[from] ?? "") || inside(to, text[to - 1] ?? "")) continue;
      if (!taken.some((one) => one.from < to && from < one.to)) taken.push({ from, to, how });
    }
  }
  return taken.sort((a, b) => a.from - b.from);
}

/** Marks them in a page, with the rule's name, and gives what takes the marks away again. */
export function mark(page: HTMLElement, all: readonly Standing[], named: (how: How) => string): () => void {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  const made: HTMLElement[] = [];
  for (const text of texts) {
    for (const { from, to, how } of stretches(text.data, all).reverse()) {
      const range = document.createRange();
      range.setStart(text, from);
      range.setEnd(text, to);
      const span = document.createElement("span");
      span.className = how === "remove" ? "replaced removed" : "replaced";
      span.title = named(how);
      range.surroundContents(span);
      made.push(span);
    }
  }
  return () => {
    for (const span of made) {
      const parent = span.parentNode;
      span.replaceWith(...span.childNodes);
      parent?.normalize();
    }
  };
}
