"use strict";
// Places are code points everywhere: a string's own indices count UTF-16 units.
const words = JSON.parse(document.getElementById("words").textContent);
const FIRST = ["person", "address", "date", "birth_date", "phone", "identifier"];
const FIELDS = ["context", "question"];
const get = (id) => document.getElementById(id);
const say = (key, values = {}) =>
  words[key].replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
const kindName = (kind) => words["kind_" + kind];

let state = null;
let parts = []; // for each field: characters, findings, rejected (numbers), missed ([kind, start, end])
let chosen = null; // what the dialog asks about: {part, start, end}

const text = (part, start, end) => part.characters.slice(start, end).join("");
const overlap = (a, b) => a[1] < b[2] && b[1] < a[2];

function element(name, values = {}, ...children) {
  const made = Object.assign(document.createElement(name), values);
  made.append(...children);
  return made;
}

// ---- the texts and their marks

function render(part) {
  const cuts = new Set([0, part.characters.length]);
  for (const [, start, end] of [...part.findings, ...part.missed]) cuts.add(start).add(end);
  const places = [...cuts].sort((a, b) => a - b);
  const box = get(part.name);
  box.replaceChildren();
  for (let i = 0; i + 1 < places.length; i++) {
    box.append(segment(part, places[i], places[i + 1]));
  }
  const list = get(part.name + "-marks");
  list.replaceChildren(
    ...part.findings.map((found, n) => chip(part, found, part.rejected.has(n) ? "rejected" : "found", () => toggle(part, n))),
    ...part.missed.map((label) => chip(part, label, "missed", () => remove(part, label))),
  );
  count();
}

function segment(part, start, end) {
  const covers = ([, from, to]) => from <= start && end <= to;
  const made = element("span", { textContent: text(part, start, end) });
  const label = part.missed.find(covers);
  const number = part.findings.findIndex(covers);
  if (label) {
    made.className = "missed";
    if (label[2] === end) made.dataset.kind = kindName(label[0]);
    made.onclick = () => unlessSelecting(() => remove(part, label));
  } else if (number >= 0) {
    made.className = part.rejected.has(number) ? "found rejected" : "found";
    if (part.findings[number][2] === end) made.dataset.kind = kindName(part.findings[number][0]);
    made.onclick = () => unlessSelecting(() => toggle(part, number));
  }
  return made;
}

function chip(part, [kind, start, end], what, action) {
  const made = element("button", { type: "button", className: what },
    element("b", { textContent: text(part, start, end) }), ` ${kindName(kind)}`);
  made.title = words[what];
  made.setAttribute("aria-label", `${text(part, start, end)}, ${kindName(kind)}, ${words[what]}`);
  made.onclick = () => {
    const at = [...get(part.name + "-marks").querySelectorAll("button")].indexOf(made);
    action();
    const left = get(part.name + "-marks").querySelectorAll("button");
    (left[Math.min(at, left.length - 1)] || get(part.name)).focus();
  };
  return element("li", {}, made);
}

function unlessSelecting(action) {
  if (getSelection().isCollapsed && !get("chooser").open) action();
}

function toggle(part, number) {
  if (!part.rejected.delete(number)) part.rejected.add(number);
  render(part);
}

function remove(part, label) {
  part.missed = part.missed.filter((other) => other !== label);
  render(part);
}

function count() {
  const sum = (of) => parts.reduce((total, part) => total + of(part), 0);
  get("sum").textContent = say("summary_marks", {
    found: sum((part) => part.findings.length),
    rejected: sum((part) => part.rejected.size),
    missed: sum((part) => part.missed.length),
  });
}

// ---- what was missed: a selection and its kind

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const part = parts.find(({ name }) => get(name).contains(range.startContainer) && get(name).contains(range.endContainer));
  if (!part) return null;
  const before = document.createRange();
  before.selectNodeContents(get(part.name));
  before.setEnd(range.startContainer, range.startOffset);
  let start = [...before.toString()].length;
  let end = start + [...range.toString()].length;
  while (start < end && /\s/.test(part.characters[start])) start++;
  while (start < end && /\s/.test(part.characters[end - 1])) end--;
  return { part, start, end };
}

function ask() {
  const found = selected();
  if (!found || found.start === found.end || get("chooser").open) return;
  const marked = text(found.part, found.start, found.end);
  if (!/[\p{L}\p{N}]/u.test(marked)) return tell("error_empty");
  tell(null);
  chosen = found;
  const short = [...marked];
  get("chooser-name").textContent = say("choose", {
    text: short.length > 80 ? short.slice(0, 80).join("") + "…" : marked,
  });
  get("chooser").showModal();
  get("kinds").firstChild.focus();
}

function add(kind) {
  const { part, start, end } = chosen;
  const label = [kind, start, end];
  part.missed = part.missed.filter((other) => !overlap(label, other));
  part.missed.push(label);
  part.missed.sort((a, b) => a[1] - b[1]);
  get("chooser").close();
  getSelection().removeAllRanges();
  render(part);
  get(part.name).focus();
}

const every = Object.keys(words).filter((key) => key.startsWith("kind_") && key !== "kind_all").map((key) => key.slice(5));
for (const kind of [...FIRST, ...every.filter((kind) => !FIRST.includes(kind))]) {
  get("kinds").append(element("button", { type: "button", textContent: kindName(kind), onclick: () => add(kind) }));
}
get("kinds").onkeydown = (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...get("kinds").children];
  all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
};
get("cancel").onclick = () => get("chooser").close();
document.addEventListener("pointerup", (event) => {
  if (!event.target.closest("button, dialog")) setTimeout(ask);
});

