/** The ways an update leaves: the clipboard, the mail program, a file. The app never sends mail itself. */
import type { MenuItem } from "../components/Menu.svelte";
import { fileWords } from "../gate/errors";
import { copyUpdate, mailUpdate, saveEml } from "../ipc";
import { m } from "../paraglide/messages.js";
import type { App } from "../state/app.svelte";

type Form = "rich" | "plain" | "markdown";

/** What the menu offers. `ready` resolves when what is typed is kept, so that what leaves is what stands there. */
export function sendItems(app: App, id: string, ready: () => Promise<void>): MenuItem[] {
  const run = async (deed: () => Promise<string | null>): Promise<void> => {
    try {
      await ready();
      const said = await deed();
      if (said) app.status.say(said);
    } catch (reason) {
      app.status.say(fileWords(reason, m.update_did_not_leave()));
    }
  };
  const copy = (form: Form) => () => run(async () => (await copyUpdate(id, form), m.update_copied()));
  return [
    { id: "rich", label: m.update_copy_rich(), run: () => void copy("rich")() },
    { id: "plain", label: m.update_copy_plain(), run: () => void copy("plain")() },
    { id: "markdown", label: m.update_copy_markdown(), run: () => void copy("markdown")() },
    { id: "mail", label: m.update_mail(), run: () => void run(async () => ((await mailUpdate(id)) ? null : m.update_mail_long())) },
    {
      id: "eml", label: m.update_eml(), run: () => void run(async () => {
        const file = await saveEml(id);
        return file && m.update_eml_saved({ name: file.name });
      }),
    },
  ];
}
