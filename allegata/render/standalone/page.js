// One view that stands by itself: drawn as the explorer draws it, with what stands behind each edge.
// All that comes from data is set as text.

import { drawing, isolated, make, plural, short, text } from "./elements.js";
import { counted, entries, OUTLINES } from "./legend.js";
import { Painter } from "./painter.js";
import { edgeStyle, lineOf, inkOf, nodeStyle, readTheme } from "./style.js";

const root = document.documentElement;
const at = (id) => document.getElementById(id);

class Page {
  constructor(data) {
    this.data = data;
    this.style = data.style;
    this.comparing = Object.keys(data.mark_words).length > 0;
    this.selected = null;
    const nodes = new Map(data.nodes.map((node) => [node.id, node]));
    const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
    this.model = {
      nodes,
      edges,
      shown: { nodes, edges },
      of: ({ what, ids }) => ids.filter((id) => (what === "node" ? nodes : edges).has(id)),
    };
    this.dark = matchMedia("(prefers-color-scheme: dark)").matches;
    this.read();
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.network = new vis.Network(at("stage"), { nodes: this.nodes, edges: this.edges }, data.options);
    this.painter = new Painter(this);
    this.nodes.add(data.nodes.map((node) => ({ ...this.looks(node), x: node.x, y: node.y })));
    this.edges.add(data.edges.map((edge) => this.line(edge)));
    this.listen();
    this.refresh();
    at("notes").append(...data.notes.flatMap((note) => [text("span", note), " "]));
    this.fit();
    // Fonts and the room that the legend takes are known now.
    requestAnimationFrame(() => this.fit());
  }

  // ── Drawing ────────────────────────────────────────────────────────────────────────────────────────────────────

  read() {
    const ground = this.style.grounds[this.dark ? "dark" : "light"];
    root.style.setProperty("--st-background-color", ground.paper);
    root.style.setProperty("--st-font", getComputedStyle(document.body).fontFamily);
    this.theme = readTheme(root, this.style);
    at("ground").textContent = this.dark ? "Light" : "Dark";
  }

  looks(node) {
    return nodeStyle(node, this.theme, false, this.painter.card);
  }

  line(edge) {
    return edgeStyle(edge, this.style, this.theme, false, this.comparing);
  }

  turn() {
    this.dark = !this.dark;
    this.read();
    this.nodes.update(this.data.nodes.map((node) => this.looks(node)));
    this.edges.update(this.data.edges.map((edge) => this.line(edge)));
    this.refresh();
  }

  refresh() {
    const told = { switched_off: {}, mark_words: this.data.mark_words };
    const rows = entries(this, told, { inUse: true });
    const keys = rows.map((row) => {
      const group = make("div", "group");
      group.append(...row.flatMap(spread).map(key));
      return group;
    });
    at("legend").replaceChildren(...keys, text("div", counted(this.model), "key"));
    this.list();
    this.tell();
    this.painter.refresh();
  }

  fit() {
    this.network.redraw();
    this.network.fit({ animation: false, maxZoomLevel: 1.4 });
    // Names reach beyond the discs.
    if (this.model.nodes.size > 1) this.network.moveTo({ scale: this.network.getScale() * 0.9 });
  }

  // ── Choosing ───────────────────────────────────────────────────────────────────────────────────────────────────

