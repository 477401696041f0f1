/** The ladder of the drawings, seven criteria over eight quarters; `?noladder` has none, `?ladders=2` a second one, `?met` no gap. */
import { IpcError } from "../../ipc";
import type {
  Asks, Bar, Coverage, CoverageItem, CoverageRow, Criterion, CriterionEdit, CriterionMet, Grade, LadderEdit, LadderFile, LadderImport,
  LadderLine, LadderView, Linked, NextStep, Standing, StepKind,
} from "../../bindings";
import type { Answers } from "../mock";
import { ACTS, ID } from "../sampleweek";

const wanted = new URLSearchParams(location.search);
const NUMBERS = ["", "one", "two", "three", "four", "five"];
const GRADES = ["claimed", "noted", "documented", "corroborated", "measured", "committed"];
const QUARTERS = [2025, 2026].flatMap((year) => [1, 2, 3, 4].map((quarter) => ({ year, quarter })));
const FIRST = ["01", "04", "07", "10"];

function bar(words: string): Bar {
  const parts = /^(\w+), (\w+), in (a|two) years?$/.exec(words.trim());
  const [count, least] = [NUMBERS.indexOf(parts?.[1] ?? ""), GRADES.indexOf(parts?.[2] ?? "")];
  const asks: Asks | null = parts && count > 0 && least >= 0 ? { count, least: least as Grade, months: parts[3] === "two" ? 24 : 12 } : null;
  return { words, asks };
}

let made = 0;
function criterion(title: string, text: string, area: string, level: string | null, words: string): Criterion {
  return { id: `c${++made}`, key: (title || text).toLowerCase().replace(/\W+/g, "-"), level, area, title, text, bar: bar(words), aside: false };
}

type Told = [standing: Standing, cells: string, criterion: Criterion];
const NEXT = "Senior Director";
const TOLD: Told[] = [
  ["met", "1.1 0.0 2.2 1.1 1.1 2.2 3.3 4.4", criterion("Sets direction", "Others plan from a direction this person wrote.", "Direction", NEXT, "two, documented, in a year")],
  ["met", "2.3 3.4 3.6 3.5 3.7 3.8 4.11 5.12", criterion("Delivers through others", "Large work lands on several teams at once.", "Results", NEXT, "three, measured, in a year")],
  ["met", "0.0 1.1 2.2 3.3 0.0 2.3 1.1 3.4", criterion("Business judgement", "Makes a trade-off and answers for the loss.", "Direction", NEXT, "two, documented, in a year")],
  ["met", "2.2 1.1 2.3 2.2 2.4 0.0 2.3 3.6", criterion("Grows people", "Somebody now does what this person did before.", "People", NEXT, "two, corroborated, in a year")],
  ["thin", "0.0 0.0 2.1 0.0 1.1 2.2 0.0 2.2", criterion("Shapes the organisation", "Hires, merges or closes to fit the work.", "People", NEXT, "one, documented, in a year")],
  ["gap", "1.1 0.0 0.0 0.0 0.0 0.0 1.1 0.0", criterion("Influence beyond own group", "Changes a decision outside their reporting line twice in a year.", "Reach", NEXT, "two, documented, in a year")],
  ["met", "0.0 3.1 0.0 0.0 4.2 0.0 0.0 1.1", criterion("Takes uncommissioned risk", "Starts something unasked, with a day to stop.", "Direction", NEXT, "one, measured, in two years")],
];
const LOWER = [
  criterion("Keeps what was promised", "Says early what will not hold, and holds the rest.", "Results", "Director", "two, documented, in a year"),
  criterion("", "Runs a team that can be relied on", "People", "Director", "whenever it matters"),
];

const outcomes = ACTS.flatMap((act) => act.outcomes.map((outcome) => ({ act, outcome })));

function step(kind: StepKind, minutes: number | null, strokes: number, rest: Partial<NextStep> = {}): NextStep {
  return {
    kind, minutes, strokes, from: 1, to: (1 + strokes) as Grade, reaches_bar: true, outcome: null, entry: null, text: "", person: null,
    evidence: null, evidence_name: "", criterion: null, criterion_name: "", ...rest,
  };
}

