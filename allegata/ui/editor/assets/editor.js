// The editor: a plain text field, so that undo, input methods and screen readers work as everywhere, over a layer with
// the same text in colours. Python gets one trigger, "act": the events that it has not acknowledged yet.

import { offered, pieces } from "./cypher.js";
import { List } from "./list.js";

const QUIET = 400; // milliseconds without a keystroke after which Python is told
const INDENT = "  ";

const mounted = new WeakMap();
let count = 0; // of events, for as long as the page lives

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let editor = mounted.get(parentElement);
  if (!editor) {
    editor = new Editor(parentElement, data);
    mounted.set(parentElement, editor);
  }
  editor.send = (events) => setTriggerValue("act", events);
  editor.receive(data);
  return () => {
    // Streamlit also calls this for a run that a newer one overtook, while the editor is still on the page.
    if (editor.root.isConnected) return;
    editor.destroy();
    mounted.delete(parentElement);
  };
}

export function make(tag, name, attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

class Editor {
  constructor(parent, data) {
    count = Math.max(count, data.ack);
    this.unheard = [];
    this.turn = null;
    this.data = data;
    this.offer = { from: 0, items: [] };
    this.build(parent);
    this.listen();
  }

  build(parent) {
    this.numbers = make("div", "numbers", { "aria-hidden": "true" });
    this.paint = make("pre", "paint", { "aria-hidden": "true" });
    this.field = make("textarea", "field", {
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      autocorrect: "off",
      wrap: "off",
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-controls": "offers",
      "aria-describedby": "keys",
    });
    this.list = new List((at) => this.take(at));
    this.told = make("ul", "told", { "aria-label": "What is wrong" });
    this.live = make("div", "hidden", { role: "status" });
    this.copy = make("button", "copy", { type: "button" }, "Copy");
    this.copy.onclick = () => this.copied();
    const keys = "Ctrl+Enter runs · Ctrl+Space completes · Escape, then Tab leaves the field";
    this.sheet = make("div", "sheet", {}, this.paint, this.field);
    this.scroll = make("div", "scroll", {}, this.numbers, this.sheet);
    this.root = make("div", "editor", {}, this.scroll, this.told, make("div", "below", {}, make("span", "", { id: "keys" }, keys), this.copy), this.live, this.list.element);
    this.root.allegataEditor = this;
    parent.append(this.root);
  }

  listen() {
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    // Streamlit's own keys do not look into a component: to them, typing here is typing nowhere.
    for (const kind of ["keyup", "keypress"]) this.root.addEventListener(kind, (event) => event.stopPropagation());
    this.field.addEventListener("blur", () => this.left());
    this.field.addEventListener("click", () => this.close());
    this.scroll.addEventListener("scroll", () => this.close());
  }

  destroy() {
    clearTimeout(this.timer);
    this.close();
    this.root.remove();
  }

  // ── From Python ──────────────────────────────────────────────────────────────────────────────────────────────

  receive(data) {
    this.data = data;
    this.unheard = this.unheard.filter((event) => event.n > data.ack);
    this.field.setAttribute("aria-label", data.label);
    if (data.turn !== this.turn) {
      this.turn = data.turn;
      clearTimeout(this.timer);
      this.timer = null;
      this.unheard = [];
      this.field.value = data.text;
      this.scroll.scrollTop = 0;
      this.close();
    }
    this.point();
    this.draw();
  }

  // Marks are of the text that Python knows: while somebody goes on typing, they would point elsewhere.
  point() {
    if (this.timer || this.unheard.some((event) => event.kind === "text")) return;
    const looks = JSON.stringify(this.data.marks);
    if (looks === this.pointed) return;
    this.pointed = looks;
    this.marks = this.data.marks;
    this.told.replaceChildren(...this.marks.map((mark) => this.line(mark)));
    this.field.setAttribute("aria-invalid", String(this.marks.length > 0));
    if (this.marks.length) this.say(this.marks.map((mark) => `Line ${mark.line}, column ${mark.column}: ${mark.text}`).join(" "));
  }

  line(mark) {
    const where = make("button", "where", { type: "button" }, `Line ${mark.line}, column ${mark.column}`);
    where.onclick = () => this.go(this.placeOf(mark));
    return make("li", "", {}, where, ` ${mark.text}`);
  }

  placeOf({ line, column }) {
    const lines = this.field.value.split("\n");
    const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    return Math.min(this.field.value.length, before + Math.min(column - 1, (lines[line - 1] ?? "").length));
  }

  go(place) {
    this.field.focus();
    this.field.setSelectionRange(place, place);
  }

  // ── To Python ────────────────────────────────────────────────────────────────────────────────────────────────

  act(kind) {
    clearTimeout(this.timer);
    this.timer = null;
    count += 1;
    // The newer text takes the place of the older ones.
    this.unheard = this.unheard.filter((event) => event.kind !== "text");
    this.unheard.push({ kind, text: this.field.value, n: count });
    this.known = this.field.value;
    this.send([...this.unheard]);
  }

  left() {
    this.leaving = false;
    this.close();
    if (this.timer) this.act("text");
  }

  // ── Typing ───────────────────────────────────────────────────────────────────────────────────────────────────

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.act("text"), QUIET);
    this.marks = [];
    this.pointed = null;
    this.told.replaceChildren();
    this.field.setAttribute("aria-invalid", "false");
    this.draw();
    this.complete(false);
  }

  // As if typed: the browser can undo it.
  put(text) {
    this.field.focus();
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (done) return;
    const { selectionStart, selectionEnd } = this.field;
    this.field.setRangeText(text, selectionStart, selectionEnd, "end");
    this.typed();
  }

  pressed(event) {
    event.stopPropagation();
    if (event.isComposing) return;
    const chord = event.ctrlKey || event.metaKey;
    const open = this.offer.items.length > 0;
    const leaving = this.leaving;
    this.leaving = false;
    const key = (chord ? "Ctrl+" : "") + event.key;
    const keys = {
      "Ctrl+Enter": () => this.run(),
      "Ctrl+ ": () => this.complete(true),
      "Ctrl+/": () => this.comment(),
      ...(open && {
        ArrowDown: () => this.list.step(1, this.field),
        ArrowUp: () => this.list.step(-1, this.field),
        Enter: () => this.take(this.list.active),
        Tab: () => this.take(this.list.active),
        Escape: () => this.close(),
      }),
      ...(!open && {
        Enter: () => this.put(`\n${/^[ \t]*/.exec(this.lineAt())[0]}`),
        Escape: () => this.away(),
        ...(!leaving && { Tab: () => (event.shiftKey ? this.outdent() : this.indent()) }),
      }),
    };
    const work = event.altKey ? null : keys[key];
    if (!work) return;
    event.preventDefault();
    work();
  }

  async copied() {
    try {
      await navigator.clipboard.writeText(this.field.value);
    } catch {
      // Where the page is not served safely, browsers have no clipboard but the old way to it.
      this.field.select();
      document.execCommand("copy");
    }
    this.copy.textContent = "Copied";
    this.say("Copied.");
    setTimeout(() => (this.copy.textContent = "Copy"), 1500);
  }

  away() {
    this.leaving = true;
    this.say("Tab leaves the field now.");
  }

  run() {
    this.close();
    this.act("run");
  }

  lineAt() {
    const { value, selectionStart } = this.field;
    return value.slice(value.lastIndexOf("\n", selectionStart - 1) + 1, selectionStart);
  }

  // Puts all lines that are touched by the selection through a change.
  lines(change) {
    const { field } = this;
    const from = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
    const end = field.value.indexOf("\n", Math.max(field.selectionEnd - (field.selectionEnd > field.selectionStart), from));
    const to = end < 0 ? field.value.length : end;
    const before = field.value.slice(from, to);
    const after = change(before.split("\n")).join("\n");
    if (after === before) return;
    field.setSelectionRange(from, to);
    this.put(after);
    field.setSelectionRange(before.includes("\n") ? from : from + after.length, from + after.length);
    this.close();
  }

  indent() {
    if (this.field.selectionStart === this.field.selectionEnd) return this.put(INDENT);
    return this.lines((lines) => lines.map((line) => INDENT + line));
  }

  outdent() {
    this.lines((lines) => lines.map((line) => line.replace(/^ {1,2}|^\t/, "")));
  }

  comment() {
    this.lines((lines) => {
      const all = lines.every((line) => /^\s*\/\//.test(line));
      return lines.map((line) => (all ? line.replace(/^(\s*)\/\/ ?/, "$1") : `// ${line}`));
    });
  }

  // ── Completing ───────────────────────────────────────────────────────────────────────────────────────────────

  complete(asked) {
    const at = this.field.selectionStart;
    if (at !== this.field.selectionEnd) return this.close();
    this.offer = offered(this.field.value, at, this.data, asked);
    if (!this.offer.items.length) return this.close();
    this.list.show(this.offer.items, this.boxAt(this.offer.from), this.field);
    if (asked) this.say(`${this.offer.items.length} offered.`);
    return undefined;
  }

  take(at) {
    const item = this.offer.items[at];
    const { from } = this.offer;
    this.close();
    if (!item) return;
    this.field.setSelectionRange(from, this.field.selectionEnd);
    this.put(item.insert);
    this.close();
    if (item.insert.endsWith("()")) this.field.setSelectionRange(this.field.selectionEnd - 1, this.field.selectionEnd - 1);
  }

  close() {
    this.offer = { from: 0, items: [] };
    this.list.hide(this.field);
  }

  // Where a place of the text is on the screen.
  boxAt(place) {
    const walker = document.createTreeWalker(this.paint, NodeFilter.SHOW_TEXT);
    let left = place;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left <= node.length) {
        const range = document.createRange();
        range.setStart(node, Math.max(0, left - (left === node.length && left > 0 ? 1 : 0)));
        range.setEnd(node, left === node.length ? left : left + 1);
        const box = range.getBoundingClientRect();
        return { x: left === node.length && left > 0 ? box.right : box.left, top: box.top, bottom: box.bottom };
      }
      left -= node.length;
    }
    const box = this.paint.getBoundingClientRect();
    return { x: box.left, top: box.top, bottom: box.top + 20 };
  }

  // ── What is seen ─────────────────────────────────────────────────────────────────────────────────────────────

  say(words) {
    this.live.textContent = words;
  }

  draw() {
    const text = this.field.value;
    const places = (this.marks ?? []).map((mark) => this.placeOf(mark));
    const looks = `${places.join()} ${text}`;
    if (looks === this.drawn) return;
    this.drawn = looks;
    const parts = [];
    let header = true;
    for (const { kind, text: word, at } of pieces(text)) {
      header = header && ["comment", "space"].includes(kind);
      const bad = places.some((place) => place >= at && place < at + word.length);
      if (kind === "space" && !bad) parts.push(word);
      else if (kind === "comment" && header) parts.push(...heading(word));
      else parts.push(make("span", bad ? `${kind} bad` : kind, {}, word));
    }
    // The last line of a block is not drawn when it is empty.
    this.paint.replaceChildren(...parts, places.some((place) => place >= text.length) ? make("span", "bad", {}, " ") : "", "\n");
    const lines = text.split("\n").length;
    const wrong = new Set((this.marks ?? []).map((mark) => mark.line));
    this.numbers.replaceChildren(
      ...Array.from({ length: lines }, (_, at) => make("span", wrong.has(at + 1) ? "wrong" : "", {}, String(at + 1))),
    );
  }
}

// A line of a query file's header: what it declares stands out.
function heading(line) {
  const found = /^(\/\/\s*)(title|description|returns|\$[a-z][a-z0-9_]*)(:)(.*)$/s.exec(line);
  if (!found) return [make("span", "comment", {}, line)];
  const [, slashes, name, colon, rest] = found;
  const kind = name.startsWith("$") ? "parameter" : "heading";
  return [make("span", "comment", {}, slashes), make("span", kind, {}, name), make("span", "comment", {}, colon + rest)];
}
