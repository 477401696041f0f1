/** Evidence that lies with another outcome close by, on its way to this one. */
import type { Evidence, OutcomeView } from "../bindings";
import type { EvidenceRow } from "./form";

/** Where the reader is led to: an item that can be attached at once, or the buttons that add one. */
export type Reach = { item: Evidence; from: string } | "add";

const PART = "attach:";

/** The part of an entry's page that attaches an item of evidence; its id may not be known. */
export const attaching = (evidence: string | null): string => PART + (evidence ?? "");

/** What a part of the page leads to, for the outcome in hand. */
export function reached(part: string | undefined, outcomes: readonly OutcomeView[], chosen: string | null): Reach | null {
  if (!part?.startsWith(PART)) return null;
  const id = part.slice(PART.length);
  for (const { outcome } of outcomes) {
    const item = outcome.evidence.find((one) => one.id === id);
    if (item && outcome.id !== chosen) return { item, from: outcome.statement };
  }
  return "add";
}

const mark = (item: Pick<Evidence, "file" | "reference">): string => item.file?.sha256 ?? item.reference;

/** Whether the same file, or the same words, support the outcome already. */
export const holds = (rows: readonly EvidenceRow[], item: Evidence): boolean => rows.some((row) => mark(row) === mark(item));

/** The same item, as a row of its own: a file's copy is kept once, whoever refers to it. */
export const copied = (item: Evidence): EvidenceRow => ({ ...item, id: crypto.randomUUID(), dated: item.dated ?? "" });
