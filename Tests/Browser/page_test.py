"""Holds the page of `sccpdump report` against what it promises, in a real browser.

    page_test.py PROGRAM CAPTURE... [--hostile CAPTURE] [--axe FILE] [--screenshots FOLDER]

Prints what is wrong, line by line; nothing where all is well.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

from browser import Browser

SIZES = [(1400, 900), (900, 800), (380, 800)]
KEEPALIVE = "[...document.querySelectorAll('#topics label')].find(l => l.textContent.includes('keepalive'))"


class Check:
    def __init__(self, browser, arguments, folder):
        self.browser, self.arguments, self.folder = browser, arguments, folder
        self.place = ""

    def expect(self, holds, what):
        if not holds:
            print(f"{self.place}: {what}")

    def page(self, capture):
        path = os.path.join(self.folder, os.path.basename(capture) + ".html")
        run = subprocess.run([self.arguments.program, "report", capture, "-o", path], capture_output=True)
        self.expect(run.returncode == 0, run.stderr.decode())
        return "file://" + path

    def titles(self):
        return self.browser.run("[...document.querySelectorAll('.row b')].map(e => e.textContent)")

    def settle(self):
        self.browser.run("new Promise(done => setTimeout(done, 250))")

    def follow(self, address):
        """Follows a link within the page, and waits until the page has."""
        self.browser.run(f"""new Promise(done => {{
            addEventListener("hashchange", () => setTimeout(done, 100), {{ once: true }});
            location.hash = {json.dumps(address)};
        }})""")

    def quiet(self):
        self.expect(self.browser.log == [], f"the console says {self.browser.log}")
        self.expect(len(self.browser.requests) == 1, f"it asks for {self.browser.requests}")

    # ---- Any page

    def looks(self, url, name):
        for width, height in SIZES:
            for dark in (False, True):
                for view in ("overview", "ladder", "calls", "devices"):
                    self.place = f"{name} {view} {width} {'dark' if dark else 'light'}"
                    self.browser.open(f"{url}#{view}", width, height, dark)
                    self.settle()
                    self.quiet()
                    wide = self.browser.run("document.documentElement.scrollWidth - innerWidth")
                    self.expect(wide <= 0, f"{wide} pixels too wide")
                    self.expect(self.browser.run(
                        "document.querySelector('script:not([type])') === document.scripts[1]"
                        " && document.scripts.length === 2"
                        " && !document.querySelector('img,iframe,object,embed,base,form,link')"),
                        "an element that the page does not make")
                    if self.arguments.axe:
                        self.accessible()
                    if self.arguments.screenshots:
                        self.browser.screenshot(os.path.join(
                            self.arguments.screenshots, self.place.replace(" ", "_") + ".png"))

    def accessible(self):
        with open(self.arguments.axe, encoding="utf-8") as file:
            self.browser.call("Runtime.evaluate", expression=file.read())
        found = self.browser.run(
            "axe.run().then(r => r.violations.map(v => `${v.impact} ${v.id}: ${v.nodes[0].html.slice(0, 200)}"
            " ${v.nodes[0].failureSummary}`))")
        for violation in found:
            self.expect(False, violation)

    # ---- The fields

    def fields(self, url, capture):
        self.place = f"fields of {os.path.basename(capture)}"
        lines = subprocess.run([self.arguments.program, "--json", "--detail", capture],
                               capture_output=True, text=True).stdout.splitlines()
        self.browser.open(url + "#ladder&hide=")
        self.settle()
        wanted = [(line["frame"], line["message"], flat(line.get("fields", {})))
                  for line in map(json.loads, lines)]
        got = self.browser.run(READ_FIELDS)
        self.expect(len(got) == len(wanted), f"{len(got)} messages rather than {len(wanted)}")
        for (frame, name, fields), (shown_frame, shown_name, shown) in zip(wanted, got):
            what = f"frame {frame} {name}"
            self.expect(frame == shown_frame and name == shown_name.split(" 0x")[0],
                        f"{what} is {shown_frame} {shown_name}")
            shown = [(value, offset, length) for value, offset, length in shown]
            for value, offset, length in fields:
                self.expect(length == 0 or (value, offset, length) in shown,
                            f"{what}: {value!r} at {offset}, {length} is not among {shown}")

    # ---- Filters, links and keys

    def filters(self, url):
        b, self.place = self.browser, "filters"
        b.open(url + "#ladder")
        self.settle()
        count = int(b.run("document.querySelector('.row').ariaSetSize"))
        self.expect("KeepAlive × 2" in " ".join(b.run(
            "(document.querySelector('#scroller').scrollTop = 1e6, new Promise(d => setTimeout(() =>"
            " d([...document.querySelectorAll('.row b')].map(e => e.textContent)), 300)))")),
            "keepalives are not folded")
        b.run(KEEPALIVE + ".querySelector('input').click()")
        self.settle()
        self.expect("KeepAliveReq" in self.titles(), "keepalives cannot be shown one by one")
        self.expect("hide=" in b.run("location.hash"), "the filter is not in the address")
        b.run("document.querySelector('#clear').click()")
        self.settle()
        self.expect(int(b.run("document.querySelector('.row').ariaSetSize")) == count, "no way back")
        for box in range(b.run("document.querySelectorAll('#topics input').length")):
            topic = f"document.querySelectorAll('#topics input')[{box}]"
            before = b.run("document.querySelector('#shown').textContent")
            b.run(topic + ".click()")
            self.expect(b.run("document.querySelector('#shown').textContent") != before,
                        f"kind {box} hides nothing")
            b.run(topic + ".click()")
        b.run("document.querySelector('#call-filters input').click()")
        self.settle()
        shown = self.titles()
        self.expect("SoftKeyEvent" in shown and "RegisterReq" not in shown, "a call does not select")
        self.expect("call=1" in b.run("location.hash"), "the call is not in the address")
        b.run("document.querySelector('#clear').click()")
        b.run("[...document.querySelectorAll('#device-filters label')]"
              ".find(l => l.textContent.includes('SEP')).querySelector('input').click()")
        self.settle()
        self.only_of("SEP001122334455")
        b.run("document.querySelector('#clear').click()")
        b.run("(e => { e.value = '0.6'; e.dispatchEvent(new Event('change')); })"
              "(document.querySelector('#since'))")
        b.run("(e => { e.value = '0.61'; e.dispatchEvent(new Event('change')); })"
              "(document.querySelector('#until'))")
        self.settle()
        self.expect(set(self.titles()) <= {"Alarm", "RegisterReq", "SYN", "SYN-ACK"} and self.titles() != [],
                    f"a time leaves {self.titles()}")
        b.run("document.querySelector('#clear').click()")
        b.key("/")
        b.call("Input.insertText", text="dial tone")
        self.settle()
        self.expect(set(self.titles()) == {"StartTone"}, f"a search finds {self.titles()}")
        self.expect("q=dial%20tone" in b.run("location.hash"), "the search is not in the address")
        address = b.run("location.href")
        b.open(address)
        self.settle()
        self.expect(set(self.titles()) == {"StartTone"}, "the address does not show the same")
        self.expect(b.run("document.querySelector('#search').value") == "dial tone", "no search in the field")
        b.key("Escape")
        self.settle()
        self.expect(b.run("location.hash") == "#ladder", "Esc does not close the search")
        self.quiet()

    def only_of(self, device):
        others = self.browser.run(
            "[...document.querySelectorAll('.row .frame')].map(e => e.ariaLabel)"
            f".filter(label => !label.includes({json.dumps(device)}))")
        self.expect(others == [], f"beside {device} there is {others}")
        self.expect("rows" in self.browser.run("document.querySelector('#shown').textContent"),
                    "a device hides nothing")

    def links(self, url):
        b, self.place = self.browser, "links"
        b.open(url + "#frame-46")
        self.settle()
        self.expect(b.run("document.querySelector('#detail-title').textContent").startswith("Frame 46"),
                    "a link to a frame does not open it")
        self.expect(b.run("!!document.querySelector('.row.open')"), "the open frame is not in view")
        self.follow("#device-SEP001122334455")
        self.only_of("SEP001122334455")
        self.follow("#call-1")
        self.expect("RegisterReq" not in self.titles() and "CallState" in self.titles(), "a link to a call")
        self.follow("#frame-10")
        b.run("document.querySelector('#detail a[href=\"#frame-8\"]').click()")
        self.settle()
        self.expect(b.run("document.querySelector('#detail-title').textContent").startswith("Frame 8 "),
                    "the answer does not lead to its request")
        self.follow("#calls")
        b.run("document.querySelector('#calls-table details summary').click()")
        self.settle()
        self.expect(b.run("document.querySelectorAll('#calls-table .states').length") == 2, "no states of the legs")
        steps = b.run("[...document.querySelectorAll('#calls-table .small-ladder .row b')].map(e => e.textContent)")
        self.expect({"CallState", "OpenReceiveChannel", "StartMediaTransmission"} <= set(steps),
                    f"the small ladder of a call has {steps}")
        self.expect("DisplayPromptStatusV2" not in steps, "the small ladder shows what is displayed")
        self.expect(b.run("document.querySelectorAll('#calls-table .small-ladder .names > div').length") == 3,
                    "the small ladder has not both phones and the server")
        b.run("document.querySelector('#calls-table td a').click()")
        self.settle()
        self.expect(b.run("location.hash").startswith("#call-1"), "a call of the list does not open")
        for hostile in ("#frame-999999", "#call-x", "#device-%E0%A4%A", "#%00&q=%", "#ladder&t=a-b&call=,,&hide=zzz"):
            self.follow(hostile)
        self.quiet()

    def strip(self, url):
        b, self.place = self.browser, "strip"
        b.open(url + "#overview")
        b.run("document.querySelector('#strip').scrollIntoView()")
        left, top, width = b.run("(r => [r.left, r.top, r.width])(document.querySelector('#strip').getBoundingClientRect())")
        b.drag((left + width * 0.25, top + 40), (left + width * 0.75, top + 40))
        self.settle()
        self.expect(b.run("location.hash").startswith("#ladder&t="), f"dragging leads to {b.run('location.hash')}")
        since, until = (float(b.run(f"document.querySelector('#{name}').value")) for name in ("since", "until"))
        self.expect(2.8 < until / since < 3.2, f"a half of the strip is {since} to {until}")
        self.expect("rows" in b.run("document.querySelector('#shown').textContent"), "dragging hides nothing")
        self.quiet()

    def copies(self, url):
        b, self.place = self.browser, "copies"
        b.open(url + "#frame-46")
        self.settle()
        for title, holds in (("Copy tshark filter", lambda words: words == "frame.number == 46"),
                             ("Copy link", lambda words: words == url + "#frame-46"),
                             ("Copy JSON", lambda words: json.loads(words)["frame"] == 46)):
            words = b.copied(f"[...document.querySelectorAll('.copies button')].find(e => e.textContent === '{title}')")
            self.expect(holds(words), f"{title} copies {words!r}")
        self.quiet()

    def keys(self, url):
        b, self.place = self.browser, "keys"
        title = "document.querySelector('#detail:not([hidden]) #detail-title')?.textContent ?? ''"
        b.open(url + "#ladder")
        self.settle()
        b.key("j")
        first = b.run(title)
        self.expect(first.startswith("Frame 1 "), f"j opens {first!r}")
        b.key("j")
        second = b.run(title)
        b.key("k")
        self.expect(b.run(title) == first != second, "k does not go back")
        b.key("Escape")
        self.expect(b.run(title) == "", "Esc does not close")
        b.key("Enter")
        self.expect(b.run(title) != "", "Enter does not open")
        b.key("Enter")
        self.expect(b.run("document.activeElement.id") == "close-detail", "Enter does not go to the message")
        b.key("Escape")
        b.key("?")
        self.expect(b.run("document.querySelector('#help').open"), "? shows no help")
        b.key("Escape")
        self.expect(not b.run("document.querySelector('#help').open"), "Esc does not close the help")
        b.key("/")
        self.expect(b.run("document.activeElement.id") == "search", "/ does not search")
        b.key("j")
        self.expect(b.run(title) == "", "a key in the search acts")
        b.key("Escape")
        before = b.run("getComputedStyle(document.body).backgroundColor")
        b.run("document.querySelector('#theme').click()")
        self.expect(b.run("getComputedStyle(document.body).backgroundColor") != before, "no dark mode")
        self.follow("#frame-10")
        b.run("document.querySelector('table.fields tr[data-field]').focus()")
        self.expect(b.run("document.querySelectorAll('.bytes .lit').length") > 0, "a field lights no bytes")
        b.run("dispatchEvent(new Event('beforeprint'))")
        self.expect(b.run("document.querySelectorAll('#print-rows li').length") > 100, "nothing to print")
        self.quiet()

    def narrow(self, url):
        b, self.place = self.browser, "telephone"
        b.open(url + "#ladder", 380, 800)
        self.settle()
        b.run("document.querySelector('#show-filters').click()")
        self.expect(b.run("document.querySelector('#filters').offsetHeight") > 200, "no filters")
        b.key("Escape")
        b.run("document.querySelector('.row').click()")
        self.settle()
        box = b.run("(r => [r.width, r.height])(document.querySelector('#detail').getBoundingClientRect())")
        self.expect(box == [380, 800], f"the message covers {box}")
        b.run("document.querySelector('#close-detail').click()")
        self.expect(b.run("document.querySelector('#detail').hidden"), "the message does not close")
        self.quiet()


def flat(fields):
    """The values of a message's JSON with their places."""
    if isinstance(fields, list):
        return [entry for field in fields for entry in flat(field)]
    if not isinstance(fields, dict):
        return []
    if {"offset", "length"} <= set(fields) and not isinstance(fields["offset"], dict):
        return [(str(fields["value"]), fields["offset"], fields["length"])] if "value" in fields else []
    return [entry for field in fields.values() for entry in flat(field)]


