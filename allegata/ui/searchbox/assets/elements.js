// Elements of the box. Everything that comes from data is only ever set as text.

const SVG = "http://www.w3.org/2000/svg";

export function make(tag, name, attributes = {}, ...children) {
  const element = document.createElement(tag);
  element.className = name;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

export function icon(path) {
  const svg = drawing(24, 16, "path", { d: path, fill: "none", stroke: "currentColor" });
  svg.setAttribute("stroke-width", 2);
  svg.setAttribute("stroke-linecap", "round");
  svg.setAttribute("stroke-linejoin", "round");
  return svg;
}

function drawing(box, size, tag, attributes) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${box} ${box}`);
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
  svg.append(shape);
  return svg;
}

// The same outlines as in the canvas's legend: a component cannot import from another one's folder.
const OUTLINES = {
  square: "1,1 11,1 11,11 1,11",
  triangle: "6,0.5 11.8,11 0.2,11",
  triangleDown: "0.2,1 11.8,1 6,11.5",
  diamond: "6,0 12,6 6,12 0,6",
  hexagon: "3,0.8 9,0.8 12,6 9,11.2 3,11.2 0,6",
};

export function symbol(shape) {
  if (OUTLINES[shape]) return drawing(12, 12, "polygon", { points: OUTLINES[shape], fill: "currentColor" });
  return drawing(12, 12, "circle", { cx: 6, cy: 6, r: 5.5, fill: "currentColor" });
}

// ── Letters that fit ───────────────────────────────────────────────────────────────────────────────────────────

const BETWEEN = /[^\p{L}\p{N}]/u;

// Without case and accents, and for each letter of that the place of the letter that it was made of.
function fold(text) {
  const letters = [];
  const places = [];
  let place = 0;
  for (const each of text) {
    for (const letter of each.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()) {
      letters.push(letter);
      places.push(place);
    }
    place += each.length;
  }
  places.push(place);
  return { letters, places };
}

// A name with the beginnings of words that were typed marked in it.
export function marked(text, typed) {
  const { letters, places } = fold(text);
  const hit = new Array(letters.length).fill(false);
  const words = fold(typed).letters.join("").split(/[^\p{L}\p{N}'’.]+/u).filter(Boolean);
  for (const word of words) {
    const wanted = [...word];
    for (let at = 0; at + wanted.length <= letters.length; at += 1) {
      if (at > 0 && !BETWEEN.test(letters[at - 1])) continue;
      if (wanted.every((letter, step) => letters[at + step] === letter)) hit.fill(true, at, at + wanted.length);
    }
  }
  const parts = [];
  for (let from = 0, to; from < letters.length; from = to) {
    for (to = from + 1; to < letters.length && hit[to] === hit[from]; ) to += 1;
    const part = text.slice(places[from], places[to]);
    parts.push(hit[from] ? make("mark", "", {}, part) : part);
  }
  return parts;
}

// ── A suggestion ───────────────────────────────────────────────────────────────────────────────────────────────

export function option(hit, { at, active, collected, single, typed }) {
  const relations = `${hit.degree.toLocaleString("en")} relation${hit.degree === 1 ? "" : "s"}`;
  const name = make("span", "name", { dir: "auto" }, ...marked(hit.name, typed));
  const first = make("span", "first", {}, name);
  if (hit.matched) {
    first.append(" ", make("span", "also", { dir: "auto" }, "also: ", ...marked(hit.matched, typed)));
  }
  const meta = make("span", "meta", {}, [hit.kind, hit.state, relations].filter(Boolean).join(" · "));
  const element = make("div", "option", {
    id: `option-${at}`,
    role: "option",
    "aria-selected": String(single ? active : collected),
  });
  element.dataset.at = at;
  element.classList.toggle("active", active);
  if (!single) element.append(make("span", "check", { title: "Collect it, to add several at once" }, icon("M5 12.5l4.5 4.5L19 7.5")));
  element.append(make("span", "symbol", {}, symbol(hit.shape)), make("span", "words", {}, first, meta));
  if (hit.drawn) element.append(make("span", "drawn", {}, "on the canvas"));
  return element;
}
