/** Timeline, entries, outcomes, loose ends and the bin, answered from the demo and the mock-ups' entries. `?empty`, `?many`. */
import { IpcError } from "../../ipc";
import { familyOf, FAMILIES } from "../../kinds";
import { addDays } from "../../format";
import { weekOf } from "../../timeline/rows";
import type {
  Calculation, Chip, Entry, EntryEdit, EntryLine, EntryView, Figure, Outcome, OutcomeLine, OutcomeView, Piece, Query,
  Range, SavedFilter, StripWeek, TimelinePage, Trashed, WeekOpener, Worked,
} from "../../bindings";
import type { Answers } from "../mock";
import { GOALS, journal, outcomeFor, PEOPLE } from "../journal";

const wanted = new URLSearchParams(location.search);
const NOW = "2026-11-21";
let { entries, outcomes } = wanted.has("empty") ? { entries: [], outcomes: [] } : journal(wanted.has("many") ? 5000 : 0);
let bin: (Trashed & { entry: Entry })[] = entries.slice(-2).map((entry, at) => ({
  what: "entry", id: `binned-${at}`, text: entry.text, deleted_at: `2026-11-${20 - at * 6}T09:00:00+00:00`, days_left: 29 - at * 6, entry,
}));
let filters: SavedFilter[] = [];
let last: { id: string; before: Entry } | null = null;

const ofEntry = (id: string): Outcome[] => outcomes.filter((outcome) => outcome.entries.includes(id));
const grade = (outcome: Outcome) => Math.max(0, ...outcome.evidence.map((item) => item.grade)) as OutcomeLine["grade"];
const isLoose = (entry: Entry): boolean => !entry.no_outcome && ofEntry(entry.id).length === 0;

function pieces(text: string, query: Query): Piece[] {
  const word = query.text.trim();
  const at = word === "" ? -1 : text.toLowerCase().indexOf(word.toLowerCase());
  if (at < 0) return [];
  const cut = [text.slice(0, at), text.slice(at, at + word.length), text.slice(at + word.length)];
  return cut.map((part, index) => ({ text: part, hit: index === 1 })).filter((part) => part.text !== "");
}

function lineOf(entry: Entry, query: Query): EntryLine {
  return {
    id: entry.id, day: entry.day, captured_at: entry.captured_at, kind: entry.kind, text: entry.text,
    pieces: pieces(entry.text, query), people: entry.people.map((person) => person.name), goal: entry.goal?.name ?? null,
    tags: entry.tags, loose: isLoose(entry), no_outcome: entry.no_outcome, sensitivity: entry.sensitivity,
    outcomes: ofEntry(entry.id).map((outcome) => ({
      id: outcome.id, statement: outcome.statement, pieces: pieces(outcome.statement, query), category: outcome.category,
      figure: outcome.figure, grade: grade(outcome), status: outcome.status,
    })),
  };
}

function fits(entry: Entry, chip: Chip): boolean {
  const own = ofEntry(entry.id);
  switch (chip.field) {
    case "kind": return entry.kind === chip.value;
    case "family": return entry.kind !== null && familyOf(entry.kind) === chip.value;
    case "goal": return entry.goal?.id === chip.value;
    case "person": return entry.people.some((person) => person.id === chip.value);
    case "tag": return entry.tags.includes(chip.value);
    case "category": return own.some((outcome) => outcome.category === chip.value);
    case "grade": return own.some((outcome) => grade(outcome) >= chip.value);
    case "status": return own.some((outcome) => outcome.status === chip.value);
    case "since": return entry.day >= chip.value;
    case "until": return entry.day <= chip.value;
    case "loose": return isLoose(entry);
    case "confidential": return entry.sensitivity === "confidential";
  }
}

function matching(query: Query): Entry[] {
  const word = query.text.trim().toLowerCase();
  const fields = new Map<string, Chip[]>();
  for (const chip of query.chips) fields.set(chip.field, [...(fields.get(chip.field) ?? []), chip]);
  const found = entries.filter(
    (entry) =>
      [...fields.values()].every((chips) => chips.some((chip) => fits(entry, chip))) &&
      (word === "" || [entry.text, ...ofEntry(entry.id).map((outcome) => outcome.statement)].some((text) => text.toLowerCase().includes(word))),
  );
  const turn = query.oldest_first ? 1 : -1;
  return found.sort((one, other) => turn * (one.day + one.captured_at).localeCompare(other.day + other.captured_at));
}

