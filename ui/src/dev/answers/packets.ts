/** Two made-up packets. The preview is shaped as the exporter shapes it. */
import { IpcError } from "../../ipc";
import type {
  Basis, CandidateFilter, PacketEdit, PacketItem, PacketReview, PacketRule, PacketView,
  Placement, RuleLine, Spot, Subject, Treatment,
} from "../../bindings";
import type { Answers } from "../mock";
import { counted, GROWTH, VOICES, voiceLines } from "../sampledossier";
import { CRITERIA, SAMPLE } from "../samplepacket";
import { preview } from "../samplepreview";
import { ID } from "../sampleweek";

const wanted = new URLSearchParams(location.search);
const GOALS = ["Customs API release", "Enterprise renewals", "Customs API release", "Platform hiring plan"];

const all = SAMPLE;

const MORE = { role: "", ladder: null, outline: [], budget: null, hide_counts: false, voices: [], grown: [], projects: [], profile: "" };
const BUDGET = { limit: 700, unit: "characters" } as const;

interface Kept { edit: PacketEdit; chosen: string[]; moved: Map<string, string> }
const packets = new Map<string, Kept>();
if (!wanted.has("nopackets")) {
  packets.set("p1", {
    edit: {
      revision: 3, title: "The case for Senior Director", author: "Inès Okafor", level_now: "Director", level_target: "Senior Director",
      audience: "Spring 2027 panel, due 8 February. Written for three people who have not worked with me.", from: "2026-01-01", to: "2026-12-31",
      arrangement: wanted.has("own") ? "own" : "by-criterion", summary: "Three quarters of keeping **dates** that others planned around. I helped two teams share one design, and a significant renewal was kept.",
      against: wanted.has("unsaid") ? "" : "The vendor pilot ended early, and one integration was lost with it.", next_scope: "",
      ...MORE, role: "Director of Engineering, Platform", ladder: "l1", profile: "promotion-form", budget: { limit: 3500, unit: "characters" },
      outline: wanted.has("own") ? [{ key: "own:1", heading: "Grows people", intro: "", budget: BUDGET }] : CRITERIA.map(({ id }) => ({ key: `criterion:${id}`, heading: "", intro: "", budget: BUDGET })),
      voices: [VOICES[0]!.voice], grown: ["lena"], projects: ["j1"],
    },
    chosen: all.slice(0, 9).map((one) => one.outcome.id), moved: new Map(),
  });
  packets.set("p2", {
    edit: {
      revision: 1, title: "Mid-year review", author: "Inès Okafor", level_now: "", level_target: "", audience: "", from: null, to: null,
      arrangement: "one-list", summary: "", against: "", next_scope: "", ...MORE,
    },
    chosen: [], moved: new Map(),
  });
}

function kept(id: unknown): Kept {
  const found = packets.get(String(id));
  if (!found) throw new IpcError("not-found", "made up");
  return found;
}

function keyOf(one: (typeof all)[number], { edit, moved }: Kept): string {
  const to = moved.get(one.outcome.id);
  if (to !== undefined && (to === "" || edit.outline.some(({ key }) => key === to) || edit.arrangement !== "own")) return to;
  if (edit.arrangement === "by-criterion") return one.section && `criterion:${one.section}`;
  return edit.arrangement === "by-goal" ? `goal:${one.goal}` : edit.arrangement === "by-category" ? `category:${one.outcome.category}` : "";
}

function wordsOf(key: string): string {
  const [kind, name] = key.split(":");
  return kind === "criterion" ? (CRITERIA.find(({ id }) => id === name)?.title ?? "") : kind === "own" ? "" : (name ?? "");
}

/** How long the drawings say a section is; anything else is counted. */
const DRAWN: Readonly<Record<string, number>> = { "criterion:c1": 540, "criterion:c2": 690, "criterion:c3": 815, "criterion:c4": 430 };

function sectionsOf(one: Kept): PacketView["sections"] {
  const prefix = { "by-criterion": "criterion:", "by-goal": "goal:", "by-category": "category:", own: "own:", "one-list": "-" }[one.edit.arrangement];
  const found: PacketView["sections"] = [];
  const section = (key: string) => {
    const known = found.find((each) => each.key === key);
    if (known) return known;
    const plan = one.edit.outline.find((each) => each.key === key);
    const fresh = { key, heading: plan?.heading || wordsOf(key), intro: plan?.intro ?? "", items: [], characters: 0, count: counted(""), budget: plan?.budget ?? null, over: 0 };
    found.push(fresh);
    return fresh;
  };
  for (const { key } of one.edit.outline) if (key === "" || key.startsWith(prefix)) section(key);
  for (const each of one.chosen.flatMap((id) => all.find(({ outcome }) => outcome.id === id) ?? [])) {
    const key = keyOf(each, one);
    const to = section(key);
    const item: PacketItem = {
      outcome: each.outcome, kind: each.kind, entry: ID(1), section: to.heading, may_leave: each.may_leave, characters: each.told.length,
    };
    to.items.push(item);
  }
  for (const each of found) {
    const text = each.items.map((item) => all.find(({ outcome }) => outcome.id === item.outcome.id)?.told ?? "").join("\n");
    const characters = each.items.length > 0 ? (DRAWN[each.key] ?? text.length) : 0;
    each.count = { characters, words: counted(text).words };
    each.characters = characters;
    each.over = Math.max(0, (each.budget?.unit === "words" ? each.count.words : characters) - (each.budget?.limit ?? Infinity));
  }
  return found.sort((a, b) => Number(a.key === "") - Number(b.key === ""));
}

