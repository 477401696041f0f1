/** What is said about an outcome whose day has come, and what is made of it. No state, no shell. */
import { readDay } from "../days";
import { readNumber } from "../outcome/range";
import type { Due, DueAnswer, Status } from "../bindings";

/** After how many days an outcome may ask again. */
export const AGAIN = [30, 90, 180, 365] as const;

/** In the order of the keys 1 to 4; the last is "not yet". */
export const ANSWERS: readonly Status[] = ["happened", "partly", "did-not", "expected"];

export interface Said {
  status: Status | null;
  again: readonly number[];
  /** A new measurement as typed. */
  value: string;
  on: string;
  source: string;
}

export const NOTHING_SAID: Said = { status: null, again: [], value: "", on: "", source: "" };

/** Why it cannot be answered so yet. */
export type Lack = "nothing" | "again" | "value" | "day";

export function isBlank(said: Said): boolean {
  return said.status === null && said.again.length === 0 && said.value.trim() === "";
}

/** The answer as the journal takes it, or what is lacking. */
export function answerFrom(said: Said, today: string): DueAnswer | Lack {
  if (isBlank(said)) return "nothing";
  if (said.status === "expected" && said.again.length === 0) return "again";
  const again = [...said.again].sort((one, other) => one - other);
  if (said.value.trim() === "") return { status: said.status, again, measured: null };
  const value = readNumber(said.value);
  if (value === null) return "value";
  const on = said.on.trim() === "" ? today : readDay(said.on, today);
  if (on === null) return "day";
  return { status: said.status, again, measured: { value, on, source: said.source.trim() } };
}

/** Puts a wish to be asked again, or takes it back. */
export function againToggled(again: readonly number[], days: number): number[] {
  return again.includes(days) ? again.filter((other) => other !== days) : [...again, days];
}

/** What a due thing asks: whether it came, for a new measurement, or only to be looked at. */
export function asks({ outcome, status }: Pick<Due, "outcome" | "status">): "came" | "measure" | "look" {
  if (outcome === null) return "look";
  return status === "expected" ? "came" : "measure";
}
