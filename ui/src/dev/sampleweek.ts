/** A made-up week: nine acts, four of them loose, as in the drawings. */
import type { EntryLine, OutcomeLine, WeekClose, WeekView } from "../bindings";

type Came = Partial<OutcomeLine> & { statement: string };

export const SHOULD_BE_LOOSE = ["w5", "w6", "w9", "w0"];

function act(id: string, day: string, kind: EntryLine["kind"], text: string, people: string[], came?: Came): EntryLine {
  const outcome: OutcomeLine[] = came
    ? [{ id: `o-${id}`, category: "capacity", pieces: [], figure: null, grade: 3, status: "happened", ...came }]
    : [];
  return {
    id, day, kind, text, pieces: [], people, captured_at: `${day}T16:42:00+01:00`, goal: "Customs API release", tags: [],
    loose: outcome.length === 0, no_outcome: false, sensitivity: "open", outcomes: outcome,
  };
}

const figure = (low: number, likely: number, high: number, unit: string) => ({ low, likely, high, unit });

export const ACTS: EntryLine[] = [
  act("w1", "2026-11-16", "shielding", "Kept two Customs engineers off quarter-end reporting.", ["Oskar", "Tomasz", "Priya"], {
    statement: "Customs held its 12 January date.", figure: figure(230, 265, 302, "hours"), grade: 5,
  }),
  act("w2", "2026-11-16", "coaching", "Told Lena she may end the review early.", ["Lena"], {
    statement: "She chaired it without me.", grade: 2, category: "people",
  }),
  act("w3", "2026-11-17", "negotiation", "Agreed a joint response target with Carrier Operations.", ["Mei-Lin"], {
    statement: "Halden keeps its 99.95% clause.", figure: figure(90_000, 143_500, 210_000, "money"), grade: 3, category: "revenue",
  }),
  act("w4", "2026-11-17", "deconfliction", "Two teams were building rate limiters. One owner, one design.", ["Kwame", "Lena"], {
    statement: "A sprint returned to Payments.", figure: figure(120, 140, 160, "hours"), grade: 3,
  }),
  act("w5", "2026-11-18", "trade-off", "Cut multi-currency from the first Customs release, in the room, and wrote down the loss.", ["Mei-Lin", "Kwame"]),
  act("w6", "2026-11-18", "bet", "Built a replay harness nobody asked for.", []),
  act("w7", "2026-11-19", "sponsorship", "Put Lena’s name forward for Principal.", ["Lena", "Dana"], {
    statement: "Agreed, from 1 December.", grade: 3, category: "people",
  }),
  act("w8", "2026-11-19", "steadying", "Took the executive channel during incident 2211.", ["Kwame"], {
    statement: "Service back in 52 minutes.", figure: figure(20, 28, 43, "minutes"), grade: 4, category: "speed",
  }),
  act("w9", "2026-11-20", "direction", "Wrote the one-page case for retiring the batch pipeline.", ["Dana", "Rafael"]),
];

const OLDER = act("w0", "2026-11-05", "sponsorship", "Put Priya forward for the pricing council.", ["Priya"]);

let note: WeekView["note"] = null;

export function closed(close: WeekClose | null): void {
  note = close && { closed_at: "2026-11-20T16:42:00+01:00", close };
}

export function weekView(which: string | null): WeekView {
  const wanted = new URLSearchParams(location.search);
  const blank = (which !== null && which !== "2026-W47") || wanted.has("blank");
  const entries = blank ? [] : ACTS;
  const first = which === "2026-W46" ? "2026-11-09" : which === "2026-W48" ? "2026-11-23" : "2026-11-16";
  const last = which === "2026-W46" ? "2026-11-15" : which === "2026-W48" ? "2026-11-29" : "2026-11-22";
  const usual = (mean: number) => (wanted.has("young") || blank ? null : mean);
  return {
    week: which ?? "2026-W47", from: first, to: last, entries,
    by_kind: [],
    by_family: [
      { family: "protect", entries: blank ? 0 : 2, usual: usual(2.6) },
      { family: "broker", entries: blank ? 0 : 3, usual: usual(2.2) },
      { family: "grow", entries: blank ? 0 : 2, usual: usual(1.4) },
      { family: "initiate", entries: blank ? 0 : 2, usual: usual(0.9) },
    ],
    totals: blank ? [] : [
      { unit: "hours", low: 350, likely: 405, high: 462, outcomes: 2 },
      { unit: "money", low: 90_000, likely: 143_500, high: 210_000, outcomes: 1 },
      { unit: "minutes", low: 20, likely: 28, high: 43, outcomes: 1 },
    ],
    mapped: entries.filter((entry) => !entry.loose).length,
    loose: [...ACTS, OLDER].filter((entry) => entry.loose && !entry.no_outcome).slice(0, 5),
    more_loose: 7,
    due: [{ outcome: "o-x", entry: "w7", text: "Lena’s Principal decision is in the December letter", on: "2026-11-20", kind: "coaching", status: "expected" }],
    not_credited: blank ? [] : ["Tomasz", "Priya"],
    intention: blank ? null : "Let Lena run the release board without me in the room.",
    rhythm: Array.from({ length: 12 }, (_, index) => ({ week: `2026-W${36 + index}`, closed: ![3, 8, 11].includes(index) })),
    questions: [
      { question: "stayed-out", words: "What went better because you stayed out of it?", answer: "Lena chaired the architecture review without me. Rehearsing helped less than telling her she was allowed to end it early. [Mon · Told Lena she may end]", optional: false },
      { question: "nothing", words: "What if you had done nothing?", answer: "Tomasz and Priya would have spent six weeks on quarter-end packs and the January date would have gone. [Mon · Kept two Customs engineers off]", optional: false },
      { question: "carrying", words: "What are you carrying unasked?", answer: "", optional: true },
    ],
    note,
    can_close: !wanted.has("early"),
    days: [], bets_due: [], open_needs: [], evidence: { quarter: "2026-Q4", before: "2026-Q3", grades: [] },
    earlier: [], closed_with: null, chips: [], ask_recovery: false,
  };
}
