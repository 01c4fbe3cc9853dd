import SCCP
import Testing
import Text

@testable import CallAnalysis

/// Phones that are told the same soft keys share them, and no phone gets another's.
@Suite struct SoftKeyMemoryTests {
  private func template(_ labels: [String], from offset: Int = 0) throws -> Message {
    let keys: [FieldValue] = labels.enumerated().map { index, label in
      ["softKeyLabel": .text(label), "softKeyEvent": .number(Int64(offset + index + 1))]
    }
    return try message(
      "SoftKeyTemplateRes",
      [
        "softKeyTemplate": [
          "softKeyOffset": FieldValue(offset),
          "totalSoftKeyCount": FieldValue(offset + keys.count), "definition": .list(keys),
        ]
      ])
  }

  private func sets(_ keys: [Int]) throws -> Message {
    let set: FieldValue = ["softKeyTemplateIndex": .list(keys.map { FieldValue($0) })]
    return try message(
      "SoftKeySetRes",
      ["softKeySets": ["totalSoftKeySetCount": 1, "definition": .list([set])]])
  }

  private func message(_ name: String, _ values: [String: FieldValue]) throws -> Message {
    let bytes = try MessageEncoder(version: 20).encode(Catalogue.message(named: name), values)
    var decoder = MessageDecoder()
    var message = Message()
    decoder.decode(bytes.span, into: &message)
    return message
  }

  /// The keys of the first set, by what they are called.
  private func labels(_ labels: SoftKeyLabels) -> String {
    var text = TextBuffer()
    _ = labels.appendLabels(ofSet: 0, mask: 0xffff, maximum: 16, to: &text)
    return String(text)
  }

  @Test func `each phone has the keys that it was told, whatever others were told before`() throws {
    var memory = SoftKeyMemory()
    let templates = [["Redial", "NewCall"], ["Redial", "NewCall"], ["Hold", "EndCall"]]
    let orders = [[1, 2], [2, 1]]
    for template in templates + templates.reversed() {
      for order in orders + orders {
        var keys = SoftKeyLabels()
        try keys.learn(from: self.template(template), &memory)
        try keys.learn(from: sets(order), &memory)
        #expect(labels(keys) == order.map { template[$0 - 1] }.joined(separator: ", "))
      }
    }
  }

  @Test func `a template in parts begins with a shared one and goes on with its own`() throws {
    var memory = SoftKeyMemory()
    for end in ["Park", "Join", "Park"] {
      var keys = SoftKeyLabels()
      try keys.learn(from: template(["Redial", "NewCall"]), &memory)
      try keys.learn(from: template([end], from: 2), &memory)
      try keys.learn(from: sets([3, 1]), &memory)
      #expect(labels(keys) == "\(end), Redial")
    }
  }
}
