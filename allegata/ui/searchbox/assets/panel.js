// What drops down from the box: the list, what is said in its place, and what was collected.

import { make, option } from "./elements.js";

const WIDE = 340;
const LOW = 260; // pixels below the box that are too few, when there are more above it
const APART = 4;
const EDGE = 8;

export class Panel {
  constructor(box) {
    this.box = box;
    this.visible = false;
    this.head = make("div", "head", { "aria-hidden": "true" }, "Chosen before");
    this.list = make("div", "list", { id: "list", role: "listbox" });
    if (!box.single) this.list.setAttribute("aria-multiselectable", "true");
    this.note = make("div", "note");
    this.keys = make("div", "keys", { "aria-hidden": "true" });
    this.add = make("button", "add", { type: "button" });
    this.none = make("button", "none", { type: "button" }, "Leave them out");
    this.foot = make("div", "foot", {}, this.keys, this.add, this.none);
    this.root = make("div", "panel", { popover: "manual" }, this.head, this.list, this.note, this.foot);
    this.listen();
  }

  listen() {
    // The focus stays in the box.
    this.root.addEventListener("mousedown", (event) => event.target.closest("button") || event.preventDefault());
    this.list.addEventListener("click", (event) => this.clicked(event));
    this.add.addEventListener("click", () => this.box.pick([...this.box.collected.values()]) ?? this.box.input.focus());
    this.none.addEventListener("click", () => {
      this.box.collected.clear();
      this.box.input.focus();
      this.box.refresh();
    });
    this.place = this.place.bind(this);
  }

  name(label) {
    this.list.setAttribute("aria-label", label);
  }

  clicked(event) {
    const row = event.target.closest(".option");
    if (!row) return;
    const at = Number(row.dataset.at);
    const several = event.target.closest(".check") || event.ctrlKey || event.metaKey || event.shiftKey;
    if (several && !this.box.single) this.box.collect(at);
    else this.box.pick([this.box.offered()[at]]);
  }

  show() {
    if (this.visible) return;
    this.visible = true;
    if (this.root.showPopover) this.root.showPopover();
    else this.root.classList.add("plain");
    this.place();
    addEventListener("resize", this.place);
    document.addEventListener("scroll", this.place, true);
  }

  hide() {
    if (!this.visible) return;
    this.visible = false;
    if (this.root.hidePopover) this.root.hidePopover();
    else this.root.classList.remove("plain");
    removeEventListener("resize", this.place);
    document.removeEventListener("scroll", this.place, true);
  }

  place() {
    const row = this.box.row.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const width = Math.min(Math.max(row.width, WIDE), clientWidth - 2 * EDGE);
    const below = clientHeight - row.bottom - APART - EDGE;
    const above = row.top - APART - EDGE;
    const up = below < LOW && above > below;
    const { style } = this.root;
    style.width = `${width}px`;
    const fits = row.left + width <= clientWidth - EDGE;
    style.left = `${Math.max(EDGE, fits ? row.left : row.right - width)}px`;
    style.top = up ? "auto" : `${row.bottom + APART}px`;
    style.bottom = up ? `${clientHeight - row.top + APART}px` : "auto";
    style.maxHeight = `${up ? above : below}px`;
  }

  draw(waiting) {
    if (!this.visible) return;
    const { box } = this;
    const hits = box.offered();
    const typed = box.input.value.trim();
    const { single } = box;
    this.head.hidden = Boolean(typed) || !hits.length;
    this.list.hidden = !hits.length;
    this.list.replaceChildren(
      ...hits.map((hit, at) =>
        option(hit, { at, active: at === box.active, collected: box.collected.has(hit.id), single, typed }),
      ),
    );
    this.list.querySelector(".active")?.scrollIntoView({ block: "nearest" });
    this.note.hidden = hits.length > 0;
    this.note.textContent = hits.length ? "" : this.told(waiting);
    this.drawFoot(hits.length);
  }

  drawFoot(offered) {
    const { single, collected } = this.box;
    const count = collected.size;
    this.foot.hidden = !offered && !count;
    this.keys.hidden = count > 0;
    this.add.hidden = this.none.hidden = count === 0;
    this.add.textContent = `Add ${count} to the canvas`;
    this.add.title = [...collected.values()].map((hit) => hit.name).join(", ");
    const told = single ? [["↵", "choose"]] : [["↵", "add"], ["Ctrl ↵", "collect several"]];
    this.keys.replaceChildren(
      ...[...told, ["Esc", "close"]].map(([key, does]) => make("span", "", {}, make("kbd", "", {}, key), ` ${does}`)),
    );
  }

  // What is said where there is nothing to offer, or of what there is.
  told(waiting = false) {
    const typed = this.box.input.value.trim();
    if (!typed) return "Names, other names and codes. One slip is forgiven.";
    if (waiting) return "Searching…";
    const { hits, trouble } = this.box.found ?? { hits: [], trouble: "" };
    if (trouble) return trouble;
    if (!hits.length) return `Nothing is called “${typed}”, or nearly so.`;
    return hits.length === 1 ? `1 found: ${hits[0].name}` : `${hits.length} found. First: ${hits[0].name}`;
  }
}
