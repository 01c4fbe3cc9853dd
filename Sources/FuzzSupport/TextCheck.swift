/// Looks for what a terminal would act on, or a reader be deceived by, in text for people.
enum TextCheck {
  static func run(_ bytes: [UInt8], isASCII: Bool) throws(Violation) {
    if let last = bytes.last { try require(last == UInt8(ascii: "\n"), "a line without an end") }
    let isPlain = bytes.allSatisfy { (0x20..<0x7f).contains($0) || $0 == UInt8(ascii: "\n") }
    if isPlain { return }
    try require(!isASCII, "a character that is not ASCII")
    try scalars(of: bytes) { $0 == "\n" }
  }

  /// Throws where bytes are no UTF-8, or hold a character that acts rather than shows; `isAllowed`
  /// says which are meant to be there.
  static func scalars(
    of bytes: [UInt8], except isAllowed: (Unicode.Scalar) -> Bool
  ) throws(Violation) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Violation("text that is not UTF-8")
    }
    for scalar in text.unicodeScalars where !isAllowed(scalar) && !scalar.isHarmless {
      throw Violation("character U+\(String(scalar.value, radix: 16)) as it is")
    }
  }
}

extension Unicode.Scalar {
  /// Whether it shows as itself, by what Unicode says about it. Variation selectors belong to the
  /// characters before them.
  fileprivate var isHarmless: Bool {
    if (0xfe00...0xfe0f).contains(value) { return true }
    if properties.isBidiControl || properties.isDefaultIgnorableCodePoint { return false }
    return switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
