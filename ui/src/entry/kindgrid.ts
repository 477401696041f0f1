/** The kind picker's grid: three to a family, filtered by alias or prefix, walked in two dimensions. */
import { KIND_ORDER, kindName, KINDS, type Kind } from "../kinds";

export const COLUMNS = 3;

/** The kinds that an alias or the start of a name leaves, in the order of the picker. */
export function fittingKinds(typed: string): Kind[] {
  const wanted = typed.trim().toLowerCase().replace(/^!/, "").replaceAll("-", "");
  if (wanted === "") return [...KIND_ORDER];
  const alias = KIND_ORDER.find((kind) => KINDS[kind].alias === wanted);
  if (alias) return [alias];
  return KIND_ORDER.filter((kind) => {
    const names = [kind, kindName(kind)].map((name) => name.toLowerCase().replaceAll("-", ""));
    return names.some((name) => name.startsWith(wanted)) || KINDS[kind].alias.startsWith(wanted);
  });
}

/** Where an arrow leads from `at` in a grid that holds only `shown`; kinds keep their places. */
export function walkGrid(shown: readonly Kind[], at: Kind | null, key: string): Kind | null {
  if (shown.length === 0) return null;
  if (at === null || !shown.includes(at)) return shown[0] ?? null;
  const place = KIND_ORDER.indexOf(at);
  const row = Math.floor(place / COLUMNS);
  const column = place % COLUMNS;
  const inRow = (kind: Kind): boolean => Math.floor(KIND_ORDER.indexOf(kind) / COLUMNS) === row;
  const index = shown.indexOf(at);
  switch (key) {
    case "ArrowRight":
      return shown[index + 1] ?? shown[0] ?? at;
    case "ArrowLeft":
      return shown[index - 1] ?? shown.at(-1) ?? at;
    case "ArrowDown":
    case "ArrowUp": {
      const down = key === "ArrowDown";
      const beyond = shown.filter((kind) => {
        const there = Math.floor(KIND_ORDER.indexOf(kind) / COLUMNS);
        return down ? there > row : there < row;
      });
      const rows = beyond.map((kind) => Math.floor(KIND_ORDER.indexOf(kind) / COLUMNS));
      const nearest = down ? Math.min(...rows) : Math.max(...rows);
      const line = beyond.filter((kind) => Math.floor(KIND_ORDER.indexOf(kind) / COLUMNS) === nearest);
      const away = (kind: Kind): number => Math.abs((KIND_ORDER.indexOf(kind) % COLUMNS) - column);
      return line.sort((one, other) => away(one) - away(other))[0] ?? at;
    }
    case "Home":
      return shown.find(inRow) ?? at;
    case "End":
      return shown.findLast(inRow) ?? at;
    default:
      return at;
  }
}
