/// UTF-8 text under construction, in storage that is used again and again.
///
/// Everything the program prints is built here, byte by byte: no string is made on the way.
/// The one owner of its storage, so that an append is a comparison and a store. The pointers are
/// private to this file, and every use of them lies behind ``reserve(_:)``.
@safe
package struct TextBuffer: ~Copyable, @unchecked Sendable {
  private var storage: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Bytes of text.
  package private(set) var count = 0

  package init(capacity: Int = 256) {
    self.capacity = max(capacity, 64)
    // SAFETY: freed by `deinit`, or by `grow(to:)` once the text has been moved.
    unsafe storage = .allocate(capacity: self.capacity)
  }

  deinit {
    // SAFETY: bytes need no deinitialization; nothing else refers to the storage.
    unsafe storage.deallocate()
  }

  package var isEmpty: Bool { count == 0 }

  /// The text's bytes.
  package var span: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      // SAFETY: the first `count` bytes are initialized, and the borrow keeps them in place.
      let span = unsafe Span(_unsafeStart: storage, count: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// A copy of the text's bytes.
  package var bytes: [UInt8] {
    var copy: [UInt8] = []
    copy.append(span)
    return copy
  }

  /// Puts a copy of the text's bytes in place of what another array held, into its storage.
  package func copy(to bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(span)
  }

  /// Forgets the text and keeps the storage.
  package mutating func removeAll() {
    count = 0
  }

  /// Cuts the text back to its first `newCount` bytes.
  package mutating func truncate(to newCount: Int) {
    count = min(count, max(newCount, 0))
  }

  /// Makes room for `extra` bytes behind the text; returns the place that they go to.
  @inline(__always)
  private mutating func reserve(_ extra: Int) -> UnsafeMutablePointer<UInt8> {
    if extra > capacity - count { grow(by: extra) }
    // SAFETY: the end of the text is within the storage, or right behind it.
    return unsafe storage + count
  }

  @inline(never)
  private mutating func grow(by extra: Int) {
    let wanted = max(count + extra, 2 * capacity)
    // SAFETY: the new storage holds at least `count` bytes, which are copied before the old is freed.
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    unsafe larger.update(from: storage, count: count)
    unsafe storage.deallocate()
    unsafe storage = larger
    capacity = wanted
  }

  package mutating func append(byte: UInt8) {
    // SAFETY: room for one byte was made.
    unsafe reserve(1).pointee = byte
    count += 1
  }

  /// Appends bytes that are UTF-8 already.
  package mutating func append(_ bytes: Span<UInt8>) {
    let added = bytes.count
    let place = unsafe reserve(added)
    unsafe bytes.withUnsafeBufferPointer { source in
      // SAFETY: room for all bytes was made; a span that is lent does not lie in this storage.
      if let start = source.baseAddress { unsafe place.update(from: start, count: added) }
    }
    count += added
  }

  /// Appends bytes that are UTF-8 already.
  package mutating func append(_ bytes: [UInt8]) {
    append(bytes.span)
  }

  /// Appends words that stand in the program's text.
  package mutating func append(_ words: StaticString) {
    guard words.hasPointerRepresentation else {
      append(scalar: words.unicodeScalar)
      return
    }
    let added = words.utf8CodeUnitCount
    // SAFETY: room for all bytes was made, and the program's text stays where it is.
    unsafe reserve(added).update(from: words.utf8Start, count: added)
    count += added
  }

  @_disfavoredOverload
  package mutating func append(_ text: String) {
    append(text.utf8.span)
  }

  /// Appends text between two bytes, such as quotes.
  package mutating func append(_ text: String, between quote: UInt8) {
    append(byte: quote)
    append(text.utf8.span)
    append(byte: quote)
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
    let place = unsafe reserve(digits)
    var rest = value
    var index = digits
    while index > 0 {
      index -= 1
      let quotient = rest / 10
      // SAFETY: room for all digits was made.
      unsafe place[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest - quotient * 10)
      rest = quotient
    }
    count += digits
  }

  package mutating func append(decimal value: UInt16) {
    append(decimal: UInt32(value))
  }

  package mutating func append(decimal value: Int64, minimumDigits: Int = 1) {
    if let small = UInt32(exactly: value) {
      append(decimal: small, minimumDigits: minimumDigits)
      return
    }
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
    for index in bytes.indices {
      append(byte: Self.hexDigit(bytes[index] >> 4))
      append(byte: Self.hexDigit(bytes[index]))
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
    // SAFETY: the pointer is used within its closure, for the bytes that the span says it has.
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}

extension Span<UInt8> {
  /// Whether no byte is one that a JSON string must escape (RFC 8259 §7), nor DEL.
  package var isPlainInJSON: Bool {
    // SAFETY: the pointer is used within its closure, for the bytes that the span says it has.
    unsafe withUnsafeBufferPointer { bytes in
      // Without a way out of the loop, the compiler looks at sixteen bytes at a time.
      var others: UInt8 = 0
      for index in 0..<bytes.count {
        let byte = unsafe bytes[index]
        others |= (byte < 0x20 ? 1 : 0) | (byte == 0x7f ? 1 : 0)
        others |= (byte == UInt8(ascii: "\"") ? 1 : 0) | (byte == UInt8(ascii: "\\") ? 1 : 0)
      }
      return others == 0
    }
  }

  /// Whether every byte is a printable ASCII character.
  package var isPrintableASCII: Bool {
    // SAFETY: the pointer is used within its closure, for the bytes that the span says it has.
    unsafe withUnsafeBufferPointer { bytes in
      var others: UInt8 = 0
      for index in 0..<bytes.count { others |= unsafe bytes[index] &- 0x20 >= 0x5f ? 1 : 0 }
      return others == 0
    }
  }
}

extension [UInt8] {
  /// Appends bytes that are lent.
  package mutating func append(_ bytes: Span<UInt8>) {
    // SAFETY: the pointer is used within its closure, for the bytes that the span says it has.
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
