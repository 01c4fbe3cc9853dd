import NetworkLayers
import SCCP
import Wire

/// Turns what happens on connections into records: messages, and all that is known about them.
struct Analyzer: ~Copyable {
  private var lanes: [Lane] = []
  private var decoder: MessageDecoder
  /// What the devices were told of their soft keys.
  private var softKeys = SoftKeyMemory()
  private var unfinished = UnfinishedMessages()
  private var budgets = KnowledgeBudgets()
  private let options: Dissector.Options
  private let rewriter: (any MessageRewriter)?
  private var servers = ServerVerdicts()
  private var devices = DeviceDirectory()
  /// The newest segment of any connection.
  private var newest: FrameStamp?
  private var parties = PartyTable()
  var totals = Totals()

  init(_ options: Dissector.Options, _ rewriter: (any MessageRewriter)?) {
    self.options = options
    self.rewriter = rewriter
    decoder = MessageDecoder(hidesSecrets: !options.showsSecrets, encoding: options.encoding)
  }

  /// Takes an event.
  mutating func note(_ event: borrowing StreamEvent, into writer: inout RecordWriter) {
    let slot = event.connection.slot
    switch event.kind {
    case .opened(let ends, let attempt):
      if attempt == 1 || !lanes.indices.contains(slot) || !lanes[slot].isInUse {
        begin(slot, between: ends, at: event.stamp, isFromStart: true)
      }
      lanes[slot].isAnswered = false
      tell(.opened, slot, event.direction, at: event.stamp, attempt: attempt, into: &writer)
    case .unanswered(let attempts):
      if !servers.isOther(lanes[slot].server) {
        totals.unansweredSYNs.append(
          client: lanes[slot].device.address, server: lanes[slot].server, count: attempts)
      }
    case .joined(let ends):
      begin(slot, between: ends, at: event.stamp, isFromStart: false)
    case .accepted:
      lanes[slot].isAnswered = true
      tell(.accepted, slot, event.direction, at: event.stamp, into: &writer)
    case .closed:
      tell(.closed, slot, event.direction, at: event.stamp, into: &writer)
      close(slot, at: event.stamp)
    case .reset:
      tell(.reset, slot, event.direction, at: event.stamp, into: &writer)
      close(slot, at: event.stamp)
    case .bytes(let bytes, let isSegmentStart):
      take(
        bytes, of: slot, event.direction, at: event.stamp, number: event.number,
        isSegmentStart: isSegmentStart, isNewest: event.isNewest, into: &writer)
    case .gap(let byteCount, let previous, let reason):
      if options.tellsTransport {
        let kind: TransportEvent.Kind =
          reason == .cut
          ? .cut(byteCount: byteCount) : .gap(byteCount: byteCount, isLast: reason == .last)
        tell(
          kind, slot, event.direction, at: reason == .last ? previous : event.stamp, into: &writer)
      }
      if options.tellsHeaders { tellUnfinished(slot, event.direction, into: &writer) }
      if reason == .cut {
        cut(byteCount, slot, event.direction, at: event.stamp, into: &writer)
      } else {
        lanes[slot].skip(
          byteCount, event.direction, between: previous.number,
          and: reason == .last ? nil : event.stamp.number)
      }
      unfinished.note(slot, event.direction, in: &lanes)
    case .ended:
      if options.tellsHeaders {
        tellUnfinished(slot, .toServer, into: &writer)
        tellUnfinished(slot, .toClient, into: &writer)
      }
      end(slot)
    }
  }

  /// Takes what the network says of a segment that was not delivered, as an answer to its sender.
  mutating func note(
    _ notice: Unreachable, of slot: Int, going direction: StreamDirection, at stamp: FrameStamp,
    into writer: inout RecordWriter
  ) {
    guard lanes.indices.contains(slot), lanes[slot].isInUse else { return }
    let reporter = rewriter?.shownAddress(for: notice.reporter) ?? notice.reporter
    tell(
      .unreachable(reporter, notice.reason), slot, direction.opposite, at: stamp, into: &writer)
  }

