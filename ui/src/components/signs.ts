/** The small signs of the interface, on a 16 by 16 grid. The text fonts have no arrows or ticks. */
export const SIGNS = {
  add: "M8 3.4v9.2M3.4 8h9.2",
  back: "m9.6 4.5-3.4 3.5 3.4 3.5",
  calendar: "M2.6 3.8h10.8v9.6H2.6ZM2.6 6.8h10.8M5.4 2.2v2.6M10.6 2.2v2.6",
  chart: "M3 13.2h10.4M4.6 13V9M8 13V5.4M11.4 13V3",
  clip: "m12.6 7.4-4.8 4.8a2.7 2.7 0 0 1-3.8-3.8l5.2-5.2a1.8 1.8 0 0 1 2.6 2.6l-5 5a.9.9 0 0 1-1.3-1.3l4.4-4.4",
  close: "m4.4 4.4 7.2 7.2M11.6 4.4l-7.2 7.2",
  down: "m4.5 6.4 3.5 3.4 3.5-3.4",
  eye: "M1.8 8c1.6-2.7 3.7-4 6.2-4s4.6 1.3 6.2 4c-1.6 2.7-3.7 4-6.2 4S3.4 10.7 1.8 8ZM6.2 8a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0Z",
  folder: "M2.4 4h4l1.4 1.6h5.8v7H2.4Z",
  forward: "m6.4 4.5 3.4 3.5-3.4 3.5",
  grip: "M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01",
  key: "M2.6 8a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0ZM7 8h6.6v2.2M11 8v1.8",
  lock: "M3.5 7.2h9v6h-9ZM5.4 7.2V5.1a2.6 2.6 0 0 1 5.2 0v2.1",
  mail: "M2.4 4.2h11.2v7.8H2.4ZM2.6 4.6 8 8.8l5.4-4.2",
  more: "M4 8h.01M8 8h.01M12 8h.01",
  print: "M4.6 6V2.6h6.8V6M4.6 11.2H2.6V6h10.8v5.2h-2M4.6 9.4h6.8v4H4.6Z",
  search: "M2.8 7a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0ZM10.2 10.2l3.3 3.3",
  tick: "m3.4 8.6 3 3 6.2-7",
} as const;

export type SignName = keyof typeof SIGNS;
