/** The six grades of evidence and their names. */
import { m } from "../paraglide/messages.js";

export type Grade = 0 | 1 | 2 | 3 | 4 | 5;

const NAMES = [m.grade_0, m.grade_1, m.grade_2, m.grade_3, m.grade_4, m.grade_5] as const;

export function gradeName(grade: Grade): string {
  return NAMES[grade]();
}
