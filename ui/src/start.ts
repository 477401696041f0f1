/** Asks the shell how things stand before the first page is drawn, and follows it from then on. */
import type { ActionId } from "./actions";
import { ACTIONS, groundOf } from "./actions";
import { appState, counts, keepOpen, listen } from "./ipc";
import type { App } from "./state/app.svelte";
import { SCREENS, type Screen } from "./state/places.svelte";

/** Where a menu of the shell leads: a screen, an action, or an entry's outcome. */
interface Going {
  screen: string;
  id: string | null;
}

const STIRS_EVERY = 20_000;

export async function start(app: App): Promise<void> {
  try {
    app.stand(await appState());
    app.welcoming = app.vault === "none";
  } catch {
    // Without an answer there is nothing safe to show but the way in.
    app.vault = "locked";
  }
  if (app.vault === "open") await count(app);
}

/** The numbers beside the index. They are an extra: without them the index still works. */
export async function count(app: App): Promise<void> {
  try {
    const all = await counts();
    app.counts = {
      timeline: all.entries,
      "loose-ends": all.loose,
      goals: all.goals,
      people: all.people,
      packets: all.packets,
    };
  } catch {
    app.counts = {};
  }
}

/** Follows the shell: its state, what others wrote, where its menus lead. Returns the way to stop. */
export function follow(app: App, perform: (id: ActionId) => boolean): () => void {
  const heard = [
    listen("state", () => void refresh(app)),
    listen("changed", () => {
      app.ownWriting = false;
      app.written += 1;
      void count(app);
    }),
    listen<Going>("go", (going) => go(app, going, perform)),
  ];
  return () => heard.forEach((stop) => void stop.then((end) => end()));
}

async function refresh(app: App): Promise<void> {
  try {
    app.stand(await appState());
  } catch {
    return;
  }
  if (app.vault === "open") await count(app);
}

function go(app: App, { screen, id }: Going, perform: (id: ActionId) => boolean): void {
  if (app.vault !== "open") return;
  if (screen === "outcome" && id) app.places.go({ screen: "entry", id, part: "outcome" });
  else if (SCREENS.includes(screen as Screen)) app.places.go({ screen: screen as Screen, ...(id && { id }) });
  // The menu takes the keys before the page does: in a text field they stay the text's own.
  else if (isTextStep(screen)) document.execCommand(screen);
  else if (screen in ACTIONS) perform(screen as ActionId);
}

function isTextStep(action: string): boolean {
  return (action === "undo" || action === "redo") && groundOf(document.activeElement) === "text";
}

/** Tells the shell now and then that somebody is here, so that the idle lock starts over. */
export function stir(page: Window, now: () => number = () => performance.now()): () => void {
  let last = -Infinity;
  const moved = (): void => {
    if (now() - last < STIRS_EVERY) return;
    last = now();
    keepOpen().catch(() => undefined);
  };
  const signs = ["keydown", "pointerdown", "pointermove", "wheel"] as const;
  signs.forEach((sign) => page.addEventListener(sign, moved, { passive: true }));
  return () => signs.forEach((sign) => page.removeEventListener(sign, moved));
}
