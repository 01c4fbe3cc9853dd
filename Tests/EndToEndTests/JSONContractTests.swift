import Foundation
import Testing

/// What `--json` promises to programs, held for every line of every fixture.
@Suite struct JSONContractTests {
  /// The keys in their order. Those that every message has are followed by `true`.
  private static let keys: KeyValuePairs = [
    "file": false, "frame": true, "frames": false, "time": true, "epoch": true, "stream": true,
    "connection": true,
    "src": true,
    "srcPort": true, "dst": true, "dstPort": true, "direction": true, "device": false,
    "deviceAddress": true, "server": true, "version": true, "id": true, "message": true,
    "length": true, "call": false, "line": false,
    "answers": false, "responseTime": false, "digit": false, "quality": false, "fields": true,
    "undecoded": false,
    "missing": false, "problems": false, "annotation": false,
  ]

  private func lines(_ capture: String, _ options: String...) throws -> [JSONLine] {
    let run = try Program.sccpdump(["--json"] + options + [capture])
    #expect(run.status == 0)
    #expect(run.output.hasSuffix("\n"))
    return try run.outputLines.map { try JSONLine($0) }
  }

  @Test(arguments: Folder.captures)
  func `the keys of a line are known, in order, and those that must be are there`(
    capture: String
  ) throws {
    let order = Self.keys.map(\.key)
    for line in try lines(capture) {
      #expect(Set(line.keys) == Set(line.object.keys))
      let places = line.keys.map { order.firstIndex(of: $0) ?? -1 }
      #expect(places == places.sorted() && !places.contains(-1), "\(line.text)")
      for (key, isRequired) in Self.keys where isRequired {
        #expect(line.object[key] != nil, "\(key): \(line.text)")
      }
      #expect(line.object["file"] == nil)
    }
  }

  @Test(arguments: Folder.captures)
  func `values have the types that the contract names`(capture: String) throws {
    for line in try lines(capture) {
      for key in ["frame", "stream", "srcPort", "dstPort", "version", "id", "length"] {
        #expect(try line.integer(key) >= 0)
      }
      for key in ["call", "line", "answers"] where line.object[key] != nil {
        #expect(try line.integer(key) > 0)
      }
      for key in ["src", "dst", "message"] { #expect(!(try line.string(key)).isEmpty) }
      for key in ["device", "missing", "annotation"] where line.object[key] != nil {
        #expect(!(try line.string(key)).isEmpty)
      }
      #expect(["deviceToServer", "serverToDevice"].contains(try line.string("direction")))
      #expect(line.object["fields"] is [String: Any])
      #expect(!line.text.contains(":null") && !line.text.contains(",null"))
      #expect(!line.text.contains(": ") || line.object.values.contains { $0 is String })
    }
  }

  @Test(arguments: Folder.captures)
  func `times are UTC with the decimals of the capture`(capture: String) throws {
    for line in try lines(capture) {
      let time = try line.string("time")
      let digits = capture == "lossy_segments.pcapng" ? 9 : 6
      let match = time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.(\d+)Z/)
      #expect(match?.1.count == digits, "\(time)")
    }
  }

  @Test(arguments: Folder.captures)
  func `an answer names an earlier frame, and the time since then`(capture: String) throws {
    let all = try lines(capture)
    let times = Dictionary(
      try all.map { (try $0.integer("frame"), try $0.string("time")) }, uniquingKeysWith: { $1 })
    for line in all {
      guard let request = line.optionalInteger("answers") else {
        #expect(line.object["responseTime"] == nil)
        continue
      }
      let elapsed = try #require(line.object["responseTime"] as? Double)
      let asked = try #require(times[request])
      let answered = try line.string("time")
      #expect(abs(seconds(of: answered) - seconds(of: asked) - elapsed) < 1e-6)
      #expect(elapsed >= 0)
    }
  }

  /// Seconds into the day.
  private func seconds(of time: String) -> Double {
    let clock = time.dropFirst("2024-01-01T".count).dropLast().split(separator: ":")
    return clock.reduce(0) { $0 * 60 + (Double($1) ?? .nan) }
  }

  @Test(arguments: Folder.captures)
  func `a message of several frames names them all`(capture: String) throws {
    for line in try lines(capture) {
      guard let frames = line.object["frames"] as? [Int] else {
        #expect(line.object["frames"] == nil)
        continue
      }
      #expect(frames.count > 1 && Set(frames).count == frames.count)
      #expect(frames.max() == (try line.integer("frame")))
    }
  }

  @Test func `problems have a code and a sentence`() throws {
    let found = try lines("lossy_segments.pcapng").flatMap { line in
      line.object["problems"] as? [[String: String]] ?? []
    }
    #expect(found.map { $0["code"] } == ["lostBytes", "lostBytes"])
    #expect(found.allSatisfy { Set($0.keys) == ["code", "detail"] })
  }

