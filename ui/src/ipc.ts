/** The one door to the shell: nothing else imports `@tauri-apps`. One typed function per command follows `call`. */
import { invoke } from "@tauri-apps/api/core";
import { listen as listenToShell } from "@tauri-apps/api/event";
import type {
  AppState, Calculation, Candidate, CandidateFilter, Captured, ChangedLine, CoachMark, CoachRules, CoachedText,
  Counts, Deed, Draft, DueAnswer, EntryChip, EntryEdit, EntryView, FilledForm, FormProfile, Goal, GoalView, LineRead,
  LooseEnds, NeedAnswer, NeedBecame, NeedEdit, NeedsView, NewJournal, NewKey, Outcome, OutcomeLine, PacketChanges,
  PacketCheck, PacketEdit, PacketFormat, PacketLine, PacketReview, PacketRule, PacketView, PaletteHit, PassphraseStrength, Person, PersonView,
  Placement, Preferences, Project, PromiseAnswer, PromiseView, Protection, Query, QuestionFileView,
  QuickAnswers, RecoveryWords, Reflection, Rehearsal, ReminderSettings, Reminders, RollUp, SavedFilter, SentCopy, Settings,
  StripWeek, Subject, TagView, Throughline, ThroughlineQuery, TimelinePage, Trashed, UndoState, UpdateEdit, UpdateForms,
  UpdateSettings, UpdateView, UpdatesView, WeekClose, WeekView, Worked,
} from "./bindings";
import type { BackupCounted, BackupPlace, Backups, Damage, Salvaged } from "./bindings";
import type {
  Bar, Coverage, CriterionEdit, CriterionMet, LadderEdit, LadderFile, LadderFormat, LadderImport, LadderLine, LadderView, Linked,
} from "./bindings";

/** A file as the shell delivered it: its name without the folder. */
export interface Saved {
  name: string;
  bytes: number;
}

/** What the shell answers when it refuses. The user's sentence is chosen from `code`. */
export class IpcError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "IpcError";
    this.code = code;
  }
}

type Args = Record<string, unknown>;

/** Whatever stands behind the commands: the shell, or made-up answers while a page is being looked at. */
export interface Bridge {
  call(command: string, args: Args): Promise<unknown>;
  listen(event: string, heard: (payload: unknown) => void): Promise<() => void>;
}

const shell: Bridge = {
  call: (command, args) => invoke(command, args),
  listen: (event, heard) => listenToShell(event, (message) => heard(message.payload)),
};

let chosen: Promise<Bridge> | undefined;

/** Puts another bridge in place; tests use it. */
export function useBridge(bridge: Bridge): void {
  chosen = Promise.resolve(bridge);
}

function bridge(): Promise<Bridge> {
  chosen ??= choose();
  return chosen;
}

async function choose(): Promise<Bridge> {
  // The condition is a constant in a build, so the mock never reaches the bundle.
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in globalThis)) {
    return (await import("./dev/mock")).mock;
  }
  return shell;
}

/** Commands that change the journal, and with it what can be undone. */
const CHANGES: ReadonlySet<string> = new Set([
  "capture", "edit_entry", "delete_entry", "new_outcome", "save_outcome", "link_outcome", "unlink_outcome", "delete_outcome",
  "attach_file", "attach_dropped", "undo", "redo", "close_week", "reopen_week", "new_packet", "save_packet", "delete_packet", "include_outcome",
  "place_outcome", "new_person", "save_person", "merge_people", "delete_person", "new_goal", "save_goal", "delete_goal",
  "attach_file", "undo", "redo", "close_week", "reopen_week", "new_packet", "save_packet", "delete_packet", "include_outcome",
  "place_outcome", "new_project", "save_project", "delete_project", "new_person", "save_person", "merge_people", "delete_person", "new_goal", "save_goal", "delete_goal",
  "rename_tag", "save_filter", "delete_filter", "restore", "purge", "clear_demo",
  "put_off", "answer_outcome", "answer_quarter", "new_update", "save_update", "delete_update", "send_update",
  "skip_update", "add_need", "save_need", "raise_need", "answer_need", "reopen_need", "need_became", "delete_need", "answer_promise", "take_back_promise",
  "start_ladder", "import_ladder", "save_ladder", "delete_ladder", "save_criterion", "remove_criterion",
  "link_criterion", "unlink_criterion",
]);

const hearers = new Set<() => void>();

