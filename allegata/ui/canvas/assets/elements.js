// Small makers of elements. Names come from data: they are only ever set as text.

const SVG = "http://www.w3.org/2000/svg";
const LONGEST = 160; // characters of a name that are shown in running text
const DIRECTED = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]/u;

// A name that says something of the direction of writing says it of itself only, not of the words around it.
export function isolated(name) {
  return DIRECTED.test(name) ? `\u2068${short(name)}\u2069` : short(name);
}

export function short(name) {
  if (name.length <= LONGEST) return name;
  return `${[...name.slice(0, LONGEST)].slice(0, -1).join("")}…`;
}

export function plural(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

export function make(tag, name, attributes = {}) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

export function text(tag, words, name = "") {
  const element = make(tag, name);
  element.textContent = words;
  return element;
}

export function group(...children) {
  const element = make("div", "group");
  element.append(...children);
  return element;
}

export function drawing(width, height, ...shapes) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  svg.setAttribute("aria-hidden", "true");
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    svg.append(shape);
  }
  return svg;
}

export function icon(name) {
  const stroke = { fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" };
  return drawing(24, 24, ["path", { d: ICONS[name], ...stroke }]);
}

export function button(label, title, name) {
  const element = make("button", "", { type: "button", title, "aria-label": title });
  element.append(icon(name));
  if (label) element.append(text("span", label, "word"));
  return element;
}

export function retitle(element, title) {
  element.title = title;
  element.setAttribute("aria-label", title);
}

const ICONS = {
  undo: "M9 5 4 10l5 5M4 10h9a6 6 0 0 1 6 6v2",
  redo: "m15 5 5 5-5 5M20 10h-9a6 6 0 0 0-6 6v2",
  reset: "M4 5v5h5M4.6 10A8 8 0 1 1 4 14",
  layout: "M12 4v5M12 9 6 15M12 9l6 6M12 4h.01M6 18h.01M18 18h.01M12 4a1.5 1.5 0 1 0 .01 0M6 16.5a1.5 1.5 0 1 0 .01 0M18 16.5a1.5 1.5 0 1 0 .01 0",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.3-1.3",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  closer: "M12 5v14M5 12h14",
  farther: "M5 12h14",
  expand: "m10.5 11-4-3.5m7.5 3 4-3M12.4 14.5l.6 4M12 10a2.2 2.2 0 1 0 .01 0M5 4a2 2 0 1 0 .01 0M19.5 3.5a2 2 0 1 0 .01 0M13.2 19a1.7 1.7 0 1 0 .01 0",
  collapse: "M4 9h5V4M20 9h-5V4M4 15h5v5M20 15h-5v5",
  among: "M6 18 12 6l6 12zM6 18h.01M12 6h.01M18 18h.01",
  common: "M9 6a6 6 0 1 0 .01 0M15 6a6 6 0 1 0 .01 0",
  only: "M12 4a8 8 0 1 0 .01 0M12 9.5a2.5 2.5 0 1 0 .01 0",
  all: "M5 5h14v14H5zM8.5 12l2.5 2.5 4.5-5",
  hide: "M4 4l16 16M9.9 5.2A9.6 9.6 0 0 1 12 5c5 0 8.5 4.5 9.5 7a14 14 0 0 1-2.8 3.9M6.2 6.8A14.3 14.3 0 0 0 2.5 12c1 2.5 4.5 7 9.5 7a9 9 0 0 0 4.6-1.3M10 10.2a3 3 0 0 0 4 4",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v6",
  unpin: "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v6M4 4l16 16",
};
