import CaptureBuilder
import Foundation
import SCCP
import Testing

/// What `sccpdump check` compares, and what it says when it cannot.
@Suite struct CheckOptionTests {
  private func withCapture(
    _ scenario: CheckScenario = CheckScenario(),
    body: (_ capture: String, _ golden: String) throws -> Void
  ) throws {
    try Folder.withFile(try scenario.file(), name: "call.pcapng") { path in
      try body(path, path.replacing(".pcapng", with: ".sccp.jsonl"))
    }
  }

  private func put(_ scenario: CheckScenario, _ path: String) throws {
    try Data(try scenario.file()).write(to: URL(filePath: path))
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  // MARK: - What is compared

  @Test(arguments: [
    ("addresses", "10.1.1.21"), ("devices", "SEP001122334455"), ("macs", "00:11:22:33:44:55"),
    ("ids", "\"callReference\":16787216"), ("ports", "\"remotePortNumber\":24580"),
    ("times", "\"time\":\"0.020000\""), ("times", "\"wYear\":2024"),
    ("statistics", "\"numberPacketsSent\":1200"), ("padding", "\"alignmentPadding\":0"),
  ])
  func `what is kept stands in the golden file and is compared`(kind: String, text: String) throws {
    try withCapture { capture, golden in
      #expect(try Program.sccpdump("check", "--update", "--keep", kind, capture).status == 0)
      #expect(try self.text(golden).contains(text))
      #expect(try Program.sccpdump("check", capture).status == 0)
      if kind == "padding" { return }
      try put(CheckScenario(.other), capture)
      #expect(try Program.sccpdump("check", capture).status == 1)
    }
  }

  @Test(arguments: [
    "callState", "CallState.callState", "callState,version", "dialedNumber,callState",
  ])
  func `a field that is ignored may change`(list: String) throws {
    try withCapture { capture, golden in
      #expect(try Program.sccpdump("check", "--update", "--ignore", list, capture).status == 0)
      let written = try text(golden)
      #expect(!written.contains("\"callState\":"))
      var scenario = CheckScenario(.other)
      scenario.caller[scenario.place("CallState")].message.values["callState"] = "Hold"
      try put(scenario, capture)
      #expect(try Program.sccpdump("check", capture).status == 0)
    }
  }

  @Test func `a field of another message is still compared`() throws {
    try withCapture { capture, _ in
      let options = ["check", "--update", "--ignore", "SoftKeyEvent.lineInstance", capture]
      #expect(try Program.sccpdump(options).status == 0)
      var scenario = CheckScenario(.other)
      scenario.caller[scenario.place("SoftKeyEvent", nth: 1)].message.values["lineInstance"] = 2
      try put(scenario, capture)
      #expect(try Program.sccpdump("check", capture).status == 0)
      scenario.caller[scenario.place("CallState")].message.values["lineInstance"] = 2
      try put(scenario, capture)
      #expect(try Program.sccpdump("check", capture).status == 1)
    }
  }

  @Test(arguments: ["KeepAliveReq,KeepAliveAck", "0x0000,256", "keepalivereq,keepaliveack"])
  func `a message that is ignored may come more often`(list: String) throws {
    try withCapture { capture, golden in
      let options = ["check", "--update", "--ignore-message", list, capture]
      #expect(try Program.sccpdump(options).status == 0)
      let written = try text(golden)
      #expect(!written.contains("\"message\":\"KeepAlive"))
      var scenario = CheckScenario(.other)
      scenario.caller.append(.device(ScriptedMessage(.keepAliveReq)))
      try put(scenario, capture)
      #expect(try Program.sccpdump("check", capture).status == 0)
    }
  }

  @Test func `options that are not those of the golden file are no silent difference`() throws {
    try withCapture { capture, _ in
      #expect(try Program.sccpdump("check", "--update", "--keep", "ids", capture).status == 0)
      #expect(try Program.sccpdump("check", "--keep", "ids", capture).status == 0)
      let run = try Program.sccpdump("check", "--keep", "ids,ports", capture)
      #expect(run.status == 2)
      #expect(run.errors.contains("was written with --keep ids, not with --keep ids,ports"))
      // Written anew without options, it keeps those that it has.
      #expect(try Program.sccpdump("check", "--update", capture).status == 0)
      #expect(try Program.sccpdump("check", "--keep", "ids", capture).status == 0)
    }
  }

  @Test(arguments: [
    (["--keep", "adresses"], "the nearest is addresses"),
    (["--ignore", "lineInstanc"], "the nearest is lineInstance"),
    (["--ignore", "CallStat.privacy"], "the nearest is CallState.privacy"),
    (["--ignore-message", "KeepAliveRequest"], "KeepAliveReq"),
    (["--golden", "x", "cucm_call.pcapng"], "--golden is the file of one capture"),
    (["--golden", "-"], "--golden"),
    (["--frobnicate"], "--frobnicate"),
  ])
  func `a wrong option is answered with what is right`(options: [String], hint: String) throws {
    let run = try Program.sccpdump(["check"] + options + ["cucm_call.pcapng"])
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.errorLines.first?.contains(hint) == true, "\(run.errors)")
  }

