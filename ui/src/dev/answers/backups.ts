/** The backups of the mock-up: four that were counted, one that was not made. */
import { IpcError } from "../../ipc";
import type { Answers } from "../mock";
import type { BackupLine, Backups } from "../../bindings";

function copy(id: string, made: string, bytes: number, entries: number, files: number, second = true): BackupLine {
  return {
    id, place: second ? "second" : "here", made, bytes, entries, files, reason: "hourly", trouble: null, restored: null,
  };
}

const seen: Backups = {
  places: [
    { place: "here", folder: "/home/dana/.local/share/ledgerline/backups", name: "backups", reachable: true },
    { place: "second", folder: "/media/dana/Archive/ledgerline-backups", name: "Archive", reachable: true },
  ],
  copies: [
    copy("second/a", "2026-11-20T18:02:00+00:00", 41.2e6, 412, 96),
    copy("second/b", "2026-11-19T18:00:00+00:00", 41e6, 409, 96),
    copy("here/c", "2026-11-18T18:00:00+00:00", 40.8e6, 406, 95, false),
    { ...copy("second/d", "2026-10-31T18:01:00+00:00", 38.9e6, 377, 94), restored: "2026-11-01T09:00:00+00:00" },
  ],
  failures: [
    { number: 7, place: "second", at: "2026-11-05T18:00:00+00:00", reason: "hourly", trouble: "folder-gone" },
  ],
  last: "2026-11-20T18:02:00+00:00",
  last_restored: "2026-11-01T09:00:00+00:00",
  trouble: null,
};

const counted = (id: unknown): { entries: number; files: number } => {
  const line = seen.copies.find((one) => one.id === id);
  if (!line) throw new IpcError("not-found", "made up");
  return line;
};

export default {
  backups: () => seen,
  back_up: () => ({ ...seen, copies: [copy("here/e", "2026-11-21T16:42:00+00:00", 41.3e6, 412, 96, false), ...seen.copies] }),
  try_backup: ({ id }) => counted(id),
  restore_backup: ({ id }) => counted(id),
  choose_backup_place: () => seen,
  drop_backup_place: () => ({ ...seen, places: seen.places.slice(0, 1) }),
  discard_backup_failure: () => ({ ...seen, failures: [] }),
  find_backup: () => ({ entries: 412, files: 96 }),
  restore_found_backup: () => null,
} satisfies Answers;
