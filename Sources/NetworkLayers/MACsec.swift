/// IEEE 802.1AE: a tag in front of an EtherType and its payload, which may be encrypted.
enum MACsec {
  static let etherType: UInt16 = 0x88e5

  private static let encrypted: UInt8 = 0x08
  private static let changed: UInt8 = 0x04
  private static let hasChannelIdentifier: UInt8 = 0x20
  private static let version: UInt8 = 0x80

  /// The length of the tag, after its EtherType, where what it protects is readable.
  static func tagByteCount(_ bytes: Span<UInt8>) -> Int? {
    guard bytes.count > 0, bytes[0] & (version | encrypted | changed) == 0 else { return nil }
    return bytes[0] & hasChannelIdentifier != 0 ? 14 : 6
  }

  /// A frame that cannot be read, as ``tagByteCount(_:)`` says.
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>) -> DecodedPacket {
    guard bytes.count > 0 else { return .fault(.linkHeaderCut) }
    return bytes[0] & version == 0 ? .unread(.encryptedMACsec) : .other
  }
}
