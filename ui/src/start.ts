/** Asks the shell how things stand before the first page is drawn. */
import { call } from "./ipc";
import type { App } from "./state/app.svelte";

interface Standing {
  vault: "none" | "locked" | "open";
  demo: boolean;
}

export async function start(app: App): Promise<void> {
  try {
    const standing = await call<Standing>("standing");
    app.vault = standing.vault;
    app.demo = standing.demo;
  } catch {
    // Without an answer there is nothing safe to show but the way in.
    app.vault = "locked";
  }
}
