/// UTF-8 text under construction, in storage that is used again and again.
///
/// Everything the program prints is built here, byte by byte: no string is made on the way.
package struct TextBuffer: Sendable {
  private var storage: [UInt8]
  /// Bytes of text.
  package private(set) var count = 0

  package init(capacity: Int = 256) {
    storage = Array(repeating: 0, count: max(capacity, 64))
  }

  package var isEmpty: Bool { count == 0 }

  /// The text's bytes.
  package var span: Span<UInt8> {
    @_lifetime(borrow self)
    get { storage.span.extracting(..<count) }
  }

  /// A copy of the text's bytes.
  package var bytes: [UInt8] { Array(storage[..<count]) }

  /// Forgets the text and keeps the storage.
  package mutating func removeAll() {
    count = 0
  }

  /// Cuts the text back to its first `newCount` bytes.
  package mutating func truncate(to newCount: Int) {
    count = min(count, max(newCount, 0))
  }

  /// Makes room for `extra` bytes and counts them as text; returns where they begin.
  private mutating func grow(by extra: Int) -> Int {
    let start = count
    count += extra
    if count > storage.count {
      let wanted = max(count, 2 * storage.count)
      storage.append(contentsOf: repeatElement(0, count: wanted - storage.count))
    }
    return start
  }

  package mutating func append(byte: UInt8) {
    let start = grow(by: 1)
    storage[start] = byte
  }

  /// Appends bytes that are UTF-8 already.
  package mutating func append(_ bytes: Span<UInt8>) {
    let start = grow(by: bytes.count)
    var room = storage.mutableSpan
    room.copy(bytes, to: start)
  }

  /// Appends bytes that are UTF-8 already.
  package mutating func append(_ bytes: [UInt8]) {
    append(bytes.span)
  }

  package mutating func append(_ text: String) {
    append(text.utf8.span)
  }

  /// Appends text between two bytes, such as quotes.
  package mutating func append(_ text: String, between quote: UInt8) {
    let bytes = text.utf8.span
    let start = grow(by: bytes.count + 2)
    var room = storage.mutableSpan
    room[start] = quote
    room.copy(bytes, to: start + 1)
    room[start + 1 + bytes.count] = quote
  }

  /// Appends the text of another buffer.
  package mutating func append(_ other: borrowing TextBuffer) {
    append(other.span)
  }

  package mutating func append(repeating byte: UInt8, count: Int) {
    for _ in 0..<max(count, 0) {
      append(byte: byte)
    }
  }

  /// Appends a Unicode scalar in UTF-8.
  package mutating func append(scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x80 {
      append(byte: UInt8(truncatingIfNeeded: value))
    } else {
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
        append(byte: byte)
      }
    }
  }

  /// Appends a number, with zeros in front up to `minimumDigits`.
  package mutating func append(decimal value: UInt64, minimumDigits: Int = 1) {
    if value <= UInt64(UInt32.max) {
      append(decimal: UInt32(truncatingIfNeeded: value), minimumDigits: minimumDigits)
      return
    }
    let high = value / 1_000_000_000
    append(decimal: high, minimumDigits: minimumDigits - 9)
    append(decimal: UInt32(truncatingIfNeeded: value % 1_000_000_000), minimumDigits: 9)
  }

  package mutating func append(decimal value: UInt32, minimumDigits: Int = 1) {
    if value < 10, minimumDigits <= 1 {
      append(byte: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value))
      return
    }
    let digits = max(Self.digitCount(of: value), minimumDigits)
    var index = grow(by: digits) + digits
    var rest = value
    var room = storage.mutableSpan
    for _ in 0..<digits {
      index -= 1
      let quotient = rest / 10
      room[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest - quotient * 10)
      rest = quotient
    }
  }

  package mutating func append(decimal value: UInt16) {
    append(decimal: UInt64(value))
  }

  package mutating func append(decimal value: Int64, minimumDigits: Int = 1) {
    if value < 0 { append(byte: UInt8(ascii: "-")) }
    append(decimal: value.magnitude, minimumDigits: minimumDigits)
  }

  package mutating func append(decimal value: Int32) {
    append(decimal: Int64(value))
  }

  package mutating func append(decimal value: Int, minimumDigits: Int = 1) {
    append(decimal: Int64(value), minimumDigits: minimumDigits)
  }

  private static func digitCount(of value: UInt32) -> Int {
    switch value {
    case ..<10: 1
    case ..<100: 2
    case ..<1000: 3
    case ..<10_000: 4
    case ..<100_000: 5
    case ..<1_000_000: 6
    case ..<10_000_000: 7
    case ..<100_000_000: 8
    case ..<1_000_000_000: 9
    default: 10
    }
  }

  /// Appends the low `digits` hexadecimal digits of a number, in lower case.
  package mutating func append(hexadecimal value: UInt64, digits: Int) {
    for place in stride(from: digits - 1, through: 0, by: -1) {
      append(byte: Self.hexDigit(UInt8(truncatingIfNeeded: value >> (4 * UInt64(place)))))
    }
  }

  /// Appends bytes as hexadecimal digits, two a byte.
  package mutating func append(hexadecimal bytes: Span<UInt8>) {
    let start = grow(by: 2 * bytes.count)
    var room = storage.mutableSpan
    for index in bytes.indices {
      room[start + 2 * index] = Self.hexDigit(bytes[index] >> 4)
      room[start + 2 * index + 1] = Self.hexDigit(bytes[index])
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    let nibble = value & 15
    return nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
  }
}

extension String {
  /// The text of a buffer.
  package init(_ text: borrowing TextBuffer) {
    self.init(copying: text.span)
  }

  /// The text that bytes spell, broken UTF-8 repaired.
  package init(copying bytes: Span<UInt8>) {
    var copy: [UInt8] = []
    copy.reserveCapacity(bytes.count)
    for index in bytes.indices { copy.append(bytes[index]) }
    self = String(decoding: copy, as: UTF8.self)
  }
}

extension MutableSpan<UInt8> {
  /// Copies bytes to the places from `start` on, which must all be there.
  ///
  /// A quarter of the time that output takes went into this loop while it checked every byte.
  @inline(__always)
  fileprivate mutating func copy(_ bytes: Span<UInt8>, to start: Int) {
    precondition(start >= 0 && start <= count && bytes.count <= count - start)
    // SAFETY: both pointers are used within their closures, for as many bytes as the line above
    // found room for; a span and a mutable span do not overlap.
    unsafe withUnsafeMutableBufferPointer { target in
      unsafe bytes.withUnsafeBufferPointer { source in
        if let target = target.baseAddress, let source = source.baseAddress {
          unsafe (target + start).update(from: source, count: bytes.count)
        }
      }
    }
  }
}
