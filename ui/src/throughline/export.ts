/** The picture as a file that stands alone: an SVG with its looks written on every shape, or a PNG made from it. */
import { flushSync, mount, unmount } from "svelte";
import type { Throughline } from "../bindings";
import { m } from "../paraglide/messages.js";
import { lay } from "./layout";
import Picture from "./Picture.svelte";
import { withheld } from "./words";

const LOOKS = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity",
] as const;
const LETTERS = ["font-family", "font-size", "font-weight"] as const;
const WIDTH = 1040;
const ROOM = 620;

/** Draws the picture once more in the light look, without the words of confidential outcomes, and writes it down. */
export function asSvg(line: Throughline, currency: string, name: string): string {
  const place = document.createElement("div");
  place.dataset.theme = "light";
  place.className = "sr";
  place.setAttribute("aria-hidden", "true");
  document.body.append(place);
  const safe = withheld(line);
  const drawn = mount(Picture, {
    target: place, props: { line: safe, layout: lay(safe, WIDTH, ROOM), currency, prefix: "throughline", still: true },
  });
  try {
    flushSync();
    const svg = place.querySelector("svg");
    if (!svg) throw new Error("the picture was not drawn");
    return written(svg, name, paper(place));
  } finally {
    void unmount(drawn);
    place.remove();
  }
}

/** The paper's colour as the look has it. */
function paper(place: HTMLElement): string {
  place.style.backgroundColor = "var(--sheet)";
  return getComputedStyle(place).backgroundColor;
}

function written(live: SVGSVGElement, name: string, ground: string): string {
  const copy = live.cloneNode(true) as SVGSVGElement;
  const [from, to] = [[live, ...live.querySelectorAll("*")], [copy, ...copy.querySelectorAll("*")]];
  from.forEach((element, index) => {
    const target = to[index];
    if (target) dress(element, target);
  });
  copy.setAttribute("role", "img");
  // A plain opening, so that whoever receives the file knows it by its first bytes.
  const { width, height, viewBox } = { width: live.getAttribute("width"), height: live.getAttribute("height"), viewBox: live.getAttribute("viewBox") };
  const told = `<title>${escaped(name)}</title><desc>${escaped(m.through_told())}</desc>`;
  const back = `<rect width="100%" height="100%" fill="${ground}"/>`;
  const inner = new XMLSerializer().serializeToString(copy).replace(/^<svg[^>]*>/, "").replace(/<!--.*?-->/g, "");
  // No attribute asks for figures of one height, and without them the serif's "1" reads as a capital I.
  const figures = "<style>text{font-variant-numeric:lining-nums}</style>";
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}" viewBox="${viewBox}">${told}${figures}${back}${inner}\n`;
}

function dress(live: Element, copy: Element): void {
  const looks = getComputedStyle(live);
  const shape = live instanceof SVGGeometryElement;
  const text = live instanceof SVGTextElement;
  for (const look of shape || text ? LOOKS : []) {
    if (look === "fill" && copy.getAttribute("fill")?.startsWith("url(")) continue;
    const value = looks.getPropertyValue(look).trim();
    if (value && !(look === "opacity" && value === "1") && !(look === "stroke-dasharray" && value === "none")) copy.setAttribute(look, value);
  }
  if (text) for (const letter of LETTERS) copy.setAttribute(letter, looks.getPropertyValue(letter));
  for (const away of [...copy.attributes]) {
    const own = away.name === "class" || away.name.startsWith("aria-") || away.name.startsWith("data-") || away.name === "tabindex";
    if (own) copy.removeAttribute(away.name);
  }
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The SVG through a canvas, at twice its size. */
export async function asPng(svg: string): Promise<Uint8Array> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    await new Promise<void>((done, failed) => {
      image.onload = () => done();
      image.onerror = () => failed(new Error("the picture could not be read back"));
      image.src = address;
    });
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * 2;
    canvas.height = image.naturalHeight * 2;
    const brush = canvas.getContext("2d");
    if (!brush) throw new Error("no canvas");
    brush.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (!blob) throw new Error("the canvas gave nothing");
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}
