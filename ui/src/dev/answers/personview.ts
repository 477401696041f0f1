/** Seven made-up people; two of them may be the same. */
import type { Person, PersonView, Relation } from "../../bindings";
import type { Answers } from "../mock";

const wanted = new URLSearchParams(location.search);

function person(name: string, role: string, area: string, relation: Relation | null, last: string | null, every: number, credited: number, close: string[] = []): PersonView {
  const weeks = Array.from({ length: 52 }, (_, week) => (every > 0 && (week * 7 + name.length) % every === 0 ? 1 + (week % 3) : 0));
  return {
    person: {
      id: name.toLowerCase().replace(/\W+/g, "-"), name, role, area, relation, last_contact: last, invested: "", later_step: "",
      honest_share: "", may_be_named: null, asked_on: null, revision: 1,
    },
    entries: weeks.reduce((sum, one) => sum + one, 0), credited, last_entry: last, weeks, close,
  };
}

let people: PersonView[] = wanted.has("nobody") ? [] : [
  person("Lena Hartwig", "Staff engineer", "architecture", "report", "2026-11-19", 4, 11),
  person("Priya Raman", "Engineer", "customs", "report", "2026-11-19", 6, 4),
  person("Kwame Boateng", "Head of Reliability", "reliability", "peer", "2026-11-17", 5, 6),
  person("Kwame Boatang", "", "", null, "2026-09-02", 26, 0, ["kwame-boateng"]),
  person("Dana Whitfield", "VP Engineering", "platform", "manager", "2026-11-13", 7, 2),
  person("Tomasz Wójcik", "Engineer", "customs", "report", "2026-10-18", 9, 3),
  person("Farah Siddiqui", "Director", "customer support", "leader", null, 0, 0),
];

export default {
  people: () => people,
  new_person: ({ name }) => (people = [...people, person(String(name), "", "", null, null, 0, 0)]),
  save_person: ({ person: saved }) =>
    (people = people.map((view) => (view.person.id === (saved as Person).id ? { ...view, person: { ...(saved as Person), revision: view.person.revision + 1 } } : view))),
  merge_people: ({ from }) => (people = people.filter((view) => view.person.id !== from)),
  delete_person: ({ id }) => (people = people.filter((view) => view.person.id !== id)),
  undo: () => null,
} satisfies Answers;
