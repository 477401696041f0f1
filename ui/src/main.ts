/** Opens the main window. */
import { mount } from "svelte";
import App from "./App.svelte";
import { fontsReady } from "./fonts";
import { shelf } from "./shelf";
import { readPlatform } from "./keys";
import { App as AppState } from "./state/app.svelte";
import { Drafts } from "./state/drafts.svelte";
import { start } from "./start";
import "./styles/index.css";

const target = document.getElementById("app");
if (target) {
  const app = new AppState();
  app.platform = readPlatform(navigator.userAgent);
  await Promise.all([fontsReady(), start(app)]);
  mount(App, { target, props: { app, drafts: new Drafts(shelf) } });
}
