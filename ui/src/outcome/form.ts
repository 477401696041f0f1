/** An outcome as it is being written: text in boxes, and the way from there to what is saved. */
import { readDay } from "../days";
import type {
  Better, Category, Confidence, CriterionMet, Evidence, Figure, Metric, Outcome, Overlap, Part, Range, Shown, Status, UnitValue,
} from "../bindings";
import { asCalculation, calculatorOf, fill, isHalfTyped, type Inputs, type Way } from "./calculators";
import { readNumber } from "./range";

export interface CreditRow { person: string | null; name: string; did: string; share: string }
export interface EvidenceRow extends Omit<Evidence, "dated"> { dated: string }
export interface LaterRow { on: string; value: string; source: string }
export interface ShownRow { person: string; on: string; how: string }

/** Nothing but text, choices and rows, so that it can be kept as a draft just as it stands. */
export interface Form extends Inputs {
  statement: string;
  category: Category | null;
  way: Way;
  counterfactual: string;
  basis: string;
  anyway: [number, number, number] | null;
  confidence: Confidence | null;
  status: Status;
  check_on: string;
  part: Part | null;
  share: [string, string, string];
  credits: CreditRow[];
  nobody_else: boolean;
  evidence: EvidenceRow[];
  /** Whether the metric is written down at all. */
  measured: boolean;
  additive: boolean;
  later: LaterRow[];
  criteria: CriterionMet[];
  shown: ShownRow[];
  overlaps: Overlap[];
  wording: string | null;
}

const shown = (value: number | null | undefined): string => (value === null || value === undefined ? "" : String(value));

export function readOutcome(outcome: Outcome): Form {
  const { metric, calculation, figure, share, unit_value: value } = outcome;
  const form: Form = {
    statement: outcome.statement,
    category: outcome.category,
    way: wayOf(outcome),
    numbers: {},
    words: {
      metric_name: metric?.name ?? "",
      metric_unit: metric?.unit ?? "",
      better: metric?.better ?? "higher",
      baseline: shown(metric?.baseline),
      baseline_note: metric?.baseline_note ?? "",
      result: shown(metric?.result),
      measured_on: metric?.measured_on ?? "",
      metric_source: metric?.source ?? "",
      value: shown(value?.value),
      value_periods: shown(value?.periods),
      value_label: value?.period_label ?? "",
      value_source: value?.source ?? "",
      hand_low: shown(figure?.low),
      hand_likely: shown(figure?.likely),
      hand_high: shown(figure?.high),
      hand_unit: figure?.unit ?? "hours",
    },
    counterfactual: outcome.counterfactual.text,
    basis: outcome.counterfactual.basis,
    anyway: ends(outcome.counterfactual.anyway),
    confidence: outcome.confidence,
    status: outcome.status,
    check_on: outcome.check_on ?? "",
    part: outcome.part,
    share: share ? [shown(share.low), shown(share.likely), shown(share.high)] : ["", "", ""],
    credits: outcome.credits.map((credit) => ({ ...credit, share: shown(credit.share) })),
    nobody_else: outcome.nobody_else,
    evidence: outcome.evidence.map((item) => ({ ...item, dated: item.dated ?? "" })),
    measured: metric !== null,
    additive: metric?.additive ?? true,
    later: (metric?.later ?? []).map((row) => ({ ...row, value: shown(row.value) })),
    criteria: outcome.criteria.map((row) => ({ ...row })),
    shown: outcome.shown.map((row) => ({ ...row, on: row.on ?? "" })),
    overlaps: outcome.overlaps.map((row) => ({ ...row })),
    wording: outcome.wording,
  };
  if (calculation) fill(form, calculation);
  return form;
}

function wayOf({ calculation, figure, category }: Outcome): Way {
  if (calculation?.calculator === "typed") return "typed";
  if (calculation?.calculator === "metric") return "metric";
  const told = category === "trust" || category === "direction";
  return calculation === null && figure !== null && !told ? "hand" : "calculator";
}

function ends(range: Range | null): [number, number, number] | null {
  return range && [range.low, range.likely, range.high];
}

/** What a figure written by hand comes to; the likely value may be left out. */
export function handFigure(words: Form["words"]): Figure | null {
  const low = readNumber(words.hand_low ?? "");
  const high = (words.hand_high ?? "").trim() === "" ? low : readNumber(words.hand_high ?? "");
  const unit = words.hand_unit?.trim();
  if (low === null || high === null || low > high || !unit) return null;
  const likely = readNumber(words.hand_likely ?? "") ?? low / 2 + high / 2;
  return likely < low || likely > high ? null : { low, likely, high, unit };
}

export function calculationOf(form: Form, now: string) {
  return asCalculation(calculatorFor(form), form, now);
}

export function calculatorFor(form: Form) {
  if (form.way === "typed" || form.way === "metric") return form.way;
  return form.way === "hand" ? null : calculatorOf(form.category, form.words);
}