  @Test func `without a capture it says how it is used`() throws {
    #expect(try Program.sccpdump("check").status == 64)
  }

  @Test func `its help says what is needed to begin with it`() throws {
    let run = try Program.sccpdump("help", "check")
    #expect(run.status == 0)
    for word in [
      "--update", "--golden", "--keep", "--ignore", "--ignore-message", "X.sccp.jsonl",
      "Exit status", "addresses", "ports", "macs", "devices", "ids", "times", "statistics",
      "padding",
    ] {
      #expect(run.output.contains(word), "\(word)")
    }
  }

  // MARK: - What cannot be read or written

  @Test func `a missing golden file is told with the way to write it`() throws {
    try withCapture { capture, golden in
      let run = try Program.sccpdump("check", capture)
      #expect(run.status == 2)
      #expect(run.output == "")
      #expect(run.errors.contains("\(golden) is missing: --update writes it"))
    }
  }

  @Test func `a missing capture is told`() throws {
    let golden = "cme_refused.sccp.jsonl"
    let run = try Program.sccpdump("check", "--golden", golden, "absent.pcapng")
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errorLines.first == "sccpdump: absent.pcapng: no such file or directory")
  }

  @Test(arguments: [
    ("", "line 1: not a golden file of sccpdump"),
    ("hello\n", "line 1: not a golden file of sccpdump"),
    ("{\"frame\":1}\n", "line 1: not a golden file of sccpdump"),
    ("{\"sccpdump\":\"golden file\",\"format\":99}\n", "line 1: the file has format 99"),
    ("{\"sccpdump\":\"golden file\",\"format\":1}\n", "line 1: the file ends after this line"),
    (
      "{\"sccpdump\":\"golden file\",\"format\":1}\n{\"connection\":1}\n{\"message\":\n",
      "line 3: no JSON: column 12"
    ),
    ("{\"sccpdump\":\"golden file\",\"format\":1,\"ignore\":[\"nonsense\"]}\n", "line 1: ignore:"),
  ])
  func `a golden file that is none is told with the line`(content: String, hint: String) throws {
    try withCapture { capture, golden in
      try content.write(toFile: golden, atomically: true, encoding: .utf8)
      let run = try Program.sccpdump("check", capture)
      #expect(run.status == 2)
      #expect(run.errorLines.first?.contains("\(golden) cannot be read: \(hint)") == true)
    }
  }

  @Test func `a golden file whose end is cut off is not taken for a shorter one`() throws {
    try withCapture { capture, golden in
      #expect(try Program.sccpdump("check", "--update", capture).status == 0)
      let lines = try text(golden).lines
      let cut = lines.dropLast(3).map { $0 + "\n" }.joined()
      try cut.write(toFile: golden, atomically: true, encoding: .utf8)
      let run = try Program.sccpdump("check", capture)
      #expect(run.status == 2)
      #expect(run.errors.contains("line \(lines.count - 3): the file ends after this line"))
    }
  }

  @Test func `a golden file that git gave other line ends is the same`() throws {
    try withCapture { capture, golden in
      #expect(try Program.sccpdump("check", "--update", capture).status == 0)
      let text = try text(golden).replacing("\n", with: "\r\n")
      try text.write(toFile: golden, atomically: true, encoding: .utf8)
      #expect(try Program.sccpdump("check", capture).status == 0)
    }
  }

  @Test func `a golden file that cannot be written is told`() throws {
    try withCapture { capture, golden in
      try FileManager.default.createDirectory(atPath: golden, withIntermediateDirectories: false)
      let run = try Program.sccpdump("check", "--update", capture)
      #expect(run.status == 2)
      #expect(run.errors.contains("\(golden) could not be written: is a directory"))
      let absent = try Program.sccpdump("check", "--update", "--golden", "/absent/x", capture)
      #expect(absent.status == 2)
      #expect(absent.errors.contains("/absent/x could not be written: no such file"))
    }
  }

  @Test func `a file that is something else is not overwritten`() throws {
    try withCapture { capture, _ in
      let before = try Data(contentsOf: URL(filePath: capture))
      let run = try Program.sccpdump("check", "--update", "--golden", capture, capture)
      #expect(run.status == 2)
      #expect(run.errors.contains("could not be written: line 1: not a golden file of sccpdump"))
      let after = try Data(contentsOf: URL(filePath: capture))
      #expect(after == before)
    }
  }

  @Test func `nothing is left beside a golden file`() throws {
    try withCapture { capture, golden in
      let run = try Program.sccpdump("check", "--update", capture)
      #expect(run.status == 0)
      let files = try Folder.files(in: URL(filePath: golden).deletingLastPathComponent())
      #expect(files == ["call.pcapng", "call.sccp.jsonl"])
    }
  }

  @Test func `a damaged capture is compared as far as it goes`() throws {
    try withCapture { capture, golden in
      #expect(try Program.sccpdump("check", "--update", capture).status == 0)
      let before = try text(golden)
      let bytes = try CheckScenario().file()
      try Data(bytes.prefix(bytes.count / 2)).write(to: URL(filePath: capture))
      let run = try Program.sccpdump("check", capture)
      #expect(run.status == 2)
      #expect(run.errors.contains("file ends after"))
      let changes = run.outputLines.filter { $0.hasPrefix("- ") || $0.hasPrefix("+ ") }
      #expect(!changes.isEmpty)
      #expect(changes.filter { !$0.hasPrefix("- ") } == [])
      // What could not be read to its end is no new golden file.
      #expect(try Program.sccpdump("check", "--update", capture).status == 2)
      #expect(try text(golden) == before)
    }
  }

  @Test func `a golden file may lie elsewhere, and standard input has one too`() throws {
    try withCapture { capture, golden in
      let other = golden + ".other"
      #expect(
        try Program.sccpdump("check", "--update", "--golden", other, capture).status == 0)
      #expect(!Folder.exists(golden))
      let run = try Program.shell("sccpdump check --golden '\(other)' - < '\(capture)'")
      #expect(run.status == 0)
      let nameless = try Program.shell("sccpdump check - < '\(capture)'")
      #expect(nameless.status == 2)
      #expect(nameless.errors.contains("--golden"))
    }
  }

  @Test(arguments: ["call.pcap", "call.pcapng.gz", "call.cap", "call.pcapng.zst"])
  func `a golden file is named after the capture, however that is packed`(name: String) throws {
    try Folder.withFile(try CheckScenario().file(), name: name) { path in
      let run = try Program.sccpdump("check", "--update", path)
      #expect(run.status == 0)
      let folder = URL(filePath: path).deletingLastPathComponent()
      #expect(Folder.exists(folder.appending(path: "call.sccp.jsonl").path))
    }
  }

  // MARK: - The terminal

  @Test func `control characters of a capture or a golden file reach no terminal`() throws {
    var scenario = CheckScenario()
    let hostile = ScriptedMessage(
      .displayPromptStatusV2, ["promptStatus": .text("\u{1b}[31mred\u{7}\u{202e}")])
    scenario.caller.append(.server(hostile))
    try withCapture(scenario) { capture, golden in
      #expect(try Program.sccpdump("check", "--update", capture).status == 0)
      let text = try text(golden)
      #expect(!text.contains("\u{1b}") && !text.contains("\u{202e}"))
      let evil = text.replacing("\\u001b[31mred", with: "\u{85}\u{9b}31mred")
      try evil.write(toFile: golden, atomically: true, encoding: .utf8)
      let run = try Program.sccpdump("check", capture)
      #expect(run.status == 1)
      let printed = run.output.unicodeScalars
      #expect(!printed.contains { $0.value < 0x20 && $0 != "\n" })
      #expect(!printed.contains { (0x7f..<0xa0).contains($0.value) || $0.value == 0x202e })
    }
  }

  @Test func `colours are for the terminal, and for who asks`() throws {
    try withCapture { capture, _ in
      #expect(try Program.sccpdump("check", "--update", capture).status == 0)
      var scenario = CheckScenario()
      scenario.caller.removeLast()
      try put(scenario, capture)
      let plain = try Program.sccpdump("check", capture)
      #expect(!plain.output.contains("\u{1b}"))
      let run = try Program.sccpdump("check", "--color", "always", capture)
      #expect(run.output.contains("\u{1b}[1;31m- "))
    }
  }
}
