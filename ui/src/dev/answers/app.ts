/** An open journal with the counts of the mock-ups. `?vault=`, `?theme=`, `?demo`, `?wayland`, `?waiting=2`, `?taken`. */
import { emit, type Answers } from "../mock";
import { IpcError } from "../../ipc";
import type {
  AppState, JournalState, NewJournal, Preferences, Protection, Reminders, ReminderSettings, SavedFilter, Settings, TagView, Theme,
} from "../../bindings";

const wanted = new URLSearchParams(location.search);
const WORDS =
  "harbour seven quiet almanac copper orchard window ledger marble thistle candle river autumn velvet anchor meadow " +
  "pepper lantern drift sable juniper harvest cobalt willow";

const facts: AppState = {
  journal: (wanted.get("vault") ?? "open") as JournalState,
  demo: wanted.has("demo"),
  waiting: Number(wanted.get("waiting") ?? 0),
  preferences: {
    theme: (wanted.get("theme") ?? "system") as Theme,
    shortcut: "CmdOrCtrl+Shift+Space",
    lock_after_minutes: 10,
    welcomed: true,
    start_with_system: false,
  },
  system_theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  platform: "linux",
  wayland: wanted.has("wayland"),
  shortcut_problem: wanted.has("taken") ? "another app holds this key" : null,
  folder: "/home/dana/.local/share/ledgerline",
  version: "0.1.0",
  today: "2026-11-21",
  settings: { currency: "GBP", week_start: "monday", single_keys: true, keys: {}, author: "Dana Whitfield" },
  backed_up: "2026-11-20T18:02:00+00:00",
  backup_trouble: null,
  synced: wanted.has("synced") ? "dropbox" : null,
};

let reminding: ReminderSettings = {
  week: wanted.has("remind"), week_day: 5, week_at: "16:00", update: wanted.has("remind"), due: false, day_at: "09:00", quiet_from: "19:00",
  quiet_until: "08:00",
};
let due: Reminders = { tell: [], standing: [], snoozed_until: wanted.has("snoozed") ? "2026-11-21T17:42:00+00:00" : null, look_again: null };

const guarded: Protection = {
  ways: [
    { way: "passphrase", added: "2026-03-02T09:12:00Z", last_tried: "2026-11-20T08:01:00Z", confirmed: true },
    { way: "keychain", added: "2026-03-02T09:12:00Z", last_tried: null, confirmed: true },
    { way: "recovery", added: "2026-03-02T09:14:00Z", last_tried: "2026-09-14T10:00:00Z", confirmed: !wanted.has("kit") },
  ],
  keychain_available: true,
  lock_is_a_screen: true,
  standing: wanted.has("kit") ? ["kit-not-confirmed"] : [],
  folder: facts.folder,
};

let tags: TagView[] = [
  { tag: "quarter-end", entries: 14, close: [] },
  { tag: "hiring", entries: 9, close: ["hirng"] },
  { tag: "hirng", entries: 1, close: ["hiring"] },
  { tag: "customs", entries: 31, close: [] },
];
let filters: SavedFilter[] = [
  { id: "f-1", name: "Customs, unfinished", query: { text: "customs", chips: [{ field: "loose" }], oldest_first: false } },
];

function opened(passphrase: unknown): AppState {
  if (passphrase === "wrong") throw new IpcError("wrong-key", "made up");
  facts.journal = "open";
  facts.waiting = 0;
  return facts;
}

const kit = (): unknown => ({ words: WORDS.split(" "), ask_back: [3, 11, 20] });

export default {
  app_state: () => facts,
  drawn: () => null,
  quit: () => null,
  keep_synced: () => Object.assign(facts, { synced: null }),
  keep_open: () => null,
  copy_text: () => null,
  counts: () => wanted.has("empty") ? {
    entries: 0, loose: 0, goals: 0, people: 0, packets: 0, trash: 0, drafts: 0, no_goal_is_mine: false,
  } : ({
    entries: 412, loose: 4, goals: 5, people: 23, packets: 2, trash: 0, drafts: 0, no_goal_is_mine: false,
  }),
  create_journal: (args) => {
    facts.journal = "open";
    facts.demo = (args.new as NewJournal).demo;
    return kit();
  },
  confirm_recovery: ({ words }) => (words as [number, string][]).every(([place, word]) => WORDS.split(" ")[place - 1] === word),
  strength: ({ passphrase }) => {
    const words = String(passphrase).trim().split(/\s+/).filter(Boolean).length;
    return { score: Math.min(4, words), words, guesses_log10: words * 4, advised_against: words < 4 };
  },
  unlock: ({ passphrase }) => opened(passphrase),
  unlock_with_kit: ({ words }) => opened(words),
  unlock_with_keychain: () => opened(""),
  lock: () => {
    facts.journal = "locked";
    return facts;
  },
  save_preferences: ({ preferences }) => {
    facts.preferences = preferences as Preferences;
    return facts;
  },
  reminders: () => due,
  reminder_settings: () => reminding,
  save_reminder_settings: ({ settings }) => (reminding = settings as ReminderSettings),
  snooze_reminders: ({ minutes }) => (due = { ...due, snoozed_until: minutes ? "2026-11-21T17:42:00+00:00" : null }),
  settings: () => facts.settings,
  save_settings: ({ settings }) => (facts.settings = settings as Settings),
  protection: () => guarded,
  change_passphrase: ({ current }) => {
    if (current === "wrong") throw new IpcError("wrong-key", "made up");
    return guarded;
  },
  add_keychain: () => {
    guarded.ways.push({ way: "keychain", added: "2026-11-21T16:42:00Z", last_tried: null, confirmed: false });
    guarded.lock_is_a_screen = true;
    return guarded;
  },
  remove_way: ({ way, proof }) => {
    if (proof === "wrong") throw new IpcError("wrong-key", "made up");
    guarded.ways = guarded.ways.filter((one) => one.way !== way);
    guarded.lock_is_a_screen = guarded.ways.some((one) => one.way === "keychain");
    guarded.standing = guarded.ways.length < 2 ? ["one-way-in"] : [];
    return guarded;
  },
  copy_kit: () => null,
  renew_kit: ({ way }) => {
    guarded.ways = guarded.ways.filter((one) => one.way !== way);
    guarded.ways.push({ way: String(way), added: "2026-11-21T16:42:00Z", last_tried: null, confirmed: false });
    return kit();
  },
  try_way: ({ way, secret }) => way === "keychain" || String(secret).trim() !== "wrong",
  rekey: ({ kits }) => ({ kit: (kits as string[])[0] ? null : kit(), left: [] }),
  clear_demo: () => {
    facts.demo = false;
    return facts;
  },
  tags: () => tags,
  rename_tag: ({ from, to }) => {
    const old = tags.find((one) => one.tag === from);
    const there = tags.find((one) => one.tag === to);
    if (there && old) there.entries += old.entries;
    tags = tags.filter((one) => one !== old || !there);
    if (old && !there) old.tag = String(to);
    return tags;
  },
  saved_filters: () => filters,
  delete_filter: ({ id }) => (filters = filters.filter((one) => one.id !== id)),
  export_found: ({ format }) => ({ name: `ledgerline.${format}`, bytes: 120_000 }),
  show_capture: () => emit("capture-shown", null),
} satisfies Answers;
