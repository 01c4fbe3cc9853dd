/// Little-endian numbers at places of a message.
///
/// Public for one reason: only what is public can be inlined into other modules.
extension Span<UInt8> {
  /// A number of up to four bytes; 0 where they are not all there.
  @inlinable
  @inline(__always)
  public func number(at offset: Int, byteCount: Int) -> UInt32 {
    guard offset >= 0, offset <= count &- 4 else {
      return numberAtEnd(at: offset, byteCount: byteCount)
    }
    // SAFETY: the load checks the place; any bytes are an integer.
    let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
    let mask = (1 as UInt64) &<< UInt64(truncatingIfNeeded: 8 &* byteCount) &- 1
    return UInt32(littleEndian: word) & UInt32(truncatingIfNeeded: mask)
  }

  /// A number near the end, where a whole word cannot be loaded.
  @usableFromInline
  func numberAtEnd(at offset: Int, byteCount: Int) -> UInt32 {
    guard offset >= 0, byteCount <= count - offset else { return 0 }
    return (0..<Swift.max(byteCount, 0)).reduce(0) {
      $0 | UInt32(self[offset + $1]) << UInt32(8 * $1)
    }
  }
}
