import { describe, expect, it } from "vitest";
import { againToggled, answerFrom, asks, NOTHING_SAID } from "./due";

const today = "2026-11-20";

describe("an outcome whose day has come", () => {
  it("keeps that it did not happen", () => {
    expect(answerFrom({ ...NOTHING_SAID, status: "did-not" }, today)).toEqual({ status: "did-not", again: [], measured: null });
  });

  it("asks when to ask again after a not yet", () => {
    expect(answerFrom({ ...NOTHING_SAID, status: "expected" }, today)).toBe("again");
    expect(answerFrom({ ...NOTHING_SAID, status: "expected", again: [365, 30] }, today)).toEqual({
      status: "expected", again: [30, 365], measured: null,
    });
  });

  it("adds a measurement without changing whether it came", () => {
    const said = { ...NOTHING_SAID, value: "1,240", source: " billing " };
    expect(answerFrom(said, today)).toEqual({ status: null, again: [], measured: { value: 1240, on: today, source: "billing" } });
    expect(answerFrom({ ...said, value: "a few" }, today)).toBe("value");
    expect(answerFrom({ ...said, on: "soon" }, today)).toBe("day");
  });

  it("is not answered by nothing", () => {
    expect(answerFrom({ ...NOTHING_SAID, source: "a place alone says nothing" }, today)).toBe("nothing");
  });

  it("asks what its status leaves open", () => {
    expect(asks({ outcome: "o", status: "expected" })).toBe("came");
    expect(asks({ outcome: "o", status: "happened" })).toBe("measure");
    expect(asks({ outcome: null, status: null })).toBe("look");
    expect(againToggled([30], 30)).toEqual([]);
  });
});
