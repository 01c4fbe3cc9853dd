package import NetworkLayers
package import Wire

/// Takes packets, and gives a sink the SCCP messages in them with all that is known about each.
package struct Dissector: ~Copyable {
  private var packets = PacketDecoder()
  private var connections: ConnectionTable
  private var analyzer: Analyzer

  /// What a dissector is asked for.
  package struct Options: Sendable {
    /// TCP ports of call managers.
    package var serverPorts: [UInt16] = [2000]
    /// Whether to find words for each message.
    package var writesSentences = true
    /// Whether to list the values that matter.
    package var writesValues = true

    package init() {}
  }

  package init(_ options: Options) {
    connections = ConnectionTable(serverPorts: options.serverPorts)
    analyzer = Analyzer(options)
  }

  /// What happened so far, over all connections.
  package var totals: Totals { analyzer.totals }

  /// What could not be read below SCCP.
  package var layerCounts: LayerCounts { packets.counts }

  /// What happened to the connections.
  package var connectionCounts: ConnectionCounts { connections.counts }

  /// Takes a packet and gives the sink what it completed.
  package mutating func accept(
    _ packet: Span<UInt8>, linkType: LinkType, at stamp: FrameStamp,
    into sink: inout some RecordSink
  ) {
    Self.accept(
      packet, linkType: linkType, at: stamp, &packets, &connections, &analyzer, into: &sink)
  }

  /// Gives the sink what still waited when the capture ended.
  package mutating func finish(into sink: inout some RecordSink) {
    connections.finish()
    Self.finish(&connections, &analyzer, into: &sink)
  }

  // An event is lent by the table: the analyzer has to be a variable of its own while it is used.

  private static func accept(
    _ packet: Span<UInt8>, linkType: LinkType, at stamp: FrameStamp,
    _ packets: inout PacketDecoder, _ connections: inout ConnectionTable,
    _ analyzer: inout Analyzer, into sink: inout some RecordSink
  ) {
    analyzer.totals.packets += 1
    guard let segment = packets.segment(in: packet, linkType: linkType, at: stamp),
      connections.accept(segment, at: stamp)
    else { return }
    let ends = SegmentEnds(source: segment.source, destination: segment.destination)
    while let event = connections.nextEvent(of: segment) {
      analyzer.note(event, between: ends, into: &sink)
    }
  }

  private static func finish(
    _ connections: inout ConnectionTable, _ analyzer: inout Analyzer,
    into sink: inout some RecordSink
  ) {
    while let event = connections.nextEvent() {
      analyzer.note(event, between: nil, into: &sink)
    }
  }
}
