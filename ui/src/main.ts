/** Opens the main window. */
import { mount } from "svelte";
import App from "./App.svelte";
import { fontsReady } from "./fonts";
import { drawn } from "./ipc";
import { shelf } from "./shelf";
import { readPlatform } from "./keys";
import { App as AppState } from "./state/app.svelte";
import { Drafts } from "./state/drafts.svelte";
import { start } from "./start";
import { ahead } from "./views";
import "./styles/index.css";

const HIDDEN = 3_000;

const target = document.getElementById("app");
if (target) {
  const app = new AppState();
  app.platform = readPlatform(navigator.userAgent);
  // The first page comes while the fonts do, so that it is drawn once and at once.
  const first = start(app).then(() => ahead(app.vault, app.welcoming));
  await Promise.all([fontsReady(), first]);
  mount(App, { target, props: { app, drafts: new Drafts(shelf) } });
  // The shell keeps for afterwards what is not needed to draw this page.
  await painted();
  void drawn().catch(() => undefined);
}

/** Two frames on, the page is on the screen. A hidden one draws none, and has time. */
function painted(): Promise<unknown> {
  const frames = new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return Promise.race([frames, new Promise((resolve) => setTimeout(resolve, HIDDEN))]);
}
