import CallAnalysis
import NetworkLayers
import SCCP
import Story
import Text
import Wire

/// What is remembered of TCP on a connection.
struct TransportProgress {
  /// Whether another finding tells the connection's end.
  var isEndTold = false
  /// When the connection was reset before anything else ended it.
  var reset: (stamp: FrameStamp, isFromDevice: Bool, last: String?)?
  var repetitions: [FrameStamp] = []
  /// Bytes that are missing, and after which no message of their side has come yet.
  private var gapOfDevice: MissingBytes?
  private var gapOfServer: MissingBytes?
  /// Since when a side has had no room.
  var deviceFull: FrameStamp?
  var serverFull: FrameStamp?

  mutating func note(_ gap: MissingBytes) {
    if gap.side == .device { gapOfDevice = gap } else { gapOfServer = gap }
  }

  mutating func takeGap(of side: Side) -> MissingBytes? {
    side == .device ? gapOfDevice.take() : gapOfServer.take()
  }
}

/// Bytes that the capture lacks.
struct MissingBytes {
  let event: TransportEvent
  let count: Int

  var side: Side { event.side }
}

/// Looks at TCP and TLS, and at what cannot be read.
struct TransportWatcher: Watch {
  private let settings: FindingSettings
  private var clearDevices: Set<IPAddress> = []
  private var encryptedDevices: Set<IPAddress> = []
  private var firstClear: FrameStamp?
  private var firstEncrypted: FrameStamp?
  private var encryptedCount = 0
  private var foreign: Set<Endpoint> = []
  /// Gaps before the first message of a connection, by the device's end.
  private var early: [Endpoint: MissingBytes] = [:]

  /// Devices and servers that are remembered.
  private static let maximumCount = 1 << 17
  private static let securePort: UInt16 = 2443

  init(_ settings: FindingSettings) {
    self.settings = settings
  }

  mutating func hear(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    if link.lastMessage == nil { hearFirst(record, link, &desk) }
    if link.hasGapsToTell { sayMissing(of: record.side, isLast: false, link, &desk) }
    for problem in record.problems { judge(problem, record, link, &desk) }
    judgeRest(of: record, link, &desk)
    link.lastMessage = (record.message.title, record.stamp)
  }

  /// Judges the bytes after the last field, of which zeros only fill the message up.
  @inline(__always)  // Hardly any message has some.
  private func judgeRest(
    of record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    let undecoded = record.message.undecoded
    guard !undecoded.isEmpty, record.message.layout != nil, record.message.missing == nil,
      undecoded.contains(where: { record.message.bytes[$0] != 0 })
    else { return }
    desk.say(
      .messageExtra, link,
      Observation(
        "\(record.message.name) has \(undecoded.count.counted("byte")) after its last known field.",
        at: record.stamp
      ).subject(record.message.name))
  }

  private mutating func hearFirst(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    firstClear = firstClear ?? record.stamp
    if let gap = early.removeValue(forKey: link.device) { note(gap, link, &desk) }
    if clearDevices.count < Self.maximumCount { clearDevices.insert(link.device.address) }
    judgeMixed(link.device.address, record.stamp, &desk)
    if !link.isFromStart {
      desk.say(
        .midstream, link,
        Observation(
          "The beginning of the connection of \(link.title) is not in the capture.",
          at: record.stamp))
    }
    if link.server.port == Self.securePort {
      desk.say(
        .clearOnEncryptedPort, link,
        Observation("Port \(link.server.port) carries SCCP without TLS.", at: record.stamp)
          .resting(on: (record.stamp, record.message.title)))
    }
  }

  private func judgeMixed(
    _ address: IPAddress, _ stamp: FrameStamp, _ desk: inout FindingDesk
  ) {
    guard clearDevices.contains(address), encryptedDevices.contains(address) else { return }
    desk.say(
      .mixedMode, device: "\(address)",
      Observation("\(address) has connections with and without TLS.", at: stamp))
  }

