import SCCP
import Wire

/// Finds the words for a message.
struct Annotator: Sendable {
  private let rules: [UInt32: AnnotationRule]

  init() {
    var rules: [UInt32: AnnotationRule] = [:]
    let identifiers = Dictionary(
      uniqueKeysWithValues: Catalogue.messages.map { ($0.name, $0.identifier) })
    for rule in AnnotationRule.all {
      if let identifier = identifiers[rule.message] { rules[identifier] = rule }
    }
    self.rules = rules
  }

  /// The topic of a message.
  func group(of message: Message) -> AnnotationGroup {
    rules[message.header.identifier]?.group ?? .unknown
  }

  /// Appends the sentence that explains a message; nothing where there is none to say.
  func appendSentence(_ context: AnnotationContext, to text: inout TextBuffer) {
    guard let rule = rules[context.message.header.identifier] else {
      text.append(unknown: context)
      return
    }
    for sentence in rule.sentences where sentence.condition(context) {
      if sentence.template.append(context, to: &text) { return }
    }
  }

  /// Appends the values that matter for a message, short.
  func appendValues(_ context: AnnotationContext, to text: inout TextBuffer) {
    if let values = rules[context.message.header.identifier]?.values {
      _ = values.append(context, to: &text)
    } else {
      text.append(valuesOf: context.message)
    }
  }
}

extension TextBuffer {
  fileprivate mutating func append(unknown context: AnnotationContext) {
    guard context.message.layout == nil else { return }
    append("Message 0x")
    append(hexadecimal: UInt64(context.message.header.identifier), digits: 4)
    append(" is not in the catalogue: ")
    append(decimal: max(context.message.bytes.count - MessageHeader.byteCount, 0))
    append(context.isFromDevice ? " bytes from the device." : " bytes from the server.")
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
