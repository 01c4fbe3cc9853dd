import Text

extension TextBuffer {
  /// Appends bytes in base64 (RFC 4648 §4).
  mutating func append(base64 bytes: Span<UInt8>) {
    var index = 0
    while index < bytes.count {
      let count = min(3, bytes.count - index)
      var word: UInt32 = 0
      for place in 0..<3 {
        word = word << 8 | (place < count ? UInt32(bytes[index + place]) : 0)
      }
      for place in 0..<4 {
        if place <= count {
          append(byte: Self.base64Digit(word >> UInt32(18 - 6 * place) & 0x3f))
        } else {
          append("=")
        }
      }
      index += 3
    }
  }

  private static func base64Digit(_ value: UInt32) -> UInt8 {
    let digit = UInt8(truncatingIfNeeded: value)
    return switch digit {
    case 0..<26: UInt8(ascii: "A") + digit
    case 26..<52: UInt8(ascii: "a") + digit - 26
    case 52..<62: UInt8(ascii: "0") + digit - 52
    case 62: UInt8(ascii: "+")
    default: UInt8(ascii: "/")
    }
  }
}
