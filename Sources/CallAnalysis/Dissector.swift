package import NetworkLayers
package import SCCP
package import Wire

/// Takes packets, and gives a sink the SCCP messages in them with all that is known about each.
package struct Dissector: ~Copyable {
  private var packets = PacketDecoder()
  private var connections: ConnectionTable
  private var candidates = CandidateTable()
  private var lookAhead = LookAhead()
  private let looksAhead: Bool
  private var analyzer: Analyzer
  /// What looks at all segments, where that is asked for.
  private var transport: TransportWatch?

  /// What a dissector is asked for.
  package struct Options: Sendable {
    /// TCP ports of call managers.
    package var serverPorts: [UInt16] = [2000]
    /// Where call managers speak SCCP over TLS.
    static let securePort: UInt16 = 2443
    /// Whether to look at what comes after a segment that packets out of order may still come
    /// before: the first one seen of a connection in mid-stream, and an acknowledgment of bytes
    /// that are missing. What they complete is told later, then.
    package var looksAhead = true
    /// Whether to tell what TCP and TLS do beside carrying messages.
    package var tellsTransport = false
    /// Whether to read what may be a key or salt under another layout of its message.
    package var showsSecrets = false
    /// What texts are in where they are not UTF-8; nil for Latin-1.
    package var encoding: TextEncoding?

    package init() {}
  }

  /// Begins; `rewriter` changes messages before anything is learned from them.
  package init(_ options: Options, rewriter: (any MessageRewriter)? = nil) {
    connections = ConnectionTable(
      serverPorts: options.serverPorts + [Options.securePort],
      expectsReordering: options.looksAhead)
    looksAhead = options.looksAhead
    analyzer = Analyzer(options, rewriter)
    if options.tellsTransport { transport = TransportWatch() }
  }

  /// What happened so far, over all connections.
  package var totals: Totals {
    var totals = analyzer.totals
    totals.foundConnections = connections.counts.foundConnections
    totals.oneSidedConnections = connections.counts.oneSidedConnections
    totals.unprovedConnections = candidates.unprovedConnections
    totals.givenUpCandidates = candidates.givenUpCount
    (totals.givenUpMessages, totals.forgottenTables) = analyzer.givenUp
    return totals
  }

  /// What could not be read below SCCP.
  package var layerCounts: LayerCounts { packets.counts }

  /// What happened to the connections.
  package var connectionCounts: ConnectionCounts { connections.counts }

  /// Counts packets that are known not to matter.
  package mutating func passOver(_ count: Int) {
    analyzer.totals.packets += count
  }

  /// Takes a packet and gives the sink what it completed.
  package mutating func accept(
    _ packet: Span<UInt8>, linkType: LinkType, at stamp: FrameStamp,
    into sink: inout some RecordSink
  ) {
    Self.accept(
      packet, linkType: linkType, at: stamp, &packets, &connections, &candidates, &lookAhead,
      looksAhead: looksAhead, &analyzer, &transport, into: &sink)
  }

  /// Gives the sink what still waited when the capture ended.
  package mutating func finish(into sink: inout some RecordSink) {
    Self.drain(&lookAhead, isLast: true, &connections, &analyzer, &transport, into: &sink)
    connections.finish()
    Self.finish(&connections, &analyzer, &transport, into: &sink)
  }

  // An event is lent by the table: the analyzer has to be a variable of its own while it is used.

  @inline(__always)  // Once per packet.
  private static func accept(
    _ packet: Span<UInt8>, linkType: LinkType, at stamp: FrameStamp,
    _ packets: inout PacketDecoder, _ connections: inout ConnectionTable,
    _ candidates: inout CandidateTable, _ lookAhead: inout LookAhead, looksAhead: Bool,
    _ analyzer: inout Analyzer, _ transport: inout TransportWatch?,
    into sink: inout some RecordSink
  ) {
    analyzer.totals.packets += 1
    guard let segment = packets.segment(in: packet, linkType: linkType, at: stamp) else { return }
    let repeatedCount = transport == nil ? 0 : connections.counts.retransmittedSegments
    let answer =
      lookAhead.isEmpty
      ? connections.offer(segment, at: stamp, joins: false)
      : connections.tracks(segment) ? .joins : .declined
    switch answer {
    case .inOrder(let slot, let direction):
      analyzer.take(
        segment.payload, of: slot, direction, at: stamp, number: segment.firstByteNumber,
        into: &sink)
    case .accepted: tell(segment, &connections, &analyzer, &transport, into: &sink)
    case .declined:
      if let found = candidates.take(segment, at: stamp) {
        track(found, &connections, &analyzer, &transport, into: &sink)
      }
    case .joins where !looksAhead:
      if join(segment, at: stamp, beginningAt: nil, &connections) {
        tell(segment, &connections, &analyzer, &transport, into: &sink)
      }
    case .joins:
      lookAhead.append(segment, at: stamp, packetCount: analyzer.totals.packets)
      drain(&lookAhead, isLast: false, &connections, &analyzer, &transport, into: &sink)
    }
    if transport == nil { return }
    watch(segment, repeatedCount, at: stamp, &connections, &analyzer, &transport, into: &sink)
  }

  /// Tells what a segment says of TCP itself.
  @inline(never)  // Only runs that ask for it pay for it.
  private static func watch(
    _ segment: borrowing TCPSegment, _ repeatedCount: Int, at stamp: FrameStamp,
    _ connections: inout ConnectionTable, _ analyzer: inout Analyzer,
    _ transport: inout TransportWatch?, into sink: inout some RecordSink
  ) {
    guard let slot = connections.slot(for: copy segment),
      let direction = connections.direction(of: segment.source, in: slot),
      let kind = transport?.take(
        segment, of: slot, direction,
        isRepeated: connections.counts.retransmittedSegments > repeatedCount, at: stamp)
    else { return }
    analyzer.tell(kind, slot, direction, at: stamp, into: &sink)
  }

  /// Gives the table the segments that need not wait any more.
  private static func drain(
    _ lookAhead: inout LookAhead, isLast: Bool, _ connections: inout ConnectionTable,
    _ analyzer: inout Analyzer, _ transport: inout TransportWatch?,
    into sink: inout some RecordSink
  ) {
    while let entry = lookAhead.first {
      let segment = entry.segment
      let stamp = entry.kept.stamp
      switch connections.offer(segment, at: stamp, joins: false) {
      case .inOrder(let slot, let direction):
        analyzer.take(
          segment.payload, of: slot, direction, at: stamp, number: segment.firstByteNumber,
          into: &sink)
      case .accepted: tell(segment, &connections, &analyzer, &transport, into: &sink)
      case .declined: break
      case .joins:
        guard isLast || lookAhead.isFull(at: analyzer.totals.packets) else { return }
        if join(segment, at: stamp, beginningAt: lookAhead.earliest, &connections) {
          tell(segment, &connections, &analyzer, &transport, into: &sink)
        }
      }
      lookAhead.removeFirst()
    }
  }

  /// Begins a stream in its middle. Where both ports are a server's, its first message says who is
  /// the server.
  private static func join(
    _ segment: TCPSegment, at stamp: FrameStamp, beginningAt earliest: SequenceNumber?,
    _ connections: inout ConnectionTable
  ) -> Bool {
    let direction = MessageDetector.knownHeader(in: segment.payload)?.definition?.direction
    return connections.accept(
      segment, at: stamp, beginningAt: earliest,
      going: direction.map { $0 == .deviceToServer ? .toServer : .toClient })
  }

  /// Gives the sink what a segment that the table accepted completed.
  private static func tell(
    _ segment: borrowing TCPSegment, _ connections: inout ConnectionTable,
    _ analyzer: inout Analyzer, _ transport: inout TransportWatch?,
    into sink: inout some RecordSink
  ) {
    while let event = connections.nextEvent(of: segment) {
      note(event, &analyzer, &transport, into: &sink)
    }
  }

  private static func note(
    _ event: borrowing StreamEvent, _ analyzer: inout Analyzer,
    _ transport: inout TransportWatch?, into sink: inout some RecordSink
  ) {
    if transport != nil {
      let slot = event.connection.slot
      switch event.kind {
      case .opened(_, 1), .joined: transport?.begin(slot)
      case .ended(let reason):
        analyzer.end(
          slot, isOneSided: transport?.isOneSided(slot) ?? false, isLast: reason == .captureEnded,
          into: &sink)
      default: break
      }
    }
    analyzer.note(event, into: &sink)
  }

  /// Tracks a connection that was found to carry SCCP, from its first message on.
  private static func track(
    _ found: Candidate, _ connections: inout ConnectionTable, _ analyzer: inout Analyzer,
    _ transport: inout TransportWatch?, into sink: inout some RecordSink
  ) {
    for (index, kept) in found.segments.enumerated() {
      let segment = kept.segment(between: found.source, and: found.destination)
      let earliest = KeptSegment.earliest(
        of: found.segments[index...].lazy.filter { $0.isForward == kept.isForward })
      if index == 0 {
        connections.open(
          segment, direction: found.direction, at: kept.stamp, beginningAt: earliest)
      } else if !connections.accept(segment, at: kept.stamp, beginningAt: earliest) {
        continue
      }
      tell(segment, &connections, &analyzer, &transport, into: &sink)
    }
  }

  private static func finish(
    _ connections: inout ConnectionTable, _ analyzer: inout Analyzer,
    _ transport: inout TransportWatch?, into sink: inout some RecordSink
  ) {
    while let event = connections.nextEvent() {
      note(event, &analyzer, &transport, into: &sink)
    }
  }
}
