/** The entries of the mock-ups, and the demo journal shifted so that it ends this week. Development only. */
import demo from "../../../tests/fixtures/demo.json";
import { addDays } from "../format";
import { KIND_ORDER, type Kind } from "../kinds";
import type { Category, CountOnce, Entry, EvidenceKind, Figure, GoalRef, Grade, Outcome, Part, PersonRef } from "../bindings";

export const PEOPLE: PersonRef[] = [
  ...["Oskar Lindqvist", "Tomasz Wójcik", "Priya Raman", "Mei-Lin Zhao", "Kwame Boateng", "Lena Fischer", "Dana Whitfield", "Rafael Ortiz"].map(
    (name, index) => ({ id: `00000000-0000-7000-8000-0000000001${String(index).padStart(2, "0")}`, name }),
  ),
  ...demo.people.map(({ id, name }) => ({ id, name })),
];
export const GOALS: GoalRef[] = [
  { id: "g-customs", name: "Customs API release" },
  ...demo.goals.map(({ id, text }) => ({ id, name: text })),
];

let made = 0;
const fresh = (sort: number): string => `00000000-0000-7000-800${sort}-${String(++made).padStart(12, "0")}`;
const named = (...first: string[]): PersonRef[] => PEOPLE.filter((person) => first.some((name) => person.name.startsWith(name)));

function entry(day: string, kind: Kind | null, text: string, rest: Partial<Entry> = {}): Entry {
  return {
    id: fresh(1), raw: text, text, kind, day, zone: "Europe/London", captured_at: `${day}T09:50:00+00:00`, people: [], goal: null,
    tags: [], body: "", private_note: "", sensitivity: "open", asked: null, figure: null, ask_on: null, no_outcome: false,
    fields: null, revision: 1, ...rest,
  };
}

/** A blank outcome of an entry; asked with an outcome's id, what the double-count guard asks about it. */
export function outcomeFor(id: string): CountOnce[];
export function outcomeFor(id: null, entry: string, statement: string, day: string, rest?: Partial<Outcome>): Outcome;
export function outcomeFor(id: string | null, of = "", statement = "", day = "", rest: Partial<Outcome> = {}): Outcome | CountOnce[] {
  if (id !== null) return [];
  return {
    id: fresh(2), statement, category: null, metric: null, unit_value: null, calculation: null, figure: null,
    counterfactual: { text: "", anyway: null, basis: "" }, confidence: null, status: "happened", check_on: null, part: null,
    share: null, credits: [], nobody_else: false, evidence: [], criteria: [], shown: [], overlaps: [], wording: null,
    entries: [of], day, revision: 1, ...rest,
  };
}

const one = (value: number) => ({ low: value, likely: value, high: value });
const item = (grade: Grade, kind: EvidenceKind, reference: string, dated: string | null = null) => ({
  id: fresh(3), kind, grade, reference, said_by: null, dated, file: null,
});
const figure = (likely: number, unit: string, low = likely, high = likely): Figure => ({ low, likely, high, unit });

