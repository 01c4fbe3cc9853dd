package import Wire

/// What a packet is worth to a run that asks for media.
package enum Sighting: Sendable {
  /// It cannot matter.
  case nothing
  /// Its header, and when it was captured, are all that matters.
  case rtp(RTPHeader)
  /// The dissector has to see it.
  case packet
}

/// Collects packets that may be RTP, and numbers their sources.
///
/// Whether they are RTP is known only from an order for media between their ends.
package struct RTPCollector: Sendable {
  private var sources = NumberedSources()
  /// Sources that are no news.
  private var toldCount = 0
  private var digests: [RTPDigest] = []

  private static let headerByteCount = 12
  /// Second bytes that an RTCP packet may have (RFC 5761 §4).
  private static let rtcpTypes: ClosedRange<UInt8> = 192...223

  package init() {}

  package var isEmpty: Bool { digests.isEmpty }

  /// The packets since the run began.
  package var run: RTPRun {
    @_lifetime(borrow self)
    get { RTPRun(sources: sources.span.extracting(toldCount...), packets: digests.span) }
  }

  /// Begins another run; where there are too many sources, with numbers from 0.
  package mutating func beginRun() {
    digests.removeAll(keepingCapacity: true)
    if sources.isFull { sources = NumberedSources() }
    toldCount = sources.span.count
  }

  /// Appends a packet to the run; whether that is to be passed on, and another one to be begun, before
  /// the next packet is looked at.
  package mutating func append(_ header: RTPHeader, at stamp: FrameStamp) -> Bool {
    digests.append(RTPDigest(header, at: stamp))
    return digests.count >= RTPRuns.fullCount || header.sourceNumber == NumberedSources.lastNumber
  }

  /// What a packet is worth, told where it lies.
  package mutating func sight(_ packet: Span<UInt8>, linkType: LinkType) -> Sighting {
    if let (start, protocolNumber) = PlainHeaders.payload(of: packet, linkType: linkType) {
      guard protocolNumber == InternetProtocol.udp,
        packet.count >= start + UDPDatagram.headerByteCount,
        case let ports = packet.uint32(at: start), !UDP.mayBeTunnel(ports: ports)
      else { return .packet }
      let payload = packet.extracting((start + UDPDatagram.headerByteCount)...)
      guard Self.mayBeRTP(payload) else { return .nothing }
      return sight(
        payload,
        from: Endpoint(
          address: IPAddress(ipv4: packet.uint32(at: start - 8)),
          port: UInt16(truncatingIfNeeded: ports >> 16)),
        to: Endpoint(
          address: IPAddress(ipv4: packet.uint32(at: start - 4)),
          port: UInt16(truncatingIfNeeded: ports)))
    }
    switch LinkLayer.decode(packet, linkType: linkType, depth: 0) {
    case .datagram(let datagram):
      guard Self.mayBeRTP(datagram.payload) else { return .nothing }
      return sight(datagram.payload, from: datagram.source, to: datagram.destination)
    case .segment, .fragment, .unreachable, .other, .unread, .fault: return .packet
    }
  }

  /// Whether a datagram's payload has the form of an RTP packet.
  @inline(__always)  // Once per packet.
  private static func mayBeRTP(_ payload: Span<UInt8>) -> Bool {
    payload.count >= headerByteCount && payload[0] >> 6 == 2
      && payload.count >= headerByteCount + Int(payload[0] & 0x0f) * 4
      && !rtcpTypes.contains(payload[1])
  }

  /// The header of such a payload.
  @inline(__always)  // Once per packet.
  private mutating func sight(
    _ payload: Span<UInt8>, from sender: Endpoint, to receiver: Endpoint
  ) -> Sighting {
    let number = sources.number(from: sender, to: receiver, ssrc: payload.uint32(at: 8))
    return .rtp(
      RTPHeader(
        sourceNumber: number, timestamp: payload.uint32(at: 4),
        sequenceNumber: payload.uint16(at: 2), payloadType: payload[1] & 0x7f))
  }
}

/// The sources of RTP packets by their numbers.
struct NumberedSources: Sendable {
  private var sources: [RTPSource] = []
  /// The numbers by ends and synchronization source.
  private var index = EndpointIndex()
  /// For each source the one whose packet came after its newest packet: each sends at a steady pace, so
  /// that this mostly comes next again.
  private var followers: [Int] = []
  /// The source of the newest packet.
  private var newest = 0

  /// The highest number: at 8,192 calls at a time, all sources have one; where there are more, they are
  /// told again.
  static let lastNumber = 0x3fff

  var isFull: Bool { sources.count > Self.lastNumber }

  var span: Span<RTPSource> {
    @_lifetime(borrow self)
    get { sources.span }
  }

  /// The number of a source; gives it one where it has none.
  @inline(__always)  // Once per packet.
  mutating func number(
    from sender: Endpoint, to receiver: Endpoint, ssrc: UInt32
  ) -> Int {
    let sought = RTPSource(
      number: sources.count, sender: sender, receiver: receiver, ssrc: ssrc)
    if newest < followers.count, case let next = followers[newest],
      sources[next].isSame(as: sought)
    {
      newest = next
      return next
    }
    let number = find(sought)
    followers[newest] = number
    newest = number
    return number
  }

  /// The number of a source that is not the one expected.
  @inline(never)
  private mutating func find(_ sought: RTPSource) -> Int {
    let hash = index.hash(of: sought)
    if let number = index.find(hash, matches: { sources[$0].isSame(as: sought) }) { return number }
    sources.append(sought)
    followers.append(sought.number)
    index.insert(sought.number, hash: hash)
    return sought.number
  }
}

extension EndpointIndex {
  /// The hash of an RTP source.
  @inline(__always)  // Once per packet.
  package func hash(of source: RTPSource) -> UInt32 {
    hash(source.sender, source.receiver) ^ source.ssrc &* 0x9e37_79b1
  }
}
