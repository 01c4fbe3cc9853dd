import NetworkLayers
import SCCP
import Wire

/// What is kept for one connection, by its slot in the connection table; what few messages ask for
/// comes last.
struct Lane {
  /// What its bytes turned out to be.
  private(set) var content = Content.unknown
  /// What its TLS records said so far.
  private var tls = TLSProgress()
  /// Whether it carried any bytes.
  private(set) var hasBytes = false
  /// Whether the device's SYN had its answer, or was before the capture began.
  var isAnswered = true
  /// Whether its beginning and end are told of only where it carries SCCP.
  let isQuiet: Bool
  /// Who is at its ends.
  var standing = PartyStanding()
  /// Begins with the first message.
  var session: Session?
  private var toServer: MessageFramer
  private var toClient: MessageFramer
  let device: Endpoint
  let server: Endpoint
  let key: ConnectionKey

  /// What a connection carries.
  enum Content {
    case unknown, sccp, tls
  }

  /// What stands in a slot without a connection.
  static var unused: Lane {
    Lane(device: .nowhere, server: .nowhere, key: .none, isFromStart: false, isQuiet: true)
  }

  init(
    device: Endpoint, server: Endpoint, key: ConnectionKey, isFromStart: Bool, isQuiet: Bool
  ) {
    self.device = device
    self.server = server
    self.key = key
    self.isQuiet = isQuiet
    toServer = MessageFramer(direction: .deviceToServer, isFromStart: isFromStart)
    toClient = MessageFramer(direction: .serverToDevice, isFromStart: isFromStart)
  }

  /// Whether a connection has the slot.
  var isInUse: Bool { server != .nowhere }

  /// Takes a handshake that comes after the first segment seen, which the connection is named by.
  mutating func beginAgain(isFromStart: Bool) {
    guard session == nil, toServer.unfinishedByteCount == 0, toClient.unfinishedByteCount == 0
    else { return }
    let standing = standing
    self = Lane(
      device: device, server: server, key: key, isFromStart: isFromStart, isQuiet: isQuiet)
    self.standing = standing
  }

  /// Whether the session's tables have grown or shrunk since it was asked last.
  mutating func notesNewTables() -> Bool {
    session?.notesNewTables() ?? false
  }

  /// Bytes that what is remembered of the device takes, by kind. It changes nothing: a lane that is
  /// changed in its place is not copied to be asked.
  mutating func knowledgeSizes() -> KnowledgeSizes {
    session?.knowledgeSizes ?? KnowledgeSizes()
  }

  /// Whether what happens to the connection is worth telling: it carries SCCP, or was refused or
  /// cut before it carried anything.
  @inline(__always)  // Else the lane is copied to be asked.
  var isTold: Bool { content == .sccp || !isQuiet && !hasBytes }

  /// Whether a reset of the server would be its answer to the device's SYN.
  @inline(__always)
  var isRefusedByReset: Bool { !isAnswered && !hasBytes }

  /// Takes note of bytes; false where they are none of ours.
  mutating func takes(_ bytes: Span<UInt8>, isSegmentStart: Bool) -> Bool {
    switch content {
    case .sccp: return true
    case .tls: return false
    case .unknown:
      hasBytes = true
      if isSegmentStart, TLSRecord.begins(bytes) { content = .tls }
      return content == .unknown
    }
  }

  /// What is new in TLS records that begin with a segment.
  mutating func tlsSigns(of bytes: Span<UInt8>) -> [TransportEvent.Kind] {
    content == .tls ? tls.take(bytes) : []
  }

  mutating func begin(
    _ stamp: FrameStamp, _ direction: StreamDirection, isNewest: Bool, number: SequenceNumber
  ) {
    switch direction {
    case .toServer: toServer.begin(stamp, isNewest: isNewest, number: number.rawValue)
    case .toClient: toClient.begin(stamp, isNewest: isNewest, number: number.rawValue)
    }
  }

  mutating func skip(
    _ byteCount: Int, _ direction: StreamDirection, between before: Int, and after: Int?
  ) {
    switch direction {
    case .toServer: toServer.skip(byteCount, between: before, and: after)
    case .toClient: toClient.skip(byteCount, between: before, and: after)
    }
  }

  /// Takes note of bytes that were cut off a packet; a message that they cut is a unit as far as it
  /// goes.
  mutating func cut(
    _ byteCount: Int, _ direction: StreamDirection, from stamp: FrameStamp
  ) -> MessageFramer.Unit? {
    let unit =
      switch direction {
      case .toServer: toServer.cut(byteCount, from: stamp)
      case .toClient: toClient.cut(byteCount, from: stamp)
      }
    if unit != nil { noteSCCP() }
    return unit
  }

