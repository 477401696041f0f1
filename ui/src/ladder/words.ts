/** What the ladder screen says, in the interface's language. */
import type { Asks, Coverage, CoverageCell, CoverageQuarter, CoverageRow, NextStep, Standing } from "../bindings";
import { gradeName } from "../components/grades";
import { dayAndMonth } from "../format";
import { inWords } from "../gate/strength";
import { m } from "../paraglide/messages.js";
import { daysBetween, quoted } from "./coverage";

const small = (text: string): string => text.charAt(0).toLocaleLowerCase() + text.slice(1);
export const large = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** A number as a word, for the middle of a sentence. */
export function spelled(count: number): string {
  return count === 0 ? m.ladder_none_word() : small(inWords(count));
}

export function standingName(standing: Standing): string {
  return { gap: m.ladder_gap, thin: m.ladder_thin, met: m.ladder_met }[standing]();
}

export function nameOf(row: CoverageRow): string {
  return row.criterion.title || row.criterion.text;
}

export function quarterName({ year, quarter }: CoverageQuarter): string {
  return m.ladder_quarter_of({ quarter, year });
}

/** What a cell holds, for those who do not see its strokes. */
export function cellName({ grade, count }: CoverageCell): string {
  return grade === null ? m.ladder_cell_none() : m.ladder_cell({ grade: gradeName(grade), count });
}

/** The bar as typed, or what stands in for one. */
export function barLine(row: CoverageRow): string {
  return row.assumed ? m.ladder_assumed() : row.criterion.bar.words;
}

/** How many criteria and quarters the table has. */
export function size(coverage: Coverage): string {
  const { rows, quarters } = coverage;
  const criteria = rows.length === 1 ? m.ladder_one_criterion() : m.ladder_some_criteria({ count: spelled(rows.length) });
  return large(m.ladder_size({ criteria, count: spelled(quarters.length) }));
}

/** "Two gaps", "One gap, one thin". */
export function heading({ gaps, thin }: Coverage): string {
  const parts = [
    gaps > 0 && (gaps === 1 ? m.ladder_one_gap() : m.ladder_some_gaps({ count: spelled(gaps) })),
    thin > 0 && m.ladder_some_thin({ count: spelled(thin) }),
  ].filter((part) => part !== false);
  return parts.length > 0 ? large(parts.join(", ")) : m.ladder_no_gaps();
}

/** What else is to be known about a criterion, each in a few words. */
export function flagsOf(row: CoverageRow): string[] {
  return [
    row.stale && m.ladder_stale(),
    row.self_only && m.ladder_self_only(),
    row.never_shown && m.ladder_never_shown(),
    row.going_stale && m.ladder_going_stale(),
  ].filter((flag) => flag !== false);
}

/** "in 5 weeks", and in days when they can be counted on the fingers. */
export function until(row: CoverageRow, today: string): string {
  const days = row.met_until ? daysBetween(today, row.met_until) : 0;
  if (days <= 1) return m.ladder_in_a_day();
  return days < 14 ? m.ladder_in_days({ count: days }) : m.ladder_in_weeks({ count: Math.round(days / 7) });
}

export function lastsUntil(row: CoverageRow): string {
  return m.ladder_lasts({ name: quoted(nameOf(row)), day: row.met_until ? dayAndMonth(row.met_until) : "" });
}

export function stepSentence(step: NextStep): string {
  const text = quoted(step.text);
  switch (step.kind) {
    case "ask-witness": return m.ladder_step_ask({ person: step.person?.name ?? m.ladder_somebody(), text });
    case "attach-file": return m.ladder_step_attach({ file: quoted(step.evidence_name, 60), text });
    case "map-loose-end": return m.ladder_step_map({ text });
    case "link-outcome": return m.ladder_step_link({ text, criterion: quoted(step.criterion_name, 60) });
    case "new-work": return m.ladder_step_new();
  }
}

/** What a step costs and gives; nothing for new work, of which nobody can tell. */
export function cost(step: NextStep): string {
  const { minutes, strokes } = step;
  const gives =
    strokes === 1 ? m.ladder_one_stroke()
    : strokes > 1 ? m.ladder_some_strokes({ count: spelled(strokes) })
    : step.reaches_bar ? m.ladder_one_counts()
    : "";
  const takes = minutes === null ? "" : minutes === 1 ? m.ladder_one_minute() : m.ladder_some_minutes({ count: minutes });
  return [takes, gives].filter(Boolean).join(", ");
}

export function doing(step: NextStep): string | null {
  switch (step.kind) {
    case "ask-witness": return m.ladder_do_ask();
    case "attach-file": return m.ladder_do_attach();
    case "map-loose-end": return m.ladder_do_map();
    case "link-outcome": return m.ladder_do_link();
    case "new-work": return null;
  }
}

export function othersName(count: number): string {
  return count === 1 ? m.ladder_one_other() : large(m.ladder_some_others({ count: spelled(count) }));
}

/** A bar said back as it was understood. */
export function readBack({ count, least, months }: Asks): string {
  const many = spelled(count);
  const grade = gradeName(least);
  if (months === null) return m.ladder_reads_ever({ count: many, grade });
  if (months % 12 !== 0) return m.ladder_reads_months({ count: many, grade, months });
  return months === 12 ? m.ladder_reads_year({ count: many, grade }) : m.ladder_reads_years({ count: many, grade, years: spelled(months / 12) });
}
