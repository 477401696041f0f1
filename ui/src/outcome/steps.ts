/** The working behind a figure, line by line, in words. */
import { amount, count, estimate, likely as likelyOf, range as written, shortDay } from "../format";
import { m } from "../paraglide/messages.js";
import type { DaySpan, Figure, Range, Step, Term } from "../bindings";

const BOX: Record<Term["what"], (value: { value: string }) => string> = {
  people: m.outcome_step_people,
  weeks: m.outcome_step_weeks,
  "hours-a-week": m.outcome_step_hours,
  "share-gone": m.outcome_step_gone,
  "unit-cost": m.outcome_step_unit_cost,
  units: m.outcome_step_units,
  periods: m.outcome_step_periods,
  seats: m.outcome_step_seats,
  "months-earlier": m.outcome_step_months,
};

export function rangeWords(range: Range, unit: string, currency: string): string {
  return written(range.low, range.high, unit, m.join_to(), currency);
}

export function figureWords(figure: Figure, currency: string): string {
  if (figure.low === figure.high) return amount(figure.likely, figure.unit, currency);
  return m.outcome_likely_of({ likely: likelyOf(figure, currency), range: rangeWords(figure, figure.unit, currency) });
}

function spanWords(span: DaySpan): string {
  return span.earliest === span.latest
    ? shortDay(span.earliest)
    : `${shortDay(span.earliest)} ${m.join_to()} ${shortDay(span.latest)}`;
}

function termWords(term: Term, currency: string): string {
  const unit = term.what === "share-gone" ? "percent" : term.what === "unit-cost" ? "money" : "count";
  return BOX[term.what]({ value: rangeWords(term.value, unit, currency) });
}

export function stepWords(step: Step, currency: string): string {
  const percent = (value: number): string => amount(value, "percent");
  const money = (range: Range): string => rangeWords(range, "money", currency);
  switch (step.step) {
    case "improvement":
    case "worsening": {
      const words = { from: count(step.baseline), to: count(step.result), change: amount(step.change, step.unit, currency) };
      return step.step === "improvement" ? m.outcome_step_better(words) : m.outcome_step_worse(words);
    }
    case "anyway":
      return m.outcome_step_anyway({ share: percent(step.share), left: amount(estimate(step.left, false), step.unit, currency) });
    case "my-share":
      return m.outcome_step_mine({ share: percent(step.share), left: amount(estimate(step.left, false), step.unit, currency) });
    case "credited-share": {
      const { anyway, mine, credited } = step;
      return m.outcome_step_credited({ anyway: percent(anyway), mine: percent(mine), credited: percent(credited) });
    }
    case "gross-money":
      return m.outcome_step_gross({
        amount: rangeWords(step.amount, step.unit, currency),
        value: amount(step.value, "money", currency),
        periods: `${count(step.periods)} ${step.period_label}`,
        gross: amount(step.gross, "money", currency),
      });
    case "net-money":
      return m.outcome_step_net({ likely: amount(step.likely, "money", currency) });
    case "product":
      return m.outcome_step_product({
        terms: step.terms.map((term) => termWords(term, currency)).join(" × "),
        result: figureWords(step.result, currency),
      });
    case "instead":
      return m.outcome_step_instead({ cost: money(step.cost), result: figureWords(step.result, currency) });
    case "weighted":
      return m.outcome_step_weighted({
        amount: money(step.amount),
        before: rangeWords(step.before, "percent", currency),
        after: rangeWords(step.after, "percent", currency),
        result: figureWords(step.result, currency),
      });
    case "dates":
      return m.outcome_step_dates({
        planned: spanWords(step.planned),
        actual: spanWords(step.actual),
        result: figureWords(step.result, currency),
      });
    case "fall":
      return m.outcome_step_fall({
        before: rangeWords(step.before, step.result.unit, currency),
        after: rangeWords(step.after, step.result.unit, currency),
        result: figureWords(step.result, currency),
      });
    case "arithmetic":
      return m.outcome_step_arithmetic({ grouped: step.grouped.replaceAll("*", "×"), result: figureWords(step.result, currency) });
    case "statement":
      return m.outcome_step_statement({ moved: step.moved, from: step.from, to: step.to, who: step.who });
  }
}
