/// Reads numbers and byte runs from the front of borrowed bytes.
///
/// The only code in the package that turns bytes into numbers. Every read is checked; one that
/// fails moves nothing.
package struct ByteCursor: ~Escapable {
  /// All the bytes, the ones already read included.
  package let bytes: Span<UInt8>
  /// The byte order of every number read.
  package let order: ByteOrder
  /// How many bytes have been read.
  package private(set) var offset = 0

  @_lifetime(copy bytes)
  package init(_ bytes: Span<UInt8>, order: ByteOrder) {
    self.bytes = bytes
    self.order = order
  }

  /// Bytes not read yet.
  package var remaining: Int { bytes.count - offset }

  /// The bytes not read yet.
  package var rest: Span<UInt8> {
    @_lifetime(copy self)
    get { bytes.extracting(offset...) }
  }

  private func require(_ count: Int) throws(Truncated) {
    guard count >= 0, count <= remaining else {
      throw Truncated(needed: count, available: remaining, offset: offset)
    }
  }

  package mutating func uint8() throws(Truncated) -> UInt8 {
    try require(1)
    defer { offset += 1 }
    return bytes[offset]
  }

  package mutating func uint16() throws(Truncated) -> UInt16 {
    try require(2)
    defer { offset += 2 }
    let (first, second) = (UInt16(bytes[offset]), UInt16(bytes[offset + 1]))
    return order == .littleEndian ? second << 8 | first : first << 8 | second
  }

  package mutating func uint32() throws(Truncated) -> UInt32 {
    try require(4)
    defer { offset += 4 }
    let word =
      UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8
      | UInt32(bytes[offset + 2]) << 16 | UInt32(bytes[offset + 3]) << 24
    return order == .littleEndian ? word : word.byteSwapped
  }

  package mutating func uint64() throws(Truncated) -> UInt64 {
    try require(8)
    let first = UInt64(try uint32())
    let second = UInt64(try uint32())
    return order == .littleEndian ? second << 32 | first : first << 32 | second
  }

  /// Splits off the next `count` bytes.
  @_lifetime(copy self)
  package mutating func take(_ count: Int) throws(Truncated) -> Span<UInt8> {
    try require(count)
    defer { offset += count }
    return bytes.extracting(offset..<offset + count)
  }

  /// Passes over the next `count` bytes.
  package mutating func skip(_ count: Int) throws(Truncated) {
    try require(count)
    offset += count
  }
}
