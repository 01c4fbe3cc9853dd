/* The page is filled, and shows what its address says. */

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
fillList(byId("calls-table"), data.calls, callLink, callDetails);
fillList(byId("devices-table"), data.devices, deviceLink, null);
fillFindings(byId("findings-list"), 2000);
read(location.hash);
show();
document.documentElement.dataset.ready = "yes";