/** Others are credited before one's own share can be stated. */
export function mayStateShare(form: Pick<Form, "credits" | "nobody_else">): boolean {
  return form.nobody_else || form.credits.some((credit) => credit.name.trim() !== "");
}

export function shareOf(form: Pick<Form, "share">): Range | null {
  const [low, likely, high] = form.share.map(readNumber);
  const known = [low, likely, high].filter((each) => each !== null && each !== undefined);
  if (known.length === 0) return null;
  const least = low ?? likely ?? high ?? 0;
  const most = high ?? likely ?? low ?? 0;
  const middle = likely ?? (least + most) / 2;
  return least <= middle && middle <= most && least >= 0 && most <= 100 ? { low: least, likely: middle, high: most } : null;
}

export interface Written {
  outcome: Outcome;
  /** Fields whose text cannot be saved as it stands; their draft stays. */
  unread: string[];
}

/** What is saved: everything that can be read, over the outcome as it was. */
export function writeOutcome(form: Form, base: Outcome, worked: Figure | null, now: string): Written {
  const unread: string[] = [];
  const day = (text: string, field: string): string | null => {
    const read = readDay(text, now);
    if (read === null && text.trim() !== "") unread.push(field);
    return read;
  };
  const number = (text: string, field: string): number | null => {
    const read = readNumber(text);
    if (read === null && text.trim() !== "") unread.push(field);
    return read;
  };
  const calculation = calculationOf(form, now);
  if (isHalfTyped(calculatorFor(form), form, now)) unread.push("calculation");
  const share = mayStateShare(form) ? shareOf(form) : null;
  if (share === null && form.share.some((text) => text.trim() !== "")) unread.push("share");
  const figure = form.way === "hand" ? handFigure(form.words) : calculation ? worked : null;
  const { metric, value } = { metric: metricOf(form, day, number), value: valueOf(form, number) };
  const outcome: Outcome = {
    ...base,
    statement: form.statement.trim() || base.statement,
    category: form.category,
    metric,
    unit_value: value,
    // Half-typed numbers leave what was there; the draft holds them.
    calculation: calculation ?? (unread.includes("calculation") ? base.calculation : null),
    figure: figure ?? (unread.includes("calculation") ? base.figure : null),
    counterfactual: {
      text: form.counterfactual.trim(),
      basis: form.basis.trim(),
      anyway: form.anyway && { low: form.anyway[0], likely: form.anyway[1], high: form.anyway[2] },
    },
    confidence: form.confidence,
    status: form.status,
    check_on: day(form.check_on, "check_on"),
    part: form.part,
    share,
    credits: form.credits
      .filter((row) => row.name.trim() !== "")
      .map((row) => ({ ...row, name: row.name.trim(), did: row.did.trim(), share: number(row.share, "credits") })),
    nobody_else: form.nobody_else,
    evidence: form.evidence
      .filter((row) => row.reference.trim() !== "" || row.file !== null)
      .map((row) => ({ ...row, reference: row.reference.trim(), dated: day(row.dated, "evidence") })),
    criteria: form.criteria.filter((row) => row.criterion.trim() !== ""),
    shown: form.shown
      .filter((row) => row.person !== "")
      .map((row): Shown => ({ ...row, on: day(row.on, "shown") })),
    overlaps: form.overlaps.map((row) => ({ ...row })),
    wording: form.wording?.trim() ? form.wording.trim() : null,
  };
  return { outcome, unread };
}

type ReadDay = (text: string, field: string) => string | null;
type ReadNumber = (text: string, field: string) => number | null;

function metricOf(form: Form, day: ReadDay, number: ReadNumber): Metric | null {
  const { words } = form;
  if (!form.measured && form.way !== "metric") return null;
  return {
    name: (words.metric_name ?? "").trim(),
    unit: (words.metric_unit ?? "").trim(),
    better: words.better as Better,
    baseline: number(words.baseline ?? "", "metric"),
    baseline_note: (words.baseline_note ?? "").trim(),
    result: number(words.result ?? "", "metric"),
    measured_on: day(words.measured_on ?? "", "metric"),
    source: (words.metric_source ?? "").trim(),
    additive: form.additive,
    later: form.later.flatMap((row) => {
      const [on, value] = [day(row.on, "metric"), number(row.value, "metric")];
      return on !== null && value !== null ? [{ on, value, source: row.source.trim() }] : [];
    }),
  };
}

function valueOf({ words }: Form, number: ReadNumber): UnitValue | null {
  const value = number(words.value ?? "", "value");
  if (value === null) return null;
  return {
    value,
    periods: number(words.value_periods ?? "", "value") ?? 1,
    period_label: (words.value_label ?? "").trim(),
    source: (words.value_source ?? "").trim(),
  };
}