  private func judge(
    _ problem: Problem, _ record: borrowing Record, _ link: LinkState,
    _ desk: inout FindingDesk
  ) {
    guard case .framing(let problem) = problem else { return }
    switch problem {
    case .implausibleHeader(let length, let frame):
      let place = FramePlace(file: record.stamp.file, number: frame)
      var observation = Observation(
        "No message begins where one should (data length \(length)): not SCCP, or the stream is "
          + "out of step.",
        at: FrameStamp(number: frame, time: record.stamp.time, file: record.stamp.file)
      ).with(.number("dataLength", length))
      observation.related = [
        Finding.Evidence(place, "bytes"),
        Finding.Evidence(record.stamp.place, record.message.title),
      ]
      desk.say(.badLength, link, observation)
    case .cutPacket(let count, let frame, _):
      desk.say(
        .frameCut, link,
        Observation(
          "Packets of \(link.title) were cut when they were captured: \(count.counted("byte")) "
            + "missing in frame \(frame).", at: record.stamp))
    case .lostBytes, .givenUp: break
    }
  }

  func hear(_ event: ConnectionEvent, _ link: LinkState?) {
    guard event.kind == .reset, let link, link.closedAt == event.stamp else { return }
    link.transport.reset = (event.stamp, event.isFromDevice, event.lastMessage?.name)
  }

  mutating func hear(
    _ event: TransportEvent, _ link: LinkState?, _ desk: inout FindingDesk
  ) {
    switch event.kind {
    case .gap(let count, let isLast):
      let gap = MissingBytes(event: event, count: count)
      if let link {
        note(gap, link, &desk)
      } else if !isLast, early.count < Self.maximumCount {
        early[event.device] = gap
      }
    case .repetition:
      if let link { noteRepetition(event.stamp, event.isFromDevice, link, &desk) }
    case .zeroWindow:
      if event.isFromDevice {
        link?.transport.deviceFull = event.stamp
      } else {
        link?.transport.serverFull = event.stamp
      }
    case .windowOpened(let time):
      guard let link else { return }
      let since = event.isFromDevice ? link.transport.deviceFull : link.transport.serverFull
      if event.isFromDevice {
        link.transport.deviceFull = nil
      } else {
        link.transport.serverFull = nil
      }
      if let since { sayFull(link, event.isFromDevice, since, time, &desk) }
    case .tlsBegan: hearTLS(event, &desk)
    case .tlsAlert(let alert, let isFatal):
      guard isFatal else { return }
      desk.say(
        .encryptionFailed, device: event.deviceName ?? "\(event.device.address)",
        Observation(
          "TLS with \(event.server) failed: \(TLSAlerts.name(of: alert)).", at: event.stamp
        ).with(.number("alert", alert)))
    case .foreignBytes:
      guard foreign.count < Self.maximumCount, foreign.insert(event.server).inserted else { return }
      desk.say(
        .notSCCP, device: nil,
        Observation(
          "Port \(event.server.port) of \(event.server.address) is not SCCP.", at: event.stamp
        )
        .subject("\(event.server)"))
    case .ended(let isOneSided, _):
      if link == nil { early[event.device] = nil }
      guard isOneSided, let link, link.heard != [.device, .server] else { return }
      desk.say(
        .oneDirection, link,
        Observation(
          "Only one direction of the connection of \(link.title) was captured.", at: link.first))
    case .tlsData, .cut: break
    }
  }

  /// Notes that bytes are missing, after which messages may come or not.
  private func note(_ gap: MissingBytes, _ link: LinkState, _ desk: inout FindingDesk) {
    sayMissing(of: gap.side, isLast: false, link, &desk)
    link.transport.note(gap)
    link.hasGapsToTell = true
  }

  /// Says which bytes of a side are missing; `isLast` tells that no message of it came after them.
  private func sayMissing(
    of side: Side, isLast: Bool, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard let missing = link.transport.takeGap(of: side) else { return }
    let isOne = missing.count == 1
    desk.say(
      .missingBytes, link,
      Observation(
        "\(missing.count.counted("byte")) of "
          + "\(missing.event.isFromDevice ? link.title : "the server") \(isOne ? "is" : "are") "
          + "missing in the capture; messages in them are lost.", at: missing.event.stamp,
        severity: isLast ? .note : nil
      ).with(.number("bytes", missing.count)))
  }

