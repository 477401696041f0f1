/** Made-up voices and people who grew. */
import type { GrowthLine, PacketEdit, VoiceLine } from "../bindings";

export const counted = (text: string) => ({ characters: text.length, words: text.split(/\s+/).filter(Boolean).length });

export const VOICES: VoiceLine[] = [
  {
    voice: { quote: "She had the room before we knew there was one.", person: "dana", speaker: "", dated: "2026-10-30", permitted_on: "2026-11-19", evidence: "e1" },
    speaker: "Dana Whitlock", permitted_on: "2026-11-19", may_leave: true, included: false,
  },
  {
    voice: { quote: "Nobody told us to stop; we were simply left alone to finish.", person: "tomasz", speaker: "", dated: "2026-11-17", permitted_on: null, evidence: "e2" },
    speaker: "Tomasz Wójcik", permitted_on: null, may_leave: false, included: false,
  },
];

export function voiceLines(edit: PacketEdit): VoiceLine[] {
  const known = (evidence: string | null) => VOICES.find(({ voice }) => evidence !== null && voice.evidence === evidence);
  const inside = edit.voices.map((voice): VoiceLine => ({
    voice, speaker: voice.speaker || (known(voice.evidence)?.speaker ?? ""), permitted_on: voice.permitted_on,
    may_leave: voice.permitted_on !== null, included: true,
  }));
  return [...inside, ...VOICES.filter(({ voice }) => !edit.voices.some(({ evidence }) => evidence === voice.evidence))];
}

export const GROWTH: GrowthLine[] = [
  {
    person: "lena", name: "Lena Hartwig", before: "Brought every design question to me.", now: "Chairs the review, and ends it early when it is done.",
    later_step: "Principal Engineer from 1 December", my_part: "Six reviews side by side, then none.", entries: 4, included: false,
  },
  { person: "priya", name: "Priya Raman", before: "", now: "", later_step: "", my_part: "", entries: 1, included: false },
];
