/** The twelve kinds of act and their families, with the words and glyphs the interface gives them. */
import { m } from "./paraglide/messages.js";

export const FAMILIES = ["protect", "broker", "grow", "initiate"] as const;
export type Family = (typeof FAMILIES)[number];

interface KindFacts {
  family: Family;
  alias: string;
  name: () => string;
  meaning: () => string;
  /** Outlines on a 20 by 20 grid, drawn with the current colour. */
  lines: readonly string[];
  /** Shapes filled with the current colour. */
  solids: readonly string[];
}

const circle = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;

export const KINDS = {
  shielding: {
    family: "protect",
    alias: "sh",
    name: m.kind_shielding,
    meaning: m.kind_shielding_meaning,
    lines: ["M3 11.2a7 7 0 0 1 14 0Z", "M10 4.2V2.6"],
    solids: [circle(10, 15.6, 1.7)],
  },
  steadying: {
    family: "protect",
    alias: "st",
    name: m.kind_steadying,
    meaning: m.kind_steadying_meaning,
    lines: [circle(10, 4.6, 1.9), "M10 6.5V17M6.6 9.2h6.8M3.6 11.6c.4 3.2 3 5.4 6.4 5.4s6-2.2 6.4-5.4"],
    solids: [],
  },
  unblocking: {
    family: "protect",
    alias: "un",
    name: m.kind_unblocking,
    meaning: m.kind_unblocking_meaning,
    lines: ["M10 2.5v4M10 13.5v4M2.5 10h14M13.2 6.9l3.3 3.1-3.3 3.1"],
    solids: [],
  },
  negotiation: {
    family: "broker",
    alias: "ne",
    name: m.kind_negotiation,
    meaning: m.kind_negotiation_meaning,
    lines: ["M3 7h13M12.8 3.8 16 7l-3.2 3.2M17 13.4H4M7.2 10.2 4 13.4l3.2 3.2"],
    solids: [],
  },
  "trade-off": {
    family: "broker",
    alias: "tr",
    name: m.kind_trade_off,
    meaning: m.kind_trade_off_meaning,
    lines: ["M10 3v14M6.5 17h7M3.8 5.2h12.4M4.6 5.6l-2.8 6h5.6Z"],
    solids: ["m15.4 5.6-2.8 6h5.6Z"],
  },
  deconfliction: {
    family: "broker",
    alias: "de",
    name: m.kind_deconfliction,
    meaning: m.kind_deconfliction_meaning,
    lines: ["M3.4 3c0 4.6 3.9 4.4 3.9 8.2V17M16.6 3c0 4.6-3.9 4.4-3.9 8.2V17M10 12.6V17"],
    solids: [],
  },
  coaching: {
    family: "grow",
    alias: "co",
    name: m.kind_coaching,
    meaning: m.kind_coaching_meaning,
    lines: ["M10 17.4V9.6M10 9.6C10 6 7.4 3.6 3.2 3.6c0 3.8 2.6 6 6.8 6ZM10 12.2c0-3 2.5-5 6.6-5 0 3.3-2.7 5-6.6 5Z"],
    solids: [],
  },
  sponsorship: {
    family: "grow",
    alias: "sp",
    name: m.kind_sponsorship,
    meaning: m.kind_sponsorship_meaning,
    lines: ["m4.6 17.4 5.4-5 5.4 5M4.6 12.4l5.4-5 5.4 5"],
    solids: [circle(10, 3.9, 1.8)],
  },
  teambuilding: {
    family: "grow",
    alias: "tb",
    name: m.kind_teambuilding,
    meaning: m.kind_teambuilding_meaning,
    lines: [circle(3.9, 8.4, 1.9), circle(16.1, 8.4, 1.9), "M2 16.8c0-3.3 3.3-5.4 8-5.4s8 2.1 8 5.4"],
    solids: [circle(10, 5, 2.3)],
  },
  direction: {
    family: "initiate",
    alias: "di",
    name: m.kind_direction,
    meaning: m.kind_direction_meaning,
    lines: [circle(10, 10, 7.4)],
    solids: ["m13.6 6.4-2.1 5.1-5.1 2.1 2.1-5.1Z"],
  },
  bet: {
    family: "initiate",
    alias: "be",
    name: m.kind_bet,
    meaning: m.kind_bet_meaning,
    lines: ["m10 2.2 7.8 7.8-7.8 7.8L2.2 10Z"],
    solids: [circle(7.6, 10, 0.5), circle(12.4, 10, 0.5)],
  },
  breakthrough: {
    family: "initiate",
    alias: "bk",
    name: m.kind_breakthrough,
    meaning: m.kind_breakthrough_meaning,
    lines: ["M11.8 10h2.4M17 2.9v2.4M17 8.8v2.4M17 14.7v2.4"],
    solids: ["M2.8 3.2h2.6v13.6H2.8Z", "m7.8 10 4-3.4v6.8Z"],
  },
} as const satisfies Record<string, KindFacts>;

export type Kind = keyof typeof KINDS;

/** Every kind in the order of the picker: a family to a row, three to a family. */
export const KIND_ORDER = Object.keys(KINDS) as Kind[];

export function familyOf(kind: Kind): Family {
  return KINDS[kind].family;
}

export function kindName(kind: Kind): string {
  return KINDS[kind].name();
}

const FAMILY_NAMES: Record<Family, () => string> = {
  protect: m.family_protect,
  broker: m.family_broker,
  grow: m.family_grow,
  initiate: m.family_initiate,
};

export function familyName(family: Family): string {
  return FAMILY_NAMES[family]();
}
