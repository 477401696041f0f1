/** A made-up update being written, one sent, one skipped; `?noupdates`, `?blankupdate`, `?stopped`, `?longupdate`. */
import { IpcError } from "../../ipc";
import type {
  EntryLine, NeedAnswer, NeedBecame, NeedEdit, NeedsView, NeedView, OutcomeLine, PieceView, PromiseAnswer, PromiseView, RailWeek, SectionKind,
  UpdateEdit, UpdateLine, UpdatePiece, UpdateSection, UpdateSettings, UpdateView, UpdatesView,
} from "../../bindings";
import type { Answers } from "../mock";
import { ACTS, ID } from "../sampleweek";

const wanted = new URLSearchParams(location.search);
const NAMES: Record<SectionKind, string> = {
  "bottom-line": "Bottom line", goals: "Goals I own", changed: "What changed because of the team", behind: "What I did behind it",
  promised: "Promised last time", needs: "What I need", risks: "Risks", next: "The next two weeks",
};
let settings: UpdateSettings = { every_weeks: 2, budget: 250, warn: 400, sections: ["bottom-line", "changed", "promised", "needs", "next"], email: "" };

const need = (id: string, text: string, from: string, by: string | null, otherwise: string, age: number, rest: Partial<NeedView> = {}): NeedView => ({
  id, text, person: null, from, by, overdue: false, otherwise, since: "2026-11-05", age_days: age, raised: 1, raised_in: [], answer: null,
  ask_outcome: false, outcome: null, revision: 1, ...rest,
});

let needs: NeedView[] = wanted.has("noupdates") ? [] : [
  need("n2", "Staff level for Kwame, agreed before the planning round.", "Dana", "2026-11-18", "He takes the Lisbon offer, and incident work loses its owner.", 31, { overdue: true, raised: 3, raised_in: [21, 22] }),
  need("n1", "A decision on the pricing council seat.", "Dana", "2026-11-25", "Priya hears it second-hand, and I lose the argument for keeping her.", 16, { raised: 2, raised_in: [22] }),
  need("n3", "Ten minutes with the Halden account team.", "Rafael", "2026-12-04", "they promise the next clause without us.", 2),
  need("n4", "Sandbox access from the border agency.", "Mei-Lin", null, "", 11, { answer: { how: "granted", words: "Yes, from the 12th, for two engineers.", on: "2026-11-12" }, ask_outcome: true, raised: 2, raised_in: [21] }),
  need("n5", "A vendor day in Leeds.", "Dana", null, "", 24, { answer: { how: "declined", words: "Not this quarter.", on: "2026-10-30" } }),
];

let promises: PromiseView[] = wanted.has("noupdates") ? [] : [
  ["p1", "Sandbox access agreed", "kept", null, ""], ["p2", "Lena chairs the reviews", "kept", null, ""], ["p3", "Batch case to be heard", "moved", "2026-11-24", ""],
  ["p4", "Vendor day in Leeds", null, null, ""],
].map(([id, text, what, to, reason]) => ({
  id: id as string, text: text as string, made_in: 22, made_on: "2026-11-09", before: [], open: what !== "kept",
  answer: what ? { what: what as "kept" | "moved", on: "2026-11-20", to: to as string | null, reason: reason as string, number: null } : null,
}));

const pieces: Partial<Record<SectionKind, UpdatePiece[]>> = wanted.has("blankupdate") ? { needs: [{ is: "need", id: "n1" }] } : {
  changed: [
    { is: "outcome", id: `o-${ID(1)}`, words: "Customs API still lands on 12 January. Finance wanted Tomasz and Priya until then; Oskar took a contractor day instead." },
    { is: "outcome", id: `o-${ID(3)}`, words: null },
    { is: "entry", id: ID(4), words: "One rate limiter, owned by Kwame. Payments has its sprint back." },
    ...(wanted.has("stopped") ? [{ is: "entry" as const, id: ID(8), words: null }, { is: "entry" as const, id: "gone", words: null }] : []),
  ],
  needs: [{ is: "need", id: "n1" }, { is: "need", id: "n3" }],
  next: [{ is: "text", text: "Certification with the border agency, five weeks ahead of the queue.\nA one-page case for retiring the batch pipeline is with you both on Tuesday; I want it argued with before it is agreed with." }],
};

