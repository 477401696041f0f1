/** An update being written: the page as typed, saved after each pause, and what the journal says of it. */
import type { PieceView, SectionKind, UpdateEdit, UpdatePiece, UpdateView } from "../bindings";
import { IpcError, saveUpdate, update } from "../ipc";
import { Pause } from "../state/debounce";
import { change, counter, insert, move, moveSection, opened, remove, type, unword, used, written, type PageSection, type Row } from "./page";

export type About = Pick<UpdateEdit, "subject" | "to" | "cc" | "from" | "until">;

const WAIT = 250;
const LONGEST = 1_000;

export class Desk {
  readonly id: string;
  view = $state.raw<UpdateView>();
  page = $state.raw<PageSection[]>([]);
  about = $state.raw<About>({ subject: "", to: [], cc: [], from: "", until: "" });
  /** What each row's piece says now. */
  told = $state.raw<ReadonlyMap<number, PieceView>>(new Map());
  state = $state<"kept" | "typing" | "failed">("kept");
  /** The section last written in; what is inserted goes there. */
  section = $state<SectionKind | null>(null);
  readonly used = $derived(used(this.page));
  readonly #fresh = counter();
  readonly #pause = new Pause(() => void this.#queue(), WAIT, LONGEST);
  #revision = 0;
  #version = 0;
  #saving: Promise<void> = Promise.resolve();

  constructor(id: string) {
    this.id = id;
  }

  /** Reads it again. What is typed and not saved yet stays. */
  async load(): Promise<void> {
    await this.flush();
    const view = await update(this.id);
    const edited = this.state !== "kept";
    this.view = view;
    if (edited || (this.#revision === view.edit.revision && this.page.length > 0)) return;
    this.#take(view);
  }

  #take(view: UpdateView): void {
    const { page, told } = opened(view.edit, view.sections, this.#fresh);
    const { subject, to, cc, from, until } = view.edit;
    this.page = page;
    this.told = told;
    this.about = { subject, to, cc, from, until };
    this.#revision = view.edit.revision;
  }

  #changed(page: PageSection[] | undefined): boolean {
    if (!page) return false;
    this.page = page;
    this.#touch();
    return true;
  }

  #touch(): void {
    this.#version += 1;
    this.state = "typing";
    this.#pause.nudge();
  }

  type(key: number, text: string): void {
    this.#changed(type(this.page, key, text));
  }

  unword(key: number): void {
    this.#changed(unword(this.page, key));
  }

  remove(key: number): void {
    this.#changed(remove(this.page, key, this.#fresh));
  }

  move(key: number, by: -1 | 1): boolean {
    return this.#changed(move(this.page, key, by, this.#fresh));
  }

  moveSection(kind: SectionKind, by: -1 | 1): boolean {
    return this.#changed(moveSection(this.page, kind, by));
  }

  change(kind: SectionKind, to: Partial<Pick<PageSection, "on" | "heading">>): void {
    this.#changed(change(this.page, kind, to));
  }

  describe(change: Partial<About>): void {
    this.about = { ...this.about, ...change };
    this.#touch();
  }

  /** Puts a reference on the page: where the user last wrote, or where such a thing usually goes. Answers with the section. */
  insert(piece: UpdatePiece, own: string | undefined, usual: SectionKind): SectionKind {
    const fixed = piece.is === "need" || piece.is === "goal";
    const into = fixed || this.section === null || this.section === "promised" ? usual : this.section;
    const row: Row = { key: this.#fresh(), piece, own };
    this.#changed(insert(this.page, into, row, this.#fresh));
    void this.flush();
    return into;
  }

  /** The row that refers to something, to go to it. */
  rowOf(name: string): number | undefined {
    const rows = this.page.filter((section) => section.on).flatMap((section) => section.rows);
    return rows.find(({ piece }) => piece.is !== "text" && `${piece.is}/${piece.id}` === name)?.key;
  }

  /** Saves what is waiting and resolves when it is kept. */
  async flush(): Promise<void> {
    this.#pause.now();
    if (this.state === "failed") void this.#queue();
    await this.#saving;
  }

  #queue(): Promise<void> {
    this.#saving = this.#saving.then(() => this.#save());
    return this.#saving;
  }

  async #save(): Promise<void> {
    const version = this.#version;
    const { sections, keys } = written(this.page);
    const edit = { ...this.about, sections };
    try {
      const view = await this.#put(edit);
      this.#revision = view.edit.revision;
      this.view = view;
      const told = new Map<number, PieceView>();
      sections.forEach((section, at) => {
        const said = view.sections.find((one) => one.kind === section.kind)?.pieces ?? [];
        keys[at]?.forEach((key, index) => said[index] && told.set(key, said[index]));
      });
      this.told = told;
      if (this.#version === version) this.state = "kept";
    } catch {
      this.state = "failed";
    }
  }

  /** On top of whatever stands there now: one person writes, and their last word holds. */
  async #put(edit: Omit<UpdateEdit, "revision">): Promise<UpdateView> {
    try {
      return await saveUpdate(this.id, { ...edit, revision: this.#revision });
    } catch (reason) {
      if (!(reason instanceof IpcError) || reason.code !== "stale") throw reason;
      return saveUpdate(this.id, { ...edit, revision: (await update(this.id)).edit.revision });
    }
  }
}
