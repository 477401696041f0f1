/** A made-up week: nine acts, four of them loose, as in the drawings; `?two` leaves the week before open, `?recovery` asks about it. */
import { addDays } from "../format";
import type { Due, EarlierWeek, EntryLine, GradeCount, NeedView, OutcomeLine, WeekClose, WeekView } from "../bindings";

type Came = Partial<OutcomeLine> & { statement: string };

/** Ids as long as the journal's own, so that they can stand in an answer. */
export const ID = (number: number): string => `00000000-0000-7000-9000-${String(number).padStart(12, "0")}`;

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
  act(ID(1), "2026-11-16", "shielding", "Kept two Customs engineers off quarter-end reporting.", ["Oskar", "Tomasz", "Priya"], {
    statement: "Customs held its 12 January date.", figure: figure(230, 265, 302, "hours"), grade: 5,
  }),
  act(ID(2), "2026-11-16", "coaching", "Told Lena she may end the review early.", ["Lena"], {
    statement: "She chaired it without me.", grade: 2, category: "people",
  }),
  act(ID(3), "2026-11-17", "negotiation", "Agreed a joint response target with Carrier Operations.", ["Mei-Lin"], {
    statement: "Halden keeps its 99.95% clause.", figure: figure(90_000, 143_500, 210_000, "money"), grade: 3, category: "revenue",
  }),
  act(ID(4), "2026-11-17", "deconfliction", "Two teams were building rate limiters. One owner, one design.", ["Kwame", "Lena"], {
    statement: "A sprint returned to Payments.", figure: figure(120, 140, 160, "hours"), grade: 3,
  }),
  act(ID(5), "2026-11-18", "trade-off", "Cut multi-currency from the first Customs release, in the room, and wrote down the loss.", ["Mei-Lin", "Kwame"]),
  act(ID(6), "2026-11-18", "bet", "Built a replay harness nobody asked for.", []),
  act(ID(7), "2026-11-19", "sponsorship", "Put Lena’s name forward for Principal.", ["Lena", "Dana"], {
    statement: "Agreed, from 1 December.", grade: 3, category: "people",
  }),
  act(ID(8), "2026-11-19", "steadying", "Took the executive channel during incident 2211.", ["Kwame"], {
    statement: "Service back in 52 minutes.", figure: figure(20, 28, 43, "minutes"), grade: 4, category: "speed",
  }),
  act(ID(9), "2026-11-20", "direction", "Wrote the one-page case for retiring the batch pipeline.", ["Dana", "Rafael"]),
];

export const OLDER = act(ID(0), "2026-11-05", "sponsorship", "Put Priya forward for the pricing council.", ["Priya"]);

const DUE_BET: Due = { outcome: `o-${ID(20)}`, entry: ID(20), text: "The replay harness is used by a second team", on: "2026-11-19", kind: "bet", status: "happened" };

const EARLIER: EarlierWeek = {
  week: "2026-W46", from: "2026-11-09", to: "2026-11-15",
  entries: [
    act(ID(11), "2026-11-10", "unblocking", "Had the test keys handed over in a day instead of a sprint.", ["Kwame"], { statement: "Certification began on time.", grade: 3 }),
    act(ID(12), "2026-11-12", "teambuilding", "Paired the two new hires with the people who will leave them a service each.", []),
  ],
};

const GRADES: GradeCount[] = [
  { grade: 0, now: 1, before: 4 }, { grade: 1, now: 5, before: 6 }, { grade: 2, now: 6, before: 5 }, { grade: 3, now: 9, before: 5 },
  { grade: 4, now: 4, before: 3 }, { grade: 5, now: 2, before: 1 },
];

const NEEDS: NeedView[] = [
  { id: "n1", text: "A decision on the batch pipeline before the January plan is fixed", from: "Dana", person: null, by: "2026-11-13", overdue: true, otherwise: "Two teams keep it alive another quarter.", since: "2026-10-23", age_days: 28, raised: 2, raised_in: [14, 15], answer: null, ask_outcome: false, outcome: null, revision: 1 },
  { id: "n2", text: "One certification slot in December", from: "Carrier Operations", person: null, by: "2026-12-04", overdue: false, otherwise: "", since: "2026-11-13", age_days: 7, raised: 1, raised_in: [], answer: null, ask_outcome: false, outcome: null, revision: 1 },
];

const notes = new Map<string, NonNullable<WeekView["note"]>>();

export function closed(week: string, close: WeekClose | null): void {
  if (close) notes.set(week, { closed_at: "2026-11-20T16:42:00+01:00", close });
  else notes.delete(week);
}

export function weekView(which: string | null): WeekView {
  const wanted = new URLSearchParams(location.search);
  const week = which ?? "2026-W47";
  const note = notes.get(week) ?? null;
  const blank = (which !== null && which !== "2026-W47") || wanted.has("blank");
  const entries = blank ? [] : ACTS;
  const first = which === "2026-W46" ? "2026-11-09" : which === "2026-W48" ? "2026-11-23" : "2026-11-16";
  const last = which === "2026-W46" ? "2026-11-15" : which === "2026-W48" ? "2026-11-29" : "2026-11-22";
  const usual = (mean: number) => (wanted.has("young") || blank ? null : mean);
  return {
    week, from: first, to: last, entries,
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
    due: [DUE_BET, { outcome: `o-${ID(7)}`, entry: ID(7), text: "Lena’s Principal decision is in the December letter", on: "2026-11-20", kind: "sponsorship", status: "expected" }, { outcome: null, entry: ID(0), text: OLDER.text, on: "2026-11-20", kind: "sponsorship", status: null }],
    not_credited: blank ? [] : ["Tomasz", "Priya"],
    intention: blank ? null : "Let Lena run the release board without me in the room.",
    rhythm: Array.from({ length: 12 }, (_, index) => ({ week: `2026-W${36 + index}`, closed: ![3, 8, 11].includes(index) })),
    questions: [
      { question: "always.stayed-out", words: "What went better because you stayed out of it?", answer: `Lena chaired the architecture review without me. Rehearsing helped less than telling her she was allowed to end it early. [[${ID(2)}]]`, optional: false },
      { question: "always.done-nothing", words: "What if you had done nothing?", answer: `Tomasz and Priya would have spent six weeks on quarter-end packs and the January date would have gone. [[${ID(1)}]] The rate limiter would have been built twice.`, optional: false },
      { question: "closing.carrying", words: "What are you carrying unasked?", answer: "", optional: true },
    ],
    note,
    can_close: !wanted.has("early"),
    days: Array.from({ length: 7 }, (_, index) => addDays(first, index))
      .map((day) => ({
        day,
        tiles: entries.filter((one) => one.day === day).map(({ id, kind, outcomes }) => ({ entry: id, kind, mapped: outcomes.length > 0 })),
      }))
      .filter(({ tiles }, index) => index < 5 || tiles.length > 0),
    bets_due: blank ? [] : [DUE_BET],
    open_needs: blank ? [] : NEEDS,
    evidence: { quarter: "2026-Q4", before: "2026-Q3", grades: blank ? [] : GRADES },
    earlier: wanted.has("two") && !blank ? [EARLIER] : [],
    closed_with: note?.close.also.includes(week) ? "2026-W47" : null,
    chips: note ? ACTS.map(({ id, kind, day, text }) => ({ id, kind, day, text })) : [],
    ask_recovery: wanted.has("recovery"),
  };
}
