// One menu that opens over the sheet: of the right button, of layouts, of pictures.

import { icon, make, text } from "./elements.js";

export class Menu {
  constructor(sheet, root) {
    this.sheet = sheet;
    this.root = root;
    this.element = make("div", "menu", { role: "menu", hidden: "" });
    this.element.addEventListener("keydown", (event) => this.pressed(event));
    this.element.addEventListener("focusout", (event) => {
      if (!this.element.contains(event.relatedTarget)) this.close(false);
    });
    sheet.append(this.element);
  }

  // items: {word, run, hint, icon, checked}; a null is a line between. at: {x, y} in the sheet, or a button to hang from.
  open(label, items, at) {
    this.opener = at instanceof Element ? at : null;
    this.opener?.setAttribute("aria-expanded", "true");
    this.element.setAttribute("aria-label", label);
    this.element.replaceChildren(...items.map((item) => (item ? this.item(item) : make("div", "rule", { role: "separator" }))));
    this.element.hidden = false;
    const { width, height } = this.element.getBoundingClientRect();
    const sheet = this.sheet.getBoundingClientRect();
    const box = this.opener?.getBoundingClientRect();
    const x = box ? box.left - sheet.left : at.x;
    const y = box ? box.bottom - sheet.top + 4 : at.y;
    this.element.style.left = `${Math.max(6, Math.min(x, sheet.width - width - 6))}px`;
    this.element.style.top = `${Math.max(6, Math.min(y, sheet.height - height - 6))}px`;
    (this.element.querySelector("[aria-checked=true]") ?? this.items()[0])?.focus();
  }

  item({ word, run, hint = "", icon: name = "", checked }) {
    const role = checked === undefined ? "menuitem" : "menuitemradio";
    const element = make("button", "", { type: "button", role, tabindex: "-1" });
    if (checked !== undefined) element.setAttribute("aria-checked", String(checked));
    if (name) element.append(icon(name));
    element.append(text("span", word, "word"));
    if (hint) {
      const key = text("kbd", hint);
      key.setAttribute("aria-hidden", "true");
      element.append(key);
    }
    element.onclick = () => {
      this.close();
      run();
    };
    return element;
  }

  items() {
    return [...this.element.querySelectorAll("button")];
  }

  close(refocus = true) {
    if (this.element.hidden) return;
    const { opener } = this;
    this.opener = null;
    this.element.hidden = true;
    opener?.setAttribute("aria-expanded", "false");
    if (refocus) (opener ?? this.root).focus({ preventScroll: true });
  }

  pressed(event) {
    const items = this.items();
    const at = items.indexOf(event.composedPath()[0]);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    event.stopPropagation();
    if (event.key === "Tab" || event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (to !== undefined) {
      event.preventDefault();
      items[(to + items.length) % items.length].focus();
    }
  }
}
