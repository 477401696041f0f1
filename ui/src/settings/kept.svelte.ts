/** The journal's settings and this computer's preferences: what is changed is saved at once, without a button. */
import type { Preferences, Settings } from "../bindings";
import { appState, savePreferences, saveSettings } from "../ipc";
import { m } from "../paraglide/messages.js";
import type { App } from "../state/app.svelte";
import { Pause } from "../state/debounce";

const WAIT = 300;
const LONGEST = 1_000;

export class Keeping {
  readonly #app: App;
  settings = $state.raw<Settings | null>(null);
  readonly #pause = new Pause(() => void this.#save(), WAIT, LONGEST);

  constructor(app: App) {
    this.#app = app;
    this.settings = app.facts?.settings ?? null;
  }

  change(change: Partial<Settings>): void {
    if (!this.settings) return;
    this.settings = { ...this.settings, ...change };
    this.#pause.nudge();
  }

  /** Writes what waits; on leaving the screen. */
  flush(): void {
    this.#pause.now();
  }

  async prefer(change: Partial<Preferences>): Promise<void> {
    const facts = this.#app.facts;
    if (!facts) return;
    await this.#try(async () => this.#app.stand(await savePreferences({ ...facts.preferences, ...change })));
  }

  async #save(): Promise<void> {
    const wanted = this.settings;
    if (!wanted) return;
    await this.#try(async () => {
      await saveSettings(wanted);
      this.#app.stand(await appState());
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch {
      this.#app.status.say(m.settings_not_saved());
    }
  }
}
