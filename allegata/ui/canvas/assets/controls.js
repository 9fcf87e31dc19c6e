// Everything around the stage: buttons, keys, the pointer's tip, the legend, and what a screen reader is told.

const PAN = 70;
const ZOOM = 1.25;

export class Controls {
  constructor(parent, canvas) {
    this.canvas = canvas;
    this.root = make("div", "canvas", { role: "application", tabindex: "0", "aria-label": "Graph, not drawn yet" });
    this.stage = make("div", "stage");
    this.tip = make("div", "tip", { hidden: "" });
    this.empty = make("div", "empty");
    this.legend = make("div", "legend", { "aria-label": "Legend", role: "group" });
    this.live = make("div", "live", { "aria-live": "polite" });
    this.back = button("Back", "Take the last change back (z)", "M9 5 4 10l5 5M4 10h9a6 6 0 0 1 6 6v2");
    this.reset = button("Reset", "First view", "M4 5v5h5M4.6 10A8 8 0 1 1 4 14");
    this.fit = button("", "See everything (f)", "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5");
    this.closer = button("", "Closer (+)", "M12 5v14M5 12h14");
    this.farther = button("", "Farther (−)", "M5 12h14");
    const tools = make("div", "tools", { role: "toolbar", "aria-label": "View" });
    tools.append(group(this.back, this.reset), group(this.fit, this.closer, this.farther));
    const sheet = make("div", "sheet");
    sheet.append(this.stage, this.empty, tools, this.tip);
    this.root.append(sheet, this.legend, this.live);
    parent.append(this.root);
  }

  listen() {
    const { camera } = this.canvas;
    this.back.onclick = () => this.canvas.act("back", "");
    this.reset.onclick = () => this.canvas.act("reset", "");
    this.fit.onclick = () => camera.fit();
    this.closer.onclick = () => camera.zoom(ZOOM);
    this.farther.onclick = () => camera.zoom(1 / ZOOM);
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    this.stage.addEventListener("pointermove", (event) => this.pointed(event));
    this.stage.addEventListener("pointerleave", () => this.left());
    this.stage.addEventListener("pointerdown", () => this.left());
  }

  destroy() {
    cancelAnimationFrame(this.frame);
    this.root.remove();
  }

