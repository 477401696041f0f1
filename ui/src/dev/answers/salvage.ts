/** A damaged ledger, for `?vault=damaged`. */
import type { Damage, Salvaged } from "../../bindings";
import { emit, type Answers } from "../mock";

const damage: Damage = {
  header_copies: false, missing: false, pages: 412, broken_pages: 7, foreign: false, within: [], damaged_lines: 0,
  altered_files: 0,
  affected: [
    { what: "entries", back: 388, from_backup: 0, lost: 24 },
    { what: "outcomes", back: 201, from_backup: 0, lost: 3 },
    { what: "people", back: 31, from_backup: 0, lost: 0 },
    { what: "links", back: 1_204, from_backup: 0, lost: 16 },
  ],
  days: ["2026-03-02", "2026-03-03", "2026-03-05", "2026-03-06", "2026-11-20"].map((day) => ({ from: day, to: day })),
  backup: "2026-11-20T16:02:00+00:00",
};

const saved: Salvaged = {
  folder: "/home/dana/.local/share/ledgerline", original: "/home/dana/.local/share/ledgerline/kept/2026-11-21-164200",
  entries: 411, pages: 412, broken_pages: 7, altered_files: 0, adrift: 1, backup: damage.backup,
  saved: [
    { what: "entries", back: 388, from_backup: 23, lost: 1 },
    { what: "outcomes", back: 201, from_backup: 3, lost: 0 },
    { what: "people", back: 31, from_backup: 0, lost: 0 },
    { what: "links", back: 1_204, from_backup: 15, lost: 1 },
  ],
  days: [{ from: "2026-11-20", to: "2026-11-20" }],
};

export default {
  survey_damage: () => damage,
  salvage_journal: async () => {
    for (const share of [0.1, 0.4, 0.7, 1]) {
      await new Promise((soon) => setTimeout(soon, 400));
      emit("salvaging", share);
    }
    return saved;
  },
  open_salvaged: () => null,
} satisfies Answers;
