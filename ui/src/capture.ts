/** Opens the capture window: no component library, so that it is there before the hand has left the keys. */
import { mount } from "svelte";
import Capture from "./capture/Capture.svelte";
import "./styles/index.css";

const target = document.getElementById("app");
if (target) mount(Capture, { target });