  listen() {
    const stage = at("stage");
    this.network.on("click", ({ pointer }) => {
      const found = this.painter.under(pointer.DOM);
      this.select(found && found.what, found && found.id);
    });
    stage.addEventListener("pointermove", (event) => {
      if (event.buttons) return;
      const box = stage.getBoundingClientRect();
      const now = this.painter.hover({ x: event.clientX - box.left, y: event.clientY - box.top });
      stage.style.cursor = now ? "pointer" : "";
    });
    stage.addEventListener("pointerleave", () => this.painter.hover(null));
    at("ground").onclick = () => this.turn();
    at("fit").onclick = () => this.fit();
    at("find").oninput = () => this.list();
    addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.select(null);
      if (event.key === "0" && event.target.tagName !== "INPUT") this.fit();
    });
    at("lists").addEventListener("keydown", (event) => this.step(event));
  }

  // Arrow keys lead through the list; it is one stop for the Tab key.
  step(event) {
    const buttons = [...at("lists").querySelectorAll("button")];
    const now = buttons.indexOf(document.activeElement);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || now < 0) return;
    event.preventDefault();
    buttons[Math.min(Math.max(to, 0), buttons.length - 1)].focus();
  }

  select(what, id) {
    this.selected = what ? { what, ids: [id] } : null;
    for (const button of at("lists").querySelectorAll("button")) {
      const current = what === button.dataset.what && id === button.dataset.id;
      button.setAttribute("aria-current", String(current));
      if (current) {
        reach(button);
        button.scrollIntoView({ block: "nearest" });
      }
    }
    this.tell();
    this.painter.refresh();
  }

  // ── The list ───────────────────────────────────────────────────────────────────────────────────────────────────

  list() {
    const wanted = at("find").value.trim().toLocaleLowerCase();
    const fits = (words) => !wanted || words.toLocaleLowerCase().includes(wanted);
    const nodes = [...this.data.nodes]
      .filter((node) => fits(node.name))
      .sort((a, b) => b.degree - a.degree || (a.name < b.name ? -1 : 1));
    const edges = [...this.data.edges].filter((edge) => fits(edge.sentence)).sort((a, b) => b.count - a.count);
    const parts = [];
    if (nodes.length) parts.push(text("h2", `Actors (${nodes.length})`), this.rows("node", nodes));
    if (edges.length) parts.push(text("h2", `Relations (${edges.length})`), this.rows("edge", edges));
    if (!parts.length) parts.push(text("p", "Nothing in this picture is called so.", "none"));
    at("lists").replaceChildren(...parts);
    const first = at("lists").querySelector("[aria-current=true]") ?? at("lists").querySelector("button");
    if (first) reach(first);
  }

  rows(what, all) {
    const list = make("ul");
    for (const each of all) {
      const button = make("button", "", { type: "button", tabindex: "-1" });
      button.dataset.what = what;
      button.dataset.id = each.id;
      button.setAttribute("aria-current", String(this.selected?.what === what && this.selected.ids[0] === each.id));
      const words = text("span", what === "node" ? short(each.name) : this.sentence(each));
      words.dir = "auto";
      button.append(what === "node" ? disc(each.shape, this.theme.kind(each.kind)) : this.sample(each), words);
      button.onclick = () => this.select(what, each.id);
      const item = make("li");
      item.append(button);
      list.append(item);
    }
    return list;
  }

  sample(edge) {
    return stroke({ ink: inkOf(edge, this.theme, this.comparing), ...lineOf(edge, this.style) });
  }

  sentence(edge) {
    const name = (id) => isolated(this.model.nodes.get(id).name);
    return `${name(edge.from)} ${edge.label} ${name(edge.to)}`;
  }

  // ── What stands behind it ──────────────────────────────────────────────────────────────────────────────────────

  tell() {
    const parts = !this.selected
      ? [text("p", "Choose an actor or a relation, in the picture or in the list: what stands behind it is told here.", "faint")]
      : this.selected.what === "node"
        ? this.actor(this.model.nodes.get(this.selected.ids[0]))
        : this.relation(this.model.edges.get(this.selected.ids[0]));
    at("told").replaceChildren(...parts);
    at("told").scrollTop = 0;
  }

  actor(node) {
    const parts = [text("div", node.kind, "kind"), titled(node.name)];
    const own = [...this.model.edges.values()].filter(({ from, to }) => from === node.id || to === node.id);
    parts.push(text("p", `${plural(own.length, "relation")} in this picture, ${node.degree.toLocaleString("en")} in all.`, "faint"));
    for (const edge of own.sort((a, b) => b.count - a.count)) {
      const button = text("button", this.sentence(edge));
      button.type = "button";
      button.onclick = () => this.select("edge", edge.id);
      const row = make("div");
      row.append(this.sample(edge), " ", button);
      parts.push(row);
    }
    return parts;
  }

  relation(edge) {
    const head = make("h2");
    const name = (id) => isolated(this.model.nodes.get(id).name);
    head.append(name(edge.from), " ", text("span", edge.label, "verb"), " ", name(edge.to));
    const parts = [text("div", edge.status || edge.foreign || edge.stance ? edge.family : "Standing fact", "kind"), head];
    if (edge.status) {
      const line = make("p");
      line.append(chip(edge.status, edge.status.toLowerCase()), ` ${this.data.reasons[edge.status]}`);
      parts.push(line);
      if (edge.spread.includes(",")) parts.push(text("p", `Its claims: ${edge.spread}.`, "faint"));
    }
    if (edge.mark) parts.push(text("p", this.data.mark_words[edge.mark] ?? "", "faint"));
    for (const words of [edge.numbers, edge.status ? edge.when : ""]) if (words) parts.push(text("p", words, "faint"));
    const told = this.data.evidence[edge.id];
    if (!told) {
      if (edge.status) parts.push(text("p", "The statements behind it are not in this file.", "faint"));
      else if (edge.when) parts.push(text("p", edge.when, "faint"));
      return parts;
    }
    parts.push(...told.facts.map(fact), ...told.claims.map((claim) => this.claim(claim)));
    if (told.more) parts.push(text("p", `${plural(told.more, "further claim")} not in this file.`, "faint"));
    if (told.unsaid) parts.push(text("p", `${plural(told.unsaid, "further statement")} not in this file.`, "faint"));
    return parts;
  }

  claim(claim) {
    const article = make("article");
    const head = text("h4", `${claim.text} `);
    head.dir = "auto";
    head.append(chip(claim.status, claim.status.toLowerCase()));
    article.append(head);
    if (claim.line) article.append(text("div", claim.line, "faint"));
    article.append(...claim.statements.map(statement));
    if (claim.unsaid) article.append(text("div", `${plural(claim.unsaid, "further statement")} not in this file.`, "faint"));
    for (const [title, all] of [["Versions of it", claim.versions], ["It is about", claim.about], ["Alleged, warned of or asked for in", claim.alleged]])
      if (all) article.append(text("div", `${title}: ${all.map((each) => each.replace(/\.$/, "")).join("; ")}.`, "faint"));
    return article;
  }
}

