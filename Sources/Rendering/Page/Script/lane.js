/* The drawing of rows: parties as columns, a row below the other. */

/** Columns that a lane has at most; the others' messages are said in words. */
const maximumColumns = 24;

/** What a row is called in the page's address. */
const frameName = (row) => (rows.file && rows.file[row] > 0
  ? `frame-${rows.file[row] + 1}-${rows.frame[row]}` : `frame-${rows.frame[row]}`);

/** Pixels that a word takes, about: capitals and digits are wider than most small letters. */
const wordWidth = (word) => 6.6 * word.length + 1.7 * (word.match(/[A-Z0-9]/g) || []).length;

/** Lines of words in so many pixels, as a browser breaks them; 5 at most are shown. */
function lineCount(words, width) {
  const [maximum, blank] = [5, 4.2];
  if (words.length * 8.3 <= width) return words === "" ? 0 : 1;
  let [lines, used] = [1, -blank];
  for (const word of words.slice(0, maximum * Math.ceil(width / 4)).split(" ")) {
    const needed = wordWidth(word);
    if (used + blank + needed <= width) {
      used += blank + needed;
    } else {
      lines += (used < 0 ? 0 : 1) + Math.ceil(needed / width) - 1;
      used = needed % width || width;
    }
    if (lines >= maximum) return maximum;
  }
  return lines;
}

/** Where rows are drawn: the columns of their parties, and what fits between them. */
class Lane {
  /** A lane for rows in a view of this width; entries below 0 are pauses. */
  constructor(shown, viewWidth, gutter) {
    const weights = new Map();
    for (const row of shown) {
      if (row < 0) continue;
      for (const end of [rows.from[row], rows.to[row]]) weights.set(end, (weights.get(end) || 0) + 1);
    }
    this.columns = [...weights.keys()].sort((one, other) => weights.get(other) - weights.get(one))
      .slice(0, maximumColumns).sort((one, other) => one - other);
    this.columnOf = new Map(this.columns.map((index, place) => [index, place]));
    this.gutter = gutter;
    this.isCompact = gutter < 100;
    const least = viewWidth < 700 ? 92 : 150;
    this.width = gutter + Math.max(viewWidth - gutter, 200, this.columns.length * least);
    this.sentenceWidth = Math.max(Math.min(this.width, viewWidth) - gutter - 24, 120);
  }

  /** Where the lifeline of a column is: the first and the last have room for half a name. */
  x(place) {
    const room = this.width - this.gutter;
    const margin = Math.min(80, room / (2 * Math.max(this.columns.length, 1)));
    return this.gutter + margin + (this.columns.length > 1
      ? (place * (room - 2 * margin)) / (this.columns.length - 1) : room / 2 - margin);
  }

  /** The names of the parties, above their lifelines. */
  fill(names, lifelines) {
    names.replaceChildren();
    lifelines.replaceChildren();
    const each = this.columns.length > 1 ? this.x(1) - this.x(0) : this.width - this.gutter;
    this.columns.forEach((index, place) => {
      const x = this.x(place);
      const name = make("div", null, { title: `${party(index)} ${data.parties[index][1]}` });
      name.append(make("b", party(index)), make("span", data.parties[index][1]));
      name.style.left = `${x}px`;
      const room = 2 * Math.min(x - this.gutter, this.width - x);
      name.style.maxWidth = `${Math.max(Math.min(each - 6, room), 60)}px`;
      names.append(name);
      const line = make("div");
      line.style.left = `${x}px`;
      lifelines.append(line);
    });
  }

  isArrow(row) {
    return rows.from[row] !== rows.to[row]
      && this.columnOf.has(rows.from[row]) && this.columnOf.has(rows.to[row])
      && rows.kind[row] !== FINDING && rows.kind[row] !== REMARK && rows.kind[row] !== COMMENT;
  }

