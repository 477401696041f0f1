/** What writes to the folder of a ledger behind its back, in a sentence. */
import type { Copier } from "../bindings";
import { m } from "../paraglide/messages.js";

const WORDS: Record<Copier, () => string> = {
  dropbox: m.synced_dropbox,
  "one-drive": m.synced_one_drive,
  "i-cloud": m.synced_icloud,
  "google-drive": m.synced_google_drive,
  syncthing: m.synced_syncthing,
  nextcloud: m.synced_nextcloud,
  cloud: m.synced_cloud,
  network: m.synced_network,
};

export const copierWords = (copier: Copier): string => WORDS[copier]();
