// What vis-network does not draw: names that never overlap and keep their size, what is hovered or selected above a
// veil over the rest, and the labels of edges. Also what lies under the pointer.

const NAME = 12.5; // pixels on the screen, whatever the zoom
const LABEL = 11.5;
const WIDEST = 150;
const FEW_EDGES = 12;
const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]; // where on its line an edge's label may stand
const VEIL = { hover: 0.78, selected: 0.72 };
const EXACT = 2.5; // pixels around a line that count as pointing at it
const REACH = 8; // pixels around it that still count where nothing else is

export class Painter {
  constructor(canvas) {
    this.canvas = canvas;
    this.network = canvas.network;
    this.hovered = null; // {what, id}
    this.held = null;
    this.boxes = []; // names as drawn last, for clicks on them
    this.widths = new Map();
    this.network.on("afterDrawing", (context) => this.paint(context));
  }

  refresh() {
    this.network.redraw();
  }

  hold(id) {
    this.held = id;
  }

  // ── Under the pointer ────────────────────────────────────────────────────────────────────────────────────────

  // A disc counts before a line, a line that is pointed at exactly before a name, a name before a line nearby.
  under(point) {
    const disc = this.network.getNodeAt(point);
    if (disc !== undefined) return { what: "node", id: disc };
    const exact = this.edgeAt(point, EXACT);
    if (exact) return { what: "edge", id: exact };
    const { x, y } = point;
    const name = this.boxes.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
    if (name) return { what: "node", id: name.id };
    const near = this.edgeAt(point, REACH);
    return near ? { what: "edge", id: near } : null;
  }

  edgeAt(point, reach) {
    const at = this.network.DOMtoCanvas(point);
    let best = null;
    let nearest = reach / this.network.getScale();
    for (const [key, edge] of Object.entries(this.network.body.edges)) {
      if (!edge.connected) continue;
      const { from, to } = edge;
      const distance = edge.edgeType.getDistanceToEdge(from.x, from.y, to.x, to.y, at.x, at.y);
      if (distance < nearest) {
        nearest = distance;
        best = key;
      }
    }
    return best;
  }

  hover(point) {
    if (this.held) return null;
    const now = point ? this.under(point) : null;
    if (now?.id !== this.hovered?.id || now?.what !== this.hovered?.what) {
      this.hovered = now;
      this.refresh();
    }
    return now;
  }

  // While a message is being applied, vis-network may paint nodes whose edges it has not been given yet.
  drawn(key) {
    return Boolean(this.network.body.edges[key]?.connected);
  }

  middle(key, share = 0.5) {
    const edge = this.network.body.edges[key];
    const type = edge.edgeType;
    if (edge.from === edge.to) {
      const [x, y, radius] = type._getCircleData();
      return { x: x + radius * Math.SQRT1_2, y: y - radius * Math.SQRT1_2 };
    }
    return type.getPoint(share);
  }

  // ── Drawing ──────────────────────────────────────────────────────────────────────────────────────────────────

  paint(context) {
    const { model, selected } = this.canvas;
    if (!this.canvas.theme) return;
    const subject = this.present(this.hovered) ?? this.present(selected);
    const near = subject ? this.near(subject) : null;
    if (near) this.veil(context, near, subject === selected ? VEIL.selected : VEIL.hover);
    if (this.present(selected)) this.mark(context, selected);
    context.save();
    const ratio = context.canvas.width / context.canvas.clientWidth;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.lineJoin = "round";
    context.textAlign = "center";
    const labelled = near?.edges ?? (model.edges.size <= FEW_EDGES ? model.edges : null);
    this.boxes = [];
    this.names(context, near, subject);
    const keys = labelled && [...labelled.keys()].filter((key) => this.drawn(key));
    if (keys && keys.length <= 2 * FEW_EDGES) this.labels(context, keys, near);
    else if (this.network.getScale() > 0.75) this.counts(context);
    context.restore();
  }

  present(subject) {
    if (!subject) return null;
    const { nodes, edges } = this.canvas.model;
    const known = subject.what === "node" ? nodes.has(subject.id) : edges.has(subject.id) && this.drawn(subject.id);
    return known ? subject : null;
  }

