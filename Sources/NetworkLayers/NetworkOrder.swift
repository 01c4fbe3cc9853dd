/// Numbers at fixed places of a header, in network byte order.
///
/// For headers of which the length was checked once; the subscripts are checked all the same.
extension Span<UInt8> {
  func uint16(at offset: Int) -> UInt16 {
    UInt16(self[offset]) << 8 | UInt16(self[offset + 1])
  }

  func uint32(at offset: Int) -> UInt32 {
    UInt32(self[offset]) << 24 | UInt32(self[offset + 1]) << 16
      | UInt32(self[offset + 2]) << 8 | UInt32(self[offset + 3])
  }

  func uint128(at offset: Int) -> UInt128 {
    var bits: UInt128 = 0
    for word in 0..<4 { bits = bits << 32 | UInt128(uint32(at: offset + 4 * word)) }
    return bits
  }

  /// The bytes from `offset` on; none when there are not that many.
  @_lifetime(copy self)
  func from(_ offset: Int) -> Span<UInt8> {
    extracting(Swift.min(offset, count)...)
  }
}