  // ── Keys ─────────────────────────────────────────────────────────────────────────────────────────────────────

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.composedPath()[0].tagName === "BUTTON";
    if (onButton && (event.key === "Enter" || event.key === " ")) return;
    const { canvas } = this;
    const { camera, selected } = canvas;
    const keys = {
      ArrowLeft: () => camera.pan(-PAN, 0),
      ArrowRight: () => camera.pan(PAN, 0),
      ArrowUp: () => camera.pan(0, -PAN),
      ArrowDown: () => camera.pan(0, PAN),
      "+": () => camera.zoom(ZOOM),
      "=": () => camera.zoom(ZOOM),
      "-": () => camera.zoom(1 / ZOOM),
      f: () => camera.fit(),
      z: () => canvas.act("back", ""),
      "[": () => canvas.stepNodes(-1),
      "]": () => canvas.stepNodes(1),
      e: () => canvas.stepEdges(1),
      E: () => canvas.stepEdges(-1),
      Enter: () => selected?.what === "node" && canvas.expand(selected.id),
      Delete: () => selected?.what === "node" && canvas.act("remove", selected.id),
      Escape: () => selected && canvas.select(null, null),
    };
    const work = keys[event.key];
    if (!work) return;
    event.preventDefault();
    event.stopPropagation();
    work();
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
    // Names come from data: they are only ever set as text.
    const [head, rest] = this.told(found);
    this.tip.replaceChildren(text("strong", head), text("span", rest));
    const right = point.x > box.width - 260;
    const low = point.y > box.height - 80;
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
      return [node.name, `${node.kind} · ${plural(node.degree, "relation")}${more}`];
    }
    const edge = edges.get(id);
    const title = `${nodes.get(edge.from).name} ${edge.label} ${nodes.get(edge.to).name}`;
    if (edge.unit === "relationship") return [title, plural(edge.count, edge.unit)];
    const status = edge.status ? edge.status.toLowerCase() : "standing fact";
    const count = edge.count ? ` · ${plural(edge.count, edge.unit)}` : "";
    return [title, `${status}${count}`];
  }

  // ── After a message ──────────────────────────────────────────────────────────────────────────────────────────

  refresh(message) {
    const { nodes, edges } = this.canvas.model;
    this.back.disabled = !message.can_go_back;
    this.empty.textContent = nodes.size ? "" : message.empty;
    this.empty.hidden = nodes.size > 0;
    const drawn = `${plural(nodes.size, "actor")}, ${plural(edges.size, "relation")}`;
    this.root.setAttribute("aria-label", `Graph: ${drawn} drawn. Brackets step through actors, Enter expands.`);
    this.announce();
    this.explain(drawn, message.left_out);
  }

  announce() {
    const { selected, model } = this.canvas;
    const known = selected && (selected.what === "node" ? model.nodes : model.edges).has(selected.id);
    this.live.textContent = known ? `Selected: ${this.told(selected).join(", ")}` : "";
  }

  explain(drawn, leftOut) {
    const { model, style, theme } = this.canvas;
    const edges = [...model.edges.values()];
    const families = new Set(edges.map((edge) => edge.family));
    const statuses = new Set(edges.map((edge) => edge.status));
    const shapes = new Map([...model.nodes.values()].map((node) => [node.kind, node.shape]));
    const rows = [
      Object.keys(style.families)
        .filter((family) => families.has(family))
        .map((family) => key(family, line(theme.ink(family), { width: 4, dashes: [] }))),
      Object.entries(style.lines)
        .filter(([status]) => status && statuses.has(status))
        .map(([status, drawnAs]) => key(status.toLowerCase(), line(theme.text, drawnAs))),
      [...shapes]
        .sort(([a], [b]) => rank(style.kinds, a) - rank(style.kinds, b))
        .map(([kind, shape]) => key(kind, symbol(shape, theme.disc))),
    ];
    const note = make("div", "count");
    note.textContent = leftOut ? `${drawn} · ${leftOut}` : drawn;
    this.legend.replaceChildren(
      ...rows.filter((row) => row.length).map((row) => group(...row)),
      note,
    );
  }
}

function rank(kinds, kind) {
  const at = kinds.indexOf(kind);
  return at < 0 ? kinds.length : at;
}

function plural(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

// ── Elements ───────────────────────────────────────────────────────────────────────────────────────────────────

const SVG = "http://www.w3.org/2000/svg";

function make(tag, name, attributes = {}) {
  const element = document.createElement(tag);
  element.className = name;
  for (const [key_, value] of Object.entries(attributes)) element.setAttribute(key_, value);
  return element;
}

function text(tag, words) {
  const element = document.createElement(tag);
  element.textContent = words;
  return element;
}

function group(...children) {
  const element = make("div", "group");
  element.append(...children);
  return element;
}

function drawing(width, height, tag, attributes) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
  svg.append(shape);
  return svg;
}

function button(label, title, path) {
  const element = make("button", "", { type: "button", title, "aria-label": title });
  element.append(drawing(24, 24, "path", { d: path, fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" }));
  if (label) element.append(text("span", label));
  return element;
}

function key(label, sample) {
  const element = make("span", "key");
  element.append(sample, text("span", label));
  return element;
}

function line(ink, { width, dashes }) {
  return drawing(26, 10, "line", {
    x1: 2, y1: 5, x2: 24, y2: 5,
    stroke: ink, "stroke-width": width, "stroke-dasharray": dashes.join(" "), "stroke-linecap": "round",
  });
}

const OUTLINES = {
  square: "1,1 11,1 11,11 1,11",
  triangle: "6,0.5 11.8,11 0.2,11",
  triangleDown: "0.2,1 11.8,1 6,11.5",
  diamond: "6,0 12,6 6,12 0,6",
  hexagon: "3,0.8 9,0.8 12,6 9,11.2 3,11.2 0,6",
};

function symbol(shape, ink) {
  if (shape === "dot") return drawing(12, 12, "circle", { cx: 6, cy: 6, r: 5.5, fill: ink });
  return drawing(12, 12, "polygon", { points: OUTLINES[shape], fill: ink });
}
