/** Rehearsal, coach, forms, frozen copies, projects and the ladder in small, made up. */
import { IpcError } from "../../ipc";
import type { ClaimDoubts, CoachMark, Coverage, CoverageRow, FilledField, FilledForm, FormProfile, Project, Rehearsal, SentCopy } from "../../bindings";
import type { Answers } from "../mock";
import { CRITERIA, SAMPLE } from "../samplepacket";

const FIRST = [
  "Inès Okafor\nDirector of Engineering, Platform\nFrom Director to Senior Director",
  "Summary\nThree quarters of keeping dates that others planned around. I helped two teams share one design, and a significant renewal was kept.",
  `1. Sets direction\n${SAMPLE[0]?.told}\n${SAMPLE[1]?.told}`,
  `2. Delivers through others\n${SAMPLE[2]?.told}\n${SAMPLE[3]?.told}`,
].join("\n\n");

const doubts: ClaimDoubts[] = SAMPLE.slice(0, 8).map(({ outcome, told }, at) => ({
  outcome: outcome.id, sentence: told.split(". ")[0] ?? told, unanswered: at === 2 ? 0 : at === 5 ? 2 : 1,
  doubts: at === 2
    ? [
        { kind: "who-else", answers: ["two engineers on my team: built it", "a finance peer: gave the contractor day"] },
        { kind: "anyway", answers: ["The pull had been approved; they would have gone."] },
        { kind: "says-who", answers: ["measured: burn-up, week 47"] },
      ]
    : at === 5
      ? [
          { kind: "anyway", answers: [] }, { kind: "how-sure", answers: [] }, { kind: "who-else", answers: ["Carrier Operations: holds the target with us"] },
        ]
      : [{ kind: "anyway", answers: [] }, { kind: "says-who", answers: ["documented: the plan, 4 March"] }],
}));

const rehearsal: Rehearsal = {
  seconds: 90, words: 214, first: FIRST, left: 396, claims_reached: 4, claims: 8,
  headings: ["Summary", "1. Sets direction", "2. Delivers through others"], doubts,
};

const RULES: readonly [string, RegExp, string, string][] = [
  ["bare-helped", /\b(?:helped|supported|was involved in)\b/g, "“Helped” can be anything from a glance to a rescue, and a panel takes the smaller.", "What did you do that would not have been done?"],
  ["adjective-without-number", /\b(?:significant|substantial|large|many|major)\b/g, "The adjective asks to be believed; a number or a name would not have to.", "By how much, from what to what?"],
  ["missing-agent", /\b(?:was|were) (?:kept|done|made|agreed)\b/g, "The sentence does not say who did it.", "Who did it?"],
];

function marks(text: string): CoachMark[] {
  const found = RULES.flatMap(([rule, find, why, ask]) =>
    [...text.matchAll(find)].map((hit) => ({ rule, from: hit.index, to: hit.index + hit[0].length, words: hit[0], why, ask })),
  );
  return found.sort((one, other) => one.from - other.from);
}

const SHIPPED = '[[rule]]\nname = "bare-helped"\nfind = ["helped", "assisted", "supported"]\nwhy = "“Helped” can be anything from a glance to a rescue."\nask = "What did you do that would not have been done?"\n';
let rules: string | null = null;

let forms: FormProfile[] = [
  {
    key: "promotion-form", name: "Our promotion form, 5 fields", unit: "characters", preset: true,
    fields: CRITERIA.map(({ title }, at) => ({ key: `f${at}`, label: title, hint: "", limit: 700, unit: null, from: [`section ${at + 1}`] })),
  },
  {
    key: "one-page", name: "One page", unit: "words", preset: true,
    fields: [
      { key: "case", label: "The case in short", hint: "What a busy reader takes away", limit: 120, unit: null, from: ["summary"] },
      { key: "outcomes", label: "What came of it", hint: "With figures and who did what", limit: 350, unit: null, from: ["sections"] },
      { key: "against", label: "Reasons against", hint: "What speaks against it", limit: 60, unit: null, from: ["against"] },
    ],
  },
];
const SHIPPED_FORMS = structuredClone(forms);
const LENGTHS = [540, 690, 815, 430, 212];