function opener(week: string, all: readonly Entry[]): WeekOpener {
  const of = all.filter((entry) => weekOf(entry.day) === week);
  const day = of[0]?.day ?? NOW;
  const from = addDays(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7));
  const sums = new Map<string, Figure & { outcomes: number }>();
  for (const { figure } of of.flatMap((entry) => ofEntry(entry.id))) {
    if (!figure) continue;
    const sum = sums.get(figure.unit) ?? { unit: figure.unit, low: 0, likely: 0, high: 0, outcomes: 0 };
    sums.set(figure.unit, {
      ...sum, low: sum.low + figure.low, likely: sum.likely + figure.likely, high: sum.high + figure.high, outcomes: sum.outcomes + 1,
    });
  }
  return { week, from, to: addDays(from, 6), entries: of.length, mapped: of.filter((entry) => ofEntry(entry.id).length > 0).length, totals: [...sums.values()] };
}

function page(query: Query, after: string | null, limit: number): TimelinePage {
  const found = matching(query);
  const start = after === null ? 0 : Number(after);
  const rows = found.slice(start, start + limit);
  const weeks = [...new Set(rows.map((entry) => weekOf(entry.day)))].map((week) => opener(week, found));
  const next = start + limit < found.length ? String(start + limit) : null;
  return { rows: rows.map((entry) => lineOf(entry, query)), weeks, next, matching: found.length, all: entries.length };
}

function strip(query: Query, year: number): StripWeek[] {
  const found = new Set(matching(query).map((entry) => entry.id));
  return Array.from({ length: 52 }, (_, index) => {
    const week = `${year}-W${String(index + 1).padStart(2, "0")}`;
    const of = entries.filter((entry) => weekOf(entry.day) === week);
    const hits = of.filter((entry) => found.has(entry.id) && (query.text !== "" || query.chips.length > 0));
    const counts = FAMILIES.map((family) => hits.filter((entry) => entry.kind && familyOf(entry.kind) === family).length);
    const monday = addDays(`${year}-01-04`, -((new Date(`${year}-01-04T12:00:00Z`).getUTCDay() + 6) % 7) + index * 7);
    return { week, from: monday, all: of.length, matching: [...counts, hits.filter((entry) => !entry.kind).length] as StripWeek["matching"] };
  });
}

const times = (...ranges: Range[]): Range =>
  ranges.reduce((all, each) => ({ low: all.low * each.low, likely: all.likely * each.likely, high: all.high * each.high }));
const percent = (range: Range): Range => ({ low: range.low / 100, likely: range.likely / 100, high: range.high / 100 });
const less = (one: Range, other: Range): Range => ({ low: one.low - other.high, likely: one.likely - other.likely, high: one.high - other.low });

