import { svelte } from "@sveltejs/vite-plugin-svelte";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import type { Plugin } from "vite";

/** While developing, `?long` on the address stretches every message by a third, as a longer language would. */
const stretched: Plugin = {
  name: "stretched-messages",
  apply: "serve",
  transform(code, id) {
    if (!/\/paraglide\/messages\/(?!app_name)[a-z0-9_]+\.js$/.test(id)) return null;
    const stretch = `const stretch = (text) => new URLSearchParams(globalThis.location?.search ?? "").has("long")
      ? text.replace(/[aeiou](?=\\w)/g, "$&$&") + "~".repeat(Math.max(0, Math.round(text.length * 0.35) - (text.match(/[aeiou](?=\\w)/g)?.length ?? 0))) : text;\n`;
    return { code: stretch + code.replace(/return (\/\*\* @type \{LocalizedString\} \*\/) \((`[^]*?`)\)/g, "return $1 (stretch($2))"), map: null };
  },
};

// Two windows, two entries. Nothing may be inlined: the page is served under
// `script-src 'self'; style-src 'self'; font-src 'self'`.
export default defineConfig({
  plugins: [svelte(), stretched],
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        // What screens share comes in a few files, and not each message and each part as a request of its own.
        codeSplitting: {
          groups: [
            { name: "parts", test: /\/src\//, minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 6_000, includeDependenciesRecursively: false },
          ],
        },
        // Their own names would list every screen that shares them.
        chunkFileNames: ({ name }) => `assets/${name.replace(/~.*/, "")}-[hash].js`,
        assetFileNames: ({ names }) => `assets/${(names[0] ?? "file").replace(/~.*|\.[a-z0-9]+$/, "")}-[hash][extname]`,
      },
      input: {
        main: resolve(import.meta.dirname, "index.html"),
        capture: resolve(import.meta.dirname, "capture.html"),
      },
    },
  },
  test: {
    environment: "node",
    include: ["src/**/*.test.ts"],
  },
});