/** Calls `heard` after each command that changed the journal, until the returned function is called. */
export function onChange(heard: () => void): () => void {
  hearers.add(heard);
  return () => void hearers.delete(heard);
}

/** Runs one command of the shell. Every failure arrives as an `IpcError`. */
export async function call<T>(command: string, args: Args = {}): Promise<T> {
  try {
    const answer = (await (await bridge()).call(command, args)) as T;
    if (CHANGES.has(command)) hearers.forEach((heard) => heard());
    return answer;
  } catch (reason) {
    throw asIpcError(reason);
  }
}

/** Hears an event of the shell until the returned function is called. */
export async function listen<T>(event: string, heard: (payload: T) => void): Promise<() => void> {
  return (await bridge()).listen(event, (payload) => heard(payload as T));
}

// The app and its protection.
export const appState = () => call<AppState>("app_state");
export const drawn = () => call<null>("drawn");
export const savePreferences = (preferences: Preferences) => call<AppState>("save_preferences", { preferences });
export const quit = () => call<null>("quit");
export const keepSynced = () => call<AppState>("keep_synced");
export const keepOpen = () => call<null>("keep_open");
export const openMenu = () => call<null>("open_menu");
export const copyText = (text: string) => call<null>("copy_text", { text });
export const createJournal = (fresh: NewJournal) => call<RecoveryWords>("create_journal", { new: fresh });
export const confirmRecovery = (words: [number, string][]) => call<boolean>("confirm_recovery", { words });
export const copyKit = () => call<null>("copy_kit");
export const strength = (passphrase: string) => call<PassphraseStrength>("strength", { passphrase });
export const unlock = (passphrase: string) => call<AppState>("unlock", { passphrase });
export const unlockWithKit = (words: string) => call<AppState>("unlock_with_kit", { words });
export const unlockWithKeychain = () => call<AppState>("unlock_with_keychain");
export const lock = () => call<AppState>("lock");
export const protection = () => call<Protection>("protection");
export const changePassphrase = (current: string, fresh: string) =>
  call<Protection>("change_passphrase", { current, fresh });
export const addKeychain = () => call<Protection>("add_keychain");
export const removeWay = (way: string, proof: string) => call<Protection>("remove_way", { way, proof });
export const renewKit = (way: string, proof: string) => call<RecoveryWords>("renew_kit", { way, proof });
export const tryWay = (way: string, secret: string) => call<boolean>("try_way", { way, secret });
export const rekey = (passphrase: string, kits: string[]) => call<NewKey>("rekey", { passphrase, kits });
export const clearDemo = () => call<AppState>("clear_demo");

// Backups. Folders are chosen in the shell: a page holds no path.
export const backups = () => call<Backups>("backups");
export const backUp = () => call<Backups>("back_up");
export const tryBackup = (id: string) => call<BackupCounted>("try_backup", { id });
export const restoreBackup = (id: string) => call<BackupCounted>("restore_backup", { id });
export const chooseBackupPlace = () => call<Backups | null>("choose_backup_place");
export const dropBackupPlace = () => call<Backups>("drop_backup_place");
export const discardBackupFailure = (number: number, place: BackupPlace["place"]) =>
  call<Backups>("discard_backup_failure", { number, place });
export const findBackup = () => call<BackupCounted | null>("find_backup");
export const restoreFoundBackup = (secret: string, kit: boolean) =>
  call<AppState>("restore_found_backup", { secret, kit });
export const settings = () => call<Settings>("settings");
export const saveSettings = (fresh: Settings) => call<Settings>("save_settings", { settings: fresh });

// A damaged journal. The shell says over `salvaging` how far it has come, from 0 to 1.
export const surveyDamage = () => call<Damage>("survey_damage");
export const salvageJournal = () => call<Salvaged>("salvage_journal");
export const openSalvaged = () => call<AppState>("open_salvaged");

// A line being written.
export const readLine = (raw: string, caret: number) => call<LineRead>("read_line", { raw, caret });
export const capture = (raw: string, surface: string | null) => call<Captured>("capture", { raw, surface });
export const sealLine = (raw: string) => call<Captured>("seal_line", { raw });
export const takeBack = () => call<Draft | null>("take_back");
export const putDraft = (draft: Draft) => call<null>("put_draft", { draft });
export const draft = (surface: string) => call<Draft | null>("draft", { surface });
export const dropDraft = (surface: string) => call<null>("drop_draft", { surface });
export const hideCapture = () => call<null>("hide_capture");
export const openOutcomeEditor = (id: string) => call<null>("open_outcome_editor", { id });
export const showCapture = (prefill?: string) => call<null>("show_capture", { prefill: prefill ?? null });

