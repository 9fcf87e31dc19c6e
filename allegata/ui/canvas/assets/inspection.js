// What tests may ask of a canvas, on its root as `allegata`.

export function inspection(canvas) {
  const { model } = canvas;
  const onPage = (point) => {
    const box = canvas.controls.stage.getBoundingClientRect();
    const { x, y } = canvas.network.canvasToDOM(point);
    return { x: box.left + x, y: box.top + y };
  };
  const at = (id) => {
    const { x, y } = canvas.network.body.nodes[id];
    return { x, y };
  };
  const all = (ids) => Object.fromEntries(ids.map((id) => [id, at(id)]));
  return {
    ready: () => Boolean(canvas.network) && canvas.version !== null && !canvas.camera.moving(),
    version: () => canvas.version,
    session: () => canvas.session,
    selected: () => canvas.selected && { what: canvas.selected.what, id: canvas.selected.ids[0] },
    selection: () => canvas.selected?.ids ?? [],
    scale: () => canvas.network.getScale(),
    view: () => ({ ...canvas.network.getViewPosition(), scale: canvas.network.getScale() }),
    positions: () => all([...model.nodes.keys()].filter((id) => canvas.network.body.nodes[id])),
    edges: () => [...model.edges.values()].map(({ id, from, to, label }) => ({ id, from, to, label })),
    shown: () => ({ nodes: [...model.shown.nodes.keys()], edges: [...model.shown.edges.keys()] }),
    drawn: () => ({ nodes: canvas.network.body.nodeIndices, edges: canvas.network.body.edgeIndices }),
    untold: () => canvas.untold(),
    inkOf: (key) => canvas.network.body.edges[key].options.color.color,
    edge: (key) => model.edges.get(key),
    node: (id) => model.nodes.get(id),
    domOf: (id) => onPage(at(id)),
    edgeMid: (key) => onPage(canvas.painter.middle(key)),
    under: (x, y) => canvas.painter.under({ x, y }),
    names: () => canvas.painter.boxes.map(({ id, left, right }) => ({ id, wide: right - left })),
    act: (kind, ids) => canvas.act(kind, ids),
    receive: (message) => canvas.receive(message),
    network: () => canvas.network,
  };
}