function filled(key: unknown): FilledForm {
  const profile = forms.find((one) => one.key === key);
  if (!profile) throw new IpcError("not-found", "made up");
  const fields = profile.fields.map((field, at): FilledField => {
    const text = profile.key === "promotion-form"
      ? SAMPLE.filter(({ section }) => section === CRITERIA[at]?.id).map(({ told }) => told).join("\n")
      : SAMPLE.slice(0, 3).map(({ told }) => told).join("\n");
    const characters = profile.key === "promotion-form" ? (LENGTHS[at] ?? text.length) : text.length;
    const count = { characters, words: Math.round(characters / 6) };
    const unit = field.unit ?? profile.unit;
    const taken = unit === "words" ? count.words : characters;
    return { key: field.key, label: field.label, hint: field.hint, text, count, limit: field.limit, unit, over: Math.max(0, taken - (field.limit ?? Infinity)) };
  });
  return { profile: profile.key, name: profile.name, fields, left_out: profile.key === "promotion-form" ? ["Summary", "Reasons against"] : [] };
}

const hidden = (before: string, after: string, places: number) => ({ before, after, places });
const copies: SentCopy[] = [
  {
    id: "s2", at: "2026-11-19T17:40:00+00:00", format: "pdf", bytes: 48_212, sha256: "", manifest: {
      replaced: [hidden("Oskar Lindqvist", "a finance peer", 3), hidden("Tomasz Wójcik", "an engineer on my team", 2), hidden("Halden", "an enterprise renewal", 6), hidden("Mei-Lin Chao", "(removed)", 1)],
      held_back: 1, unpermitted: 1,
    },
  },
  { id: "s1", at: "2026-11-12T16:02:00+00:00", format: "docx", bytes: 17_020, sha256: "", manifest: { replaced: [], held_back: 1, unpermitted: 0 } },
];

const line = (change: "same" | "gone" | "new", ...words: string[]) => ({ change, pieces: words.map((text, at) => ({ text, hit: change !== "same" && at % 2 === 1 })) });

let projects: Project[] = [
  {
    id: "j1", name: "Formcheck", problem: "Small exporters find out at the border that a customs form is wrong. This checks one with no network.",
    proves: "I can take a rule book to working software.", link: "formcheck.example", status: "in-use", users: "about 140 people a week",
    taught: "Half the rejected forms fail on three fields. Those three went first in our certification.", revision: 1,
  },
  {
    id: "j2", name: "Rehearse", problem: "Practising an outage takes a week to set up, so nobody practises.", proves: "People who owe me nothing use what I make.",
    link: "rehearse.example", status: "in-use", users: "9 teams", taught: "Teams that ran it twice kept it. One run changed nothing, so I made two runs the kill test.", revision: 1,
  },
  {
    id: "j3", name: "Choir parts", problem: "Our altos lose their line when a score is scanned. This sets one voice large, with the others grey.",
    proves: "I still enjoy finishing things.", link: "", status: "kept-for-me", users: "22 singers", taught: "", revision: 1,
  },
  {
    id: "j4", name: "Pantry rota", problem: "The food bank planned its drivers on a whiteboard that one person could read.", proves: "I can leave a thing that runs without me.",
    link: "private, run by Noor since June", status: "handed-over", users: "31 volunteers",
    taught: "Handing over worked once the next owner wrote the page, not me. We do that with runbooks now.", revision: 1,
  },
];

const GRADES: (0 | 1 | 2 | 3 | 4 | null)[][] = [[1, 2, 3, 4], [3, 3, 4, 4], [null, 2, 1, 3], [2, null, 2, 2], [null, null, 1, null]];
const STANDING = ["met", "met", "met", "thin", "gap"] as const;

