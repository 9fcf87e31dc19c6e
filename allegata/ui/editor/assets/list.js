// The list of what can be completed: in the browser's top layer, where nothing clips it. Names are only ever text.

const KINDS = { label: "label", type: "relationship", property: "property", parameter: "parameter", function: "function", procedure: "procedure", keyword: "", name: "name" };

export class List {
  constructor(take) {
    this.take = take;
    this.active = 0;
    this.element = document.createElement("ul");
    Object.assign(this.element, { className: "offers", id: "offers" });
    this.element.setAttribute("role", "listbox");
    this.element.setAttribute("aria-label", "Completions");
    this.element.setAttribute("popover", "manual");
    // The field keeps the focus.
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
  }

  get visible() {
    return this.element.matches(":popover-open");
  }

  show(items, { x, top, bottom }, field) {
    this.active = 0;
    this.element.replaceChildren(...items.map((item, at) => this.option(item, at)));
    if (!this.visible) this.element.showPopover();
    const { width, height } = this.element.getBoundingClientRect();
    const below = bottom + height + 8 < innerHeight || top < height + 8;
    this.element.style.left = `${Math.max(8, Math.min(x - 8, innerWidth - width - 8))}px`;
    this.element.style.top = `${below ? bottom + 2 : top - height - 2}px`;
    this.mark(field);
  }

  hide(field) {
    if (this.visible) this.element.hidePopover();
    field.removeAttribute("aria-activedescendant");
  }

  step(way, field) {
    const count = this.element.children.length;
    this.active = (this.active + way + count) % count;
    this.mark(field);
  }

  mark(field) {
    [...this.element.children].forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === this.active));
      if (at === this.active) option.scrollIntoView({ block: "nearest" });
    });
    field.setAttribute("aria-activedescendant", `offer-${this.active}`);
  }

  option({ word, kind }, at) {
    const option = document.createElement("li");
    option.id = `offer-${at}`;
    option.setAttribute("role", "option");
    const name = document.createElement("span");
    name.className = `word ${kind}`;
    name.textContent = word;
    const sort = document.createElement("span");
    sort.className = "sort";
    sort.textContent = KINDS[kind];
    option.append(name, sort);
    option.onclick = () => this.take(at);
    return option;
  }
}
