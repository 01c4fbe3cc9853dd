import SCCP

/// Decodes messages into storage that is used again, and holds what comes out against their bytes.
struct MessageCheck {
  private var decoder = MessageDecoder()
  private var message = Message()

  mutating func decode(_ unit: [UInt8]) throws(Violation) {
    decoder.decode(unit.span, into: &message)
    try Self.check(message, unit)
    var freshDecoder = MessageDecoder()
    var fresh = Message()
    freshDecoder.decode(unit.span, into: &fresh)
    try require(
      fresh.fields.count == message.fields.count && fresh.undecoded == message.undecoded
        && fresh.missingStep == message.missingStep && fresh.problems == message.problems,
      "\(message.name) is decoded in another way after other messages")
  }

  static func check(_ message: Message, _ unit: [UInt8]) throws(Violation) {
    try require(message.bytes.elementsEqual(unit), "\(message.name) has other bytes")
    try require(
      message.undecoded.upperBound <= unit.count, "\(message.name) goes on after its end")
    for (index, field) in message.fields.enumerated() {
      let end = Int(field.offset) + Int(field.length)
      try require(
        field.offset >= 0 && field.length >= 0 && end <= unit.count,
        "\(message.name), \(field.name.spelling): \(field.length) bytes at \(field.offset)")
      try require(
        Int(field.end) > index && Int(field.end) <= message.fields.count,
        "\(message.name), \(field.name.spelling) ends at field \(field.end)")
      try require(
        field.end == index + 1 || field.kind.isContainer,
        "\(message.name), \(field.name.spelling) holds others")
    }
  }
}

extension DecodedField.Kind {
  fileprivate var isContainer: Bool {
    switch self {
    case .structure, .array, .union: true
    default: false
    }
  }
}
