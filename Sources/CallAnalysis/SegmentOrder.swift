import NetworkLayers
import SCCP
import Wire

/// Puts the segments of SCCP connections in order, and gives an analyzer what they bring.
struct SegmentOrder: ~Copyable {
  private(set) var connections: ConnectionTable
  private(set) var candidates = CandidateTable()
  private var lookAhead = LookAhead()
  /// Whether a stream that is joined in its middle waits for segments that come late.
  private let looksAhead: Bool
  /// What looks at all segments, where that is asked for.
  private var transport: TransportWatch?

  init(_ options: Dissector.Options) {
    connections = ConnectionTable(
      serverPorts: options.trackedPorts,
      expectsReordering: options.looksAhead)
    looksAhead = options.looksAhead
    if options.tellsTransport { transport = TransportWatch() }
  }

  /// Whether segments wait to be looked at.
  var holdsBack: Bool { !lookAhead.isEmpty }

  /// Asks for memory: see ``ConnectionTable/prefetchIndex(for:linkType:)``.
  mutating func prefetchIndex(for packet: Span<UInt8>, linkType: LinkType) -> UInt32? {
    connections.prefetchIndex(for: packet, linkType: linkType)
  }

  /// Asks for memory: see ``ConnectionTable/prefetch(_:)``.
  mutating func prefetch(_ hash: UInt32) -> Int? { connections.prefetch(hash) }

  /// Takes the next segment of the capture.
  @inline(__always)  // Once per packet.
  mutating func take(
    _ segment: TCPSegment, at stamp: FrameStamp, _ analyzer: inout Analyzer,
    into writer: inout RecordWriter
  ) {
    let answer =
      lookAhead.isEmpty
      ? connections.offer(segment, at: stamp, joins: false)
      : connections.tracks(segment) ? .joins : .declined
    switch answer {
    case .inOrder(let slot, let direction):
      analyzer.take(
        segment.payload, of: slot, direction, at: stamp, number: segment.firstByteNumber,
        into: &writer)
      if transport == nil { return }
      return Self.watch(
        segment, of: slot, direction, at: stamp, &connections, &transport, &analyzer, into: &writer)
    case .accepted: tell(segment, &analyzer, into: &writer)
    case .declined:
      if let found = candidates.take(segment, at: stamp) {
        track(found, &analyzer, into: &writer)
      }
    case .joins where !looksAhead:
      if Self.join(segment, at: stamp, beginningAt: nil, &connections) {
        tell(segment, &analyzer, into: &writer)
      }
    case .joins:
      lookAhead.append(segment, at: stamp, packetCount: analyzer.totals.packets)
      drainLookAhead(isLast: false, &analyzer, into: &writer)
      return
    }
    if transport == nil { return }
    Self.watch(segment, at: stamp, &connections, &transport, &analyzer, into: &writer)
  }

  /// Takes what the network says of a segment that was not delivered; of unknown connections, nothing.
  @inline(never)  // Few captures have any.
  mutating func take(
    _ notice: Unreachable, at stamp: FrameStamp, _ analyzer: inout Analyzer,
    into writer: inout RecordWriter
  ) {
    guard let slot = connections.slot(between: notice.source, and: notice.destination),
      let direction = connections.direction(of: notice.source, in: slot)
    else { return }
    analyzer.note(notice, of: slot, going: direction, at: stamp, into: &writer)
  }

  /// Gives the analyzer what still waited when the capture ended.
  mutating func finish(_ analyzer: inout Analyzer, into writer: inout RecordWriter) {
    drainLookAhead(isLast: true, &analyzer, into: &writer)
    connections.finish()
    Self.tell(&connections, &transport, &analyzer, into: &writer)
  }

  /// Looks at what the next segment of a stream says of TCP itself.
  @inline(never)  // Only runs that ask for it pay for it.
  private static func watch(
    _ segment: borrowing TCPSegment, of slot: Int, _ direction: StreamDirection,
    at stamp: FrameStamp, _ connections: inout ConnectionTable,
    _ transport: inout TransportWatch?, _ analyzer: inout Analyzer, into writer: inout RecordWriter
  ) {
    if let id = connections.id(at: slot) {
      transport?.take(segment, of: id, direction, isRepeated: false, at: stamp)
    }
    tellSigns(&connections, &transport, &analyzer, into: &writer)
  }

  /// The same for a segment that may be any, or that brought only bytes that had come before.
  @inline(never)
  private static func watch(
    _ segment: borrowing TCPSegment, at stamp: FrameStamp, _ connections: inout ConnectionTable,
    _ transport: inout TransportWatch?, _ analyzer: inout Analyzer, into writer: inout RecordWriter
  ) {
    let isRepeated = transport?.noteRepeated(connections.counts.retransmittedSegments) ?? false
    if let slot = connections.slot(for: copy segment), let id = connections.id(at: slot),
      let direction = connections.direction(of: segment.source, in: slot)
    {
      transport?.take(segment, of: id, direction, isRepeated: isRepeated, at: stamp)
    }
    tellSigns(&connections, &transport, &analyzer, into: &writer)
  }

