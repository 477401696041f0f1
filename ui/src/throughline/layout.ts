/** Where everything in the throughline stands. One act is as many pixels here as anywhere else in the picture. */
import type { Ribbon, Throughline } from "../bindings";

export type Side = "left" | "middle" | "right";

export interface Box {
  /** `left|shielding`: side and node. */
  id: string;
  side: Side;
  node: string;
  acts: number;
  /** The bar's top and height. */
  y: number;
  height: number;
  /** The room its words have. */
  top: number;
  room: number;
}

export interface Band {
  id: string;
  ribbon: Ribbon;
  /** The boxes it joins. */
  from: string;
  to: string;
  x1: number;
  x2: number;
  y1: number;
  y2: number;
  thick: number;
}

/** The edges of the columns, from the picture's left. */
export interface Columns {
  words: number;
  count: number;
  bar: number;
  leave: number;
  reach: number;
  serve: number;
  target: number;
  label: number;
  end: number;
}

export interface Layout {
  width: number;
  height: number;
  /** Pixels an act. */
  px: number;
  columns: Columns;
  boxes: Record<Side, Box[]>;
  bands: Band[];
}

const START = 100;
const EDGE = 24;
const BAR = 5;
const HEAD = 36;
const THINNEST = 3;
const WIDEST_ACT = 12;
const SAME_FAMILY = 8;
const NEXT_FAMILY = 18;

const between = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));

export function columnsFor(width: number): Columns {
  const leave = width < 860 ? 243 : 263;
  const words = between(104, width * 0.129, 220);
  const target = width - EDGE - words - 11 - BAR;
  const node = between(150, width * 0.2275, 300);
  const reach = leave + Math.round((target - leave - node) * 0.583);
  return {
    words: START, count: leave - 13, bar: leave - BAR, leave, reach, serve: reach + Math.round(node), target, label: target + BAR + 11,
    end: width - EDGE,
  };
}

interface Wanted {
  id: string;
  side: Side;
  node: string;
  acts: number;
  /** The least height its words need. */
  least: number;
  /** The gap above it. */
  gap: number;
}

/** Puts boxes under one another; what is over is shared out between them, up to a limit. */
function stack(all: readonly Wanted[], px: number, height: number, widest: number): Box[] {
  const rooms = all.map((one) => Math.max(one.acts * px, one.least));
  const taken = rooms.reduce((sum, room) => sum + room, 0) + all.reduce((sum, one) => sum + one.gap, 0);
  const more = all.length > 1 ? between(0, (height - taken) / (all.length - 1), widest) : 0;
  const spare = Math.max(0, height - taken - more * Math.max(0, all.length - 1));
  let y = HEAD + spare / 2;
  return all.map((one, index) => {
    y += one.gap + (index > 0 ? more : 0);
    const room = rooms[index] ?? 0;
    const bar = one.acts * px;
    const box: Box = { id: one.id, side: one.side, node: one.node, acts: one.acts, top: y, room, y: y + (room - bar) / 2, height: bar };
    y += room;
    return box;
  });
}

function heightOf(all: readonly Wanted[], px: number): number {
  return all.reduce((sum, one) => sum + Math.max(one.acts * px, one.least) + one.gap, 0);
}

export function lay(line: Throughline, width: number, room: number): Layout {
  const columns = columnsFor(width);
  const wanted = (side: Side): Wanted[] => {
    if (side === "left")
      return line.left.map((one, index) => {
        const before = line.left[index - 1];
        const gap = !before ? 0 : before.family === one.family && !line.by_family ? SAME_FAMILY : NEXT_FAMILY;
        return { id: `left|${one.node}`, side, node: one.node, acts: one.acts, least: 16, gap };
      });
    if (side === "middle")
      return line.middle.map((one, index) => ({
        id: `middle|${one.node}`, side, node: one.node, acts: one.acts, least: one.figure ? 36 : 22, gap: index ? 8 : 0,
      }));
    return line.right.map((one, index) => ({
      id: `right|${one.node}`, side, node: one.node, acts: one.acts, least: one.mine ? 40 : 22, gap: index ? 12 : 0,
    }));
  };
  const [left, middle, right] = [wanted("left"), wanted("middle"), wanted("right")];
  const gaps = left.reduce((sum, one) => sum + one.gap, 0);
  const px = between(1.2, (room - HEAD - gaps) / Math.max(1, line.acts), WIDEST_ACT);
  const tall = Math.max(heightOf(left, px), heightOf(middle, px), heightOf(right, px), 120);
  const boxes = {
    left: stack(left, px, tall, 0),
    middle: stack(middle, px, tall, 34),
    right: stack(right, px, tall, 30),
  };
  return { width, height: Math.ceil(HEAD + tall + 12), px, columns, boxes, bands: bandsOf(line, boxes, columns, px) };
}