let edit: UpdateEdit = {
  subject: "", from: "2026-11-09", until: "2026-11-20", revision: 1,
  to: [{ person: "dana-whitfield", name: "Dana Whitfield", email: wanted.has("blankupdate") ? "" : "dana@example.org" }],
  cc: [{ person: null, name: "Rafael Ito", email: "rafael@example.org" }],
  sections: (["bottom-line", "goals", "changed", "behind", "promised", "needs", "risks", "next"] as const).map((kind): UpdateSection => ({
    kind, heading: "", on: settings.sections.includes(kind), pieces: pieces[kind] ?? [],
  })),
};
let draftState: "none" | "draft" | "sent" = wanted.has("noupdates") ? "none" : "draft";
let skips: UpdateLine[] = [];

const outcomes = new Map<string, [EntryLine, OutcomeLine]>(ACTS.flatMap((act) => act.outcomes.map((one) => [one.id, [act, one]] as const)));
const goals = [
  { id: "g-customs", statement: "Customs API release", measure: "certification steps", unit: "steps", now: 14, last: 12, target: 19, mine: true },
  { id: "g2", statement: "Enterprise renewals", measure: "signed", unit: "renewals", now: 5, last: 4, target: 8, mine: true },
];

function told(piece: UpdatePiece): PieceView {
  const view: PieceView = { piece, text: "", notes: [], kind: null, day: null, gone: false, confidential: false };
  if (piece.is === "text") return { ...view, text: piece.text };
  if (piece.is === "need") {
    const one = needs.find((known) => known.id === piece.id);
    return one ? { ...view, text: one.text } : { ...view, gone: true };
  }
  if (piece.is === "goal") {
    const one = goals.find((goal) => goal.id === piece.id);
    return one ? { ...view, text: one.statement, notes: [`${one.measure}: Now ${one.now} ${one.unit}, last ${one.last} ${one.unit}, target ${one.target} ${one.unit}`] } : { ...view, gone: true };
  }
  const act = piece.is === "entry" ? ACTS.find((known) => known.id === piece.id) : outcomes.get(piece.id)?.[0];
  if (!act) return { ...view, gone: true };
  const outcome = piece.is === "outcome" ? outcomes.get(piece.id)?.[1] : undefined;
  const notes = outcome?.figure ? [`Figure: about ${outcome.figure.likely} ${outcome.figure.unit} (${outcome.figure.low} to ${outcome.figure.high})`] : [];
  return { ...view, text: piece.words ?? outcome?.statement ?? act.text, notes, kind: act.kind, day: act.day, confidential: act.id === ID(8) };
}

function rail(): RailWeek[] {
  const used = new Set(edit.sections.flatMap((section) => section.pieces.flatMap((piece) => (piece.is === "text" ? [] : [piece.id]))));
  const week = (name: string, acts: EntryLine[]): RailWeek => ({
    week: name,
    entries: acts.map((line) => ({ line, used: used.has(line.id), used_in: line.id === "v1" ? 22 : null, marked: line.id === ID(4), may_leave: line.id !== ID(8) })),
  });
  const before = ACTS.slice(2, 4).map((act, index) => ({
    ...act, id: `v${index + 1}`, day: `2026-11-1${index}`, outcomes: [], text: index ? "Lena turned down scope, and said so herself." : "Sandbox access five weeks early.",
  }));
  return [week("2026-W47", ACTS), week("2026-W46", before)];
}

