/** Which kinds a few typed letters can mean: an alias first of all, else the start of a name. */
import { KIND_ORDER, kindName, KINDS, type Kind } from "../kinds";

export function kindsFor(typed: string): Kind[] {
  const wanted = typed.trim().toLowerCase().replaceAll("-", "");
  if (wanted === "") return [...KIND_ORDER];
  const alias = KIND_ORDER.find((kind) => KINDS[kind].alias === wanted);
  if (alias) return [alias];
  return KIND_ORDER.filter((kind) =>
    [kind, kindName(kind)].some((name) => name.toLowerCase().replaceAll("-", "").startsWith(wanted)),
  );
}
