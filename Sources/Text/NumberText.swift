/// Numbers, in decimal and hexadecimal digits.
extension TextBuffer {
  /// Appends a number.
  @inlinable
  @inline(__always)
  public mutating func append(decimal value: UInt32) {
    if value < 10 {
      append(byte: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value))
    } else {
      append(manyDigits: value)
    }
  }

  @usableFromInline
  mutating func append(manyDigits value: UInt32) {
    if value < 10_000 {
      append(digits: Self.fourDigits(of: value), 4)
    } else if value < Self.eightDigitLimit {
      append(digits: Self.eightDigits(of: value), 8)
    } else {
      let high = value / Self.eightDigitLimit
      append(decimal: high)
      let last = Self.eightDigits(of: value &- high &* Self.eightDigitLimit)
      append(word: last | Self.zeros, byteCount: 8)
    }
  }

  /// Appends a number, with zeros in front up to `minimumDigits`.
  package mutating func append(decimal value: UInt32, minimumDigits: Int) {
    if value < Self.eightDigitLimit, minimumDigits <= 8 {
      append(digits: Self.eightDigits(of: value), 8, atLeast: max(minimumDigits, 1))
    } else {
      append(decimal: value / Self.eightDigitLimit, minimumDigits: minimumDigits - 8)
      append(lastDigits: 8, of: value)
    }
  }

  /// Appends so many digits, which a word holds from its lowest byte on, without the zeros in front.
  @inline(__always)
  private mutating func append(digits: UInt64, _ count: Int, atLeast minimum: Int = 1) {
    let hidden = min(digits.trailingZeroBitCount / 8, count &- minimum)
    append(word: (digits | Self.zeros) &>> UInt64(8 &* hidden), byteCount: count &- hidden)
  }

  /// Appends an IPv4 address in dotted decimal.
  mutating func append(ipv4 bits: UInt32) {
    let octets = Self.octets.span
    append(octet: octets[Int(bits >> 24)])
    append(octet: octets[Int(bits >> 16 & 0xff)])
    append(octet: octets[Int(bits >> 8 & 0xff)])
    append(octet: octets[Int(bits & 0xff)])
    truncate(to: count &- 1)
  }

  @inline(__always)
  private mutating func append(octet: UInt64) {
    append(word: octet, byteCount: Int(octet &>> 32))
  }

  /// Every octet's digits with a dot after them, from the lowest byte on, and in the fifth byte how many
  /// characters these are.
  private static let octets: [UInt64] = (0..<256).map { (octet: UInt32) in
    let hidden: UInt64 = octet < 10 ? 2 : octet < 100 ? 1 : 0
    let digits = fourDigits(of: octet) >> 8 | 0x2e30_3030
    return digits >> (8 * hidden) | (4 - hidden) << 32
  }

  /// Appends the last digits of a number, at most eight.
  package mutating func append(lastDigits digits: Int, of value: UInt32) {
    let word = Self.eightDigits(of: value % Self.eightDigitLimit) | Self.zeros
    let shown = min(max(digits, 0), 8)
    append(word: word &>> UInt64(64 &- 8 &* shown), byteCount: shown)
  }

  /// Appends a decimal point and six digits, with zeros in front: a number below a million.
  @inline(__always)
  mutating func append(millionths value: UInt32) {
    let digits = Self.eightDigits(of: value) | Self.zeros
    append(word: digits >> 8 & ~0xff | UInt64(UInt8(ascii: ".")), byteCount: 7)
  }

  private static let eightDigitLimit: UInt32 = 100_000_000
  /// Eight times the character "0".
  private static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// The digits of a number of at most eight, from the lowest byte on, zeros in front.
  ///
  /// All are found at once: two halves of four, each then split into pairs, each pair into digits;
  /// to divide by 100 and by 10 is to multiply and shift.
  @inline(__always)
  private static func eightDigits(of value: UInt32) -> UInt64 {
    let high = UInt64(value / 10_000)
    let halves = high | (UInt64(value) &- high &* 10_000) << 32
    let hundreds = (halves &* 10_486) >> 20 & 0x7f_0000_007f
    let pairs = hundreds | (halves &- hundreds &* 100) << 16
    let tens = (pairs &* 103) >> 10 & 0x000f_000f_000f_000f
    return tens | (pairs &- tens &* 10) << 8
  }

  /// Appends a number of at most four digits.
  @inline(__always)
  private static func fourDigits(of value: UInt32) -> UInt64 {
    let high = UInt64(value / 100)
    let pairs = high | (UInt64(value) &- high &* 100) << 16
    let tens = (pairs &* 103) >> 10 & 0x000f_000f
    return tens | (pairs &- tens &* 10) << 8
  }

  /// Appends a number.
  @inlinable
  public mutating func append(decimal value: UInt16) {
    append(decimal: UInt32(value))
  }

  /// Appends a number.
  @inlinable
  @inline(__always)
  public mutating func append(decimal value: Int) {
    if let small = UInt32(exactly: value) {
      append(decimal: small)
    } else {
      append(decimal: Int64(value), minimumDigits: 1)
    }
  }

  package mutating func append(decimal value: Int32) {
    append(decimal: Int(value))
  }

  package mutating func append(decimal value: Int64) {
    append(decimal: Int(value))
  }

  package mutating func append(decimal value: UInt64) {
    append(decimal: value, minimumDigits: 1)
  }

  /// Appends a number, with a sign where it is negative, and zeros up to `minimumDigits`.
  @usableFromInline
  package mutating func append(decimal value: Int64, minimumDigits: Int) {
    if value < 0 { append(byte: UInt8(ascii: "-")) }
    append(decimal: value.magnitude, minimumDigits: minimumDigits)
  }

  /// Appends a number, with zeros in front up to `minimumDigits`.
  package mutating func append(decimal value: UInt64, minimumDigits: Int) {
    if let small = UInt32(exactly: value) {
      append(decimal: small, minimumDigits: minimumDigits)
    } else {
      append(decimal: value / 1_000_000_000, minimumDigits: minimumDigits - 9)
      append(decimal: UInt32(value % 1_000_000_000), minimumDigits: 9)
    }
  }

  /// Appends the low `digits` hexadecimal digits of a number, in lower case.
  package mutating func append(hexadecimal value: UInt64, digits: Int) {
    if digits > 8 { append(hexadecimal: value >> 32, digits: digits - 8) }
    let shown = min(max(digits, 0), 8)
    let word = Self.hexDigits(of: UInt32(truncatingIfNeeded: value))
    append(word: word &>> UInt64(64 &- 8 &* shown), byteCount: shown)
  }

  /// The eight hexadecimal digits of a number, the highest in the lowest byte.
  ///
  /// All are found at once: halves, pairs and digits move apart, and those above 9 on to letters.
  @inline(__always)
  private static func hexDigits(of value: UInt32) -> UInt64 {
    let halves = (UInt64(value) | UInt64(value) << 16) & 0x0000_ffff_0000_ffff
    let pairs = (halves | halves << 8) & 0x00ff_00ff_00ff_00ff
    let digits = ((pairs | pairs << 4) & 0x0f0f_0f0f_0f0f_0f0f).byteSwapped
    let letters = (digits &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return digits &+ zeros &+ letters &* UInt64(UInt8(ascii: "a") - UInt8(ascii: "0") - 10)
  }

  /// Appends bytes as hexadecimal digits, two a byte.
  package mutating func append(hexadecimal bytes: Span<UInt8>) {
    for index in bytes.indices { append(hexadecimal: UInt64(bytes[index]), digits: 2) }
  }
}