function view(id: unknown): PacketView {
  const one = kept(id);
  const { edit } = one;
  const sections = sectionsOf(one);
  const characters = sections.reduce((sum, section) => sum + section.characters, 0);
  const chosen = new Set(edit.grown);
  return {
    id: String(id), edit, sections, characters, count: { characters, words: Math.round(characters / 6) },
    over: Math.max(0, characters - (edit.budget?.limit ?? Infinity)),
    voices: voiceLines(edit), growth: GROWTH.map((line) => ({ ...line, included: chosen.has(line.person) })),
    held_back: sections.flatMap((section) => section.items).filter((item) => !item.may_leave).length,
    preview: preview(edit, sections),
  };
}

const spot = (section: number | null, field: string, before: string, hit: string, after: string): Spot => ({
  section, claim: section === null ? null : 0, field,
  words: [{ text: before, hit: false }, { text: hit, hit: true }, { text: after, hit: false }],
});

const line = (person: string, before: string, after: string, treatment: Treatment, places: number, basis: Basis = "chosen"): RuleLine => ({
  subject: { what: "person", person }, before, after, treatment, basis, asked_on: basis === "consent" ? "2026-11-19" : null,
  places: Array.from({ length: places }, (_, at) => spot(at, "sentence", "", before, "")),
});

const review: PacketReview = {
  unresolved: wanted.has("resolved") ? [] : [
    { word: "Noor", doubt: "unknown", subject: { what: "term", term: "Noor" }, file_name: false, places: [spot(3, "sentence", "run by ", "Noor", " since June")] },
    { word: "halden-clause.pdf", doubt: "no-rule", subject: { what: "term", term: "halden-clause.pdf" }, file_name: true, places: [spot(1, "evidence", "", "halden", "-clause.pdf")] },
  ],
  people: [
    line("o", "Oskar Lindqvist", "a finance peer", { how: "describe", text: "a finance peer" }, 3),
    line("t", "Tomasz Wójcik", "an engineer on my team", { how: "describe", text: "an engineer on my team" }, 2),
    line("m", "Mei-Lin Chao", "", { how: "remove" }, 1),
    line("l", "Lena Hartwig", "Lena Hartwig", { how: "keep" }, 5, "consent"),
  ],
  terms: [{ ...line("h", "Halden", "an enterprise renewal", { how: "describe", text: "an enterprise renewal" }, 6), subject: { what: "term", term: "Halden" } }],
  figures: [{ ...line("f", "£410,000", "£250k to £500k", { how: "band" }, 2), subject: { what: "figure", outcome: "f" } }],
  held_back: 1,
};

function answered(subject: Subject): PacketReview {
  review.unresolved = review.unresolved.filter((one) => JSON.stringify(one.subject) !== JSON.stringify(subject));
  return { ...review };
}

function lines() {
  return [...packets].map(([id, { edit, chosen }]) => ({
    id, title: edit.title, from: edit.from, to: edit.to, outcomes: chosen.length, changed_at: "2026-11-19T18:02:00Z",
  }));
}

export default {
  packets: lines,
  packet: ({ id }) => view(id),
  new_packet: ({ edit }) => {
    const id = `p${packets.size + 1}`;
    packets.set(id, { edit: { ...(edit as PacketEdit), revision: 1 }, chosen: [], moved: new Map() });
    return view(id);
  },
  save_packet: ({ id, edit }) => {
    const one = kept(id);
    one.edit = { ...(edit as PacketEdit), revision: one.edit.revision + 1 };
    return view(id);
  },
  delete_packet: ({ id }) => {
    packets.delete(String(id));
    return lines();
  },
  candidates: ({ id, filter }) => {
    const { from, to, text } = filter as CandidateFilter;
    return all
      .filter((one) => (!from || one.day >= from) && (!to || one.day <= to) && one.outcome.statement.toLowerCase().includes(text.toLowerCase()))
      .map((one) => ({ ...one, included: kept(id).chosen.includes(one.outcome.id) }));
  },
  include_outcome: ({ id, outcome, on }) => {
    const one = kept(id);
    one.chosen = one.chosen.filter((known) => known !== outcome);
    if (on) one.chosen.push(String(outcome));
    return view(id);
  },
  place_outcome: ({ id, placement }) => {
    const { outcome, place, section } = placement as Placement;
    const one = kept(id);
    const before = sectionsOf({ ...one, chosen: one.chosen.filter((known) => known !== outcome) });
    const ids = before.map((each) => ({ key: each.key, ids: each.items.map((item) => item.outcome.id) }));
    if (section !== null) one.moved.set(outcome, section);
    const to = ids.find(({ key }) => key === section);
    if (to) to.ids.splice(place, 0, outcome);
    const order = ids.flatMap((each) => each.ids);
    one.chosen = to ? order : order.toSpliced(place, 0, outcome);
    return view(id);
  },
  export_packet: ({ id, format }) => ({ name: `${kept(id).edit.title}.${format === "markdown" ? "md" : format === "plain" ? "txt" : format}`, bytes: 18_204 }),
  restore: () => [],
  packet_review: () => review,
  set_packet_rule: ({ rule }) => answered((rule as PacketRule).subject),
  keep_unknown: () => ({ ...review, unresolved: review.unresolved.filter((one) => one.doubt !== "unknown") }),
} satisfies Answers;
