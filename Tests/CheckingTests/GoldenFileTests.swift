import Testing
import Text

@testable import Checking

/// Writing golden files and reading them.
@Suite struct GoldenFileTests {
  private var file: GoldenFile {
    var capture = NormalCapture()
    for number in 1...2 {
      var connection = NormalCapture.Connection(head: ",\"address\":\"<address \(number)>\"}")
      for index in 1...3 {
        connection.lines.append(
          NormalLine(
            frame: 10 * number + index, kind: "M\(index) from the device",
            text: "{\"message\":\"M\(index)\",\"from\":\"device\",\"fields\":{}}"))
      }
      capture.connections.append(connection)
    }
    var normalization = Normalization()
    normalization.kept = [.times, .addresses]
    normalization.ignoredFields = ["lineInstance", "CallState.privacy"]
    normalization.ignoredMessages = ["KeepAliveReq", "0x1ff"]
    return GoldenFile(capture, normalization)
  }

  private func bytes(_ file: GoldenFile) -> [UInt8] {
    var text = TextBuffer()
    file.append(to: &text)
    return text.bytes
  }

  @Test func `what was written is read`() throws {
    let read = try GoldenFile(parsing: bytes(file))
    #expect(read.normalization == file.normalization)
    #expect(bytes(read) == bytes(file))
    #expect(read.capture.connections[1].lines[2].frame == 23)
    #expect(read.capture.connections[1].lines[2].kind == "M3 from the device")
  }

  @Test func `no beginning of a file is taken for the whole`() {
    let bytes = bytes(file)
    // Without the last line feed nothing is missing.
    for count in 0..<bytes.count - 1 {
      #expect(throws: GoldenFileError.self) { try GoldenFile(parsing: Array(bytes[..<count])) }
    }
  }

  @Test func `any byte may be damaged, and reading ends`() {
    let bytes = bytes(file)
    for place in bytes.indices {
      for value: UInt8 in [0x00, 0x0a, 0x22, 0x7b, 0xff] {
        var damaged = bytes
        damaged[place] = value
        _ = try? GoldenFile(parsing: damaged)
      }
    }
  }

  @Test func `frames that no longer fit the lines are left out`() throws {
    var lines = String(decoding: bytes(file), as: UTF8.self).split(separator: "\n")
    lines.remove(at: 2)
    let text = lines.joined(separator: "\n") + "\n"
    let read = try GoldenFile(parsing: Array(text.utf8))
    #expect(read.capture.connections[0].lines.map(\.frame) == [nil, nil])
    #expect(read.capture.connections[1].lines.map(\.frame) == [21, 22, 23])
  }

  @Test(arguments: [
    ("a/b.pcapng", "a/b.sccp.jsonl"), ("b.pcap", "b.sccp.jsonl"), ("b.pcapng.gz", "b.sccp.jsonl"),
    ("b.pcap.zst", "b.sccp.jsonl"), ("b.dump", "b.dump.sccp.jsonl"), ("b.gz", "b.sccp.jsonl"),
    ("a/.pcapng", "a/.pcapng.sccp.jsonl"), (".pcap", ".pcap.sccp.jsonl"),
    ("a.b.pcapng", "a.b.sccp.jsonl"),
  ])
  func `the golden file lies beside the capture`(capture: String, golden: String) {
    #expect(GoldenFile.path(beside: capture) == golden)
  }

  @Test(arguments: [
    ("lineInstance", true), ("sid.DeviceName", true), ("RegisterReq.sid.DeviceName", true),
    ("RegisterReq.DeviceName", true), ("caps.payloadCapability", true), ("version", true),
    ("problems", true), ("nonsense", false), ("sid.nonsense", false), ("", false),
    ("CallState.DeviceName", false),
  ])
  func `a name chooses fields or is told`(pattern: String, isKnown: Bool) {
    #expect((FieldPattern.problem(with: pattern) == nil) == isKnown)
  }
}
