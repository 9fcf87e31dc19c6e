// The legend: what lines, colours and shapes mean, and the switches that take them out of sight.

import { drawing, group, make, plural, short, text } from "./elements.js";

export const OUTLINES = {
  square: [1, 1, 11, 1, 11, 11, 1, 11],
  triangle: [6, 0.5, 11.8, 11, 0.2, 11],
  triangleDown: [0.2, 1, 11.8, 1, 6, 11.5],
  diamond: [6, 0, 12, 6, 6, 12, 0, 6],
  hexagon: [3, 0.8, 9, 0.8, 12, 6, 9, 11.2, 3, 11.2, 0, 6],
  claim: [0, 2, 12, 2, 12, 10, 0, 10],
};
const STANCES = { for: "asserts, confirms", against: "denies, dismisses", neither: "takes no side" };

// Rows of entries {id, word, off, samples}; an entry without an id explains, and switches nothing.
export function entries({ model, style, theme, comparing }, told, { inUse = false } = {}) {
  const of = inUse ? model.shown : model;
  const edges = [...of.edges.values()];
  const off = (sort) => new Set((!inUse && told.switched_off[sort]) || []);
  const rows = [];
  const row = (sort, values, order, entry) => {
    const known = new Set([...values, ...off(sort)]);
    const sorted = [...known].sort((a, b) => rank(order, a) - rank(order, b) || (a < b ? -1 : 1));
    rows.push(sorted.map((value) => ({ id: `${sort}:${value}`, off: off(sort).has(value), ...entry(value) })));
  };
  if (comparing) {
    const marks = new Set(edges.map((edge) => edge.mark));
    const shown = Object.entries(told.mark_words).filter(([mark]) => marks.has(mark) || !inUse);
    rows.push(shown.map(([mark, word]) => ({ word, samples: [stroke(theme.mark(mark), BOLD)] })));
  }
  const stances = new Set(edges.map((edge) => edge.stance).filter(Boolean));
  row("family", edges.map((edge) => edge.family), Object.keys(style.families), (family) =>
    family === "stance"
      ? { word: "stances", samples: [], parts: Object.keys(STANCES).filter((side) => stances.has(side)).map((side) => ({ word: STANCES[side], sample: stroke(theme.stance(side), BOLD) })) }
      : { word: family || "other", samples: comparing ? [] : [stroke(theme.family(family), BOLD)] },
  );
  const statuses = edges.filter((edge) => edge.status).map((edge) => edge.status);
  row("status", statuses, Object.keys(style.lines), (status) => ({
    word: status.toLowerCase() || "standing fact",
    samples: [stroke(theme.text, style.lines[status] ?? style.lines[""])],
  }));
  const shapes = new Map([...model.nodes.values()].map((node) => [node.kind, node.shape]));
  row("kind", [...of.nodes.values()].map((node) => node.kind), style.kinds, (kind) => ({
    word: kind,
    samples: [{ shape: shapes.get(kind) ?? "dot", ink: theme.kind(kind) }],
  }));
  return rows.filter((each) => each.length);
}

// "24 of 40 actors, 31 of 96 relations shown"
export function counted(model) {
  const count = (kind, noun) => {
    const [all, shown] = [model[kind].size, model.shown[kind].size];
    return shown < all ? `${shown.toLocaleString("en")} of ${plural(all, noun)}` : plural(all, noun);
  };
  const less = ["nodes", "edges"].some((kind) => model.shown[kind].size < model[kind].size);
  return `${count("nodes", "actor")}, ${count("edges", "relation")}${less ? " shown" : ""}`;
}

export class Legend {
  constructor(canvas) {
    this.canvas = canvas;
    this.element = make("div", "legend", { "aria-label": "Legend", role: "group" });
  }

  refresh(told) {
    this.told = told;
    const rows = entries(this.canvas, told);
    const { model } = this.canvas;
    const note = text("div", [model.nodes.size ? counted(model) : "", told.note].filter(Boolean).join(" · "), "count");
    const looks = JSON.stringify([rows, note.textContent]);
    if (looks === this.looks) return;
    this.looks = looks;
    const held = this.element.getRootNode().activeElement?.dataset?.id;
    this.element.replaceChildren(...rows.map((row) => group(...row.map((entry) => this.key(entry)))), note);
    if (held) [...this.element.querySelectorAll("button")].find((key) => key.dataset.id === held)?.focus();
  }

  key({ id, word, off, samples, parts = [] }) {
    const switches = id && !this.canvas.lookedAt;
    const key = make(switches ? "button" : "span", "key");
    for (const sample of samples) key.append(drawn(sample));
    for (const part of parts) key.append(drawn(part.sample), text("span", part.word));
    if (!parts.length) key.append(text("span", short(word)));
    if (!switches) return key;
    const title = `${off ? "Show" : "Hide"} ${short(word)}`;
    Object.assign(key, { type: "button", title: `${title} (double click: only this)` });
    key.setAttribute("aria-label", title);
    key.setAttribute("aria-pressed", String(!off));
    key.dataset.id = id;
    // The second click of a double click does not switch back: it asks for this one alone.
    key.onclick = (event) =>
      this.canvas.act(event.shiftKey || event.altKey || event.detail === 2 ? "solo" : "toggle", [id]);
    return key;
  }
}

const BOLD = { width: 4, dashes: [] };

function stroke(ink, { width, dashes }) {
  return { ink, width, dashes };
}

function drawn({ shape, ink, width, dashes }) {
  if (shape === "dot") return drawing(12, 12, ["circle", { cx: 6, cy: 6, r: 5.5, fill: ink }]);
  if (shape) return drawing(12, 12, ["polygon", { points: OUTLINES[shape].join(" "), fill: ink }]);
  const line = { x1: 2, y1: 5, x2: 24, y2: 5, stroke: ink, "stroke-width": width, "stroke-dasharray": dashes.join(" "), "stroke-linecap": "round" };
  return drawing(26, 10, ["line", line]);
}

function rank(order, value) {
  const at = order.indexOf(value);
  return at < 0 ? order.length : at;
}