  /** What stands under an arrow, or in the place of one. */
  words(row) {
    switch (rows.kind[row]) {
    case FINDING:
      return `${severityMarks[text(rows.values[row])] || "⚠"} ${text(rows.title[row])}  ${text(rows.sentence[row])}`;
    case REMARK: return `⚠ ${text(rows.sentence[row])}`;
    case COMMENT: return `✎ ${text(rows.sentence[row])}`;
    default: break;
    }
    if (this.isArrow(row)) return text(rows.sentence[row]);
    const between = rows.from[row] === rows.to[row] ? party(rows.from[row])
      : `${party(rows.from[row])} → ${party(rows.to[row])}`;
    return [between, text(rows.title[row]), text(rows.values[row]), text(rows.sentence[row])]
      .filter(Boolean).join("  ");
  }

  height(item) {
    if (item < 0) return 24;
    const lines = lineCount(this.words(item), this.sentenceWidth);
    const height = this.isArrow(item) ? 32 + 18 * lines : 10 + 18 * Math.max(lines, 1);
    return this.isCompact ? Math.max(height, 44) : height;
  }

  /** The element of a row, its top this many pixels below the lane's. */
  element(row, top, height) {
    const topic = rows.topics[rows.topic[row]];
    const isArrow = this.isArrow(row);
    const severity = rows.kind[row] === FINDING ? ` ${text(rows.values[row])}` : "";
    const element = make("li", null, {
      class: `row w${rows.weight[row]} k${rows.kind[row]}${isArrow ? "" : " bare"}${severity}`,
    });
    element.dataset.row = row;
    element.style.top = `${top}px`;
    element.style.height = `${height}px`;
    element.style.borderLeftColor = `var(--${topic})`;
    element.style.setProperty("--tone", `var(--${topic})`);
    const link = make("a", rows.frame[row], { class: "frame", href: `#${frameName(row)}` });
    link.setAttribute("aria-label",
      `Frame ${rows.frame[row]}, ${party(rows.from[row])} to ${party(rows.to[row])}: `
      + `${text(rows.title[row])} ${text(rows.values[row])}`);
    const time = timeOfDay(row);
    element.append(link, make("span", this.isCompact ? time.slice(0, 12) : time, { class: "time" }));
    if (isArrow) element.append(this.arrow(row));
    const said = this.words(row);
    if (said) {
      const sentence = make("p", null, { class: "sentence" });
      sentence.append(make("span", said.length > 2000 ? `${said.slice(0, 2000)}…` : said));
      sentence.style.left = `${this.gutter + 6}px`;
      sentence.style.webkitLineClamp = "5";
      sentence.style.maxWidth = `${this.sentenceWidth}px`;
      element.append(sentence);
    }
    return element;
  }

  arrow(row) {
    const from = this.x(this.columnOf.get(rows.from[row]));
    const to = this.x(this.columnOf.get(rows.to[row]));
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
}

/** Appends a ladder of a few rows that stands by itself, all of it in the document. */
function appendSmallLadder(shown, place) {
  const ladder = make("div", null, { class: "small-ladder", role: "region", "aria-label": "Steps of the call", tabindex: "0" });
  const names = make("div", null, { class: "names", "aria-hidden": "true" });
  const body = make("div", null, { class: "lane" });
  const lifelines = make("div", null, { class: "lifelines", "aria-hidden": "true" });
  const list = make("ol", null, { class: "rows" });
  body.append(lifelines, list);
  ladder.append(names, body);
  place.append(ladder);
  const lane = new Lane(shown, ladder.clientWidth, gutterWidth());
  names.style.width = body.style.width = `${lane.width}px`;
  lane.fill(names, lifelines);
  let top = 0;
  for (const row of shown) {
    const height = lane.height(row);
    list.append(lane.element(row, top, height));
    top += height;
  }
  body.style.height = `${top}px`;
}

/** The room at the left of the columns, for frame and time. */
function gutterWidth() {
  return parseInt(getComputedStyle(document.documentElement).getPropertyValue("--gutter"), 10);
}
