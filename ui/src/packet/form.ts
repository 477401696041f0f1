/** A form profile while it is edited: its fields as typed, and what is wrong with them. */
import type { CountedIn, FormField, FormProfile, PacketView } from "../bindings";
import { readLimit } from "./plan";

/** Parts of a packet that a field may take, apart from single sections. */
export const PARTS = ["opening", "summary", "sections", "voices", "leverage", "against", "next-scope", "portfolio"] as const;
export type PartName = (typeof PARTS)[number];

export interface TypedField {
  key: string;
  label: string;
  hint: string;
  limit: string;
  unit: CountedIn | "";
  from: string[];
}

/** A form as it stands on screen. */
export interface TypedForm {
  name: string;
  unit: CountedIn;
  fields: TypedField[];
}

/** A form that was left unsaved; none where it was left by an app that knew other fields. */
export function readForm(kept: string): TypedForm | undefined {
  try {
    const form = JSON.parse(kept) as Partial<TypedForm>;
    const whole = (field: Partial<TypedField>): boolean => [field.key, field.label, field.hint, field.limit, field.unit].every((one) => typeof one === "string") && Array.isArray(field.from);
    return typeof form.name === "string" && (form.unit === "characters" || form.unit === "words") && Array.isArray(form.fields) && form.fields.every(whole) ? (form as TypedForm) : undefined;
  } catch {
    return undefined;
  }
}

export const typed = (field: FormField): TypedField => ({
  key: field.key, label: field.label, hint: field.hint, limit: field.limit === null ? "" : String(field.limit), unit: field.unit ?? "", from: [...field.from],
});

export const blankField = (fields: readonly TypedField[]): TypedField => ({ key: unusedKey("field", fields.map(({ key }) => key)), label: "", hint: "", limit: "", unit: "", from: ["summary"] });

/** A short name made of letters and digits that nobody has yet. */
export function unusedKey(wish: string, taken: readonly string[]): string {
  const plain = wish.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "form";
  if (!taken.includes(plain)) return plain;
  let number = 2;
  while (taken.includes(`${plain}-${number}`)) number += 1;
  return `${plain}-${number}`;
}

/** What may be chosen for a field: the parts, and each section by its number. */
export function sources(view: Pick<PacketView, "sections">, already: readonly string[]): string[] {
  const sections = view.sections.map((_, at) => `section ${at + 1}`);
  return [...new Set([...PARTS, ...sections, ...already])];
}

export type Wrong = "name" | "fields" | "label" | "limit" | "from";

/** The first thing that keeps a form from being saved. */
export function wrong(name: string, fields: readonly TypedField[]): Wrong | undefined {
  if (name.trim() === "") return "name";
  if (fields.length === 0) return "fields";
  if (fields.some(({ label }) => label.trim() === "")) return "label";
  if (fields.some(({ limit }) => readLimit(limit) === undefined)) return "limit";
  return fields.some(({ from }) => from.length === 0) ? "from" : undefined;
}

/** The form as it is saved. */
export function profileOf(base: Pick<FormProfile, "key" | "unit">, name: string, fields: readonly TypedField[]): FormProfile {
  return {
    ...base, name: name.trim(), preset: false,
    fields: fields.map(({ key, label, hint, limit, unit, from }) => ({
      key, label: label.trim(), hint: hint.trim(), limit: readLimit(limit) ?? null, unit: unit === "" ? null : unit, from: [...from],
    })),
  };
}
