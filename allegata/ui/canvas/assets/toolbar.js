// The tools above the drawing: steps back and forth, layout, pictures, the way it is looked at.

import { button, group, isolated, make, retitle } from "./elements.js";
import { copyPicture, savePicture } from "./image.js";

const ZOOM = 1.25;
const LAYOUTS = { force: "By ties", circular: "Circle", concentric: "Rings", time: "By time" };
const MAC = /mac/iu.test(navigator.platform ?? "");
const CTRL = MAC ? "⌘" : "Ctrl+";

export class Toolbar {
  constructor(canvas) {
    this.canvas = canvas;
    this.undo = button("Undo", "Undo", "undo");
    this.redo = button("Redo", "Redo", "redo");
    this.reset = button("Reset", "Reset: the first view", "reset");
    this.layout = button("Layout", "Layout", "layout");
    this.link = button("Copy link", "Copy link to this view", "link");
    this.image = button("Image", "Image: copy or save", "image");
    this.fit = button("", "See everything (f)", "fit");
    this.closer = button("", "Closer (+)", "closer");
    this.farther = button("", "Farther (−)", "farther");
    for (const opener of [this.layout, this.image]) {
      opener.setAttribute("aria-haspopup", "menu");
      opener.setAttribute("aria-expanded", "false");
      opener.classList.add("opens");
    }
    this.element = make("div", "tools", { role: "toolbar", "aria-label": "View" });
    this.element.append(
      group(this.undo, this.redo, this.reset),
      group(this.layout),
      make("div", "space"),
      group(this.link, this.image),
      group(this.fit, this.closer, this.farther),
    );
    this.pressed = (event) => this.key(event);
  }

  listen() {
    const { canvas } = this;
    this.undo.onclick = () => canvas.act("back");
    this.redo.onclick = () => canvas.act("forward");
    this.reset.onclick = () => canvas.act("reset");
    this.layout.onclick = () => this.layouts();
    this.link.onclick = () => this.copyLink();
    this.image.onclick = () => this.images();
    this.fit.onclick = () => canvas.camera.fit();
    this.closer.onclick = () => this.zoom(1);
    this.farther.onclick = () => this.zoom(-1);
    document.addEventListener("keydown", this.pressed);
  }

  destroy() {
    document.removeEventListener("keydown", this.pressed);
  }

  zoom(way) {
    this.canvas.camera.zoom(ZOOM ** way);
  }

  // Undo and redo work anywhere on the page, but in a field they are the field's own.
  key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const on = event.composedPath()[0];
    if (on.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(on.tagName)) return;
    const letter = event.key.toLowerCase();
    const back = letter === "z" && !event.shiftKey;
    const forward = letter === "y" || (letter === "z" && event.shiftKey);
    if (!back && !forward) return;
    event.preventDefault();
    const tool = back ? this.undo : this.redo;
    if (!tool.disabled) tool.click();
  }

  refresh({ undo, redo, layout, layouts, looked_at }) {
    this.last = { undo, redo };
    this.steps();
    this.undo.parentElement.hidden = looked_at;
    this.link.hidden = looked_at;
    this.layout.parentElement.hidden = !layouts.length;
    this.told = { layout, layouts };
    retitle(this.layout, `Layout: ${LAYOUTS[layout] ?? layout}`);
  }

  // A drag that Python has not been told of is a step as well: what was taken back before it cannot be done again.
  steps() {
    const { moved, model } = this.canvas;
    const [id] = Object.keys(moved);
    const undo = id ? `move ${model.nodes.get(id)?.name ?? id}` : this.last.undo;
    const redo = id ? "" : this.last.redo;
    this.undo.disabled = !undo;
    this.redo.disabled = !redo;
    retitle(this.undo, undo ? `Undo: ${isolated(undo)} (${CTRL}Z)` : "Nothing to undo");
    retitle(this.redo, redo ? `Redo: ${isolated(redo)} (${CTRL}${MAC ? "⇧Z" : "Y"})` : "Nothing to redo");
  }

  layouts() {
    const { layout, layouts } = this.told;
    const items = layouts.map((each) => ({
      word: LAYOUTS[each] ?? each,
      checked: each === layout,
      run: () => this.canvas.act("layout", [each]),
    }));
    this.canvas.controls.menu.open("Layout", items, this.layout);
  }

  images() {
    const { canvas } = this;
    const told = (work) => work.then((words) => canvas.controls.say(words));
    const entries = (word, work) =>
      [1, 2, 4].map((factor) => ({ word: `${word}, ${factor}×`, run: () => told(work(canvas, factor)) }));
    const items = [...entries("Copy image", copyPicture), null, ...entries("Save PNG", savePicture)];
    canvas.controls.menu.open("Image", items, this.image);
  }

  async copyLink() {
    this.canvas.address.write();
    this.canvas.controls.say((await copied(location.href)) ? "Link copied" : "The browser does not let us copy: take the address from its bar");
  }
}

// Where the page is not served safely, browsers have no clipboard but the old way to it.
async function copied(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    const field = make("textarea", "", { style: "position:fixed;opacity:0" });
    field.value = words;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
