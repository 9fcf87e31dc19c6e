// What vis-network does not draw: names that never overlap and keep their size, what is hovered or selected above a
// veil over the rest, and the labels of edges. Also what lies under the pointer.

import { drawCard, outline } from "./card.js";
import { CARD, extent, inkOfWords } from "./style.js";
import { halo, overlap, WIDEST, wrap } from "./words.js";

const NAME = 12.5; // pixels on the screen, whatever the zoom
const LABEL = 11.5;
const LONGEST = 40; // characters of a label
const FEW_EDGES = 12;
const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]; // where on its line an edge's label may stand
const VEIL = { hover: 0.78, selected: 0.72 };
const EXACT = 2.5; // pixels around a line that count as pointing at it
const REACH = 8; // pixels around it that still count where nothing else is

export class Painter {
  constructor(canvas) {
    this.canvas = canvas;
    this.network = canvas.network;
    this.hovered = null; // {what, ids}
    this.held = [];
    this.boxes = []; // names as drawn last, for clicks on them
    this.widths = new Map();
    // One for all cards: which node it is, vis-network tells. It also draws those that are just being taken away.
    this.card = ({ ctx, id, x, y }) => ({
      drawNode: () => {
        const node = this.canvas.model.nodes.get(id);
        if (node) drawCard(ctx, node, this.canvas.theme, { x, y, scale: this.network.getScale() });
      },
      nodeDimensions: CARD,
    });
    this.unmeasured = false;
    this.network.on("afterDrawing", (context) => {
      if (this.unmeasured) return;
      const { width, clientWidth, clientHeight } = context.canvas;
      this.paint(context, { width: clientWidth, height: clientHeight, ratio: width / clientWidth });
    });
  }

  // vis-network draws a node only where it was seen last, and knows how large it is only when it has drawn it: nodes that
  // are new or have moved are drawn once unseen.
  measure() {
    if (this.unmeasured) this.network.renderer._redraw(true);
    this.unmeasured = false;
  }

  // Once in the next frame, however often it is asked for.
  refresh() {
    this.network.renderer._requestRedraw();
  }

