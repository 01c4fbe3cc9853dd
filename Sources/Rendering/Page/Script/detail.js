/* A message, opened beside the ladder: its facts, its fields, its bytes. */

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
  scrollToRow(row);
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
