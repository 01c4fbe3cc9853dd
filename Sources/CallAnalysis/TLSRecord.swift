/// The header of a TLS record, RFC 8446 §5.1: as far as it tells TLS from SCCP.
package enum TLSRecord {
  static let headerByteCount = 5
  static let alert: UInt8 = 21
  static let applicationData: UInt8 = 23
  /// From change_cipher_spec to application_data.
  private static let contentTypes: ClosedRange<UInt8> = 20...23
  /// The minor version numbers of TLS 1.0 to 1.3, and of SSL 3.0.
  private static let minorVersions: ClosedRange<UInt8> = 0...4
  /// A record's bytes at most: 2¹⁴, and 2048 that TLS 1.2 may add (RFC 5246 §6.2.3).
  private static let maximumByteCount = 1 << 14 + 2048

  /// Bytes of an alert that is not encrypted: its level and its description (RFC 8446 §6).
  static let alertByteCount = 2
  /// Records looked at of one segment.
  static let maximumRecords = 64

  /// What the records that a segment begins with say in clear, by which TLS is known: their headers,
  /// and what an alert is about.
  package static func clearParts(of bytes: Span<UInt8>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    for _ in 0..<maximumRecords where start < bytes.count {
      let rest = bytes.extracting(start...)
      guard begins(rest) else { break }
      let byteCount = Int(rest[3]) << 8 | Int(rest[4])
      let isClearAlert = rest[0] == alert && byteCount == alertByteCount
      let end = start + headerByteCount + (isClearAlert ? alertByteCount : 0)
      parts.append(start..<min(end, bytes.count))
      start += headerByteCount + byteCount
    }
    return parts
  }

  /// Whether bytes begin like a record. As an SCCP header they would announce more than 16 MiB.
  static func begins(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= headerByteCount, contentTypes.contains(bytes[0]), bytes[1] == 3,
      minorVersions.contains(bytes[2])
    else { return false }
    let byteCount = Int(bytes[3]) << 8 | Int(bytes[4])
    return (1...maximumByteCount).contains(byteCount)
  }
}
