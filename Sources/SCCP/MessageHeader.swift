import Wire

/// The twelve bytes before a message's body, all little-endian.
package struct MessageHeader: Equatable, Sendable {
  /// Bytes that follow the version word: the identifier's four and the body's.
  package let dataLength: Int
  /// The header version word as it stands on the wire.
  package let version: UInt32
  /// The message identifier.
  package let identifier: UInt32

  /// Bytes of the header.
  package static let byteCount = 12
  /// Bytes before those that the data length counts.
  package static let prefixByteCount = 8
  /// The longest data length that is believed: far above any layout of the catalogue, and small
  /// enough that a wrong one does not swallow a connection.
  package static let maximumDataLength = 1 << 16
  /// The highest header version that is believed; above it framing has been lost.
  package static let maximumVersion: UInt32 = 255

  /// Reads a header; nil when there are fewer than twelve bytes.
  package init?(_ bytes: Span<UInt8>) {
    guard bytes.count >= Self.byteCount else { return nil }
    let header = bytes.extracting(0..<Self.byteCount)
    dataLength = Int(header.number(at: 0, byteCount: 4))
    version = header.number(at: 4, byteCount: 4)
    identifier = header.number(at: 8, byteCount: 4)
  }

  /// Reads what stands before the identifier, and the identifier as far as it is there; nil when
  /// there are fewer than eight bytes.
  @inline(__always)
  init?(prefix bytes: Span<UInt8>) {
    if let header = MessageHeader(bytes) {
      self = header
      return
    }
    guard bytes.count >= Self.prefixByteCount else { return nil }
    dataLength = Int(bytes.number(at: 0, byteCount: 4))
    version = bytes.number(at: 4, byteCount: 4)
    identifier = bytes.number(at: 8, byteCount: 4)
  }

  /// Bytes of the whole message; nil where no message has such a header.
  package var plausibleByteCount: Int? {
    (4...Self.maximumDataLength).contains(dataLength) && version <= Self.maximumVersion
      ? messageByteCount : nil
  }

  /// Bytes of the whole message.
  package var messageByteCount: Int { Self.prefixByteCount + dataLength }

  /// The version whose layouts apply: versions that no server is known to speak are read as the
  /// nearest older one that is.
  package var layoutVersion: Int {
    switch version {
    case 0..<10: 0
    case 12..<15: 11
    case 0...UInt32(Item.newestVersion): Int(version)
    default: Item.newestVersion
    }
  }

  /// Whether the version is one that servers are known to send.
  package var hasListedVersion: Bool {
    layoutVersion == Int(version)
  }
}
