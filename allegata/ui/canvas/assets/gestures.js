// What a mouse does on the stage: select one or several, draw a box around them, drag, ask for the menu.

const DOUBLE_CLICK = 350; // milliseconds between two clicks that mean "expand"
const STILL = 4; // pixels that a hand may tremble

export class Gestures {
  constructor(canvas) {
    this.canvas = canvas;
    this.network = canvas.network;
    this.stage = canvas.controls.stage;
    this.box = canvas.controls.box;
    this.network.on("click", (event) => this.clicked(event));
    this.network.on("dragStart", (event) => canvas.painter.hold(event.nodes));
    this.network.on("dragEnd", (event) => this.dropped(event.nodes));
    // Before vis-network hears of it: with Shift held, a drag draws a box and does not pan.
    this.stage.addEventListener("pointerdown", (event) => this.pressed(event), { capture: true });
    this.stage.addEventListener("pointermove", (event) => this.drawn(event));
    this.stage.addEventListener("pointerup", (event) => this.released(event));
    this.stage.addEventListener("pointercancel", () => this.end());
    canvas.root.addEventListener("contextmenu", (event) => this.asked(event));
  }

  destroy() {
    this.end();
  }

  // vis-network drags what it thinks selected: that is to be the same as what is.
  follow() {
    const ids = this.canvas.chosen("node").filter((id) => this.network.body.nodes[id]);
    this.network.setSelection({ nodes: ids, edges: [] }, { highlightEdges: false });
  }

  clicked(event) {
    const { canvas } = this;
    const now = performance.now();
    const found = canvas.painter.under(event.pointer.DOM);
    const node = found?.what === "node" ? found.id : null;
    const { ctrlKey, metaKey } = event.event.srcEvent;
    canvas.controls.menu.close();
    if (ctrlKey || metaKey) {
      if (node) canvas.toggle(node);
      return;
    }
    if (node && this.last?.id === node && now - this.last.at < DOUBLE_CLICK) {
      this.last = null;
      if (!canvas.lookedAt) canvas.act("expand", [node]);
      return;
    }
    this.last = node ? { id: node, at: now } : null;
    if (found) canvas.select(found.what, [found.id]);
    else if (canvas.selected) canvas.select(null);
  }

  dropped(ids) {
    const { canvas } = this;
    canvas.painter.hold([]);
    for (const id of ids) if (!canvas.model.nodes.get(id)?.pinned) canvas.place(id);
    this.follow();
    canvas.controls.tools.steps();
    canvas.address.touch();
  }

  // ── A box ────────────────────────────────────────────────────────────────────────────────────────────────────

  point(event) {
    const { left, top } = this.stage.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  pressed(event) {
    if (!event.shiftKey || event.button !== 0) return;
    event.stopPropagation();
    event.preventDefault();
    this.canvas.root.focus({ preventScroll: true });
    this.stage.setPointerCapture(event.pointerId);
    this.from = this.point(event);
  }

  drawn(event) {
    if (!this.from) return;
    const to = this.point(event);
    const { left, right, top, bottom } = between(this.from, to);
    this.box.hidden = Math.max(right - left, bottom - top) < STILL;
    Object.assign(this.box.style, {
      left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px`,
    });
  }

  released(event) {
    if (!this.from) return;
    const { canvas } = this;
    const { left, right, top, bottom } = between(this.from, this.point(event));
    const still = Math.max(right - left, bottom - top) < STILL;
    this.end();
    if (still) {
      const found = canvas.painter.under(this.point(event));
      if (found?.what === "node") canvas.toggle(found.id);
      return;
    }
    const inside = [...canvas.model.shown.nodes.values()].filter((node) => {
      const at = this.network.canvasToDOM(node);
      return at.x >= left && at.x <= right && at.y >= top && at.y <= bottom;
    });
    const ids = new Set([...canvas.chosen("node"), ...inside.map((node) => node.id)]);
    if (inside.length) canvas.select("node", [...ids]);
  }

  end() {
    this.from = null;
    this.box.hidden = true;
  }

  // ── The menu ─────────────────────────────────────────────────────────────────────────────────────────────────

  // By the right button where the pointer is, by key at what is selected.
  asked(event) {
    const { canvas } = this;
    if (event.target.closest?.(".menu, .tools, .bar, .legend")) return;
    event.preventDefault();
    const byKey = !event.composedPath().includes(this.stage) || (event.button !== 2 && !event.ctrlKey);
    const at = byKey ? this.middle() : this.point(event);
    const found = byKey ? null : canvas.painter.under(at);
    if (found && !canvas.chosen(found.what).includes(found.id)) canvas.select(found.what, [found.id]);
    canvas.controls.bar.menu(at, found || byKey);
  }

  middle() {
    const [id] = this.canvas.chosen("node");
    const [key] = this.canvas.chosen("edge");
    if (id) return this.network.canvasToDOM(this.canvas.model.nodes.get(id));
    if (key) return this.network.canvasToDOM(this.canvas.painter.middle(key));
    return { x: this.stage.clientWidth / 2, y: this.stage.clientHeight / 2 };
  }
}

function between(a, b) {
  return {
    left: Math.min(a.x, b.x), right: Math.max(a.x, b.x), top: Math.min(a.y, b.y), bottom: Math.max(a.y, b.y),
  };
}