function bandsOf(line: Throughline, boxes: Layout["boxes"], columns: Columns, px: number): Band[] {
  const starts = new Map<string, number>();
  for (const one of line.left) starts.set(`left|${one.node}`, one.at);
  for (const one of line.middle) starts.set(`middle|${one.node}`, one.at);
  for (const one of line.right) starts.set(`right|${one.node}`, one.at);
  const tops = new Map([...boxes.left, ...boxes.middle, ...boxes.right].map((box) => [box.id, box.y]));
  const band = (ribbon: Ribbon, sides: [Side, Side], x1: number, x2: number): Band => {
    const [from, to] = [`${sides[0]}|${ribbon.from}`, `${sides[1]}|${ribbon.to}`];
    const thick = Math.max(THINNEST, ribbon.acts * px);
    // A ribbon drawn wider than its acts stays where its acts are.
    const over = (thick - ribbon.acts * px) / 2;
    const place = (box: string, at: number): number => (tops.get(box) ?? 0) + (at - (starts.get(box) ?? 0)) * px - over;
    return {
      id: `${from}|${to}|${ribbon.family ?? "none"}`, ribbon, from, to, x1, x2, thick,
      y1: place(from, ribbon.leaves_at), y2: place(to, ribbon.arrives_at),
    };
  };
  return [
    ...line.reach.map((ribbon) => band(ribbon, ["left", "middle"], columns.leave, columns.reach)),
    ...line.serve.map((ribbon) => band(ribbon, ["middle", "right"], columns.serve, columns.target)),
  ];
}

const round = (value: number): string => value.toFixed(1);

/** One edge of a ribbon, or a line along it, `off` below its upper edge. */
export function edge({ x1, x2, y1, y2 }: Band, off = 0): string {
  const middle = round((x1 + x2) / 2);
  return `M${round(x1)} ${round(y1 + off)}C${middle} ${round(y1 + off)} ${middle} ${round(y2 + off)} ${round(x2)} ${round(y2 + off)}`;
}

/** The ribbon's whole shape. */
export function shape(band: Band): string {
  const { x1, x2, y1, y2, thick } = band;
  const middle = round((x1 + x2) / 2);
  return `${edge(band)}V${round(y2 + thick)}C${middle} ${round(y2 + thick)} ${middle} ${round(y1 + thick)} ${round(x1)} ${round(y1 + thick)}Z`;
}

/** How far below the upper edge the lines run that engrave a ribbon along its way. */
export function along(thick: number, apart: number): number[] {
  const lines = Math.max(1, Math.floor(thick / apart));
  const first = (thick - (lines - 1) * apart) / 2;
  return Array.from({ length: lines }, (_, index) => first + index * apart);
}

/** Breaks a sentence into lines of about `width` pixels; what does not fit ends in three dots. */
export function wrap(text: string, width: number, most: number, letter = 7.1): string[] {
  const room = Math.max(6, Math.floor(width / letter));
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= room || line === "") line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== "") lines.push(line);
  const cut = (one: string): string => (one.length > room ? `${one.slice(0, room - 1).trimEnd()}…` : one);
  if (lines.length <= most) return lines.map(cut);
  const last = cut(`${lines[most - 1] ?? ""}…`);
  return [...lines.slice(0, most - 1).map(cut), last];
}

/** How many lines of a statement a node has room for; its figure takes one more. */
export function linesIn(room: number, figure: boolean): number {
  return between(1, Math.floor((room + 8 - (figure ? 18 : 0)) / 19), 3);
}

const widest = (bands: readonly Band[]): Band | undefined =>
  bands.reduce<Band | undefined>((best, one) => (best && best.ribbon.acts >= one.ribbon.acts ? best : one), undefined);

/** Where a key leads from a node or a ribbon: up and down in a column, left and right along the widest ribbon. */
export function walk(layout: Layout, at: string | null, key: string): string | undefined {
  const all = [...layout.boxes.left, ...layout.boxes.middle, ...layout.boxes.right];
  const first = all[0]?.id;
  if (at === null) return key.startsWith("Arrow") || key === "Home" ? first : undefined;
  const band = layout.bands.find((one) => one.id === at);
  if (band) {
    if (key === "ArrowRight") return band.to;
    if (key === "ArrowLeft") return band.from;
    return inRow(layout.bands.filter((one) => one.from === band.from).map((one) => one.id), at, key);
  }
  const box = all.find((one) => one.id === at);
  if (!box) return first;
  if (key === "ArrowRight") return widest(layout.bands.filter((one) => one.from === at))?.id;
  if (key === "ArrowLeft") return widest(layout.bands.filter((one) => one.to === at))?.id;
  return inRow(layout.boxes[box.side].map((one) => one.id), at, key);
}

function inRow(row: readonly string[], at: string, key: string): string | undefined {
  const here = row.indexOf(at);
  const to: Record<string, number> = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: row.length - 1 };
  const next = to[key];
  return next === undefined ? undefined : row[next];
}

/** The acts behind a node or a ribbon, each once. */
export function entriesOf(layout: Layout, at: string): string[] {
  const band = layout.bands.find((one) => one.id === at);
  const through = band ? [band] : layout.bands.filter((one) => (at.startsWith("left|") ? one.from === at : one.to === at));
  return [...new Set(through.flatMap((one) => one.ribbon.entries))];
}
