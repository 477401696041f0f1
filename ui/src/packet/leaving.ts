/** What a packet's review says in words: subjects as keys, places, doubts, and what a rule may be. */
import type { Doubt, PacketFormat, PacketReview, Spot, Subject, Treatment } from "../bindings";
import { m } from "../paraglide/messages.js";

export type How = Treatment["how"];

/** A key for a subject, the same for the same subject. */
export function subjectKey(subject: Subject): string {
  switch (subject.what) {
    case "person":
      return `person ${subject.person}`;
    case "term":
      return `term ${subject.term}`;
    case "figure":
      return `figure ${subject.outcome}`;
  }
}

/** What may be done with a subject: a person is never rounded, a figure never described by another name. */
export function choices(subject: Subject): readonly How[] {
  switch (subject.what) {
    case "person":
      return ["keep", "describe", "remove"];
    case "term":
      return /\d/.test(subject.term) ? ["keep", "describe", "band", "round", "remove"] : ["keep", "describe", "remove"];
    case "figure":
      return ["keep", "band", "round", "remove"];
  }
}

const HOW: Record<How, () => string> = {
  keep: m.leave_keep,
  describe: m.leave_describe,
  band: m.leave_band,
  round: m.leave_round,
  remove: m.leave_remove,
};

/** The name of a treatment. */
export const howNamed = (how: How): string => HOW[how]();

const DOUBTS: Record<Doubt, () => string> = {
  "no-rule": m.leave_doubt_no_rule,
  possible: m.leave_doubt_possible,
  shared: m.leave_doubt_shared,
  unknown: m.leave_doubt_unknown,
  alias: m.leave_doubt_alias,
};

/** Why something still needs an answer. */
export const doubtNamed = (doubt: Doubt): string => DOUBTS[doubt]();

const FIELDS: Readonly<Record<string, () => string>> = {
  title: m.packet_name,
  summary: m.packet_summary,
  against: m.packet_against,
  next_scope: m.packet_next_scope,
  evidence: m.leave_in_evidence,
  credits: m.leave_in_credits,
  steps: m.leave_in_steps,
};

/** Where something stands, as a reader would look for it. */
export function placeNamed(spot: Spot): string {
  const field = FIELDS[spot.field]?.();
  if (spot.section === null) return field ?? m.leave_in_header();
  const section = m.leave_in_section({ number: spot.section + 1 });
  return field ? m.leave_in_both({ section, field }) : section;
}

/** How many places, in words. */
export const placesCounted = (places: number): string =>
  places === 1 ? m.leave_place_one() : m.leave_places({ count: places });

/** Every format a packet leaves in, in the order offered. */
export const FORMATS: Record<PacketFormat, () => string> = {
  pdf: m.leave_as_pdf,
  docx: m.leave_as_docx,
  markdown: m.packet_as_markdown,
  html: m.packet_as_html,
  plain: m.leave_as_plain,
  json: m.leave_as_json,
  csv: m.leave_as_csv,
};

/** What a review replaces, counted: "6 names, 2 figures". Nothing while nothing is. */
export function replaced(review: PacketReview): string {
  const changed = (lines: PacketReview["people"]): number =>
    lines.filter((line) => line.treatment.how !== "keep" && line.places.length > 0).length;
  const parts = [
    { count: changed(review.people), one: m.leave_name_one, many: m.leave_names },
    { count: changed(review.figures), one: m.leave_figure_one, many: m.leave_figures_count },
    { count: changed(review.terms), one: m.leave_term_one, many: m.leave_terms_count },
  ].filter(({ count }) => count > 0);
  const told = parts.map(({ count, one, many }) => (count === 1 ? one() : many({ count })));
  return told.length > 0 ? m.leave_replaced({ what: told.join(m.part_comma()) }) : "";
}
