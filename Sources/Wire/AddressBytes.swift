extension IPAddress {
  /// Four or sixteen bytes.
  package var networkOrderBytes: [UInt8] {
    var writer = ByteWriter(order: .bigEndian)
    if isIPv6 { writer.uint64(UInt64(truncatingIfNeeded: bits >> 64)) }
    let low = UInt64(truncatingIfNeeded: bits)
    writer.number(low, byteCount: isIPv6 ? 8 : 4)
    return writer.bytes
  }
}