  hold(ids) {
    this.held = ids;
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
    for (const key of this.canvas.model.shown.edges.keys()) {
      if (!this.drawn(key)) continue;
      const edge = this.network.body.edges[key];
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
    if (this.held.length) return null;
    const now = point ? this.under(point) : null;
    if (now?.id !== this.hovered?.ids[0] || now?.what !== this.hovered?.what) {
      this.hovered = now && { what: now.what, ids: [now.id] };
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

  paint(context, frame) {
    const { selected } = this.canvas;
    if (!this.canvas.theme) return;
    const chosen = this.present(selected);
    const subject = this.present(this.hovered) ?? chosen;
    const near = subject ? this.near(subject) : null;
    if (near) this.veil(context, near, frame, subject === chosen ? VEIL.selected : VEIL.hover);
    if (chosen) chosen.ids.forEach((id) => this.mark(context, chosen.what, id));
    this.words(context, near, subject, frame);
  }

  // The same without what only hands do: nothing hovered or selected. For images.
  still(context, frame) {
    const { body } = this.network;
    const { edges, nodes } = this.canvas.model.shown;
    const lines = [...edges.keys()].filter((key) => this.drawn(key)).map((key) => body.edges[key]);
    const boxes = this.boxes;
    context.save();
    context.translate(body.view.translation.x, body.view.translation.y);
    context.scale(body.view.scale, body.view.scale);
    for (const line of lines) line.draw(context);
    for (const line of lines) line.drawArrows(context);
    for (const id of nodes.keys()) body.nodes[id]?.draw(context);
    context.restore();
    this.words(context, null, null, frame);
    this.boxes = boxes;
  }

  words(context, near, subject, frame) {
    const { edges } = this.canvas.model.shown;
    context.save();
    context.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    context.lineJoin = "round";
    context.textAlign = "center";
    const labelled = near?.edges ?? (edges.size <= FEW_EDGES ? edges : null);
    this.boxes = [];
    this.names(context, near, subject, frame);
    const keys = labelled && [...labelled.keys()].filter((key) => this.drawn(key));
    if (keys && keys.length <= 2 * FEW_EDGES) this.labels(context, keys, near);
    else if (this.network.getScale() > 0.75) this.counts(context);
    this.pins(context);
    context.restore();
  }

  // What of it can be seen; null when nothing.
  present(subject) {
    if (!subject) return null;
    const ids = this.canvas.model.of(subject).filter((id) => subject.what === "node" || this.drawn(id));
    return ids.length ? { what: subject.what, ids } : null;
  }

  near({ what, ids }) {
    const wanted = new Set(ids);
    const near = { nodes: new Set(), edges: new Map() };
    for (const [key, edge] of this.canvas.model.shown.edges) {
      if (what === "edge" ? !wanted.has(key) : !wanted.has(edge.from) && !wanted.has(edge.to)) continue;
      near.edges.set(key, edge);
      near.nodes.add(edge.from).add(edge.to);
    }
    if (what === "node") ids.forEach((id) => near.nodes.add(id));
    return near;
  }

  veil(context, near, frame, strength) {
    const { body } = this.network;
    const from = this.network.DOMtoCanvas({ x: 0, y: 0 });
    const to = this.network.DOMtoCanvas({ x: frame.width, y: frame.height });
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

  mark(context, what, id) {
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
      outline(context, model.nodes.get(id), x, y, 5 / Math.max(scale, 0.6));
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

  names(context, near, subject, { width, height }) {
    const { model, theme } = this.canvas;
    const scale = this.network.getScale();
    const subjects = new Set(subject?.what === "node" ? subject.ids : []);
    const rank = (node) => (subjects.has(node.id) ? 2 : near?.nodes.has(node.id) ? 1 : 0);
    const order = [...model.shown.nodes.values()].sort((a, b) => rank(b) - rank(a) || b.radius - a.radius);
    for (const node of order) {
      if (node.shape === "claim") continue; // its card has its words
      const strong = rank(node) > 0;
      const at = this.seen(node.id);
      if (!at) continue;
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
      if ((rank(node) < 2 || subjects.size > 1) && this.boxes.some((other) => overlap(box, other))) continue;
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
    const { model, theme, comparing } = this.canvas;
    const taken = this.taken(near);
    context.font = `600 ${LABEL}px ${theme.font}`;
    context.textBaseline = "middle";
    for (const key of keys) {
      const edge = model.edges.get(key);
      const label = edge.label.length > LONGEST ? `${edge.label.slice(0, LONGEST)}…` : edge.label;
      const text = edge.count > 1 ? `${label} · ${edge.count}` : label;
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
      context.fillStyle = inkOfWords(edge, theme, comparing);
      context.fillText(text, box.left + half, box.top + 9.5);
    }
  }

  // Numbers of statements, by the same rule.
  counts(context) {
    const { model, theme, comparing } = this.canvas;
    const taken = this.taken(null);
    context.font = `600 10.5px ${theme.font}`;
    context.textBaseline = "middle";
    for (const [key, edge] of model.shown.edges) {
      if (edge.count < 2 || !this.drawn(key)) continue;
      const box = this.room(key, 8, 8, taken);
      if (!box) continue;
      taken.push(box);
      halo(context, String(edge.count), box.left + 8, box.top + 8, inkOfWords(edge, theme, comparing), theme.paper, 5);
    }
  }

  // A small pin at the shoulder of each node that is held in place.
  pins(context) {
    const { model, theme } = this.canvas;
    const scale = this.network.getScale();
    for (const [id, node] of model.shown.nodes) {
      const at = node.pinned && this.seen(id);
      if (!at) continue;
      const reach = extent(node);
      const corner = node.shape === "claim" ? 0.94 : Math.SQRT1_2;
      pin(context, at.x + reach.x * scale * corner + 3, at.y - reach.y * scale * corner - 3, theme);
    }
  }

  // Where a node is on the screen, once vis-network has it.
  seen(id) {
    const node = this.network.body.nodes[id];
    return node ? this.network.canvasToDOM(node) : null;
  }

  // Names and actors that must stay in sight: all, or those near what is hovered or selected.
  taken(near) {
    const scale = this.network.getScale();
    const { nodes } = this.canvas.model.shown;
    const ids = [...(near ? near.nodes : nodes.keys())].filter((id) => this.seen(id));
    const discs = ids.map((id) => {
      const at = this.seen(id);
      const reach = extent(nodes.get(id));
      const [wide, high] = [reach.x * scale + 3, reach.y * scale + 3];
      return { left: at.x - wide, right: at.x + wide, top: at.y - high, bottom: at.y + high };
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

function pin(context, x, y, theme) {
  context.save();
  context.translate(x, y);
  context.beginPath();
  context.arc(0, 0, 7, 0, 2 * Math.PI);
  context.fillStyle = theme.paper;
  context.fill();
  context.lineWidth = 1.2;
  context.strokeStyle = theme.accent;
  context.stroke();
  context.rotate(Math.PI / 5);
  context.fillStyle = theme.accent;
  context.beginPath();
  for (const [px, py] of PIN) context.lineTo(px, py);
  context.fill();
  context.restore();
}

const PIN = [[-2, -4], [2, -4], [1.3, -0.8], [2.8, 1], [0.6, 1], [0, 4.6], [-0.6, 1], [-2.8, 1], [-1.3, -0.8]];
