import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

const src = import.meta.dirname;

function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending) && !name.startsWith("paraglide"))
    .map((name) => join(folder, name));
}

const screens = filesUnder(src, ".svelte").filter((file) => !file.includes(`${resolve(src, "dev")}/`));

it("only ipc.ts speaks to the shell", () => {
  const others = [...filesUnder(src, ".ts"), ...screens].filter((file) => !file.endsWith("ipc.ts") && !file.endsWith(".test.ts"));
  expect(others.filter((file) => readFileSync(file, "utf8").includes("@tauri-apps/"))).toEqual([]);
});

it("no markup carries a style attribute, which the page's policy would drop", () => {
  expect(screens.length, "there are components to read").toBeGreaterThan(20);
  expect(screens.filter((file) => /\sstyle=/.test(readFileSync(file, "utf8")))).toEqual([]);
});

it("no component says words of its own", () => {
  const spoken = screens.filter((file) => {
    const markup = readFileSync(file, "utf8")
      .replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, "")
      .replace(/\{[^{}]*\}/g, "")
      .replace(/\{[^{}]*\}/g, "")
      .replace(/\{[^{}]*\}/g, "");
    return /(?:aria-label|placeholder|title|alt)="[^"{]*[A-Za-z]{2}/.test(markup) || />[^<>{}]*[A-Za-z]{3}[^<>{}]*</.test(markup.replace(/=>/g, ""));
  });
  expect(spoken).toEqual([]);
});

it("every message that is named exists", () => {
  const known = Object.keys(JSON.parse(readFileSync(resolve(src, "../messages/en.json"), "utf8"))).filter((key) => !key.startsWith("$"));
  const text = [...filesUnder(src, ".svelte"), ...filesUnder(src, ".ts")].map((file) => readFileSync(file, "utf8")).join("\n");
  const named = new Set([...text.matchAll(/\bm\.(\w+)/g)].map((match) => match[1]));
  expect([...named].filter((key) => !known.includes(key ?? ""))).toEqual([]);
});