READ_FIELDS = """(async () => {
  const wait = () => new Promise(done => setTimeout(done));
  const seen = [];
  let former = '';
  for (let n = 0; n < 5000; n += 1) {
    document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j'}));
    await wait();
    const open = document.querySelector('.row.open');
    if (!open || open.dataset.row === former) break;
    former = open.dataset.row;
    if (!open.classList.contains('k0')) continue;
    const [frame, name] = document.querySelector('#detail-title').textContent.split(' · ');
    const rows = [...document.querySelectorAll('table.fields tbody tr')].map(tr => {
      const [offset, length] = tr.cells[2].textContent.split(', ').map(Number);
      const value = tr.cells[1].textContent;
      const number = /^.* \\((-?\\d+)\\)$/s.exec(value);
      return [[value, offset, length], number ? [number[1], offset, length] : null];
    }).flat().filter(Boolean);
    seen.push([Number(frame.slice(6)), name, rows]);
  }
  return seen;
})()"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("captures", nargs="*")
    parser.add_argument("--hostile")
    parser.add_argument("--axe")
    parser.add_argument("--screenshots")
    arguments = parser.parse_args()
    browser = Browser()
    try:
        with tempfile.TemporaryDirectory() as folder:
            check = Check(browser, arguments, folder)
            for capture in arguments.captures:
                url = check.page(capture)
                check.fields(url, capture)
                check.looks(url, os.path.basename(capture))
                if os.path.basename(capture) == "cucm_call.pcapng":
                    for part in (check.filters, check.links, check.strip, check.copies, check.keys, check.narrow):
                        part(url)
            if arguments.hostile:
                url = check.page(arguments.hostile)
                check.looks(url, "hostile")
    finally:
        browser.close()


if __name__ == "__main__":
    main()