// The ledger: timeline, entries, outcomes, undo.
export const timeline = (query: Query, after: string | null, limit: number) =>
  call<TimelinePage>("timeline", { query, after, limit });
export const yearStrip = (query: Query, year: number) => call<StripWeek[]>("year_strip", { query, year });
export const palette = (text: string) => call<PaletteHit[]>("palette", { text });
export const counts = () => call<Counts>("counts");
export const entry = (id: string) => call<EntryView>("entry", { id });
export const editEntry = (id: string, edit: EntryEdit) => call<EntryView>("edit_entry", { id, edit });
export const deleteEntry = (id: string) => call<null>("delete_entry", { id });
/** What was answered along with the statement is part of the same deed, so one undo takes it back. */
export const newOutcome = (id: string, statement: string, answers: Partial<QuickAnswers> = {}) =>
  call<EntryView>("new_outcome", { entry: id, statement, answers });
export const saveOutcome = (id: string, outcome: Outcome) => call<EntryView>("save_outcome", { entry: id, outcome });
export const linkOutcome = (id: string, outcome: string) => call<EntryView>("link_outcome", { entry: id, outcome });
export const unlinkOutcome = (id: string, outcome: string) => call<EntryView>("unlink_outcome", { entry: id, outcome });
export const deleteOutcome = (id: string, outcome: string) => call<EntryView>("delete_outcome", { entry: id, outcome });
export const findOutcomes = (text: string) => call<OutcomeLine[]>("find_outcomes", { text });
export const workOut = (calculation: Calculation) => call<Worked>("work_out", { calculation });
/** What was dropped on the window; the shell knows where it lies. */
export const attachDropped = (id: string, outcome: string) =>
  call<EntryView | null>("attach_dropped", { entry: id, outcome });
export const attachFile = (id: string, outcome: string, byReference: boolean) =>
  call<EntryView | null>("attach_file", { entry: id, outcome, byReference });
export const undo = () => call<Deed | null>("undo");
export const redo = () => call<Deed | null>("redo");
export const exportFound = (query: Query, format: "markdown" | "csv" | "jsonl") =>
  call<Saved | null>("export_found", { query, format });
export const undoState = () => call<UndoState>("undo_state");

// The week; without a name, this one.
export const week = (which: string | null) => call<WeekView>("week", { week: which });
export const closeWeek = (which: string, close: WeekClose) => call<WeekView>("close_week", { week: which, close });
export const reopenWeek = (which: string) => call<WeekView>("reopen_week", { week: which });

// Loose ends, late outcomes, questions, months and quarters, the throughline.
export const looseEnds = () => call<LooseEnds>("loose_ends");
export const putOff = (entry: string) => call<LooseEnds>("put_off", { entry });
export const answerOutcome = (outcome: string, answer: DueAnswer) =>
  call<EntryView>("answer_outcome", { outcome, answer });
export const questionFile = () => call<QuestionFileView>("question_file");
export const saveQuestionFile = (text: string) => call<QuestionFileView>("save_question_file", { text });
export const addQuestion = (group: string, words: string) => call<QuestionFileView>("add_question", { group, words });
export const resetQuestionFile = () => call<QuestionFileView>("reset_question_file");
export const anotherQuestion = (key: string, asked: string[]) =>
  call<Reflection | null>("another_question", { key, asked });
export const entryChips = (ids: string[]) => call<EntryChip[]>("entry_chips", { ids });
export const rollUp = (period: string) => call<RollUp>("roll_up", { period });
export const answerQuarter = (period: string, answer: string) => call<RollUp>("answer_quarter", { period, answer });
export const throughline = (query: ThroughlineQuery) => call<Throughline>("throughline", { query });

/** Saves a picture where the user says. */
export const savePicture = (name: string, kind: "svg" | "png", bytes: Uint8Array) =>
  call<Saved | null>("save_picture", { name, kind, bytes: Array.from(bytes) });

