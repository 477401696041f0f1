/** What changed since an update was sent, line by line, with long stretches that are the same folded away. */
import type { ChangedLine } from "../bindings";

export type Shown = { is: "same" | "then" | "now"; text: string } | { is: "fold"; count: number };

const AROUND = 2;

/** Lines to show: what differs, and two lines on either side of it. */
export function fold(lines: readonly ChangedLine[], around = AROUND): Shown[] {
  const near = lines.map((_, at) => lines.slice(Math.max(0, at - around), at + around + 1).some((line) => line.side !== "same"));
  const shown: Shown[] = [];
  lines.forEach((line, at) => {
    const last = shown.at(-1);
    if (near[at]) shown.push({ is: line.side === "then" || line.side === "now" ? line.side : "same", text: line.text });
    else if (last?.is === "fold") last.count += 1;
    else shown.push({ is: "fold", count: 1 });
  });
  return shown;
}

export const differs = (lines: readonly ChangedLine[]): boolean => lines.some((line) => line.side !== "same");