function drawn(): { entries: Entry[]; outcomes: Outcome[] } {
  const goal = GOALS[0] ?? null;
  const customs = entry(
    "2026-11-16", "shielding",
    "Kept two Customs engineers off the quarter-end reporting scramble. Oskar wanted Tomasz and Priya until January; offered him a contractor day a week and a dashboard by Friday instead.",
    {
      people: named("Oskar", "Tomasz", "Priya"), goal, tags: ["finance", "quarter-end"], revision: 2, asked: "unasked",
      raw: "Kept two Customs engineers off quarter-end reporting.",
      private_note: "Oskar is under pressure from the audit committee. Do not quote him; the win is that he kept face.",
    },
  );
  const limiter = entry("2026-11-17", "deconfliction", "Two teams were building rate limiters. One owner, one design; Payments got its sprint back.", { people: named("Kwame", "Lena") });
  const agency = entry("2026-11-12", "negotiation", "Traded early telemetry for sandbox access at the border agency, five weeks ahead of the queue.", { people: named("Mei-Lin"), goal });
  const lena = entry("2026-11-10", "coaching", "Practised with Lena how to decline scope with numbers. She did it alone on Thursday.", { people: named("Lena") });
  const entries = [
    entry("2026-11-20", "direction", "Wrote the one-page case for retiring the batch pipeline before release traffic arrives.", { people: named("Dana", "Rafael") }),
    entry("2026-11-18", "trade-off", "Cut multi-currency from the first Customs release, in the room, and wrote down the loss.", { people: named("Mei-Lin", "Kwame"), goal, captured_at: "2026-11-21T16:42:00+00:00" }),
    entry("2026-11-18", "bet", "Built a replay harness nobody asked for, so that Customs can rehearse a bad day."),
    limiter, customs, agency, lena,
    entry("2026-11-05", "sponsorship", "Put Priya forward for the pricing council.", { people: named("Priya"), ask_on: "2026-11-20" }),
    entry("2026-11-04", null, "Answered the auditors' list in one afternoon.", { no_outcome: true }),
  ];
  const outcomes = [
    outcomeFor(null, customs.id, "Customs API held its 12 January date with the team it was planned around.", customs.day, {
      category: "capacity",
      calculation: { calculator: "capacity", people: one(2), weeks: one(6), hours_a_week: { low: 24, likely: 26, high: 28 }, share_gone: { low: 80, likely: 85, high: 90 } },
      figure: figure(265.2, "hours", 230.4, 302.4), confidence: "reasoned", part: "enabled",
      counterfactual: { text: "Both move to reporting; the release slips to late February.", anyway: null, basis: "" },
      credits: [{ person: null, name: "Tomasz, Priya and two more", did: "", share: null }],
      evidence: [item(4, "metric-export", "Burn-up, weeks 40 to 47.csv"), item(3, "email", "Re: headcount until January")],
      criteria: [{ criterion: "Delivery through others", reason: "" }, { criterion: "Business judgement", reason: "" }],
      wording: "Shielded Customs API from a six-week pull on two engineers, protecting about 265 engineer-hours (230 to 302, reasoned) and holding the 12 January date.",
    }),
    outcomeFor(null, limiter.id, "One limiter in production 4 December; a sprint returned to Payments.", limiter.day, { category: "capacity", figure: figure(140, "hours"), evidence: [item(3, "quote", "“We got two weeks back.”")], status: "happened" }),
    outcomeFor(null, agency.id, "Customs certification began on 16 November, not 21 December.", agency.day, {
      category: "speed", figure: figure(5, "weeks"), evidence: [item(4, "metric-export", "Certification log")],
      calculation: { calculator: "speed", planned: { earliest: "2026-12-21", latest: "2026-12-21" }, actual: { earliest: "2026-11-16", latest: "2026-11-16" }, in: "weeks" },
    }),
    outcomeFor(null, lena.id, "Two requests turned down without me in the room.", lena.day, { category: "people", evidence: [item(2, "document", "Her note to Sales")] }),
  ];
  return { entries, outcomes };
}

function fromDemo(): { entries: Entry[]; outcomes: Outcome[] } {
  const entries: Entry[] = [];
  const outcomes: Outcome[] = [];
  for (const told of demo.entries) {
    const day = addDays(told.date, 38);
    const made = entry(day, told.kind as Kind, told.action, {
      people: PEOPLE.filter((person) => (told.people as string[]).includes(person.id)),
      goal: GOALS.find((goal) => goal.id === told.goal) ?? null,
      tags: told.tags, asked: told.commissioned ? "asked-for" : "unasked",
    });
    entries.push(made);
    const { metric, counterfactual: against, attribution } = told;
    outcomes.push(
      outcomeFor(null, made.id, told.outcome, day, {
        category: told.outcome_category as Category, confidence: "reasoned", part: attribution.role as Part, share: attribution.share_pct,
        metric: { ...metric, better: metric.better as "higher", measured_on: null, later: [] },
        calculation: { calculator: "metric", baseline: metric.baseline, result: metric.result, unit: metric.unit, better: metric.better as "higher" },
        figure: figure(Math.abs(metric.result - metric.baseline), metric.unit),
        counterfactual: { text: against.text, anyway: against.deadweight_pct, basis: against.basis },
        credits: attribution.credited.map((credit) => ({ person: credit.person, name: PEOPLE.find((person) => person.id === credit.person)?.name ?? credit.person, did: credit.did, share: null })),
        evidence: told.evidence.map((each) => item(each.strength as Grade, each.type.replaceAll("_", "-") as EvidenceKind, each.ref)),
      }),
    );
  }
  return { entries, outcomes };
}

export function journal(many: number): { entries: Entry[]; outcomes: Outcome[] } {
  const [told, kept] = [drawn(), fromDemo()];
  const filled = Array.from({ length: many || 380 }, (_, index) => {
    const day = addDays("2026-11-09", -Math.floor(index * (many ? 0.2 : 0.8)));
    const source = kept.entries[index % kept.entries.length];
    const customs = day >= "2026-07-01" && index % 2 === 0;
    const text = customs ? `${source?.text.replace(/\.$/, "") ?? ""}, for the Customs release.` : (source?.text ?? "");
    return entry(day, KIND_ORDER[(index * 5) % 12] ?? null, text, { people: source?.people ?? [], no_outcome: true, goal: customs ? (GOALS[0] ?? null) : null });
  });
  return { entries: [...told.entries, ...kept.entries, ...filled], outcomes: [...told.outcomes, ...kept.outcomes] };
}
