/** What stands in a packet beside its claims: voices, people who grew, projects. */
import type { PacketEdit, ProjectStatus, VoiceLine, VoicePick } from "../bindings";
import { m } from "../paraglide/messages.js";

/** Whether two picks are the same quotation. */
export function sameVoice(one: VoicePick, other: VoicePick): boolean {
  if (one.evidence !== null || other.evidence !== null) return one.evidence === other.evidence;
  return one.quote === other.quote && one.speaker === other.speaker && one.person === other.person;
}

/** The packet's voices with one put in or taken out. */
export function withVoice(edit: PacketEdit, { voice }: Pick<VoiceLine, "voice">, on: boolean): VoicePick[] {
  const others = edit.voices.filter((known) => !sameVoice(known, voice));
  if (!on) return others;
  return edit.voices.some((known) => sameVoice(known, voice)) ? edit.voices : [...edit.voices, voice];
}

/** The packet's voices with one changed in its place. */
export function voiceChanged(edit: PacketEdit, before: VoicePick, after: VoicePick): VoicePick[] {
  const known = edit.voices.some((voice) => sameVoice(voice, before));
  return known ? edit.voices.map((voice) => (sameVoice(voice, before) ? after : voice)) : [...edit.voices, after];
}

/** A list with one put at its end or taken out. */
export function toggled<T>(all: readonly T[], one: T, on: boolean): T[] {
  const others = all.filter((known) => known !== one);
  return on ? (all.includes(one) ? [...all] : [...others, one]) : others;
}

const STATUS: Record<ProjectStatus, () => string> = {
  "in-use": m.project_in_use,
  "kept-for-me": m.project_kept_for_me,
  "handed-over": m.project_handed_over,
  stopped: m.project_stopped,
};

/** What has become of a project, in words. */
export const statusNamed = (status: ProjectStatus): string => STATUS[status]();

export const STATUSES = Object.keys(STATUS) as ProjectStatus[];