function statement(it) {
  const box = make("div", "statement");
  const line = make("div");
  line.append(text("b", isolated(it.holder)));
  const beside = `${it.speaks ? ` for ${isolated(it.speaks)}` : ""}${it.via ? ` via ${isolated(it.via)}` : ""} `;
  line.append(text("span", beside, "faint"), chip(it.stance, it.says));
  if (it.said) line.append(text("span", ` ${it.said}`, "faint"));
  box.append(line);
  if (it.words) box.append(text("div", it.words));
  const where = make("div", "where");
  where.append([it.title, it.where].filter(Boolean).join(" · "));
  if (it.url) where.append(" ", address(it.url));
  box.append(where);
  if (it.note) box.append(text("div", `Note: ${it.note}`, "note"));
  return box;
}

function fact(it) {
  const box = make("div", "statement");
  for (const words of [it.between, it.role, it.when]) if (words) box.append(text("div", words));
  const line = text("div", it.source ?? "", "where");
  if (it.url) line.append(" ", address(it.url));
  box.append(line);
  return box;
}

// Leads away only when it is clicked; what is no http address stays text.
function address(url) {
  if (!/^https?:\/\//i.test(url)) return text("span", url);
  const link = text("a", "source");
  Object.assign(link, { href: url, target: "_blank", rel: "noopener noreferrer", title: url });
  return link;
}

function titled(name) {
  const head = text("h2", name);
  head.dir = "auto";
  return head;
}

function chip(name, words) {
  return text("span", words, `chip ${name}`);
}

function reach(button) {
  for (const other of at("lists").querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
  button.tabIndex = 0;
}

function spread({ word, samples, parts }) {
  if (parts?.length) return parts.map((part) => ({ word: part.word, sample: part.sample }));
  return [{ word, sample: samples[0] }];
}

function key({ word, sample }) {
  const made = make("span", "key");
  if (sample) made.append(sample.shape ? disc(sample.shape, sample.ink) : stroke(sample));
  made.append(text("span", short(word)));
  return made;
}

function disc(shape, ink) {
  if (shape === "dot") return drawing(12, 12, ["circle", { cx: 6, cy: 6, r: 5.5, fill: ink }]);
  return drawing(12, 12, ["polygon", { points: OUTLINES[shape].join(" "), fill: ink }]);
}

function stroke({ ink, width, dashes }) {
  const line = { x1: 2, y1: 5, x2: 24, y2: 5, stroke: ink, "stroke-width": width, "stroke-dasharray": dashes.join(" "), "stroke-linecap": "round" };
  return drawing(26, 10, ["line", line]);
}

const page = new Page(JSON.parse(at("data").textContent));

function onPage(point) {
  const box = at("stage").getBoundingClientRect();
  const { x, y } = page.network.canvasToDOM(point);
  return { x: box.left + x, y: box.top + y };
}

// What tests may ask.
root.allegata = {
  positions: () => page.network.getPositions(),
  nodeOn: (id) => onPage(page.network.getPosition(id)),
  edgeOn: (id) => onPage(page.painter.middle(id)),
  looks: (id) => page.edges.get(id),
  ground: () => page.theme.name,
};
