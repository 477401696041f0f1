/** Levels as they are being written: each knows what it was called, so that a rename is no new level. */
import type { Ladder } from "../bindings";

export interface LevelRow {
  was: string | null;
  name: string;
}

export function levelsOf(ladder: Pick<Ladder, "levels">): LevelRow[] {
  return ladder.levels.map((name) => ({ was: name, name }));
}

/** Reads a draft back; half a draft is none. */
export function written(draft: string): LevelRow[] {
  try {
    const rows: unknown = JSON.parse(draft);
    return Array.isArray(rows) ? rows.filter(isRow) : [];
  } catch {
    return [];
  }
}

function isRow(row: unknown): row is LevelRow {
  if (typeof row !== "object" || row === null || !("name" in row) || !("was" in row)) return false;
  return typeof row.name === "string" && (row.was === null || typeof row.was === "string");
}
