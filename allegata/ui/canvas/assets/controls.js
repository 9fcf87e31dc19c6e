// Everything around the stage: tools, bar, legend, keys, the pointer's tip, and what a screen reader is told.

import { Actions } from "./actions.js";
import { isolated, make, plural, short, text } from "./elements.js";
import { counted, Legend } from "./legend.js";
import { Menu } from "./menu.js";
import { Toolbar } from "./toolbar.js";

const PAN = 70;
const SAID = 2600; // milliseconds that a word of ours stays

const WIDE = 820; // pixels of width from which on the legend has a column of its own

export class Controls {
  constructor(parent, canvas) {
    this.canvas = canvas;
    this.root = make("div", "canvas", { role: "application", tabindex: "0", "aria-label": "Graph, not drawn yet" });
    this.stage = make("div", "stage");
    this.box = make("div", "box", { hidden: "" });
    this.tip = make("div", "tip", { hidden: "" });
    this.empty = make("div", "empty");
    this.said = make("div", "said", { role: "status" });
    this.live = make("div", "live", { "aria-live": "polite" });
    this.tools = new Toolbar(canvas);
    this.bar = new Actions(canvas);
    this.legend = new Legend(canvas);
    const sheet = make("div", "sheet");
    this.menu = new Menu(sheet, this.root);
    sheet.prepend(this.stage, this.box, this.empty, this.tools.element, this.bar.element, this.said, this.tip);
    this.root.append(sheet, this.legend.element, this.live);
    parent.append(this.root);
    this.arrange();
  }

  listen() {
    this.room = new ResizeObserver(() => this.arrange());
    this.room.observe(this.root);
    this.tools.listen();
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    // What is pressed elsewhere on the page may save or export what is drawn here.
    this.elsewhere = (event) => {
      const pressed = event.type === "pointerdown" || event.key === "Enter" || event.key === " ";
      if (pressed && !event.composedPath().includes(this.root)) this.canvas.confide();
    };
    for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, this.elsewhere, true);
    this.stage.addEventListener("pointermove", (event) => this.pointed(event));
    this.stage.addEventListener("pointerleave", () => this.left());
    this.stage.addEventListener("pointerdown", () => this.left());
  }

  destroy() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.silence);
    for (const kind of ["pointerdown", "keydown"]) document.removeEventListener(kind, this.elsewhere, true);
    this.room?.disconnect();
    this.tools.destroy();
    this.root.remove();
  }

  // Where there is room the legend stands at the left, with the filters; else it lies below.
  arrange() {
    this.root.classList.toggle("wide", this.root.clientWidth >= WIDE);
  }

  // A short word about what has been done.
  say(words) {
    clearTimeout(this.silence);
    this.said.textContent = words;
    this.silence = setTimeout(() => (this.said.textContent = ""), SAID);
  }

  // ── Keys ─────────────────────────────────────────────────────────────────────────────────────────────────────

  pressed(event) {
    const { canvas } = this;
    const { camera, selected } = canvas;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") {
      event.preventDefault();
      canvas.select("node", [...canvas.model.shown.nodes.keys()]);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.composedPath()[0].tagName === "BUTTON";
    if (onButton && (event.key === "Enter" || event.key === " ")) return;
    const keys = {
      ArrowLeft: () => camera.pan(-PAN, 0),
      ArrowRight: () => camera.pan(PAN, 0),
      ArrowUp: () => camera.pan(0, -PAN),
      ArrowDown: () => camera.pan(0, PAN),
      "+": () => this.tools.zoom(1),
      "=": () => this.tools.zoom(1),
      "-": () => this.tools.zoom(-1),
      f: () => camera.fit(),
      z: () => this.tools.undo.click(),
      "[": () => canvas.stepNodes(-1),
      "]": () => canvas.stepNodes(1),
      e: () => canvas.stepEdges(1),
      E: () => canvas.stepEdges(-1),
      Escape: () => selected && canvas.select(null),
    };
    const work = keys[event.key];
    if (work) work();
    else if (!this.bar.key(event.key, event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  // ── Pointer ──────────────────────────────────────────────────────────────────────────────────────────────────

  pointed(event) {
    if (event.buttons) return;
    const box = this.stage.getBoundingClientRect();
    const point = { x: event.clientX - box.left, y: event.clientY - box.top };
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      const found = this.canvas.painter.hover(point);
      this.stage.style.cursor = found ? "pointer" : "";
      this.show(found, point, box);
    });
  }

  left() {
    cancelAnimationFrame(this.frame);
    this.canvas.painter.hover(null);
    this.tip.hidden = true;
  }

  show(found, point, box) {
    this.tip.hidden = !found;
    if (!found) return;
    const [head, rest] = this.told(found);
    this.tip.replaceChildren(text("strong", head), text("span", rest));
    const right = point.x > box.width - 260;
    const low = point.y > box.height - 120;
    this.tip.style.left = right ? "" : `${point.x + 14}px`;
    this.tip.style.right = right ? `${box.width - point.x + 14}px` : "";
    this.tip.style.top = low ? "" : `${point.y + 14}px`;
    this.tip.style.bottom = low ? `${box.height - point.y + 14}px` : "";
  }

  told({ what, id }) {
    const { nodes, edges } = this.canvas.model;
    if (what === "node") {
      const node = nodes.get(id);
      const more = node.hidden ? `, ${node.hidden} not drawn` : "";
      const pinned = node.pinned ? " · pinned" : "";
      return [short(node.name), `${isolated(node.kind)} · ${plural(node.degree, "relation")}${more}${pinned}`];
    }
    const edge = edges.get(id);
    const status = edge.stance ? "stance" : edge.status ? edge.status.toLowerCase() : "standing fact";
    const ends = [nodes.get(edge.from), nodes.get(edge.to)].map((node) => isolated(node.name));
    const title = `${ends[0]} ${short(edge.label)} ${ends[1]}`;
    if (edge.unit === "relationship") return [title, plural(edge.count, edge.unit)];
    const count = edge.count ? ` · ${plural(edge.count, edge.unit)}` : "";
    return [title, `${status}${count}`];
  }

  // ── After a message ──────────────────────────────────────────────────────────────────────────────────────────

  refresh(message) {
    const { model } = this.canvas;
    this.empty.textContent = model.shown.nodes.size ? "" : model.nodes.size ? NOTHING_LEFT : message.empty;
    this.empty.hidden = model.shown.nodes.size > 0;
    this.root.setAttribute(
      "aria-label",
      `Graph: ${counted(model)}. Brackets step through actors, ${message.looked_at ? "" : "Enter expands, "}Shift F10 opens a menu.`,
    );
    this.tools.refresh(message);
    this.legend.refresh(message);
    this.announce();
  }

  announce() {
    const { canvas } = this;
    const { what } = canvas.selected ?? {};
    const ids = what ? canvas.chosen(what) : [];
    const several = plural(ids.length, what === "edge" ? "relation" : "actor");
    const one = ids.length === 1 ? this.told({ what, id: ids[0] }).join(", ") : several;
    this.live.textContent = ids.length ? `Selected: ${one}` : "";
    this.bar.refresh();
  }
}

const NOTHING_LEFT = "Everything is switched off. The legend or the filters switch it on again.";