const about = (at: number): Partial<NextStep> => ({
  outcome: outcomes[at]?.outcome.id ?? null, entry: outcomes[at]?.act.id ?? null, text: outcomes[at]?.outcome.statement ?? "",
});

const STEPS: Record<string, NextStep[]> = {
  c6: [
    step("ask-witness", 5, 1, { ...about(2), from: 1, to: 2, text: "The sandbox deal", person: { id: "p3", name: "Mei-Lin" } }),
    step("link-outcome", 3, 0, { ...about(3), from: 3, to: 3, criterion: "c2", criterion_name: "Delivers through others" }),
    step("map-loose-end", 4, 0, { entry: ID(5), text: ACTS[4]?.text ?? "" }),
    step("new-work", null, 2),
  ],
  c5: [step("attach-file", 2, 1, { ...about(4), from: 2, to: 3, text: "Two seats filled early", evidence: "e1", evidence_name: "the seat approval from October" })],
  c3: [step("map-loose-end", 4, 0, { entry: ID(5), text: "Cut multi-currency from the first release" })],
};

interface Kept { view: LadderView; linked: Map<string, CoverageItem[]> }
const kept = new Map<string, Kept>();
/** Reasons given to entries themselves. */
const entries = new Map<string, CriterionMet[]>();

function add(id: string, name: string, levels: string[], criteria: Criterion[]): void {
  const links = criteria.filter((one) => TOLD.some(([, , told]) => told.id === one.id)).map((one) => ({ criterion: one.id, outcomes: behindOf(one.id).length, entries: 0 }));
  kept.set(id, {
    view: { ladder: { id, name, levels, now: levels[0] ?? null, target: levels.at(-1) ?? null, criteria, revision: 1 }, links, areas: [...new Set(criteria.map((one) => one.area))] },
    linked: new Map(),
  });
}
if (!wanted.has("noladder")) add("l1", "Halden engineering ladder", ["Director", NEXT], [...LOWER, ...TOLD.map(([, , one]) => one)]);
if (wanted.has("ladders")) add("l2", "A ladder to start from", ["This level", "Next level"], starter());

function starter(): Criterion[] {
  return [
    criterion("Answers for a result", "Owns a number the business lives by, good or bad.", "Results", "Next level", "one, measured, in a year"),
    criterion("Ends what should end", "Closes work that no longer pays.", "Results", "Next level", "one, documented, in a year"),
    criterion("Sets a direction", "Others make their plans from it.", "Direction", "Next level", "two, documented, in a year"),
  ];
}

function behindOf(id: string): CoverageItem[] {
  const told = TOLD.find(([, , one]) => one.id === id);
  return (told?.[1].split(" ") ?? []).flatMap((cell, quarter) => {
    const [grade = 0, count = 0] = cell.split(".").map(Number);
    return Array.from({ length: count }, (_, at): CoverageItem => {
      const { act, outcome } = outcomes[(quarter + at) % outcomes.length] ?? { act: ACTS[0], outcome: ACTS[0]?.outcomes[0] };
      const own = (at === 0 ? grade : Math.max(1, grade - 1)) as Grade;
      const day = `${QUARTERS[quarter]?.year}-${FIRST[quarter % 4]}-${String(8 + at).padStart(2, "0")}`;
      return {
        link: { what: "outcome", id: `${outcome?.id}-${quarter}-${at}` }, entry: act?.id ?? null, text: outcome?.statement ?? "", day, quarter, grade: own,
        reason: at === 0 ? "Two teams outside mine planned around it." : "", reaches_bar: quarter > 3 && own >= 2, shown_up: at === 0,
      };
    });
  }).reverse();
}

