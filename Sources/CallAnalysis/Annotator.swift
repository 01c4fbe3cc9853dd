import SCCP
import Wire

/// Finds the words for a message.
struct Annotator: Sendable {
  /// By the place of the message in the catalogue.
  private let rules: [AnnotationRule?]
  private let groups: [AnnotationGroup]

  init() {
    let byName = Dictionary(
      AnnotationRule.all.map { ($0.message, $0) }, uniquingKeysWith: { first, _ in first })
    rules = Catalogue.messages.map { byName[$0.name] }
    groups = rules.map { $0?.group ?? .unknown }
  }

  private func rule(for message: Message) -> AnnotationRule? {
    message.layout.flatMap { rules[$0.index] }
  }

  /// The topic of a message.
  func group(of message: Message) -> AnnotationGroup {
    message.layout.map { groups[$0.index] } ?? .unknown
  }

  /// Appends the sentence that explains a message; nothing where there is none to say.
  func appendSentence(_ record: Record, to text: inout TextBuffer) {
    guard let rule = rule(for: record.message) else {
      text.append(unknown: record)
      return
    }
    let sentences = rule.sentences
    for index in sentences.indices where sentences.span[index].condition(record) {
      if sentences.span[index].template.append(record, to: &text) { return }
    }
  }

  /// Appends the values that matter for a message, short.
  func appendValues(_ record: Record, to text: inout TextBuffer) {
    if let values = rule(for: record.message)?.values {
      _ = values.append(record, to: &text)
    } else {
      text.append(valuesOf: record.message)
    }
  }
}

extension TextBuffer {
  fileprivate mutating func append(unknown record: Record) {
    guard record.message.layout == nil else { return }
    append("Message 0x")
    append(hexadecimal: UInt64(record.message.header.identifier), digits: 4)
    append(" is not in the catalogue: ")
    append(decimal: max(record.message.bytes.count - MessageHeader.byteCount, 0))
    append(record.isFromDevice ? " bytes from the device." : " bytes from the server.")
  }

  /// Appends the values that are set, in wire order: words as they are, numbers with their names.
  fileprivate mutating func append(valuesOf message: Message) {
    let maximumValues = 6
    var shown = 0
    var index = 0
    while index < message.fields.count, shown < maximumValues {
      let field = message.fields[index]
      index = field.kind == .array ? max(Int(field.end), index + 1) : index + 1
      let start = count
      if start > 0 { append("  ") }
      if message.appendNamed(field, to: &self) { shown += 1 } else { truncate(to: start) }
    }
  }
}

extension Message {
  /// Appends a value, with its name where it would not speak for itself; false where it says
  /// nothing.
  fileprivate func appendNamed(_ field: DecodedField, to text: inout TextBuffer) -> Bool {
    switch field.kind {
    case .number, .signed:
      guard field.number != 0 else { return false }
      switch field.name {
      case .callReference: text.append("call ")
      case .lineInstance, .lineNumber: text.append("line ")
      default:
        text.append(field.name.spelling)
        text.append(" ")
      }
    case .flags: return false
    default: break
    }
    return appendSpoken(field, to: &text)
  }
}
