import Wire

/// Looks for what a terminal would act on, or a reader be deceived by, in text for people.
enum TextCheck {
  static func run(_ text: borrowing TextBuffer, isASCII: Bool) throws(Violation) {
    let bytes = text.bytes
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
    for scalar in text.unicodeScalars where !isAllowed(scalar) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        throw Violation("character U+\(String(scalar.value, radix: 16)) as it is")
      default: break
      }
    }
  }
}
