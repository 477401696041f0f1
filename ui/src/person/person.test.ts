import { expect, it } from "vitest";
import type { PersonView } from "../bindings";
import { byContact, daysBetween, lastContact, yearOf } from "./person";

function view(name: string, last_contact: string | null, last_entry: string | null): PersonView {
  return {
    person: {
      id: name, name, role: "", area: "", relation: null, last_contact, invested: "", later_step: "", honest_share: "",
      may_be_named: null, asked_on: null, revision: 1,
    },
    entries: 0, credited: 0, last_entry, weeks: [], close: [],
  };
}

it("takes the later of a logged contact and an entry", () => {
  expect(lastContact(view("Lena", "2026-11-01", "2026-11-19"))).toBe("2026-11-19");
  expect(lastContact(view("Lena", "2026-11-20", "2026-11-19"))).toBe("2026-11-20");
  expect(lastContact(view("Lena", null, null))).toBeNull();
});

it("lists the latest contact first and people never met last, by name", () => {
  const people = [view("Zoe", null, null), view("Dana", "2026-11-13", null), view("Adaeze", null, null), view("Lena", null, "2026-11-19")];
  expect(byContact(people).map(({ person }) => person.name)).toEqual(["Lena", "Dana", "Adaeze", "Zoe"]);
});

it("counts civil days, over a change of clocks too", () => {
  expect(daysBetween("2026-10-18", "2026-11-21")).toBe(34);
  expect(daysBetween("2026-11-21", "2026-11-21")).toBe(0);
});

it("tells a year of strokes as numbers", () => {
  expect(yearOf([0, 2, 0, 1])).toEqual({ entries: 3, weeks: 2, of: 4 });
  expect(yearOf([])).toEqual({ entries: 0, weeks: 0, of: 0 });
});
