/** Typed contexts: a class is put in once, at the top, and read anywhere below. */
import { getContext, hasContext, setContext } from "svelte";

export interface Shared<T> {
  give: (value: T) => T;
  take: () => T;
}

export function shared<T>(name: string): Shared<T> {
  // Registered by name: while developing, a module may be loaded twice and must still find what was given.
  const key = Symbol.for(`ledgerline.${name}`);
  return {
    give: (value) => setContext(key, value),
    take: () => {
      if (!hasContext(key)) throw new Error(`nothing was given for \`${name}\``);
      return getContext<T>(key);
    },
  };
}
