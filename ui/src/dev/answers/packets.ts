/** Two made-up packets. The preview is shaped as the exporter shapes it. */
import { IpcError } from "../../ipc";
import type {
  Basis, Candidate, CandidateFilter, FilledField, FilledForm, FormProfile, PacketEdit, PacketItem, PacketReview, PacketRule, PacketView,
  Placement, RuleLine, Spot, Subject, Treatment,
} from "../../bindings";
import type { Answers } from "../mock";
import { ACTS, ID } from "../sampleweek";

const wanted = new URLSearchParams(location.search);
const GOALS = ["Customs API release", "Enterprise renewals", "Customs API release", "Platform hiring plan"];

const all: Candidate[] = ACTS.flatMap((act, index) =>
  act.outcomes.map((outcome) => ({
    outcome, kind: act.kind, day: act.day, goal: GOALS[index % GOALS.length] ?? null, included: false, may_leave: act.id !== ID(8),
  })),
);

const MORE = { role: "", ladder: null, outline: [], budget: null, hide_counts: false, voices: [], grown: [], projects: [], profile: "" };

const counted = (text: string) => ({ characters: text.length, words: text.split(/\s+/).filter(Boolean).length });

interface Kept { edit: PacketEdit; chosen: string[] }
const packets = new Map<string, Kept>();
if (!wanted.has("nopackets")) {
  packets.set("p1", {
    edit: {
      revision: 3, title: "The case for Senior Director", author: "Inès Okafor", level_now: "Director", level_target: "Senior Director",
      audience: "Written for three people who have not worked with me.", from: "2026-01-01", to: "2026-12-31",
      arrangement: "by-goal", summary: "Three quarters of keeping **dates** that others planned around.",
      against: "The vendor pilot ended early, and one integration was lost with it.", next_scope: "",
      ...MORE, profile: "promotion-form", budget: { limit: 3500, unit: "characters" },
    },
    chosen: all.map((one) => one.outcome.id),
  });
  packets.set("p2", {
    edit: {
      revision: 1, title: "Mid-year review", author: "Inès Okafor", level_now: "", level_target: "", audience: "", from: null, to: null,
      arrangement: "one-list", summary: "", against: "", next_scope: "", ...MORE,
    },
    chosen: [],
  });
}

function kept(id: unknown): Kept {
  const found = packets.get(String(id));
  if (!found) throw new IpcError("not-found", "made up");
  return found;
}

