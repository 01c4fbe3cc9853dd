/* What is shown: the filters, and the rows that they leave. */

const state = {
  view: "overview", query: "", hidden: new Set(["keepAlive"]), parties: new Set(), calls: new Set(),
  range: null, open: -1,
};
/** The rows that are shown, in order; -row - 1 stands for the pause before a row. */
let items = new Int32Array(0);
/** The place of each shown row among the items. */
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
