/* The filters, and the address of the page, which names them all. */

function checkbox(place, name, isOn, change, mark) {
  const label = make("label");
  const box = make("input", null, { type: "checkbox" });
  box.checked = isOn();
  box.addEventListener("change", () => { change(box.checked); commit(); });
  label.append(box);
  if (mark) label.append(mark);
  label.append(` ${name}`);
  place.append(label);
  checks.push(() => { box.checked = isOn(); });
}

const checks = [];

function fillFilters() {
  for (const topic of rows.topics) {
    if (!rows.topic.includes(TOPIC[topic])) continue;
    checkbox(byId("topics"), topicNames[topic], () => !state.hidden.has(topic), (isOn) => {
      if (isOn) state.hidden.delete(topic); else state.hidden.add(topic);
    }, swatch(topic));
  }
  const toggle = (set, key) => (isOn) => { if (isOn) set().add(key); else set().delete(key); };
  const limit = 500;
  data.parties.forEach(([name, , role], index) => {
    if (role !== "device" || index > limit) return;
    checkbox(byId("device-filters"), name, () => state.parties.has(index),
      toggle(() => state.parties, index));
  });
  data.calls.rows.slice(0, limit).forEach((row) => {
    const ends = [row[2].from, row[2].to].map((end) => (end ? end.number || end.name || end.device || "?" : "?"));
    checkbox(byId("call-filters"), `@${row[2].call} ${ends.join("→")}`,
      () => state.calls.has(row[2].call), toggle(() => state.calls, row[2].call));
  });
  if (data.calls.rows.length === 0) byId("call-filters").append(make("p", "None.", { class: "hint" }));
}

function pageAddress() {
  const parts = [state.open >= 0 && state.view === "ladder" ? frameName(state.open) : state.view];
  if (state.query) parts.push(`q=${encodeURIComponent(state.query)}`);
  const hidden = [...state.hidden].sort().join(",");
  if (hidden !== "keepAlive") parts.push(`hide=${hidden}`);
  if (state.parties.size > 0) {
    parts.push(`device=${[...state.parties].map((index) => encodeURIComponent(party(index))).join(",")}`);
  }
  if (state.calls.size > 0) parts.push(`call=${[...state.calls].join(",")}`);
  if (state.range) parts.push(`t=${state.range.map((time) => (time / 1e9).toFixed(6)).join("-")}`);
  return `#${parts.join("&")}`;
}

function decoded(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}

function partyNamed(name) {
  return data.parties.findIndex((entry) => entry[0] === name || entry[1] === name);
}

/** Takes over what an address says; a filter that it does not name is off. */
function read(hash) {
  const parts = hash.replace(/^#/, "").split("&");
  const place = decoded(parts.shift());
  const settings = new Map(parts.map((part) => {
    const end = part.indexOf("=");
    return end < 0 ? [part, ""] : [part.slice(0, end), part.slice(end + 1)];
  }));
  state.query = decoded(settings.get("q") || "");
  state.hidden = new Set(settings.has("hide") ? settings.get("hide").split(",").filter(Boolean) : ["keepAlive"]);
  state.parties = new Set((settings.get("device") || "").split(",").filter(Boolean)
    .map((name) => partyNamed(decoded(name))).filter((index) => index >= 0));
  state.calls = new Set((settings.get("call") || "").split(",").filter(Boolean).map(Number));
  const range = (settings.get("t") || "").split("-").map(Number);
  state.range = range.length === 2 && range.every(Number.isFinite) ? range.map((time) => time * 1e9) : null;
  state.open = -1;
  const frame = /^frame-(?:(\d+)-)?(\d+)$/.exec(place);
  const call = /^call-(\d+)$/.exec(place);
  const device = /^device-(.*)$/.exec(place);
  if (frame) {
    state.view = "ladder";
    state.open = rowOfFrame(Number(frame[2]), frame[1] ? Number(frame[1]) - 1 : 0);
    if (state.open >= 0 && !isShown(state.open, matcher(state.query))) reveal(state.open);
  } else if (call) {
    state.view = "ladder";
    state.calls = new Set([Number(call[1])]);
  } else if (device) {
    state.view = "ladder";
    const index = partyNamed(device[1]);
    if (index >= 0) state.parties = new Set([index]);
  } else if (["overview", "ladder", "calls", "devices", "findings"].includes(place)) {
    state.view = place;
  } else {
    state.view = data.findings.length > 0 || data.calls.rows.length > 1 ? "overview" : "ladder";
  }
}

/** Takes away the filters that hide a row. */
function reveal(row) {
  state.query = "";
  state.range = null;
  state.parties = new Set();
  state.calls = new Set();
  state.hidden.delete(rows.topics[rows.topic[row]]);
}

function show() {
  for (const section of document.querySelectorAll("#main > section")) {
    section.hidden = section.id !== `view-${state.view}`;
  }
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.view === state.view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  byId("filters").hidden = state.view !== "ladder";
  if (byId("search").value !== state.query) byId("search").value = state.query;
  for (const check of checks) check();
  byId("since").value = state.range ? (state.range[0] / 1e9).toFixed(3) : "";
  byId("until").value = state.range ? (state.range[1] / 1e9).toFixed(3) : "";
  if (state.view === "ladder") select();
  openRow(state.view === "ladder" ? state.open : -1, false);
}

function commit() {
  history.replaceState(null, "", pageAddress());
  show();
}
