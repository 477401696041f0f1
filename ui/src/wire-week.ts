/** What crosses to the shell for the week, packets, goals and people, until the generated bindings stand in its place. */
import type { Grade } from "./components/grades";
import type { Family, Kind } from "./kinds";

export type Category = "capacity" | "revenue" | "cost" | "speed" | "risk" | "people" | "trust" | "direction";
export type Confidence = "guess" | "reasoned" | "measured";
export type Part =
  | "decided" | "enabled" | "advised" | "built" | "led" | "owned" | "negotiated" | "shielded" | "mediated" | "coached"
  | "sponsored" | "sole";
export type Status = "expected" | "happened" | "partly" | "did-not";

export interface Figure { low: number; likely: number; high: number; unit: string }

export interface OutcomeLine {
  id: string;
  statement: string;
  category: Category | null;
  figure: Figure | null;
  grade: Grade;
  status: Status;
}

export interface EntryLine {
  id: string;
  day: string;
  captured_at: string;
  kind: Kind | null;
  text: string;
  people: string[];
  goal: string | null;
  tags: string[];
  loose: boolean;
  no_outcome: boolean;
  sensitivity: "open" | "confidential";
  outcomes: OutcomeLine[];
}

/** The parts of an outcome that the week fills in; the rest goes back as it came. */
export interface OutcomeDetail {
  id: string;
  statement: string;
  category: Category | null;
  confidence: Confidence | null;
  part: Part | null;
  revision: number;
}

export interface EntryDetail {
  entry: { id: string; revision: number };
  outcomes: { outcome: OutcomeDetail }[];
}

export interface EntryChange {
  revision: number;
  kind?: Kind | null;
  no_outcome?: boolean;
  ask_on?: string | null;
}

export interface UnitTotal { unit: string; low: number; likely: number; high: number; outcomes: number }
export interface KindCount { kind: Kind | null; entries: number }
export interface FamilyCount { family: Family; entries: number; usual: number | null }
export interface Reflection { question: string; words: string; answer: string; optional: boolean }
export interface PrivateLane { doubt: string; energy: number | null; pride: string }

export interface WeekClose {
  best_line: string;
  to_raise: string;
  intention: string;
  marked: string[];
  reflections: Reflection[];
  lane: PrivateLane;
}

export interface WeekNote { closed_at: string; close: WeekClose }
export interface Due { outcome: string | null; entry: string; text: string; on: string }
export interface RhythmWeek { week: string; closed: boolean }

export interface WeekView {
  week: string;
  from: string;
  to: string;
  entries: EntryLine[];
  by_kind: KindCount[];
  by_family: FamilyCount[];
  totals: UnitTotal[];
  mapped: number;
  loose: EntryLine[];
  more_loose: number;
  due: Due[];
  open_needs: number;
  not_credited: string[];
  intention: string | null;
  rhythm: RhythmWeek[];
  questions: Reflection[];
  note: WeekNote | null;
  can_close: boolean;
}

export interface PacketLine {
  id: string;
  title: string;
  from: string | null;
  to: string | null;
  outcomes: number;
  changed_at: string;
}

export type Arrangement = "by-goal" | "by-category" | "one-list";

export interface PacketEdit {
  revision: number;
  title: string;
  author: string;
  level_now: string;
  level_target: string;
  audience: string;
  from: string | null;
  to: string | null;
  arrangement: Arrangement;
  summary: string;
  against: string;
  next_scope: string;
}

export interface PacketItem {
  outcome: OutcomeLine;
  kind: Kind | null;
  section: string;
  may_leave: boolean;
  characters: number;
}

export interface PacketSection { heading: string; items: PacketItem[]; characters: number }

export interface PacketView {
  id: string;
  edit: PacketEdit;
  sections: PacketSection[];
  characters: number;
  held_back: number;
  preview: string;
}

export interface CandidateFilter { from: string | null; to: string | null; goal: string | null; text: string }

export interface Candidate {
  outcome: OutcomeLine;
  kind: Kind | null;
  day: string;
  goal: string | null;
  included: boolean;
  may_leave: boolean;
}

export interface Placement { outcome: string; place: number }
export type PacketFormat = "markdown" | "html";
export interface SavedFile { name: string; bytes: number }

export type GoalState = "active" | "met" | "dropped" | "handed-over";
export interface Measure { name: string; unit: string; start: number | null; now: number | null; target: number | null }
export interface OwnershipAnswer { holds: boolean | null; words: string }
export type Ownership = "uniquely-mine" | "only-could-fail" | "only-could-go-well" | "not-mine" | "open";

export interface Goal {
  id: string;
  statement: string;
  could_fail: OwnershipAnswer;
  could_go_well: OwnershipAnswer;
  measure: Measure;
  from: string | null;
  until: string | null;
  state: GoalState;
  revision: number;
}

export interface GoalView {
  goal: Goal;
  ownership: Ownership;
  entries: number;
  outcomes: number;
  by_family: [number, number, number, number, number];
  grade: Grade;
}

export type Relation = "manager" | "managers-manager" | "report" | "peer" | "leader" | "outside";

export interface Person {
  id: string;
  name: string;
  role: string;
  area: string;
  relation: Relation | null;
  last_contact: string | null;
  invested: string;
  later_step: string;
  honest_share: string;
  may_be_named: boolean | null;
  asked_on: string | null;
  revision: number;
}

export interface PersonView {
  person: Person;
  entries: number;
  credited: number;
  last_entry: string | null;
  weeks: number[];
  close: string[];
}