  mutating func next(
    in bytes: Span<UInt8>, from stamp: FrameStamp, _ direction: StreamDirection,
    isSegmentStart: Bool
  ) -> MessageFramer.Unit? {
    let unit =
      switch direction {
      case .toServer: toServer.next(in: bytes, from: stamp, isSegmentStart: isSegmentStart)
      case .toClient: toClient.next(in: bytes, from: stamp, isSegmentStart: isSegmentStart)
      }
    if unit != nil, content != .sccp { noteSCCP() }
    return unit
  }

  /// Bytes that wait for the rest of a message.
  @inline(__always)  // Else the lane is copied to be asked.
  mutating func waitingByteCount(_ direction: StreamDirection) -> Int {
    switch direction {
    case .toServer: toServer.waitingByteCount
    case .toClient: toClient.waitingByteCount
    }
  }

  /// Whether that is something else than when it was asked last.
  mutating func notesNewWaiting(_ direction: StreamDirection) -> Bool {
    switch direction {
    case .toServer: toServer.notesNewWaiting()
    case .toClient: toClient.notesNewWaiting()
    }
  }

  mutating func giveUp(_ direction: StreamDirection) {
    switch direction {
    case .toServer: toServer.giveUp()
    case .toClient: toClient.giveUp()
    }
  }

  private mutating func noteSCCP() {
    content = .sccp
    toServer.trust()
    toClient.trust()
  }

  func decodePending(
    _ direction: StreamDirection, with decoder: inout MessageDecoder, into message: inout Message
  ) {
    switch direction {
    case .toServer: decoder.decode(toServer.pending.span, into: &message)
    case .toClient: decoder.decode(toClient.pending.span, into: &message)
    }
  }

  /// Takes what stands where the next message should begin, and is no header.
  mutating func takeWrongHeader(
    _ direction: StreamDirection
  ) -> (number: UInt32, bytes: [UInt8])? {
    switch direction {
    case .toServer: toServer.takeWrongHeader()
    case .toClient: toClient.takeWrongHeader()
    }
  }

  /// The header of a message that waits for its rest.
  func unfinishedHeader(
    _ direction: StreamDirection
  ) -> (number: UInt32, bytes: [UInt8], carriers: [FramePlace])? {
    switch direction {
    case .toServer: toServer.unfinishedHeader
    case .toClient: toClient.unfinishedHeader
    }
  }

  /// The newest frame of those delivered without a gap.
  func newest(_ direction: StreamDirection) -> FrameStamp {
    switch direction {
    case .toServer: toServer.newest
    case .toClient: toClient.newest
    }
  }

  /// Fills in whose connection it is. It changes nothing: a session that is changed in its place is not
  /// copied to be asked.
  mutating func nameSession(in record: inout Record) {
    session?.name(in: &record)
  }

  /// Fills in which frames brought a message of which nothing is learned, and whose connection it is.
  mutating func name(_ direction: StreamDirection, in record: inout Record) {
    describe(direction, in: &record)
    nameSession(in: &record)
  }

  /// Fills in which frames brought the message, and what went wrong before it.
  mutating func describe(_ direction: StreamDirection, in record: inout Record) {
    switch direction {
    case .toServer:
      record.isFromDevice = true
      toServer.describe(in: &record)
    case .toClient:
      record.isFromDevice = false
      toClient.describe(in: &record)
    }
  }

  /// Problems that no message came after; none where nothing says that it carries SCCP.
  var untoldProblemCount: Int {
    guard content == .sccp || !hasBytes else { return 0 }
    return toServer.lostPlaceCount + toClient.lostPlaceCount
  }
}

extension MessageFramer {
  /// Problems apart from messages given up, which are counted where that is decided.
  fileprivate var lostPlaceCount: Int {
    if problems.isEmpty { return 0 }
    return problems.count { problem in
      if case .givenUp = problem { false } else { true }
    }
  }

  fileprivate mutating func describe(in record: inout Record) {
    record.stamp = newest
    record.number = firstNumber(ofUnitWith: record.message.bytes.count)
    if !carriers.isEmpty || !record.carriers.isEmpty {
      record.carriers = carriers.count > 1 ? carriers.sorted() : carriers
    }
    if !record.problems.isEmpty { record.problems.removeAll(keepingCapacity: true) }
    if problems.isEmpty { return }
    for problem in problems { record.problems.append(.framing(problem)) }
    clearProblems()
  }
}

extension Endpoint {
  static let nowhere = Endpoint(address: IPAddress(ipv4: 0), port: 0)
}
