import CaptureBuilder
import Foundation
import Testing

/// Runs that each look at a part of the connections give together what one run gives.
@Suite struct ShardTests {

  /// Numbers that count what one run has met.
  private static let counts: Set<String> = [
    "stream", "call", "transferredTo", "transferredFrom", "callNumber",
  ]

  /// The objects that a command prints, without numbers of the run, sorted.
  private func rows(
    _ arguments: [String], input: Data? = nil, without keys: Set<String> = []
  ) throws -> [String] {
    let run =
      try input.map { try Program.sccpdump(arguments, input: $0) } ?? Program.sccpdump(arguments)
    return try run.jsonLines.map { line in
      let object = Self.stripped(line.object, of: Self.counts.union(keys))
      let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
      return String(decoding: data, as: UTF8.self)
    }.sorted()
  }

  private static func stripped(_ value: Any, of keys: Set<String>) -> Any {
    switch value {
    case let object as [String: Any]:
      object.filter { !keys.contains($0.key) }.mapValues { stripped($0, of: keys) }
    case let list as [Any]: list.map { stripped($0, of: keys) }
    default: value
    }
  }

  private func expectWhole(
    _ command: [String], by key: String, of count: Int = 3, _ files: [String],
    input: Data? = nil, without keys: Set<String> = []
  ) throws {
    let whole = try rows(command + files, input: input, without: keys)
    let parts = try (1...count).flatMap { number in
      try rows(
        command + ["--shard", "\(number)/\(count)", "--shard-by", key] + files, input: input,
        without: keys)
    }.sorted()
    #expect(parts == whole, "\(command) by \(key)")
  }

  @Test(arguments: Folder.captures)
  func `messages by device and by server, devices by device, calls by server`(
    capture: String
  ) throws {
    try expectWhole(["--json"], by: "device", [capture])
    try expectWhole(["--json"], by: "server", [capture])
    try expectWhole(["devices", "--json"], by: "device", [capture])
    try expectWhole(["calls", "--json"], by: "server", [capture])
    try expectWhole(["calls", "--streams", "--json"], by: "server", [capture])
  }

  /// A sentence may draw on an earlier connection of its device.
  @Test(arguments: Folder.captures)
  func `messages by connection, but for sentences`(capture: String) throws {
    try expectWhole(["--json"], by: "connection", of: 4, [capture], without: ["annotation"])
  }

  @Test(arguments: [WorkloadKind.mixed, .hostile, .registrations])
  func `a large capture, each part of it with something`(kind: WorkloadKind) throws {
    try Folder.withTemporary { folder in
      let file = folder.appending(path: "large.pcapng")
      var workload = try Workload(kind, packets: 6000, phones: 40)
      var bytes: [UInt8] = []
      while workload.append(to: &bytes, byteCount: 1 << 20) {}
      try Data(bytes).write(to: file)
      try expectWhole(["--json"], by: "device", of: 4, [file.path])
      try expectWhole(["devices", "--json"], by: "device", of: 4, [file.path])
      for number in 1...4 {
        let part = try Program.sccpdump("--json", "--shard", "\(number)/4", file.path)
        #expect(part.output != "")
      }
    }
  }

  @Test func `fragments are put together before it is known whose they are`() throws {
    let capture = Data(try FragmentedCapture.file())
    for key in ["connection", "device", "server"] {
      try expectWhole(["--json"], by: key, ["-"], input: capture)
    }
  }

  @Test func `the captures of a directory, and a server on another port`() throws {
    try expectWhole(["--json"], by: "device", ["."])
    try expectWhole(["--json", "--port", "2443"], by: "device", ["cucm_call.pcapng"])
    try expectWhole(["--json", "--call", "@1"], by: "server", ["cucm_call.pcapng"])
    try expectWhole(["--json", "--since", "09:00:10"], by: "server", ["cucm_call.pcapng"])
  }

  @Test func `a connection has the same name in every run`() throws {
    func names(_ arguments: [String]) throws -> [String: Set<String>] {
      let lines = try Program.sccpdump(["--json"] + arguments).jsonLines
      return try Dictionary(grouping: lines) {
        "\(try $0.string("deviceAddress")) \(try $0.string("server"))"
      }.mapValues { Set(try $0.map { try $0.string("connection") }) }
    }
    let whole = try names(["cucm_call.pcapng"])
    #expect(whole.count == 2)
    #expect(Set(whole.values.flatMap(\.self)).count == 2)
    let host = try names(["--host", "10.10.1.22", "cucm_call.pcapng"])
    #expect(host.values.first == whole["10.10.1.22 10.10.0.10:2000"])
    for number in 1...2 {
      for (ends, name) in try names(["--shard", "\(number)/2", "cucm_call.pcapng"]) {
        #expect(whole[ends] == name)
      }
    }
    let legs = try JSONLine.all(of: "calls", "--json", "cucm_call.pcapng").flatMap {
      $0.object["legs"] as? [[String: Any]] ?? []
    }
    let named = Set(legs.compactMap { $0["connection"] as? String })
    #expect(named == Set(whole.values.flatMap(\.self)))
  }

  @Test(arguments: ["0/2", "3/2", "1", "1/2/3", "a/b", "1/0", "1/65537", "-1/2"])
  func `what is no part is refused`(part: String) throws {
    let run = try Program.sccpdump("--shard=\(part)", "cucm_call.pcapng")
    #expect(run.status == 64)
    #expect(run.errors.contains("not a part such as 1/8"))
  }

  @Test func `a key without a part is refused`() throws {
    let run = try Program.sccpdump("devices", "--shard-by", "server", "cucm_call.pcapng")
    #expect(run.status == 64)
    #expect(run.errors.contains("--shard-by needs --shard"))
  }
}
