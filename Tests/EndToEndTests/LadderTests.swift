import Foundation
import SCCP
import Testing

/// The sequence diagram, in all its forms.
@Suite struct LadderTests {
  private static let capture = "sccp_cme_init.pcapng"

  /// Frames and times that are known of the original, copied from the list of them, and words of
  /// the sentence under each.
  private static let reference: [(frame: Int, time: String, words: String)] = [
    (1, "20:06:49.666957", "asks the server for a TCP connection"),
    (2, "20:06:49.667964", "connection stands"),
    (18, "20:06:50.493962", "plan of its buttons"),
    (66, "20:06:50.706948", "date and time"),
    (67, "20:06:50.707955", "clock of the server"),
    (68, "20:06:50.707955", "soft keys"),
    (69, "20:06:50.707955", "Your Current Options"),
    (70, "20:06:50.707955", "message lamp"),
    (73, "20:06:50.876953", "headset"),
    (74, "20:06:50.876953", "room for 2 lines"),
    (76, "20:06:51.253984", "Line 1"),
    (78, "20:06:51.256975", "digits"),
    (80, "20:06:51.256975", "far end"),
    (82, "20:06:51.256975", "digits"),
    (84, "20:06:51.257982", "far end"),
    (86, "20:06:51.257982", "answers"),
    (88, "20:06:51.257982", "Connected"),
  ]

