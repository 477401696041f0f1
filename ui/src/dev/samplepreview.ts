/** The preview of a made-up packet, shaped as the exporter shapes it. */
import type { PacketEdit, PacketSection } from "../bindings";
import { SAMPLE } from "./samplepacket";

const safe = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const GRADES = ["claim only", "asserted", "corroborated", "documented", "measured", "measured twice"];

function claim(id: string, grade: number, note: number): string {
  const told = SAMPLE.find(({ outcome }) => outcome.id === id)?.told ?? "";
  const strokes = Array.from({ length: Math.min(4, grade) }, (_, at) => `M${3 + 4 * at} 1v12`).join("");
  return (
    `<article class="claim"><p class="sentence"><bdi>${safe(told)}</bdi><sup><a class="note" href="#packet-note-${note}">${note}</a></sup></p>` +
    `<dl><div class="evidence"><dt>Evidence</dt><dd><ul><li><svg class="tally" role="img" aria-label="${grade} of 5" width="18" height="14" viewBox="0 0 18 14">` +
    `<path d="${strokes}" fill="none" stroke="currentColor" stroke-width="1.6"></path></svg> <span class="grade">${GRADES[grade]}</span>: <bdi>burn-up, week 47</bdi>, <time>20 November 2026</time></li></ul></dd></div>` +
    `<div class="credits"><dt>Who did what</dt><dd><ul><li><bdi>two engineers on my team: built it</bdi></li></ul></dd></div>` +
    `<div class="written"><dt>Written</dt><dd>2 days after</dd></div></dl></article>`
  );
}

export function preview(edit: PacketEdit, sections: readonly PacketSection[]): string {
  let note = 0;
  const body = sections
    .filter(({ items }) => items.some((item) => item.may_leave))
    .map(({ heading, intro, items }, index) => {
      const claims = items.filter((item) => item.may_leave).map((item) => claim(item.outcome.id, item.outcome.grade, ++note)).join("");
      return `<section class="claims"><h3><span class="number">${index + 1}. </span><bdi>${safe(heading)}</bdi></h3>${intro ? `<div class="intro"><p>${safe(intro)}</p></div>` : ""}${claims}</section>`;
    })
    .join("");
  const notes = Array.from({ length: note }, (_, at) => `<li id="packet-note-${at + 1}"><ul class="steps"><li>2 people × 6 weeks × 26 h = 312 h, 85% of it theirs = 265 h</li></ul></li>`).join("");
  const against = edit.against.trim() ? safe(edit.against) : `<span class="none">The writer has given none.</span>`;
  return (
    `<article class="packet" lang="en"><header><p class="author">${safe(edit.author)}</p><h2><bdi>${safe(edit.title)}</bdi></h2>` +
    `<p class="standing">${safe(edit.role)}</p><p class="standing">From ${safe(edit.level_now)} to ${safe(edit.level_target)}</p></header>` +
    `<section class="prose summary"><h3><bdi>Summary</bdi></h3><p>${safe(edit.summary)}</p></section>${body}` +
    `<section class="voices"><h3><bdi>In their words</bdi></h3><div class="voice"><blockquote><p>“She had the room before we knew there was one.”</p></blockquote><p class="speaker">our VP, quoted with permission of 19 November 2026</p></div></section>` +
    `<section class="prose against"><h3><bdi>Reasons against</bdi></h3><p>${against}</p></section>` +
    `<section class="notes"><h3><bdi>How the figures were reached</bdi></h3><ol>${notes}</ol></section></article>`
  );
}
