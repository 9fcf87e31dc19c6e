// What the browser knows of the picture: everything that is on the canvas, and what of it filters let be seen.

export class Model {
  constructor() {
    this.nodes = new Map();
    this.edges = new Map();
    this.off = { nodes: new Set(), edges: new Set() };
    this.expected = null; // {off, on}: what will be off or on, as far as it is sure before Python has said it
    this.shown = { nodes: new Map(), edges: new Map() };
  }

  // Takes a message in. `held`: where the person has put nodes that Python has not acknowledged yet: there they stay.
  // Returns the ids of what is new, gone, told anew, in another place; and of what else went on or off because of it.
  change(message, held) {
    const whole = message.from === null;
    const before = this.shown;
    const gone = {
      nodes: whole ? absent(this.nodes, message.nodes) : message.gone_nodes,
      edges: whole ? absent(this.edges, message.edges) : message.gone_edges,
    };
    for (const kind of ["nodes", "edges"]) {
      for (const id of gone[kind]) this[kind].delete(id);
      if (whole) this.off[kind] = new Set(message.off[kind]);
      else {
        for (const id of [...message.on[kind], ...gone[kind]]) this.off[kind].delete(id);
        for (const id of message.off[kind]) this.off[kind].add(id);
      }
    }
    const fresh = new Set();
    const placed = new Set();
    for (const told of message.nodes) {
      const known = this.nodes.get(told.id);
      const node = { ...known, ...told };
      if (known && held[told.id]) Object.assign(node, { x: known.x, y: known.y });
      else if (held[told.id]) [node.x, node.y] = held[told.id];
      if (!known) fresh.add(told.id);
      if (!known || known.x !== node.x || known.y !== node.y) placed.add(told.id);
      this.nodes.set(told.id, node);
    }
    for (const told of message.edges) this.edges.set(told.id, { ...this.edges.get(told.id), ...told });
    this.sift();
    const anew = { nodes: message.nodes.map(({ id }) => id), edges: message.edges.map(({ id }) => id) };
    return { fresh: [...fresh], placed, gone, ...anew, switched: this.switched(before, anew) };
  }

  // What belongs to an entry of the legend.
  sort(sort, value) {
    const of = (kind) => [...this[kind].values()].filter((each) => each[sort] === value).map(({ id }) => id);
    return sort === "kind" ? { nodes: of("nodes"), edges: [] } : { nodes: [], edges: of("edges") };
  }

  // Returns the ids of what goes on or off because of it.
  expect(expected) {
    const before = this.shown;
    this.expected = expected;
    this.sift();
    return this.switched(before);
  }

  // What went on or off since, without what is told anew.
  switched(before, anew = { nodes: [], edges: [] }) {
    const ids = (kind) => {
      const [was, is, known] = [before[kind], this.shown[kind], new Set(anew[kind])];
      return [...this[kind].keys()].filter((id) => was.has(id) !== is.has(id) && !known.has(id));
    };
    return { nodes: ids("nodes"), edges: ids("edges") };
  }

  // An edge is seen when neither it nor one of its ends is switched off.
  sift() {
    const off = (kind) => {
      if (!this.expected) return this.off[kind];
      const found = new Set([...this.off[kind], ...this.expected.off[kind]]);
      for (const id of this.expected.on[kind]) found.delete(id);
      return found;
    };
    const [nodes, edges] = [off("nodes"), off("edges")];
    const seen = new Map([...this.nodes].filter(([id]) => !nodes.has(id)));
    const lines = [...this.edges].filter(([key, { from, to }]) => !edges.has(key) && seen.has(from) && seen.has(to));
    this.shown = { nodes: seen, edges: new Map(lines) };
  }

  of({ what, ids }) {
    const all = what === "node" ? this.shown.nodes : this.shown.edges;
    return ids.filter((id) => all.has(id));
  }
}

function absent(known, told) {
  const ids = new Set(told.map((element) => element.id));
  return [...known.keys()].filter((id) => !ids.has(id));
}
