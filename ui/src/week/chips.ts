/** Acts inside an answer: kept as `[[id]]`, written on as `[Mon · first words]`, drawn as a chip. */
import { hangingDay } from "../format";
import { m } from "../paraglide/messages.js";
import type { EntryChip } from "../bindings";

const KEPT = /\[\[([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\]\]/gu;
const NO_BREAK = "\u00a0";
/** Room for the glyph that is drawn over it. */
const ROOM = NO_BREAK.repeat(2);

/** How an act stands in an answer that is kept. */
export const kept = (id: string): string => `[[${id}]]`;

/** The acts an answer refers to, each once, in the order met. */
export function mentioned(text: string): string[] {
  return [...new Set([...text.matchAll(KEPT)].map(([, id]) => id ?? ""))];
}

/** The first few words of a sentence, without the comma or stop they may end on. */
export function firstWords(text: string, most = 3): string {
  const words = text.trim().replaceAll(/[[\]]/gu, "").split(/\s+/u).slice(0, most).join(" ");
  return words.replace(/[\s.,;:!?]+$/u, "");
}

/** What a chip says: the day, and enough words to know the act by. */
export function chipWords({ day, text }: Pick<EntryChip, "day" | "text">): string {
  if (text.trim() === "") return m.week_chip_gone();
  const weekday = day === null ? "" : (hangingDay(day).split(" ")[0] ?? "");
  return [weekday, firstWords(text)].filter((part) => part !== "").join(" · ");
}

/** A label for each act, no two the same, so that a label leads back to its act. */
export function labelsOf(chips: readonly EntryChip[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const taken = new Set<string>();
  for (const chip of chips) {
    if (labels.has(chip.id)) continue;
    const words = chipWords(chip).replaceAll(" ", NO_BREAK);
    let label = `[${ROOM}${words}]`;
    for (let copy = 2; taken.has(label); copy += 1) label = `[${ROOM}${words}${NO_BREAK}${copy}]`;
    taken.add(label);
    labels.set(chip.id, label);
  }
  return labels;
}

/** A kept answer as it is written on. Brackets that name no known act stay as they are. */
export function shownFrom(text: string, labels: ReadonlyMap<string, string>): string {
  return text.replace(KEPT, (whole, id: string) => labels.get(id) ?? whole);
}

/** What was written, as it is kept. */
export function keptFrom(text: string, labels: ReadonlyMap<string, string>): string {
  return spansIn(text, labels).reduceRight((rest, { id, start, end }) => rest.slice(0, start) + kept(id) + rest.slice(end), text);
}

export interface Spot { id: string; start: number; end: number }

/** Where the labels stand in a written text, from left to right. */
export function spansIn(text: string, labels: ReadonlyMap<string, string>): Spot[] {
  const ids = new Map([...labels].map(([id, label]) => [label, id]));
  return [...text.matchAll(/\[[^\][]*\]/gu)].flatMap((found) => {
    const id = ids.get(found[0]);
    return id === undefined ? [] : [{ id, start: found.index, end: found.index + found[0].length }];
  });
}

/** The chip the caret stands inside of, or right behind, or right before. */
export function chipAt(spots: readonly Spot[], caret: number, where: "inside" | "behind" | "before"): Spot | undefined {
  return spots.find(({ start, end }) =>
    where === "behind" ? caret === end : where === "before" ? caret === start : caret > start && caret < end,
  );
}

/** With a space on either side where one is wanted. */
export function spaced(text: string, caret: number, piece: string): string {
  const [before, after] = [text.slice(0, caret), text.slice(caret)];
  const lead = before === "" || /\s$/u.test(before) ? "" : " ";
  const tail = after === "" || /^[\s.,;:!?]/u.test(after) ? "" : " ";
  return lead + piece + tail;
}

export type Fragment = { text: string; chip?: EntryChip };

/** An answer cut into plain text and chips. */
export function fragments(text: string, chips: readonly EntryChip[]): Fragment[] {
  const known = new Map(chips.map((chip) => [chip.id, chip]));
  const parts: Fragment[] = [];
  let from = 0;
  for (const found of text.matchAll(KEPT)) {
    const chip = known.get(found[1] ?? "");
    if (!chip) continue;
    if (found.index > from) parts.push({ text: text.slice(from, found.index) });
    parts.push({ text: chipWords(chip), chip });
    from = found.index + found[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}
