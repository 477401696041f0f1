/** Drafts are kept by the shell: in the journal or, while it is locked, in its memory. */
import { draft, dropDraft, putDraft } from "./ipc";
import type { DraftShelf } from "./state/drafts.svelte";

export const shelf: DraftShelf = {
  async get(surface) {
    const row = await draft(surface);
    return row && { text: row.raw, caret: row.caret };
  },
  async put(surface, kept) {
    await putDraft({ surface, raw: kept.text, caret: kept.caret });
  },
  async drop(surface) {
    await dropDraft(surface);
  },
};
