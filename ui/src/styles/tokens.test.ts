import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(resolve(import.meta.dirname, "tokens.css"), "utf8");

type Pair = { light: string; dark: string };

/** The colours a rule sets, by the text its selector begins with. */
function pairsOf(selector: string): Map<string, Pair> {
  const start = css.indexOf(`${selector} {`);
  const body = css.slice(start, css.indexOf("}", start));
  const found = body.matchAll(/--([\w-]+): light-dark\((#[0-9A-F]{6}), (#[0-9A-F]{6})\);/g);
  return new Map([...found].map(([, name = "", light = "", dark = ""]) => [name, { light, dark }]));
}

const normal = pairsOf(":root");
const more = new Map([...normal, ...pairsOf('[data-contrast="more"]')]);

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function between(tokens: Map<string, Pair>, name: string, ground: string, theme: keyof Pair): number {
  const one = tokens.get(name);
  const other = tokens.get(ground);
  if (!one || !other) throw new Error(`no token \`${name}\` or \`${ground}\``);
  return contrast(one[theme], other[theme]);
}

describe("the arithmetic", () => {
  it("knows the two ends of the scale", () => {
    expect(contrast("#000000", "#FFFFFF")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#777777")).toBe(1);
  });
});

describe("contrast on paper, as the design states it", () => {
  const stated: [name: string, light: number, dark: number][] = [
    ["ink", 14.99, 14.29],
    ["ink-2", 7.45, 9.0],
    ["ink-3", 5.69, 6.57],
    ["field", 3.81, 4.48],
    ["blue", 8.15, 8.62],
    ["red-rule", 3.33, 3.0],
    ["red", 6.57, 7.79],
  ];
  it.each(stated)("%s", (name, light, dark) => {
    expect(between(normal, name, "paper", "light")).toBeCloseTo(light, 1);
    expect(between(normal, name, "paper", "dark")).toBeCloseTo(dark, 1);
  });

  it("words on blue and ink on a search hit", () => {
    expect(between(normal, "on-blue", "blue", "light")).toBeCloseTo(8.56, 1);
    expect(between(normal, "on-blue", "blue", "dark")).toBeCloseTo(9.25, 1);
    expect(between(normal, "ink", "mark", "light")).toBeCloseTo(13.14, 1);
    expect(between(normal, "ink", "mark", "dark")).toBeCloseTo(8.09, 1);
  });
});

describe.each(["light", "dark"] as const)("what must be readable in %s", (theme) => {
  const text = ["ink", "ink-2", "ink-3", "blue", "red", "ok", "protect", "broker", "grow", "initiate"];

  it.each([["normal", normal], ["more", more]] as const)("text reaches 4.5 on every surface, contrast %s", (_, tokens) => {
    for (const name of text) {
      for (const ground of ["paper", "sheet", "desk", "wash", "blue-wash"]) {
        expect(between(tokens, name, ground, theme), `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it("edges of controls reach 3", () => {
    for (const ground of ["paper", "sheet"]) {
      expect(between(normal, "field", ground, theme), ground).toBeGreaterThanOrEqual(3);
    }
  });

  it("every kind's fill reaches 3 on paper and sheet", () => {
    const kinds = [...normal.keys()].filter((name) => name.startsWith("k-"));
    expect(kinds, "twelve kinds").toHaveLength(12);
    for (const kind of kinds) {
      for (const ground of ["paper", "sheet"]) {
        expect(between(normal, kind, ground, theme), `${kind} on ${ground}`).toBeGreaterThanOrEqual(3.0 - 0.005);
      }
    }
  });

  it("high contrast lifts every ink and edge", () => {
    for (const name of ["ink-2", "ink-3", "field", "red-rule", "rule"]) {
      const before = between(normal, name, "paper", theme);
      expect(between(more, name, "paper", theme), name).toBeGreaterThan(before);
    }
  });
});

it("the system's wish for contrast gives what Settings gives", () => {
  expect([...pairsOf(':root:not([data-contrast="normal"])')]).toEqual([...pairsOf('[data-contrast="more"]')]);
});
