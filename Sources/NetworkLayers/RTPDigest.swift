package import Wire

/// The source of one RTP stream: its ends and its synchronization source (RFC 3550 §3).
package struct RTPSource: Sendable {
  /// What the digests of its packets have in its place, until another source has the same number.
  package let number: Int
  package let sender: Endpoint
  package let receiver: Endpoint
  package let ssrc: UInt32

  package init(number: Int, sender: Endpoint, receiver: Endpoint, ssrc: UInt32) {
    self.number = number
    self.sender = sender
    self.receiver = receiver
    self.ssrc = ssrc
  }

  /// Whether both are the same source, whatever their numbers are.
  @inline(__always)  // Once per packet.
  package func isSame(as other: RTPSource) -> Bool {
    ssrc == other.ssrc && sender == other.sender && receiver == other.receiver
  }
}

/// What matters of an RTP header (RFC 3550 §5.1), with its source's number in place of its ends and its
/// synchronization source.
@usableFromInline
package struct RTPHeader: Sendable {
  @usableFromInline let number: UInt32
  package let timestamp: UInt32
  package let sequenceNumber: UInt16
  package let payloadType: UInt8

  package init(sourceNumber: Int, timestamp: UInt32, sequenceNumber: UInt16, payloadType: UInt8) {
    number = UInt32(truncatingIfNeeded: sourceNumber)
    self.timestamp = timestamp
    self.sequenceNumber = sequenceNumber
    self.payloadType = payloadType
  }

  /// The number of its source.
  @inlinable package var sourceNumber: Int { Int(number) }
}

/// What is kept of an RTP packet: its header and its frame.
@usableFromInline
package struct RTPDigest: Sendable {
  package let stamp: FrameStamp
  package let header: RTPHeader

  package init(_ header: RTPHeader, at stamp: FrameStamp) {
    self.header = header
    self.stamp = stamp
  }
}

/// RTP packets with nothing else in between, and the sources that are numbered anew among them.
///
/// A number that was given before is its new source's from the first packet of the run on.
package struct RTPRun: ~Escapable {
  package let sources: Span<RTPSource>
  package let packets: Span<RTPDigest>

  @_lifetime(copy sources, copy packets)
  package init(sources: Span<RTPSource>, packets: Span<RTPDigest>) {
    self.sources = sources
    self.packets = packets
  }
}
