import Foundation
import Rendering
import Testing

/// The schema stands in `Fixtures`, so that nobody changes what programs rely on without noticing.
@Suite struct SchemaVersionTests {
  private static let forms = [("json", []), ("json-detail", ["--detail"])]
  private static let recording = "UPDATE_GOLDEN=1 swift test --filter SchemaVersionTests"

  private func printed(_ options: [String]) throws -> String {
    let run = try Program.sccpdump(["schema"] + options)
    #expect(run.status == 0 && run.errors == "")
    return run.output
  }

  @Test(arguments: forms)
  func `the schema keeps what its version promised`(name: String, options: [String]) throws {
    let file = Folder.fixtures.appending(path: "\(name).schema.json")
    let text = try printed(options)
    let kept = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
    if let kept {
      let (old, new) = (try SchemaFacts(kept), try SchemaFacts(text))
      let breaks = SchemaFacts.breaks(from: old.facts, to: new.facts)
      if old.version == new.version, !breaks.isEmpty {
        Issue.record(
          "raise JSONSchema.version, programs rely on:\n\(breaks.joined(separator: "\n"))")
        return
      }
    }
    guard kept != text else { return }
    if Golden.isRecording { try Data(text.utf8).write(to: file) }
    Issue.record("\(file.lastPathComponent) is not what is printed; to write it: \(Self.recording)")
  }

  @Test(arguments: forms)
  func `the schema says its version`(name: String, options: [String]) throws {
    let facts = try SchemaFacts(try printed(options))
    #expect(facts.version == "urn:sccpdump:\(name):\(JSONSchema.version)")
    #expect(facts.facts.count > 3000)
  }

  // MARK: - What breaks

  /// What the schema says as it stands in `Fixtures`.
  private static let kept: (text: String, facts: Set<SchemaFacts.Fact>)? = {
    let file = Folder.fixtures.appending(path: "json.schema.json")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    return (try? SchemaFacts(text)).map { (text, $0.facts) }
  }()

  private func breaks(replacing from: String, with to: String) throws -> [String] {
    let (text, facts) = try #require(Self.kept)
    let changed = text.replacing(from, with: to, maxReplacements: 1)
    #expect(changed != text)
    return SchemaFacts.breaks(from: facts, to: try SchemaFacts(changed).facts)
  }

  @Test(arguments: [
    (#""srcPort": {"#, #""sourcePort": {"#, "line has srcPort is gone"),
    (#""enum": ["deviceToServer""#, #""enum": ["toServer""#, "allows deviceToServer is gone"),
    (#""const": "lostBytes""#, #""const": "bytesLost""#, "allows lostBytes is gone"),
    ("\"stream\",\n    \"src\"", "\"stream\", \"device\", \"src\"", "line requires device is new"),
    ("\"frame\",\n    \"stream\"", "\"stream\"", "line requires frame is gone"),
    (
      #""uint32": {"type": "integer", "minimum": 0, "maximum": 4294967295}"#,
      #""uint32": {"type": "string"}"#, "(RegisterReq).fields.maxStreams type integer is gone"
    ),
    (#""RingOut","#, "", "(CallState).fields.callState allows RingOut is gone"),
    (#"{"const": 273}"#, #"{"const": 274}"#, "line(CallState).id allows 273 is gone"),
    (
      #""time": {"#, #""time": {"type": "integer"}, "when": {"#, "line.time type integer is new"
    ),
    (
      #""type": "object","#, #""type": "object", "additionalProperties": false,"#,
      "line additionalProperties 0 is new"
    ),
    (
      #""text": {"type": "string"}"#, #""text": {"type": "string", "enum": ["x"]}"#,
      "(RegisterReject).fields.text allows x is new"
    ),
  ])
  func `a change that programs may trip over is found`(
    from: String, to: String, fact: String
  ) throws {
    let breaks = try breaks(replacing: from, with: to)
    #expect(breaks.contains { $0.contains(fact) }, "\(breaks.prefix(20))")
  }

  @Test(arguments: [
    (#""stream": {"#, #""session": {"type": "integer"}, "stream": {"#),
    (#""OffHook","#, #""OffHook", "OffHookToo","#),
    (#""oneOf": ["#, #""oneOf": [{"const": "more"}, "#),
    (#""enum": ["deviceToServer""#, #""enum": ["toNobody", "deviceToServer""#),
    (#""description": "#, #""description": "Really: ", "title": "#),
  ])
  func `a change that only adds is none`(from: String, to: String) throws {
    #expect(try breaks(replacing: from, with: to) == [])
  }
}
