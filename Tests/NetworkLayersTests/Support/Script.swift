import NetworkLayers
import Wire

/// Feeds a connection table with made-up segments and keeps what it says.
final class Script {
  static let client = Endpoint(address: IPAddress(ipv4: 0x0a0a_0115), port: 50_000)
  static let server = Endpoint(address: IPAddress(ipv4: 0x0a0a_0101), port: 2000)

  private var table: ConnectionTable
  private(set) var events: [RecordedEvent] = []
  private var frame = 0
  /// Milliseconds since the first frame; nil for frames without a time.
  var milliseconds: Int64? = 0

  init(capacity: Int = ConnectionTable.maximumConnections, expectsReordering: Bool = true) {
    table = ConnectionTable(capacity: capacity, expectsReordering: expectsReordering)
  }

  /// A script whose connection was opened, and whose client has sent two bytes.
  static func begun() -> Script {
    let script = Script()
    script.open()
    script.send(1001, [1, 2], ack: 5001)
    _ = script.take()
    return script
  }

  var counts: ConnectionCounts { table.counts }

  func connection(at slot: Int) -> Connection? { table.connection(at: slot) }

  private var stamp: FrameStamp {
    let time = milliseconds.map {
      Timestamp(seconds: 1_600_000_000 + $0 / 1000, nanoseconds: UInt32($0 % 1000) * 1_000_000)
    }
    return FrameStamp(number: frame, time: time)
  }

  /// Sends one segment and returns whether it was accepted.
  @discardableResult
  func send(
    _ direction: StreamDirection, _ sequence: UInt32, _ payload: [UInt8] = [],
    ack: UInt32? = nil, _ flags: TCPFlags = [], missing: Int = 0,
    client: Endpoint = Script.client, server: Endpoint = Script.server
  ) -> Bool {
    frame += 1
    let segment = TCPSegment(
      source: direction == .toServer ? client : server,
      destination: direction == .toServer ? server : client,
      sequenceNumber: SequenceNumber(sequence),
      acknowledgmentNumber: SequenceNumber(ack ?? 0),
      flags: ack == nil ? flags : flags.union(.ack), payload: payload.span,
      missingByteCount: missing)
    guard table.accept(segment, at: stamp) else { return false }
    while let event = Self.next(&table, segment) { events.append(event) }
    return true
  }

  /// Offers a segment, and takes the events where it is accepted.
  func offer(
    _ direction: StreamDirection, _ sequence: UInt32, _ payload: [UInt8], _ flags: TCPFlags = .ack,
    client: Endpoint = Script.client, joins: Bool = false, beginningAt earliest: UInt32? = nil
  ) -> SegmentAnswer {
    frame += 1
    let segment = TCPSegment(
      source: direction == .toServer ? client : Self.server,
      destination: direction == .toServer ? Self.server : client,
      sequenceNumber: SequenceNumber(sequence), flags: flags, payload: payload.span)
    let answer = table.offer(
      segment, at: stamp, joins: joins, beginningAt: earliest.map(SequenceNumber.init))
    if answer == .accepted {
      while let event = Self.next(&table, segment) { events.append(event) }
    }
    return answer
  }

  /// The same, from the client.
  @discardableResult
  func send(
    _ sequence: UInt32, _ payload: [UInt8], ack: UInt32? = nil, _ flags: TCPFlags = [],
    missing: Int = 0, client: Endpoint = Script.client
  ) -> Bool {
    send(.toServer, sequence, payload, ack: ack, flags, missing: missing, client: client)
  }

  /// A handshake: the client's first byte has the number 1001, the server's 5001.
  func open(client: Endpoint = Script.client, server: Endpoint = Script.server) {
    send(.toServer, 1000, [], .syn, client: client, server: server)
    send(.toClient, 5000, [], ack: 1001, .syn, client: client, server: server)
    send(.toServer, 1001, [], ack: 5001, client: client, server: server)
  }

  func finish() {
    table.finish()
    while let event = Self.next(&table, nil) { events.append(event) }
  }

  private static func next(
    _ table: inout ConnectionTable, _ segment: TCPSegment?
  ) -> RecordedEvent? {
    guard let segment else {
      guard let event = table.nextEvent() else { return nil }
      return RecordedEvent(event)
    }
    guard let event = table.nextEvent(of: segment) else { return nil }
    return RecordedEvent(event)
  }

  /// What happened since this was last asked.
  func take() -> [RecordedEvent] {
    defer { events = [] }
    return events
  }

  /// The bytes of one direction, with a gap as so many nils.
  func stream(_ direction: StreamDirection, of connection: Int = 0) -> [UInt8?] {
    var stream: [UInt8?] = []
    for event in events where event.direction == direction && event.connection == connection {
      switch event.kind {
      case .bytes(let bytes, _): stream += bytes.map(Optional.some)
      case .gap(let count, _, _), .cut(let count):
        stream += [UInt8?](repeating: nil, count: min(count, 100_000))
      default: break
      }
    }
    return stream
  }
}
