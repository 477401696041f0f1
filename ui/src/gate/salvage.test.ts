import { describe, expect, it } from "vitest";
import type { Damage, Saved, Sort } from "../bindings";
import { daysInWords, isWhole, readable, savedLines, wayOut } from "./salvage";

const one = (what: Sort, back: number, from_backup: number, lost: number | null): Saved => ({
  what, back, from_backup, lost,
});

const sound: Damage = {
  header_copies: false, missing: false, pages: 100, broken_pages: 0, foreign: false, within: [], damaged_lines: 0,
  altered_files: 0, affected: [], days: [], backup: "2026-11-20T18:02:00+00:00",
};

describe("what can be done about damage", () => {
  it("saves where part of the file can be read", () => {
    expect(wayOut({ ...sound, broken_pages: 3 })).toBe("save");
    expect(wayOut({ ...sound, within: ["quick_check: a row"] })).toBe("save");
  });

  it("brings a backup back where nothing can, and only where there is one", () => {
    expect(wayOut({ ...sound, foreign: true, broken_pages: 100 })).toBe("bring-back");
    expect(wayOut({ ...sound, missing: true })).toBe("bring-back");
    expect(wayOut({ ...sound, missing: true, backup: null })).toBe("nothing");
  });

  it("offers nothing where nothing is wrong", () => {
    expect(wayOut(sound)).toBe("fine");
  });
});

describe("damage in words", () => {
  it("counts entries in any case, and of the rest what is touched", () => {
    const lines = readable([one("entries", 400, 0, 0), one("people", 12, 0, 0), one("links", 90, 0, 3)]);
    expect(lines.map((line) => line.said)).toEqual(["400 of 400", "90 of 93"]);
  });

  it("says where nobody can count", () => {
    expect(readable([one("drafts", 2, 0, null)])[0]?.said).toBe("2; perhaps not all");
  });

  it("says what came from where, and what is lost", () => {
    const lines = savedLines([one("entries", 388, 9, 3), one("goals", 0, 4, 0), one("weeks", 5, 0, 0)]);
    expect(lines.map((line) => line.said)).toEqual(["388 saved, 9 from the backup, 3 lost", "4 from the backup"]);
  });

  it("calls nothing whole that lost something", () => {
    expect(isWhole({ saved: [one("entries", 3, 1, 0)], adrift: 0 })).toBe(true);
    expect(isWhole({ saved: [one("entries", 3, 1, 0)], adrift: 2 }), "a link went with what it named").toBe(false);
    expect(isWhole({ saved: [one("drafts", 3, 0, null)], adrift: 0 }), "nobody can tell").toBe(false);
  });

  it("names the first days and counts the rest", () => {
    const day = (name: string) => ({ from: name, to: name });
    expect(daysInWords([])).toBeNull();
    expect(daysInWords([day("2026-05-03")])).toBe("3 May 2026");
    const many = ["01", "02", "03", "04", "05", "06"].map((last) => day(`2026-05-${last}`));
    expect(daysInWords(many)).toBe("1 May 2026, 2 May 2026, 3 May 2026, 4 May 2026 and 2 days more");
    expect(daysInWords(many.slice(0, 5)), "one more is named, not counted").toBe(
      "1 May 2026, 2 May 2026, 3 May 2026, 4 May 2026, 5 May 2026",
    );
    expect(daysInWords([{ from: null, to: "2025-03-01" }])).toBe("1 March 2025 and earlier");
    expect(daysInWords([{ from: null, to: null }])).toBe("days that nobody can tell");
  });
});
