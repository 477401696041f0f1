import { describe, expect, it } from "vitest";
import type { Ribbon, Throughline } from "../bindings";
import { sample } from "../dev/samplethroughline";
import { along, columnsFor, entriesOf, lay, linesIn, walk, wrap } from "./layout";

const line: Throughline = sample();
const layout = lay(line, 932, 596);
const box = (id: string) => [...layout.boxes.left, ...layout.boxes.middle, ...layout.boxes.right].find((one) => one.id === id);

describe("width", () => {
  it("counts acts and nothing else: the bars of a column are as tall as all their acts", () => {
    const tall = layout.boxes.left.reduce((sum, one) => sum + one.height, 0);
    expect(tall).toBeCloseTo(line.acts * layout.px, 5);
    const reached = layout.boxes.middle.reduce((sum, one) => sum + one.height, 0);
    expect(reached, "an act has one first outcome, so the middle counts each once").toBeCloseTo(line.acts * layout.px, 5);
  });

  it("fills each node with its ribbons, leaving no gap and no overlap", () => {
    for (const side of ["from", "to"] as const) {
      const nodes = side === "from" ? layout.boxes.left : layout.boxes.middle;
      for (const node of nodes) {
        const bands = layout.bands.filter((one) => one[side] === node.id && one.ribbon.acts * layout.px >= 3);
        const ys = bands.map((one) => (side === "from" ? one.y1 : one.y2));
        const sorted = bands.map((one, index) => [ys[index] ?? 0, one.thick] as const).sort((a, b) => a[0] - b[0]);
        let y = node.y;
        for (const [top, thick] of sorted) {
          expect(top, `${node.id}: a ribbon begins where the last one ended`).toBeCloseTo(y, 5);
          y = top + thick;
        }
        expect(y, `${node.id} is full`).toBeCloseTo(node.y + node.height, 5);
      }
    }
  });

  it("never draws a ribbon thinner than can be seen", () => {
    const many = { ...line, acts: line.acts * 20 };
    expect(Math.min(...lay(many, 932, 596).bands.map((one) => one.thick))).toBeGreaterThanOrEqual(3);
  });
});

describe("columns", () => {
  it("stand in order from the narrowest window to the widest", () => {
    for (const width of [640, 712, 932, 1232, 1900]) {
      const c = columnsFor(width);
      const edges = [c.words, c.count, c.bar, c.leave, c.reach, c.serve, c.target, c.label, c.end];
      expect([...edges].sort((a, b) => a - b), `at ${width}`).toEqual(edges);
      expect(c.reach - c.leave, `a ribbon has room at ${width}`).toBeGreaterThan(40);
    }
  });

  it("keep nodes apart", () => {
    for (const side of ["left", "middle", "right"] as const) {
      const all = layout.boxes[side];
      all.forEach((one, index) => {
        const before = all[index - 1];
        if (before) expect(one.top, `${one.id} begins below ${before.id}`).toBeGreaterThanOrEqual(before.top + before.room);
      });
    }
  });

  it("fit the room at fifty-nine acts", () => expect(layout.height).toBeLessThanOrEqual(640));
});

describe("the keyboard", () => {
  it("goes along the widest ribbon and back", () => {
    const first = layout.boxes.left[0]?.id ?? "";
    const ribbon = walk(layout, first, "ArrowRight") ?? "";
    const acts = (id: string) => layout.bands.find((one) => one.id === id)?.ribbon.acts;
    expect(acts(ribbon)).toBe(Math.max(...layout.bands.filter((one) => one.from === first).map((one) => one.ribbon.acts)));
    const node = walk(layout, ribbon, "ArrowRight") ?? "";
    expect(box(node)?.side).toBe("middle");
    expect(walk(layout, ribbon, "ArrowLeft")).toBe(first);
  });

  it("goes up and down a column, and stays at its ends", () => {
    const ids = layout.boxes.left.map((one) => one.id);
    expect(walk(layout, ids[0] ?? "", "ArrowDown")).toBe(ids[1]);
    expect(walk(layout, ids[0] ?? "", "ArrowUp")).toBeUndefined();
    expect(walk(layout, ids[0] ?? "", "End")).toBe(ids.at(-1));
  });

  it("comes in at the first node", () => expect(walk(layout, null, "ArrowDown")).toBe(layout.boxes.left[0]?.id));

  it("reaches every ribbon", () => {
    const seen = new Set<string>();
    const open = [layout.boxes.left[0]?.id ?? ""];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      for (const key of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]) {
        const next = walk(layout, id, key);
        if (next) open.push(next);
      }
    }
    expect(layout.bands.filter((one) => !seen.has(one.id)).map((one) => one.id)).toEqual([]);
  });
});

describe("the acts behind", () => {
  it("a node are those of all its ribbons, each once", () => {
    const node = line.middle[0]?.node ?? "";
    const wanted = line.reach.filter((one: Ribbon) => one.to === node).flatMap((one: Ribbon) => one.entries);
    expect(entriesOf(layout, `middle|${node}`).sort()).toEqual([...new Set(wanted)].sort());
  });
});

describe("words", () => {
  it("break between words and end in dots when there is no more room", () => {
    expect(wrap("Customs API held its 12 January date", 150, 2)).toEqual(["Customs API held its", "12 January date"]);
    expect(wrap("Customs API held its 12 January date", 150, 1)).toEqual(["Customs API held its…"]);
    expect(wrap("", 150, 2)).toEqual([]);
  });

  it("have at least one line", () => {
    expect(linesIn(4, true)).toBe(1);
    expect(linesIn(120, true)).toBe(3);
  });

  it("lines along a ribbon stay inside it", () => {
    for (const thick of [3, 7.5, 60]) {
      const lines = along(thick, 2.5);
      expect(Math.min(...lines)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...lines)).toBeLessThanOrEqual(thick);
    }
  });
});
