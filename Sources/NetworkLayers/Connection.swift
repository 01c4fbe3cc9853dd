package import Wire

/// A TCP connection in the table: who talks to whom, and how far its life has come.
package struct Connection: Sendable {
  package let id: ConnectionID
  package let client: Endpoint
  package let server: Endpoint
  /// A bit for each direction that a segment was captured of, apart from SYNs that open.
  private var seenDirections: UInt8 = 0
  /// Which of all uses of connections was its last.
  var lastUse = 0
  /// Whether its client's SYN was captured.
  package internal(set) var isOpened = false
  /// Whether its server's SYN-ACK was captured.
  package internal(set) var isAccepted = false
  /// Whether one side reset it.
  package internal(set) var isReset = false
  /// SYN segments of its client, retransmissions included.
  package internal(set) var openingSegmentCount: UInt32 = 0
  /// The SYNs among them that are no copies of the one before: as often did the client try.
  var attemptCount = 0
  /// The table's clock at the last of these.
  var attemptedAt: Int64 = 0
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

  package var ends: ConnectionEnds { ConnectionEnds(client: client, server: server) }

  /// Which stream a segment from `source` belongs to.
  @inline(__always)  // Else the connection is copied to be asked.
  func direction(from source: Endpoint) -> StreamDirection {
    client.difference(to: source) == 0 ? .toServer : .toClient
  }

  /// Whether nothing but SYNs of the client was captured.
  var isUnanswered: Bool { attemptCount > 0 && seenDirections == 0 }

  /// Whether segments of one direction only were captured.
  var isOneSided: Bool { seenDirections != 0b11 }

  /// Whether a segment of a direction was captured.
  @inline(__always)  // Else the connection is copied to be asked.
  func hasSeen(_ direction: StreamDirection) -> Bool {
    seenDirections >> UInt8(direction.rawValue) & 1 == 1
  }

  mutating func noteSeen(_ direction: StreamDirection) {
    seenDirections |= 1 << UInt8(direction.rawValue)
  }

  /// Which stream a segment between two ends belongs to; nil where they are not its own.
  ///
  /// Without a branch between the two, because which it is cannot be predicted.
  @inline(__always)  // Else the connection is copied to be asked.
  func direction(from one: Endpoint, to other: Endpoint) -> StreamDirection? {
    let toServer = client.difference(to: one) | server.difference(to: other)
    let toClient = client.difference(to: other) | server.difference(to: one)
    guard toServer == 0 || toClient == 0 else { return nil }
    return toServer == 0 ? .toServer : .toClient
  }
}

extension Endpoint {
  /// 0 for the same endpoint.
  @inline(__always)
  fileprivate func difference(to other: Endpoint) -> UInt64 {
    let address = self.address.bits ^ other.address.bits
    let version: UInt64 = self.address.isIPv6 == other.address.isIPv6 ? 0 : 1
    return UInt64(truncatingIfNeeded: address | address >> 64) | UInt64(port ^ other.port)
      | version
  }
}
