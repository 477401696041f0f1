import { describe, expect, it } from "vitest";
import { addDays, amount, clock, count, dayAndTime, daySpan, estimate, hangingDay, isoWeek, likely, longDay, range, shortDay, shortMoney } from "./format";

const spaced = (text: string): string => text.replaceAll("\u00a0", " ");

describe("figures", () => {
  it("carry their unit", () => {
    expect(spaced(amount(265, "hours"))).toBe("265 h");
    expect(spaced(amount(5, "weeks"))).toBe("5 wk");
    expect(spaced(amount(28, "minutes"))).toBe("28 min");
    expect(amount(90, "percent")).toBe("90%");
    expect(amount(143_500, "money")).toBe("£143,500");
    expect(spaced(amount(12, "incidents")), "the user's own unit is said in full").toBe("12 incidents");
  });

  it("never break between number and unit", () => {
    expect(amount(265, "hours")).toBe("265\u00a0h");
  });

  it("round as the core does: three digits of an estimate, all of what is known exactly", () => {
    const hours = (low: number, most: number, high: number): string => spaced(likely({ low, likely: most, high, unit: "hours" }));
    expect(spaced(amount(2.5, "weeks"))).toBe("2.5 wk");
    expect(hours(40.5, 40.5, 40.5), "not 41 beside a sentence that says 40.5").toBe("40.5 h");
    expect(hours(230.4, 265.2, 302.4)).toBe("265 h");
    expect(spaced(range(230.4, 302.4, "hours", "to"))).toBe("230 to 302 h");
    expect([estimate(56.25), estimate(18.75), estimate(1.125)], "an exact half goes to the even neighbour").toEqual([56.2, 18.8, 1.12]);
    expect(spaced(amount(147.9375, "hours"))).toBe("147.938 h");
    expect(amount(640_000, "count"), "a whole number keeps every digit").toBe("640,000");
    expect(amount(12.5, "money"), "cents where there are any").toBe("£12.50");
    expect(amount(67_500, "money", "USD")).toBe("$67,500");
  });

  it("say people in full", () => {
    expect(spaced(amount(140, "headcount"))).toBe("140 people");
    expect(spaced(amount(1, "headcount"))).toBe("1 person");
  });

  it("say a range once per unit, and a point as a point", () => {
    expect(spaced(range(230, 302, "hours", "to"))).toBe("230 to 302 h");
    expect(range(80, 90, "percent", "to")).toBe("80% to 90%");
    expect(range(20_000, 27_000, "money", "to")).toBe("£20,000 to £27,000");
    expect(spaced(range(5, 5, "weeks", "to"))).toBe("5 wk");
  });

  it("are shortened for a narrow column", () => {
    expect(shortMoney(143_500)).toBe("£143.5k");
    expect(count(2475)).toBe("2,475");
  });
});

describe("dates", () => {
  it("read as the ledger writes them", () => {
    expect(hangingDay("2026-11-20")).toBe("Fri 20");
    expect(shortDay("2026-11-20")).toBe("Fri 20 Nov");
    expect(longDay("2026-11-20")).toBe("Friday 20 November");
    expect(dayAndTime("2026-11-16", "09:50")).toBe("Monday 16 November, 09:50");
  });

  it("span days without saying the month twice", () => {
    expect(daySpan("2026-11-16", "2026-11-20", "to")).toBe("16 to 20 November");
    expect(daySpan("2026-11-30", "2026-12-04", "to")).toBe("30 November to 4 December");
    expect(daySpan("2026-12-28", "2027-01-01", "to")).toBe("28 December 2026 to 1 January 2027");
  });

  it("count ISO weeks, whose year may differ from the day's", () => {
    expect(isoWeek("2026-11-20")).toEqual({ year: 2026, week: 47 });
    expect(isoWeek("2027-01-01")).toEqual({ year: 2026, week: 53 });
    expect(isoWeek("2024-12-30")).toEqual({ year: 2025, week: 1 });
  });

  it("step over months and leap days", () => {
    expect(addDays("2028-02-28", 2)).toBe("2028-03-01");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
  });

  it("give every day of two years the week after seven days", () => {
    for (let day = "2025-12-01"; day < "2027-12-01"; day = addDays(day, 1)) {
      const next = isoWeek(addDays(day, 7));
      const now = isoWeek(day);
      expect(next.week === now.week + 1 || (next.week === 1 && next.year === now.year + 1), day).toBe(true);
    }
  });

  it("read the clock of the zone asked for", () => {
    expect(clock(Date.UTC(2026, 10, 21, 16, 42), "UTC")).toBe("16:42");
    expect(clock(Date.UTC(2026, 10, 21, 0, 5), "UTC"), "midnight is not 24").toBe("00:05");
  });
});