const rows = CRITERIA.map(({ id, short, text }, at): CoverageRow => ({
  criterion: { id, key: id, level: "Senior Director", area: "", title: short, text, bar: { words: "", count: null, grade: null, months: null } as never, aside: false },
  judged_by: { count: 2, grade: 3, months: 12 } as never, assumed: false,
  cells: GRADES[at]!.map((grade) => ({ grade, count: grade === null ? 0 : 1 })),
  standing: STANDING[at]!, counted: at === 4 ? 1 : 3, stale: false, self_only: at === 4, never_shown: false, met_until: null, going_stale: false,
  items: at === 4
    ? SAMPLE.slice(9).map(({ outcome, day }) => ({ link: { what: "outcome" as const, id: outcome.id }, entry: null, text: outcome.statement, day, quarter: 2, grade: outcome.grade, reason: "", reaches_bar: false, shown_up: false }))
    : [],
  steps: [],
}));

const coverage: Coverage = {
  ladder: { id: "l1", name: "Our ladder", now: "Director", target: "Senior Director", levels: 2, criteria: 5 },
  levels: ["Director", "Senior Director"], level: "Senior Director",
  quarters: [1, 2, 3, 4].map((quarter) => ({ year: 2026, quarter })), rows, met: 3, thin: 1, gaps: 1,
};

export default {
  rehearse: () => rehearsal,
  coach_packet: () => SAMPLE.map(({ outcome, told }) => ({ heading: "", outcome: outcome.id, text: told, marks: marks(told) })),
  coach_text: ({ text }) => marks(String(text)),
  coach_rules: () => ({ text: rules ?? SHIPPED, own: rules !== null }),
  save_coach_rules: ({ text }) => {
    if (text !== null && !String(text).includes("[[rule]]")) throw new IpcError("bad-input", "line 3: a rule needs a `name`");
    rules = text === null ? null : String(text);
    return { text: rules ?? SHIPPED, own: rules !== null };
  },
  form_profiles: () => forms,
  save_form_profile: ({ profile }) => {
    const saved = { ...(profile as FormProfile), preset: false };
    forms = forms.some(({ key }) => key === saved.key) ? forms.map((one) => (one.key === saved.key ? saved : one)) : [...forms, saved];
    return forms;
  },
  delete_form_profile: ({ key }) => {
    const shipped = SHIPPED_FORMS.find((one) => one.key === key);
    forms = forms.flatMap((one) => (one.key !== key ? [one] : shipped ? [shipped] : []));
    return forms;
  },
  filled_form: ({ key }) => filled(key),
  packet_check: ({ id }) => ({
    id, unresolved: [], over_limit: [], missing: ["against"], held_back: 1, unpermitted: 1,
    weak_claims: [{ outcome: "o6", sentence: "", why: ["no-counterfactual", "nobody-credited"] }, { outcome: "o8", sentence: "", why: ["only-my-word"] }],
  }),
  sent_copies: () => copies,
  sent_text: () => FIRST,
  changed_since: ({ copy }) => ({
    since: copies.find((one) => one.id === copy) ?? copies[0], changed: copy !== "s1",
    lines: copy === "s1" ? [] : [
      line("same", "Summary"),
      line("gone", "Three ", "months", " of keeping dates that others planned around."),
      line("new", "Three ", "quarters", " of keeping dates that others planned around."),
      line("same", "2. Delivers through others"),
      line("new", "", "Found two teams building the same rate limiter. Named one owner and one design.", ""),
      line("gone", "Built by ", "a contractor", "."),
      line("new", "Built by ", "two engineers on my team", "."),
      line("same", "3. Business judgement"),
    ],
  }),
  projects: () => projects,
  new_project: ({ name }) => {
    const project: Project = { id: `j${projects.length + 1}`, name: String(name), problem: "", proves: "", link: "", status: "in-use", users: "", taught: "", revision: 0 };
    projects = [...projects, project];
    return project;
  },
  save_project: ({ project }) => (projects = projects.map((one) => (one.id === (project as Project).id ? (project as Project) : one))),
  delete_project: ({ id }) => (projects = projects.filter((one) => one.id !== id)),
  ladders: () => [coverage.ladder],
  coverage: () => coverage,
} satisfies Answers;
