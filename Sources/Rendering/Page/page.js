"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const rows = data.rows;
  const count = rows.kind.length;
  const text = (place) => data.strings[place];
  const byId = (id) => document.getElementById(id);
  const MESSAGE = 0, CONNECTION = 1, RUN = 2, MEDIA = 3, FINDING = 5, REMARK = 6, COMMENT = 7;
  const TOPIC = Object.fromEntries(rows.topics.map((name, index) => [name, index]));
  const topicNames = {
    connection: "connections", registration: "registration", setUp: "set-up", call: "calls",
    media: "audio and video", display: "display, lamps, tones", keepAlive: "each keepalive",
    other: "other",
  };

  /** Makes an element; everything of the capture becomes text, never markup. */
  function make(name, content, attributes) {
    const element = document.createElement(name);
    if (content !== undefined && content !== null) element.textContent = content;
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === "class") element.className = value;
      else element.setAttribute(key, value);
    }
    return element;
  }

  // Times: nanoseconds since the first row; NaN where a row has none.
  const times = new Float64Array(count);
  for (let i = 0, now = 0; i < count; i += 1) {
    if (rows.time[i] === null) {
      times[i] = NaN;
    } else {
      now += rows.time[i];
      times[i] = now;
    }
  }
  const span = times.reduce((most, time) => (time > most ? time : most), 0);

  function timeOfDay(i) {
    if (Number.isNaN(times[i])) return "";
    const all = data.start[1] + times[i];
    const seconds = Math.floor(all / 1e9);
    const date = new Date((data.start[0] + seconds) * 1000);
    const shown = Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(11, 19);
    const fraction = String(all - seconds * 1e9).padStart(9, "0").slice(0, data.digits);
    return data.digits > 0 ? `${shown}.${fraction}` : shown;
  }

  function duration(nanoseconds) {
    if (nanoseconds < 1e6) return `${(nanoseconds / 1e6).toFixed(1)} ms`;
    if (nanoseconds < 1e9) return `${Math.floor(nanoseconds / 1e6)} ms`;
    if (nanoseconds < 60e9) return `${(nanoseconds / 1e9).toFixed(1)} s`;
    const minutes = Math.floor(nanoseconds / 60e9);
    return `${minutes} min ${Math.floor((nanoseconds - minutes * 60e9) / 1e9)} s`;
  }

  const party = (index) => (data.parties[index] ? data.parties[index][0] : "");

  // Where the bytes of each message begin.
  const starts = new Float64Array(data.lengths.length);
  for (let i = 1; i < starts.length; i += 1) starts[i] = starts[i - 1] + data.lengths[i - 1];

  function bytesOf(message) {
    if (message < 0 || !data.lengths[message]) return new Uint8Array();
    const start = starts[message];
    const end = start + data.lengths[message];
    const first = Math.floor(start / 3);
    const piece = atob(data.bytes.slice(first * 4, Math.ceil(end / 3) * 4));
    return Uint8Array.from(piece, (c) => c.charCodeAt(0)).slice(start - first * 3, end - first * 3);
  }

  // ---- Fields

  const KINDS = ["number", "signed", "enumeration", "flags", "text", "displayText", "xml", "ipv4",
    "ipv6", "unknownAddress", "macAddress", "secret", "structure", "array", "union"];

  function address(bytes, start, length, isLong) {
    const first = length === 20 ? start + 4 : start;
    if (!isLong) return Array.from(bytes.slice(first, first + 4)).join(".");
    const groups = [];
    for (let i = 0; i < 16; i += 2) groups.push((bytes[first + i] << 8) | bytes[first + i + 1]);
    if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
      return `::ffff:${Array.from(bytes.slice(first + 12, first + 16)).join(".")}`;
    }
    let best = [0, 0];
    for (let i = 0; i < 8; i += 1) {
      let end = i;
      while (end < 8 && groups[end] === 0) end += 1;
      if (end - i > best[1] - best[0] && end - i > 1) best = [i, end];
    }
    const words = groups.map((group) => group.toString(16));
    if (best[1] === best[0]) return words.join(":");
    return `${words.slice(0, best[0]).join(":")}::${words.slice(best[1]).join(":")}`;
  }

  function plainText(bytes, start, length) {
    let shown = "";
    for (let i = start; i < start + length && bytes[i]; i += 1) shown += String.fromCharCode(bytes[i]);
    return shown;
  }

  function mac(bytes, start, length) {
    const digits = plainText(bytes, start, 12);
    const hex = length >= 12 && /^[0-9a-fA-F]{12}$/.test(digits) ? digits.toLowerCase()
      : Array.from(bytes.slice(start, start + 6), (b) => b.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(..)(?=.)/g, "$1:");
  }

  /** The fields of a message: depth, name, value, label, offset, length. */
  function fieldsOf(message) {
    const shape = message < 0 ? undefined : data.shapes[data.shapeOf[message]];
    if (!shape) return [];
    const bytes = bytesOf(message);
    const own = data.texts[message] || {};
    return shape[3].map(([depth, name, kind, offset, length, extra], index) => {
      const field = { depth, name, kind: KINDS[kind], offset, length };
      let number = 0;
      for (let i = length - 1; i >= 0 && kind < 4; i -= 1) number = number * 256 + bytes[offset + i];
      switch (field.kind) {
      case "number": field.value = number; break;
      case "signed": field.value = number | 0; break;
      case "enumeration":
        field.value = number;
        field.label = data.labels[extra][number];
        break;
      case "flags": {
        field.value = number;
        const names = data.flags[extra];
        field.label = names.filter(([mask]) => (number & mask) >>> 0 === mask)
          .map((entry) => entry[1]).join(", ");
        break;
      }
      case "text": case "displayText": case "xml":
        field.value = own[index] === undefined ? plainText(bytes, offset, length) : own[index];
        break;
      case "ipv4": field.value = address(bytes, offset, length, false); break;
      case "ipv6": field.value = address(bytes, offset, length, true); break;
      case "macAddress": field.value = mac(bytes, offset, length); break;
      case "secret": field.value = length > 0 ? "hidden" : ""; break;
      case "array": field.count = extra; break;
      default: break;
      }
      return field;
    });
  }

  // ---- What is shown

  const state = {
    view: "overview", query: "", hidden: new Set(["keepAlive"]), parties: new Set(), calls: new Set(),
    range: null, open: -1,
  };
  let items = new Int32Array(0);
  let offsets = new Float64Array(1);
  let columns = [];
  let columnOf = new Map();
  let laneWidth = 0;
  let gutter = 172;
  let rowPlaces = new Map();

  /** The rows whose title, values or sentence hold all words of the query. */
  function matcher(query) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return () => true;
    const found = words.map((word) => data.strings.map((string) => string.toLowerCase().includes(word)));
    const named = words.map((word) => data.parties.map((entry) => entry[0].toLowerCase().includes(word)));
    return (i) => words.every((word, w) => found[w][rows.title[i]] || found[w][rows.values[i]]
      || found[w][rows.sentence[i]] || String(rows.frame[i]) === word
      || named[w][rows.from[i]] || named[w][rows.to[i]]);
  }

  function isShown(i, matches) {
    const topic = rows.topic[i];
    const kind = rows.kind[i];
    if (topic === TOPIC.keepAlive && kind !== REMARK) {
      if ((kind === RUN) !== state.hidden.has("keepAlive")) return false;
    } else if (kind !== FINDING && state.hidden.has(rows.topics[topic])) {
      return false;
    }
    if (state.parties.size > 0 && !state.parties.has(rows.from[i]) && !state.parties.has(rows.to[i])) {
      return false;
    }
    if (state.calls.size > 0 && !state.calls.has(rows.call[i])) return false;
    if (state.range && !(times[i] >= state.range[0] && times[i] <= state.range[1])) return false;
    return matches(i);
  }

  function select() {
    const matches = matcher(state.query);
    const shown = [];
    for (let i = 0; i < count; i += 1) if (isShown(i, matches)) shown.push(i);
    const gaps = [];
    for (let n = 1; n < shown.length; n += 1) {
      const gap = times[shown[n]] - times[shown[n - 1]];
      if (gap > 0) gaps.push(gap);
    }
    gaps.sort((one, other) => one - other);
    const least = Math.max(10 * (gaps[Math.floor((gaps.length - 1) / 2)] || Infinity), 1e8);
    const list = [];
    shown.forEach((row, n) => {
      if (n > 0 && times[row] - times[shown[n - 1]] > least) list.push(-row - 1);
      list.push(row);
    });
    items = Int32Array.from(list);
    rowPlaces = new Map();
    items.forEach((row, place) => { if (row >= 0) rowPlaces.set(row, place); });
    byId("shown").textContent = shown.length === count ? ""
      : `${shown.length.toLocaleString("en")} of ${count.toLocaleString("en")} rows`;
    layOut();
  }

  // ---- The ladder

  const scroller = byId("scroller");
  const list = byId("rows");
  const maximumColumns = 24;

  function layOut() {
    const weights = new Map();
    for (const row of items) {
      if (row < 0) continue;
      for (const end of [rows.from[row], rows.to[row]]) weights.set(end, (weights.get(end) || 0) + 1);
    }
    columns = [...weights.keys()].sort((one, other) => weights.get(other) - weights.get(one))
      .slice(0, maximumColumns).sort((one, other) => one - other);
    columnOf = new Map(columns.map((index, place) => [index, place]));
    gutter = parseInt(getComputedStyle(document.documentElement).getPropertyValue("--gutter"), 10);
    const room = Math.max(scroller.clientWidth - gutter, 200);
    const isNarrow = scroller.clientWidth < 700;
    const least = isNarrow ? 92 : 150;
    laneWidth = gutter + Math.max(room, columns.length * least);
    byId("lane").style.width = byId("names").style.width = `${laneWidth}px`;
    const names = byId("names");
    const lines = byId("lifelines");
    names.replaceChildren();
    lines.replaceChildren();
    const each = columns.length > 1 ? x(1) - x(0) : laneWidth - gutter;
    columns.forEach((index, place) => {
      const name = make("div", null, { title: `${party(index)} ${data.parties[index][1]}` });
      name.append(make("b", party(index)), make("span", data.parties[index][1]));
      name.style.left = `${x(place)}px`;
      name.style.maxWidth = `${Math.max(Math.min(each - 6, 2 * Math.min(x(place) - gutter, laneWidth - x(place))), 60)}px`;
      names.append(name);
      const line = make("div");
      line.style.left = `${x(place)}px`;
      lines.append(line);
    });
    const sentenceRoom = Math.max(Math.min(laneWidth, scroller.clientWidth) - gutter - 24, 120);
    offsets = new Float64Array(items.length + 1);
    for (let n = 0; n < items.length; n += 1) {
      offsets[n + 1] = offsets[n] + heightOf(items[n], sentenceRoom);
    }
    byId("lane").style.height = `${offsets[items.length] + 20}px`;
    list.replaceChildren();
    draw();
  }

  /** Where the lifeline of a column is: the first and the last have room for half a name. */
  function x(place) {
    const margin = Math.min(70, (laneWidth - gutter) / (2 * Math.max(columns.length, 1)));
    const room = laneWidth - gutter - 2 * margin;
    return gutter + margin + (columns.length > 1 ? (place * room) / (columns.length - 1) : room / 2);
  }

  function isArrow(row) {
    return rows.from[row] !== rows.to[row] && columnOf.has(rows.from[row]) && columnOf.has(rows.to[row])
      && rows.kind[row] !== FINDING && rows.kind[row] !== REMARK && rows.kind[row] !== COMMENT;
  }

  function words(row) {
    switch (rows.kind[row]) {
    case FINDING: return `${text(rows.values[row]) === "error" ? "✗" : "⚠"} ${text(rows.title[row])}  ${text(rows.sentence[row])}`;
    case REMARK: return `⚠ ${text(rows.sentence[row])}`;
    case COMMENT: return `✎ ${text(rows.sentence[row])}`;
    default: break;
    }
    if (isArrow(row)) return text(rows.sentence[row]);
    const between = rows.from[row] === rows.to[row] ? party(rows.from[row])
      : `${party(rows.from[row])} → ${party(rows.to[row])}`;
    return [between, text(rows.title[row]), text(rows.values[row]), text(rows.sentence[row])]
      .filter(Boolean).join("  ");
  }

  function linesOf(row, room) {
    const length = Math.min(words(row).length, 2000);
    return length === 0 ? 0 : Math.min(Math.ceil((length * 6.9) / room), 5);
  }

  function heightOf(item, room) {
    if (item < 0) return 24;
    const lines = linesOf(item, room);
    const height = isArrow(item) ? 32 + 18 * lines : 10 + 18 * Math.max(lines, 1);
    return gutter < 100 ? Math.max(height, 44) : height;
  }

  function placeAt(y) {
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (offsets[middle + 1] <= y) low = middle + 1; else high = middle;
    }
    return low;
  }

  let drawn = new Map();

  function draw() {
    if (state.view !== "ladder") return;
    const top = scroller.scrollTop;
    const first = Math.max(placeAt(top - 400), 0);
    const last = Math.min(placeAt(top + scroller.clientHeight + 400) + 1, items.length);
    const next = new Map();
    for (let place = first; place < last; place += 1) {
      next.set(place, list.childElementCount && drawn.get(place) ? drawn.get(place) : rowElement(place));
    }
    drawn = next;
    list.replaceChildren(...next.values());
  }

  function rowElement(place) {
    const row = items[place];
    const top = `${offsets[place]}px`;
    if (row < 0) {
      const gap = make("li", null, { class: "pause" });
      gap.textContent = `⋯ ${duration(times[-row - 1] - times[items[place - 1]])}`;
      gap.style.top = top;
      return gap;
    }
    const topic = rows.topics[rows.topic[row]];
    const arrow = isArrow(row);
    const element = make("li", null, {
      class: `row w${rows.weight[row]} k${rows.kind[row]}${arrow ? "" : " bare"}`
        + `${row === state.open ? " open" : ""}`,
      "aria-setsize": items.length, "aria-posinset": place + 1,
    });
    element.dataset.row = row;
    element.style.top = top;
    element.style.height = `${offsets[place + 1] - offsets[place]}px`;
    element.style.borderLeftColor = `var(--${topic})`;
    element.style.setProperty("--tone", `var(--${topic})`);
    const link = make("a", rows.frame[row], { class: "frame", href: `#${frameName(row)}` });
    link.setAttribute("aria-label",
      `Frame ${rows.frame[row]}, ${party(rows.from[row])} to ${party(rows.to[row])}: `
      + `${text(rows.title[row])} ${text(rows.values[row])}`);
    element.append(link, make("span", gutter < 100 ? timeOfDay(row).slice(0, 12) : timeOfDay(row), { class: "time" }));
    if (arrow) element.append(arrowElement(row));
    const said = words(row);
    if (said) {
      const sentence = make("p", null, { class: "sentence" });
      sentence.append(make("span", said.length > 2000 ? `${said.slice(0, 2000)}…` : said));
      sentence.style.left = `${gutter + 6}px`;
      sentence.style.webkitLineClamp = "5";
      sentence.style.maxWidth = `${Math.max(scroller.clientWidth - gutter - 20, 120)}px`;
      element.append(sentence);
    }
    return element;
  }

  function arrowElement(row) {
    const from = x(columnOf.get(rows.from[row]));
    const to = x(columnOf.get(rows.to[row]));
    const arrow = make("span", null, { class: `arrow ${to > from ? "right" : "left"}` });
    arrow.style.left = `${Math.min(from, to) - 4}px`;
    arrow.style.width = `${Math.abs(to - from)}px`;
    arrow.style.color = `var(--${rows.topics[rows.topic[row]]})`;
    const label = make("span", null, { class: "label" });
    label.append(make("b", text(rows.title[row])));
    let values = text(rows.values[row]);
    if (rows.last[row] > 0 && rows.kind[row] === RUN) values += `  to frame ${rows.last[row]}`;
    if (values) label.append(`  ${values.slice(0, 300)}`);
    if (rows.took[row] >= 0) label.append(make("i", `  ${duration(rows.took[row])}`));
    arrow.append(label);
    return arrow;
  }

  const frameName = (row) => (rows.file && rows.file[row] > 0
    ? `frame-${rows.file[row] + 1}-${rows.frame[row]}` : `frame-${rows.frame[row]}`);

  function rowOfFrame(frame, file) {
    let found = -1;
    for (let i = 0; i < count; i += 1) {
      if (rows.frame[i] !== frame || (rows.file ? rows.file[i] : 0) !== file) continue;
      if (rows.kind[i] === MESSAGE || rows.kind[i] === CONNECTION) return i;
      if (found < 0) found = i;
    }
    return found;
  }

  function scrollTo(row) {
    const place = rowPlaces.get(row);
    if (place === undefined) return;
    const top = offsets[place];
    const view = scroller.clientHeight - 60;
    if (top < scroller.scrollTop || offsets[place + 1] > scroller.scrollTop + view) {
      scroller.scrollTop = Math.max(top - view / 3, 0);
    }
    draw();
  }

  // ---- A message

  function openRow(row, movesFocus) {
    state.open = row;
    for (const element of list.children) {
      element.classList.toggle("open", Number(element.dataset.row) === row);
    }
    const pane = byId("detail");
    if (row < 0) {
      const hadFocus = pane.contains(document.activeElement);
      pane.hidden = true;
      if (hadFocus) scroller.focus();
      sizeChanged();
      return;
    }
    const wasHidden = pane.hidden;
    pane.hidden = false;
    showDetail(row);
    if (wasHidden) sizeChanged();
    scrollTo(row);
    if (movesFocus) byId("close-detail").focus();
    byId("live").textContent = `Frame ${rows.frame[row]}: ${text(rows.title[row])}. ${text(rows.sentence[row])}`
      .slice(0, 500);
  }

  function entry(dl, name, value) {
    const definition = make("dd");
    definition.append(value);
    dl.append(make("dt", name), definition);
  }

  function showDetail(row) {
    byId("detail-title").textContent = `Frame ${rows.frame[row]} · ${text(rows.title[row]) || "remark"}`;
    const body = byId("detail-body");
    body.replaceChildren();
    if (text(rows.sentence[row])) body.append(make("p", text(rows.sentence[row]), { class: "means" }));
    const facts = make("dl");
    entry(facts, "between", rows.from[row] === rows.to[row] ? party(rows.from[row])
      : `${party(rows.from[row])} → ${party(rows.to[row])}`);
    if (timeOfDay(row)) entry(facts, "time", `${timeOfDay(row)} UTC`);
    if (text(rows.values[row])) entry(facts, "values", text(rows.values[row]));
    if (rows.file) entry(facts, "file", data.files[rows.file[row]]);
    if (rows.request[row] > 0) {
      const answer = make("a", `frame ${rows.request[row]}`, { href: `#frame-${rows.request[row]}` });
      const line = make("span");
      line.append(answer, rows.took[row] >= 0 ? ` (${duration(rows.took[row])})` : "");
      entry(facts, "answers", line);
    }
    if (rows.call[row] > 0) {
      entry(facts, "call", make("a", `@${rows.call[row]}`, { href: `#call-${rows.call[row]}` }));
    }
    body.append(facts);
    const copies = make("div", null, { class: "copies" });
    copies.append(copyButton("Copy JSON", () => JSON.stringify(asJSON(row), null, 1)),
      copyButton("Copy link", () => `${location.href.split("#")[0]}#${frameName(row)}`),
      copyButton("Copy tshark filter", () => `frame.number == ${rows.frame[row]}`));
    body.append(copies);
    const message = rows.message[row];
    if (message < 0) return;
    const fields = fieldsOf(message);
    const bytes = bytesOf(message);
    if (bytes.length === 0) return;
    const owners = new Int32Array(bytes.length).fill(-1);
    fields.forEach((field, index) => {
      for (let i = field.offset; i < field.offset + field.length && i < owners.length; i += 1) {
        owners[i] = index;
      }
    });
    const table = fieldTable(fields);
    const dump = byteDump(bytes, owners);
    const light = (index) => {
      for (const element of body.querySelectorAll(".lit")) element.classList.remove("lit");
      if (index < 0) return;
      for (const element of body.querySelectorAll(`[data-field="${index}"]`)) element.classList.add("lit");
    };
    const point = (event) => {
      const target = event.target.closest("[data-field]");
      light(target ? Number(target.dataset.field) : -1);
    };
    for (const element of [table, dump]) {
      element.addEventListener("pointerover", point);
      element.addEventListener("focusin", point);
      element.addEventListener("pointerleave", () => light(-1));
    }
    body.append(table, dump);
  }

  function fieldTable(fields) {
    const table = make("table", null, { class: "fields" });
    table.append(make("caption", "Fields", { class: "unseen" }));
    const head = make("tr");
    for (const title of ["field", "value", "at"]) head.append(make("th", title, { scope: "col" }));
    const body = make("tbody");
    table.append(make("thead"), body);
    table.tHead.append(head);
    fields.forEach((field, index) => {
      const line = make("tr", null, { tabindex: "0", "data-field": index });
      const name = make("td", field.name);
      name.style.paddingLeft = `${field.depth * 12}px`;
      let value = field.value === undefined ? "" : String(field.value);
      if (field.kind === "array") value = `${field.count} entries`;
      if (field.label) value = `${field.label} (${field.value})`;
      line.append(name, make("td", value),
        make("td", field.length > 0 ? `${field.offset}, ${field.length}` : "", { class: "place" }));
      body.append(line);
    });
    return table;
  }

  function byteDump(bytes, owners) {
    const dump = make("div", null, { class: "bytes", role: "region", "aria-label": "Bytes", tabindex: "0" });
    const shown = Math.min(bytes.length, 4096);
    for (let start = 0; start < shown; start += 8) {
      dump.append(make("span", `${start.toString(16).padStart(4, "0")}  `, { class: "at" }));
      let characters = "";
      for (let i = start; i < start + 8; i += 1) {
        if (i >= shown) {
          dump.append("   ");
          continue;
        }
        const byte = make("span", bytes[i].toString(16).padStart(2, "0"));
        if (owners[i] >= 0) byte.dataset.field = owners[i];
        dump.append(byte, " ");
        characters += bytes[i] >= 0x20 && bytes[i] < 0x7f ? String.fromCharCode(bytes[i]) : ".";
      }
      dump.append(` ${characters}\n`);
    }
    if (shown < bytes.length) dump.append(`… ${bytes.length - shown} more bytes`);
    return dump;
  }

  function asJSON(row) {
    const object = {
      frame: rows.frame[row], time: timeOfDay(row), message: text(rows.title[row]),
      src: party(rows.from[row]), dst: party(rows.to[row]),
    };
    if (rows.request[row] > 0) object.answers = rows.request[row];
    if (rows.call[row] > 0) object.call = rows.call[row];
    object.fields = fieldsOf(rows.message[row]).map(({ depth, name, value, label, offset, length }) => ({
      depth, name, value, label, offset, length,
    }));
    if (text(rows.sentence[row])) object.annotation = text(rows.sentence[row]);
    return object;
  }

  function copyButton(title, content) {
    const button = make("button", title, { type: "button" });
    button.addEventListener("click", async () => {
      const words = content();
      try {
        await navigator.clipboard.writeText(words);
        byId("live").textContent = "Copied.";
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = title; }, 1200);
      } catch {
        const area = make("textarea", words, { "aria-label": title, rows: "4" });
        button.after(area);
        area.select();
      }
    });
    return button;
  }

  // ---- Lists

  function listTable(source, linkOf, limit) {
    if (source.rows.length === 0) return make("p", "None.", { class: "hint" });
    const table = make("table");
    const head = make("tr");
    const used = source.titles.map((_, c) => source.rows.some((row) => row[0][c]));
    source.titles.forEach((title, c) => { if (used[c]) head.append(make("th", title, { scope: "col" })); });
    table.append(make("thead"), make("tbody"));
    table.tHead.append(head);
    for (const row of source.rows.slice(0, limit)) {
      const line = make("tr");
      let isFirst = true;
      row[0].forEach((cell, c) => {
        if (!used[c]) return;
        const place = make("td", isFirst ? null : cell, { title: cell });
        if (isFirst) place.append(make("a", cell || "–", { href: linkOf(row) }));
        isFirst = false;
        line.append(place);
      });
      table.tBodies[0].append(line);
    }
    return table;
  }

  const callLink = (row) => `#call-${row[2].call}`;
  const deviceLink = (row) => `#device-${encodeURIComponent(row[2].device)}`;

  /** A list whose rows open to more. */
  function fillList(place, source, linkOf, more) {
    const maximum = 2000;
    place.append(listTable(source, linkOf, maximum));
    if (source.rows.length > maximum) {
      place.append(make("p", `${source.rows.length - maximum} more are in the filters.`, { class: "hint" }));
    }
    source.rows.slice(0, maximum).forEach((row) => {
      const details = make("details");
      const summary = make("summary", `More about ${row[0].filter(Boolean).slice(0, 4).join("  ")}`);
      details.append(summary);
      details.addEventListener("toggle", () => {
        if (!details.open || details.childElementCount > 1) return;
        const body = make("div", null, { class: "more" });
        for (const [indent, line] of row[1]) {
          const words = make("p", line);
          words.style.paddingLeft = `${Math.max(indent - 4, 0) * 6}px`;
          body.append(words);
        }
        if (more) more(row, body);
        body.append(make("a", "Show its messages", { href: linkOf(row) }));
        details.append(body);
      });
      place.append(details);
    });
  }

  /** The states of a call's legs as bars over time. */
  function stateBars(row, body) {
    for (const leg of row[2].legs || []) {
      const states = (leg.states || []).filter((entry) => entry.time);
      if (states.length < 2) continue;
      const at = states.map((entry) => Date.parse(entry.time));
      const whole = at[at.length - 1] - at[0];
      if (!(whole > 0)) continue;
      body.append(make("p", leg.device));
      const bar = make("div", null, {
        class: "states", role: "img",
        "aria-label": states.map((entry) => `${entry.state} ${entry.time.slice(11, 19)}`).join(", "),
      });
      states.slice(0, -1).forEach((entry, n) => {
        const label = String(entry.state);
        const piece = make("span", label, { title: `${label}, ${duration((at[n + 1] - at[n]) * 1e6)}` });
        if (/^[A-Za-z]+$/.test(label)) piece.classList.add(label);
        piece.style.flex = `${Math.max((at[n + 1] - at[n]) / whole, 0.002)} 1 0`;
        bar.append(piece);
      });
      body.append(bar);
    }
  }

  function findingElement(finding) {
    const element = make("div", null, { class: `finding ${finding.severity}` });
    const title = make("p");
    title.append(make("span", `${finding.severity === "note" ? "•" : "✗"} ${finding.severity}`, { class: "severity" }),
      ` ${finding.rule} `);
    if (finding.device) {
      title.append(make("a", finding.device, { href: `#device-${encodeURIComponent(finding.device)}` }), " ");
    }
    if (finding.call) title.append(make("a", `call @${finding.call}`, { href: `#call-${finding.call}` }));
    element.append(title, make("p", finding.text));
    const evidence = make("p");
    const frames = finding.evidence.length > 0 ? finding.evidence : [[finding.frame, ""]];
    frames.forEach(([frame, name], n) => {
      if (n > 0) evidence.append(" · ");
      evidence.append(make("a", `frame ${frame}`, { href: `#frame-${frame}` }), name ? ` ${name}` : "");
    });
    if (finding.count > 1) {
      evidence.append(` · ${finding.count} times`);
      for (const frame of finding.again) {
        evidence.append(", ", make("a", `${frame}`, { href: `#frame-${frame}` }));
      }
    }
    if (finding.because) evidence.append(` · because of ${finding.because}`);
    element.append(evidence);
    if (finding.check) element.append(make("p", `Check: ${finding.check}`));
    return element;
  }

  function fillFindings(place, limit) {
    if (data.findings.length === 0) {
      place.append(make("p", "Nothing was found to be wrong.", { class: "hint" }));
    }
    for (const finding of data.findings.slice(0, limit)) place.append(findingElement(finding));
    if (data.findings.length > limit) {
      place.append(make("p", `and ${data.findings.length - limit} more`, { class: "hint" }));
    }
  }

  // ---- Overview

  const plural = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  function fillOverview() {
    const summary = byId("summary");
    const devices = data.devices.rows;
    const states = new Map();
    for (const row of devices) states.set(row[2].state, (states.get(row[2].state) || 0) + 1);
    const results = new Map();
    for (const row of data.calls.rows) results.set(row[2].result, (results.get(row[2].result) || 0) + 1);
    const listed = (map) => [...map].map(([name, number]) => `${number} ${name}`).join(", ");
    summary.append(make("p", `${plural(data.messages, "message")} in ${duration(span)}, between `
      + `${plural(devices.length, "device")} and ${plural(data.parties.filter((p) => p[2] === "server").length, "server")}.`));
    if (states.size > 0) summary.append(make("p", `Devices at the end: ${listed(states)}.`));
    if (results.size > 0) summary.append(make("p", `${plural(data.calls.rows.length, "call")}: ${listed(results)}.`));
    fillFindings(byId("overview-findings"), 20);
    byId("overview-devices").append(listTable(data.devices, deviceLink, 20));
    byId("overview-calls").append(listTable(data.calls, callLink, 20));
    fillStrip();
  }

  function svg(name, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  }

  function fillStrip() {
    const bins = 120;
    const strip = byId("strip");
    const picture = svg("svg", { viewBox: `0 0 ${bins * 10} 90`, preserveAspectRatio: "none" });
    const sums = rows.topics.map(() => new Int32Array(bins));
    const marks = [];
    for (let i = 0; i < count; i += 1) {
      if (Number.isNaN(times[i])) continue;
      const bin = Math.max(Math.min(Math.floor((times[i] / (span || 1)) * bins), bins - 1), 0);
      if (rows.kind[i] === FINDING) marks.push(bin);
      else if (rows.kind[i] === MESSAGE) sums[rows.topic[i]][bin] += 1;
    }
    let most = 1;
    for (let b = 0; b < bins; b += 1) most = Math.max(most, sums.reduce((sum, s) => sum + s[b], 0));
    sums.forEach((sum, topic) => {
      for (let b = 0; b < bins; b += 1) {
        if (sum[b] === 0) continue;
        let below = 0;
        for (let t = 0; t < topic; t += 1) below += sums[t][b];
        const height = (sum[b] / most) * 76;
        const bar = svg("rect", { x: b * 10, width: 9, y: 88 - height - (below / most) * 76, height });
        bar.style.fill = `var(--${rows.topics[topic]})`;
        picture.append(bar);
      }
    });
    for (const bin of new Set(marks)) {
      const mark = svg("path", { d: `M${bin * 10} 2h9l-4.5 8z` });
      mark.style.fill = "var(--bad)";
      picture.append(mark);
    }
    const shade = svg("rect", { y: 0, height: 90, width: 0, x: 0, opacity: 0.25 });
    shade.style.fill = "var(--accent)";
    picture.append(shade);
    strip.append(picture);
    const legend = byId("strip-legend");
    rows.topics.forEach((topic, index) => {
      if (!sums[index].some((number) => number > 0)) return;
      legend.append(swatch(topic), `${topicNames[topic].replace("each ", "")}  `);
    });
    let from = null;
    const at = (event) => {
      const box = strip.getBoundingClientRect();
      return Math.max(Math.min((event.clientX - box.left) / box.width, 1), 0);
    };
    strip.addEventListener("pointerdown", (event) => {
      from = at(event);
      strip.setPointerCapture(event.pointerId);
    });
    strip.addEventListener("pointermove", (event) => {
      if (from === null) return;
      const to = at(event);
      shade.setAttribute("x", Math.min(from, to) * bins * 10);
      shade.setAttribute("width", Math.abs(to - from) * bins * 10);
    });
    strip.addEventListener("pointerup", (event) => {
      if (from === null) return;
      const [start, end] = [Math.min(from, at(event)), Math.max(from, at(event))];
      from = null;
      if (end - start < 0.004) return;
      state.range = [start * span, end * span];
      state.view = "ladder";
      commit();
    });
  }

  function swatch(topic) {
    const element = make("span", null, { class: "swatch", "aria-hidden": "true" });
    element.style.background = `var(--${topic})`;
    return element;
  }

  // ---- Filters

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

  // ---- The address

  function address_() {
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
    history.replaceState(null, "", address_());
    show();
  }

  // ---- Keys and pointers

  function step(direction) {
    const places = items.length;
    let place = state.open >= 0 ? rowPlaces.get(state.open) : undefined;
    if (place === undefined) place = direction > 0 ? placeAt(scroller.scrollTop) - 1 : placeAt(scroller.scrollTop);
    do place += direction; while (place >= 0 && place < places && items[place] < 0);
    if (place < 0 || place >= places) return;
    openRow(items[place], false);
    history.replaceState(null, "", address_());
  }

  function stepFinding(direction) {
    const frames = data.findings.map((finding) => rowOfFrame(finding.frame, 0)).filter((row) => row >= 0)
      .sort((one, other) => one - other);
    if (frames.length === 0) return;
    const next = direction > 0 ? frames.find((row) => row > state.open)
      : [...frames].reverse().find((row) => state.open < 0 || row < state.open);
    if (next === undefined) return;
    state.view = "ladder";
    state.open = next;
    if (!isShown(next, matcher(state.query))) reveal(next);
    commit();
  }

  function close() {
    if (state.open >= 0) {
      openRow(-1, false);
    } else if (state.query) {
      state.query = "";
      show();
    }
    byId("search").blur();
    history.replaceState(null, "", address_());
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "Escape") {
      if (byId("help").open) return;
      byId("filters").classList.remove("shown");
      close();
      return;
    }
    if (isTyping || byId("help").open) return;
    const isLadder = state.view === "ladder";
    switch (event.key) {
    case "j": if (isLadder) step(1); break;
    case "k": if (isLadder) step(-1); break;
    case "[": stepFinding(-1); break;
    case "]": stepFinding(1); break;
    case "/": byId("search").focus(); byId("search").select(); break;
    case "?": byId("help").showModal(); break;
    case "Enter":
      if (!isLadder || event.target.closest("a, button, summary")) return;
      if (state.open < 0) step(1); else openRow(state.open, true);
      break;
    default: return;
    }
    event.preventDefault();
  });

  list.addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    if (!row || !String(getSelection()).match(/^\s*$/)) return;
    event.preventDefault();
    openRow(Number(row.dataset.row), event.detail === 0);
    history.replaceState(null, "", address_());
  });

  let waiting = 0;
  byId("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      state.query = byId("search").value.trim();
      state.view = "ladder";
      commit();
      byId("live").textContent = byId("shown").textContent;
    }, 120);
  });
  for (const id of ["since", "until"]) {
    byId(id).addEventListener("change", () => {
      const [since, until] = ["since", "until"].map((name) => byId(name).value);
      state.range = since === "" && until === "" ? null
        : [since === "" ? 0 : since * 1e9, until === "" ? span : until * 1e9];
      commit();
    });
  }
  byId("clear").addEventListener("click", () => {
    Object.assign(state, { query: "", hidden: new Set(["keepAlive"]), parties: new Set(), calls: new Set(), range: null });
    commit();
  });
  byId("show-filters").addEventListener("click", () => {
    if (state.view !== "ladder") {
      state.view = "ladder";
      commit();
    }
    const isShownNow = byId("filters").classList.toggle("shown");
    byId("show-filters").setAttribute("aria-expanded", String(isShownNow));
  });
  byId("theme").addEventListener("click", () => {
    const isDark = document.documentElement.dataset.theme
      ? document.documentElement.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = isDark ? "light" : "dark";
  });
  byId("show-help").addEventListener("click", () => byId("help").showModal());
  byId("close-help").addEventListener("click", () => byId("help").close());
  byId("close-detail").addEventListener("click", close);
  scroller.addEventListener("scroll", draw, { passive: true });
  addEventListener("hashchange", () => { read(location.hash); show(); });

  let width = 0;
  function sizeChanged() {
    if (state.view !== "ladder" || scroller.clientWidth === width) return;
    width = scroller.clientWidth;
    const place = placeAt(scroller.scrollTop);
    layOut();
    scroller.scrollTop = offsets[Math.min(place, items.length)];
  }
  new ResizeObserver(() => { sizeChanged(); draw(); }).observe(scroller);

  addEventListener("beforeprint", () => {
    if (state.view !== "ladder") select();
    const maximum = 1000;
    const printed = [...items].filter((row) => row >= 0).slice(0, maximum).map((row) => make("li",
      `${rows.frame[row]}  ${timeOfDay(row)}  ${party(rows.from[row])} → ${party(rows.to[row])}  `
      + `${text(rows.title[row])}  ${text(rows.values[row]).slice(0, 300)}  ${text(rows.sentence[row]).slice(0, 600)}`));
    byId("print-rows").replaceChildren(...printed);
  });
  addEventListener("afterprint", () => byId("print-rows").replaceChildren());

  // ---- The beginning

  const title = data.files.length > 1 ? `${data.files[0]} and ${data.files.length - 1} more` : data.files[0] || "SCCP";
  byId("title").textContent = title;
  byId("counts").textContent = [plural(data.messages, "message"), duration(span)].join(" · ");
  byId("calls-count").textContent = data.calls.rows.length;
  byId("devices-count").textContent = data.devices.rows.length;
  byId("findings-count").textContent = data.findings.length;
  if (data.notices.length > 0) {
    byId("notices").hidden = false;
    byId("notices").textContent = data.notices.join(" ");
  }
  fillOverview();
  fillFilters();
  fillList(byId("calls-table"), data.calls, callLink, stateBars);
  fillList(byId("devices-table"), data.devices, deviceLink, null);
  fillFindings(byId("findings-list"), 2000);
  read(location.hash);
  show();
  document.documentElement.dataset.ready = "yes";
})();
