import CaptureBuilder
import SCCP
import Testing

/// What a decoder remembers of messages changes nothing about the next.
@Suite struct MessageShapesTests {
  @Test(arguments: [0, 11, 17, 20, 22])
  func `a decoder that has seen much decodes like a new one`(version: Int) throws {
    var experienced = MessageDecoder()
    var message = Message()
    for definition in Catalogue.messages {
      for seed: UInt64 in 1...3 {
        var samples = SampleValues(definition, version: version, seed: seed)
        let values = samples.values(for: definition.items)
        let whole = try MessageEncoder(version: UInt32(version))
          .encode(definition, samples.withoutCounts(values))
        for byteCount in [whole.count, whole.count - 1, (whole.count + 12) / 2, 12] {
          let unit = Array(whole.prefix(max(byteCount, 12)))
          var decoder = MessageDecoder()
          var expected = Message()
          decoder.decode(unit.span, into: &expected)
          for _ in 1...2 {
            experienced.decode(unit.span, into: &message)
            #expect(message.facts == expected.facts, "\(definition.name), \(unit.count) bytes")
          }
        }
      }
    }
  }
}

extension Message {
  /// All that was decoded, a line for each field.
  fileprivate var facts: [String] {
    fields.map { field in
      "\(field.kind) \(field.name.spelling) \(field.offset) \(field.length) \(number(of: field)) "
        + "\(field.step) \(field.end)"
    } + [
      "\(header) \(name) \(undecoded) \(missing ?? "whole") \(problems)",
      "call \(callReference ?? 0) line \(lineInstance ?? 0) key \(matchKey ?? 0)",
    ]
  }
}
