/** The questions of the week by heading, as the question file holds them. No state, no shell. */
import { familyName, type Family } from "../kinds";
import { m } from "../paraglide/messages.js";
import type { QuestionLine } from "../bindings";

/** The headings, in the order of the file. */
export const GROUPS = ["always", "protect", "broker", "grow", "initiate", "closing"] as const;

export function groupName(group: string): string {
  if (group === "always") return m.questions_always();
  if (group === "closing") return m.questions_closing();
  return familyName(group as Family);
}

export interface QuestionGroup { group: string; questions: QuestionLine[] }

/** The questions under their headings; a heading without any is left out. */
export function grouped(questions: readonly QuestionLine[]): QuestionGroup[] {
  return GROUPS.map((group) => ({ group, questions: questions.filter((one) => one.group === group) })).filter(
    ({ questions: of }) => of.length > 0,
  );
}

/** Where the line that a complaint names stands in the file. */
export function lineNamed(complaint: string, text: string): { start: number; end: number } | null {
  const number = Number(/\bline (\d+)/u.exec(complaint)?.[1] ?? 0);
  const lines = text.split("\n");
  const line = lines[number - 1];
  if (number < 1 || line === undefined) return null;
  const start = lines.slice(0, number - 1).reduce((sum, before) => sum + before.length + 1, 0);
  return { start, end: start + line.length };
}
