import SCCP

/// What the server called its soft keys: the only sound source for the meaning of their numbers.
///
/// Above 18 each server numbers its keys as it likes.
package struct SoftKeyLabels: Sendable {
  private var byEvent: [UInt32: String] = [:]
  /// Labels in template order, for the positions that soft key sets refer to.
  private(set) var template: [String] = []

  /// Keys that a template can have: the layout's slots, over the parts of a split answer.
  static let maximumKeys = 256

  /// What the key of an event number is called; nil without a template that has it.
  package func label(ofEvent event: UInt32) -> String? {
    byEvent[event]
  }

  /// Notes a part of the template.
  mutating func learn(from message: Message) {
    guard let offset = message.number(.softKeyOffset) else { return }
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
