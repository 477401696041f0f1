/** A line being written, read roughly as the core reads it: enough to look at, not to rely on. */
import type { Answers } from "../mock";
import { IpcError } from "../../ipc";
import { KIND_ORDER, KINDS, kindName, type Kind } from "../../kinds";
import type { Draft, LineRead, Span, Suggestion, TokenPart } from "../../bindings";

const wanted = new URLSearchParams(location.search);
const PEOPLE = ["Mei-Lin Chao", "Lena Hartwig", "Oskar Lindqvist", "Kwame Boateng", "Rafael Costa"];
const GOALS = ["Enterprise renewals", "Customs API release", "Retire the batch pipeline"];
const PARTS: Record<string, TokenPart> = {
  "!": "kind", "@": "person", ">": "goal", "#": "tag", $: "figure", "^": "when", "?": "ask",
};

const drafts = new Map<string, Draft>();
const first = wanted.get("line");
if (first) drafts.set("capture", { surface: "capture", raw: first, caret: first.length });
let last: string | null = null;

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, "");
const fits = (all: string[], body: string): string[] => all.filter((name) => plain(name).includes(plain(body)));
const kindOf = (body: string): Kind | undefined =>
  KIND_ORDER.find((kind) => KINDS[kind].alias === body) ?? KIND_ORDER.find((kind) => body && plain(kind).startsWith(body));

function offered(sigil: string, body: string): Suggestion[] {
  if (sigil === "!") {
    const kinds = KIND_ORDER.filter((kind) => KINDS[kind].alias.startsWith(body) || plain(kind).startsWith(body));
    return kinds.map((kind) => ({ insert: KINDS[kind].alias, label: kindName(kind), kind }));
  }
  const names = sigil === "@" ? PEOPLE : sigil === ">" ? GOALS : sigil === "#" ? ["quarter-end", "hiring"] : [];
  return fits(names, body).slice(0, 5).map((name) => ({
    insert: /\s/.test(name) ? `"${name}"` : name, label: name, kind: null,
  }));
}

function read(raw: string, caret: number): LineRead {
  const spans: Span[] = [];
  const reading: LineRead["reading"] = {
    text: raw, kind: null, people: [], goal: null, tags: [], figure: null, day: null, ask_on: null, outcome: null,
    private_note: null, spans,
  };
  let suggestions: Suggestion[] = [];
  let token: [number, number] | null = null;
  for (const found of raw.matchAll(/(?<=^|\s)([!@>#$^?])("[^"]*"|\S*)/g)) {
    const [sigil, body, start] = [found[1] ?? "", (found[2] ?? "").replaceAll('"', ""), found.index];
    const end = start + found[0].length;
    if (caret > start && caret <= end) [token, suggestions] = [[start, end], offered(sigil, body)];
    const part = PARTS[sigil];
    if (!body || !part) continue;
    const kind = part === "kind" ? kindOf(body) : undefined;
    const known = part === "person" ? fits(PEOPLE, body)[0] : part === "goal" ? fits(GOALS, body)[0] : undefined;
    const isNew = (part === "person" || part === "goal") && !known;
    spans.push({ start, end, part, state: part === "kind" && !kind ? "unknown" : isNew ? "new" : "known" });
    if (kind) reading.kind = kind;
    if (part === "person") reading.people.push({ name: known ?? body, known: known ?? null });
    if (part === "goal") reading.goal = { name: known ?? body, known: known ?? null };
    if (part === "figure") reading.figure = { low: 143_500, likely: 143_500, high: 143_500, unit: "money" };
    if (part === "when") reading.day = "2026-11-17";
    if (part === "ask") reading.ask_on = "2026-12-10";
  }
  return { reading, suggestions, token };
}

export default {
  read_line: ({ raw, caret }) => read(String(raw), Number(caret)),
  capture: ({ raw }) => {
    if (wanted.has("full")) throw new IpcError("disk-full", "made up");
    last = String(raw);
    drafts.delete("capture");
    return { id: "e-1", sealed: false };
  },
  seal_line: () => ({ id: "e-2", sealed: true }),
  take_back: () => {
    const row = last === null ? null : { surface: "capture", raw: last, caret: last.length };
    last = null;
    return row;
  },
  put_draft: ({ draft }) => {
    if (wanted.has("unkept")) throw new IpcError("disk-full", "made up");
    drafts.set((draft as Draft).surface, draft as Draft);
  },
  draft: ({ surface }) => drafts.get(String(surface)) ?? null,
  drop_draft: ({ surface }) => void drafts.delete(String(surface)),
  hide_capture: () => null,
  open_outcome_editor: () => null,
  palette: ({ text }) => {
    const hits = [
      { what: "person", id: "p-1", text: "Lena Hartwig", kind: null, day: null },
      { what: "goal", id: "g-1", text: "Lena made Principal", kind: null, day: null },
      { what: "entry", id: "e-1", text: "Lena chaired the architecture review without me", kind: "coaching", day: "2026-11-16" },
      { what: "entry", id: "e-2", text: "One limiter, one owner; Lena’s design won", kind: "deconfliction", day: "2026-11-17" },
      { what: "entry", id: "e-3", text: "Practised with Lena how to decline scope", kind: "coaching", day: "2026-11-10" },
      { what: "entry", id: "e-4", text: "Asked Lena to rewrite the senior interview", kind: "teambuilding", day: "2026-10-02" },
      { what: "tag", id: "quarter-end", text: "quarter-end", kind: null, day: null },
    ];
    return hits.filter((hit) => hit.text.toLowerCase().includes(String(text).toLowerCase()));
  },
} satisfies Answers;
