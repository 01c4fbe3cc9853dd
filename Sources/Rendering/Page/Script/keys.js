/* Keys and pointers. */

function step(direction) {
  const places = items.length;
  let place = state.open >= 0 ? rowPlaces.get(state.open) : undefined;
  if (place === undefined) place = direction > 0 ? placeAt(scroller.scrollTop) - 1 : placeAt(scroller.scrollTop);
  do place += direction; while (place >= 0 && place < places && items[place] < 0);
  if (place < 0 || place >= places) return;
  openRow(items[place], false);
  history.replaceState(null, "", pageAddress());
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

function closeOpen() {
  if (state.open >= 0) {
    openRow(-1, false);
  } else if (state.query) {
    state.query = "";
    show();
  }
  byId("search").blur();
  history.replaceState(null, "", pageAddress());
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "Escape") {
    if (byId("help").open) return;
    byId("filters").classList.remove("shown");
    closeOpen();
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
  history.replaceState(null, "", pageAddress());
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
byId("close-detail").addEventListener("click", closeOpen);
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
