// The canvas: one vis-network per mounted component, changed only by differences between versions.
// Python sends messages (see allegata/ui/difference.py); clicks and keys go back as one trigger, "act".

import { Camera } from "./camera.js";
import { Controls } from "./controls.js";
import { Painter } from "./painter.js";
import { readTheme, edgeStyle, nodeStyle } from "./style.js";

const DOUBLE_CLICK = 350; // milliseconds between two clicks that mean "expand"
const STEP_PAUSE = 160; // a person stepping through nodes by key is not followed to Python at every step

const mounted = new WeakMap();

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let canvas = mounted.get(parentElement);
  if (!canvas) {
    canvas = new Canvas(parentElement);
    mounted.set(parentElement, canvas);
  }
  canvas.send = (event) => setTriggerValue("act", event);
  canvas.receive(data);
  return () => {
    // Streamlit also calls this for a run that a newer one overtook, while the canvas is still on the page.
    if (canvas.root.isConnected) return;
    canvas.destroy();
    mounted.delete(parentElement);
  };
}

function library() {
  if (globalThis.vis?.Network) return Promise.resolve(globalThis.vis);
  return new Promise((resolve) => {
    const poll = setInterval(() => {
      if (!globalThis.vis?.Network) return;
      clearInterval(poll);
      resolve(globalThis.vis);
    }, 15);
  });
}

class Canvas {
  constructor(parent) {
    this.model = { nodes: new Map(), edges: new Map() };
    this.version = null;
    this.session = null;
    this.selected = null; // {what, id}
    this.sent = 0; // number of events sent: answers to older ones do not change the selection
    this.unheard = []; // events that Python has not acknowledged: each message repeats them
    this.moved = {};
    this.focusTurn = 0;
    this.inbox = [];
    this.controls = new Controls(parent, this);
    this.root = this.controls.root;
    this.root.allegata = this.inspection();
    library().then((vis) => this.begin(vis));
  }

  begin(vis) {
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.network = new vis.Network(
      this.controls.stage,
      { nodes: this.nodes, edges: this.edges },
      {
        physics: false,
        layout: { improvedLayout: false },
        interaction: { selectable: false, hover: false, dragNodes: true, zoomSpeed: 0.6 },
        nodes: { chosen: false, shadow: false, font: { size: 0 } },
        edges: { chosen: false, shadow: false, arrowStrikethrough: false },
      },
    );
    this.camera = new Camera(this.network, this.controls.stage, this.model);
    this.painter = new Painter(this);
    this.network.on("click", (event) => this.clicked(event.pointer.DOM));
    this.network.on("dragStart", (event) => this.painter.hold(event.nodes.length ? event.nodes[0] : null));
    this.network.on("dragEnd", (event) => this.dropped(event.nodes));
    this.controls.listen();
    const waiting = this.inbox;
    this.inbox = null;
    waiting.forEach((message) => this.apply(message));
  }

  receive(message) {
    if (!message) return;
    if (this.inbox) this.inbox.push(message);
    else this.apply(message);
  }

  // ── From Python ──────────────────────────────────────────────────────────────────────────────────────────────

  apply(message) {
    const whole = message.from === null;
    // A canvas that is mounted again in the same session goes on counting where the last one stopped.
    if (this.session === null) this.sent = Math.max(this.sent, message.ack);
    this.unheard = this.unheard.filter((event) => event.n > message.ack);
    if (whole) this.style = message.style;
    if (!this.style || (!whole && (message.session !== this.session || !this.knows(message)))) {
      this.act("resync", "");
      return;
    }
    this.theme = readTheme(this.root, this.style);
    const news = message.session !== this.session || message.to !== this.version;
    const show = news ? this.draw(message, whole) : null;
    this.restyle();
    if (message.ack >= this.sent && !this.pending) this.selected = message.selected;
    this.controls.refresh(message);
    // Only now is it known how much room the legend leaves.
    if (show) {
      this.network.setSize("100%", "100%");
      show();
    }
    if (message.focus && message.focus.turn > this.focusTurn) {
      this.focusTurn = message.focus.turn;
      this.camera.look(message.focus.id);
    }
    this.painter.refresh();
  }

  knows(message) {
    return message.from === this.version || message.to === this.version;
  }

  // Returns how the camera is to follow.
  draw(message, whole) {
    const first = this.session !== message.session;
    const { nodes, edges } = this.model;
    const goneNodes = whole ? absent(nodes, message.nodes) : message.gone_nodes;
    const goneEdges = whole ? absent(edges, message.edges) : message.gone_edges;
    const fresh = message.nodes.filter((node) => !nodes.has(node.id)).map((node) => node.id);
    goneEdges.forEach((key) => edges.delete(key));
    goneNodes.forEach((id) => nodes.delete(id));
    for (const node of message.nodes) {
      const known = nodes.get(node.id);
      // A node that is drawn stays where it is, whatever Python last heard of it.
      nodes.set(node.id, known ? { ...known, ...node, x: known.x, y: known.y } : node);
    }
    message.edges.forEach((edge) => edges.set(edge.id, edge));
    this.edges.remove(goneEdges);
    this.nodes.remove(goneNodes);
    this.nodes.update(message.nodes.map((node) => this.visNode(nodes.get(node.id), fresh)));
    this.edges.update(message.edges.map((edge) => edgeStyle(edge, this.style, this.theme)));
    this.version = message.to;
    this.session = message.session;
    if (first) this.focusTurn = message.focus ? message.focus.turn : 0;
    if (first || message.fit) return () => this.camera.fit(false);
    return fresh.length ? () => this.camera.include(fresh) : null;
  }

