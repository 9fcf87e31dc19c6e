// The canvas: one vis-network per mounted component, changed only by differences between versions.
// Python sends messages, and events go back as one trigger, "act": see allegata/ui/canvas/__init__.py.

import { Address } from "./address.js";
import { Camera } from "./camera.js";
import { Controls } from "./controls.js";
import { Foresight } from "./foresight.js";
import { Gestures } from "./gestures.js";
import { inspection } from "./inspection.js";
import { Model } from "./model.js";
import { Painter } from "./painter.js";
import { readTheme, edgeStyle, nodeStyle } from "./style.js";

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
    this.model = new Model();
    this.version = null;
    this.session = null;
    this.selected = null; // {what, ids}
    this.sent = 0; // number of events sent: answers to older ones do not change the selection
    this.unheard = []; // events that Python has not acknowledged: each message repeats them
    this.kept = Address.read(location.hash);
    this.moved = this.kept.moved; // dragged, and not yet told
    this.focusTurn = 0;
    this.foresight = new Foresight(this);
    this.inbox = [];
    this.controls = new Controls(parent, this);
    this.root = this.controls.root;
    this.address = new Address(this);
    this.root.allegata = inspection(this);
    library().then((vis) => this.begin(vis));
  }

  begin(vis) {
    if (this.gone) return;
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
    this.gestures = new Gestures(this);
    this.network.on("afterDrawing", () => this.address.touch());
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
      this.act("resync");
      return;
    }
    this.told = this.foresight.hear(message);
    this.atOnce(() => this.follow(message, whole));
    this.address.renew();
  }

  // vis-network would draw at every step of it, and once more for each in the next frame.
  atOnce(work) {
    const { renderer } = this.network;
    renderer.allowRedraw = false;
    try {
      work();
    } finally {
      renderer.allowRedraw = true;
    }
    this.painter.measure();
    this.painter.refresh();
  }

  follow(message, whole) {
    this.theme = readTheme(this.root, this.style);
    this.comparing = Object.keys(message.mark_words).length > 0;
    this.lookedAt = message.looked_at; // only looked at: nothing changes what is drawn, and the address is not its own
    if (this.lookedAt && this.session === null) {
      this.kept = {};
      this.moved = {};
    }
    const news = message.session !== this.session || message.to !== this.version;
    const show = news ? this.draw(message, whole) : null;
    this.restyle();
    if (message.ack >= this.sent && !this.pending) this.selected = message.selected;
    this.gestures.follow();
    this.controls.refresh(this.told);
    // Only now is it known how much room the legend leaves.
    if (show) {
      this.network.setSize("100%", "100%");
      show();
    }
    if (message.focus && message.focus.turn > this.focusTurn) {
      this.focusTurn = message.focus.turn;
      this.camera.look(message.focus.id);
    }
  }

  knows(message) {
    return message.from === this.version || message.to === this.version;
  }

  // Returns how the camera is to follow.
  draw(message, whole) {
    const first = this.session !== message.session;
    this.styled ??= this.look();
    const change = this.model.change(message, this.untold());
    for (const id of change.gone.nodes) delete this.moved[id];
    this.edges.remove(change.gone.edges);
    this.nodes.remove(change.gone.nodes);
    this.renew(change);
    this.turn(change.switched);
    this.version = message.to;
    this.session = message.session;
    if (first) {
      this.focusTurn = message.focus ? message.focus.turn : 0;
      // An address may speak of actors that are not here.
      for (const id of Object.keys(this.moved)) if (!this.model.nodes.has(id)) delete this.moved[id];
    }
    const { camera } = this.kept;
    this.kept = {};
    if (camera) return () => this.camera.restore(camera);
    if (first || message.fit) return () => this.camera.fit(false);
    const fresh = change.fresh.filter((id) => this.model.shown.nodes.has(id));
    return fresh.length && !whole ? () => this.camera.include(fresh) : null;
  }

  renew({ nodes, edges, placed }) {
    if (nodes.length) this.painter.unmeasured = true;
    this.nodes.update(nodes.map((id) => this.visNode(id, placed.has(id))));
    this.edges.update(edges.map((key) => this.visEdge(key)));
  }

  // On or off. Told of it by their data, vis-network would take in all options of each of them anew.
  turn({ nodes, edges }) {
    const { shown } = this.model;
    const { body } = this.network;
    if (nodes.length) this.painter.unmeasured = true;
    for (const id of nodes) body.nodes[id].options.hidden = !shown.nodes.has(id);
    for (const key of edges) body.edges[key].options.hidden = !shown.edges.has(key);
    if (nodes.length || edges.length) this.network._updateVisibleIndices();
  }

  // What a switch of the legend is sure to do.
  foresee(entry) {
    const change = this.foresight.toggle(entry);
    if (!change) return;
    this.atOnce(() => {
      this.turn(change);
      this.controls.refresh(this.told);
    });
  }

  visNode(id, placed = false) {
    const { nodes, shown } = this.model;
    const node = nodes.get(id);
    const drawn = nodeStyle(node, this.theme, !shown.nodes.has(id), this.painter.card);
    return placed ? { ...drawn, x: node.x, y: node.y } : drawn;
  }

  visEdge(key) {
    const { edges, shown } = this.model;
    return edgeStyle(edges.get(key), this.style, this.theme, !shown.edges.has(key), this.comparing);
  }

  restyle() {
    if (this.styled === this.look()) return;
    this.nodes.update([...this.model.nodes.keys()].map((id) => this.visNode(id)));
    this.edges.update([...this.model.edges.keys()].map((key) => this.visEdge(key)));
    this.styled = this.look();
  }

  // What everything drawn depends on.
  look() {
    return `${this.theme.name} ${this.comparing}`;
  }

  // ── To Python ────────────────────────────────────────────────────────────────────────────────────────────────

  act(kind, ids = []) {
    this.forget();
    if (kind === "toggle") this.foresee(ids[0]);
    this.sent += 1;
    const moved = this.moved;
    this.moved = {};
    this.unheard.push({ kind, ids, n: this.sent, moved });
    this.send([...this.unheard]);
  }

  // What is pressed beside the drawing may save or export what is on it: Python is to know where nodes are. A
  // selection that waits to be told takes it along.
  confide() {
    const drawn = this.version !== null;
    if (drawn && !this.pending && Object.keys(this.moved).length) this.act("moved");
  }

  // Where nodes were dragged to, as far as Python has not acknowledged it.
  untold() {
    return Object.assign({}, ...this.unheard.map((event) => event.moved), this.moved);
  }

  select(what, ids = [], pause = 0) {
    this.selected = what && ids.length ? { what, ids } : null;
    this.gestures.follow();
    this.painter.refresh();
    this.controls.announce();
    this.forget();
    const kind = !this.selected ? "clear" : ids.length > 1 ? "select-nodes" : `select-${what}`;
    const tell = () => this.act(kind, ids);
    if (pause) this.pending = setTimeout(tell, pause);
    else tell();
  }

  // Of several, one more or one less.
  toggle(id) {
    const now = this.chosen("node");
    this.select("node", now.includes(id) ? now.filter((other) => other !== id) : [...now, id]);
  }

  // What is selected and can be seen, of this sort.
  chosen(what) {
    return this.selected?.what === what ? this.model.of(this.selected) : [];
  }

  // A selection that has not been told yet need not be told any more.
  forget() {
    clearTimeout(this.pending);
    this.pending = null;
  }

  // Whole numbers, as vis-network tells places: what is drawn, told and kept is the same.
  place(id) {
    const { x, y } = this.network.getPosition(id);
    this.nodes.update({ id, x, y });
    const node = this.model.nodes.get(id);
    if (node.x === x && node.y === y) return;
    Object.assign(node, { x, y });
    this.moved[id] = [x, y];
  }

  // ── Steps by key ─────────────────────────────────────────────────────────────────────────────────────────────

  stepNodes(way) {
    const ids = [...this.model.shown.nodes.values()]
      .sort((a, b) => b.radius - a.radius || a.name.localeCompare(b.name))
      .map((node) => node.id);
    const id = next(ids, this.selected?.what === "node" ? this.selected.ids.at(-1) : null, way);
    if (!id) return;
    this.camera.look(id);
    this.select("node", [id], STEP_PAUSE);
  }

  stepEdges(way) {
    const { what, ids } = this.selected ?? {};
    if (what === "node") this.around = ids.at(-1);
    const keys = [...this.model.shown.edges.values()]
      .filter((edge) => !this.around || edge.from === this.around || edge.to === this.around)
      .map((edge) => edge.id);
    const key = next(keys, what === "edge" ? ids[0] : null, way);
    if (key) this.select("edge", [key], STEP_PAUSE);
  }

  destroy() {
    this.gone = true;
    this.forget();
    this.address.destroy();
    this.gestures?.destroy();
    this.controls.destroy();
    this.network?.destroy();
  }
}

function next(ids, current, way) {
  if (!ids.length) return null;
  const at = ids.indexOf(current);
  if (at < 0) return way > 0 ? ids[0] : ids[ids.length - 1];
  return ids[(at + way + ids.length) % ids.length];
}