function work(given: Calculation): Worked {
  const figure = (range: Range, unit: string): Figure => ({ ...range, unit });
  switch (given.calculator) {
    case "capacity": {
      const result = figure(times(given.people, given.weeks, given.hours_a_week, percent(given.share_gone)), "hours");
      const terms = [["people", given.people], ["weeks", given.weeks], ["hours-a-week", given.hours_a_week], ["share-gone", given.share_gone]] as const;
      return {
        figure: result, label: "hours-kept", steps: [{ step: "product", terms: terms.map(([what, value]) => ({ what, value })), result }],
        cautions: given.hours_a_week.high > 32 ? ["over-full-week"] : [],
      };
    }
    case "revenue":
    case "people-staying": {
      const amount = given.calculator === "revenue" ? given.amount : given.replacement_cost;
      const result = figure(times(amount, percent(less(given.chance_before, given.chance_after))), "money");
      return { figure: result, label: "weighted-money", steps: [{ step: "weighted", amount, before: given.chance_before, after: given.chance_after, result }], cautions: ["weighted"] };
    }
    case "speed": {
      const days = (span: { earliest: string; latest: string }): [number, number] => [Date.parse(span.earliest) / 864e5, Date.parse(span.latest) / 864e5];
      const [[p0, p1], [a0, a1]] = [days(given.planned), days(given.actual)];
      const unit = given.in === "days" ? 1 : 7;
      const result = figure({ low: (p0 - a1) / unit, likely: (p0 + p1 - a0 - a1) / 2 / unit, high: (p1 - a0) / unit }, given.in);
      return { figure: result, label: "time-gained", steps: [{ step: "dates", planned: given.planned, actual: given.actual, result }], cautions: ["not-money"] };
    }
    case "typed": {
      if (/[a-z]{12}|[^\w\s.*/+()×$£-]/i.test(given.text)) throw new IpcError("bad-input", "unknown unit at character `3`");
      const result = figure({ low: 192, likely: 192, high: 192 }, "hours");
      return { figure: result, label: "as-typed", steps: [{ step: "arithmetic", grouped: "(6 people) * (4 h/week) * (8 weeks)", result }], cautions: [] };
    }
    case "metric": {
      const change = Math.abs(given.result - given.baseline);
      return { figure: figure({ low: change, likely: change, high: change }, given.unit), label: "metric-change", steps: [{ step: "improvement", baseline: given.baseline, result: given.result, change, unit: given.unit }], cautions: [] };
    }
    case "trust":
    case "direction":
      return { figure: null, label: "statement", steps: [], cautions: ["needs-corroboration"] };
    default: {
      const one = { low: 1, likely: 1, high: 1 };
      return { figure: figure(one, "money"), label: "money-saved", steps: [], cautions: [] };
    }
  }
}

function outcomeView(outcome: Outcome, entry: Entry): OutcomeView {
  const { figure, share } = outcome;
  const range = figure && figure.low !== figure.high ? ` (${Math.round(figure.low)} to ${Math.round(figure.high)}, ${outcome.confidence ?? "guess"})` : "";
  const made = `${outcome.statement.replace(/\.$/, "")}${figure ? `, about ${Math.round(figure.likely)} ${figure.unit}${range}` : ""}. ${entry.text}`;
  const anyway = outcome.counterfactual.anyway ?? { low: 0, likely: 0, high: 0 };
  const kept = share && times(percent(less({ low: 100, likely: 100, high: 100 }, anyway)), percent(share));
  const net = figure && kept ? { ...times(figure, kept), unit: figure.unit } : null;
  return {
    outcome, grade: grade(outcome), steps: [], reads_as: outcome.wording ?? made, count_once: outcomeFor(outcome.id), cautions: [],
    net: net && kept && share && figure
      ? {
          figure: net, credited_share: times(kept, { low: 100, likely: 100, high: 100 }), money: null, money_gross: null,
          reads: { reads: "amount", figure: net },
          steps: [
            { step: "anyway", share: anyway.likely, left: figure.likely * (1 - anyway.likely / 100), unit: figure.unit },
            { step: "my-share", share: share.likely, left: net.likely, unit: figure.unit },
          ],
        }
      : null,
  };
}

function view(id: unknown): EntryView {
  const entry = entries.find((each) => each.id === id);
  if (!entry) throw new IpcError("not-found", "no such entry");
  const order = matching({ text: "", chips: [], oldest_first: false });
  const at = order.indexOf(entry);
  return {
    entry, outcomes: ofEntry(entry.id).map((outcome) => outcomeView(outcome, entry)), loose: isLoose(entry),
    revisions: entry.revision > 1 ? [{ number: 0, until: "2026-11-17T08:12:00+00:00", text: entry.raw }] : [],
    previous: order[at + 1]?.id ?? null, next: order[at - 1]?.id ?? null, packets: [],
  };
}

function put(entry: Entry): void {
  entries = entries.map((each) => (each.id === entry.id ? entry : each));
}

