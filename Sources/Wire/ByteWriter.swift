/// Appends numbers and byte runs to bytes: the mirror of ``ByteCursor``.
package struct ByteWriter: Sendable {
  /// What has been written.
  package private(set) var bytes: [UInt8] = []
  /// The byte order of every number written.
  package let order: ByteOrder

  package init(order: ByteOrder) {
    self.order = order
  }

  /// Bytes written so far.
  package var count: Int { bytes.count }

  package mutating func uint8(_ value: UInt8) {
    bytes.append(value)
  }

  package mutating func uint16(_ value: UInt16) {
    number(UInt64(value), byteCount: 2)
  }

  package mutating func uint32(_ value: UInt32) {
    number(UInt64(value), byteCount: 4)
  }

  package mutating func uint64(_ value: UInt64) {
    number(value, byteCount: 8)
  }

  /// Appends the low `byteCount` bytes of a number.
  package mutating func number(_ value: UInt64, byteCount: Int) {
    for index in 0..<byteCount {
      let shift = order == .littleEndian ? index : byteCount - 1 - index
      bytes.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(shift))))
    }
  }

  /// Appends bytes as they are.
  package mutating func append(_ run: some Sequence<UInt8>) {
    bytes.append(contentsOf: run)
  }

  /// Appends borrowed bytes as they are.
  package mutating func append(_ run: Span<UInt8>) {
    bytes.append(run)
  }

  /// Appends zero bytes.
  package mutating func zeros(_ count: Int) {
    bytes.append(contentsOf: repeatElement(0, count: max(count, 0)))
  }

  /// Appends zero bytes up to the next multiple of `alignment`.
  package mutating func pad(to alignment: Int) {
    zeros((alignment - count % alignment) % alignment)
  }

  /// Replaces the four bytes at `offset`, which must have been written, by a number.
  package mutating func overwrite(uint32 value: UInt32, at offset: Int) {
    var word = ByteWriter(order: order)
    word.uint32(value)
    bytes.replaceSubrange(offset..<offset + 4, with: word.bytes)
  }
}
