/// UTF-8 text under construction, in storage that is used again and again.
///
/// Everything the program prints is built here, byte by byte: no string is made on the way.
/// The one owner of its storage, so that an append is a comparison and a store. The pointers are
/// touched in this file only, and every use of them lies behind ``reserve(_:)``. Public for one
/// reason: only what is public can be inlined into other modules.
@safe
public struct TextBuffer: ~Copyable, @unchecked Sendable {
  @usableFromInline var storage: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  @usableFromInline var end = 0

  package init(capacity: Int = 256) {
    self.capacity = max(capacity, 64)
    // SAFETY: freed by `deinit`, or by `grow(to:)` once the text has been moved.
    unsafe storage = .allocate(capacity: self.capacity)
  }

  deinit {
    // SAFETY: bytes need no deinitialization; nothing else refers to the storage.
    unsafe storage.deallocate()
  }

  /// Bytes of text.
  @inlinable
  public var count: Int { end }

  package var isEmpty: Bool { end == 0 }

  /// The text's bytes.
  @inlinable
  public var span: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      // SAFETY: the first `end` bytes are initialized, and the borrow keeps them in place.
      let span = unsafe Span(_unsafeStart: storage, count: end)
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
  @inlinable
  public mutating func removeAll() {
    end = 0
  }

  /// Cuts the text back to its first `newCount` bytes.
  package mutating func truncate(to newCount: Int) {
    end = min(end, max(newCount, 0))
  }

  /// Makes room for `extra` bytes behind the text; returns the place that they go to.
  @inlinable
  @inline(__always)
  mutating func reserve(_ extra: Int) -> UnsafeMutablePointer<UInt8> {
    if extra > capacity - end { grow(by: extra) }
    // SAFETY: the end of the text is within the storage, or right behind it.
    return unsafe storage + end
  }

  @usableFromInline
  @inline(never)
  mutating func grow(by extra: Int) {
    let wanted = max(end + extra, 2 * capacity)
    // SAFETY: the new storage holds at least `end` bytes, which are copied before the old is freed.
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    unsafe larger.update(from: storage, count: end)
    unsafe storage.deallocate()
    unsafe storage = larger
    capacity = wanted
  }

  /// Appends one byte of UTF-8.
  @inlinable
  @inline(__always)
  public mutating func append(byte: UInt8) {
    // SAFETY: room for one byte was made.
    unsafe reserve(1).pointee = byte
    end += 1
  }

  /// Appends bytes that are UTF-8 already.
  @inlinable
  @inline(__always)
  public mutating func append(_ bytes: Span<UInt8>) {
    let added = bytes.count
    let place = unsafe reserve(added)
    unsafe bytes.withUnsafeBufferPointer { source in
      // SAFETY: room for all bytes was made; a span that is lent does not lie in this storage.
      if let start = source.baseAddress { unsafe place.update(from: start, count: added) }
    }
    end += added
  }

  /// Appends bytes that are UTF-8 already.
  package mutating func append(_ bytes: [UInt8]) {
    append(bytes.span)
  }

  /// Appends words that stand in the program's text.
  @inlinable
  @inline(__always)
  public mutating func append(_ words: StaticString) {
    guard words.hasPointerRepresentation else {
      append(scalar: words.unicodeScalar)
      return
    }
    let added = words.utf8CodeUnitCount
    // SAFETY: room for all bytes was made, and the program's text stays where it is.
    unsafe reserve(added).update(from: words.utf8Start, count: added)
    end += added
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
    guard count > 0 else { return }
    // SAFETY: room for all bytes was made.
    unsafe reserve(count).update(repeating: byte, count: count)
    end += count
  }

  /// Appends a Unicode scalar in UTF-8.
  @usableFromInline
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

  /// Appends the bytes up to the first that is not printable in ASCII, or that JSON wants escaped
  /// (RFC 8259 §7); returns how many they were.
  package mutating func append(plainBeginningOf bytes: Span<UInt8>) -> Int {
    let place = unsafe reserve(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let isPrintable = byte &- 0x20 < 0x5f
      guard isPrintable, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { break }
      // SAFETY: room for all bytes was made.
      unsafe place[index] = byte
      index += 1
    }
    end += index
    return index
  }

  // MARK: - Numbers