// ---- a cursor for those who have no mouse: the texts can't be edited, so the browser shows none

function caret() {
  const selection = getSelection();
  const box = document.activeElement;
  const shown = FIELDS.includes(box.id) && selection.rangeCount && box.contains(selection.focusNode) && box.matches(":focus-visible");
  get("caret").hidden = !shown;
  if (!shown) return;
  const range = document.createRange();
  range.setStart(selection.focusNode, selection.focusOffset);
  const place = range.getClientRects()[0];
  get("caret").hidden = !place;
  if (!place) return;
  Object.assign(get("caret").style, { left: `${place.left}px`, top: `${place.top}px`, height: `${place.height || 18}px` });
}

function move(event) {
  const box = event.currentTarget;
  const selection = getSelection();
  const moves = {
    ArrowLeft: ["left", "character"], ArrowRight: ["right", "character"],
    ArrowUp: ["backward", "line"], ArrowDown: ["forward", "line"],
    Home: ["backward", "lineboundary"], End: ["forward", "lineboundary"],
  };
  if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    return ask();
  }
  if (!moves[event.key] || event.altKey) return;
  event.preventDefault();
  if (!selection.rangeCount || !box.contains(selection.focusNode) || selection.focusNode === box) selection.collapse(box.firstChild.firstChild, 0);
  const [anchor, offset, node, at] = [selection.anchorNode, selection.anchorOffset, selection.focusNode, selection.focusOffset];
  const [way, unit] = moves[event.key];
  selection.modify(event.shiftKey ? "extend" : "move", way, event.ctrlKey && unit === "character" ? "word" : unit);
  if (!box.contains(selection.focusNode)) selection.setBaseAndExtent(anchor, offset, node, at);
  caret();
}

for (const name of FIELDS) {
  get(name).onkeydown = move;
  get(name).onfocus = get(name).onblur = () => setTimeout(caret);
}
document.addEventListener("selectionchange", caret);
addEventListener("scroll", caret, { passive: true });
addEventListener("resize", caret);

// ---- one text after another

function tell(key) {
  get("error").hidden = key === null;
  get("error").textContent = key === null ? "" : words[key];
}

async function call(action, body) {
  const asked = body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  };
  try {
    const reply = await fetch(action, asked);
    if (reply.ok) return await reply.json();
    tell(reply.status === 409 || reply.status === 400 ? "error_marks" : "error_lost");
  } catch {
    tell("error_lost");
  }
  return null;
}

function show(next) {
  state = next;
  tell(null);
  const over = Boolean(state.summary);
  get("main").hidden = over;
  get("result").hidden = !over;
  get("how").hidden = get("lead").hidden = over;
  scrollTo(0, 0);
  if (over) {
    get("result-name").textContent = state.number < state.total ? words.result : words.all_read;
    const scores = Object.entries(state.summary);
    // Of one language alone, all of them together are the same numbers again.
    get("tables").replaceChildren(...scores.slice(scores.length === 2 ? 1 : 0).map(([scope, score]) => table(scope, score)));
    get("result-name").focus();
    return;
  }
  get("progress").textContent = say("progress", { n: state.number + 1, total: state.total });
  get("bar").max = state.total;
  get("bar").value = state.number;
  get("next").textContent = state.number + 1 < state.total ? words.next : words.last;
  parts = state.texts.map((row, n) => ({
    name: FIELDS[n], characters: [...row.text], findings: row.findings, rejected: new Set(), missed: [],
  }));
  for (const part of parts) {
    get(part.name).lang = state.language === "zh" ? "zh-CN" : "en";
    render(part);
  }
  get("progress").focus();
}

function table(scope, { recall, precision }) {
  const cell = (rate) => {
    if (!rate || !rate.total) return element("td", { textContent: "–" });
    const [low, high] = rate.interval;
    return element("td", {}, `${rate.value.toFixed(3)} `,
      element("small", { textContent: `${rate.hits}/${rate.total} ` }),
      element("small", { textContent: `(${low.toFixed(3)}–${high.toFixed(3)})` }));
  };
  const head = (key) => element("th", { scope: "col", textContent: words[key] });
  const kinds = [...new Set([...Object.keys(recall), ...Object.keys(precision)])];
  const rows = kinds.map((kind) => element("tr", {},
    element("th", { scope: "row", textContent: kindName(kind) }), cell(recall[kind]), cell(precision[kind])));
  return element("div", { className: "scroll" }, element("table", {},
    element("caption", { textContent: words["scope_" + scope] || scope }),
    element("thead", {}, element("tr", {}, head("kind"), head("recall"), head("precision"))),
    element("tbody", {}, ...rows)));
}

async function next() {
  if (get("next").disabled || get("chooser").open || state.summary) return;
  get("next").disabled = true;
  const texts = parts.map((part) => ({ rejected: [...part.rejected], missed: part.missed }));
  const reply = await call("marks", { number: state.number, texts });
  get("next").disabled = false;
  if (reply) show(reply);
}

async function finish() {
  const reply = await call("finish", {});
  if (!reply) return;
  show(reply);
  get("finish").hidden = true;
  get("result-name").after(element("p", { textContent: words.finished }));
}

get("next").onclick = next;
get("stop").onclick = finish;
get("finish").onclick = finish;
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) next();
});
call("state").then((reply) => reply && show(reply));