  @Test func `a sentence is left out where none is wanted`() throws {
    let capture = "cucm_call.pcapng"
    #expect(try lines(capture).contains { $0.object["annotation"] != nil })
    #expect(
      try lines(capture, "--annotations", "none").allSatisfy { $0.object["annotation"] == nil })
  }

  // MARK: - Detail

  @Test(arguments: Folder.captures)
  func `detail adds the bytes, and the place of every value in them`(capture: String) throws {
    let (plain, detailed) = (try lines(capture), try lines(capture, "--detail"))
    #expect(plain.count == detailed.count)
    for (line, detail) in zip(plain, detailed) {
      #expect(detail.keys == line.keys + ["raw"])
      let raw = try detail.string("raw")
      #expect(raw.count == 2 * (8 + (try detail.integer("length"))))
      #expect(raw.allSatisfy { $0.isHexDigit && !$0.isUppercase })
      try expectLeaves(detail.object["fields"], like: line.object["fields"], in: raw.count / 2)
    }
  }

  /// Expects leaves of detail where the plain form has values, each within the message.
  private func expectLeaves(_ detail: Any?, like plain: Any?, in byteCount: Int) throws {
    switch (detail, plain) {
    case (let detail as [String: Any], let plain as [String: Any]):
      #expect(Set(plain.keys).isSubset(of: detail.keys))
      for (key, value) in plain { try expectLeaves(detail[key], like: value, in: byteCount) }
    case (let detail as [Any], let plain as [Any]):
      #expect(detail.count == plain.count)
      for pair in zip(detail, plain) { try expectLeaves(pair.0, like: pair.1, in: byteCount) }
    case (let leaf as [String: Any], _):
      #expect(Set(leaf.keys).isSubset(of: ["value", "label", "labels", "offset", "length"]))
      let (offset, length) = (leaf["offset"] as? Int, leaf["length"] as? Int)
      let end = try #require(offset) + (try #require(length))
      #expect(try #require(offset) >= 12 && end <= byteCount)
      expect(leaf, means: plain)
    default: Issue.record("no leaf for \(String(describing: plain))")
    }
  }

  /// Expects the plain form of a leaf to be its label, its labels or its value.
  private func expect(_ leaf: [String: Any], means plain: Any?) {
    switch plain {
    case let text as String: #expect((leaf["label"] ?? leaf["value"]) as? String == text)
    case let number as Int: #expect(leaf["value"] as? Int == number && leaf["label"] == nil)
    case let labels as [Any]: #expect((leaf["labels"] as? [Any])?.count == labels.count)
    default: Issue.record("\(leaf) for \(String(describing: plain))")
    }
  }
}

/// The commands that the manual shows, with jq itself.
@Suite(.enabled(if: Program.has("jq"), "jq is not installed"))
struct JQTests {
  private static let cme = "sccp_cme_init.pcapng"

  @Test func `messages are counted by name`() throws {
    let run = try Program.shell("sccpdump --json \(Self.cme) | jq -r .message | sort | uniq -c")
    #expect(run.errors == "")
    #expect(run.outputLines.contains("      7 CallState"))
    #expect(run.outputLines.contains("      2 RegisterReq"))
  }

  @Test func `call states are listed by their labels`() throws {
    let run = try Program.shell(
      "sccpdump --json \(Self.cme) | jq -c 'select(.message==\"CallState\") | .fields.callState'")
    #expect(
      run.outputLines == [
        #""OffHook""#, #""Proceed""#, #""RingOut""#, #""Proceed""#, #""RingOut""#,
        #""Connected""#, #""Connected""#,
      ])
  }

  @Test(arguments: Folder.captures)
  func `jq reads every line and keeps every number`(capture: String) throws {
    let run = try Program.shell("sccpdump --json --detail \(capture) | jq -c .")
    #expect(run.status == 0)
    let again = try run.outputLines.map { try JSONLine($0) }
    let ours = try JSONLine.all(of: "--json", "--detail", capture)
    #expect(again.map { $0.object as NSDictionary } == ours.map { $0.object as NSDictionary })
  }

  @Test(arguments: ["skinny.pcap", "sccp_hw_conf_register.pcapng"])
  func `jq reads what real captures give`(capture: String) throws {
    guard Oracle.hasCaptures else { return }
    let path = Oracle.path(of: capture)
    let run = try Program.shell("sccpdump --json '\(path)' | jq -r .message | sort | uniq -c")
    #expect(run.status == 0)
    let counts = run.outputLines.compactMap { Int($0.split(separator: " ").first ?? "") }
    #expect(counts.reduce(0, +) == (capture == "skinny.pcap" ? 62 : 8))
  }
}