// Updates.
export const updates = () => call<UpdatesView>("updates");
export const newUpdate = (from: string | null, until: string | null) => call<UpdateView>("new_update", { from, until });
export const update = (id: string) => call<UpdateView>("update", { id });
export const saveUpdate = (id: string, edit: UpdateEdit) => call<UpdateView>("save_update", { id, edit });
export const deleteUpdate = (id: string) => call<UpdatesView>("delete_update", { id });
export const sendUpdate = (id: string) => call<UpdateView>("send_update", { id });
export const skipUpdate = (id: string | null, reason: string) => call<UpdatesView>("skip_update", { id, reason });
export const updateForms = (id: string) => call<UpdateForms>("update_forms", { id });
export const updateChanges = (id: string) => call<ChangedLine[]>("update_changes", { id });
export const saveUpdateSettings = (settings: UpdateSettings) =>
  call<UpdateSettings>("save_update_settings", { settings });
export const copyUpdate = (id: string, form: "rich" | "plain" | "markdown") =>
  call<null>("copy_update", { id, form });
export const mailUpdate = (id: string) => call<boolean>("mail_update", { id });
export const saveEml = (id: string) => call<Saved | null>("save_eml", { id });

// Needs and promises.
export const needs = () => call<NeedsView>("needs");
export const addNeed = (edit: NeedEdit) => call<NeedsView>("add_need", { edit });
export const saveNeed = (id: string, edit: NeedEdit) => call<NeedsView>("save_need", { id, edit });
export const raiseNeed = (id: string) => call<NeedsView>("raise_need", { id });
export const answerNeed = (id: string, answer: NeedAnswer) => call<NeedsView>("answer_need", { id, answer });
export const reopenNeed = (id: string) => call<NeedsView>("reopen_need", { id });
export const needBecame = (id: string, became: NeedBecame) => call<NeedsView>("need_became", { id, became });
export const deleteNeed = (id: string) => call<NeedsView>("delete_need", { id });
export const promises = (all: boolean) => call<PromiseView[]>("promises", { all });
export const answerPromise = (id: string, answer: PromiseAnswer) =>
  call<PromiseView[]>("answer_promise", { id, answer });
export const takeBackPromise = (id: string) => call<PromiseView[]>("take_back_promise", { id });

// Reminders.
export const reminders = () => call<Reminders>("reminders");
export const reminderSettings = () => call<ReminderSettings>("reminder_settings");
export const saveReminderSettings = (settings: ReminderSettings) =>
  call<ReminderSettings>("save_reminder_settings", { settings });
export const snoozeReminders = (minutes: number) => call<Reminders>("snooze_reminders", { minutes });

// Packets.
export const packets = () => call<PacketLine[]>("packets");
export const newPacket = (edit: PacketEdit) => call<PacketView>("new_packet", { edit });
export const packet = (id: string) => call<PacketView>("packet", { id });
export const savePacket = (id: string, edit: PacketEdit) => call<PacketView>("save_packet", { id, edit });
export const deletePacket = (id: string) => call<PacketLine[]>("delete_packet", { id });
export const candidates = (id: string, filter: CandidateFilter) => call<Candidate[]>("candidates", { id, filter });
export const includeOutcome = (id: string, outcome: string, on: boolean) =>
  call<PacketView>("include_outcome", { id, outcome, on });
export const placeOutcome = (id: string, placement: Placement) => call<PacketView>("place_outcome", { id, placement });
/** Writes a packet to a file; `keep` false keeps no frozen copy of it. */
export const exportPacket = (id: string, format: PacketFormat, keep = true) =>
  call<Saved | null>("export_packet", { id, format, keep });
export const packetCheck = (id: string) => call<PacketCheck>("packet_check", { id });
export const rehearse = (id: string) => call<Rehearsal>("rehearse", { id });
export const coachPacket = (id: string) => call<CoachedText[]>("coach_packet", { id });
export const coachText = (text: string) => call<CoachMark[]>("coach_text", { text });
export const coachRules = () => call<CoachRules>("coach_rules");
/** Replaces the rule file; `null` brings the shipped one back. */
export const saveCoachRules = (text: string | null) => call<CoachRules>("save_coach_rules", { text });
export const formProfiles = () => call<FormProfile[]>("form_profiles");
export const saveFormProfile = (profile: FormProfile) => call<FormProfile[]>("save_form_profile", { profile });
export const deleteFormProfile = (key: string) => call<FormProfile[]>("delete_form_profile", { key });
export const filledForm = (id: string, key: string) => call<FilledForm>("filled_form", { id, key });
export const sentCopies = (id: string) => call<SentCopy[]>("sent_copies", { id });
export const sentText = (id: string, copy: string) => call<string>("sent_text", { id, copy });
/** Compares with `copy`, or with the newest one. */
export const changedSince = (id: string, copy: string | null) => call<PacketChanges>("changed_since", { id, copy });
export const projects = () => call<Project[]>("projects");
export const newProject = (name: string) => call<Project>("new_project", { name });
export const saveProject = (project: Project) => call<Project[]>("save_project", { project });
export const deleteProject = (id: string) => call<Project[]>("delete_project", { id });
export const packetReview = (id: string) => call<PacketReview>("packet_review", { id });
export const setPacketRule = (id: string, rule: PacketRule) => call<PacketReview>("set_packet_rule", { id, rule });
export const dropPacketRule = (id: string, subject: Subject) =>
  call<PacketReview>("drop_packet_rule", { id, subject });
