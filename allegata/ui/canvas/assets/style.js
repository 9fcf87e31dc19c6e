// From the style table that Python sends to what vis-network understands.

export const CARD = { width: 164, height: 62 };

export function readTheme(root, style) {
  const css = getComputedStyle(root);
  const paper = css.getPropertyValue("--st-background-color").trim() || style.grounds.light.paper;
  const name = luminance(paper) < 0.4 ? "dark" : "light";
  root.dataset.ground = name;
  const ground = style.grounds[name];
  for (const [key, value] of Object.entries(ground)) root.style.setProperty(`--${key}`, value);
  root.style.setProperty("--paper", paper);
  const font = css.getPropertyValue("--st-font").trim() || "sans-serif";
  const inks = (table) => (key) => (table[key] ?? style.unknown)[name];
  const kind = (of) => (Object.hasOwn(style.discs, of) ? style.discs[of] : ground.disc);
  return { ...ground, name, paper, font, kind, family: inks(style.families), mark: inks(style.marks), stance: inks(style.stances) };
}

// The ink of an edge. While standpoints are compared, what neither of them speaks of steps back.
export function inkOf(edge, theme, comparing) {
  if (edge.mark) return theme.mark(edge.mark);
  if (edge.stance) return theme.stance(edge.stance);
  return theme.family(comparing ? "standing" : edge.family);
}

// The ink of words on its line: one that lets lines step back is too faint for letters.
export function inkOfWords(edge, theme, comparing) {
  const ink = inkOf(edge, theme, comparing);
  return ink === theme.family("standing") || ink === theme.stance("neither") ? theme.faint : ink;
}

export function lineOf(edge, style) {
  return style.lines[edge.stance ? "stance" : edge.status] ?? style.lines[""];
}

// How far a node reaches from its middle.
export function extent(node) {
  if (node.shape === "claim") return { x: CARD.width / 2, y: CARD.height / 2 };
  return { x: node.radius, y: node.radius };
}

function luminance(color) {
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  probe.fillStyle = color;
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

export function nodeStyle(node, theme, hidden, card) {
  const claim = node.shape === "claim";
  return {
    id: node.id,
    shape: claim ? "custom" : node.shape,
    ...(claim ? { ctxRenderer: card } : {}),
    size: node.radius,
    borderWidth: 2,
    hidden,
    fixed: node.pinned,
    color: { background: theme.kind(node.kind), border: theme.rim },
  };
}

export function edgeStyle(edge, style, theme, hidden, comparing) {
  const line = lineOf(edge, style);
  const loop = edge.from === edge.to;
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    hidden,
    width: line.width,
    dashes: line.dashes.length ? line.dashes : false,
    color: { color: inkOf(edge, theme, comparing), inherit: false },
    arrows: { to: { enabled: true, scaleFactor: 0.32 + 0.08 * line.width } },
    selfReference: { size: 20 + 9 * (loop ? edge.bend : 0), angle: Math.PI / 4, renderBehindTheNode: false },
    smooth:
      edge.bend === 0 || loop
        ? { enabled: false }
        : { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.bend) },
  };
}