function view(id: unknown): UpdateView {
  if (id === "u22") return sent();
  if (id === "u20" || skips.some((one) => one.id === id)) return { ...base(), id: String(id), number: 20, subject: "Update 20", state: "skipped", skipped: "Both of us were away." };
  if (draftState === "none") throw new IpcError("not-found", "made up");
  return draftState === "sent" ? { ...sent(), id: "u23", number: 23, subject: "Update 23" } : base();
}

function base(): UpdateView {
  const sections = edit.sections.map((section) => ({ kind: section.kind, heading: section.heading || NAMES[section.kind], on: section.on, pieces: section.pieces.map(told) }));
  const shown = sections.filter((section) => section.on);
  const all = shown.flatMap((section) => section.pieces);
  const text = [...shown.flatMap((section) => [section.heading, ...section.pieces.map((piece) => piece.text)])].join(" ");
  const words = (wanted.has("longupdate") ? 431 : 0) + text.split(/\s+/).filter(Boolean).length;
  const stops = [all.length === 0 ? "empty" : "", all.some((piece) => piece.confidential) ? "confidential" : "", all.some((piece) => piece.gone) ? "gone" : ""].filter(Boolean);
  return {
    id: "u23", number: 23, subject: edit.subject || "Update 23", state: "draft", edit, sections, rail: rail(),
    totals: [{ unit: "hours", low: 350, likely: 405, high: 462, outcomes: 2 }, { unit: "money", low: 90_000, likely: 143_500, high: 210_000, outcomes: 1 }],
    by_family: [], promises, promising: [], needs: needs.filter((one) => one.answer === null),
    goals: goals.map((goal) => ({ ...goal, used: false })), words, seconds: Math.round(words / 4), budget: settings.budget, warn: settings.warn, stops,
    cautions: [edit.to.every((one) => one.email) ? "" : "no-address", promises.some((one) => !one.answer) ? "promise-open" : "", words > settings.budget ? "over-budget" : ""].filter(Boolean),
    sent: null, skipped: null,
  };
}

const PLAIN = `Update 22

What changed because of the team
- Sandbox access agreed, five weeks early.
- Halden keeps its 99.95% clause.
  Figure: about £143,500 (£90,000 to £210,000), reasoned

What I need
- A decision on the pricing council seat.
  From Dana, by 25 November 2026
  Otherwise: Priya hears it second-hand.

The next two weeks
- Sandbox access agreed
- Lena chairs the reviews
- Batch case to be heard
- Vendor day in Leeds`;

function sent(): UpdateView {
  return {
    ...base(), id: "u22", number: 22, subject: "Update 22", state: "sent", stops: [], cautions: [],
    edit: { ...edit, from: "2026-10-26", until: "2026-11-06" }, sent: { at: "2026-11-09T09:02:00+00:00", plain: PLAIN, changed: true },
    promising: ["Sandbox access agreed", "Lena chairs the reviews", "Batch case to be heard", "Vendor day in Leeds"],
  };
}

function list(): UpdatesView {
  const line = (number: number, from: string, until: string, state: UpdateLine["state"], at: string | null, reason = ""): UpdateLine => ({
    id: `u${number}`, number, subject: number === 23 ? edit.subject || "Update 23" : `Update ${number}`, from, until, state, at, reason,
  });
  const older = wanted.has("noupdates") ? [] : [
    line(22, "2026-10-26", "2026-11-06", "sent", "2026-11-09T09:02:00+00:00"), line(21, "2026-10-12", "2026-10-23", "sent", "2026-10-26T08:40:00+00:00"),
    line(20, "2026-09-28", "2026-10-09", "skipped", "2026-10-12T09:00:00+01:00", "Both of us were away."), line(19, "2026-09-14", "2026-09-25", "sent", "2026-09-28T09:10:00+01:00"),
  ];
  const now = draftState === "none" ? [] : [line(23, edit.from, edit.until, draftState, draftState === "sent" ? "2026-11-21T09:00:00+00:00" : null)];
  return { updates: [...now, ...skips, ...older], draft: draftState === "draft" ? "u23" : null, due_on: wanted.has("noupdates") ? null : "2026-11-23", run: 19, settings };
}

