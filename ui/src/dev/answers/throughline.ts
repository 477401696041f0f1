/** A made-up throughline with the numbers of the drawing; `?empty` has none, `?many` groups by family. */
import type { Throughline, ThroughlineQuery } from "../../bindings";
import type { Answers } from "../mock";
import { sample } from "../samplethroughline";

const wanted = new URLSearchParams(location.search);

function line(query: ThroughlineQuery): Throughline {
  const made = sample(query.toward);
  if (!wanted.has("empty")) return { ...made, from: query.from, to: query.to };
  return { ...made, acts: 0, left: [], middle: [], right: [], reach: [], serve: [], rows: [], further: [] };
}

export default {
  throughline: ({ query }) => line(query as ThroughlineQuery),
  save_picture: ({ name, kind, bytes }) => {
    Object.assign(globalThis, { savedPicture: { kind, bytes } });
    return { name: `${String(name)}.${String(kind)}`, bytes: (bytes as number[]).length };
  },
} satisfies Answers;
