// The search box: a combobox as WAI-ARIA describes it, whose list is in the browser's top layer, so that nothing clips
// or covers it. Python gets one trigger, "act": the events that it has not acknowledged yet (see ../__init__.py).

import { Panel } from "./panel.js";
import { icon, make } from "./elements.js";

const PATIENCE = 250; // milliseconds after which is asked anew, though the answer to what was typed before is not there
const LAST = 5; // picks that an empty box offers again
const LONGEST = 200;

const mounted = new WeakMap();
const picked = new Map(); // key of a box -> its last picks; for as long as the page, and with it the session, lives

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let box = mounted.get(parentElement);
  if (!box) {
    box = new SearchBox(parentElement, data);
    mounted.set(parentElement, box);
  }
  box.send = (events) => setTriggerValue("act", events);
  box.receive(data);
  return () => {
    // Streamlit also calls this for a run that a newer one overtook, while the box is still on the page.
    if (box.root.isConnected) return;
    box.destroy();
    mounted.delete(parentElement);
  };
}

class SearchBox {
  constructor(parent, data) {
    this.single = data.single;
    this.key = data.key;
    this.sent = data.ack; // events are counted on when the box is mounted again in the same session
    this.unheard = []; // events that Python has not acknowledged: each message repeats them
    this.asked = data.ack; // the event with which was asked for what is in the box
    this.found = null; // the answer to what is in the box: {hits, trouble}, or null while there is none
    this.shown = []; // what the list offers, an older answer while a newer one is on its way
    this.active = -1;
    this.wanted = false; // Enter was pressed before the answer came
    this.collected = new Map();
    this.chosen = data.single ? data.value : "";
    this.build(parent, data);
    this.listen();
  }

  build(parent, data) {
    this.input = make("input", "", {
      type: "text",
      role: "combobox",
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: "false",
      maxlength: LONGEST,
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-controls": "list",
    });
    this.input.value = this.chosen;
    this.glass = make("span", "glass", {}, icon("M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20"));
    this.hint = make("kbd", "hint", { "aria-hidden": "true" }, "/");
    this.wipe = make("button", "wipe", { type: "button", "aria-label": "Clear", tabindex: "-1" }, icon("M6 6l12 12M18 6L6 18"));
    this.live = make("div", "live", { role: "status" });
    this.row = make("div", "row", {}, this.glass, this.input, this.hint, this.wipe);
    this.panel = new Panel(this);
    this.root = make("div", "searchbox", {}, this.row, this.panel.root, this.live);
    this.root.classList.toggle("single", this.single);
    parent.append(this.root);
  }

  listen() {
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("focus", () => this.input.value === "" && this.open());
    this.input.addEventListener("click", () => this.open());
    this.wipe.addEventListener("mousedown", (event) => event.preventDefault());
    this.wipe.addEventListener("click", () => this.clear());
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    // Streamlit's own keys do not look into a component: to them, typing here is typing nowhere.
    for (const kind of ["keyup", "keypress"]) this.root.addEventListener(kind, (event) => event.stopPropagation());
    this.root.addEventListener("focusout", (event) => this.root.contains(event.relatedTarget) || this.left());
    this.anywhere = (event) => this.summoned(event);
    if (!this.single) document.addEventListener("keydown", this.anywhere);
  }

  destroy() {
    clearTimeout(this.timer);
    document.removeEventListener("keydown", this.anywhere);
    this.panel.hide();
    this.root.remove();
  }

  // ── From Python ──────────────────────────────────────────────────────────────────────────────────────────────

  receive(data) {
    this.input.placeholder = data.placeholder;
    this.input.setAttribute("aria-label", data.label);
    this.panel.name(data.label);
    this.unheard = this.unheard.filter((event) => event.n > data.ack);
    if (this.timer && !this.asking()) this.seek();
    if (this.single && !this.unheard.length && data.value !== this.chosen) {
      // Python has its reasons to choose something else; what somebody is typing stays.
      if (this.input.value === this.chosen) this.input.value = data.value;
      this.chosen = data.value;
    }
    if (!this.timer && this.asked && data.ack >= this.asked && (data.sought || data.trouble) && this.input.value.trim()) {
      this.answered(data);
    }
    this.refresh();
  }

  answered({ hits, trouble }) {
    const before = this.shown[this.active]?.id;
    const news = !this.found;
    this.found = { hits, trouble };
    this.shown = hits;
    this.active = Math.max(hits.length ? 0 : -1, hits.findIndex((hit) => hit.id === before));
    if (news && this.panel.visible) this.say(this.panel.told());
    if (this.wanted) this.take();
  }

  // ── To Python ────────────────────────────────────────────────────────────────────────────────────────────────

  act(kind, text, ids) {
    this.sent += 1;
    // Who asks anew does not want the older answer any more.
    if (kind === "seek") this.unheard = this.unheard.filter((event) => event.kind !== "seek");
    this.unheard.push({ kind, text, ids, n: this.sent });
    this.send([...this.unheard]);
  }

  // Whether an answer is on its way.
  asking() {
    return this.unheard.some((event) => event.kind === "seek");
  }

  seek() {
    clearTimeout(this.timer);
    this.timer = null;
    const text = this.input.value.trim();
    if (!text) return;
    this.act("seek", text, []);
    this.asked = this.sent;
  }