export default {
  timeline: ({ query, after, limit }) => page(query as Query, after as string | null, Number(limit)),
  year_strip: ({ query, year }) => strip(query as Query, Number(year)),
  entry: ({ id }) => view(id),
  edit_entry: ({ id, edit }) => {
    const { revision, people, goal, ...plain } = edit as EntryEdit;
    const before = view(id).entry;
    if (revision !== before.revision) throw new IpcError("stale", "the revision moved on");
    last = { id: before.id, before };
    put({
      ...before, ...plain, revision: revision + 1,
      ...(people && { people: people.map((name) => PEOPLE.find((person) => person.name === name) ?? { id: crypto.randomUUID(), name }) }),
      ...(goal !== undefined && { goal: goal === null ? null : (GOALS.find((each) => each.name === goal) ?? { id: crypto.randomUUID(), name: goal }) }),
    } as Entry);
    return view(id);
  },
  delete_entry: ({ id }) => {
    const { entry } = view(id);
    bin = [{ what: "entry", id: entry.id, text: entry.text, deleted_at: `${NOW}T16:42:00+00:00`, days_left: 30, entry }, ...bin];
    entries = entries.filter((each) => each.id !== id);
    return null;
  },
  new_outcome: ({ entry, statement, answers }) => {
    outcomes.push({ ...outcomeFor(null, String(entry), String(statement), view(entry).entry.day), ...(answers as Partial<Outcome>) });
    return view(entry);
  },
  save_outcome: ({ entry, outcome }) => {
    const next = outcome as Outcome;
    const before = outcomes.find((each) => each.id === next.id);
    if (!before) throw new IpcError("not-found", "no such outcome");
    if (before.revision !== next.revision) throw new IpcError("stale", "the revision moved on");
    outcomes = outcomes.map((each) => (each.id === next.id ? { ...next, revision: next.revision + 1 } : each));
    return view(entry);
  },
  link_outcome: ({ entry, outcome }) => {
    outcomes = outcomes.map((each) => (each.id === outcome ? { ...each, entries: [...each.entries, String(entry)] } : each));
    return view(entry);
  },
  unlink_outcome: ({ entry, outcome }) => {
    outcomes = outcomes.map((each) => (each.id === outcome ? { ...each, entries: each.entries.filter((id) => id !== entry) } : each));
    return view(entry);
  },
  delete_outcome: ({ entry, outcome }) => {
    outcomes = outcomes.filter((each) => each.id !== outcome);
    return view(entry);
  },
  find_outcomes: ({ text }) =>
    outcomes.filter((each) => each.statement.toLowerCase().includes(String(text).toLowerCase())).slice(0, 20).map((each) => ({
      id: each.id, statement: each.statement, category: each.category, figure: each.figure, grade: grade(each), status: each.status,
    })),
  work_out: ({ calculation }) => work(calculation as Calculation),
  attach_file: ({ entry, outcome, byReference }) => {
    const file = { name: "Capacity plan.pdf", sha256: "00", size: 12, kept: !byReference };
    outcomes = outcomes.map((each) =>
      each.id === outcome
        ? { ...each, revision: each.revision + 1, evidence: [...each.evidence, { id: crypto.randomUUID(), kind: "file", grade: 2, reference: file.name, said_by: null, dated: NOW, file }] }
        : each,
    );
    return view(entry);
  },
  attach_dropped: () => null,
  undo: () => {
    if (last) put({ ...last.before, revision: view(last.id).entry.revision + 1 });
    return last && "edit-entry";
  },
  redo: () => null,
  tags: () => [...new Set(entries.flatMap((entry) => entry.tags))].sort().map((tag) => ({ tag, entries: 1, close: [] })),
  saved_filters: () => filters,
  save_filter: ({ name, query }) => (filters = [...filters, { id: crypto.randomUUID(), name: String(name), query: query as Query }]),
  delete_filter: ({ id }) => (filters = filters.filter((filter) => filter.id !== id)),
  export_found: ({ format }) => ({ name: `found.${String(format)}`, bytes: 2048 }),
  trash: () => bin,
  restore: ({ id }) => {
    entries = [...entries, ...bin.filter((item) => item.id === id).map((item) => item.entry)];
    return (bin = bin.filter((item) => item.id !== id));
  },
  purge: ({ what, id }) => (bin = what === null ? [] : bin.filter((item) => item.what !== what || item.id !== id)),
} satisfies Answers;
