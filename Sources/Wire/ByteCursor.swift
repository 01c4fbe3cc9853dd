/// Reads numbers and byte runs from the front of borrowed bytes.
///
/// Every read is checked; one that fails moves nothing. Public for one reason: only what is public
/// can be inlined into other modules, and this is read with for every packet.
public struct ByteCursor: ~Escapable {
  /// All the bytes, the ones already read included.
  public let bytes: Span<UInt8>
  /// The byte order of every number read.
  public let order: ByteOrder
  @usableFromInline var position = 0

  /// How many bytes have been read.
  @inlinable
  public var offset: Int { position }

  /// Begins in front of the first of the bytes.
  @_lifetime(copy bytes)
  @inlinable
  public init(_ bytes: Span<UInt8>, order: ByteOrder) {
    self.bytes = bytes
    self.order = order
  }

  /// Bytes not read yet.
  @inlinable
  public var remaining: Int { bytes.count - position }

  /// The bytes not read yet.
  @inlinable
  public var rest: Span<UInt8> {
    @_lifetime(copy self)
    get { bytes.extracting(position...) }
  }

  @inlinable
  @inline(__always)
  func require(_ count: Int) throws(Truncated) {
    guard count >= 0, count <= remaining else {
      throw Truncated(needed: count, available: remaining, offset: position)
    }
  }

  /// The next byte.
  @inlinable
  @inline(__always)
  public mutating func uint8() throws(Truncated) -> UInt8 {
    try require(1)
    defer { position += 1 }
    return bytes[position]
  }

  /// The next two bytes, as a number.
  @inlinable
  @inline(__always)
  public mutating func uint16() throws(Truncated) -> UInt16 {
    let bits: UInt16 = try bits(2)
    return order == .littleEndian ? UInt16(littleEndian: bits) : UInt16(bigEndian: bits)
  }

  /// The next four bytes, as a number.
  @inlinable
  @inline(__always)
  public mutating func uint32() throws(Truncated) -> UInt32 {
    let bits: UInt32 = try bits(4)
    return order == .littleEndian ? UInt32(littleEndian: bits) : UInt32(bigEndian: bits)
  }

  /// The next eight bytes, as a number.
  @inlinable
  @inline(__always)
  public mutating func uint64() throws(Truncated) -> UInt64 {
    let bits: UInt64 = try bits(8)
    return order == .littleEndian ? UInt64(littleEndian: bits) : UInt64(bigEndian: bits)
  }

  /// The next bytes as they lie in memory.
  @inlinable
  @inline(__always)
  mutating func bits<Number: FixedWidthInteger & BitwiseCopyable>(
    _ count: Int
  ) throws(Truncated) -> Number {
    try require(count)
    defer { position += count }
    // SAFETY: the place is checked, once more by the load itself; any bytes are an integer.
    return unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: Number.self)
  }

  /// Splits off the next `count` bytes.
  @_lifetime(copy self)
  @inlinable
  @inline(__always)
  public mutating func take(_ count: Int) throws(Truncated) -> Span<UInt8> {
    try require(count)
    defer { position += count }
    return bytes.extracting(position..<position + count)
  }

  /// Passes over the next `count` bytes.
  @inlinable
  @inline(__always)
  public mutating func skip(_ count: Int) throws(Truncated) {
    try require(count)
    position += count
  }
}

/// Numbers at fixed places, where the length was checked once; each load checks it all the same.
extension Span<UInt8> {
  /// The four bytes from `offset` on, as a number.
  @inlinable
  @inline(__always)
  public func uint32(at offset: Int, _ order: ByteOrder) -> UInt32 {
    // SAFETY: the load checks the place; any bytes are an integer.
    let bits = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
    return order == .littleEndian ? UInt32(littleEndian: bits) : UInt32(bigEndian: bits)
  }
}
