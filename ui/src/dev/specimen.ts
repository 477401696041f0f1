/** Every part on one page, for looking. Opened as `/specimen.html` while developing; not part of a build. */
import { mount } from "svelte";
import { fontsReady } from "../fonts";
import "../styles/index.css";
import Specimen from "./Specimen.svelte";

const target = document.getElementById("app");
if (target) {
  const wanted = new URLSearchParams(location.search);
  const theme = wanted.get("theme");
  if (theme) document.documentElement.dataset.theme = theme;
  if (wanted.has("contrast")) document.documentElement.dataset.contrast = "more";
  await fontsReady();
  mount(Specimen, { target, props: { sheet: wanted.get("sheet") ?? "timeline" } });
}
