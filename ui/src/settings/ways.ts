/** The ways in, in the order they are shown. */
import type { SignName } from "../components/signs";
import { m } from "../paraglide/messages.js";

export const WAYS: readonly { way: string; sign: SignName; name: () => string }[] = [
  { way: "passphrase", sign: "key", name: m.settings_passphrase },
  { way: "keychain", sign: "lock", name: m.settings_keychain },
  { way: "recovery", sign: "print", name: m.settings_kit },
  { way: "second-recovery", sign: "print", name: m.settings_second_kit },
];

/** What is asked about a way in. */
export interface Ask {
  what: "change" | "try" | "renew" | "remove" | "rekey";
  way: string;
}

export function wayName(way: string): string {
  return WAYS.find((one) => one.way === way)?.name() ?? way;
}

export const isKit = (way: string): boolean => way === "recovery" || way === "second-recovery";