  near(subject) {
    const { edges } = this.canvas.model;
    const near = { nodes: new Set(), edges: new Map() };
    for (const [key, edge] of edges) {
      const touches =
        subject.what === "edge" ? key === subject.id : edge.from === subject.id || edge.to === subject.id;
      if (!touches) continue;
      near.edges.set(key, edge);
      near.nodes.add(edge.from).add(edge.to);
    }
    if (subject.what === "node") near.nodes.add(subject.id);
    return near;
  }

  veil(context, near, strength) {
    const { body } = this.network;
    const from = this.network.DOMtoCanvas({ x: 0, y: 0 });
    const to = this.network.DOMtoCanvas({ x: context.canvas.clientWidth, y: context.canvas.clientHeight });
    context.save();
    context.globalAlpha = strength;
    context.fillStyle = this.canvas.theme.paper;
    context.fillRect(from.x, from.y, to.x - from.x, to.y - from.y);
    context.restore();
    const lines = [...near.edges.keys()].filter((key) => this.drawn(key)).map((key) => body.edges[key]);
    for (const line of lines) line.draw(context);
    for (const id of near.nodes) body.nodes[id]?.draw(context);
    for (const line of lines) line.drawArrows(context);
  }

  mark(context, { what, id }) {
    const { theme, model } = this.canvas;
    const { body } = this.network;
    const scale = this.network.getScale();
    context.save();
    context.strokeStyle = theme.accent;
    context.lineCap = "round";
    context.beginPath();
    if (what === "node") {
      const { x, y } = body.nodes[id];
      context.lineWidth = 2.5 / scale;
      context.arc(x, y, model.nodes.get(id).radius + 5 / Math.max(scale, 0.6), 0, 2 * Math.PI);
    } else {
      const edge = body.edges[id];
      context.globalAlpha = 0.3;
      context.lineWidth = 10 / Math.max(scale, 0.6);
      if (edge.from === edge.to) {
        const [x, y, radius] = edge.edgeType._getCircleData();
        context.arc(x, y, radius, 0, 2 * Math.PI);
      } else {
        for (let t = 0.04; t <= 0.961; t += 0.04) {
          const { x, y } = edge.edgeType.getPoint(t);
          context.lineTo(x, y);
        }
      }
    }
    context.stroke();
    context.restore();
    if (what === "edge") {
      const edge = body.edges[id];
      edge.draw(context);
      [edge.from, edge.to].forEach((node) => node.draw(context));
      edge.drawArrows(context);
    }
  }

  names(context, near, subject) {
    const { model, theme } = this.canvas;
    const scale = this.network.getScale();
    const rank = (node) => (node.id === subject?.id ? 2 : near?.nodes.has(node.id) ? 1 : 0);
    const order = [...model.nodes.values()].sort((a, b) => rank(b) - rank(a) || b.radius - a.radius);
    const { clientWidth: width, clientHeight: height } = context.canvas;
    for (const node of order) {
      const strong = rank(node) > 0;
      const at = this.network.canvasToDOM(this.network.getPosition(node.id));
      if (at.x < -WIDEST || at.y < -60 || at.x > width + WIDEST || at.y > height + 20) continue;
      context.font = `${strong ? 600 : 500} ${NAME}px ${theme.font}`;
      const { lines, wide } = this.wrapped(context, node.name);
      const top = at.y + node.radius * scale + 4;
      const box = {
        id: node.id,
        left: at.x - wide / 2 - 2,
        right: at.x + wide / 2 + 2,
        top,
        bottom: top + lines.length * (NAME + 2.5),
      };
      if (rank(node) < 2 && this.boxes.some((other) => overlap(box, other))) continue;
      this.boxes.push(box);
      context.textBaseline = "top";
      context.globalAlpha = near && !strong ? 0.28 : 1;
      lines.forEach((line, number) =>
        halo(context, line, at.x, top + number * (NAME + 2.5), theme.text, theme.paper, near && !strong ? 0 : 4),
      );
      context.globalAlpha = 1;
    }
  }

