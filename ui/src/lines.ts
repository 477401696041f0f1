/** Walking a list of lines by keyboard: J K, arrows, Home and End. Lines carry `data-line` with their id. */

/** Where a key leads in a list of `length` lines; nothing when the key does not walk or the list ends there. */
export function stepTo(key: string, at: number, length: number): number | undefined {
  const to: Record<string, number> = {
    j: at + 1,
    ArrowDown: at + 1,
    k: at - 1,
    ArrowUp: at - 1,
    Home: 0,
    End: length - 1,
  };
  const next = to[key];
  return next !== undefined && next >= 0 && next < length ? next : undefined;
}

/** Moves the focus along the lines inside `list`. Says whether the key was one that walks. */
export function walkLines(event: KeyboardEvent, list: HTMLElement | undefined): boolean {
  if (!list || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  const all = [...list.querySelectorAll<HTMLElement>("[data-line]")];
  const at = all.indexOf(event.target as HTMLElement);
  // A field or button inside a line keeps its keys.
  if (at < 0) return false;
  const next = stepTo(event.key, at, all.length);
  if (next === undefined) return false;
  event.preventDefault();
  all[next]?.focus();
  all[next]?.scrollIntoView({ block: "nearest" });
  return true;
}

/** Whether the focus is nowhere in particular: on the page as a whole. */
export function isAtTop(): boolean {
  const at = document.activeElement;
  return at === null || at === document.body || at.tagName === "MAIN";
}
