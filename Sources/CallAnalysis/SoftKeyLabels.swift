import SCCP

/// What the server called its soft keys: the only sound source for the meaning of their numbers.
///
/// Above 18 each server numbers its keys as it likes.
package struct SoftKeyLabels: Sendable {
  private var byEvent: [UInt32: String] = [:]
  /// Labels in template order, for the positions that soft key sets refer to.
  private(set) var template: [String] = []
  /// For each soft key set, the template positions of its keys, from 1; 0 is no key.
  private var sets: [[Int]] = []

  /// Keys that a template can have: the layout's slots, over the parts of a split answer.
  static let maximumKeys = 256
  /// Sets that there can be, over the parts of a split answer: servers have some twelve.
  static let maximumSets = 64

  /// What the key of an event number is called; nil without a template that has it.
  package func label(ofEvent event: UInt32) -> String? {
    byEvent[event]
  }

  /// Calls `body` with the labels of a set's keys, from the left, of which bit by bit the mask says
  /// which are offered.
  func forEachLabel(ofSet set: UInt32, mask: UInt32, _ body: (String) -> Void) {
    guard let set = Int(exactly: set), set < sets.count else { return }
    for place in sets[set].indices where mask >> UInt32(place) & 1 == 1 {
      let position = sets[set][place]
      if position > 0, position <= template.count, !template[position - 1].isEmpty {
        body(template[position - 1])
      }
    }
  }

  /// Notes a part of the template, or of the sets.
  mutating func learn(from message: Message) {
    if let offset = message.number(.softKeySetOffset) {
      learnSets(from: message, offset: offset)
    } else if let offset = message.number(.softKeyOffset) {
      learnTemplate(from: message, offset: offset)
    }
  }

  private mutating func learnSets(from message: Message, offset: UInt32) {
    if offset == 0 { sets.removeAll() }
    guard Int(offset) == sets.count else { return }
    for (index, field) in message.fields.enumerated()
    where field.kind == .array && field.name == .softKeyTemplateIndex
      && sets.count < Self.maximumSets
    {
      sets.append(message.fields[index..<Int(field.end)].dropFirst().map { Int($0.number) })
    }
  }

  private mutating func learnTemplate(from message: Message, offset: UInt32) {
    if offset == 0 {
      template.removeAll()
      byEvent.removeAll()
    }
    var label: String?
    for field in message.fields where template.count < Self.maximumKeys {
      if field.name == .softKeyLabel {
        label = message.text(of: field)
      } else if field.name == .softKeyEvent, let text = label {
        template.append(text)
        if !text.isEmpty { byEvent[field.number] = text }
        label = nil
      }
    }
  }
}