  /// Appends a number.
  @inlinable
  @inline(__always)
  public mutating func append(decimal value: UInt32) {
    if value < 10 {
      append(byte: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value))
    } else {
      append(decimal: value, minimumDigits: 1)
    }
  }

  /// Appends a number, with zeros in front up to `minimumDigits`.
  @usableFromInline
  package mutating func append(decimal value: UInt32, minimumDigits: Int) {
    if value < Self.eightDigitLimit, minimumDigits <= 8 {
      append(eightDigits: value, minimumDigits: minimumDigits)
    } else {
      append(decimal: value / Self.eightDigitLimit, minimumDigits: minimumDigits - 8)
      append(eightDigits: value % Self.eightDigitLimit, minimumDigits: 8)
    }
  }

  private static let eightDigitLimit: UInt32 = 100_000_000

  /// Appends a number of at most eight digits, with zeros in front up to `minimumDigits`.
  ///
  /// All digits are found at once, in the bytes of one word: two halves of four, each then split
  /// into pairs, each pair into digits; to divide by 100 and by 10 is to multiply and shift.
  @inline(__always)
  private mutating func append(eightDigits value: UInt32, minimumDigits: Int) {
    let high = UInt64(value / 10_000)
    let halves = high | (UInt64(value) &- high &* 10_000) << 32
    let hundreds = (halves &* 10_486) >> 20 & 0x7f_0000_007f
    let pairs = hundreds | (halves &- hundreds &* 100) << 16
    let tens = (pairs &* 103) >> 10 & 0x000f_000f_000f_000f
    let digits = tens | (pairs &- tens &* 10) << 8
    let leadingZeros = min(digits.trailingZeroBitCount / 8, 8 - max(minimumDigits, 1))
    let word = (digits | 0x3030_3030_3030_3030) &>> (8 &* UInt64(leadingZeros))
    // SAFETY: room for eight bytes was made, of which the ones behind the number mean nothing yet.
    unsafe UnsafeMutableRawPointer(reserve(8)).storeBytes(of: word.littleEndian, as: UInt64.self)
    end += 8 - leadingZeros
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

/// Tests of all bytes, sixteen at a time. What is found has the highest bit set; `x ^ 2` is below
/// 0x21 for the characters below 0x20 and for the quotation mark.
extension Span<UInt8> {
  /// Whether no byte is one that a JSON string must escape (RFC 8259 §7), nor DEL.
  package var isPlainInJSON: Bool {
    hasNone { bytes in
      let (quotes, backslashes) = (bytes ^ Bytes(repeating: 2), bytes ^ Bytes(repeating: 0x5c))
      return (quotes &- Bytes(repeating: 0x21)) & ~quotes
        | (backslashes &- Bytes(repeating: 1)) & ~backslashes
        | (bytes &+ Bytes(repeating: 1)) & ~bytes
    }
  }

  /// Whether every byte is a printable ASCII character.
  package var isPrintableASCII: Bool {
    hasNone { bytes in
      bytes | (bytes &- Bytes(repeating: 0x20)) | (bytes &+ Bytes(repeating: 1))
    }
  }

  private typealias Bytes = SIMD16<UInt8>

  @inline(__always)
  private func hasNone(_ find: (Bytes) -> Bytes) -> Bool {
    // SAFETY: the pointer is used within its closure, for sixteen bytes that end with the span's
    // last at the latest; of fewer, a copy is made.
    unsafe withUnsafeBufferPointer { span in
      let bytes = UnsafeRawBufferPointer(span)
      var found: Bytes
      if bytes.count < 16 {
        var block = Bytes(repeating: UInt8(ascii: " "))
        unsafe withUnsafeMutableBytes(of: &block) { unsafe $0.copyMemory(from: bytes) }
        found = find(block)
      } else {
        found = find(unsafe bytes.loadUnaligned(fromByteOffset: bytes.count - 16, as: Bytes.self))
        var index = 0
        while index < bytes.count - 16 {
          found |= find(unsafe bytes.loadUnaligned(fromByteOffset: index, as: Bytes.self))
          index += 16
        }
      }
      let halves = unsafe unsafeBitCast(found, to: SIMD2<UInt64>.self)
      return (halves[0] | halves[1]) & 0x8080_8080_8080_8080 == 0
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
