/// The order in which the bytes of a number lie in memory or on the wire.
public enum ByteOrder: Sendable {
  /// The least significant byte first: SCCP, and captures written on most machines of today.
  case littleEndian
  /// The most significant byte first: network byte order.
  case bigEndian
}