  /// Tells what was seen of TCP where the analyzer has heard of all that came before.
  private static func tellSigns(
    _ connections: inout ConnectionTable, _ transport: inout TransportWatch?,
    _ analyzer: inout Analyzer, into writer: inout RecordWriter
  ) {
    guard transport?.hasSigns == true, transport?.isFull == true || !connections.holdsEvents
    else { return }
    for sign in transport?.takeSigns() ?? [] { analyzer.tell(sign, into: &writer) }
  }

  /// Takes the segments that need not wait any more.
  private mutating func drainLookAhead(
    isLast: Bool, _ analyzer: inout Analyzer, into writer: inout RecordWriter
  ) {
    while !lookAhead.isEmpty,
      Self.takeFirst(
        of: lookAhead, isLast: isLast, &connections, &transport, &analyzer, into: &writer)
    {
      lookAhead.removeFirst()
    }
  }

  /// Takes the first segment that waits, where it lies; false where it waits on.
  private static func takeFirst(
    of lookAhead: borrowing LookAhead, isLast: Bool, _ connections: inout ConnectionTable,
    _ transport: inout TransportWatch?, _ analyzer: inout Analyzer, into writer: inout RecordWriter
  ) -> Bool {
    let segment = lookAhead.firstSegment
    let stamp = lookAhead.firstStamp
    switch connections.offer(segment, at: stamp, joins: false) {
    case .inOrder(let slot, let direction):
      analyzer.take(
        segment.payload, of: slot, direction, at: stamp, number: segment.firstByteNumber,
        into: &writer)
      if transport != nil {
        watch(
          segment, of: slot, direction, at: stamp, &connections, &transport, &analyzer,
          into: &writer)
      }
      return true
    case .accepted: tell(segment, &connections, &transport, &analyzer, into: &writer)
    case .declined: break
    case .joins:
      guard isLast || lookAhead.isFull(at: analyzer.totals.packets) else { return false }
      if join(segment, at: stamp, beginningAt: lookAhead.earliest, &connections) {
        tell(segment, &connections, &transport, &analyzer, into: &writer)
      }
    }
    if transport != nil {
      watch(segment, at: stamp, &connections, &transport, &analyzer, into: &writer)
    }
    return true
  }

  /// Begins a stream in its middle. Where both ports are a server's, its first message says who is
  /// the server.
  private static func join(
    _ segment: TCPSegment, at stamp: FrameStamp, beginningAt earliest: SequenceNumber?,
    _ connections: inout ConnectionTable
  ) -> Bool {
    let direction =
      connections.isBetweenServers(segment)
      ? MessageDetector.knownHeader(in: segment.payload)?.definition?.direction : nil
    return connections.accept(
      segment, at: stamp, beginningAt: earliest,
      going: direction.map { $0 == .deviceToServer ? .toServer : .toClient })
  }

  /// Tracks a connection that was found to carry SCCP, from its first message on.
  private mutating func track(
    _ found: Candidate, _ analyzer: inout Analyzer, into writer: inout RecordWriter
  ) {
    for (index, kept) in found.segments.enumerated() {
      let segment = kept.segment(between: found.source, and: found.destination)
      var flight = Flight()
      for later in found.segments[index...] where later.isForward == kept.isForward {
        flight.note(later.head)
      }
      if index == 0 {
        connections.open(
          segment, direction: found.direction, at: kept.head.stamp, beginningAt: flight.earliest)
      } else if !connections.accept(segment, at: kept.head.stamp, beginningAt: flight.earliest) {
        continue
      }
      tell(segment, &analyzer, into: &writer)
    }
  }

  /// Gives the analyzer what a segment that the table accepted completed.
  private mutating func tell(
    _ segment: borrowing TCPSegment, _ analyzer: inout Analyzer, into writer: inout RecordWriter
  ) {
    Self.tell(segment, &connections, &transport, &analyzer, into: &writer)
  }

  // The table lends its events, and is a variable of its own for so long.

  private static func tell(
    _ segment: borrowing TCPSegment, _ connections: inout ConnectionTable,
    _ transport: inout TransportWatch?, _ analyzer: inout Analyzer, into writer: inout RecordWriter
  ) {
    while let event = connections.nextEvent(of: segment) {
      note(event, &transport, &analyzer, into: &writer)
    }
  }

  /// Gives the analyzer what the end of the capture completed.
  private static func tell(
    _ connections: inout ConnectionTable, _ transport: inout TransportWatch?,
    _ analyzer: inout Analyzer, into writer: inout RecordWriter
  ) {
    while let event = connections.nextEvent() {
      note(event, &transport, &analyzer, into: &writer)
    }
  }

  private static func note(
    _ event: borrowing StreamEvent, _ transport: inout TransportWatch?,
    _ analyzer: inout Analyzer, into writer: inout RecordWriter
  ) {
    if transport != nil, case .ended(let reason) = event.kind {
      for sign in transport?.takeSigns(of: event.connection) ?? [] {
        analyzer.tell(sign, into: &writer)
      }
      analyzer.end(
        event.connection.slot, isOneSided: transport?.isOneSided(event.connection) ?? false,
        isLast: reason == .captureEnded, into: &writer)
    }
    analyzer.note(event, into: &writer)
  }
}
