// A switch of the legend shows at once what it is sure to do. Python's answer has the rest (who is left without a line,
// numbers, other parts of the page), and the last word.

const NOTHING = { nodes: [], edges: [] };

export class Foresight {
  constructor(canvas) {
    this.canvas = canvas;
    this.waiting = null; // {entry, number, switched}: of the event that Python has not answered
    this.last = null; // what the last switch did, which the same switch takes back: {entry, version, off, on}
  }

  // Returns what is to be drawn anew; null when it cannot be known.
  toggle(entry) {
    const { model, told, version, sent } = this.canvas;
    if (!told) return null;
    const at = entry.indexOf(":");
    const [sort, value] = [entry.slice(0, at), entry.slice(at + 1)];
    const values = told.switched_off[sort] ?? [];
    const back = values.includes(value);
    if (back && (this.waiting || this.last?.entry !== entry || this.last.version !== version)) return null;
    const off = back ? this.last.on : model.sort(sort, value);
    const on = back ? this.last.off : NOTHING;
    const now = back ? values.filter((each) => each !== value) : [...values, value];
    const switched = { ...told.switched_off, [sort]: now };
    this.waiting = { entry, number: sent + 1, switched };
    this.canvas.told = { ...told, switched_off: switched };
    return model.expect({ off, on });
  }

  // Returns the message, as far as it is not older than what a switch has done here.
  hear(message) {
    const { waiting } = this;
    if (waiting && message.ack < waiting.number) return { ...message, switched_off: waiting.switched };
    this.canvas.model.expected = null;
    if (!waiting) return message;
    const { off, on, to: version } = message;
    this.last = message.from === null ? null : { entry: waiting.entry, version, off, on };
    this.waiting = null;
    return message;
  }
}