  /// Takes the next bytes of a stream; those of a segment that was in order need not say more.
  mutating func take(
    _ bytes: Span<UInt8>, of slot: Int, _ direction: StreamDirection, at stamp: FrameStamp,
    number: SequenceNumber, isSegmentStart: Bool = true, isNewest: Bool = true,
    into writer: inout RecordWriter
  ) {
    guard !bytes.isEmpty, lanes[slot].takes(bytes, isSegmentStart: isSegmentStart) else {
      if options.tellsTransport || options.tellsTLS, isSegmentStart {
        tellTLS(bytes, slot, direction, at: stamp, into: &writer)
      }
      return
    }
    newest = stamp
    lanes[slot].begin(stamp, direction, isNewest: isNewest, number: number)
    frame(bytes, isSegmentStart: isSegmentStart, slot, direction, at: stamp, into: &writer)
  }

  private mutating func begin(
    _ slot: Int, between ends: ConnectionEnds, at stamp: FrameStamp, isFromStart: Bool
  ) {
    if lanes.indices.contains(slot), lanes[slot].isInUse {
      lanes[slot].beginAgain(isFromStart: isFromStart)
      unfinished.note(slot, .toServer, in: &lanes)
      unfinished.note(slot, .toClient, in: &lanes)
      return
    }
    totals.connections += 1
    let device = shown(ends.client)
    let server = shown(ends.server)
    let lane = Lane(
      device: device, server: server,
      key: ConnectionKey(device: device, server: server, begin: stamp), isFromStart: isFromStart,
      isQuiet: !options.serverPorts.contains(server.port) || servers.isOther(server))
    let maximum = ConnectionTable.maximumConnections
    while lanes.count < slot { lanes.append(.unused, of: maximum) }
    if slot == lanes.count { lanes.append(lane, of: maximum) } else { lanes[slot] = lane }
  }

  /// Asks for the memory of what is known of a connection.
  mutating func prefetch(_ slot: Int) { lanes.prefetch(slot) }

  /// Takes note of what a connection leaves open.
  private mutating func close(_ slot: Int, at end: FrameStamp?) {
    lanes[slot].session?.tellEnd(to: &devices)
    guard let end, let unanswered = lanes[slot].session?.takeUnanswered(at: end) else { return }
    for request in unanswered { totals.unanswered.append(request) }
  }

  /// Fills in what other connections say about a registration, and notes it.
  private mutating func describeRegistration(_ record: inout Record, on slot: Int) {
    guard let name = record.message.possibleText(.deviceName) else { return }
    if let earlier = devices[name], earlier.stream != record.stream {
      var facts = Circumstances.Facts()
      facts.keptCall = earlier.endedInCall
      if earlier.isOpen, lanes.indices.contains(earlier.slot),
        let session = lanes[earlier.slot].session, session.stream == earlier.stream
      {
        facts.keptCall = session.isInCall
        if earlier.address != record.device.address, !session.watch.hasSignedOff {
          facts.otherAddress = earlier.address
        }
      }
      record.circumstances = Circumstances(facts)
    }
    devices.register(
      name,
      DeviceDirectory.Entry(stream: record.stream, slot: slot, address: record.device.address))
  }

  private mutating func end(_ slot: Int) {
    close(slot, at: newest)
    leave(slot)
    // Out of its place it need not be copied to be asked.
    var lane = Lane.unused
    swap(&lane, &lanes[slot])
    totals.noteEnd(of: lane, isOnServerPort: options.serverPorts.contains(lane.server.port))
    if lane.hasBytes, lane.content != .sccp { servers.note(lane.server, carriesSCCP: false) }
    unfinished.remove(slot)
    budgets.remove(slot)
  }

  /// Messages and tables that were given up, because those of all connections took too much room.
  var givenUp: (messages: Int, tables: Int) {
    (unfinished.givenUpCount, budgets.forgottenCount)
  }

  /// Takes note that a connection no longer counts among those that are open.
  private mutating func leave(_ slot: Int) {
    parties.close(
      &lanes[slot].standing, lanes[slot].device, lanes[slot].server,
      hasSpoken: lanes[slot].session != nil)
  }

  /// Tells what TCP or TLS did on a connection that carries SCCP or TLS, or something else on a
  /// server's port.
  mutating func tell(
    _ kind: TransportEvent.Kind, _ slot: Int, _ direction: StreamDirection, at stamp: FrameStamp,
    into writer: inout RecordWriter
  ) {
    guard lanes.indices.contains(slot), lanes[slot].isInUse else { return }
    let session = lanes[slot].session
    writer.append(
      .transport(
        TransportEvent(
          kind, stream: session?.stream, stamp: stamp, device: lanes[slot].device,
          server: lanes[slot].server, isFromDevice: direction == .toServer,
          deviceName: session?.profile.facts.deviceName)))
  }

