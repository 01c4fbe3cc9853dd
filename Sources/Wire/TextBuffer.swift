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
    if extra > capacity &- end { grow(by: extra) }
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
    end &+= 1
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
    end &+= added
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
    end &+= added
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

  /// Appends up to eight blanks, or as many more as are asked for.
  package mutating func append(blanks count: Int) {
    guard count <= 8 else { return append(repeating: UInt8(ascii: " "), count: count) }
    append(word: 0x2020_2020_2020_2020, byteCount: max(count, 0))
  }

  /// Appends the lowest bytes of a word, up to eight, the lowest first.
  @inline(__always)
  private mutating func append(word: UInt64, byteCount: Int) {
    // SAFETY: room for eight bytes was made; the ones behind `byteCount` are no text yet.
    unsafe UnsafeMutableRawPointer(reserve(8)).storeBytes(of: word.littleEndian, as: UInt64.self)
    end &+= byteCount
  }

  /// Appends the bytes up to the first that is not printable in ASCII, or that JSON wants escaped
  /// (RFC 8259 §7); returns how many they were.
  package mutating func append(plainBeginningOf bytes: Span<UInt8>) -> Int {
    var index = 0
    while index &+ 8 <= bytes.count {
      let word = bytes.word(at: index)
      // The lowest byte that is found is so for itself: nothing below it carries or borrows.
      let found =
        ((word ^ 0x0202_0202_0202_0202) &- 0x2121_2121_2121_2121)
        | ((word ^ 0x5c5c_5c5c_5c5c_5c5c) &- 0x0101_0101_0101_0101)
        | (word &+ 0x0101_0101_0101_0101) | word
      let plain = (found & 0x8080_8080_8080_8080).trailingZeroBitCount / 8
      append(word: word, byteCount: plain)
      index &+= plain
      if plain < 8 { return index }
    }
    while index < bytes.count {
      let byte = bytes[index]
      let isPrintable = byte &- 0x20 < 0x5f
      guard isPrintable, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { break }
      append(byte: byte)
      index &+= 1
    }
    return index
  }

  /// Appends bytes that are UTF-8, of which none is one that a JSON string must escape, nor DEL;
  /// false, and nothing appended, where one is.
  package mutating func append(plainInJSON bytes: Span<UInt8>) -> Bool {
    let added = bytes.count
    guard added >= 16 else {
      guard bytes.isPlainInJSON else { return false }
      append(bytes)
      return true
    }
    // SAFETY: room for all bytes was made; sixteen at a time are copied, the last sixteen first.
    let place = unsafe UnsafeMutableRawPointer(reserve(added))
    let found = unsafe bytes.withUnsafeBytes { source in
      var index = added - 16
      var found = Bytes16(repeating: 0)
      var next = 0
      while index >= 0 {
        let block = unsafe source.loadUnaligned(fromByteOffset: index, as: Bytes16.self)
        unsafe place.storeBytes(of: block, toByteOffset: index, as: Bytes16.self)
        found |= block.escapedInJSON
        index = next < added - 16 ? next : -1
        next += 16
      }
      return found
    }
    guard found.hasNoHighestBit else { return false }
    end &+= added
    return true
  }

  // MARK: - Numbers

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
    if value < 100 {
      let tens = (value &* 103) >> 10
      append(word: UInt64(0x3030 | tens | (value &- tens &* 10) << 8), byteCount: 2)
    } else if value < Self.eightDigitLimit {
      let digits = Self.eightDigits(of: value)
      let zeros = digits.trailingZeroBitCount / 8
      append(word: (digits | Self.zeros) &>> UInt64(8 &* zeros), byteCount: 8 &- zeros)
    } else {
      append(decimal: value / Self.eightDigitLimit)
      append(word: Self.eightDigits(of: value % Self.eightDigitLimit) | Self.zeros, byteCount: 8)
    }
  }

  /// Appends a number, with zeros in front up to `minimumDigits`.
  package mutating func append(decimal value: UInt32, minimumDigits: Int) {
    if value < Self.eightDigitLimit, minimumDigits <= 8 {
      let digits = Self.eightDigits(of: value)
      let zeros = min(digits.trailingZeroBitCount / 8, 8 &- max(minimumDigits, 1))
      append(word: (digits | Self.zeros) &>> UInt64(8 &* zeros), byteCount: 8 &- zeros)
    } else {
      append(decimal: value / Self.eightDigitLimit, minimumDigits: minimumDigits - 8)
      append(word: Self.eightDigits(of: value % Self.eightDigitLimit) | Self.zeros, byteCount: 8)
    }
  }

  /// Appends the last digits of a number, at most eight.
  package mutating func append(lastDigits digits: Int, of value: UInt32) {
    let word = Self.eightDigits(of: value % Self.eightDigitLimit) | Self.zeros
    let shown = min(max(digits, 0), 8)
    append(word: word &>> UInt64(64 &- 8 &* shown), byteCount: shown)
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

private typealias Bytes16 = SIMD16<UInt8>

/// Tests of sixteen bytes at a time; a byte that is found has the highest bit set.
extension SIMD16<UInt8> {
  /// Bytes that a JSON string must escape (RFC 8259 §7), and DEL.
  @inline(__always)
  fileprivate var escapedInJSON: Self {
    // `^ 2` makes of characters below 0x20, and of the quotation mark, the ones below 0x21.
    let (quotes, backslashes) = (self ^ Self(repeating: 2), self ^ Self(repeating: 0x5c))
    return (quotes &- Self(repeating: 0x21)) & ~quotes
      | (backslashes &- Self(repeating: 1)) & ~backslashes | (self &+ Self(repeating: 1)) & ~self
  }

  /// Bytes that are no printable ASCII character.
  @inline(__always)
  fileprivate var unprintable: Self {
    self | (self &- Self(repeating: 0x20)) | (self &+ Self(repeating: 1))
  }

  @inline(__always)
  fileprivate var hasNoHighestBit: Bool {
    // SAFETY: both are sixteen bytes without any meaning of their own.
    let halves = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
    return (halves[0] | halves[1]) & 0x8080_8080_8080_8080 == 0
  }
}

extension Span<UInt8> {
  /// Whether no byte is one that a JSON string must escape (RFC 8259 §7), nor DEL.
  package var isPlainInJSON: Bool { hasNone { $0.escapedInJSON } }

  /// Whether every byte is a printable ASCII character.
  package var isPrintableASCII: Bool { hasNone { $0.unprintable } }

  /// Eight bytes as a number, the first the lowest.
  @inline(__always)
  fileprivate func word(at index: Int) -> UInt64 {
    // SAFETY: the pointer is used within its closure, and loading checks the bounds.
    let word = unsafe withUnsafeBytes { bytes in
      unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    }
    return UInt64(littleEndian: word)
  }

  @inline(__always)
  private func hasNone(_ find: (Bytes16) -> Bytes16) -> Bool {
    // SAFETY: the pointer is used within its closure, for sixteen bytes that end with the span's
    // last at the latest; of fewer, a copy is made.
    unsafe withUnsafeBytes { bytes in
      guard bytes.count >= 16 else {
        var block = Bytes16(repeating: UInt8(ascii: " "))
        unsafe withUnsafeMutableBytes(of: &block) { unsafe $0.copyMemory(from: bytes) }
        return find(block).hasNoHighestBit
      }
      let last = unsafe bytes.loadUnaligned(fromByteOffset: bytes.count - 16, as: Bytes16.self)
      var found = find(last)
      var index = 0
      while index < bytes.count - 16 {
        found |= find(unsafe bytes.loadUnaligned(fromByteOffset: index, as: Bytes16.self))
        index += 16
      }
      return found.hasNoHighestBit
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
