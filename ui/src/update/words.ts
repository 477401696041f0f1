/** The words around an update: its sections, its state, what keeps it back. */
import type { NeedAnswered, NeedView, PromiseAnswered, PromiseView, SectionKind, UpdateLine } from "../bindings";
import { shortDay } from "../format";
import { m } from "../paraglide/messages.js";

const SECTIONS: Record<SectionKind, () => string> = {
  "bottom-line": m.update_bottom_line,
  goals: m.update_goals,
  changed: m.update_changed,
  behind: m.update_behind,
  promised: m.update_promised,
  needs: m.update_needs,
  risks: m.update_risks,
  next: m.update_next,
};

export const sectionName = (kind: SectionKind): string => SECTIONS[kind]();

const STOPS: Record<string, () => string> = {
  empty: m.update_stop_empty, confidential: m.update_stop_confidential, gone: m.update_stop_gone,
};

const CAUTIONS: Record<string, () => string> = {
  "no-recipient": m.update_mind_no_recipient, "no-address": m.update_mind_no_address, "promise-open": m.update_mind_promise,
  "over-budget": m.update_mind_budget, "too-long": m.update_mind_long,
};

export const stopWords = (codes: readonly string[]): string[] => codes.map((code) => STOPS[code]?.() ?? m.update_stop_other());
export const cautionWords = (codes: readonly string[]): string[] => codes.flatMap((code) => CAUTIONS[code]?.() ?? []);

const PROMISED: Record<PromiseAnswered, () => string> = { kept: m.promise_kept, moved: m.promise_moved, dropped: m.promise_dropped };

export const promiseWord = (what: PromiseAnswered): string => PROMISED[what]();

/** `to Tue 24 Nov`, `no room for it`: what stands after a promise. */
export function promiseRest({ answer }: PromiseView): string {
  if (!answer) return "";
  return [answer.to ? m.promise_to({ day: shortDay(answer.to) }) : "", answer.reason].filter(Boolean).join(". ");
}

const ANSWERED: Record<NeedAnswered, () => string> = {
  granted: m.need_granted, partly: m.need_partly, declined: m.need_declined, withdrawn: m.need_withdrawn,
};

export const answerWord = (how: NeedAnswered): string => ANSWERED[how]();

/** `Dana, by Wed 25 Nov`. */
export function needWho({ from, by }: Pick<NeedView, "from" | "by">): string {
  if (!by) return from;
  return from ? m.need_from_by({ from, day: shortDay(by) }) : m.need_by({ day: shortDay(by) });
}

export const needTimes = ({ raised }: Pick<NeedView, "raised">): string => (raised <= 1 ? m.need_raised_once() : m.need_raised({ count: raised }));

export function stateWords(line: UpdateLine): string {
  const day = line.at ? shortDay(line.at.slice(0, 10)) : "";
  if (line.state === "sent") return m.update_sent_on({ day });
  return line.state === "skipped" ? m.update_skipped_on({ day }) : m.update_being_written();
}