function row(one: Criterion, linked: CoverageItem[]): CoverageRow {
  const told = TOLD.find(([, , known]) => known.id === one.id);
  const items = [...linked, ...behindOf(one.id)];
  const standing = told && !(wanted.has("met") && told[0] !== "met") ? told[0] : items.length > 0 ? "met" : "gap";
  const cells = QUARTERS.map((_, quarter) => {
    const here = items.filter((item) => item.quarter === quarter);
    return { grade: here.length > 0 ? (Math.max(...here.map((item) => item.grade)) as Grade) : null, count: here.length };
  });
  const going = one.id === "c3";
  return {
    criterion: one, judged_by: one.bar.asks ?? { count: 1, least: 2, months: 12 }, assumed: one.bar.asks === null, cells, standing,
    counted: items.filter((item) => item.reaches_bar).length, stale: false, self_only: standing === "gap" && items.length > 0,
    never_shown: false, met_until: standing === "met" ? (going ? "2026-12-26" : "2027-07-01") : null, going_stale: going, items,
    steps: standing === "met" && !going ? [] : (STEPS[one.id] ?? [step("new-work", null, 2)]),
  };
}

function found(id: unknown): Kept {
  const one = kept.get(String(id));
  if (!one) throw new IpcError("not-found", "made up");
  return one;
}

function line({ view: { ladder } }: Kept): LadderLine {
  const { id, name, now, target, levels, criteria } = ladder;
  return { id, name, now, target, levels: levels.length, criteria: criteria.filter((one) => !one.aside).length };
}

const lines = (): LadderLine[] => [...kept.values()].map(line);

function coverage(id: unknown): Coverage {
  const { view, linked } = found(id);
  const level = view.ladder.target;
  const rows = view.ladder.criteria
    .filter((one) => !one.aside && (one.level === null || level === null || one.level === level))
    .map((one) => row(one, linked.get(one.id) ?? []));
  const many = (standing: Standing): number => rows.filter((one) => one.standing === standing).length;
  return { ladder: line(found(id)), levels: view.ladder.levels, level, quarters: QUARTERS, rows, met: many("met"), thin: many("thin"), gaps: many("gap") };
}

function changed(id: unknown, run: (one: LadderView) => void): LadderView {
  const { view } = found(id);
  run(view);
  view.ladder.revision += 1;
  return view;
}

function fresh(revision: number, { ladder }: LadderView): void {
  if (revision !== ladder.revision) throw new IpcError("stale", "made up");
}

function imported({ name, text, into, dryRun }: Record<string, unknown>): LadderImport {
  const rows = String(text).split("\n");
  const bad = rows.findIndex((one) => /^\s*bar\s*=\s*$/.test(one));
  if (bad >= 0) throw new IpcError("bad-input", `line ${bad + 1}: the bar has no words; write some or leave the line out; nothing was changed`);
  const criteria = rows.filter((one) => /^\s*[-*] /.test(one)).map((one) => criterion("", one.replace(/^\s*[-*] /, ""), "", null, "two, documented, in a year"));
  if (criteria.length === 0) throw new IpcError("bad-input", "line 1: no criteria here; put each on a line that begins with `-`; nothing was changed");
  const over = kept.get(String(into));
  const told = criteria.map((one) => ({ key: one.key, name: one.text, links: 0 }));
  if (!dryRun && !over) add(`l${kept.size + 1}`, String(name), [], criteria);
  if (!dryRun && over) over.view.ladder.criteria.push(...criteria);
  return {
    id: over ? String(into) : dryRun ? null : `l${kept.size}`, name: over?.view.ladder.name ?? String(name), created: !over, added: told, changed: [],
    unchanged: 0, kept_aside: [], removed: [], recognised: 0, dry_run: !!dryRun,
    notes: rows.some((one) => one.includes("someday")) ? [{ line: 1 + rows.findIndex((one) => one.includes("someday")), kind: "bar-in-words", sentence: `line ${1 + rows.findIndex((one) => one.includes("someday"))}: the bar stays in words; one that reads is such as \`two, documented, in a year\`` }] : [],
  };
}

