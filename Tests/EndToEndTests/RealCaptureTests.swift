import CaptureBuilder
import Foundation
import Testing

/// A real capture, changed as tools and networks change captures: the same messages, or the loss
/// said.
@Suite(
  .enabled(if: Folder.exists(Folder.realCapture.path), "the real captures are not here"),
  .enabled(if: Program.has("editcap") && Program.has("tshark"), "Wireshark is not installed"))
struct RealCaptureTests {
  private static let capture = Folder.realCapture
  /// What an order or a place says, rather than a message.
  private static let context: Set<String> = JSONLine.places.union([
    "stream", "connection", "responseTime", "annotation",
  ])

  /// What a run prints, each message without the keys given, in the order printed.
  private func messages(_ arguments: [String], without keys: Set<String>) throws -> [String] {
    let run = try Program.sccpdump(["--json"] + arguments)
    #expect(run.status == 0)
    return try run.jsonLines.map { $0.without(keys) }
  }

  private func whole(without keys: Set<String>) throws -> [String] {
    let whole = try messages([Self.capture.path], without: keys)
    #expect(whole.count == 62)
    return whole
  }

  /// Expects a run to print what the capture itself gives, in the same order.
  private func expectWhole(_ arguments: [String], without keys: Set<String>) throws {
    #expect(try messages(arguments, without: keys) == whole(without: keys))
  }

  /// The capture as a tool makes it.
  private func made(
    _ tool: String, _ arguments: (String, String) -> [String], _ body: (String) throws -> Void
  ) throws {
    try Folder.withTemporary { folder in
      let file = folder.appending(path: "made").path
      #expect(try Program.run(tool, arguments(Self.capture.path, file)).status == 0)
      try body(file)
    }
  }

  @Test(arguments: [["-c", "1"], ["-c", "10"], ["-i", "1"]])
  func `split into the files of a ring`(options: [String]) throws {
    try Folder.withTemporary { folder in
      let ring = folder.appending(path: "ring.pcap").path
      let made = try Program.run("editcap", options + [Self.capture.path, ring])
      #expect(made.status == 0)
      try expectWhole([folder.path], without: JSONLine.places)
    }
  }

  @Test func `merged with itself`() throws {
    try made("mergecap", { ["-w", $1, $0, $0] }) { file in
      try expectWhole([file], without: JSONLine.places)
    }
    try expectWhole([Self.capture.path, Self.capture.path], without: JSONLine.places)
  }

  @Test func `shifted in time`() throws {
    try made("editcap", { ["-t", "-3600.5", $0, $1] }) { file in
      try expectWhole([file], without: ["time", "epoch", "connection"])
    }
  }

  @Test func `as text, and back`() throws {
    try Folder.withTemporary { folder in
      let run = try Program.shell(
        "tshark -r '\(Self.capture.path)' -x > dump && text2pcap -q dump made.pcap", in: folder)
      #expect(run.status == 0)
      let lost: Set = ["time", "epoch", "connection", "responseTime", "annotation"]
      try expectWhole([folder.appending(path: "made.pcap").path], without: lost)
    }
  }

  @Test func `snapped to 96 bytes`() throws {
    try made("editcap", { ["-s", "96", $0, $1] }) { file in
      let whole = try Set(whole(without: Self.context.union(["problems"])))
      let run = try Program.sccpdump("--json", file)
      let lines = try run.jsonLines
      #expect((20..<63).contains(lines.count))
      // What was cut is told as far as it goes; the rest is as it was.
      for line in lines where line.object["missing"] == nil {
        #expect(whole.contains(line.without(Self.context.union(["problems"]))))
      }
      let problems = lines.flatMap { $0.object["problems"] as? [[String: String]] ?? [] }
      #expect(problems.allSatisfy { ["lostBytes", "cutPacket"].contains($0["code"]) })
      #expect(problems.contains { $0["code"] == "cutPacket" })
      #expect(lines.contains { $0.object["missing"] != nil })
      #expect(!problems.isEmpty)
      #expect(run.errors.contains("sccpdump: not captured whole (snap length): "))
    }
  }

  /// Packets change places within windows, as in a capture from several queues.
  @Test(arguments: 0..<24)
  func `shuffled`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var pcap = try ClassicPcap(Self.capture)
    let window = 2 + Int(seed % 8)
    for start in stride(from: 0, to: pcap.records.count, by: window) {
      pcap.records[start..<min(start + window, pcap.records.count)].shuffle(using: &random)
    }
    try Folder.withFile(pcap.bytes, name: "shuffled.pcap") { file in
      // The frame that completes a message may be another one.
      let moved = Self.context.union(["time", "epoch"])
      let shuffled = try messages([file], without: moved)
      #expect(try shuffled.sorted() == whole(without: moved).sorted())
      let ordered = file + ".ordered"
      #expect(try Program.run("reordercap", [file, ordered]).status == 0)
      try expectWhole([ordered], without: [])
    }
  }

  @Test func `with every packet twice, at once or later`() throws {
    for distance in [0, 1, 5] {
      var pcap = try ClassicPcap(Self.capture)
      let records = pcap.records
      pcap.records = records.indices.flatMap { index in
        index >= distance ? [records[index], records[index - distance]] : [records[index]]
      }
      try Folder.withFile(pcap.bytes, name: "twice.pcap") { file in
        try expectWhole([file], without: JSONLine.places)
      }
    }
  }

  /// As tcprewrite does; nothing but the content says then what it is.
  @Test func `with another port`() throws {
    var pcap = try ClassicPcap(Self.capture)
    for index in pcap.records.indices { pcap.records[index].rewritePort(2000, to: 2999) }
    try Folder.withFile(pcap.bytes, name: "port.pcap") { file in
      let ports: Set = ["srcPort", "dstPort", "server", "connection"]
      try expectWhole(["--port", "2999", file], without: ports)
      let context = Self.context.union(ports)
      #expect(
        try messages([file], without: context).sorted() == whole(without: context).sorted())
    }
  }
}

extension [UInt8] {
  /// Exchanges a port of a pcap record that holds TCP over IPv4 over Ethernet.
  fileprivate mutating func rewritePort(_ old: Int, to new: Int) {
    let network = 16 + 14
    guard count > network + 20, self[network - 2] == 8, self[network - 1] == 0,
      self[network + 9] == 6
    else { return }
    let transport = network + Int(self[network] & 15) * 4
    for place in [transport, transport + 2] where place + 1 < count {
      guard Int(self[place]) << 8 | Int(self[place + 1]) == old else { continue }
      self[place] = UInt8(new >> 8)
      self[place + 1] = UInt8(new & 0xff)
    }
  }
}
