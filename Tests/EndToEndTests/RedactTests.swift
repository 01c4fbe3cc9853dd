import CaptureBuilder
import Foundation
import SCCP
import Testing

/// Redacted captures: nothing of the old values is in them, and the program says the same of them.
@Suite struct RedactTests {
  private static let script = Folder.package.appending(path: "Tests/Redaction/search.py").path
  private static let real = ["skinny.pcap", "sccp_hw_conf_register.pcapng"]
    .map { Folder.shared.appending(path: "captures/\($0)").path }.filter(Folder.exists)
  private static let fixtures = Folder.captures.map { Folder.fixtures.appending(path: $0).path }
  private static var hasSearch: Bool { Program.has("tshark") && Program.has("python3") }
  private static let versions: [UInt32] = [0, 3, 10, 11, 15, 16, 17, 18, 19, 20, 21, 22]

  /// Redacts a capture, and gives the path of the new one.
  private func redact(
    _ path: String, _ arguments: String..., body: (String) throws -> Void
  ) throws {
    try Folder.withTemporary { folder in
      let output = folder.appending(path: "out.pcapng")
      let run = try Program.sccpdump(["redact", "-o", output.path] + arguments + [path])
      #expect(run.status == 0, "\(path): \(run.errors)")
      if run.status == 0 { try body(output.path) }
    }
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
  }

  // MARK: - Nothing is left

  @Test(arguments: versions, ["share", "strict"])
  func `no text of any field of any message is left`(version: UInt32, profile: String) throws {
    let secret = Array("k3y-of-the-media".utf8)
    for text in ["Anna Müller", "+4930123456"] {
      let filled = FilledMessage(
        version: version, text: Array(text.utf8), secret: secret, variant: 1)
      try Folder.withFile(try filled.capture()) { path in
        try redact(path, "--profile", profile) { output in
          let made = try bytes(output)
          for encoding in [String.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian] {
            let wanted = try #require(text.data(using: encoding))
            #expect(!made.holds(Array(wanted)), "\(text)")
          }
          #expect(!made.holds(secret))
          #expect(!made.holds([192, 168, 195, 158]) && !made.holds([158, 195, 168, 192]))
          #expect(!made.holds([0, 0x11, 0x22, 0x33, 0x44, 0x55]))
        }
      }
    }
  }

  @Test(arguments: versions)
  func `keys alone are gone where identities stay`(version: UInt32) throws {
    let secret = Array("k3y-of-the-media".utf8)
    let filled = FilledMessage(
      version: version, text: Array("Anna Meyer".utf8), secret: secret, variant: 1)
    try Folder.withFile(try filled.capture()) { path in
      try redact(path, "--profile", "keys") { output in
        let made = try bytes(output)
        #expect(!made.holds(secret) && made.holds(Array("Anna Meyer".utf8)))
      }
    }
  }

  @Test(.enabled(if: hasSearch), arguments: fixtures + real, ["share", "strict"])
  func `an independent search finds nothing`(path: String, profile: String) throws {
    try redact(path, "--profile", profile) { output in
      let run = try Program.run("python3", [Self.script, path, output])
      #expect(run.status == 0, "\(run.output)\(run.errors)")
    }
  }

  @Test(arguments: [
    ("SCCP42.9-4-2S", true), ("P00308010100", true), ("12.5(1)SU3", true),
    ("Anna", false), ("2001", false), ("555-1234", false), ("10.20.30.40", false),
    ("anna.meyer1", false), ("+4930123456", false), ("Room 12.5", false),
  ])
  func `a version stays where it looks like one`(text: String, stays: Bool) throws {
    var talk = MadeCapture.conversation(version: 17)
    try talk.server(at: 1000, .text(.versionRes, "versionStr", text))
    try Folder.withFile(MadeCapture.file(talk)) { path in
      try redact(path, "--profile", "share") { output in
        let made = try bytes(output)
        #expect(made.holds(Array(text.utf8)) == stays)
      }
    }
  }

  @Test(arguments: [
    ("25: Name=SEP001122334455 Load=9.4(2) Last=Initialized", "Initialized", true),
    ("14: Name=SEP001122334455 Load= 7.2(2) Last=CM-closed-TCP", "14: Name=SEP", true),
    ("Waiting for Feature Status From 10.1.1.1", "Waiting for Feature Status From ", true),
    ("Received unknown message ID :87: from Anna", "ID :87: from ", true),
    ("25: Name=SEP001122334455 Load=9.4(2) Last=Anna", "Anna", false),
    ("Conference Room 12", "Room", false),
  ])
  func `an alarm keeps what phones write in it`(
    text: String, part: String, stays: Bool
  ) throws {
    var talk = MadeCapture.conversation(version: 17)
    try talk.device(at: 1000, .text(.alarm, "text", text))
    try Folder.withFile(MadeCapture.file(talk)) { path in
      try redact(path, "--profile", "strict") { output in
        let made = try bytes(output)
        #expect(made.holds(Array(part.utf8)) == stays)
        #expect(!made.holds(Array("001122334455".utf8)) && !made.holds(Array("10.1.1.1".utf8)))
      }
    }
  }

