// Text on the drawing: names are cut and wrapped to what has room, whatever a data set calls its actors.

export const WIDEST = 150;
const CUT = 160; // more characters than any place on the drawing shows

// At most so many lines of at most this width; what does not fit ends in an ellipsis.
export function wrap(context, name, widest = WIDEST, most = 2) {
  const width = (text) => context.measureText(text).width;
  const cut = name.length > CUT * 2;
  const words = [...(cut ? name.slice(0, CUT * 2) : name)].slice(0, CUT).join("").split(/\s+/u).filter(Boolean);
  const lines = [""];
  for (const word of words) {
    const line = lines[lines.length - 1];
    const longer = line ? `${line} ${word}` : word;
    if (!line || width(longer) <= widest) lines[lines.length - 1] = longer;
    else lines.push(word);
    if (lines.length > most) break;
  }
  const left = lines.length > most || cut;
  const kept = lines.slice(0, most).map((line, number, all) => {
    const last = number === all.length - 1;
    if (width(line) <= widest + (most > 2 ? 0 : 20) && !(last && left)) return line;
    const letters = [...line];
    while (letters.length > 1 && width(`${letters.join("")}…`) > widest) letters.pop();
    return `${letters.join("")}…`;
  });
  return { lines: kept, wide: Math.max(...kept.map(width)) };
}

export function halo(context, text, x, y, ink, paper, width) {
  if (width) {
    context.strokeStyle = paper;
    context.lineWidth = width;
    context.strokeText(text, x, y);
  }
  context.fillStyle = ink;
  context.fillText(text, x, y);
}

export function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
