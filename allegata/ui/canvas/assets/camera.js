// Where the picture is looked at from. It moves by itself only to bring into sight what was asked for.

import { extent } from "./style.js";

const MARGIN = 46;
const LARGEST = 1.25;
const MUCH = 0.1; // of the width or height: a panel opens; a legend that takes one line more is less
const CALM = matchMedia("(prefers-reduced-motion: reduce)");

export class Camera {
  constructor(network, stage, model) {
    this.network = network;
    this.stage = stage;
    this.model = model;
    this.until = 0;
    this.own = false; // whether a person has moved it since everything was shown
    network.on("zoom", () => (this.own = true));
    network.on("dragEnd", ({ nodes }) => (this.own ||= nodes.length === 0));
    network.on("afterDrawing", ({ canvas }) => this.moving() || outgrown(canvas) || (this.aim = this.now()));
    // Only after this event vis-network zooms.
    network.on("resize", (sizes) => queueMicrotask(() => this.resized(sizes)));
  }

  now() {
    return { position: this.network.getViewPosition(), scale: this.network.getScale() };
  }

  moving() {
    return performance.now() < this.until;
  }

  fit(animated = true) {
    this.own = false;
    const whole = this.whole();
    if (whole) this.go(whole.position, whole.scale, animated);
  }

  // From where everything is seen.
  whole() {
    const box = this.around([...this.model.shown.nodes.keys()]);
    return box && { position: center(box), scale: Math.min(LARGEST, this.scaleFor(box)) };
  }

  // As a link or a reload found it.
  restore({ x, y, scale }) {
    const whole = this.whole();
    this.own = !whole || Math.hypot(whole.position.x - x, whole.position.y - y) > 2 || Math.abs(whole.scale / scale - 1) > 0.01;
    this.go({ x, y }, scale, false);
  }

  // vis-network zooms with the room it has. Instead, everything is seen that was seen, or the middle stays the middle.
  resized({ width, height, oldWidth, oldHeight }) {
    if (!this.aim || !width || !oldWidth) return;
    const much = Math.max(Math.abs(width / oldWidth - 1), Math.abs(height / oldHeight - 1)) > MUCH;
    if (much && !this.own) this.fit(false);
    else this.go(this.aim.position, this.aim.scale, false);
  }

  zoom(factor) {
    this.own = true;
    const scale = Math.min(4, Math.max(0.05, this.network.getScale() * factor));
    this.go(this.network.getViewPosition(), scale, true, 120);
  }

  pan(x, y) {
    this.own = true;
    const at = this.network.getViewPosition();
    const scale = this.network.getScale();
    this.go({ x: at.x + x / scale, y: at.y + y / scale }, scale, true, 90);
  }

  // Bring a node into sight, without changing the zoom unless it is too small to read.
  look(id) {
    if (!this.model.shown.nodes.has(id)) return;
    const box = this.around([id]);
    const scale = Math.max(this.network.getScale(), 0.55);
    if (scale === this.network.getScale() && inside(box, this.seen())) return;
    this.go(this.network.getPosition(id), scale, true);
  }

  // New nodes: if some are out of sight, see what was seen and them; the nodes themselves stay where they are.
  include(ids) {
    const box = this.around(ids);
    const seen = this.seen();
    if (inside(box, seen)) return;
    const wanted = union(union(box, clip(this.around([...this.model.shown.nodes.keys()]), seen)), box);
    const scale = Math.min(this.network.getScale(), this.scaleFor(wanted));
    this.go(center(wanted), scale, true);
  }

  go(position, scale, animated, duration = 320) {
    const animate = animated && !CALM.matches;
    this.until = performance.now() + (animate ? duration + 40 : 0);
    this.aim = { position, scale };
    this.network.moveTo({
      position,
      scale,
      animation: animate ? { duration, easingFunction: "easeInOutQuad" } : false,
    });
  }

  scaleFor(box) {
    const { clientWidth: width, clientHeight: height } = this.stage;
    return Math.min(
      Math.max(width - 2 * MARGIN, 80) / Math.max(box.right - box.left, 1),
      Math.max(height - 2 * MARGIN, 80) / Math.max(box.bottom - box.top, 1),
    );
  }

  seen() {
    const { clientWidth: width, clientHeight: height } = this.stage;
    const from = this.network.DOMtoCanvas({ x: 0, y: 0 });
    const to = this.network.DOMtoCanvas({ x: width, y: height });
    return { left: from.x, top: from.y, right: to.x, bottom: to.y };
  }

  around(ids) {
    let box = null;
    for (const id of ids) {
      const node = this.model.nodes.get(id);
      const { x, y } = node;
      const reach = extent(node);
      const wide = Math.max(44, reach.x);
      box = union(box, { left: x - wide, right: x + wide, top: y - reach.y, bottom: y + reach.y + 34 });
    }
    return box;
  }
}

// Whether it has another size on the page than it was made for: vis-network has not heard of it yet, and reckons with
// both, so that the middle it tells is none.
function outgrown(canvas) {
  const off = (drawn, seen) => Math.abs(drawn - seen * devicePixelRatio) > 1;
  return off(canvas.width, canvas.clientWidth) || off(canvas.height, canvas.clientHeight);
}

function center(box) {
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
}

function inside(box, other) {
  return (
    box.left >= other.left && box.right <= other.right && box.top >= other.top && box.bottom <= other.bottom
  );
}

function union(a, b) {
  if (!a || !b) return a ?? b;
  return {
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

function clip(a, b) {
  const box = {
    left: Math.max(a.left, b.left),
    right: Math.min(a.right, b.right),
    top: Math.max(a.top, b.top),
    bottom: Math.min(a.bottom, b.bottom),
  };
  return box.left < box.right && box.top < box.bottom ? box : b;
}
