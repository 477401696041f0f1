/** Backups in words: what one holds, when it was made, and what is wrong. */
import { count, longDay, shortDay } from "../format";
import { codeOf, refusalWords } from "../gate/errors";
import { m } from "../paraglide/messages.js";
import type { BackupCounted, BackupTrouble } from "../bindings";

/** `412 entries, 96 files`. */
export function held({ entries, files }: Pick<BackupCounted, "entries" | "files">): string {
  const words = entries === 1 ? m.settings_one_entry() : m.settings_entries({ count: count(entries) });
  if (files === 0) return words;
  return `${words}, ${files === 1 ? m.backups_one_file() : m.backups_files({ count: count(files) })}`;
}

/** `Fri 20 November, 18:02`, as the clock of the one who made it said. */
export function madeAt(instant: string): string {
  const day = instant.slice(0, 10);
  const [weekday] = shortDay(day).split(" ");
  return `${weekday} ${longDay(day).split(" ").slice(1).join(" ")}, ${instant.slice(11, 16)}`;
}

/** `41.2 MB`. */
export function size(bytes: number): string {
  const megabytes = Math.max(bytes / 1e6, 0.1);
  const digits = megabytes < 100 ? 1 : 0;
  return m.backups_megabytes({ size: megabytes.toFixed(digits) });
}

const WORDS: Record<BackupTrouble, () => string> = {
  "folder-gone": m.backups_folder_gone,
  "disk-full": m.backups_disk_full,
  "read-only": m.backups_read_only,
  damaged: m.backups_damaged,
  "other-key": m.backups_other_key,
  newer: m.backups_newer,
  "in-use": m.backups_in_use,
  failed: m.backups_failed,
};
/** What the shell's codes come to, where they are not the words of a backup already. */
const CODES: Record<string, () => string> = {
  ...WORDS,
  "wrong-key": m.backups_other_key,
  "not-found": m.backups_gone,
  "bad-input": m.backups_bad_place,
};

/** What is wrong, in a sentence: from a backup's own list, or from what the shell refused. */
export function troubleWords(trouble: unknown): string {
  if (typeof trouble === "string") return (CODES[trouble] ?? m.backups_failed)();
  return CODES[codeOf(trouble)]?.() ?? refusalWords(trouble);
}
