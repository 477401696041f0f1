/** Drafts are kept by the shell, in the journal or, while it is locked, sealed beside it. */
import { call } from "./ipc";
import type { DraftShelf, Kept } from "./state/drafts.svelte";

export const shelf: DraftShelf = {
  get: (surface) => call<Kept | null>("draft_get", { surface }),
  put: (surface, kept) => call<void>("draft_put", { surface, ...kept }),
  drop: (surface) => call<void>("draft_drop", { surface }),
};