  /// Tells a sign that waited until what came before it was heard.
  mutating func tell(_ sign: TransportWatch.Sign, into writer: inout RecordWriter) {
    tell(sign.kind, sign.connection.slot, sign.direction, at: sign.stamp, into: &writer)
  }

  /// Tells that nothing more comes of a connection.
  mutating func end(
    _ slot: Int, isOneSided: Bool, isLast: Bool, into writer: inout RecordWriter
  ) {
    guard lanes.indices.contains(slot), lanes[slot].isInUse, let stamp = newest else { return }
    if lanes[slot].hasBytes, lanes[slot].content == .unknown,
      options.serverPorts.contains(lanes[slot].server.port)
    {
      tell(.foreignBytes, slot, .toServer, at: stamp, into: &writer)
    }
    tell(.ended(isOneSided: isOneSided, isLast: isLast), slot, .toServer, at: stamp, into: &writer)
  }

  /// Tells what a TLS record says in clear.
  private mutating func tellTLS(
    _ bytes: Span<UInt8>, _ slot: Int, _ direction: StreamDirection, at stamp: FrameStamp,
    into writer: inout RecordWriter
  ) {
    newest = stamp
    for kind in lanes[slot].tlsSigns(of: bytes) {
      tell(kind, slot, direction, at: stamp, into: &writer)
    }
  }

  private mutating func tell(
    _ kind: ConnectionEvent.Kind, _ slot: Int, _ direction: StreamDirection,
    at stamp: FrameStamp, attempt: Int = 1, into writer: inout RecordWriter
  ) {
    guard lanes[slot].isTold else { return }
    let (device, server) = (lanes[slot].device, lanes[slot].server)
    let isFromDevice = direction == .toServer
    switch kind {
    case .opened: parties.open(&lanes[slot].standing, device, server)
    case .accepted: parties.establish(&lanes[slot].standing, device, server)
    case .closed, .reset, .unreachable: break
    }
    defer { if kind == .closed || kind == .reset { leave(slot) } }
    let signs = lanes[slot].session?.signs(at: stamp)
    writer.append(
      .connection(
        ConnectionEvent(
          kind: kind, attempt: attempt,
          isRefusal: kind == .reset && !isFromDevice && lanes[slot].isRefusedByReset,
          stream: signs?.stream, stamp: stamp,
          source: isFromDevice ? device : server,
          destination: isFromDevice ? server : device,
          isFromDevice: isFromDevice, deviceName: signs?.deviceName,
          lastMessage: signs?.lastMessage,
          naming: parties.naming(of: lanes[slot].standing))))
  }

  /// Cuts bytes into messages, and writes a record of each.
  private mutating func frame(
    _ bytes: Span<UInt8>, isSegmentStart: Bool, _ slot: Int, _ direction: StreamDirection,
    at stamp: FrameStamp, into writer: inout RecordWriter
  ) {
    while let unit = lanes[slot].next(
      in: bytes, from: stamp, direction, isSegmentStart: isSegmentStart)
    {
      if options.tellsHeaders { tellWrong(slot, direction, into: &writer) }
      writer.append { record in
        switch unit {
        case .inChunk(let range): decoder.decode(bytes.extracting(range), into: &record.message)
        case .inPending:
          lanes[slot].decodePending(direction, with: &decoder, into: &record.message)
        }
        if rewriter != nil { rewrite(&record.message, slot, direction) }
        complete(&record, slot, direction)
      }
      if lanes[slot].notesNewTables() { budgets.note(slot, in: &lanes) }
    }
    if options.tellsHeaders { tellWrong(slot, direction, into: &writer) }
    if lanes[slot].notesNewWaiting(direction) {
      unfinished.note(slot, direction, in: &lanes)
    }
  }

  /// Writes a record of a message that the snap length cut, as far as it goes.
  private mutating func cut(
    _ byteCount: Int, _ slot: Int, _ direction: StreamDirection, at stamp: FrameStamp,
    into writer: inout RecordWriter
  ) {
    guard lanes[slot].content != .tls, lanes[slot].cut(byteCount, direction, from: stamp) != nil
    else { return }
    writer.append { record in
      lanes[slot].decodePending(direction, with: &decoder, into: &record.message)
      if rewriter != nil { rewrite(&record.message, slot, direction) }
      complete(&record, slot, direction)
    }
    if lanes[slot].notesNewTables() { budgets.note(slot, in: &lanes) }
  }

