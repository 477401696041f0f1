/** What a form takes, in words. */
import type { PacketSection } from "../bindings";
import { m } from "../paraglide/messages.js";

const PARTS: Readonly<Record<string, () => string>> = {
  opening: m.form_part_opening,
  summary: m.packet_summary,
  sections: m.form_part_sections,
  voices: m.packet_voices,
  leverage: m.packet_grown,
  against: m.packet_against,
  "next-scope": m.packet_next_scope,
  portfolio: m.packet_projects,
};

/** A part of a packet as a form names it; a section by its number says its heading too. */
export function sourceNamed(source: string, sections: readonly PacketSection[]): string {
  const part = PARTS[source]?.();
  if (part) return part;
  const number = Number(/^section (\d+)$/.exec(source)?.[1]);
  if (!number) return source.replace(/^section /, "");
  const heading = sections[number - 1]?.heading;
  const name = m.leave_in_section({ number });
  return heading ? m.form_part_section({ section: name, heading }) : name;
}
