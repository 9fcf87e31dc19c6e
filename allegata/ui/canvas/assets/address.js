// Camera and drags that Python does not know yet, kept in the address behind "#", so that they outlast a reload
// and go with a link. Streamlit drops that part whenever it changes the query: it is written again.

const PAUSE = 200;
const AGAIN = [200, 1500]; // after a message, for Streamlit's change of the query may come late

export class Address {
  constructor(canvas) {
    this.canvas = canvas;
    this.later = [];
  }

  // What the address says: {camera: {x, y, scale} or null, moved: {id: [x, y]}}. Anything else in it is ignored.
  static read(hash) {
    const found = { camera: null, moved: {} };
    const parts = new Map(hash.replace(/^#/u, "").split("&").map((part) => [part.slice(0, 2), part.slice(2)]));
    const [x, y, scale] = numbers((parts.get("c=") ?? "").split(","));
    if (scale >= 0.01 && scale <= 20) found.camera = { x, y, scale };
    for (const entry of (parts.get("m=") ?? "").split(";")) {
      const [id, ...at] = entry.split(":");
      const place = numbers(at);
      if (!id || place.length !== 2) continue;
      try {
        found.moved[decodeURIComponent(id)] = place;
      } catch {
        // Not ours: a broken escape.
      }
    }
    return found;
  }

  touch() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.write(), PAUSE);
  }

  renew() {
    this.later.forEach(clearTimeout);
    this.later = AGAIN.map((pause) => setTimeout(() => this.write(), pause));
  }

  write() {
    const { canvas } = this;
    if (canvas.lookedAt || !canvas.network || canvas.version === null || canvas.camera.moving()) return;
    const { x, y } = canvas.network.getViewPosition();
    const drags = Object.entries(canvas.untold()).filter(([id]) => canvas.model.nodes.has(id));
    const moved = drags.map(([id, place]) => `${encodeURIComponent(id)}:${place.join(":")}`);
    const hash = `#c=${[x, y, canvas.network.getScale()].join(",")}${moved.length ? `&m=${moved.join(";")}` : ""}`;
    if (hash === location.hash) return;
    history.replaceState(history.state, "", `${location.pathname}${location.search}${hash}`);
  }

  destroy() {
    clearTimeout(this.soon);
    this.later.forEach(clearTimeout);
  }
}

function numbers(texts) {
  const read = texts.map((text) => (text.trim() ? Number(text) : NaN));
  return read.every((number) => Number.isFinite(number) && Math.abs(number) < 1e7) ? read : [];
}