  private mutating func hearTLS(_ event: TransportEvent, _ desk: inout FindingDesk) {
    encryptedCount += 1
    firstEncrypted = firstEncrypted ?? event.stamp
    if encryptedDevices.count < Self.maximumCount { encryptedDevices.insert(event.device.address) }
    judgeMixed(event.device.address, event.stamp, &desk)
    guard event.server.port != Self.securePort else { return }
    desk.say(
      .encryptedOnClearPort, device: "\(event.device.address)",
      Observation(
        "Port \(event.server.port) of \(event.server.address) carries TLS.", at: event.stamp))
  }

  private func noteRepetition(
    _ stamp: FrameStamp, _ isFromDevice: Bool, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    let within = settings.nanoseconds(.retransmissions, "within")
    let count = settings.count(.retransmissions)
    link.transport.repetitions.append(stamp)
    link.transport.repetitions.removeAll { (stamp.nanoseconds(since: $0) ?? 0) > within }
    let all = link.transport.repetitions
    guard all.count > count, let first = all.first else { return }
    var observation = Observation(
      "\(all.count) retransmissions by \(isFromDevice ? link.title : "the server") in "
        + "\(spoken(stamp.nanoseconds(since: first) ?? 0)).", at: first
    ).with(.number("count", all.count))
    observation.related = all.prefix(16).map { Finding.Evidence($0.place, "retransmission") }
    desk.say(.retransmissions, link, observation)
    link.transport.repetitions.removeAll()
  }

  private func sayFull(
    _ link: LinkState, _ isFromDevice: Bool, _ since: FrameStamp, _ time: Int64?,
    _ desk: inout FindingDesk
  ) {
    let who = isFromDevice ? link.title : "The server of \(link.title)"
    let lasted = time.map { " for \(spoken($0))" } ?? ""
    desk.say(
      .zeroWindow, link, Observation("\(who) stopped reading\(lasted).", at: since))
  }

  mutating func end(_ link: LinkState, at end: Timestamp, _ desk: inout FindingDesk) {
    sayMissing(of: .device, isLast: true, link, &desk)
    sayMissing(of: .server, isLast: true, link, &desk)
    if let since = link.transport.deviceFull { sayFull(link, true, since, nil, &desk) }
    if let since = link.transport.serverFull { sayFull(link, false, since, nil, &desk) }
    guard let reset = link.transport.reset, !link.transport.isEndTold else { return }
    let last = reset.last.map { " after \($0)" } ?? ""
    desk.say(
      .connectionReset, link,
      Observation(
        "\(reset.isFromDevice ? link.title : "The server") reset the connection\(last).",
        at: reset.stamp
      ).resting(on: (reset.stamp, "RST")))
  }

  mutating func finish(_ time: Timestamp?, _ desk: inout FindingDesk) {
    if let firstClear {
      let count = clearDevices.count
      desk.say(
        .cleartext, device: nil,
        Observation(
          "Signalling is not encrypted: names, numbers and digits of "
            + "\(count.counted("device")) can be read.", at: firstClear
        ).with(.number("devices", count)))
    }
    if let firstEncrypted {
      desk.say(
        .encryptedUnread, device: nil,
        Observation(
          "\(encryptedCount.counted("TLS connection")) \(encryptedCount == 1 ? "was" : "were") "
            + "not read: what was said on \(encryptedCount == 1 ? "it" : "them") is not judged.",
          at: firstEncrypted
        ).with(.number("connections", encryptedCount)))
    }
  }
}

/// What TLS alerts are called (RFC 8446 §6).
enum TLSAlerts {
  private static let names: [UInt8: String] = [
    0: "close notify", 10: "unexpected message", 20: "bad record MAC", 40: "handshake failure",
    42: "bad certificate", 43: "unsupported certificate", 44: "certificate revoked",
    45: "certificate expired", 46: "certificate unknown", 47: "illegal parameter",
    48: "unknown authority", 49: "access denied", 50: "decode error", 51: "decrypt error",
    70: "protocol version", 71: "insufficient security", 80: "internal error",
    90: "cancelled by the user", 110: "unsupported extension", 112: "unrecognised name",
    116: "certificate required",
  ]

  static func name(of alert: UInt8) -> String { names[alert] ?? "alert \(alert)" }
}
