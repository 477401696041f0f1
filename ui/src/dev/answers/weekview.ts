/** The made-up week: it can be closed and opened again, and its loose ends and late outcomes can be taken up. */
import { IpcError } from "../../ipc";
import type { DueAnswer, EntryEdit, EntryView, LooseEnds, Metric, Outcome, WeekClose } from "../../bindings";
import type { Answers } from "../mock";
import { ACTS, closed, ID, OLDER, weekView } from "../sampleweek";

const all = () => [...ACTS, OLDER];
const named = (id: unknown) => all().find((one) => one.id === id);
const put = new Set<string>();
const answered = new Set<string>();
/** What was done last, the other way round. */
const back: (() => void)[] = [];

function loose(): LooseEnds {
  const left = all().filter((one) => one.loose && !one.no_outcome && !put.has(one.id));
  return { take: left.slice(0, 5), more: Math.max(0, left.length - 5) + 7 };
}

function shown(week: string | null) {
  const view = weekView(week);
  return { ...view, due: view.due.filter(({ outcome }) => outcome === null || !answered.has(outcome)), loose: loose().take, more_loose: loose().more };
}

export default {
  week: ({ week }) => shown(typeof week === "string" ? week : null),
  close_week: ({ week, close }) => {
    closed(String(week), close as WeekClose);
    for (const other of (close as WeekClose).also) closed(other, close as WeekClose);
    return shown(String(week));
  },
  reopen_week: ({ week }) => {
    closed(String(week), null);
    return shown(String(week));
  },
  loose_ends: loose,
  put_off: ({ entry }) => {
    put.add(String(entry));
    back.push(() => put.delete(String(entry)));
    return loose();
  },
  answer_outcome: ({ outcome, answer }) => {
    const said = answer as DueAnswer;
    if (said.status === "expected" && said.again?.length === 0) throw new IpcError("bad-input", "say when to ask again");
    answered.add(String(outcome));
    back.push(() => answered.delete(String(outcome)));
    return detail(ID(7));
  },
  entry_chips: ({ ids }) => (ids as string[]).map((id) => ({ id, kind: named(id)?.kind ?? null, day: named(id)?.day ?? null, text: named(id)?.text ?? "" })),
  undo: () => {
    const way = back.pop();
    if (!way) throw new IpcError("not-found", "made up");
    way();
    return "put-off";
  },
} satisfies Answers;

/** What an entry answers while the week is looked at; the entry's own made-up answers come before these. */
export const acts: Answers = {
  entry: ({ id }) => detail(id),
  edit_entry: ({ id, edit }) => {
    const one = named(id);
    const change = edit as EntryEdit;
    if (!one) throw new IpcError("not-found", "made up");
    const before = { ...one };
    back.push(() => Object.assign(one, before));
    if (change.kind !== undefined) one.kind = change.kind;
    if (change.no_outcome !== undefined) one.no_outcome = change.no_outcome;
    return detail(id);
  },
  new_outcome: ({ entry, statement, answers }) => {
    const one = named(entry);
    if (!one) throw new IpcError("not-found", "made up");
    const before = { ...one, outcomes: [...one.outcomes] };
    back.push(() => Object.assign(one, before));
    one.outcomes.push({ id: `o-${one.id}-new`, statement: String(statement), pieces: [], category: (answers as Partial<Outcome>).category ?? null, figure: null, grade: 1, status: "happened" });
    one.loose = false;
    return detail(entry);
  },
  save_outcome: ({ entry, outcome }) => {
    const found = named(entry)?.outcomes.find((one) => one.id === (outcome as Outcome).id);
    if (found) found.category = (outcome as Outcome).category;
    back.push(() => undefined);
    return detail(entry);
  },
};

const TEAMS: Metric = {
  name: "Teams that replay traffic before a release", unit: "count", better: "higher", baseline: 0, baseline_note: "nobody had it", result: 1,
  measured_on: "2026-09-04", source: "release checklist", additive: false, later: [{ on: "2026-10-19", value: 2, source: "release checklist" }],
};

function detail(id: unknown): EntryView {
  const outcomes = id === ID(20) ? [{ id: `o-${ID(20)}`, statement: "", category: null }] : (named(id)?.outcomes ?? []);
  const told = {
    entry: { id: String(id), revision: 1, ask_on: null },
    outcomes: outcomes.map(({ id: of, statement, category }) => ({
      outcome: { id: of, statement, category, confidence: null, part: null, revision: 1, metric: id === ID(20) ? TEAMS : null },
    })),
  };
  // The week asks for no more than this.
  return told as unknown as EntryView;
}
