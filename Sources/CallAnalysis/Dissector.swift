package import NetworkLayers
import SCCP
package import Wire

/// Takes packets, and gives a sink the SCCP messages in them with all that is known about each.
package struct Dissector: ~Copyable {
  private var packets = PacketDecoder()
  private var connections: ConnectionTable
  private var lanes: [Lane] = []
  private var decoder = MessageDecoder()
  private var record: Record
  private let annotator = Annotator()
  private let options: Options
  /// What happened so far, over all connections.
  package private(set) var totals = Totals()

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

  /// Counts for the line at the end.
  package struct Totals: Sendable {
    package var packets = 0
    package var messages = 0
    package var connections = 0
    package var problems = 0
    package var deviceNames: Set<String> = []

    /// Names that are remembered, to count devices.
    static let maximumNames = 1 << 17
  }

  /// What is kept for one connection of the table, by its slot.
  private struct Lane {
    var session: Session?
    var toServer: MessageFramer
    var toClient: MessageFramer

    init(isFromStart: Bool) {
      toServer = MessageFramer(direction: .deviceToServer, isFromStart: isFromStart)
      toClient = MessageFramer(direction: .serverToDevice, isFromStart: isFromStart)
    }
  }

  package init(_ options: Options) {
    self.options = options
    connections = ConnectionTable(serverPorts: options.serverPorts)
    let nowhere = Endpoint(address: IPAddress(ipv4: 0), port: 0)
    record = Record(session: Session(stream: 0, device: nowhere, server: nowhere))
  }

  /// What could not be read below SCCP.
  package var layerCounts: LayerCounts { packets.counts }

  /// What happened to the connections.
  package var connectionCounts: ConnectionCounts { connections.counts }

  /// Takes a packet and gives the sink what it completed.
  package mutating func accept(
    _ packet: Span<UInt8>, linkType: LinkType, at stamp: FrameStamp,
    into sink: inout some RecordSink
  ) {
    totals.packets += 1
    guard let segment = packets.segment(in: packet, linkType: linkType, at: stamp),
      connections.accept(segment, at: stamp)
    else { return }
    while let event = connections.nextEvent(of: segment) {
      note(event, into: &sink)
    }
  }

  /// Gives the sink what still waited when the capture ended.
  package mutating func finish(into sink: inout some RecordSink) {
    connections.finish()
    while let event = connections.nextEvent() {
      note(event, into: &sink)
    }
  }
}
