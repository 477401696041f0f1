/** How a line hears that it is being dragged. */
export interface Grips {
  grab: (event: PointerEvent, line: string) => void;
  drag: (event: PointerEvent) => void;
  release: (event: PointerEvent) => void;
  cancel: () => void;
}
