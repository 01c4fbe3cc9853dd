import Foundation
import SCCP
import Testing

/// What one connection may hold, many may not hold all together; each run says what it took.
@Suite(.serialized, .enabled(if: MeasuredRun.isAvailable, "python3 is not installed"))
struct ManyConnectionsTests {
  /// Runs the program on connections that all say the same, and expects a bounded memory.
  private func measure(
    _ name: String, _ count: Int, saying payload: [UInt8], fromServer: Bool = true, megabytes: Int,
    _ options: [String] = ["--message", "Reset"]
  ) throws -> Run {
    try Folder.withTemporary { folder in
      let file = folder.appending(path: "many.pcap")
      try ManyConnections.write(count, saying: payload, fromServer: fromServer, to: file)
      let measured = try MeasuredRun(options + [file.path])
      measured.note(name, captureByteCount: count * payload.count)
      #expect(measured.run.status == 0, "\(measured.run.errors.prefix(400))")
      #expect(measured.peakMegabytes < megabytes, "\(name): \(measured.peakMegabytes) MB")
      return measured.run
    }
  }

  private func repeated(_ name: String, _ count: Int, _ values: (Int) -> [String: FieldValue])
    throws -> [UInt8]
  {
    let definition = try #require(Catalogue.messages.first { $0.name == name })
    return try (0..<count).flatMap {
      try MessageEncoder(version: 20).encode(definition, values($0))
    }
  }

  @Test func `unfinished messages share 64 MiB, and the oldest are given up`() throws {
    // UserToDeviceDataVersion1 that announces 65,000 bytes, and 60,000 of them.
    var message: [UInt8] = []
    for word in [65_000, 20, 0x013f] as [UInt32] { message.append(word: word) }
    message += [UInt8](repeating: 0x20, count: 60_000 - message.count)
    let run = try measure("1,600 unfinished messages", 1600, saying: message, megabytes: 125)
    #expect(run.errors.contains("too many messages were unfinished at a time: "))
  }

  @Test func `requests that are never answered share 64 MiB`() throws {
    let requests = try repeated("KeepAliveReq", 256) { _ in [:] }
    let run = try measure(
      "256 requests each of 12,000", 12_000, saying: requests, fromServer: false, megabytes: 160)
    #expect(run.errors.contains("too much was to be remembered of all devices"))
  }

  @Test func `call legs that never end share 64 MiB`() throws {
    let legs = try repeated("CallState", 256) {
      ["callState": "RingOut", "lineInstance": 1, "callReference": FieldValue($0 + 1)]
    }
    let run = try measure("256 call legs each of 6,000", 6000, saying: legs, megabytes: 160)
    #expect(run.errors.contains("too much was to be remembered of all devices"))
  }

  @Test func `messages that wait for the name of a device share 16 MiB`() throws {
    // UserToDeviceDataVersion1 of 60,000 bytes.
    var message: [UInt8] = []
    for word in [59_992, 20, 0x013f] as [UInt32] { message.append(word: word) }
    message += [UInt8](repeating: 0x20, count: 60_000 - message.count)
    _ = try measure(
      "1,600 long messages of devices without a name", 1600, saying: message, megabytes: 100,
      ["--device", "SEP001122334455", "--json"])
  }

  @Test func `comments of many packets wait in a few mebibytes`() throws {
    var option: [UInt8] = [1, 0, 0x60, 0xea]
    option += [UInt8](repeating: 0x61, count: 60_000)
    let options = Array(repeatElement(option, count: 4).joined())
    var capture = HandBuilt.pcapng
    for _ in 0..<400 { capture.append(block: 6, HandBuilt.packetBody(HandBuilt.frame) + options) }
    try Folder.withFile(capture) { path in
      let measured = try MeasuredRun([path])
      measured.note("comments of 96 MB", captureByteCount: capture.count)
      #expect(measured.run.status == 0 && measured.peakMegabytes < 90)
    }
  }
}