const nameOf = (id: unknown): string => {
  const one = [...kept.values()].flatMap(({ view }) => view.ladder.criteria).find((known) => known.id === id);
  return one ? one.title || one.text : "";
};

export default {
  ladders: lines,
  ladder: ({ id }) => found(id).view,
  start_ladder: () => {
    const criteria = starter();
    add("l9", "A ladder to start from", ["This level", "Next level"], criteria);
    return { ...imported({ name: "A ladder to start from", text: "- one", dryRun: true }), id: "l9", added: criteria.map((one) => ({ key: one.key, name: one.title, links: 0 })), dry_run: false };
  },
  pick_ladder: () => ({ name: "Engineering ladder", format: "markdown", text: "# Director\n\n- Answers for a result\n- Ends what should end, someday\n" }) satisfies LadderFile,
  import_ladder: imported,
  export_ladder: ({ format }) => ({ name: `Halden engineering ladder.${format === "markdown" ? "md" : String(format)}`, bytes: 900 }),
  save_ladder: ({ id, edit }) => {
    const { name, levels, now, target, revision } = edit as LadderEdit;
    return changed(id, (view) => {
      fresh(revision, view);
      const named = new Map(levels.map((one) => [one.was, one.name]));
      const gone = view.ladder.criteria.some((one) => one.level !== null && !named.has(one.level));
      if (gone) throw new IpcError("bad-input", "a level that criteria ask for cannot be left out; move them first");
      for (const one of view.ladder.criteria) one.level = one.level === null ? null : (named.get(one.level) ?? null);
      Object.assign(view.ladder, { name, levels: levels.map((one) => one.name), now, target });
    });
  },
  save_criterion: ({ id, edit }) =>
    changed(id, (view) => {
      const { revision, id: of, place, bar: words, ...rest } = edit as CriterionEdit;
      fresh(revision, view);
      const { criteria } = view.ladder;
      const was = criteria.findIndex((one) => one.id === of);
      const one: Criterion = { ...rest, id: of ?? `c${++made}`, bar: bar(words) };
      if (was >= 0) criteria.splice(was, 1);
      criteria.splice(place ?? (was >= 0 ? was : criteria.length), 0, one);
      view.areas = [...new Set(criteria.map((known) => known.area).filter(Boolean))];
    }),
  remove_criterion: ({ id, criterion: of }) => changed(id, ({ ladder }) => (ladder.criteria = ladder.criteria.filter((one) => one.id !== of))),
  read_bar: ({ words }) => bar(String(words)),
  delete_ladder: ({ id }) => {
    kept.delete(String(id));
    return lines();
  },
  link_criterion: ({ criterion: of, linked, reason }) => {
    const to = linked as Linked;
    const met: CriterionMet = { id: String(of), criterion: nameOf(of), reason: String(reason) };
    if (to.what === "entry") {
      const rows = [...(entries.get(to.id) ?? []).filter((one) => one.id !== of), met];
      entries.set(to.id, rows);
      return rows;
    }
    const one = outcomes.find(({ outcome }) => outcome.id === to.id);
    for (const { linked: all } of kept.values()) {
      const item: CoverageItem = { link: to, entry: one?.act.id ?? null, text: one?.outcome.statement ?? "", day: "2026-11-20", quarter: 7, grade: 3, reason: met.reason, reaches_bar: true, shown_up: false };
      all.set(String(of), [...(all.get(String(of)) ?? []), item]);
    }
    return [met];
  },
  unlink_criterion: ({ criterion: of, linked }) => {
    const to = linked as Linked;
    for (const { linked: all } of kept.values()) all.set(String(of), (all.get(String(of)) ?? []).filter((item) => item.link.id !== to.id));
    const rows = (entries.get(to.id) ?? []).filter((one) => one.id !== of);
    entries.set(to.id, rows);
    return rows;
  },
  entry_criteria: ({ id }) => entries.get(String(id)) ?? [],
  coverage: ({ id }) => coverage(id),
} satisfies Answers;
