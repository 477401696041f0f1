/** The criteria of every ladder as something to choose from. */
import type { Criterion, LadderView } from "../bindings";

export interface Choice {
  id: string;
  name: string;
  /** The company's sentence, where the name is a shorter one. */
  text: string;
  /** Where it stands: level and area. */
  where: string;
}

const plain = (text: string): string => text.toLocaleLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

/** What can be linked to: nothing kept aside, the level aimed at first, each ladder in its order. */
export function choices(views: readonly LadderView[]): Choice[] {
  const all = views.flatMap(({ ladder }) => {
    const rank = (one: Criterion): number => (one.level === ladder.target || one.level === null ? 0 : 1);
    return ladder.criteria
      .filter((one) => !one.aside)
      .toSorted((one, other) => rank(one) - rank(other))
      .map((one) => ({ one, ladder }));
  });
  return all.map(({ one, ladder }) => ({
    id: one.id,
    name: one.title || one.text,
    text: one.title ? one.text : "",
    where: [views.length > 1 && ladder.name, one.level, one.area].filter(Boolean).join(", "),
  }));
}

/** Those that have every word typed, in any part of them. */
export function fitting(all: readonly Choice[], typed: string, without: readonly string[]): Choice[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return all.filter((one) => {
    const here = plain(`${one.name} ${one.text} ${one.where}`);
    return !without.includes(one.id) && words.every((word) => here.includes(word));
  });
}

/** Where a criterion goes when it is moved one up or down among those that are asked for; nothing at an end. */
export function placeAfter(criteria: readonly Criterion[], id: string, by: -1 | 1): number | undefined {
  const asked = criteria.filter((one) => !one.aside);
  const at = asked.findIndex((one) => one.id === id);
  const other = asked[at + by];
  return at < 0 || !other ? undefined : criteria.indexOf(other);
}