  /// Writes a record of the header of a message of which no more comes.
  private mutating func tellUnfinished(
    _ slot: Int, _ direction: StreamDirection, into writer: inout RecordWriter
  ) {
    guard lanes.indices.contains(slot), let head = lanes[slot].unfinishedHeader(direction) else {
      return
    }
    tell(
      head.bytes, number: head.number, carriers: head.carriers, slot, direction, into: &writer)
  }

  /// Writes a record of what stands in the place of a header.
  private mutating func tellWrong(
    _ slot: Int, _ direction: StreamDirection, into writer: inout RecordWriter
  ) {
    guard let head = lanes[slot].takeWrongHeader(direction) else { return }
    tell(head.bytes, number: head.number, carriers: [], slot, direction, into: &writer)
  }

  /// Writes a record of bytes that are no message.
  private mutating func tell(
    _ bytes: [UInt8], number: UInt32, carriers: [FramePlace], _ slot: Int,
    _ direction: StreamDirection, into writer: inout RecordWriter
  ) {
    begin(slot)
    writer.append { record in
      decoder.decode(bytes.span, into: &record.message)
      lanes[slot].nameSession(in: &record)
      record.isHeaderAlone = true
      record.stamp = lanes[slot].newest(direction)
      record.isFromDevice = direction == .toServer
      (record.number, record.carriers) = (number, carriers)
    }
  }

  /// Whether outputs may show other addresses than packets have.
  var changesAddresses: Bool { rewriter != nil }

  /// The end of a connection as outputs show it.
  func shown(_ end: Endpoint) -> Endpoint {
    guard let rewriter else { return end }
    return Endpoint(address: rewriter.shownAddress(for: end.address), port: end.port)
  }

  /// Has a message changed before anything is learned from it.
  private func rewrite(_ message: inout Message, _ slot: Int, _ direction: StreamDirection) {
    rewriter?.rewrite(
      &message, stream: lanes[slot].session?.stream ?? totals.sessions,
      isFromDevice: direction == .toServer)
  }

  /// Fills in everything about the decoded message that is not the message itself.
  private mutating func complete(
    _ record: inout Record, _ slot: Int, _ direction: StreamDirection
  ) {
    begin(slot)
    totals.messages += 1
    record.isHeaderAlone = false
    guard options.learns else { return lanes[slot].name(direction, in: &record) }
    let rule = Self.complete(&record, &lanes[slot], direction, &totals, &parties, &softKeys)
    if rule == .registration { describeRegistration(&record, on: slot) }
  }

  /// Takes note of a connection with what it carries first.
  private mutating func begin(_ slot: Int) {
    guard lanes[slot].session == nil else { return }
    let (device, server) = (lanes[slot].device, lanes[slot].server)
    lanes[slot].session = Session(
      stream: totals.sessions, device: device, server: server, connection: lanes[slot].key)
    totals.sessions += 1
    servers.note(server, carriesSCCP: true)
    parties.establish(&lanes[slot].standing, device, server)
  }

  /// Fills in what the connection and its device say about the message; returns what it teaches.
  private static func complete(
    _ record: inout Record, _ lane: inout Lane, _ direction: StreamDirection,
    _ totals: inout Totals, _ parties: inout PartyTable, _ softKeys: inout SoftKeyMemory
  ) -> SessionRule? {
    lane.describe(direction, in: &record)
    if !record.message.problems.isEmpty {
      for problem in record.message.problems { record.problems.append(.message(problem)) }
    }
    totals.problems += record.problems.count
    let rule = lane.session?.complete(&record, &softKeys)
    if let rule, rule.namesDevice, let name = lane.session?.profile.facts.deviceName {
      totals.noteDevice(name)
      parties.name(name, &lane.standing, lane.device, lane.server)
    }
    record.naming = parties.naming(of: lane.standing)
    switch rule {
    case .keepAlive: parties.describe(&record, lane.standing)
    case .acceptance: parties.learn(from: record.message, lane.standing)
    default: break
    }
    return rule
  }
}
