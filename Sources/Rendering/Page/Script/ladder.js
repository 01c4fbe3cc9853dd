/* The ladder of all that is selected, of which only what is in view is in the document. */

const scroller = byId("scroller");
const list = byId("rows");
let lane = new Lane([], 0, 0);
/** Where each item begins, in pixels; one more for the end. */
let offsets = new Float64Array(1);
/** The elements in the document, by the places of their items. */
let drawn = new Map();

function layOut() {
  lane = new Lane(items, scroller.clientWidth, gutterWidth());
  byId("lane").style.width = byId("names").style.width = `${lane.width}px`;
  lane.fill(byId("names"), byId("lifelines"));
  offsets = new Float64Array(items.length + 1);
  for (let n = 0; n < items.length; n += 1) offsets[n + 1] = offsets[n] + lane.height(items[n]);
  byId("lane").style.height = `${offsets[items.length] + 20}px`;
  drawn = new Map();
  list.replaceChildren();
  draw();
}

/** The item at this many pixels below the beginning. */
function placeAt(y) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsets[middle + 1] <= y) low = middle + 1; else high = middle;
  }
  return low;
}

function draw() {
  if (state.view !== "ladder") return;
  const top = scroller.scrollTop;
  const first = Math.max(placeAt(top - 400), 0);
  const last = Math.min(placeAt(top + scroller.clientHeight + 400) + 1, items.length);
  const next = new Map();
  for (let place = first; place < last; place += 1) {
    next.set(place, drawn.get(place) || itemElement(place));
  }
  drawn = next;
  list.replaceChildren(...next.values());
}

function itemElement(place) {
  const item = items[place];
  const top = offsets[place];
  if (item < 0) {
    const pause = `⋯ ${duration(times[-item - 1] - times[items[place - 1]])}`;
    const element = make("li", pause, { class: "pause" });
    element.style.top = `${top}px`;
    return element;
  }
  const element = lane.element(item, top, offsets[place + 1] - top);
  element.classList.toggle("open", item === state.open);
  element.setAttribute("aria-setsize", items.length);
  element.setAttribute("aria-posinset", place + 1);
  return element;
}

/** The row of a frame: its message or its connection's event rather than another; -1 for none. */
function rowOfFrame(frame, file) {
  let found = -1;
  for (let i = 0; i < count; i += 1) {
    if (rows.frame[i] !== frame || (rows.file ? rows.file[i] : 0) !== file) continue;
    if (rows.kind[i] === MESSAGE || rows.kind[i] === CONNECTION) return i;
    if (found < 0) found = i;
  }
  return found;
}

function scrollToRow(row) {
  const place = rowPlaces.get(row);
  if (place === undefined) return;
  const top = offsets[place];
  const view = scroller.clientHeight - 60;
  if (top < scroller.scrollTop || offsets[place + 1] > scroller.scrollTop + view) {
    scroller.scrollTop = Math.max(top - view / 3, 0);
  }
  draw();
}
