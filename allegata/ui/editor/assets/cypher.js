// Cypher as far as colours and completion need it: pieces of a text, and what may stand at a place in it.

export const KEYWORDS = (
  "ACYCLIC ALL AND ANY AS ASC ASCENDING BY CALL CASE COLLECT CONTAINS COUNT DESC DESCENDING DISTINCT DIFFERENT ELSE END ENDS " +
  "EXISTS FALSE FILTER FINISH FOR GROUPS IN IS LET LIMIT MATCH NEXT NODES NOT NULL OFFSET OPTIONAL OR ORDER PATH PATHS " +
  "RELATIONSHIPS REPEATABLE RETURN SHORTEST SKIP STARTS THEN TRAIL TRUE UNION UNWIND USING WALK WHEN WHERE WITH XOR YIELD INDEX SEEK"
).split(" ");
const KNOWN = new Set(KEYWORDS);

// Sticky, tried in turn: what none of them knows is one character of punctuation.
const PIECES = [
  ["comment", /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/y],
  ["string", /'(?:\\[^]|[^'\\])*(?:'|$)|"(?:\\[^]|[^"\\])*(?:"|$)/y],
  ["quoted", /`(?:``|[^`])*(?:`|$)/y],
  ["parameter", /\$(?:[\p{L}_][\p{L}\p{N}_]*|\d+)/uy],
  ["number", /(?:0x[\da-f]+|0o[0-7]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)(?![\p{L}\p{N}_])/iuy],
  ["word", /[\p{L}_][\p{L}\p{N}_]*/uy],
  ["space", /\s+/y],
];

export function pieces(text) {
  const found = [];
  for (let at = 0; at < text.length; ) {
    const { kind, end } = piece(text, at);
    found.push({ kind, text: text.slice(at, end), at });
    at = end;
  }
  return told(found);
}

function piece(text, at) {
  for (const [kind, pattern] of PIECES) {
    pattern.lastIndex = at;
    const hit = pattern.exec(text);
    if (hit && hit[0].length) return { kind, end: at + hit[0].length };
  }
  return { kind: "sign", end: at + 1 };
}

// What a word is, is told by what stands beside it, and by the bracket that it stands in.
function told(found) {
  const solid = found.filter((each) => each.kind !== "space" && each.kind !== "comment");
  const open = [];
  solid.forEach((each, place) => {
    if (each.kind === "sign") bracket(open, each.text);
    if (each.kind !== "word" && each.kind !== "quoted") return;
    const before = solid[place - 1];
    const after = solid[place + 1]?.text;
    if (before?.text === ".") each.kind = after === "(" ? "function" : "property";
    else if (open.at(-1) === "{" && after === ":") each.kind = "property";
    else if (open.at(-1) !== "{" && before?.text === ":") each.kind = "label";
    else if (/^[|&!]$/.test(before?.text) && (solid[place - 2]?.kind === "label" || solid[place - 2]?.text === ":")) each.kind = "label";
    else if (each.kind === "quoted") return;
    else if (KNOWN.has(each.text.toUpperCase())) each.kind = "keyword";
    else each.kind = after === "(" ? "function" : "name";
  });
  return found;
}

function bracket(open, text) {
  if ("([{".includes(text)) open.push(text);
  else if (")]}".includes(text)) open.pop();
}

// ── Completion ─────────────────────────────────────────────────────────────────────────────────────────────────

const PART = /[\p{L}\p{N}_]*$/u;
const MOST = 60;

// What is offered at a place: {from, items: [{word, insert, kind}]}. asked: somebody wants to see it.
export function offered(text, at, { words, parameters }, asked) {
  const before = text.slice(0, at);
  const last = pieces(before).at(-1);
  if (last && ["comment", "string"].includes(last.kind) && inside(last, before)) return none(at);
  const part = PART.exec(before)[0];
  const from = at - part.length;
  const head = before.slice(0, from);
  const sign = head.trimEnd().at(-1) ?? "";
  const called = /\bCALL\s+([\p{L}\p{N}_.]*)$/iu.exec(head);
  if (called) return fitting(at - part.length - called[1].length, called[1] + part, procedures(words));
  if (head.endsWith("$")) return fitting(from, part, parameters.map((word) => ({ word, kind: "parameter" })));
  if (head.endsWith(".") && !/\d\.$/.test(head)) return fitting(from, part, [...properties(words), ...spaced(words, head)]);
  const open = openBracket(head);
  if ((sign === ":" && open !== "{") || (/[|&!]/.test(sign) && afterLabel(head))) {
    return fitting(from, part, open === "[" ? types(words) : labels(words));
  }
  if (open === "{" && /[{,]$/.test(sign) && inPattern(head)) return fitting(from, part, properties(words));
  if (!asked && part.length < 2) return none(at);
  const keywords = KEYWORDS.map((word) => ({ word, kind: "keyword" }));
  return fitting(from, part, [...names(text, from), ...keywords, ...functions(words.functions)], true);
}

function none(at) {
  return { from: at, items: [] };
}

function inside(last, before) {
  if (last.kind === "comment") return last.text.startsWith("//") || !last.text.endsWith("*/");
  const { text } = last;
  return before.endsWith(text) && (text.length < 2 || text.at(-1) !== text[0]);
}

function labels({ labels }) {
  return labels.map((word) => ({ word, insert: quoted(word), kind: "label" }));
}

function types({ types }) {
  return types.map((word) => ({ word, insert: quoted(word), kind: "type" }));
}

function properties({ properties }) {
  return properties.map((word) => ({ word, insert: quoted(word), kind: "property" }));
}

function procedures(words) {
  return words.procedures.map((word) => ({ word, insert: `${word}()`, kind: "procedure" }));
}

function functions(list) {
  return list.map((word) => ({ word, insert: `${word}()`, kind: "function" }));
}

// Functions with a dot in them, of which the part before it is there already.
function spaced({ functions: list }, head) {
  const space = /([\p{L}\p{N}_.]+\.)$/u.exec(head)?.[1] ?? "";
  if (!space) return [];
  const small = space.toLowerCase();
  return list
    .filter((word) => word.toLowerCase().startsWith(small))
    .map((word) => word.slice(space.length))
    .map((word) => ({ word, insert: `${word}()`, kind: "function" }));
}

// Names that the statement itself has given.
function names(text, except) {
  const found = new Set();
  for (const each of pieces(text)) if (each.kind === "name" && each.at !== except) found.add(each.text);
  return [...found].map((word) => ({ word, kind: "name" }));
}

function afterLabel(head) {
  return /:\s*[^\s()[\]{}]*[|&!]\s*$/.test(head);
}

// The innermost bracket that is open at the end of a text.
function openBracket(head) {
  const open = [];
  for (const { kind, text } of pieces(head)) {
    if (kind === "sign") bracket(open, text);
  }
  return open.at(-1) ?? "";
}

// Whether the open brace is a map of properties, and no subquery.
function inPattern(head) {
  const place = head.lastIndexOf("{");
  return place >= 0 && /[(\[][^()[\]{}]*$/.test(head.slice(0, place));
}

function fitting(from, part, items, either = false) {
  const small = part.toLowerCase();
  const starts = items.filter((each) => each.word.toLowerCase().startsWith(small));
  const holds = part.length < 2 ? [] : items.filter((each) => !starts.includes(each) && each.word.toLowerCase().includes(small));
  let found = [...starts, ...(either ? holds.slice(0, 12) : holds)].slice(0, MOST);
  // A word that is there in full needs no help.
  if (found.length === 1 && found[0].word.toLowerCase() === small) found = [];
  return { from, items: found.map((each) => ({ insert: each.word, ...each })) };
}

// A name that is no plain word stands in backticks.
export function quoted(name) {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name.replaceAll("`", "``")}\``;
}
