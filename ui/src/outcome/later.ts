/** "Ask me later": an expected outcome is looked at again on its own day, any other loose end on the entry's. */
import { editEntry, entry as readEntry, saveOutcome } from "../ipc";
import type { EntryView } from "../bindings";

/** What waits: the expected outcome whose day comes first, if there is one. */
export function waiting(view: EntryView): EntryView["outcomes"][number]["outcome"] | null {
  const expected = view.outcomes.map(({ outcome }) => outcome).filter(({ status, check_on }) => status === "expected" && check_on !== null);
  return expected.sort((one, other) => (one.check_on ?? "").localeCompare(other.check_on ?? ""))[0] ?? null;
}

/** Puts the question off until `day`. Answers with the way back. */
export async function askOn(id: string, day: string): Promise<() => Promise<unknown>> {
  const view = await readEntry(id);
  const outcome = waiting(view);
  if (outcome) {
    await saveOutcome(id, { ...outcome, check_on: day });
    return () => putBack(id, outcome.id, outcome.check_on);
  }
  await editEntry(id, { revision: view.entry.revision, ask_on: day });
  return async () => {
    const { entry } = await readEntry(id);
    return editEntry(id, { revision: entry.revision, ask_on: view.entry.ask_on });
  };
}

async function putBack(id: string, which: string, day: string | null): Promise<unknown> {
  const { outcomes } = await readEntry(id);
  const outcome = outcomes.find((one) => one.outcome.id === which)?.outcome;
  return outcome && saveOutcome(id, { ...outcome, check_on: day });
}