  pick(hits) {
    if (!hits.length) return;
    this.wanted = false;
    const ids = hits.map((hit) => hit.id);
    const before = (picked.get(this.key) ?? []).filter((hit) => !ids.includes(hit.id));
    picked.set(this.key, [...hits.map((hit) => ({ ...hit, matched: "", drawn: false })).reverse(), ...before].slice(0, LAST));
    this.collected.clear();
    if (this.single) {
      this.settle();
      this.chosen = hits[0].name;
      this.input.value = this.chosen;
    }
    this.close();
    this.input.select();
    const names = hits.length > 3 ? `${hits.length} actors` : hits.map((hit) => hit.name).join(", ");
    this.say(this.single ? `Chosen: ${names}` : `Added: ${names}`);
    this.act("pick", "", ids);
  }

  // ── Typing ───────────────────────────────────────────────────────────────────────────────────────────────────

  // What was being looked for is not any more.
  settle() {
    clearTimeout(this.timer);
    this.timer = null;
    this.asked = 0;
    this.found = null;
    this.shown = [];
    this.active = -1;
    this.wanted = false;
  }

  // One question at a time: what is typed meanwhile is asked for as soon as the answer is there.
  typed() {
    this.found = null;
    this.wanted = false;
    this.active = -1;
    if (!this.input.value.trim()) this.settle();
    else if (this.asking()) this.timer ??= setTimeout(() => this.seek(), PATIENCE);
    else this.seek();
    this.open();
  }

  clear() {
    this.collected.clear();
    this.input.value = "";
    this.settle();
    if (this.single) this.unchoose();
    this.close();
    this.input.focus();
  }

  unchoose() {
    if (!this.chosen) return;
    this.chosen = "";
    this.act("pick", "", []);
  }

  left() {
    this.close();
    if (!this.single) return;
    // A field holds what was chosen, or nothing.
    this.settle();
    if (!this.input.value.trim()) this.unchoose();
    this.input.value = this.chosen;
    this.refresh();
  }

  // ── Keys ─────────────────────────────────────────────────────────────────────────────────────────────────────

  summoned(event) {
    if (event.defaultPrevented || event.altKey) return;
    const chord = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    if (!chord && (event.key !== "/" || event.ctrlKey || event.metaKey)) return;
    const at = event.composedPath()[0];
    if (at.isContentEditable || at.matches?.("textarea, select, input:not([type=checkbox], [type=radio], [type=range])")) return;
    if (document.querySelector("[aria-modal=true]")) return;
    event.preventDefault();
    this.input.focus();
    this.input.select();
  }

  pressed(event) {
    event.stopPropagation();
    if (event.isComposing || event.target !== this.input) {
      if (event.key === "Escape") this.away();
      return;
    }
    const several = !this.single && (event.ctrlKey || event.shiftKey || event.metaKey);
    const keys = {
      ArrowDown: () => this.step(1),
      ArrowUp: () => this.step(-1),
      Enter: () => (several ? this.collect(this.active) : this.take()),
      Escape: () => (this.panel.visible ? this.close() : this.clear()),
    };
    const work = event.altKey ? null : keys[event.key];
    if (!work) return;
    event.preventDefault();
    work();
  }

  away() {
    this.close();
    this.input.focus();
  }

  step(way) {
    if (!this.panel.visible) return this.open();
    const count = this.offered().length;
    if (!count) return;
    this.active = this.active < 0 ? (way > 0 ? 0 : count - 1) : (this.active + way + count) % count;
    this.refresh();
  }

  take() {
    if (this.collected.size) this.pick([...this.collected.values()]);
    else if (!this.panel.visible && !this.wanted) this.open();
    else if (this.offered()[this.active]) this.pick([this.offered()[this.active]]);
    else if (this.input.value.trim() && !this.found) {
      // The answer is on its way: its first is what is meant.
      this.wanted = true;
      if (this.timer) this.seek();
    }
    this.wanted = this.wanted && !this.found;
  }

  collect(at) {
    const hit = this.offered()[at];
    if (!hit) return;
    if (!this.collected.delete(hit.id)) this.collected.set(hit.id, hit);
    this.active = at;
    const count = this.collected.size;
    this.say(`${this.collected.has(hit.id) ? "Collected" : "Left out"}: ${hit.name}. ${count} collected.`);
    this.refresh();
  }

  // ── What is seen ─────────────────────────────────────────────────────────────────────────────────────────────

  // What the list offers now.
  offered() {
    return this.input.value.trim() ? this.shown : (picked.get(this.key) ?? []);
  }

  open() {
    // What is in the box was not asked for, or its answer is gone.
    if (this.input.value.trim() && !this.found && !this.timer && !this.unheard.length && this.input.value !== this.chosen) {
      this.seek();
    }
    if (this.single && this.chosen && this.input.value === this.chosen) return;
    this.panel.show();
    this.refresh();
  }

  close() {
    this.wanted = false;
    this.panel.hide();
    this.refresh();
  }

  say(words) {
    this.live.textContent = words;
  }

  refresh() {
    const waiting = Boolean(this.input.value.trim()) && this.panel.visible && !this.found;
    this.root.classList.toggle("waiting", waiting);
    this.root.classList.toggle("filled", this.input.value !== "");
    this.panel.draw(waiting);
    const open = this.panel.visible && this.offered().length > 0;
    this.input.setAttribute("aria-expanded", String(open));
    if (open && this.active >= 0) this.input.setAttribute("aria-activedescendant", `option-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
  }
}