const ledger = (): NeedsView => ({
  open: needs.filter((one) => !one.answer), answered: needs.filter((one) => one.answer), median_days: 17.5, answers: needs.filter((one) => one.answer).length,
});
function change(id: unknown, to: (one: NeedView) => NeedView): NeedsView {
  needs = needs.map((one) => (one.id === id ? to(one) : one));
  return ledger();
}

export default {
  updates: list,
  new_update: () => ((draftState = "draft"), base()),
  update: ({ id }) => view(id),
  save_update: ({ edit: next }) => {
    edit = { ...(next as UpdateEdit), revision: edit.revision + 1 };
    return base();
  },
  delete_update: () => ((draftState = "none"), list()),
  send_update: ({ id }) => ((draftState = "sent"), view(id)),
  skip_update: ({ reason }) => {
    draftState = "none";
    skips = [{ id: "u24", number: 23, subject: "Update 23", from: "2026-11-09", until: "2026-11-20", state: "skipped", at: "2026-11-21T09:00:00+00:00", reason: String(reason) }];
    return list();
  },
  update_changes: () => PLAIN.split("\n").flatMap((text) => {
    if (text.includes("99.95%")) return [{ side: "then", text }, { side: "now", text: "- Halden keeps its 99.95% clause, and signed for two years." }];
    if (text.includes("about £143,500")) return [{ side: "then", text }, { side: "now", text: "  Figure: about £152,000 (£120,000 to £190,000), measured" }];
    return [{ side: "same", text }];
  }),
  copy_update: () => null,
  mail_update: () => true,
  save_eml: () => ({ name: "Update 23.eml", bytes: 4120 }),
  save_update_settings: ({ settings: next }) => (settings = next as UpdateSettings),
  needs: ledger,
  add_need: ({ edit: next }) => {
    const { text, from, by, otherwise } = next as NeedEdit;
    needs = [...needs, need(`n${needs.length + 10}`, text, from, by, otherwise, 0)];
    return ledger();
  },
  save_need: ({ id, edit: next }) => {
    const { text, from, by, otherwise } = next as NeedEdit;
    return change(id, (one) => ({ ...one, text, from, by, otherwise, revision: one.revision + 1 }));
  },
  raise_need: ({ id }) => change(id, (one) => ({ ...one, raised: one.raised + 1 })),
  answer_need: ({ id, answer }) => {
    const given = answer as NeedAnswer;
    return change(id, (one) => ({ ...one, answer: { ...given, on: given.on ?? "2026-11-21" }, ask_outcome: given.how === "granted" || given.how === "partly" }));
  },
  reopen_need: ({ id }) => change(id, (one) => ({ ...one, answer: null, ask_outcome: false })),
  need_became: ({ id, became }) => {
    const what = became as NeedBecame;
    const line = what.is === "statement" ? { id: "o-new", statement: what.statement, pieces: [], category: null, figure: null, grade: 1 as const, status: "happened" as const } : null;
    return change(id, (one) => ({ ...one, ask_outcome: false, outcome: line }));
  },
  delete_need: ({ id }) => {
    needs = needs.filter((one) => one.id !== id);
    return ledger();
  },
  promises: () => promises,
  answer_promise: ({ id, answer }) => {
    const { what, to, reason } = answer as PromiseAnswer;
    promises = promises.map((one) => (one.id === id ? { ...one, open: what === "moved", answer: { what, on: "2026-11-21", to, reason, number: null } } : one));
    return promises;
  },
  take_back_promise: ({ id }) => {
    promises = promises.map((one) => (one.id === id ? { ...one, open: true, answer: null } : one));
    return promises;
  },
} satisfies Answers;
