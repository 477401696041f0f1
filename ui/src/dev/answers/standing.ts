/** An open journal with the counts of the mock-ups, and drafts kept for as long as the page lives. */
import type { Answers } from "../mock";

const kept = new Map<string, unknown>();
const wanted = new URLSearchParams(location.search);

export default {
  standing: () => ({ vault: wanted.get("vault") ?? "open", demo: wanted.has("demo") }),
  draft_get: ({ surface }) => kept.get(String(surface)) ?? null,
  draft_put: ({ surface, text, caret }) => void kept.set(String(surface), { text, caret }),
  draft_drop: ({ surface }) => void kept.delete(String(surface)),
} satisfies Answers;
