/** Light, dark or high contrast on the document, through attributes that the style sheet reads. */
import type { Theme } from "../bindings";

/** Which of the two grounds a theme means; none leaves it to the page's own media query. */
export function ground(theme: Theme, system: "light" | "dark" | null): "light" | "dark" | null {
  if (theme === "system") return system;
  return theme === "light" || theme === "contrast-light" ? "light" : "dark";
}

/**
 * Dresses the root. What the shell put there before first paint stays, unless it was put there here;
 * `dressed` says which, and the answer is to be handed back the next time.
 */
export function wear(root: HTMLElement, theme: Theme, system: "light" | "dark" | null, dressed: boolean): boolean {
  const chosen = ground(theme, system);
  if (chosen) root.dataset.theme = chosen;
  else if (dressed) delete root.dataset.theme;
  if (theme.startsWith("contrast")) root.dataset.contrast = "more";
  else delete root.dataset.contrast;
  return dressed || chosen !== null;
}
