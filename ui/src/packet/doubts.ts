/** The questions a panel would ask, one sentence a kind, and why a claim is weak. */
import type { ClaimDoubts, DoubtKind, Rehearsal, Weakness } from "../bindings";
import { m } from "../paraglide/messages.js";

const QUESTIONS: Record<DoubtKind, () => string> = {
  "who-else": m.doubt_who_else,
  anyway: m.doubt_anyway,
  "says-who": m.doubt_says_who,
  "how-sure": m.doubt_how_sure,
  "does-it-last": m.doubt_does_it_last,
  "counted-twice": m.doubt_counted_twice,
  "written-later": m.doubt_written_later,
  "has-it-happened": m.doubt_has_it_happened,
};

export const question = (kind: DoubtKind): string => QUESTIONS[kind]();

const WEAK: Record<Weakness, () => string> = {
  "only-my-word": m.weak_only_my_word,
  "no-counterfactual": m.weak_no_counterfactual,
  "nobody-credited": m.weak_nobody_credited,
  "no-figure": m.weak_no_figure,
  "not-happened": m.weak_not_happened,
  "counted-twice": m.weak_counted_twice,
};

export const weakness = (why: Weakness): string => WEAK[why]();

/** How many questions nothing in the record answers, over all claims. */
export const unanswered = (doubts: readonly ClaimDoubts[]): number => doubts.reduce((sum, claim) => sum + claim.unanswered, 0);

export interface Paragraph {
  text: string;
  heading: boolean;
}

/** What is read first, in paragraphs, with the headings known as such. */
export function readIn({ first, headings }: Pick<Rehearsal, "first" | "headings">): Paragraph[] {
  const left = [...headings];
  const paragraphs: Paragraph[] = [];
  for (const block of first.split(/\n{2,}/)) {
    const lines = block.split("\n");
    // A part begins with its heading on a line of its own.
    if (left.length > 0 && lines[0]?.trim() === left[0]?.trim()) {
      left.shift();
      paragraphs.push({ text: lines.shift() ?? "", heading: true });
    }
    const text = lines.join("\n").trim();
    if (text) paragraphs.push({ text, heading: false });
  }
  return paragraphs;
}
