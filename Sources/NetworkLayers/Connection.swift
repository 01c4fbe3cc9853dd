package import Wire

/// A TCP connection in the table: who talks to whom, and how far its life has come.
package struct Connection: Sendable {
  package let id: ConnectionID
  package let client: Endpoint
  package let server: Endpoint
  /// Whether its client's SYN was captured.
  package internal(set) var isOpened = false
  /// Whether its server's SYN-ACK was captured.
  package internal(set) var isAccepted = false
  /// Whether one side reset it.
  package internal(set) var isReset = false
  /// SYN segments of its client, retransmissions included.
  package internal(set) var openingSegmentCount: UInt32 = 0
  /// A bit for each direction that a segment was captured of.
  private var seenDirections: UInt8 = 0
  /// The hash of its endpoint pair; nil where the slot is free.
  var hash: UInt32?
  /// Whether it was closed or reset and waits to be forgotten.
  var isOver = false
  /// Whether the caller found it, rather than its port.
  let isDetected: Bool

  init(id: ConnectionID, client: Endpoint, server: Endpoint, hash: UInt32, isDetected: Bool) {
    self.id = id
    self.client = client
    self.server = server
    self.hash = hash
    self.isDetected = isDetected
  }

  /// Which stream a segment from `source` belongs to.
  @inline(__always)  // Else the connection is copied to be asked.
  func direction(from source: Endpoint) -> StreamDirection {
    source.isSame(as: client) ? .toServer : .toClient
  }

  /// Whether segments of one direction only were captured.
  var isOneSided: Bool { seenDirections != 0b11 }

  @inline(__always)
  mutating func noteSeen(_ direction: StreamDirection) {
    seenDirections |= direction == .toServer ? 0b01 : 0b10
  }

  @inline(__always)  // Else the connection is copied to be asked.
  func connects(_ one: Endpoint, _ other: Endpoint) -> Bool {
    client.isSame(as: one) && server.isSame(as: other)
      || client.isSame(as: other) && server.isSame(as: one)
  }
}

extension Endpoint {
  /// As `==`, which the compiler does not inline from another module.
  fileprivate func isSame(as other: Endpoint) -> Bool {
    address.bits == other.address.bits && port == other.port
      && address.isIPv6 == other.address.isIPv6
  }
}
