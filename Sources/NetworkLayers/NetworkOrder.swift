/// Numbers at fixed places of a header, in network byte order.
///
/// For headers whose length was checked once; each load checks it all the same.
extension Span<UInt8> {
  func uint16(at offset: Int) -> UInt16 { UInt16(bigEndian: bits(at: offset)) }

  func uint32(at offset: Int) -> UInt32 { UInt32(bigEndian: bits(at: offset)) }

  private func bits<Number: FixedWidthInteger & BitwiseCopyable>(at offset: Int) -> Number {
    // SAFETY: the load checks the place; any bytes are an integer.
    unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: Number.self)
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
