import { describe, expect, it } from "vitest";
import type { Evidence, OutcomeView } from "../bindings";
import { attaching, copied, holds, reached } from "./offered";

const file = { name: "seat approval.pdf", sha256: "ab12", size: 9, kept: true };
const item: Evidence = { id: "e1", kind: "document", grade: 3, reference: "Seat approval", said_by: null, dated: "2026-10-02", file };
const outcome = (id: string, evidence: Evidence[]): OutcomeView =>
  ({ outcome: { id, statement: `what came of ${id}`, evidence } }) as unknown as OutcomeView;
const both = [outcome("o1", []), outcome("o2", [item])];

describe("a file that is already there", () => {
  it("is found with the outcome that holds it, and offered to the one in hand", () => {
    expect(reached(attaching("e1"), both, "o1")).toEqual({ item, from: "what came of o2" });
  });

  it("leads to adding one where it is out of sight, and never to itself", () => {
    expect(reached(attaching("e9"), both, "o1")).toBe("add");
    expect(reached(attaching(null), both, "o1")).toBe("add");
    expect(reached(attaching("e1"), both, "o2")).toBe("add");
    expect(reached("outcome", both, "o1")).toBeNull();
    expect(reached(undefined, both, "o1")).toBeNull();
  });

  it("becomes a row of its own that keeps its grade, its day and its file", () => {
    const row = copied(item);
    expect(row).toEqual({ ...item, id: row.id });
    expect(row.id).not.toBe(item.id);
    expect(holds([row], item)).toBe(true);
    expect(holds([{ ...row, file: null, reference: "another" }], item)).toBe(false);
  });
});
