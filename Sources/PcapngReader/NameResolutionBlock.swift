package import Wire

/// Names that the one who captured had for addresses.
///
/// Draft §4.5.
package struct NameResolutionBlock: ~Escapable {
  private var cursor: ByteCursor

  @_lifetime(copy body)
  package init(body: ByteCursor) {
    cursor = body
  }

  /// The next record; nil after the last, or at one that runs past the block.
  @_lifetime(copy self)
  package mutating func nextRecord() -> NameRecord? {
    guard let type = try? cursor.uint16(), let length = try? cursor.uint16(),
      type != 0, Int(length) <= cursor.remaining
    else { return nil }
    guard let value = try? cursor.take(Int(length)) else { return nil }
    try? cursor.skip(min((4 - Int(length) % 4) % 4, cursor.remaining))
    return NameRecord(type: type, value: value)
  }
}

/// An address and its names.
///
/// Draft §4.5, table of Name Resolution Block records.
package struct NameRecord: ~Escapable {
  /// The record's type: `nrb_record_ipv4` is 1, `nrb_record_ipv6` is 2.
  package let type: UInt16
  /// The address in network byte order; empty for a record of another type.
  package let address: Span<UInt8>
  /// The names, each with a zero byte after it.
  package let names: Span<UInt8>

  @_lifetime(copy value)
  init(type: UInt16, value: Span<UInt8>) {
    self.type = type
    let addressByteCount = type == 1 ? 4 : type == 2 ? 16 : 0
    let split = min(addressByteCount, value.count)
    address = value.extracting(..<split)
    names = value.extracting(split...)
  }
}
