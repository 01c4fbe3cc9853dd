import Text
import Wire

/// Finds in texts, such as XML or an alarm's, what differs from run to run.
struct NormalText {
  /// Something found, and where it ends.
  struct Finding {
    let value: Value
    let end: Int

    enum Value: Equatable {
      case device(String)
      case address(IPAddress)
      case mac(MACAddress)
      /// A time of day, such as 09:00:01.5.
      case time
      /// A day, such as 2024-03-05.
      case date
      /// Both, as RFC 3339 joins them.
      case dateAndTime
    }
  }

  /// Whether there may be something in a text: all that is looked for has a digit, a colon, a hyphen or
  /// a dot.
  static func mayHold(_ text: Span<UInt8>) -> Bool {
    for place in text.indices {
      // From the hyphen to the colon of ASCII.
      let byte = text[place]
      if byte >= UInt8(ascii: "-"), byte <= UInt8(ascii: ":") { return true }
    }
    return false
  }

  /// What begins at `start`, which no letter or digit comes before; nil where it is nothing of this.
  static func finding(in bytes: [UInt8], at start: Int) -> Finding? {
    let word = end(of: bytes, from: start, where: \.isLetterOrDigit)
    if let name = deviceName(in: bytes, start..<word) {
      return Finding(value: .device(name), end: word)
    }
    if let found = mac(in: bytes, at: start) { return found }
    guard start == 0 || bytes[start - 1] != UInt8(ascii: "."), !isGroup(in: bytes, at: start) else {
      return nil
    }
    return ipv4(in: bytes, at: start) ?? time(in: bytes, at: start) ?? date(in: bytes, at: start)
      ?? ipv6(in: bytes, at: start)
  }

  /// Whether a colon and another group of digits stand before `start`: what begins there is a part of
  /// something longer.
  private static func isGroup(in bytes: [UInt8], at start: Int) -> Bool {
    start > 1 && bytes[start - 1] == UInt8(ascii: ":") && bytes[start - 2].isDigit
  }

  private static func end(
    of bytes: [UInt8], from start: Int, where fits: (UInt8) -> Bool
  ) -> Int {
    var end = start
    while end < bytes.count, fits(bytes[end]) { end += 1 }
    return end
  }

  /// A name of 15 characters: letters that say what it is, and hexadecimal digits of its MAC
  /// address, such as SEP001122334455, SKIGW1122334455 or AN1122334455001.
  static func deviceName(in bytes: [UInt8], _ range: Range<Int>) -> String? {
    guard range.count == 15, bytes[range.lowerBound].isCapital else { return nil }
    let name = bytes[range]
    guard name.contains(where: \.isDigit) else { return nil }
    let fits = (2...5).contains { count in
      name.prefix(count).allSatisfy(\.isCapital) && name.dropFirst(count).allSatisfy(\.isHexDigit)
    }
    return fits ? String(decoding: name, as: UTF8.self) : nil
  }

  /// Six octets with colons or hyphens, or three groups with dots.
  private static func mac(in bytes: [UInt8], at start: Int) -> Finding? {
    for (separator, group) in [(":", 2), ("-", 2), (".", 4)] as [(Character, Int)] {
      let length = 12 + 12 / group - 1
      guard start + length <= bytes.count,
        start + length == bytes.count || !bytes[start + length].isLetterOrDigit
      else { continue }
      var bits: UInt64 = 0
      var fits = true
      for place in 0..<length {
        let byte = bytes[start + place]
        if place % (group + 1) == group {
          fits = fits && byte == separator.asciiValue
        } else if let digit = byte.hexDigitValue {
          bits = bits << 4 | UInt64(digit)
        } else {
          fits = false
        }
        if !fits { break }
      }
      if fits { return Finding(value: .mac(MACAddress(bits: bits)), end: start + length) }
    }
    return nil
  }

  private static func ipv4(in bytes: [UInt8], at start: Int) -> Finding? {
    var end = end(of: bytes, from: start) { $0.isDigit || $0 == UInt8(ascii: ".") }
    while end > start, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    guard end - start >= 7, end == bytes.count || !bytes[end].isLetterOrDigit,
      let address = IPAddress(dotted: bytes.span.extracting(start..<end))
    else { return nil }
    return Finding(value: .address(address), end: end)
  }

  private static func ipv6(in bytes: [UInt8], at start: Int) -> Finding? {
    let longest = 45
    var end = end(of: bytes, from: start) {
      $0.isHexDigit || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
    }
    while end > start, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    guard (3...longest).contains(end - start), bytes[start..<end].contains(UInt8(ascii: ":")),
      end == bytes.count || !bytes[end].isLetterOrDigit,
      let address = IPAddress(String(decoding: bytes[start..<end], as: UTF8.self))
    else { return nil }
    return Finding(value: .address(address), end: end)
  }

  /// Hours, minutes and seconds, and decimals of these.
  private static func time(in bytes: [UInt8], at start: Int) -> Finding? {
    var end = start
    for part in 0..<3 {
      if part > 0 {
        guard end < bytes.count, bytes[end] == UInt8(ascii: ":") else { return nil }
        end += 1
      }
      let digits = Self.end(of: bytes, from: end, where: \.isDigit)
      guard digits - end == 2 || part == 0 && digits - end == 1 else { return nil }
      end = digits
    }
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."), bytes[end + 1].isDigit {
      end = Self.end(of: bytes, from: end + 1, where: \.isDigit)
    }
    guard end == bytes.count || bytes[end] != UInt8(ascii: ":") else { return nil }
    return Finding(value: .time, end: end)
  }

  /// Year, month and day with hyphens.
  private static func date(in bytes: [UInt8], at start: Int) -> Finding? {
    let end = start + 10
    guard end <= bytes.count, end == bytes.count || !bytes[end].isDigit else { return nil }
    for place in 0..<10 {
      let byte = bytes[start + place]
      guard place == 4 || place == 7 ? byte == UInt8(ascii: "-") : byte.isDigit else { return nil }
    }
    if end < bytes.count, bytes[end] == UInt8(ascii: "T"), let time = time(in: bytes, at: end + 1) {
      return Finding(value: .dateAndTime, end: time.end)
    }
    return Finding(value: .date, end: end)
  }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isCapital: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
  var isHexDigit: Bool { hexDigitValue != nil }

  /// A byte of a character beyond ASCII counts as a letter's.
  var isLetterOrDigit: Bool {
    isDigit || isCapital || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || self >= 0x80
  }

  var hexDigitValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
