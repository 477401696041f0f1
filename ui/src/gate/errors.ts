/** What a refusal at the gate means to the person standing before it. */
import { IpcError } from "../ipc";
import { m } from "../paraglide/messages.js";

const WORDS: Record<string, () => string> = {
  "wrong-key": m.lock_wrong,
  "keychain-unavailable": m.lock_no_keychain,
  damaged: m.lock_damaged_short,
  newer: m.lock_newer_short,
  "in-use": m.lock_in_use,
  synced: m.lock_synced,
  "disk-full": m.lock_disk_full,
  "read-only": m.lock_read_only,
  exists: m.lock_exists,
  "no-journal": m.lock_none_short,
};

const FILES: Record<string, () => string> = {
  "disk-full": m.file_disk_full,
  "read-only": m.file_read_only,
};

/** Why a file could not be put where it was to go, in place of `other` where that is known. */
export function fileWords(reason: unknown, other: string): string {
  return FILES[codeOf(reason)]?.() ?? other;
}

export function codeOf(reason: unknown): string {
  return reason instanceof IpcError ? reason.code : "internal";
}

export function refusalWords(reason: unknown): string {
  return (WORDS[codeOf(reason)] ?? m.lock_failed)();
}
