import CaptureBuilder
import Foundation
import SCCP
import Testing
import Wire

/// Redacted captures of what goes another way than most, is cut into small segments, is sent again or
/// is lost.
@Suite struct RedactTransportTests {
  private static let script = Folder.package.appending(path: "Tests/Redaction/search.py").path
  private static var hasTools: Bool {
    Program.has("tshark") && Program.has("python3") && Program.has("jq")
  }
  private static let text = "Anna Müller"
  private static let key = Array("k3y-of-the-media".utf8)

  private func redact(
    _ path: String, _ arguments: String..., body: (String, Run) throws -> Void
  ) throws {
    try Folder.withTemporary { folder in
      let output = folder.appending(path: "out.pcapng")
      let run = try Program.sccpdump(
        ["redact", "--keep-others", "-o", output.path] + arguments + [path])
      #expect(run.status == 0, "\(path): \(run.errors)")
      if run.status == 0 { try body(output.path, run) }
    }
  }

  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(filePath: path))
  }

  /// Messages of all kinds with a name, a number, addresses and keys in them.
  private func messages(version: UInt32) throws -> [(side: Conversation.Side, unit: [UInt8])] {
    try [Self.text, "+4930123456"].flatMap { text in
      let filled = FilledMessage(
        version: version, text: Array(text.utf8), secret: Self.key, variant: 1)
      return try Catalogue.messages.map { definition in
        let side = definition.direction == .deviceToServer ? Conversation.Side.device : .server
        return (side, try filled.unit(definition))
      }
    }
  }

  /// How the stream of one end is sent, segment by segment.
  enum Sending: String, CaseIterable {
    /// A message a segment.
    case whole
    /// In segments that end anywhere, some of them sent again with other ends.
    case cut
    /// In segments of a few bytes, of which some are lost.
    case lossy
  }

  private func conversation(_ way: Encapsulation, _ sending: Sending) throws -> Conversation {
    var talk = way.conversation(version: 17)
    var generator = SeededGenerator(seed: 7)
    var ticks = 1000
    for (side, unit) in try messages(version: 17) {
      let place = talk.queue(side, bytes: unit)
      let longest = sending == .whole ? unit.count : sending == .cut ? 90 : 31
      var start = place.lowerBound
      while start < place.upperBound {
        ticks += 500
        let count = sending == .whole ? longest : Int.random(in: 1...longest, using: &generator)
        let part = start..<min(start + count, place.upperBound)
        if sending == .lossy, Int.random(in: 0..<40, using: &generator) == 0 {
          talk.lose(side, part)
        } else {
          talk.transmit(side, part, at: ticks)
        }
        if sending == .cut, Int.random(in: 0..<8, using: &generator) == 0 {
          let before = max(part.lowerBound - Int.random(in: 0...20, using: &generator), 0)
          talk.transmit(side, before..<part.upperBound, at: ticks + 100)
        }
        start = part.upperBound
      }
    }
    return talk
  }

  @Test(arguments: Encapsulation.allCases, Sending.allCases)
  func `nothing of the old values is left`(way: Encapsulation, sending: Sending) throws {
    let capture = way.file(try conversation(way, sending))
    try Folder.withFile(capture) { path in
      try redact(path) { output, _ in
        let made = try bytes(output)
        #expect(made.count > capture.count / 2)
        for text in [Self.text, "Müller", "4930123456"] {
          #expect(made.range(of: Data(text.utf8)) == nil, "\(text)")
        }
        #expect(made.range(of: Data(Self.key)) == nil)
        for address: [UInt8] in [
          [192, 168, 195, 158], [158, 195, 168, 192], [10, 10, 1, 21], [0x0a, 0x0a, 0x01, 0x15],
          [0, 0x11, 0x22, 0x33, 0x44, 0x55],
        ] {
          #expect(made.range(of: Data(address)) == nil, "\(address)")
        }
      }
    }
  }

  @Test(.enabled(if: hasTools), arguments: Encapsulation.allCases, Sending.allCases)
  func `others find nothing, and read right checksums`(way: Encapsulation, sending: Sending) throws
  {
    try Folder.withFile(way.file(try conversation(way, sending))) { path in
      try redact(path) { output, _ in
        let search = try Program.run(
          "python3", [Self.script, path, output, "--text", Self.text])
        #expect(search.status == 0, "\(search.output)\(search.errors)")
        let wrong = try Program.shell(
          """
          tshark -o tcp.check_checksum:TRUE -r '\(output)' \
          -Y 'tcp.checksum.status == 0 or gre.checksum.status == 0'
          """)
        #expect(wrong.output.isEmpty)
      }
    }
  }

  @Test(.enabled(if: hasTools), arguments: Encapsulation.allCases, Sending.allCases)
  func `messages and what is wrong between them stay where they were`(
    way: Encapsulation, sending: Sending
  ) throws {
    try Folder.withFile(way.file(try conversation(way, sending))) { path in
      try redact(path) { output, _ in
        let rows = "jq -c '[.frame, .frames, .message, .version, .length, .problems, .missing]'"
        let before = try Program.shell("sccpdump --json '\(path)' | \(rows)")
        let after = try Program.shell("sccpdump --json '\(output)' | \(rows)")
        #expect(before.outputLines.count > Catalogue.messages.count)
        #expect(after.outputLines == before.outputLines)
      }
    }
  }

  /// What stands after an implausible length is nothing; the length itself tells why.
  @Test(.enabled(if: Program.has("jq")), arguments: [2, 70_000, 0x6e6e_4161] as [UInt32])
  func `a length that no message has stays what is wrong`(length: UInt32) throws {
    var talk = MadeCapture.conversation(version: 17)
    try talk.server(at: 1000, .activateCallPlane(line: 1))
    var wrong: [UInt8] = []
    for word in [length, 17, 0x0116] { wrong.append(word: word) }
    talk.transmit(.server, talk.queue(.server, bytes: wrong + Self.key), at: 2000)
    for index in 3..<6 { try talk.server(at: 1000 * index, .activateCallPlane(line: 2)) }
    try Folder.withFile(MadeCapture.file(talk)) { path in
      try redact(path) { output, _ in
        let rows = "jq -c '[.rule, .frame, .evidence]'"
        let command = "sccpdump diagnose --fail-on never --json"
        let before = try Program.shell("\(command) '\(path)' | \(rows)").outputLines
        let after = try Program.shell("\(command) '\(output)' | \(rows)").outputLines
        #expect(before.contains { $0.contains("pdu-bad-length") })
        // A text is no length.
        #expect(length > 1 << 20 ? after.count == before.count : after == before)
        #expect(try bytes(output).range(of: Data(Self.key)) == nil)
      }
    }
  }

  /// Segments that are sent again are filled as before, until their messages are held no more.
  @Test func `what is sent again after 20 MiB of other messages is blanked`() throws {
    var talk = MadeCapture.conversation(version: 17)
    let alarm = ScriptedMessage(.alarm, ["text": .text("Anna Meyer is at +4930123456")])
    let place = try talk.queue(.device, [alarm])
    talk.transmit(.device, place, at: 1000)
    talk.transmit(.device, place, at: 1500)
    var others = Conversation(
      MadeCapture.clock, device: Host(macAddress: 0x0011_2233_4466, address: .ipv4(10, 10, 1, 22)),
      port: 50_001, server: Host(macAddress: 0x0011_2233_4401, address: .ipv4(10, 10, 1, 1)))
    others.open(at: 2000, 2300, 2600)
    let (byteCount, partCount, half) = (60_000, 400, 30_006)
    var unit: [UInt8] = []
    for word in [UInt32(byteCount + 4), 17, 0x7777] { unit.append(word: word) }
    unit += [UInt8](repeating: 0x41, count: byteCount)
    for index in 0..<partCount {
      let all = others.queue(.device, bytes: unit)
      let middle = all.lowerBound + half
      others.transmit(.device, all.lowerBound..<middle, at: 3000 + 200 * index)
      others.transmit(.device, middle..<all.upperBound, at: 3100 + 200 * index)
    }
    talk.transmit(.device, place, at: 3000 + 200 * partCount)
    let packets = (talk.packets + others.packets).inTimeOrder
    let capture = CaptureWriter.file(.pcapng(.littleEndian), packets)
    try Folder.withFile(capture) { path in
      try redact(path) { output, run in
        let gone = "held no more: \(place.count) bytes"
        #expect(run.errors.contains(gone), "\(run.errors)")
        let blocks = CaptureBlocks.of(try bytes(output)).filter(\.isPacket)
        #expect(blocks.count == packets.count)
        let alarms = blocks.filter { $0.bytes.count < 400 }.suffix(1) + [blocks[3], blocks[4]]
        let payloads = alarms.map { Array($0.bytes.dropFirst(28 + 54).prefix(place.count)) }
        #expect(payloads[0].allSatisfy { $0 == 0 })
        #expect(payloads[1] == payloads[2] && payloads[1].contains { $0 != 0 })
        #expect(try bytes(output).range(of: Data("Anna".utf8)) == nil)
      }
    }
  }

  /// The decimals of a figure may happen to be a number of the capture.
  @Test(.enabled(if: Program.has("jq")))
  func `a figure that holds a number of the capture changes as little as it can`() throws {
    var talk = MadeCapture.conversation(version: 17)
    try talk.server(
      at: 1000, ScriptedMessage(.lineStatRes, ["lineNumber": 1, "lineDirNumber": .text("2136")]))
    let figures = "MLQK=4.2136;MLQKav=4.2136;MLQKmn=3.9;MLQKmx=4.4;CS=3"
    try talk.device(
      at: 2000, ScriptedMessage(.connectionStatisticsRes, ["data": .text(figures)]))
    try Folder.withFile(MadeCapture.file(talk)) { path in
      try redact(path) { output, _ in
        let made = try bytes(output)
        #expect(made.range(of: Data("2136".utf8)) == nil)
        #expect(made.range(of: Data("MLQK=4.2135;MLQKav=4.2135;MLQKmn=3.9".utf8)) != nil)
      }
    }
  }
}
