/** What the palette offers for a text, in its four groups. */
import { ACTION_ORDER, ACTIONS, type ActionId } from "../actions";
import type { PaletteHit } from "../bindings";
import type { SignName } from "../components/signs";
import { shortDay } from "../format";
import { KIND_ORDER, KINDS, kindName, type Kind } from "../kinds";
import { m } from "../paraglide/messages.js";
import type { Place } from "../state/places.svelte";
import { hitsIn, rank, type Scope } from "./rank";

export type Doing =
  | { do: "action"; id: ActionId }
  | { do: "go"; place: Place }
  | { do: "capture"; text: string };

export interface Row {
  id: string;
  group: "do" | "go" | "entries" | "words";
  text: string;
  hits: [number, number][];
  sign?: SignName;
  kind?: Kind;
  /** At the end of the row: a key, a day, a word. */
  keys?: string;
  note?: string;
  doing: Doing;
}

interface Offered {
  name: (id: ActionId) => string | null;
  cap: (id: ActionId) => string | undefined;
}

const SIGN_OF: Partial<Record<ActionId, SignName>> = {
  capture: "add", lock: "lock", settings: "sliders", undo: "back", redo: "forward", search: "search",
};

const MOST = { do: 5, go: 5, entries: 6 };

function shifted(prefix: string, text: string, typed: string): [number, number][] {
  return hitsIn(text, typed).map(([start, end]) => [start + prefix.length, end + prefix.length]);
}

function actions(typed: string, offered: Offered, wantsScreens: boolean): Row[] {
  const ids = ACTION_ORDER.filter((id) => offered.name(id) !== null && id !== "palette" && (ACTIONS[id].group === "go") === wantsScreens);
  const nameOf = (id: ActionId): string => offered.name(id) ?? ACTIONS[id].label();
  return rank(ids, nameOf, typed).map(({ item, hits }) => ({
    id: `action-${item}`,
    group: wantsScreens ? "go" : "do",
    text: nameOf(item),
    hits,
    sign: SIGN_OF[item] ?? (wantsScreens ? "forward" : "lines"),
    keys: offered.cap(item),
    doing: { do: "action", id: item },
  }));
}

const PLACES: Record<string, (hit: PaletteHit) => Place> = {
  person: (hit) => ({ screen: "people", id: hit.id }),
  goal: (hit) => ({ screen: "goals", id: hit.id }),
  packet: (hit) => ({ screen: "packets", id: hit.id }),
  tag: (hit) => ({ screen: "timeline", query: `#${hit.id}` }),
  entry: (hit) => ({ screen: "entry", id: hit.id }),
};

const ABOUT: Record<string, () => string> = {
  person: m.palette_person, goal: m.palette_goal, packet: m.palette_packet, tag: m.palette_tag,
};

function hitRow(hit: PaletteHit, typed: string): Row | null {
  const place = PLACES[hit.what]?.(hit);
  if (!place) return null;
  if (hit.what === "entry") {
    return {
      id: `entry-${hit.id}`, group: "entries", text: hit.text, hits: hitsIn(hit.text, typed), kind: hit.kind ?? undefined,
      sign: "lines", note: hit.day ? shortDay(hit.day) : undefined, doing: { do: "go", place },
    };
  }
  const prefix = hit.what === "tag" ? "#" : "";
  return {
    id: `${hit.what}-${hit.id}`, group: "go", text: prefix + hit.text, hits: shifted(prefix, hit.text, typed),
    sign: "forward", note: ABOUT[hit.what]?.(), doing: { do: "go", place },
  };
}

/** A person's name as a token of the grammar. */
export function mention(name: string): string {
  return /\s/.test(name) ? `@"${name}" ` : `@${name} `;
}

function captureWith(hit: PaletteHit, typed: string): Row {
  const text = m.palette_capture_with({ name: hit.text });
  return {
    id: `capture-${hit.id}`, group: "do", text, hits: hitsIn(text, typed), sign: "add",
    doing: { do: "capture", text: mention(hit.text) },
  };
}

function kinds(typed: string): Row[] {
  return rank(KIND_ORDER, (kind) => `${kindName(kind)} ${KINDS[kind].alias}`, typed).map(({ item }) => ({
    id: `kind-${item}`, group: "do", text: m.palette_capture_kind({ name: kindName(item) }), hits: [], kind: item,
    note: KINDS[item].alias, doing: { do: "capture", text: `!${KINDS[item].alias} ` },
  }));
}

/** Every row, group after group, in the order the arrows walk. */
export function rowsFor(scope: Scope, typed: string, found: readonly PaletteHit[], offered: Offered): Row[] {
  if (scope === "kinds") return kinds(typed);
  if (scope === "actions") return [...actions(typed, offered, false), ...actions(typed, offered, true)];
  const wanted = found.filter((hit) => scope === "all" || (scope === "people" ? hit.what === "person" : hit.what === "tag"));
  const rows = wanted.flatMap((hit) => hitRow(hit, typed) ?? []);
  const people = typed === "" ? [] : wanted.filter((hit) => hit.what === "person").slice(0, 2);
  if (scope !== "all") return [...people.map((hit) => captureWith(hit, typed)), ...rows];
  const words: Row[] = typed === "" ? [] : [{
    id: "words", group: "words", text: m.palette_search({ text: typed }), hits: [], sign: "search",
    doing: { do: "go", place: { screen: "timeline", query: typed } },
  }];
  const doings = [...people.map((hit) => captureWith(hit, typed)), ...actions(typed, offered, false)];
  const named = rows.filter((row) => row.group === "go");
  const screens = actions(typed, offered, true);
  // Before anything is typed the screens are the likelier way.
  const goings = typed === "" ? [...screens, ...named] : [...named, ...screens];
  return [
    ...doings.slice(0, MOST.do), ...goings.slice(0, MOST.go),
    ...rows.filter((row) => row.group === "entries").slice(0, MOST.entries), ...words,
  ];
}
