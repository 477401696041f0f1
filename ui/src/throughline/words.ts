/** What the throughline's nodes and ribbons are called. */
import type { ActNode, OutcomeNode, Ribbon, Throughline } from "../bindings";
import { familyName, kindName } from "../kinds";
import { m } from "../paraglide/messages.js";

export function actName(node: ActNode): string {
  if (node.kind) return kindName(node.kind);
  return node.family ? familyName(node.family) : m.through_no_kind();
}

export function outcomeName(node: OutcomeNode): string {
  if (node.node === "not-mapped") return m.through_not_mapped();
  if (node.node === "no-outcome") return m.through_no_outcome();
  return node.statement;
}

export const acts = (count: number): string => (count === 1 ? m.through_one_act() : m.through_some_acts({ count }));

function nameIn(line: Throughline, id: string): string {
  const [side, node] = [id.slice(0, id.indexOf("|")), id.slice(id.indexOf("|") + 1)];
  if (side === "left") {
    const found = line.left.find((one) => one.node === node);
    return found ? actName(found) : "";
  }
  if (side === "middle") {
    const found = line.middle.find((one) => one.node === node);
    return found ? outcomeName(found) : "";
  }
  return line.right.find((one) => one.node === node)?.label ?? "";
}

/** `Shielding: 8 acts`. */
export function nodeSentence(line: Throughline, id: string, count: number): string {
  return m.through_node({ name: nameIn(line, id), acts: acts(count) });
}

/** `Shielding to Customs API held its 12 January date, 7 acts`. */
export function bandSentence(line: Throughline, from: string, to: string, ribbon: Ribbon): string {
  const names = { from: nameIn(line, from), to: nameIn(line, to), acts: acts(ribbon.acts) };
  // Several families may serve one goal through one outcome.
  if (from.startsWith("middle|") && ribbon.family) return m.through_band_of({ ...names, family: familyName(ribbon.family) });
  return m.through_band(names);
}

/** The same picture with the words of confidential outcomes left out, before anything is drawn from them. */
export function withheld(line: Throughline): Throughline {
  const hidden = m.through_withheld();
  return {
    ...line,
    middle: line.middle.map((node) =>
      node.sensitivity === "confidential" ? { ...node, statement: hidden, figure: null } : node),
    further: [],
  };
}
