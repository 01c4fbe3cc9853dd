import NetworkLayers
import SCCP
import Wire

/// The ends that a segment goes between.
struct SegmentEnds {
  let source: Endpoint
  let destination: Endpoint

  func device(_ direction: StreamDirection) -> Endpoint {
    direction == .toServer ? source : destination
  }

  func server(_ direction: StreamDirection) -> Endpoint {
    direction == .toServer ? destination : source
  }
}

/// Turns what happens on connections into records: messages, and all that is known about them.
struct Analyzer: ~Copyable {
  private var lanes: [Lane] = []
  private var decoder = MessageDecoder()
  private var record: Record
  private let options: Dissector.Options
  private var servers = ServerVerdicts()
  var totals = Totals()

  init(_ options: Dissector.Options) {
    self.options = options
    record = Record()
  }

  /// Takes an event; `ends` are those of the segment that caused it, where one did.
  mutating func note(
    _ event: borrowing StreamEvent, between ends: SegmentEnds?, into sink: inout some RecordSink
  ) {
    let slot = event.connection.slot
    switch event.kind {
    case .opened:
      begin(slot, event.direction, between: ends, isFromStart: true)
      tell(.opened, event, into: &sink)
    case .joined: begin(slot, event.direction, between: ends, isFromStart: false)
    case .accepted: tell(.accepted, event, into: &sink)
    case .closed: tell(.closed, event, into: &sink)
    case .reset: tell(.reset, event, into: &sink)
    case .bytes(let bytes, let isSegmentStart):
      take(
        bytes, of: slot, event.direction, at: event.stamp, isSegmentStart: isSegmentStart,
        isNewest: event.isNewest, into: &sink)
    case .gap(let byteCount, let previous, let isLast):
      lanes[slot].skip(
        byteCount, event.direction, between: previous.number,
        and: isLast ? nil : event.stamp.number)
    case .ended: end(slot)
    }
  }

  /// Takes the next bytes of a stream; those of a segment that was in order need not say more.
  mutating func take(
    _ bytes: Span<UInt8>, of slot: Int, _ direction: StreamDirection, at stamp: FrameStamp,
    isSegmentStart: Bool = true, isNewest: Bool = true, into sink: inout some RecordSink
  ) {
    guard !bytes.isEmpty, lanes[slot].takes(bytes, isSegmentStart: isSegmentStart) else { return }
    lanes[slot].begin(stamp, direction, isNewest: isNewest)
    frame(bytes, isSegmentStart: isSegmentStart, slot, direction, at: stamp, into: &sink)
  }

  private mutating func begin(
    _ slot: Int, _ direction: StreamDirection, between ends: SegmentEnds?, isFromStart: Bool
  ) {
    while lanes.count <= slot { lanes.append(.unused) }
    if lanes[slot].isInUse {
      lanes[slot].beginAgain(isFromStart: isFromStart)
      return
    }
    totals.connections += 1
    let server = ends?.server(direction) ?? .nowhere
    lanes[slot] = Lane(
      device: ends?.device(direction) ?? .nowhere, server: server, isFromStart: isFromStart,
      isQuiet: !options.serverPorts.contains(server.port) || servers.isOther(server))
  }

  private mutating func end(_ slot: Int) {
    let lane = lanes[slot]
    totals.noteEnd(of: lane, isOnServerPort: options.serverPorts.contains(lane.server.port))
    if lane.hasBytes, lane.content != .sccp { servers.note(lane.server, carriesSCCP: false) }
    lanes[slot] = .unused
  }

  private func tell(
    _ kind: ConnectionEvent.Kind, _ event: borrowing StreamEvent, into sink: inout some RecordSink
  ) {
    let lane = lanes[event.connection.slot]
    guard lane.isTold else { return }
    let isFromDevice = event.direction == .toServer
    sink.receive(
      ConnectionEvent(
        kind: kind, stamp: event.stamp,
        source: isFromDevice ? lane.device : lane.server,
        destination: isFromDevice ? lane.server : lane.device,
        isFromDevice: isFromDevice, deviceName: lane.session?.profile.facts.deviceName))
  }

  /// Cuts bytes into messages, and gives each of them to the sink.
  private mutating func frame(
    _ bytes: Span<UInt8>, isSegmentStart: Bool, _ slot: Int, _ direction: StreamDirection,
    at stamp: FrameStamp, into sink: inout some RecordSink
  ) {
    let isFromDevice = direction == .toServer
    while let unit = lanes[slot].next(
      in: bytes, from: stamp, direction, isSegmentStart: isSegmentStart)
    {
      switch unit {
      case .inChunk(let range): decoder.decode(bytes.extracting(range), into: &record.message)
      case .inPending: lanes[slot].decodePending(direction, with: &decoder, into: &record.message)
      }
      complete(slot, direction, isFromDevice: isFromDevice)
      sink.receive(&record)
    }
  }

  /// Fills in everything about the decoded message that is not the message itself.
  private mutating func complete(_ slot: Int, _ direction: StreamDirection, isFromDevice: Bool) {
    let session = session(of: slot)
    totals.messages += 1
    record.isFromDevice = isFromDevice
    lanes[slot].describe(direction, in: &record)
    for problem in record.message.problems { record.problems.append(.message(problem)) }
    totals.problems += record.problems.count
    record.match = matchRequest(session)
    describeCall(session)
    record.isRepetition = learn(session)
    record.take(session)
  }

  /// Fills in what was known of the message's call.
  private mutating func describeCall(_ session: Session) {
    record.formerState = nil
    record.formerStateSince = nil
    record.connectedAt = nil
    if let reference = record.message.callReference {
      session.calls.describe(reference, in: &record)
    }
  }

  /// Notes what the message teaches about its device; true where that is nothing new.
  private mutating func learn(_ session: Session) -> Bool {
    guard let rule = SessionRule.of(record.message) else { return false }
    let isRepetition = rule.learn(from: record.message, at: record.stamp, session)
    if rule.namesDevice, let name = session.profile.facts.deviceName { totals.noteDevice(name) }
    return isRepetition
  }

  /// The session of a connection, which begins with its first message.
  private mutating func session(of slot: Int) -> Session {
    if let session = lanes[slot].session { return session }
    let session = Session(
      stream: totals.sessions, device: lanes[slot].device, server: lanes[slot].server)
    totals.sessions += 1
    servers.note(session.server, carriesSCCP: true)
    lanes[slot].session = session
    return session
  }

  /// The request that the message answers; a request is noted.
  private mutating func matchRequest(_ session: Session) -> RequestMatcher.Match? {
    switch record.message.layout?.definition.kind {
    case .request:
      session.requests.append(
        record.message, at: record.stamp, isFromDevice: record.isFromDevice)
      return nil
    case .response(let request):
      return session.requests.take(
        request, answeredBy: record.message, at: record.stamp, isFromDevice: record.isFromDevice)
    case .event, nil: return nil
    }
  }
}

extension Endpoint {
  static let nowhere = Endpoint(address: IPAddress(ipv4: 0), port: 0)
}
