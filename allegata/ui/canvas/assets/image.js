// The drawing as an image: what is on the screen, drawn anew at any scale, and below it what it means.

import { short } from "./elements.js";
import { entries, OUTLINES } from "./legend.js";

const NAME = "allegata.png";
const PAD = 16;
const ROW = 20;

export function picture(canvas, factor) {
  const { stage } = canvas.controls;
  const { clientWidth: width, clientHeight: height } = stage;
  const made = document.createElement("canvas");
  const context = made.getContext("2d");
  const legend = arranged(context, canvas, width);
  const below = legend.length ? legend.at(-1).y + ROW + PAD : 0;
  made.width = Math.round(width * factor);
  made.height = Math.round((height + below) * factor);
  context.scale(factor, factor);
  context.fillStyle = canvas.theme.paper;
  context.fillRect(0, 0, width, height + below);
  context.save();
  context.beginPath();
  context.rect(0, 0, width, height);
  context.clip();
  canvas.painter.still(context, { width, height, ratio: factor });
  context.restore();
  context.setTransform(factor, 0, 0, factor, 0, 0);
  context.translate(0, height);
  for (const entry of legend) explain(context, canvas, entry);
  return made;
}

export async function savePicture(canvas, factor) {
  const url = URL.createObjectURL(await blob(picture(canvas, factor)));
  const link = document.createElement("a");
  link.href = url;
  link.download = NAME;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 30_000);
  return `Saved as ${NAME}`;
}

export async function copyPicture(canvas, factor) {
  try {
    const item = new ClipboardItem({ "image/png": blob(picture(canvas, factor)) });
    await navigator.clipboard.write([item]);
    return "Image copied";
  } catch {
    return "The browser does not let us copy images: save it instead";
  }
}

function blob(made) {
  return new Promise((resolve, reject) => {
    made.toBlob((found) => (found ? resolve(found) : reject(new Error("The image is too large."))), "image/png");
  });
}

// Where each entry of the legend stands: rows that break where the width ends.
function arranged(context, canvas, width) {
  const placed = [];
  let y = PAD / 2;
  context.font = `12px ${canvas.theme.font}`;
  for (const row of entries(canvas, canvas.controls.legend.told, { inUse: true })) {
    let x = PAD;
    // While standpoints are compared, families have no ink and nothing to explain.
    for (const entry of row.flatMap(spread).filter(({ sample }) => sample)) {
      const wide = indent(entry.sample) + context.measureText(entry.word).width + 18;
      if (x > PAD && x + wide > width - PAD) {
        x = PAD;
        y += ROW;
      }
      placed.push({ ...entry, x, y });
      x += wide;
    }
    if (x > PAD) y += ROW;
  }
  return placed;
}

function spread({ word, samples, parts }) {
  if (parts?.length) return parts.map((part) => ({ word: part.word, sample: part.sample }));
  return [{ word: short(word), sample: samples[0] }];
}

function explain(context, { theme }, { word, sample, x, y }) {
  const middle = y + ROW / 2;
  context.save();
  if (sample?.shape) {
    context.translate(x + 1, middle - 6);
    context.fillStyle = sample.ink;
    context.beginPath();
    if (sample.shape === "dot") context.arc(6, 6, 5.5, 0, 2 * Math.PI);
    else for (let at = 0; at < OUTLINES[sample.shape].length; at += 2) context.lineTo(...OUTLINES[sample.shape].slice(at, at + 2));
    context.fill();
  } else if (sample) {
    context.strokeStyle = sample.ink;
    context.lineWidth = sample.width;
    context.lineCap = "round";
    context.setLineDash(sample.dashes);
    context.beginPath();
    context.moveTo(x + 2, middle);
    context.lineTo(x + 26, middle);
    context.stroke();
  }
  context.restore();
  context.font = `12px ${theme.font}`;
  context.fillStyle = theme.text;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(word, x + indent(sample), middle + 0.5);
}

function indent(sample) {
  return !sample ? 0 : sample.shape ? 20 : 33;
}
