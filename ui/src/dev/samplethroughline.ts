/** A made-up quarter with the numbers of the drawing, laid out as the core lays it out. For development and tests. */
import type { Family, Figure, Grade, OutcomeNode, Ribbon, TargetNode, Throughline, Toward } from "../bindings";
import { ID } from "./sampleweek";
import { familyOf, FAMILIES, KIND_ORDER, type Kind } from "../kinds";

type Row = [node: string, statement: string, figure: Figure | null, grade: Grade, acts: Partial<Record<Kind, number>>, goals: [string, number][], secret?: true];

const one = (likely: number, unit: string): Figure => ({ low: likely, likely, high: likely, unit });

const ROWS: Row[] = [
  ["o-customs", "Customs API held its 12 January date", { low: 345, likely: 405, high: 470, unit: "hours" }, 4, { shielding: 7, unblocking: 3, "trade-off": 3, deconfliction: 2, breakthrough: 1 }, [["g-customs", 16]]],
  ["o-service", "Service back sooner", one(28, "minutes"), 4, { shielding: 1, steadying: 4, coaching: 1 }, [["g4", 6]]],
  ["o-cert", "Certification began ahead of the queue", one(5, "weeks"), 4, { unblocking: 3, negotiation: 3, bet: 1, breakthrough: 1 }, [["g-customs", 6], ["g2", 2]]],
  ["o-halden", "Halden kept its 99.95% clause", { low: 90_000, likely: 143_500, high: 210_000, unit: "money" }, 3, { steadying: 1, negotiation: 4, "trade-off": 1, deconfliction: 2, direction: 1 }, [["g2", 9]]],
  ["o-lena", "Lena made Principal", null, 3, { coaching: 5, sponsorship: 2 }, [["g4", 2], ["g5", 5]]],
  ["o-seats", "Two seats filled early", one(6, "person-months"), 2, { teambuilding: 4, bet: 1 }, [["g5", 5]]],
  ["o-batch", "Batch case to be heard", null, 2, { direction: 3, bet: 1 }, [["g3", 4]], true],
  ["not-mapped", "", null, 0, { "trade-off": 1, sponsorship: 1, direction: 1, bet: 1 }, []],
];

const GOALS: [string, string, boolean][] = [
  ["g-customs", "Customs API release", true], ["g4", "Time to restore", false], ["g2", "Enterprise renewals", true],
  ["g5", "Platform hiring plan", false], ["g3", "Cost per declaration", false],
];

const CRITERIA: [string, string, boolean][] = [
  ["g-customs", "Holds dates others plan around", false], ["g4", "Steadies the organisation under pressure", false], ["g2", "Negotiates across functions", false],
  ["g5", "Grows leaders", false], ["g3", "Sets technical direction", false],
];

const sum = (numbers: readonly number[]): number => numbers.reduce((all, next) => all + next, 0);

export function sample(toward: Toward = "goals"): Throughline {
  const kinds = KIND_ORDER;
  const totals = kinds.map((kind) => sum(ROWS.map((row) => row[4][kind] ?? 0)));
  const left = kinds.map((kind, index) => ({ node: kind, kind, family: familyOf(kind), acts: totals[index] ?? 0, at: sum(totals.slice(0, index)) }));
  const counts = ROWS.map((row) => sum(Object.values(row[4])));
  const middle: OutcomeNode[] = ROWS.map(([node, statement, figure, grade, , , secret], index) => ({
    node, outcome: node === "not-mapped" ? null : node, statement, figure, grade, status: node === "not-mapped" ? null : "happened",
    sensitivity: secret ? "confidential" : "open", acts: counts[index] ?? 0, at: sum(counts.slice(0, index)),
  }));
  const reach: Ribbon[] = [];
  const arrived = ROWS.map(() => 0);
  for (const [at, kind] of kinds.entries()) {
    let leaves = left[at]?.at ?? 0;
    for (const [row, [node, , , , acts]] of ROWS.entries()) {
      const wide = acts[kind] ?? 0;
      if (wide === 0) continue;
      reach.push({
        from: kind, to: node, family: familyOf(kind), acts: wide, leaves_at: leaves, arrives_at: (middle[row]?.at ?? 0) + (arrived[row] ?? 0),
        open: node === "not-mapped", entries: Array.from({ length: wide }, (_, index) => ID(1 + ((at + row + index) % 9))),
      });
      leaves += wide;
      arrived[row] = (arrived[row] ?? 0) + wide;
    }
  }
  const names = toward === "goals" ? GOALS : CRITERIA;
  const reached = names.map(([node]) => sum(ROWS.flatMap((row) => row[5].filter(([goal]) => goal === node).map(([, acts]) => acts))));
  const right: TargetNode[] = names.map(([node, label, mine], index) => ({
    node, goal: toward === "goals" ? node : null, label, mine, acts: reached[index] ?? 0, at: sum(reached.slice(0, index)),
  }));
  const { serve, further } = serving(middle, right);
  return {
    from: "2026-10-01", to: "2026-12-31", toward, acts: sum(totals), by_family: false,
    families: [...FAMILIES.map((family) => ({ family, acts: sum(left.filter((node) => node.family === family).map((node) => node.acts)) })), { family: null, acts: 0 }],
    left, middle, right, reach, serve, further,
    rows: ROWS.map(([node, , , , acts, goals]) => ({ node, acts: kinds.map((kind) => acts[kind] ?? 0), all: sum(Object.values(acts)), targets: goals })),
  };
}

function serving(middle: readonly OutcomeNode[], right: readonly TargetNode[]): Pick<Throughline, "serve" | "further"> {
  const serve: Ribbon[] = [];
  const came = right.map(() => 0);
  for (const [at, [node, , , , acts, goals]] of ROWS.entries()) {
    const left = new Map<Family, number>(FAMILIES.map((family) => [family, sum(Object.entries(acts).filter(([kind]) => familyOf(kind as Kind) === family).map(([, wide]) => wide))]));
    let leaves = middle[at]?.at ?? 0;
    for (const [goal, all] of goals) {
      let room = all;
      const to = right.findIndex((one) => one.node === goal);
      for (const family of FAMILIES) {
        const wide = Math.min(room, left.get(family) ?? 0);
        if (wide === 0) continue;
        serve.push({
          from: node, to: goal, family, acts: wide, leaves_at: leaves, arrives_at: (right[to]?.at ?? 0) + (came[to] ?? 0), open: false,
          entries: Array.from({ length: wide }, (_, index) => ID(1 + ((at + index) % 9))),
        });
        left.set(family, (left.get(family) ?? 0) - wide);
        room -= wide;
        leaves += wide;
        came[to] = (came[to] ?? 0) + wide;
      }
    }
  }
  return { serve, further: [{ from: "shielding", label: "Halden kept its 99.95% clause", entry: ID(1) }] };
}
