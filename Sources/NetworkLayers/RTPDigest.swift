package import Wire

/// What is kept of an RTP packet (RFC 3550 §5.1): its ends, its header and its frame.
package struct RTPDigest: Sendable {
  package let source: Endpoint
  package let destination: Endpoint
  package let ssrc: UInt32
  package let timestamp: UInt32
  package let sequenceNumber: UInt16
  package let payloadType: UInt8
  package var stamp: FrameStamp

  package init(
    source: Endpoint, destination: Endpoint, ssrc: UInt32, timestamp: UInt32,
    sequenceNumber: UInt16, payloadType: UInt8, stamp: FrameStamp
  ) {
    self.source = source
    self.destination = destination
    self.ssrc = ssrc
    self.timestamp = timestamp
    self.sequenceNumber = sequenceNumber
    self.payloadType = payloadType
    self.stamp = stamp
  }

  private static let headerByteCount = 12
  /// Second bytes that an RTCP packet may have (RFC 5761 §4).
  private static let rtcpTypes: ClosedRange<UInt8> = 192...223

  /// Reads the header of a datagram that may be RTP; nil for one that cannot be.
  ///
  /// Whether it is RTP is known only from an order for media between its ends.
  @inline(__always)  // Once per packet.
  init?(_ datagram: borrowing UDPDatagram, at stamp: FrameStamp) {
    let bytes = datagram.payload
    guard bytes.count >= Self.headerByteCount, bytes[0] >> 6 == 2,
      bytes.count >= Self.headerByteCount + Int(bytes[0] & 0x0f) * 4,
      !Self.rtcpTypes.contains(bytes[1])
    else { return nil }
    source = datagram.source
    destination = datagram.destination
    payloadType = bytes[1] & 0x7f
    sequenceNumber = bytes.uint16(at: 2)
    timestamp = bytes.uint32(at: 4)
    ssrc = bytes.uint32(at: 8)
    self.stamp = stamp
  }
}

/// What a packet is worth to a run that asks for media.
package enum Sighting: Sendable {
  /// It cannot matter.
  case nothing
  /// Its digest is all that matters.
  case rtp
  /// The dissector has to see it.
  case packet
}

extension PacketSieve {
  /// What a packet is worth, told where it lies; appends the digest of one that may be RTP.
  package static func sight(
    _ packet: Span<UInt8>, linkType: LinkType, at stamp: FrameStamp,
    into digests: inout [RTPDigest]
  ) -> Sighting {
    if let (start, protocolNumber) = PlainHeaders.payload(of: packet, linkType: linkType) {
      guard protocolNumber == InternetProtocol.udp, packet.count >= start + 8,
        !UDP.mayBeTunnel(ports: packet.uint32(at: start)),
        let datagram = UDPDatagram(
          packet.extracting(start...), from: IPAddress(ipv4: packet.uint32(at: start - 8)),
          to: IPAddress(ipv4: packet.uint32(at: start - 4)))
      else { return .packet }
      return note(datagram, at: stamp, in: &digests)
    }
    switch LinkLayer.decode(packet, linkType: linkType, depth: 0) {
    case .datagram(let datagram): return note(datagram, at: stamp, in: &digests)
    case .segment, .fragment, .unreachable, .other, .unread, .fault: return .packet
    }
  }

  @inline(__always)  // Once per packet, which is written where it stays.
  private static func note(
    _ datagram: borrowing UDPDatagram, at stamp: FrameStamp, in digests: inout [RTPDigest]
  ) -> Sighting {
    guard let digest = RTPDigest(datagram, at: stamp) else { return .nothing }
    digests.append(digest)
    return .rtp
  }
}
