import Wire

/// A set of port numbers that is cheap to ask.
struct PortSet: Sendable {
  private var words = [UInt64](repeating: 0, count: 1024)

  init(_ ports: some Sequence<UInt16>) {
    for port in ports { words[Int(port >> 6)] |= 1 << UInt64(port & 63) }
  }

  @inline(__always)  // Twice per packet.
  func contains(_ port: UInt16) -> Bool {
    words[Int(port >> 6)] >> UInt64(port & 63) & 1 == 1
  }
}

/// The ports of servers.
extension PortSet {
  /// Whether one end of a segment is a server's.
  @inline(__always)  // Else the segment is copied to be looked at.
  func hasEnd(of segment: TCPSegment) -> Bool {
    contains(segment.destination.port) || contains(segment.source.port)
  }

  /// Which way a segment goes, by its ports and by who greets whom.
  func direction(of segment: TCPSegment, _ told: StreamDirection? = nil) -> StreamDirection {
    switch (contains(segment.source.port), contains(segment.destination.port)) {
    case (true, false): .toClient
    case (false, true): .toServer
    default: told ?? (segment.flags.isSuperset(of: [.syn, .ack]) ? .toClient : .toServer)
    }
  }
}