  /// A label that is also a word of phones is replaced there too.
  @Test func `what is a name somewhere stays nowhere`() throws {
    var talk = MadeCapture.conversation(version: 17)
    try talk.server(
      at: 1000, .text(.speedDialStatRes, "speedDialDisplayName", "Initialized"))
    try talk.device(at: 2000, .text(.alarm, "text", "25: Name=SEP001122334455 Last=Initialized"))
    try Folder.withFile(MadeCapture.file(talk)) { path in
      try redact(path) { output in
        let made = try bytes(output)
        #expect(!made.holds(Array("Initialized".utf8)))
      }
    }
  }

  /// A key of few different bytes stands in numbers by chance, any other does not.
  @Test(
    arguments: [
      (Array("k3y-of-the-media".utf8), false),
      ([0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1], true),
    ] as [([UInt8], Bool)])
  func `a key that is left is told, and refused where it is told from numbers`(
    key: [UInt8], isWritten: Bool
  ) throws {
    let filled = FilledMessage(version: 17, secret: key, variant: 1)
    var talk = try filled.conversation([.startMediaTransmission])
    let unknown: [UInt8] = [20, 0, 0, 0, 17, 0, 0, 0, 0x77, 0x77, 0, 0] + key
    talk.transmit(.server, talk.queue(.server, bytes: unknown), at: 2000)
    try Folder.withTemporary { folder in
      let output = folder.appending(path: "out.pcapng")
      try Folder.withFile(MadeCapture.file(talk)) { path in
        let run = try Program.sccpdump(
          ["redact", "--profile", "keys", "-o", output.path, path])
        #expect(run.status == (isWritten ? 0 : 2))
        #expect(
          run.errors.contains(
            isWritten ? "numbers stand in 1 packet, first in frame" : "still has a key"))
        #expect(Folder.exists(output.path) == isWritten)
      }
    }
  }

  // MARK: - All else is the same

  @Test(arguments: fixtures + real, ["share", "strict"])
  func `findings are the same`(path: String, profile: String) throws {
    try redact(path, "--profile", profile, "--keep-others") { output in
      let rows = "jq -c '[.rule, .severity, .frame, .frames, .call, .count]'"
      let before = try Program.shell("sccpdump diagnose --fail-on never --json '\(path)' | \(rows)")
      let after = try Program.shell(
        "sccpdump diagnose --fail-on never --json '\(output)' | \(rows)")
      #expect(after.outputLines == before.outputLines)
    }
  }

  @Test(.enabled(if: Program.has("jq")), arguments: fixtures + real)
  func `calls are the same but for names and addresses`(path: String) throws {
    try redact(path, "--keep-others") { output in
      let rows = """
        jq -c '[.call, .start, .answered, .end, .result, .endedBy, .features, .frames] \
        + [.streams[]? | [.way, .codec, .ordered, .acknowledged, .closed, .rtp]]'
        """
      let before = try Program.shell("sccpdump calls --json '\(path)' | \(rows)")
      let after = try Program.shell("sccpdump calls --json '\(output)' | \(rows)")
      #expect(after.outputLines == before.outputLines)
    }
  }

  @Test(.enabled(if: Program.has("tshark")), arguments: fixtures + real)
  func `checksums are right where they were`(path: String) throws {
    try redact(path) { output in
      let wrong = """
        tshark -o ip.check_checksum:TRUE -o tcp.check_checksum:TRUE -o udp.check_checksum:TRUE -r '\(output)' \
        -Y 'ip.checksum.status == 0 or tcp.checksum.status == 0 or udp.checksum.status == 0'
        """
      let before = try Program.shell(wrong.replacing("'\(output)'", with: "'\(path)'"))
      let after = try Program.shell(wrong)
      #expect(after.outputLines.count <= before.outputLines.count)
    }
  }

  @Test(.enabled(if: Program.has("tshark")))
  func `checksums of GRE are right, also around what is not IP`() throws {
    var talk = MadeCapture.conversation(version: 17)
    try talk.device(at: 1000, .text(.alarm, "text", "25: Name=SEP001122334455 Last=Anna"))
    let packets = talk.packets.map { Array($0.bytes.dropFirst(14)) }
    let frames =
      packets.map { $0.inGRE(type: 0x0800) } + [Array("\u{1}!Anna Meyer".utf8).inGRE(type: 0x880b)]
    let ipv4: UInt8 = 228
    try Folder.withFile(ClassicPcap(linkType: ipv4, frames: frames).bytes) { path in
      try redact(path, "--profile", "share", "--keep-others") { output in
        let run = try Program.shell(
          "tshark -r '\(output)' -T fields -e gre.checksum.status -e gre.proto")
        #expect(run.outputLines == packets.map { _ in "1\t0x0800" } + ["1\t0x880b"])
        #expect(!(try bytes(output)).holds(Array("Anna".utf8)))
      }
    }
  }
}

extension [UInt8] {
  /// Whether some bytes stand somewhere in it.
  fileprivate func holds(_ bytes: [UInt8]) -> Bool {
    Data(self).range(of: Data(bytes)) != nil
  }
}

extension ScriptedMessage {
  /// A message of which one text is told.
  fileprivate static func text(_ definition: MessageDefinition, _ field: String, _ text: String)
    -> ScriptedMessage
  {
    ScriptedMessage(definition, [field: .text(text)])
  }
}
