import CaptureBuilder
import Foundation
import SCCP
import Testing

/// `sccpdump schema` describes what the program prints, as an independent validator finds.
@Suite(.enabled(if: SchemaValidator.isAvailable, "Python's jsonschema is not installed"))
struct SchemaTests {
  private static let captures =
    Folder.captures.map { Folder.fixtures.appending(path: $0).path }
    + ["skinny.pcap", "sccp_hw_conf_register.pcapng"].map(Oracle.path).filter(Folder.exists)

  private static let outputs = [
    ["--json"], ["--json", "--show-secrets"], ["--json", "--detail"],
    ["--json", "--detail", "--show-secrets"],
  ]

  /// What the strict validator says of lines that these options print.
  private func faults(_ options: [String], _ lines: [String]) throws -> SchemaValidator.Faults {
    let detail = options.contains("--detail") ? ["--detail"] : []
    return try SchemaValidator(detail + ["--strict"]).faults(in: lines)
  }

  @Test(arguments: outputs)
  func `every line of every capture is valid`(options: [String]) throws {
    let lines = try Self.captures.flatMap { try Program.sccpdump(options + [$0]).outputLines }
    #expect(lines.count > 250)
    #expect(try faults(options, lines) == [:])
  }

  @Test func `lines of several captures are valid`() throws {
    let lines = try Program.sccpdump(["--json"] + Folder.captures).outputLines
    #expect(lines.allSatisfy { $0.hasPrefix(#"{"file":"#) })
    #expect(try faults(["--json"], lines) == [:])
  }

  @Test(arguments: [(0, 1), (17, 1), (22, 6), (200, 1)] as [(UInt32, Int)])
  func `every message of the catalogue is valid, with each of its layouts`(
    version: UInt32, variants: Int
  ) throws {
    for options in [Self.outputs[0], Self.outputs[3]] {
      var lines: Set<String> = []
      for variant in 0..<variants {
        let filled = FilledMessage(
          version: version, secret: Array(0x41...0x50), variant: variant)
        try Folder.withFile(try filled.capture()) { path in
          lines.formUnion(try Program.sccpdump(options + [path]).outputLines)
        }
      }
      let names = Set(try lines.map { try JSONLine($0).string("message") })
      #expect(names.count > 160)
      let sorted = lines.sorted()
      let faults = try faults(options, sorted)
      #expect(faults == [:], "\(faults.keys.first.map { sorted[$0 - 1] } ?? "")")
    }
  }

  // MARK: - Documents that are wrong

  /// A part of a line, and what it is replaced by.
  private typealias Change = (from: String, to: String)

  /// Expects a validator to refuse those changes of lines, or to take them all.
  private func expect(
    _ changes: [Change], of options: [String], areRefused: Bool = true, by schema: [String]
  ) throws {
    let lines = try Folder.captures.flatMap { try Program.sccpdump(options + [$0]).outputLines }
    let changed = try changes.map { change in
      let line = try #require(lines.first { $0.contains(change.from) }, "\(change.from)")
      return line.replacing(change.from, with: change.to, maxReplacements: 1)
    }
    let faults = try SchemaValidator(schema).faults(in: changed)
    for (index, change) in changes.enumerated() {
      #expect((faults[index + 1] != nil) == areRefused, "\(change): \(faults[index + 1] ?? "")")
    }
  }

  @Test func `wrong lines are refused`() throws {
    let changes: [Change] = [
      (#""frame":"#, #""Frame":"#), (#""srcPort":2000"#, #""srcPort":"2000""#),
      (#""srcPort":2000"#, #""srcPort":70000"#), (#""direction":"#, #""towards":"#),
      (#""serverToDevice""#, #""toDevice""#),
      (#""message":"CallState""#, #""message":"Callstate""#),
      (#""id":273"#, #""id":274"#), (#""fields":{"#, #""fields":[],"x":{"#),
      (#""callState":"OffHook""#, #""callState":"Offhook""#),
      (#""callState":"OffHook""#, #""callState":null"#),
      (#""lineInstance":1"#, #""lineInstance":"1""#),
      (#""lineInstance":1"#, #""lineInstance":-1"#),
      (#""stream":0"#, #""stream":null"#), (#""device":"SEP"#, #""device":1,"x":"SEP"#),
      (#""code":"lostBytes""#, #""code":"bytesLost""#), (#""detail":"#, #""details":"#),
      (#""key":"hidden""#, #""key":"b1b""#), (#""src":"10.10.0.10""#, #""src":"10.10.0""#),
      (#"Z","epoch""#, #"","epoch""#), (#""answers":"#, #""answer":"#),
    ]
    try expect(changes, of: ["--json"], by: [])
  }

  @Test func `wrong lines of detail are refused`() throws {
    let changes: [Change] = [
      (#""offset":"#, #""place":"#), (#""value":"#, #""number":"#), (#","raw":""#, #","raw":"0"#),
      (#""label":"OffHook""#, #""label":1"#), (#""length":4}"#, #""length":null}"#),
      (#""labels":[""#, #""labels":[null,""#), (#""labels":["#, #""label":["#),
    ]
    try expect(changes, of: ["--json", "--detail"], by: ["--detail"])
  }

  @Test func `keys may be added, but not where they are to be as they are now`() throws {
    let changes: [Change] = [
      (#""device":"SEP"#, #""name":"SEP"#), (#""annotation":"#, #""sentence":"#),
      (#""callState":"#, #""state":"#),
      (#""fields":{"callState"#, #""fields":{"more":1,"callState"#),
    ]
    try expect(changes, of: ["--json"], areRefused: false, by: [])
    try expect(changes, of: ["--json"], by: ["--strict"])
  }
}