  @Test func `every frame of the original stands between its parties with time and sentence`()
    throws
  {
    let lines = try Program.sccpdump(
      "ladder", "--width", "160", "--party", "SCCP CME Phone=10.10.1.21", "--party",
      "SIP Proxy=10.10.1.1", Self.capture
    ).outputLines
    #expect(lines.first?.contains(/SCCP CME Phone +SIP Proxy/) == true)
    #expect(lines.suffix(2).first?.contains(/SCCP CME Phone +SIP Proxy/) == true)
    for (frame, time, words) in Self.reference {
      let heading = "\(frame)  \(time)    │"
      let index = try #require(
        lines.firstIndex { $0.drop { $0 == " " }.hasPrefix(heading) }, "frame \(frame)")
      let arrow = lines[index]
      #expect(arrow.hasSuffix("▶│") || arrow.contains("│◀"), "frame \(frame): \(arrow)")
      let sentence = lines[(index + 1)...].first { $0.contains("💡") } ?? ""
      #expect(sentence.contains(words), "frame \(frame): \(sentence)")
    }
    #expect(lines.contains { $0.contains(/^ +90  20:06:51\.258989 +│/) })
  }

  /// Checks, with Python's own tables of widths, that every arrow begins and ends at a lifeline.
  private static let measure = """
    import sys, unicodedata
    def cells(line):
        out = []
        for c in line:
            if unicodedata.combining(c):
                continue
            out.append(c)
            if unicodedata.east_asian_width(c) in 'WF':
                out.append('')
        return out
    width = int(sys.argv[2])
    lines = [cells(l) for l in open(sys.argv[1], encoding='utf-8').read().split('\\n')]
    lifelines = {i for l in lines if l and set(l) <= {' ', '│'} for i, c in enumerate(l) if c == '│'}
    arrows = 0
    for l in lines:
        if len(l) > width:
            print('too wide:', ''.join(l))
        if '▶' in l or '◀' in l:
            arrows += 1
            for i, c in enumerate(l):
                if c == '│' and i not in lifelines:
                    print('lifeline astray:', ''.join(l))
                if c == '▶' and i + 1 not in lifelines or c == '◀' and i - 1 not in lifelines:
                    print('arrow astray:', ''.join(l))
    if not arrows:
        print('no arrows')
    """

  @Test(.enabled(if: Program.has("python3")), arguments: Folder.captures, [60, 80, 120, 200])
  func `arrows meet their lifelines at any width`(capture: String, width: Int) throws {
    for names in [[], ["--party", "受付電話機（本館２階）=10.10.1.21", "--party", "서버=10.10.1.1"]] {
      let text = try Program.sccpdump(
        ["ladder", "--width", "\(width)", capture] + names
      ).output
      try Folder.withFile(Array(text.utf8), name: "ladder") { path in
        let run = try Program.run("python3", ["-c", Self.measure, path, "\(width)"])
        #expect(run.output == "")
      }
    }
  }

  @Test(arguments: Folder.captures)
  func `ASCII is what it says`(capture: String) throws {
    let run = try Program.sccpdump("ladder", "--ascii", "--party", "受付=10.10.1.21", capture)
    #expect(run.bytes.allSatisfy { $0 < 0x80 })
  }

  @Test func `a call is drawn with all its legs and nothing else`() throws {
    let capture = "cucm_call.pcapng"
    let lines = try Program.sccpdump("ladder", "--call", "@1", capture).outputLines
    #expect(lines.contains { $0.contains("RingIn") })
    #expect(lines.contains { $0.contains("RingOut") })
    #expect(lines.contains { $0.contains("“NewCall”") }, "the key that the call began with")
    #expect(lines.contains { $0.contains("ConnectionStatisticsRes") })
    #expect(lines.contains { $0.contains("━━ RTP  G.711") })
    #expect(!lines.contains { $0.contains("RegisterReq") || $0.contains("KeepAlive") })
    #expect(try Program.sccpdump("ladder", "--call", "@9", capture).output == "")
    // By the reference of one leg, it is the same call.
    let reference = try Program.sccpdump("ladder", "--call", "16787217", capture)
    #expect(reference.outputLines == lines)
  }

  @Test func `devices, times and addresses select`() throws {
    let capture = "cucm_call.pcapng"
    let ofPhone = try Program.sccpdump("ladder", "--device", "sep*4455", capture).output
    #expect(ofPhone.contains("RegisterReq") && !ofPhone.contains("10.10.1.22 "))
    let early = try Program.sccpdump("ladder", "--until", "09:00:01.03", capture).output
    #expect(early.contains("RegisterReq") && !early.contains("RegisterAck"))
    let other = try Program.sccpdump("ladder", "--host", "10.10.1.22", capture).output
    #expect(!other.contains("RegisterReq") && other.contains("RingIn"))
  }

  @Test func `a hosts file names the parties, and the command line comes first`() throws {
    let hosts = """
      # the voice network
      127.0.0.1 localhost
      10.10.1.21\tfrontdesk.example front # by the door
      10.10.1.1  cme.example
      fe80::1%eth0 link
      """
    try Folder.withFile(Array(hosts.utf8), name: "hosts") { path in
      let run = try Program.sccpdump(
        "ladder", "--hosts", path, "--party", "The = sign=10.10.1.1", Self.capture)
      #expect(run.outputLines[0].contains(/frontdesk\.example +The = sign/))
      let timeline = try Program.sccpdump("--hosts", path, Self.capture)
      #expect(
        timeline.outputLines.contains(
          "SEP001122334455  frontdesk.example  10.10.1.21:51684  ⇄  server cme.example  "
            + "10.10.1.1:2000"))
    }
    try Folder.withFile(Array("10.10.1.21 a\nnonsense b\n".utf8), name: "hosts") { path in
      let run = try Program.sccpdump("ladder", "--hosts", path, Self.capture)
      #expect(run.status == 64)
      #expect(run.errors.contains("line 2"))
    }
  }

  @Test(.enabled(if: Program.has("python3")), arguments: Folder.captures)
  func `the picture is XML without scripts, and says what it is`(capture: String) throws {
    let text = try Program.sccpdump(
      "ladder", "--format", "svg", "--party", "<a href=\"x\">&]]>=10.10.1.21", capture
    ).output
    try Folder.withFile(Array(text.utf8), name: "svg") { path in
      let script = """
        import sys, xml.dom.minidom as m
        svg = m.parse(sys.argv[1]).documentElement
        names = {e.tagName for e in svg.getElementsByTagName('*')}
        ids = [e.getAttribute('id') for e in svg.getElementsByTagName('*') if e.getAttribute('id')]
        print(sorted(names), len(ids) == len(set(ids)), svg.getElementsByTagName('title').length)
        """
      let run = try Program.run("python3", ["-c", script, path])
      #expect(
        run.output == "['desc', 'g', 'path', 'rect', 'style', 'text', 'title', 'tspan'] True 1\n")
    }
    #expect(text.contains("prefers-color-scheme:dark"))
  }

  @Test(arguments: Folder.captures)
  func `the Mermaid diagram has lines of four kinds only`(capture: String) throws {
    let lines = try Program.sccpdump(
      "ladder", "--format", "mermaid", "--party", "end; %%{init}%% <b>#=10.10.1.21", capture
    ).outputLines
    #expect(lines.first == "sequenceDiagram")
    for line in lines.dropFirst() {
      let words = line.split(separator: ": ", maxSplits: 1).last ?? ""
      #expect(!words.contains(/[<>"`%{}\[\]\\&$*=]|#(?!\d+;)/) || line.contains("participant"))
      #expect(
        line.contains(/^  participant p\d+ as [^;<#]*(#\d+;[^;<#]*)*<br\/>[^;<#]*$/)
          || line.contains(/^  p\d+(->>|-->>|-\))p\d+: \d+ · [^\n]+$/)
          || line.contains(/^  Note over p1(,p\d+)?: [^\n]+$/), "\(line)")
    }
  }

  private static let mermaid = PythonEnvironment.file("assets/mermaid.js", of: "mmdc")

  @Test(.enabled(if: mermaid != nil && Program.has("chromium"), "Mermaid is not installed"))
  func `Mermaid's own parser takes every diagram`() throws {
    let script = Folder.package.appending(path: "Tests/Browser/mermaid_test.py").path
    let text = Array("end; %%{init}%% <b>#\u{202e}受付\n-->> A: \"'&".utf8)
    let hostile = try FilledMessage(version: 22, text: text, variant: 1)
      .capture(Catalogue.messages)
    try Folder.withTemporary { folder in
      let made = folder.appending(path: "hostile.pcapng")
      try Data(hostile).write(to: made)
      let diagrams = try (Folder.captures + [made.path]).enumerated().map { index, capture in
        let diagram = folder.appending(path: "\(index).mmd").path
        let run = try Program.sccpdump(
          "ladder", "--format", "mermaid", "--party", "end; %%{init}%% <b>#=10.10.1.21",
          "--output", diagram, capture)
        #expect(run.status == 0)
        return diagram
      }
      let run = try Program.run("python3", [script, try #require(Self.mermaid)] + diagrams)
      #expect(run.output == "")
      #expect(run.status == 0, "\(run.errors)")
    }
  }

  @Test func `findings can be left out, and their limits set`() throws {
    let capture = "cme_refused.pcapng"
    #expect(try Program.sccpdump("ladder", capture).output.contains("reg-rejected"))
    let without = try Program.sccpdump("ladder", "--ignore", "reg-rejected", capture).output
    #expect(without.contains("tcp-reset") && !without.contains("reg-rejected"))
    let page = try Program.sccpdump("report", "--rule", "tcp-reset", capture, "-o", "-").output
    #expect(page.contains("\"tcp-reset\"") && !page.contains("\"reg-rejected\""))
    #expect(try Program.sccpdump("ladder", "--set", "reg-slow=x", capture).status == 64)
  }

  @Test func `a file gets the whole picture, and never the place of the capture`() throws {
    try Folder.withTemporary { folder in
      let file = folder.appending(path: "call.svg").path
      let run = try Program.sccpdump(
        "ladder", "--format", "svg", "--output", file, Self.capture)
      #expect(run.status == 0 && run.output == "")
      let printed = try Program.sccpdump("ladder", "--format", "svg", Self.capture).bytes
      #expect(try Data(contentsOf: URL(filePath: file)) == printed)
      let nowhere = try Program.sccpdump(
        "ladder", "-o", folder.appending(path: "no/such/folder.txt").path, Self.capture)
      #expect(nowhere.status == 2)
      #expect(nowhere.errors.contains("no such file or directory"))
    }
    let own = try Program.sccpdump("ladder", "-o", "./" + Self.capture, Self.capture)
    #expect(own.status == 64)
  }

  @Test func `keepalives fold, and are drawn one by one where asked for`() throws {
    let capture = "cucm_call.pcapng"
    let folded = try Program.sccpdump("ladder", "--width", "160", capture).output
    #expect(folded.contains("KeepAlive × 2  every 30.0 s, all answered within 1 ms"))
    #expect(!folded.contains("KeepAliveReq"))
    let each = try Program.sccpdump("ladder", "--keepalives", capture).output
    #expect(each.contains("KeepAliveReq") && !each.contains("KeepAlive ×"))
  }

  @Test(arguments: ["text", "mermaid", "svg"])
  func `texts of the capture are harmless`(format: String) throws {
    let text = Array("\u{1b}[31m\u{202e}<script>alert(1)</script>\n;end\u{2028}\"'&#".utf8)
    let filled = FilledMessage(version: 22, text: text, variant: 1)
    try Folder.withFile(try filled.capture(Catalogue.messages)) { path in
      let run = try Program.sccpdump("ladder", "--format", format, path)
      #expect(run.status == 0)
      let culprits = run.output.unicodeScalars.filter { $0 != "\n" && $0.isHarmful }
      #expect(culprits.isEmpty)
      #expect(format == "text" || !run.output.contains("<script"))
    }
  }
}
