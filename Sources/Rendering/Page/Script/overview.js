/* The overview: sentences, the strip over time, the lists in short. */

function fillOverview() {
  const summary = byId("summary");
  const devices = data.devices.rows;
  const states = counted(data.devices, "state");
  const results = counted(data.calls, "result");
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

/** How often each word stands in a column of a list. */
function counted(list, title) {
  const column = list.titles.indexOf(title);
  const counts = new Map();
  for (const [cells] of list.rows) counts.set(cells[column], (counts.get(cells[column]) || 0) + 1);
  return counts;
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
  const severities = ["note", "warning", "error"];
  /** The worst finding of each bin that has one. */
  const marks = new Map();
  for (let i = 0; i < count; i += 1) {
    if (Number.isNaN(times[i])) continue;
    const bin = Math.max(Math.min(Math.floor((times[i] / (span || 1)) * bins), bins - 1), 0);
    if (rows.kind[i] === FINDING) {
      marks.set(bin, Math.max(marks.get(bin) || 0, severities.indexOf(text(rows.values[i]))));
    } else if (rows.kind[i] === MESSAGE) sums[rows.topic[i]][bin] += 1;
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
  const shapes = ["h9v3h-9z", "h9l-4.5 8z", "l9 9m0 -9l-9 9"];
  for (const [bin, severity] of marks) {
    picture.append(svg("path", { d: `M${bin * 10} 2${shapes[severity]}`, class: `mark ${severities[severity]}` }));
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
