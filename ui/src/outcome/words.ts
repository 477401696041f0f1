/** The words of an outcome's choices. */
import { m } from "../paraglide/messages.js";
import type { Category, Confidence, EvidenceKind, Part, Status } from "../bindings";

export const CATEGORIES: readonly Category[] = [
  "capacity", "revenue", "cost", "speed", "risk", "people", "trust", "direction",
];
export const STATUSES: readonly Status[] = ["expected", "happened", "partly", "did-not"];
export const CONFIDENCES: readonly Confidence[] = ["guess", "reasoned", "measured"];
/** The three that most often fit come first and stand side by side. */
export const PARTS: readonly Part[] = [
  "decided", "enabled", "advised", "built", "negotiated", "shielded", "led", "coached", "mediated", "sponsored",
  "owned", "sole",
];
export const EVIDENCE_KINDS: readonly EvidenceKind[] = [
  "own-note", "document", "link", "email", "quote", "metric-export", "dashboard-snapshot", "decision-record", "contract",
  "audit", "file",
];

const CATEGORY: Record<Category, readonly [() => string, () => string]> = {
  capacity: [m.outcome_capacity, m.outcome_capacity_hint],
  revenue: [m.outcome_revenue, m.outcome_revenue_hint],
  cost: [m.outcome_cost, m.outcome_cost_hint],
  speed: [m.outcome_speed, m.outcome_speed_hint],
  risk: [m.outcome_risk, m.outcome_risk_hint],
  people: [m.outcome_people, m.outcome_people_hint],
  trust: [m.outcome_trust, m.outcome_trust_hint],
  direction: [m.outcome_direction, m.outcome_direction_hint],
};
const STATUS: Record<Status, () => string> = {
  expected: m.outcome_expected,
  happened: m.outcome_happened,
  partly: m.outcome_partly,
  "did-not": m.outcome_did_not,
};
const CONFIDENCE: Record<Confidence, () => string> = {
  guess: m.outcome_guess,
  reasoned: m.outcome_reasoned,
  measured: m.outcome_measured,
};
const PART: Record<Part, () => string> = {
  decided: m.outcome_part_decided,
  enabled: m.outcome_part_enabled,
  advised: m.outcome_part_advised,
  built: m.outcome_part_built,
  negotiated: m.outcome_part_negotiated,
  shielded: m.outcome_part_shielded,
  led: m.outcome_part_led,
  coached: m.outcome_part_coached,
  mediated: m.outcome_part_mediated,
  sponsored: m.outcome_part_sponsored,
  owned: m.outcome_part_owned,
  sole: m.outcome_part_sole,
};
const EVIDENCE: Record<EvidenceKind, () => string> = {
  "own-note": m.outcome_evidence_own_note,
  file: m.outcome_evidence_file,
  document: m.outcome_evidence_document,
  link: m.outcome_evidence_link,
  email: m.outcome_evidence_email,
  quote: m.outcome_evidence_quote,
  "metric-export": m.outcome_evidence_metric_export,
  "dashboard-snapshot": m.outcome_evidence_dashboard,
  "decision-record": m.outcome_evidence_decision,
  contract: m.outcome_evidence_contract,
  audit: m.outcome_evidence_audit,
};

export const categoryName = (category: Category): string => CATEGORY[category][0]();
export const categoryHint = (category: Category): string => CATEGORY[category][1]();
export const statusName = (status: Status): string => STATUS[status]();
export const confidenceName = (confidence: Confidence): string => CONFIDENCE[confidence]();
export const partName = (part: Part): string => PART[part]();
export const evidenceKindName = (kind: EvidenceKind): string => EVIDENCE[kind]();
