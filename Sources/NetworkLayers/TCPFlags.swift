/// The control bits of a TCP header, RFC 9293 §3.1.
@usableFromInline
package struct TCPFlags: OptionSet, Hashable, Sendable {
  @usableFromInline package let rawValue: UInt8

  @usableFromInline
  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The sender has sent all it will.
  package static let fin = TCPFlags(rawValue: 0x01)
  /// The sequence number is the initial one.
  package static let syn = TCPFlags(rawValue: 0x02)
  /// The connection is given up.
  package static let rst = TCPFlags(rawValue: 0x04)
  /// The receiver should pass the data on at once.
  package static let psh = TCPFlags(rawValue: 0x08)
  /// The acknowledgment number is valid.
  package static let ack = TCPFlags(rawValue: 0x10)
  /// The urgent pointer is valid.
  package static let urg = TCPFlags(rawValue: 0x20)

  /// Whether a segment with these begins or ends a connection.
  @inlinable package var isBound: Bool { rawValue & 0x07 != 0 }
}
