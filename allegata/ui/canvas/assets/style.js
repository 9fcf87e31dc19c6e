// From the style table that Python sends to what vis-network understands.

export function readTheme(root, style) {
  const css = getComputedStyle(root);
  const paper = css.getPropertyValue("--st-background-color").trim() || style.grounds.light.paper;
  const name = luminance(paper) < 0.4 ? "dark" : "light";
  root.dataset.ground = name;
  const ground = style.grounds[name];
  for (const [key, value] of Object.entries(ground)) root.style.setProperty(`--${key}`, value);
  root.style.setProperty("--paper", paper);
  const font = css.getPropertyValue("--st-font").trim() || "sans-serif";
  return { ...ground, name, paper, font, ink: (family) => (style.families[family] ?? style.unknown)[name] };
}

function luminance(color) {
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  probe.fillStyle = color;
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

export function nodeStyle(node, theme) {
  return {
    id: node.id,
    shape: node.shape,
    size: node.radius,
    borderWidth: 2,
    color: { background: theme.disc, border: theme.rim },
  };
}

export function edgeStyle(edge, style, theme) {
  const line = style.lines[edge.status];
  const loop = edge.from === edge.to;
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    width: line.width,
    dashes: line.dashes.length ? line.dashes : false,
    color: { color: theme.ink(edge.family), inherit: false },
    arrows: { to: { enabled: true, scaleFactor: 0.32 + 0.08 * line.width } },
    selfReference: { size: 20 + 9 * (loop ? edge.bend : 0), angle: Math.PI / 4, renderBehindTheNode: false },
    smooth:
      edge.bend === 0 || loop
        ? { enabled: false }
        : { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.bend) },
  };
}
