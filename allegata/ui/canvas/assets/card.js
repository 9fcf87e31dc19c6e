// Claims that are drawn as nodes: a card with what is claimed. The text is data, and only ever drawn as text.

import { CARD, extent } from "./style.js";
import { wrap } from "./words.js";

const FONT = { least: 12, most: 15.5, seen: 9.5 }; // its own size, and the size on the screen that it grows for
const LINES = 3;
const wrapped = new Map();

export function drawCard(context, node, theme, { x, y, scale }) {
  const { width, height } = CARD;
  context.save();
  outline(context, node, x, y);
  context.fillStyle = theme.paper;
  context.fill();
  context.lineWidth = 1.4;
  context.strokeStyle = theme.faint;
  context.stroke();
  const size = Math.round(2 * Math.min(FONT.most, Math.max(FONT.least, FONT.seen / scale))) / 2;
  const leading = size * 1.2;
  context.font = `500 ${size}px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = theme.text;
  const key = context.font + node.name;
  if (!wrapped.has(key)) {
    if (wrapped.size > 2000) wrapped.clear();
    wrapped.set(key, wrap(context, node.name, width - 14, LINES));
  }
  const { lines } = wrapped.get(key);
  const top = y - ((lines.length - 1) * leading) / 2;
  lines.forEach((line, number) => context.fillText(line, x, top + number * leading));
  context.restore();
  return { width, height };
}

// The line around a node, at a distance: a circle around a disc, a frame around a card.
export function outline(context, node, x, y, distance = 0) {
  const reach = extent(node);
  context.beginPath();
  if (node.shape !== "claim") context.arc(x, y, reach.x + distance, 0, 2 * Math.PI);
  else {
    const [wide, high] = [reach.x + distance, reach.y + distance];
    context.roundRect(x - wide, y - high, 2 * wide, 2 * high, 7 + distance);
  }
}
