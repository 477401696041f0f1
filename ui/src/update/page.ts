/** The page of an update while it is written: rows in sections, each row the user's own words or a reference to them. */
import type { PieceView, SectionKind, UpdateEdit, UpdatePiece, UpdateSection, UpdateView } from "../bindings";

export interface Row {
  /** Stays the same while the row is moved and saved. */
  key: number;
  piece: UpdatePiece;
  /** What a reference says in its own words, where that is known. */
  own?: string;
}

export interface PageSection {
  kind: SectionKind;
  heading: string;
  on: boolean;
  rows: Row[];
}

export const KINDS: readonly SectionKind[] = ["bottom-line", "goals", "changed", "behind", "promised", "needs", "risks", "next"];

type Fresh = () => number;

export function counter(): Fresh {
  let last = 0;
  return () => (last += 1);
}

const text = (key: number): Row => ({ key, piece: { is: "text", text: "" } });
export const isBlank = ({ piece }: Row): boolean => piece.is === "text" && piece.text.trim() === "";

/** Every section ends in a line to write on; promises print themselves and need none. */
export function withLines(page: readonly PageSection[], fresh: Fresh): PageSection[] {
  return page.map((section) => {
    if (section.kind === "promised" || section.rows.at(-1)?.piece.is === "text") return section;
    return { ...section, rows: [...section.rows, text(fresh())] };
  });
}

/** The page as it was saved, with what its pieces say. */
export function opened(edit: UpdateEdit, sections: UpdateView["sections"], fresh: Fresh): { page: PageSection[]; told: Map<number, PieceView> } {
  const told = new Map<number, PieceView>();
  const page = edit.sections.map((section) => {
    const said = sections.find((one) => one.kind === section.kind)?.pieces ?? [];
    const rows = section.pieces.map((piece, index) => {
      const row: Row = { key: fresh(), piece };
      const view = said[index];
      if (view) told.set(row.key, view);
      if (view && "words" in piece && piece.words === null) row.own = view.text;
      return row;
    });
    return { kind: section.kind, heading: section.heading, on: section.on, rows };
  });
  const missing = KINDS.filter((kind) => !page.some((section) => section.kind === kind));
  return { page: withLines([...page, ...missing.map((kind) => ({ kind, heading: "", on: false, rows: [] }))], fresh), told };
}

/** What is worth saving of a row: no blank line, no rewording that is blank or says the same. */
function kept({ piece, own }: Row): UpdatePiece {
  if (!("words" in piece)) return piece;
  const words = piece.words?.trim() ?? "";
  return { ...piece, words: words === "" || words === own?.trim() ? null : piece.words };
}

/** The sections to save, and the rows behind their pieces, in the same order. */
export function written(page: readonly PageSection[]): { sections: UpdateSection[]; keys: number[][] } {
  const rows = page.map((section) => section.rows.filter((row) => !isBlank(row)));
  return {
    sections: page.map(({ kind, heading, on }, index) => ({ kind, heading, on, pieces: (rows[index] ?? []).map(kept) })),
    keys: rows.map((some) => some.map((row) => row.key)),
  };
}

const each = (page: readonly PageSection[], key: number, change: (row: Row) => Row): PageSection[] =>
  page.map((section) => ({ ...section, rows: section.rows.map((row) => (row.key === key ? change(row) : row)) }));

/** The user typed in a row: their own words, or other words for a reference. */
export function type(page: readonly PageSection[], key: number, typed: string): PageSection[] {
  return each(page, key, (row) => {
    if (row.piece.is === "text") return { ...row, piece: { is: "text", text: typed } };
    return "words" in row.piece ? { ...row, piece: { ...row.piece, words: typed } } : row;
  });
}

/** A reference says its own words again. */
export function unword(page: readonly PageSection[], key: number): PageSection[] {
  return each(page, key, (row) => ("words" in row.piece ? { ...row, piece: { ...row.piece, words: null } } : row));
}

/** Puts a row into a section, before its blank last line, and switches the section on. */
export function insert(page: readonly PageSection[], kind: SectionKind, row: Row, fresh: Fresh): PageSection[] {
  return withLines(page.map((section) => {
    if (section.kind !== kind) return section;
    const last = section.rows.at(-1);
    const rows = last && isBlank(last) ? [...section.rows.slice(0, -1), row, last] : [...section.rows, row];
    return { ...section, on: true, rows };
  }), fresh);
}

export function remove(page: readonly PageSection[], key: number, fresh: Fresh): PageSection[] {
  return withLines(page.map((section) => ({ ...section, rows: section.rows.filter((row) => row.key !== key) })), fresh);
}

/** Moves a row one place; at the edge of its section it goes over into the next one that is shown. */
export function move(page: readonly PageSection[], key: number, by: -1 | 1, fresh: Fresh): PageSection[] | undefined {
  const from = page.findIndex((section) => section.rows.some((row) => row.key === key));
  const section = page[from];
  const row = section?.rows.find((one) => one.key === key);
  if (!section || !row) return undefined;
  const rows = section.rows.filter((one) => one !== row);
  const at = section.rows.indexOf(row) + by;
  const last = rows.at(-1);
  const most = last && isBlank(last) ? rows.length - 1 : rows.length;
  if (at >= 0 && at <= most) return page.map((one) => (one === section ? { ...one, rows: rows.toSpliced(at, 0, row) } : one));
  let to = from + by;
  while (page[to] && (!page[to]?.on || page[to]?.kind === "promised")) to += by;
  const target = page[to];
  if (!target) return undefined;
  const moved = page.map((one) => {
    if (one === section) return { ...one, rows };
    if (one !== target) return one;
    if (by > 0) return { ...one, rows: [row, ...one.rows] };
    const end = one.rows.at(-1);
    return { ...one, rows: end && isBlank(end) ? [...one.rows.slice(0, -1), row, end] : [...one.rows, row] };
  });
  return withLines(moved, fresh);
}

/** Moves a section past the next one that is shown. */
export function moveSection(page: readonly PageSection[], kind: SectionKind, by: -1 | 1): PageSection[] | undefined {
  const from = page.findIndex((section) => section.kind === kind);
  let to = from + by;
  while (page[to] && !page[to]?.on) to += by;
  const section = page[from];
  if (!section || !page[to]) return undefined;
  return page.toSpliced(from, 1).toSpliced(to, 0, section);
}

export function change(page: readonly PageSection[], kind: SectionKind, to: Partial<Pick<PageSection, "on" | "heading">>): PageSection[] {
  return page.map((section) => (section.kind === kind ? { ...section, ...to } : section));
}

/** The ids the page refers to: entries, outcomes, goals and needs. */
export function used(page: readonly PageSection[]): Set<string> {
  const rows = page.filter((section) => section.on).flatMap((section) => section.rows);
  return new Set(rows.flatMap(({ piece }) => (piece.is === "text" ? [] : [`${piece.is}/${piece.id}`])));
}

/** How far the meter goes, and where its marks stand, in hundredths of its length. */
export function meter(words: number, budget: number, warn: number): { filled: number; budget: number; look: "under" | "over" | "far" } {
  const whole = Math.max(warn, budget, words, 1);
  return {
    filled: (100 * words) / whole, budget: (100 * budget) / whole,
    look: words > warn ? "far" : words > budget ? "over" : "under",
  };
}

/** Whole minutes to read, as a reader would say it; 0 is under a minute. */
export const minutes = (seconds: number): number => (seconds < 60 ? 0 : Math.round(seconds / 60));
