/** What crosses to the shell about the app itself and a line being written, until the generated bindings stand here. */
import type { Kind } from "./kinds";

export type JournalState = "none" | "locked" | "open" | "keychain-unavailable" | "wrong-key" | "damaged" | "newer";
export type WeekStart = "monday" | "sunday";
export interface Settings { currency: string; week_start: WeekStart; single_keys: boolean; author: string }
export type Theme = "system" | "light" | "dark" | "contrast-light" | "contrast-dark";
export interface Preferences { theme: Theme; shortcut: string | null; lock_after_minutes: number; welcomed: boolean }
export interface AppState {
  journal: JournalState; demo: boolean; waiting: number; preferences: Preferences; system_theme: string;
  platform: string; wayland: boolean; shortcut_problem: string | null; folder: string; version: string;
  today: string; settings: Settings | null;
}
export interface PassphraseStrength { score: number; words: number; guesses_log10: number; advised_against: boolean }
export interface WayIn { way: string; added: string; last_tried: string | null; confirmed: boolean }
export interface Protection {
  ways: WayIn[]; keychain_available: boolean; lock_is_a_screen: boolean; standing: string[]; folder: string;
}
export interface RecoveryWords { words: string[]; ask_back: [number, number, number] }
export interface NewJournal { passphrase: string; keychain: boolean; demo: boolean }

export type Part =
  | "kind" | "person" | "goal" | "tag" | "figure" | "when" | "ask" | "outcome" | "private" | "literal" | "escape"
  | "separator";
export type SpanState = "known" | "new" | "superseded" | "unknown";
export interface Span { start: number; end: number; part: Part; state: SpanState }
export interface Mention { name: string; known: string | null }
export interface LineFigure { low: number; likely: number; high: number; unit: string }
export interface Reading {
  text: string; kind: Kind | null; people: Mention[]; goal: Mention | null; tags: string[]; figure: LineFigure | null;
  day: string | null; ask_on: string | null; outcome: string | null; private_note: string | null; spans: Span[];
}
export interface Suggestion { insert: string; label: string; kind: Kind | null }
export interface LineRead { reading: Reading; suggestions: Suggestion[]; token: [number, number] | null }
export interface Captured { id: string; sealed: boolean }
export interface DraftRow { surface: string; raw: string; caret: number }
export interface PaletteHit { what: string; id: string; text: string; kind: Kind | null; day: string | null }
export interface Counts {
  entries: number; loose: number; goals: number; people: number; packets: number; trash: number; drafts: number;
  no_goal_is_mine: boolean;
}
export interface Going { screen: string; id: string | null }