  visNode(node, fresh) {
    const drawn = nodeStyle(node, this.theme);
    return fresh.includes(node.id) ? { ...drawn, x: node.x, y: node.y } : drawn;
  }

  restyle() {
    if (this.styled === this.theme.name) return;
    const { nodes, edges } = this.model;
    this.nodes.update([...nodes.values()].map((node) => nodeStyle(node, this.theme)));
    this.edges.update([...edges.values()].map((edge) => edgeStyle(edge, this.style, this.theme)));
    this.styled = this.theme.name;
  }

  // ── To Python ────────────────────────────────────────────────────────────────────────────────────────────────

  act(kind, id) {
    this.forget();
    this.sent += 1;
    const moved = this.moved;
    this.moved = {};
    this.unheard.push({ kind, id, n: this.sent, moved });
    this.send([...this.unheard]);
  }

  select(what, id, pause = 0) {
    this.selected = what ? { what, id } : null;
    this.painter.refresh();
    this.controls.announce();
    this.forget();
    const tell = () => this.act(what ? `select-${what}` : "clear", id ?? "");
    if (pause) this.pending = setTimeout(tell, pause);
    else tell();
  }

  // A selection that has not been told yet need not be told any more.
  forget() {
    clearTimeout(this.pending);
    this.pending = null;
  }

  expand(id) {
    this.act("expand", id);
  }

  clicked(point) {
    const now = performance.now();
    const found = this.painter.under(point);
    const node = found?.what === "node" ? found.id : null;
    if (node && this.last?.id === node && now - this.last.at < DOUBLE_CLICK) {
      this.last = null;
      this.expand(node);
      return;
    }
    this.last = node ? { id: node, at: now } : null;
    if (found) this.select(found.what, found.id);
    else if (this.selected) this.select(null, null);
  }

  dropped(ids) {
    this.painter.hold(null);
    for (const id of ids) {
      const { x, y } = this.network.getPosition(id);
      Object.assign(this.model.nodes.get(id), { x, y });
      this.moved[id] = [x, y];
    }
  }

  // ── Steps by key ─────────────────────────────────────────────────────────────────────────────────────────────

  stepNodes(way) {
    const ids = [...this.model.nodes.values()]
      .sort((a, b) => b.radius - a.radius || a.name.localeCompare(b.name))
      .map((node) => node.id);
    const id = next(ids, this.selected?.what === "node" ? this.selected.id : null, way);
    if (!id) return;
    this.camera.look(id);
    this.select("node", id, STEP_PAUSE);
  }

  stepEdges(way) {
    const { what, id } = this.selected ?? {};
    if (what === "node") this.around = id;
    const keys = [...this.model.edges.values()]
      .filter((edge) => !this.around || edge.from === this.around || edge.to === this.around)
      .map((edge) => edge.id);
    const key = next(keys, what === "edge" ? id : null, way);
    if (key) this.select("edge", key, STEP_PAUSE);
  }

  // ── For tests ────────────────────────────────────────────────────────────────────────────────────────────────

  inspection() {
    const onPage = (point) => {
      const box = this.controls.stage.getBoundingClientRect();
      const { x, y } = this.network.canvasToDOM(point);
      return { x: box.left + x, y: box.top + y };
    };
    return {
      ready: () => Boolean(this.network) && this.version !== null && !this.camera.moving(),
      version: () => this.version,
      selected: () => this.selected,
      scale: () => this.network.getScale(),
      positions: () => this.network.getPositions(),
      edges: () => [...this.model.edges.values()].map(({ id, from, to, label }) => ({ id, from, to, label })),
      domOf: (id) => onPage(this.network.getPosition(id)),
      edgeMid: (key) => onPage(this.painter.middle(key)),
      expand: (id) => this.expand(id),
      network: () => this.network,
    };
  }

  destroy() {
    this.forget();
    this.controls.destroy();
    this.network?.destroy();
  }
}

function absent(known, told) {
  const ids = new Set(told.map((element) => element.id));
  return [...known.keys()].filter((id) => !ids.has(id));
}

function next(ids, current, way) {
  if (!ids.length) return null;
  const at = ids.indexOf(current);
  if (at < 0) return way > 0 ? ids[0] : ids[ids.length - 1];
  return ids[(at + way + ids.length) % ids.length];
}