export const keepUnknown = (id: string) => call<PacketReview>("keep_unknown", { id });

// Ladders, and how far the journal covers them.
export const ladders = () => call<LadderLine[]>("ladders");
export const ladder = (id: string) => call<LadderView>("ladder", { id });
export const startLadder = () => call<LadderImport>("start_ladder");
export const pickLadder = () => call<LadderFile | null>("pick_ladder");
export const importLadder = (file: LadderFile, into: string | null, dryRun: boolean) =>
  call<LadderImport>("import_ladder", { text: file.text, format: file.format, name: file.name, into, dryRun });
export const exportLadder = (id: string, format: LadderFormat) => call<Saved | null>("export_ladder", { id, format });
export const saveLadder = (id: string, edit: LadderEdit) => call<LadderView>("save_ladder", { id, edit });
export const deleteLadder = (id: string) => call<LadderLine[]>("delete_ladder", { id });
export const saveCriterion = (id: string, edit: CriterionEdit) => call<LadderView>("save_criterion", { id, edit });
export const removeCriterion = (id: string, criterion: string) =>
  call<LadderView>("remove_criterion", { id, criterion });
export const readBar = (words: string) => call<Bar>("read_bar", { words });
export const linkCriterion = (criterion: string, linked: Linked, reason: string) =>
  call<CriterionMet[]>("link_criterion", { criterion, linked, reason });
export const unlinkCriterion = (criterion: string, linked: Linked) =>
  call<CriterionMet[]>("unlink_criterion", { criterion, linked });
export const entryCriteria = (id: string) => call<CriterionMet[]>("entry_criteria", { id });
export const coverage = (id: string, level: string | null, quarters: number) =>
  call<Coverage>("coverage", { id, level, quarters });

// People, goals, tags, filters, the bin.
export const people = () => call<PersonView[]>("people");
export const newPerson = (name: string) => call<PersonView[]>("new_person", { name });
export const savePerson = (person: Person) => call<PersonView[]>("save_person", { person });
export const mergePeople = (from: string, into: string) => call<PersonView[]>("merge_people", { from, into });
export const deletePerson = (id: string) => call<PersonView[]>("delete_person", { id });
export const goals = () => call<GoalView[]>("goals");
export const newGoal = (statement: string) => call<GoalView[]>("new_goal", { statement });
export const saveGoal = (goal: Goal) => call<GoalView[]>("save_goal", { goal });
export const deleteGoal = (id: string) => call<GoalView[]>("delete_goal", { id });
export const tags = () => call<TagView[]>("tags");
export const renameTag = (from: string, to: string) => call<TagView[]>("rename_tag", { from, to });
export const savedFilters = () => call<SavedFilter[]>("saved_filters");
export const saveFilter = (name: string, query: Query) => call<SavedFilter[]>("save_filter", { name, query });
export const deleteFilter = (id: string) => call<SavedFilter[]>("delete_filter", { id });
export const trash = () => call<Trashed[]>("trash");
export const restore = (what: string, id: string) => call<Trashed[]>("restore", { what, id });
/** Erases one thing in the bin for good, or all of them. */
export const purge = (one: { what: string; id: string } | null = null) =>
  call<Trashed[]>("purge", { what: one?.what ?? null, id: one?.id ?? null });

function asIpcError(reason: unknown): IpcError {
  if (reason instanceof IpcError) return reason;
  if (typeof reason === "object" && reason !== null && "code" in reason) {
    const { code, message } = reason as { code: unknown; message?: unknown };
    return new IpcError(String(code), String(message ?? ""));
  }
  return new IpcError("internal", reason instanceof Error ? reason.message : String(reason));
}
