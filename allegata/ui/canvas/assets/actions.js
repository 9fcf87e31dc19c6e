// What can be done with what is selected: one table for the bar below the drawing, the menu and the keys.

import { button, make, plural, text } from "./elements.js";

const NODE = [
  { kind: "expand", word: "Expand", hint: "Enter", title: "draw more neighbours" },
  { kind: "collapse", word: "Collapse", hint: "⇧ Enter", title: "take away the neighbours that only this brought" },
  { kind: "among", word: "Edges among", hint: "a", title: "draw the selected actors alone, with every edge among them", least: 2 },
  { kind: "common", word: "Common", hint: "c", title: "draw the neighbours that the selected actors share", least: 2 },
  { kind: "only", word: "Keep only", hint: "o", title: "this and its surroundings" },
  { kind: "pin", word: "Pin", hint: "p", title: "hold in place: cannot be dragged" },
  { kind: "unpin", word: "Unpin", hint: "p", title: "let it be dragged again" },
  { kind: "remove", word: "Hide", hint: "Del", title: "take from the canvas" },
];
const EDGE = [{ kind: "remove-edge", word: "Hide", hint: "Del", title: "take this relation from the canvas" }];

const KEYS = { Enter: "expand", "⇧Enter": "collapse", a: "among", c: "common", o: "only", Delete: "remove", Backspace: "remove" };

export class Actions {
  constructor(canvas) {
    this.canvas = canvas;
    this.element = make("div", "bar", { role: "toolbar", "aria-label": "Selected", hidden: "" });
  }

  // What can be done now.
  now() {
    const { canvas } = this;
    const nodes = canvas.chosen("node");
    const edges = canvas.chosen("edge");
    if (canvas.lookedAt || edges.length > 1) return [];
    if (edges.length) return EDGE;
    if (!nodes.length) return [];
    const pinned = nodes.every((id) => canvas.model.nodes.get(id).pinned);
    return NODE.filter(
      ({ kind, least = 1 }) => nodes.length >= least && kind !== (pinned ? "pin" : "unpin"),
    );
  }

  // By key: does it, when it can be done.
  key(pressed, shift) {
    let kind = KEYS[shift && pressed === "Enter" ? "⇧Enter" : pressed];
    if (kind === "remove" && this.canvas.chosen("edge").length) kind = "remove-edge";
    const wanted = pressed === "p" ? ["pin", "unpin"] : [kind];
    const action = this.now().find((each) => wanted.includes(each.kind));
    if (action) this.run(action);
    return Boolean(action);
  }

  run({ kind }) {
    const ids = kind === "remove-edge" ? this.canvas.chosen("edge") : this.canvas.chosen("node");
    if (ids.length) this.canvas.act(kind, ids);
  }

  refresh() {
    const actions = this.now();
    const count = this.canvas.chosen("node").length;
    const drawn = `${count} ${actions.map(({ kind }) => kind).join(" ")}`;
    if (this.drawn === drawn) return;
    this.drawn = drawn;
    const held = this.element.getRootNode().activeElement?.dataset?.kind;
    this.element.hidden = !actions.length;
    const buttons = actions.map((action) => {
      const made = button(action.word, `${action.word}: ${action.title} (${action.hint})`, iconOf(action.kind));
      made.dataset.kind = action.kind;
      made.onclick = () => this.run(action);
      return made;
    });
    this.element.replaceChildren(...(count > 1 ? [text("span", plural(count, "actor"), "several")] : []), ...buttons);
    if (held) (buttons.find((made) => made.dataset.kind === held) ?? buttons[0] ?? this.canvas.root).focus();
  }

  menu(at, onSomething) {
    const { canvas } = this;
    const here = onSomething
      ? this.now().map((action) => ({ word: action.word, hint: action.hint, icon: iconOf(action.kind), run: () => this.run(action) }))
      : [];
    const ids = [...canvas.model.shown.nodes.keys()];
    const always = [
      { word: "Select all", hint: "Ctrl A", icon: "all", run: () => canvas.select("node", ids) },
      { word: "See everything", hint: "f", icon: "fit", run: () => canvas.camera.fit() },
    ];
    canvas.controls.menu.open("What to do", here.length ? [...here, null, ...always] : always, at);
  }
}

function iconOf(kind) {
  return { remove: "hide", "remove-edge": "hide" }[kind] ?? kind;
}