  // Labels of edges, each on its line where it hides neither a name nor an actor. One that finds no room is left out,
  // unless it is the only one asked for.
  labels(context, keys, near) {
    const { model, theme } = this.canvas;
    const taken = this.taken(near);
    context.font = `600 ${LABEL}px ${theme.font}`;
    context.textBaseline = "middle";
    for (const key of keys) {
      const edge = model.edges.get(key);
      const text = edge.count > 1 ? `${edge.label} · ${edge.count}` : edge.label;
      const half = context.measureText(text).width / 2 + 6;
      const box = this.room(key, half, 9, taken) ?? (keys.length === 1 ? this.spot(key, 0.5, half, 9) : null);
      if (!box) continue;
      taken.push(box);
      context.fillStyle = theme.paper;
      context.globalAlpha = 0.92;
      context.beginPath();
      context.roundRect(box.left, box.top, 2 * half, 18, 9);
      context.fill();
      context.globalAlpha = 1;
      context.fillStyle = theme.ink(edge.family);
      context.fillText(text, box.left + half, box.top + 9.5);
    }
  }

  // Numbers of statements, by the same rule.
  counts(context) {
    const { model, theme } = this.canvas;
    const taken = this.taken(null);
    context.font = `600 10.5px ${theme.font}`;
    context.textBaseline = "middle";
    for (const [key, edge] of model.edges) {
      if (edge.count < 2 || !this.drawn(key)) continue;
      const box = this.room(key, 8, 8, taken);
      if (!box) continue;
      taken.push(box);
      halo(context, String(edge.count), box.left + 8, box.top + 8, theme.ink(edge.family), theme.paper, 5);
    }
  }

  // Names and actors that must stay in sight: all, or those near what is hovered or selected.
  taken(near) {
    const scale = this.network.getScale();
    const ids = near ? [...near.nodes] : [...this.canvas.model.nodes.keys()];
    const discs = ids.map((id) => {
      const at = this.network.canvasToDOM(this.network.getPosition(id));
      const reach = this.canvas.model.nodes.get(id).radius * scale + 3;
      return { left: at.x - reach, right: at.x + reach, top: at.y - reach, bottom: at.y + reach };
    });
    return [...this.boxes.filter((box) => !near || near.nodes.has(box.id)), ...discs];
  }

  spot(key, share, half, high) {
    const at = this.network.canvasToDOM(this.middle(key, share));
    return { left: at.x - half, right: at.x + half, top: at.y - high, bottom: at.y + high };
  }

  room(key, half, high, taken) {
    for (const share of SHARES) {
      const box = this.spot(key, share, half, high);
      if (!taken.some((other) => overlap(box, other))) return box;
    }
    return null;
  }

  wrapped(context, name) {
    const key = context.font + name;
    let found = this.widths.get(key);
    if (!found) {
      found = wrap(context, name);
      if (this.widths.size > 6000) this.widths.clear();
      this.widths.set(key, found);
    }
    return found;
  }
}

function wrap(context, name) {
  const width = (text) => context.measureText(text).width;
  const words = name.split(/\s+/u).filter(Boolean);
  const lines = [""];
  for (const word of words) {
    const line = lines[lines.length - 1];
    const longer = line ? `${line} ${word}` : word;
    if (!line || width(longer) <= WIDEST) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const kept = lines.slice(0, 2).map((line, number) => {
    if (width(line) <= WIDEST + 20 && (number === 0 || lines.length <= 2)) return line;
    let letters = [...line];
    while (letters.length > 1 && width(`${letters.join("")}…`) > WIDEST) letters.pop();
    return `${letters.join("")}…`;
  });
  return { lines: kept, wide: Math.max(...kept.map(width)) };
}

function halo(context, text, x, y, ink, paper, width) {
  if (width) {
    context.strokeStyle = paper;
    context.lineWidth = width;
    context.strokeText(text, x, y);
  }
  context.fillStyle = ink;
  context.fillText(text, x, y);
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
