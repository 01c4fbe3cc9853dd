import Wire

/// One of several parts of a capture's connections; each process takes one.
///
/// Which part a segment falls to depends on its ends alone, so that all processes agree and none
/// knows of the others.
package struct Shard: Sendable {
  /// What keeps connections together.
  package enum Key: String, CaseIterable, Sendable {
    /// Each connection by itself: addresses and ports of both ends.
    case connection
    /// All connections of a device: the address that is not the server's.
    case device
    /// All connections of a server: its address.
    case server
  }

  /// Parts that there can be: more than any cluster has cores.
  package static let maximumCount = 1 << 16

  /// Which part, from 0.
  private let number: UInt64
  private let count: UInt64
  /// What keeps connections together.
  package var key = Key.connection
  private var serverPorts = PortSet([])

  /// One part of `count`, counted from 1; nil where there is no such part.
  package init?(_ number: Int, of count: Int) {
    guard (1...Self.maximumCount).contains(count), (1...count).contains(number) else { return nil }
    self.number = UInt64(number - 1)
    self.count = UInt64(count)
  }

  /// The part, told which end of a connection is the server.
  ///
  /// Where ports do not tell, connections between the same two addresses stay together.
  package func withServers(on ports: some Sequence<UInt16>) -> Shard {
    var shard = self
    shard.serverPorts = PortSet(ports)
    return shard
  }

  /// Whether a segment's connection is in this part.
  @inline(__always)  // Once per packet; else the segment is copied to be looked at.
  package func holds(_ segment: TCPSegment) -> Bool {
    place(of: segment).multipliedFullWidth(by: count).high == number
  }

  /// Where a segment's connection lies among all, as a fraction of 2⁶⁴.
  @inline(__always)
  private func place(of segment: TCPSegment) -> UInt64 {
    if key == .connection {
      return Self.place(of: segment.source) &+ Self.place(of: segment.destination)
    }
    let isFromServer = serverPorts.contains(segment.source.port)
    guard isFromServer != serverPorts.contains(segment.destination.port) else {
      return Self.place(of: segment.source.address) &+ Self.place(of: segment.destination.address)
    }
    return Self.place(
      of: isFromServer == (key == .server)
        ? segment.source.address : segment.destination.address)
  }

  private static func place(of endpoint: Endpoint) -> UInt64 {
    var hash = StableHash()
    hash.combine(endpoint)
    return hash.value
  }

  private static func place(of address: IPAddress) -> UInt64 {
    var hash = StableHash()
    hash.combine(address)
    return hash.value
  }
}
