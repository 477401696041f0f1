/** The made-up week: it can be closed and opened again, and its loose ends can be taken up. */
import { IpcError } from "../../ipc";
import type { EntryEdit, EntryView, Outcome, WeekClose } from "../../bindings";
import type { Answers } from "../mock";
import { ACTS, closed, weekView } from "../sampleweek";

const named = (id: unknown) => ACTS.find((one) => one.id === id) ?? ACTS[0];

export default {
  week: ({ week }) => weekView(typeof week === "string" ? week : null),
  close_week: ({ week, close }) => {
    closed(close as WeekClose);
    return weekView(String(week));
  },
  reopen_week: ({ week }) => {
    closed(null);
    return weekView(String(week));
  },
} satisfies Answers;

/** What an entry answers while the week is looked at; the entry's own made-up answers come before these. */
export const acts: Answers = {
  entry: ({ id }) => detail(id),
  edit_entry: ({ id, edit }) => {
    const one = named(id);
    const change = edit as EntryEdit;
    if (!one) throw new IpcError("not-found", "made up");
    if (change.kind !== undefined) one.kind = change.kind;
    if (change.no_outcome !== undefined) one.no_outcome = change.no_outcome;
    if (change.ask_on !== undefined) one.loose = change.ask_on === null;
    return detail(id);
  },
  new_outcome: ({ entry, statement }) => {
    const one = named(entry);
    if (!one) throw new IpcError("not-found", "made up");
    one.outcomes.push({ id: `o-${one.id}-new`, statement: String(statement), pieces: [], category: null, figure: null, grade: 1, status: "happened" });
    one.loose = false;
    return detail(entry);
  },
  save_outcome: ({ entry, outcome }) => {
    const found = named(entry)?.outcomes.find((one) => one.id === (outcome as Outcome).id);
    if (found) found.category = (outcome as Outcome).category;
    return detail(entry);
  },
};

function detail(id: unknown): EntryView {
  const outcomes = named(id)?.outcomes ?? [];
  const told = {
    entry: { id: String(id), revision: 1 },
    outcomes: outcomes.map(({ id: of, statement, category }) => ({
      outcome: { id: of, statement, category, confidence: null, part: null, revision: 1 },
    })),
  };
  // The week asks for no more than this.
  return told as unknown as EntryView;
}
