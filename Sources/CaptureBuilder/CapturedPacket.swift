package import Wire

/// One packet of a capture that is being made.
package struct CapturedPacket: Equatable, Sendable {
  package var time: Timestamp
  /// What the interface captured, from the link layer on.
  package var bytes: [UInt8]
  /// Bytes of the packet on the wire: more than were captured where a snap length cut it.
  package var originalLength: Int
  /// A note on the packet, which only pcapng can keep.
  package var comment: String?
  /// Index of the interface, from 0.
  package var interfaceID: Int

  package init(time: Timestamp, bytes: [UInt8], interfaceID: Int = 0) {
    self.time = time
    self.bytes = bytes
    self.interfaceID = interfaceID
    originalLength = bytes.count
  }
}

extension [CapturedPacket] {
  /// The packets in the order of their times; those of one time stay as they were.
  package var inTimeOrder: [CapturedPacket] {
    enumerated().sorted { left, right in
      (left.element.time, left.offset) < (right.element.time, right.offset)
    }.map(\.element)
  }

  /// Notes something on the newest packet.
  package mutating func comment(_ text: String) {
    if !isEmpty { self[count - 1].comment = text }
  }
}
