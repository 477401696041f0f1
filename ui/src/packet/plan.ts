/** The plan of a packet's sections: their order, the user's headings and words, and how long each may be. */
import type { Budget, Count, CountedIn, PacketView, SectionPlan } from "../bindings";

type Planned = Pick<PacketView, "sections" | "edit">;

/** What a section is before the user said anything about it. */
const fresh = (key: string): SectionPlan => ({ key, heading: "", intro: "", budget: null });

/** The plan with every section shown in it, in the order shown; what is not shown just now follows. */
export function planOf({ sections, edit }: Planned): SectionPlan[] {
  const known = (key: string) => edit.outline.find((plan) => plan.key === key);
  const shown = unnamed(sections.map(({ key }) => known(key) ?? fresh(key)), edit);
  const rest = edit.outline.filter((plan) => !sections.some(({ key }) => key === plan.key));
  return [...shown, ...rest];
}

/** What belongs nowhere stands last by itself, and need not be named for that. */
function unnamed(order: SectionPlan[], edit: Planned["edit"]): SectionPlan[] {
  return order.at(-1)?.key === "" && !edit.outline.some(({ key }) => key === "") ? order.slice(0, -1) : order;
}

/** The plan with a section one place up or down; nothing at the ends. */
export function moveSection(view: Planned, key: string, by: -1 | 1): SectionPlan[] | undefined {
  const shown = view.sections.map((section) => section.key);
  const at = shown.indexOf(key);
  const other = shown[at + by];
  if (at < 0 || other === undefined) return undefined;
  const known = (of: string) => planOf(view).find((plan) => plan.key === of) ?? fresh(of);
  const order = shown.with(at, other).with(at + by, key).map(known);
  return [...unnamed(order, view.edit), ...planOf(view).filter((plan) => !shown.includes(plan.key))];
}

/** The plan with a section put before another. */
export function placeSection(view: Planned, key: string, before: string): SectionPlan[] | undefined {
  let shown = view.sections.map((section) => section.key);
  if (key === before || !shown.includes(key) || !shown.includes(before)) return undefined;
  const down = shown.indexOf(key) < shown.indexOf(before);
  shown = shown.filter((one) => one !== key);
  shown = shown.toSpliced(shown.indexOf(before) + (down ? 1 : 0), 0, key);
  const known = (of: string) => planOf(view).find((plan) => plan.key === of) ?? fresh(of);
  return [...unnamed(shown.map(known), view.edit), ...planOf(view).filter((plan) => !shown.includes(plan.key))];
}

/** The plan with something changed about one section. */
export function planned(view: Planned, key: string, change: Partial<SectionPlan>): SectionPlan[] {
  const plan = planOf(view);
  const one = plan.find((known) => known.key === key);
  return one ? plan.map((known) => (known === one ? { ...known, ...change } : known)) : [...plan, { ...fresh(key), ...change }];
}

/** The plan with one more section of the user's own, and its key. */
export function addOwn(view: Planned, heading: string): { outline: SectionPlan[]; key: string } {
  const numbers = view.edit.outline.map(({ key }) => Number(/^own:(\d+)$/.exec(key)?.[1] ?? 0));
  const key = `own:${Math.max(0, ...numbers) + 1}`;
  return { outline: [...planOf(view), { ...fresh(key), heading }], key };
}

/** The plan without a section of the user's own; its outcomes then stand with what belongs nowhere. */
export function withoutOwn(view: Planned, key: string): SectionPlan[] {
  return planOf(view).filter((plan) => plan.key !== key);
}

/** Whether a section is the user's own, to rename and to remove. */
export const isOwn = (key: string): boolean => key.startsWith("own:");

/** How much of a count a budget speaks of. */
export const used = (count: Count, unit: CountedIn): number => (unit === "words" ? count.words : count.characters);

/** A limit as typed: a whole number above nought, null while blank, undefined when it is neither. */
export function readLimit(typed: string): number | null | undefined {
  const text = typed.replace(/[\s,.’']/g, "");
  if (text === "") return null;
  const limit = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  return limit > 0 ? limit : undefined;
}

/** A budget from what was typed; the unit alone is none. */
export function budgetOf(typed: string, unit: CountedIn): Budget | null | undefined {
  const limit = readLimit(typed);
  if (limit === undefined) return undefined;
  return limit === null ? null : { limit, unit };
}
