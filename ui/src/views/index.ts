/**
 * Every screen by name, loaded when first shown. A new screen is one file here and one line below.
 *
 *   components/  drawn parts: props only, no state, no shell
 *   entry/, week/, …  parts of one domain, made of components
 *   views/  one file per screen: reads state, calls the shell, composes parts
 *   state/  what lives longer than a screen: place, drafts, status, offered actions
 *
 * A view takes its place as the prop `place` and lays itself out with `Page`, `PageHead` and `Foot`.
 */
import type { Component } from "svelte";
import type { Vault } from "../state/app.svelte";
import type { Place, Screen } from "../state/places.svelte";

export type View = Component<{ place: Place }>;
export type Gate = Component;

type Load<T> = () => Promise<{ default: T }>;

export const views: Record<Screen, Load<View>> = {
  week: () => import("./Week.svelte"),
  goals: () => import("./Goals.svelte"),
  people: () => import("./People.svelte"),
  throughline: () => import("./Throughline.svelte"),
  updates: () => import("./Updates.svelte"),
  packets: () => import("./Packets.svelte"),
  ladder: () => import("./Ladder.svelte"),
  settings: () => import("./Settings.svelte"),
  timeline: () => import("./Timeline.svelte"),
  entry: () => import("./Entry.svelte"),
  "loose-ends": () => import("./LooseEnds.svelte"),
  trash: () => import("./Trash.svelte"),
};

/** Instead of the frame: before there is a journal, and while it is locked. */
const gates: { welcome: Load<Gate>; lock: Load<Gate> } = {
  welcome: () => import("./Welcome.svelte"),
  lock: () => import("./Lock.svelte"),
};

/** Which gate stands before the frame, if any. */
export function gateOf(vault: Vault, welcoming: boolean): Load<Gate> | undefined {
  if (welcoming || vault === "none") return gates.welcome;
  return vault === "open" ? undefined : gates.lock;
}

/** Fetches what will be shown first. Without it the page says so itself when it is drawn. */
export async function ahead(vault: Vault, welcoming: boolean): Promise<void> {
  await (gateOf(vault, welcoming) ?? views.week)().catch(() => undefined);
}

/** Over the page, which stays as it was. */
export const covers: { palette?: Load<Gate>; help?: Load<Gate> } = {
  palette: () => import("../palette/Palette.svelte"),
  help: () => import("../help/Help.svelte"),
};
