/** What the timeline is asked: words and chips, as typed and as shown. */
import { readDay } from "../days";
import { dayAndMonth } from "../format";
import { FAMILIES, familyName, KIND_ORDER, kindName, KINDS } from "../kinds";
import { gradeName } from "../components/grades";
import { CATEGORIES, categoryName, STATUSES, statusName } from "../outcome/words";
import { m } from "../paraglide/messages.js";
import type { Chip, Grade, Query } from "../bindings";

/** The names that chips may stand for. */
export interface Names {
  people: readonly { id: string; name: string }[];
  goals: readonly { id: string; name: string }[];
  tags: readonly string[];
}

export type ChipField = Chip["field"];

export const FIELDS: readonly ChipField[] = [
  "kind", "family", "goal", "person", "tag", "category", "grade", "status", "since", "until", "loose", "confidential",
];

const FIELD_NAMES: Record<ChipField, () => string> = {
  kind: m.timeline_field_kind,
  family: m.timeline_field_family,
  goal: m.timeline_field_goal,
  person: m.timeline_field_person,
  tag: m.timeline_field_tag,
  category: m.timeline_field_category,
  grade: m.timeline_field_grade,
  status: m.timeline_field_status,
  since: m.timeline_field_since,
  until: m.timeline_field_until,
  loose: m.timeline_field_loose,
  confidential: m.timeline_field_confidential,
};

/** Words that may be typed for a field besides its own name. */
const ALSO: Record<string, ChipField> = { with: "person", evidence: "grade", unfinished: "loose", from: "since", to: "until" };

export function fieldName(field: ChipField): string {
  return FIELD_NAMES[field]();
}

export function isField(word: string): ChipField | null {
  const wanted = word.toLowerCase();
  if (FIELDS.includes(wanted as ChipField)) return wanted as ChipField;
  return ALSO[wanted] ?? FIELDS.find((field) => fieldName(field).toLowerCase() === wanted) ?? null;
}

export interface Choice {
  label: string;
  chip: Chip;
}

/** Everything a field could be set to; dates are typed. */
export function choices(field: ChipField, names: Names): Choice[] {
  switch (field) {
    case "kind":
      return KIND_ORDER.map((kind) => ({ label: kindName(kind), chip: { field, value: kind } }));
    case "family":
      return FAMILIES.map((family) => ({ label: familyName(family), chip: { field, value: family } }));
    case "goal":
      return names.goals.map(({ id, name }) => ({ label: name, chip: { field, value: id } }));
    case "person":
      return names.people.map(({ id, name }) => ({ label: name, chip: { field, value: id } }));
    case "tag":
      return names.tags.map((tag) => ({ label: tag, chip: { field, value: tag } }));
    case "category":
      return CATEGORIES.map((category) => ({ label: categoryName(category), chip: { field, value: category } }));
    case "grade":
      return ([1, 2, 3, 4, 5] as Grade[]).map((grade) => ({ label: gradeName(grade), chip: { field, value: grade } }));
    case "status":
      return STATUSES.map((status) => ({ label: statusName(status), chip: { field, value: status } }));
    case "loose":
    case "confidential":
      return [{ label: fieldName(field), chip: { field } }];
    default:
      return [];
  }
}

const plain = (text: string): string => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

/** What fits the words after the colon, best first. A day fits itself. */
export function fitting(field: ChipField, typed: string, names: Names, now: string): Choice[] {
  if (field === "since" || field === "until") {
    const day = readDay(typed, now);
    return day === null ? [] : [{ label: dayAndMonth(day), chip: { field, value: day } }];
  }
  const wanted = plain(typed.replaceAll('"', "").trim());
  const all = choices(field, names);
  if (field === "kind") {
    const alias = all.find(({ chip }) => chip.field === "kind" && KINDS[chip.value].alias === wanted);
    if (alias) return [alias];
  }
  if (field === "grade" && /^[1-5]$/.test(wanted)) return all.slice(Number(wanted) - 1, Number(wanted));
  const starts = all.filter(({ label }) => plain(label).startsWith(wanted));
  const holds = all.filter((choice) => !starts.includes(choice) && plain(choice.label).includes(wanted));
  return [...starts, ...holds];
}

export interface Unfinished {
  field: ChipField;
  typed: string;
  /** Where the token begins in the text. */
  start: number;
}

/** The token that the text ends in: `… goal:cus`. */
export function unfinished(text: string): Unfinished | null {
  const found = /(?:^|\s)(\p{L}+):("[^"]*"?|\S*)$/u.exec(text);
  const field = found?.[1] ? isField(found[1]) : null;
  if (!found || !field) return null;
  const token = `${found[1]}:${found[2]}`;
  return { field, typed: found[2] ?? "", start: text.length - token.length };
}

/** Turns finished tokens (`kind:sh `) into chips; what cannot be read stays as words. */
export function takeChips(text: string, names: Names, now: string): { text: string; chips: Chip[] } {
  const chips: Chip[] = [];
  const rest = text.replace(/(^|\s)(\p{L}+):("[^"]*"|[^\s"]*)(?=\s)/gu, (all, before: string, word: string, value: string) => {
    const field = isField(word);
    const chip = field ? fitting(field, value, names, now)[0]?.chip : undefined;
    const bare = field === "loose" || field === "confidential";
    if (!chip || (value === "" && !bare)) return all;
    chips.push(chip);
    return before;
  });
  return { text: chips.length > 0 ? rest.replace(/\s+/g, " ").trimStart() : text, chips };
}

export function sameChip(one: Chip, other: Chip): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Adds a chip; since and until hold one day each. */
export function withChip(query: Query, chip: Chip): Query {
  const single = ["since", "until", "loose", "confidential"].includes(chip.field);
  const kept = query.chips.filter((other) => (single ? other.field !== chip.field : !sameChip(other, chip)));
  return { ...query, chips: [...kept, chip] };
}

export function withoutChip(query: Query, at: number): Query {
  return { ...query, chips: query.chips.filter((_, index) => index !== at) };
}

/** What a chip says: its field, faintly, and its value. */
export function chipWords(chip: Chip, names: Names): { about?: string; text: string } {
  const about = fieldName(chip.field);
  switch (chip.field) {
    case "loose":
    case "confidential":
      return { text: about };
    case "since":
    case "until":
      return { about, text: dayAndMonth(chip.value) };
    case "goal":
      return { about, text: names.goals.find(({ id }) => id === chip.value)?.name ?? m.timeline_unknown() };
    case "person":
      return { about, text: names.people.find(({ id }) => id === chip.value)?.name ?? m.timeline_unknown() };
    default: {
      const same = choices(chip.field, { ...names, tags: [] }).find((choice) => sameChip(choice.chip, chip));
      return { about, text: same?.label ?? String(chip.value) };
    }
  }
}

export const NOTHING: Query = { text: "", chips: [], oldest_first: false };

export function isAsking(query: Query): boolean {
  return query.text.trim() !== "" || query.chips.length > 0;
}