const safe = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function view(id: unknown): PacketView {
  const { edit, chosen } = kept(id);
  const sections: PacketView["sections"] = [];
  for (const one of chosen.map((of) => all.find((candidate) => candidate.outcome.id === of))) {
    if (!one) continue;
    const heading = edit.arrangement === "by-goal" ? (one.goal ?? "") : edit.arrangement === "one-list" ? "" : (one.outcome.category ?? "");
    const item: PacketItem = { outcome: one.outcome, kind: one.kind, section: heading, may_leave: one.may_leave, characters: one.outcome.statement.length };
    const section = sections.find((known) => known.heading === heading);
    if (section) section.items.push(item);
    else {
      const plan = edit.outline.find((one) => one.key === `goal:${heading}`);
      sections.push({
        key: heading && `goal:${heading}`, heading, intro: plan?.intro ?? "", items: [item], characters: 0, count: counted(""),
        budget: plan?.budget ?? { limit: 120, unit: "characters" }, over: 0,
      });
    }
  }
  for (const section of sections) {
    section.count = counted(section.items.map((item) => item.outcome.statement).join("\n"));
    section.characters = section.count.characters;
    section.over = Math.max(0, section.characters - (section.budget?.limit ?? Infinity));
  }
  const body = sections.map((section, index) => {
    const claims = section.items.filter((item) => item.may_leave).map((item) =>
      `<article class="claim"><p class="sentence"><bdi>${safe(item.outcome.statement)}</bdi><sup><a class="note" href="#packet-note-1">1</a></sup></p>` +
      `<dl><div class="figure"><dt>Figure</dt><dd>about 265 engineer-hours (230 to 302)</dd></div><div class="evidence"><dt>Evidence</dt><dd><ul><li><span class="grade">corroborated</span></li></ul></dd></div></dl></article>`).join("");
    return `<section class="claims"><h3><span class="number">${index + 1}. </span><bdi>${safe(section.heading)}</bdi></h3>${claims}</section>`;
  }).join("");
  const characters = sections.reduce((sum, section) => sum + section.characters, edit.summary.length + edit.against.length);
  return {
    id: String(id), edit, sections, characters, count: { characters, words: Math.round(characters / 6) },
    over: Math.max(0, characters - (edit.budget?.limit ?? Infinity)), voices: [], growth: [],
    held_back: sections.flatMap((section) => section.items).filter((item) => !item.may_leave).length,
    preview: `<article class="packet" lang="en"><header><p class="author">${safe(edit.author)}</p><h2><bdi>${safe(edit.title)}</bdi></h2></header>` +
      `<section class="prose summary"><h3><bdi>Summary</bdi></h3><p>${safe(edit.summary)}</p></section>${body}` +
      `<section class="prose against"><h3><bdi>Reasons against</bdi></h3><p>${safe(edit.against)}</p></section>` +
      `<section class="notes"><h3><bdi>Notes</bdi></h3><ol><li id="packet-note-1"><ul class="steps"><li>2 people × 6 weeks = 265 h</li></ul></li></ol></section></article>`,
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

const FORM: FormProfile = {
  key: "promotion-form", name: "A promotion form, five fields", unit: "characters", preset: true, fields: [],
};

function filled(): FilledForm {
  const field = (label: string, characters: number): FilledField => ({
    key: label, label, hint: "", text: label, count: { characters, words: Math.round(characters / 6) }, limit: 700, unit: "characters",
    over: Math.max(0, characters - 700),
  });
  return {
    profile: FORM.key, name: FORM.name, left_out: [],
    fields: [field("Sets direction", 540), field("Delivers through others", 690), field("Business judgement", 815), field("Grows people", 430)],
  };
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
    packets.set(id, { edit: { ...(edit as PacketEdit), revision: 1 }, chosen: [] });
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
    const { outcome, place } = placement as Placement;
    const one = kept(id);
    const shown = view(id).sections.flatMap((section) => section.items.map((item) => item.outcome.id));
    one.chosen = shown.filter((known) => known !== outcome).toSpliced(place, 0, outcome);
    return view(id);
  },
  export_packet: ({ id, format }) => ({ name: `${kept(id).edit.title}.${format === "markdown" ? "md" : format === "plain" ? "txt" : format}`, bytes: 18_204 }),
  restore: () => [],
  packet_review: () => review,
  set_packet_rule: ({ rule }) => answered((rule as PacketRule).subject),
  keep_unknown: () => ({ ...review, unresolved: review.unresolved.filter((one) => one.doubt !== "unknown") }),
  packet_check: ({ id }) => ({ id, unresolved: review.unresolved, over_limit: [], weak_claims: [], missing: ["against"], held_back: 1, unpermitted: 0 }),
  form_profiles: () => [FORM],
  filled_form: filled,
  sent_copies: () => [
    { id: "s1", at: "2026-11-12T16:02:00Z", format: "html", bytes: 17_020, sha256: "", manifest: { replaced: [], held_back: 1, unpermitted: 0 } },
  ],
  changed_since: () => ({
    since: null, changed: true,
    lines: [
      { change: "gone", pieces: [{ text: "Three ", hit: false }, { text: "months", hit: true }, { text: " of keeping dates.", hit: false }] },
      { change: "new", pieces: [{ text: "Three ", hit: false }, { text: "quarters", hit: true }, { text: " of keeping dates.", hit: false }] },
    ],
  }),
} satisfies Answers;
