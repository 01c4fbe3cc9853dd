package import NetworkLayers
package import SCCP
package import Text
package import Wire

/// Takes packets, and writes records of the SCCP messages in them, with all that is known about
/// each.
package struct Dissector: ~Copyable {
  private var packets = PacketDecoder()
  private var segments: SegmentOrder
  private var analyzer: Analyzer
  /// The connections to look at; nil for all.
  private let shard: Shard?
  /// Hashes of the connections of packets that were announced.
  private var announced: [UInt32] = []

  /// What a dissector is asked for.
  package struct Options: Sendable {
    /// TCP ports of call managers.
    package var serverPorts: [UInt16] = [2000]
    /// All ports whose connections are looked at from their first segment on.
    package var trackedPorts: [UInt16] { serverPorts + [Self.securePort] }
    /// The connections to look at, where other processes look at the others.
    package var shard: Shard?
    /// Where call managers speak SCCP over TLS.
    static let securePort: UInt16 = 2443
    /// Whether to look at what comes after a segment that packets out of order may still come
    /// before: the first one seen of a connection in mid-stream, and an acknowledgment of bytes
    /// that are missing. What they complete is told later, then.
    package var looksAhead = true
    /// Whether to tell what TCP and TLS do beside carrying messages.
    package var tellsTransport = false
    /// Whether to tell of TLS, where nothing else of that is told.
    package var tellsTLS = false
    /// Whether to learn from messages what later ones mean. Where not, records say what a message is and
    /// where it came from.
    package var learns = true
    /// Whether there are also records of headers, right or wrong, without their messages: what the place
    /// of the next message depends on.
    package var tellsHeaders = false
    /// Whether to read what may be a key or salt under another layout of its message.
    package var showsSecrets = false
    /// What texts are in where they are not UTF-8; nil for Latin-1.
    package var encoding: TextEncoding?

    package init() {}
  }

  /// Begins; `rewriter` changes messages before anything is learned from them.
  package init(_ options: Options, rewriter: (any MessageRewriter)? = nil) {
    segments = SegmentOrder(options)
    analyzer = Analyzer(options, rewriter)
    shard = options.shard
  }

  /// What happened so far, over all connections.
  package var totals: Totals {
    var totals = analyzer.totals
    totals.foundConnections = segments.connections.counts.foundConnections
    totals.oneSidedConnections = segments.connections.counts.oneSidedConnections
    totals.unprovedConnections = segments.candidates.unprovedConnections.map {
      analyzer.shown($0)
    }
    totals.givenUpCandidates = segments.candidates.givenUpCount
    (totals.givenUpMessages, totals.forgottenTables) = analyzer.givenUp
    return totals
  }

  /// What could not be read below SCCP.
  package var layerCounts: LayerCounts { packets.counts }

  /// What happened to the connections.
  package var connectionCounts: ConnectionCounts { segments.connections.counts }

  /// Whether outputs show other addresses than the capture has.
  package var changesAddresses: Bool { analyzer.changesAddresses }

  /// A source of media, between ends as outputs show them.
  package func shown(_ source: RTPSource) -> RTPSource {
    RTPSource(
      number: source.number, sender: analyzer.shown(source.sender),
      receiver: analyzer.shown(source.receiver), ssrc: source.ssrc)
  }

  /// Whether there are so many connections that it pays to announce packets. It changes nothing: a
  /// dissector that is changed in its place is not copied to be asked.
  package mutating func asksAhead() -> Bool { segments.connections.isCrowded }

  /// Takes note of a packet that comes soon, and asks for the memory in which its connection is looked
  /// up; ``askForAnnounced()`` when that is there.
  package mutating func announce(_ packet: Span<UInt8>, linkType: LinkType) {
    if let hash = segments.prefetchIndex(for: packet, linkType: linkType) { announced.append(hash) }
  }

  /// Asks for the memory of what is known of the connections of packets that were announced.
  package mutating func askForAnnounced() {
    for hash in announced {
      if let slot = segments.prefetch(hash) { analyzer.prefetch(slot) }
    }
    announced.removeAll(keepingCapacity: true)
  }

  /// Counts packets that are known not to matter.
  package mutating func passOver(_ count: Int) {
    analyzer.totals.packets += count
  }

  /// Takes a packet and writes what it completed.
  @inline(__always)  // Once per packet.
  package mutating func accept(
    _ packet: Span<UInt8>, linkType: LinkType, at stamp: FrameStamp,
    into writer: inout RecordWriter
  ) {
    Self.accept(
      packet, linkType: linkType, at: stamp, shard, &packets, &segments, &analyzer, into: &writer)
  }

  /// The decoder lends the segment that it finds, and is a variable of its own for so long.
  @inline(__always)
  private static func accept(
    _ packet: Span<UInt8>, linkType: LinkType, at stamp: FrameStamp, _ shard: Shard?,
    _ packets: inout PacketDecoder, _ segments: inout SegmentOrder, _ analyzer: inout Analyzer,
    into writer: inout RecordWriter
  ) {
    analyzer.totals.packets += 1
    guard let segment = packets.segment(in: packet, linkType: linkType, at: stamp) else {
      if let notice = packets.takeUnreachable() {
        segments.take(notice, at: stamp, &analyzer, into: &writer)
      }
      return
    }
    if let shard, !shard.holds(segment) { return }
    segments.take(segment, at: stamp, &analyzer, into: &writer)
  }

  /// Whether segments wait, whose records are to come before anything that is newer.
  package var holdsBack: Bool { segments.holdsBack }

  /// Writes what still waited when the capture ended.
  package mutating func finish(into writer: inout RecordWriter) {
    segments.finish(&analyzer, into: &writer)
  }
}
