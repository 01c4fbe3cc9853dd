"use strict";

/* The data of the capture, and what all parts of the page use. */

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

/** How a finding of each severity is marked, beside its colour. */
const severityMarks = { error: "✗", warning: "⚠", note: "•" };

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

const plural = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
