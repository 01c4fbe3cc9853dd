/* The lists of calls and devices, and the findings. */

/** A text whose numbers stay on one line with their units. */
const withUnits = (words) => words.replace(/(\d) (ms|s|min|h|%)(?![\w])/g, "$1\u00a0$2");

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
      const place = make("td", isFirst ? null : withUnits(cell), { title: cell });
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
      details.append(body);
      if (more) more(row, body);
      body.append(make("a", "Show all its messages", { href: linkOf(row) }));
    });
    place.append(details);
  });
}

function callDetails(row, body) {
  stateBars(row, body);
  callLadder(row[2].call, body);
}

/** The messages that carry a call: states and audio, without display, lamps and tones. */
function callLadder(call, body) {
  const maximum = 60;
  const steps = [];
  for (let i = 0; i < count; i += 1) {
    const isStep = rows.topic[i] === TOPIC.call || rows.topic[i] === TOPIC.media;
    if (rows.call[i] === call && (isStep || rows.kind[i] === FINDING)) steps.push(i);
  }
  if (steps.length === 0) return;
  appendSmallLadder(steps.slice(0, maximum), body);
  if (steps.length > maximum) {
    body.append(make("p", `${steps.length - maximum} more steps of the call are in the ladder.`, { class: "hint" }));
  }
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
  title.append(make("span", `${severityMarks[finding.severity]} ${finding.severity}`, { class: "severity" }),
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
