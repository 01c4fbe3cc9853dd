import CallAnalysis
import SCCP
import Story
import Text
import Wire

/// Looks at the orders for media.
struct MediaWatch: MessageWatch {
  private let settings: FindingSettings
  private var ports = ListeningPorts()

  init(_ settings: FindingSettings) {
    self.settings = settings
  }

  mutating func hear(
    _ sign: MediaOrderSign, _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    switch sign {
    case .receiveOrder, .transmitOrder:
      judgeCodec(record, link, isSending: sign == .transmitOrder, &desk)
    case .receiveEnd:
      if record.message.value(.portHandlingFlag) == .keep, let number = link.media.lastClosed {
        ports.keep(number)
        link.suspicions.drop(.leftOpen, UInt64(number))
      }
    case .failure:
      desk.say(
        .startFailed, link,
        Observation("\(link.title) reports that it cannot send.", at: record.stamp)
          .about(link.leg(of: record)))
    case .statisticsRequest:
      let (stamp, reference) = (record.stamp, record.message.callReference)
      let leg = link.leg(of: record)
      link.suspect(
        .statisticsMissing, UInt64(reference ?? 0), after: stamp,
        for: settings.nanoseconds(.statisticsMissing), .device
      ) { link in
        Observation("No call statistics came from \(link.title).", at: stamp).about(leg)
      }
    case .statistics:
      link.suspicions.drop(.statisticsMissing, UInt64(record.message.callReference ?? 0))
      StatisticsFacts.judge(record, link, settings, &desk)
    case .reservationError: judgeReservation(record, link, &desk)
    case .registration: link.media.beginRegistration()
    case .capabilities: link.media.learnCapabilities(from: record.message)
    case .multicast:
      guard let field = record.message.first(.multicastReceptionStatus),
        case let status = record.message.number(of: field), status != 0
      else { return }
      desk.say(
        .multicastFailed, link,
        Observation(
          "\(link.title) does not receive the multicast of music or a page: "
            + "\(record.message.entry(of: field)?.spoken ?? "status \(status)").", at: record.stamp)
      )
    }
  }

  private func judgeReservation(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    let message = record.message
    func word(_ name: FieldName) -> String {
      guard let field = message.first(name) else { return "unknown" }
      return message.entry(of: field)?.spoken ?? "\(message.number(of: field))"
    }
    let node = message.number(.failureNodeIpAddr) ?? 0
    let place = node == 0 ? "" : " at \(IPAddress(ipv4: node.byteSwapped))"
    desk.say(
      .reservationFailed, link,
      Observation(
        "The bandwidth reservation of \(link.title) failed: \(word(.errorCode)), "
          + "\(word(.rsvpErrorCode))\(place).", at: record.stamp
      ).about(link.leg(of: record)))
  }

  private func judgeCodec(
    _ record: borrowing Record, _ link: LinkState, isSending: Bool, _ desk: inout FindingDesk
  ) {
    guard let codec = record.number(.compressionType) else { return }
    let stamp = record.stamp
    let party = record.message.number(.passThroughPartyId) ?? 0
    let leg = link.leg(of: record)
    if let other = record.otherCodec {
      let (receives, sends) = isSending ? (other, codec) : (codec, other)
      link.suspect(
        .codecDiffers, UInt64(party), after: stamp, for: settings.nanoseconds(.codecDiffers)
      ) { link in
        Observation(
          "\(link.title) receives \(receives.codecName) and sends \(sends.codecName).", at: stamp
        ).about(leg).with(
          .text("receives", receives.codecName), .text("sends", sends.codecName))
      }
    }
    guard let offered = link.media.offeredCodecs, let family = codec.codecFamily,
      !offered.contains(where: { $0.codecFamily == family })
    else { return }
    desk.say(
      .codecNotOffered, link,
      Observation(
        "\(codec.codecName) was ordered, which \(link.title) never offered.", at: stamp
      ).about(leg).with(.text("codec", codec.codecName)).subject(codec.codecName))
  }
}

extension MediaWatch {
  mutating func hear(
    _ stream: MediaStream, _ change: MediaStreamChange, _ link: LinkState,
    _ desk: inout FindingDesk
  ) {
    if change != .over { link.media.note(stream) }
    switch change {
    case .ordered: hearOrder(stream, link, &desk)
    case .acknowledged: hearAcknowledgment(stream, link, &desk)
    case .closed: hearEnd(stream, link)
    case .over: break
    }
  }

  func hear(_ snapshot: LegSnapshot, _ change: LegChange, _ link: LinkState) {
    switch change {
    case .state(let state):
      let number = UInt64(snapshot.leg.number)
      link.suspicions.drop(.notStarted, number, at: snapshot.leg.last)
      if state == .connected, snapshot.leg.reference != nil, link.isPhone {
        expectMedia(snapshot, link)
      }
    case .over: hearOver(snapshot, link)
    case .began, .parties, .key, .hungUp, .conference: break
    }
  }

  private func hearOrder(
    _ stream: MediaStream, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    let (stamp, leg) = (stream.ordered, link.leg(numbered: stream.leg))
    judgePacketSize(stream, leg, link, &desk)
    if stream.way == .receive {
      // Servers without call references order no acknowledgment.
      guard let reference = leg?.leg.reference else { return }
      link.suspect(
        .openUnanswered, UInt64(stream.number), after: stamp,
        for: settings.nanoseconds(.openUnanswered), [.device, .server]
      ) { link in
        Observation(
          "\(link.title) was told to open a port for call \(reference) and did not answer: it will "
            + "not hear the other end.", at: stamp
        ).about(leg).resting(on: (stamp, .name(of: .openReceiveChannel)))
      }
      return
    }
    if let remote = stream.remote {
      if MediaStream.isEmpty(remote) {
        desk.say(
          .nullAddress, link,
          Observation("\(link.title) is told to send to the empty address \(remote).", at: stamp)
            .about(leg))
      } else {
        judgeTarget(remote, stream, leg, link, &desk)
      }
    }
    guard link.media.hasAcknowledgedStart, !stream.isFork else { return }
    link.suspect(
      .startUnanswered, UInt64(stream.number), after: stamp,
      for: settings.nanoseconds(.startUnanswered), [.device, .server]
    ) { link in
      Observation("Nothing confirms that \(link.title) sends audio.", at: stamp)
        .about(leg).resting(on: (stamp, .name(of: .startMediaTransmission)))
    }
  }

  private func judgePacketSize(
    _ stream: MediaStream, _ leg: LegSnapshot?, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard let size = stream.packetTime, size > 0, !stream.isFork else { return }
    let other = link.media.streams.last {
      $0.leg == stream.leg && $0.way != stream.way && $0.closed == nil && !$0.isFork
        && $0.codec == stream.codec
    }
    let limit = UInt32(clamping: settings.nanoseconds(.packetSize) / 1_000_000)
    let differs = other?.packetTime.map { $0 != size && $0 > 0 } ?? false
    guard differs || size > limit else { return }
    let text =
      differs
      ? "The packet sizes of \(link.title) are \(other?.packetTime ?? 0) ms and \(size) ms."
      : "\(link.title) is to use packets of \(size) ms."
    desk.say(.packetSize, link, Observation(text, at: stream.ordered).about(leg))
  }

  private func judgeTarget(
    _ remote: Endpoint, _ stream: MediaStream, _ leg: LegSnapshot?, _ link: LinkState,
    _ desk: inout FindingDesk
  ) {
    let own = link.device.address
    if remote.address.isPrivate != own.isPrivate, remote.address.isUnicast, own.isUnicast,
      !remote.address.isIPv6, !own.isIPv6
    {
      let text =
        remote.address.isPrivate
        ? "\(link.title) (public, \(own)) is told to send audio to the private address "
          + "\(remote.address)."
        : "\(link.title) (private, \(own)) is told to send audio to the public address "
          + "\(remote.address)."
      desk.say(
        .privateTarget, link,
        Observation(
          text, at: stream.ordered, severity: remote.address.isPrivate ? nil : .note
        ).about(leg).with(.text("target", "\(remote)")))
    }
    guard !stream.isFork, let other = ports.otherPort(instead: remote) else { return }
    let observation = Observation(
      "\(link.title) sends its audio to \(remote); \(other.link.title) listens on port "
        + "\(other.port).", at: stream.ordered
    ).about(leg).resting(
      on: (stream.ordered, .name(of: .startMediaTransmission)),
      (other.since, .name(of: .openReceiveChannelAck))
    ).with(.text("target", "\(remote)"), .number("listens", other.port))
    let title = link.title
    guard let time = stream.ordered.time,
      !other.link.hasGap(of: [.device, .server], since: other.first)
    else { return }
    // The acknowledgment of that port may be among bytes that turn out to be missing.
    other.link.suspicions.add(
      Suspicions.Suspicion(
        rule: .staleTarget, subject: UInt64(stream.number), since: stream.ordered, deadline: time,
        needs: .device
      ) { _ in
        var copy = observation
        copy.device = (title, link.stream)
        return copy
      })
  }

  private mutating func hearAcknowledgment(
    _ stream: MediaStream, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    let leg = link.leg(numbered: stream.leg)
    guard let stamp = stream.acknowledged else { return }
    let rule: FindingRule = stream.way == .receive ? .openFailed : .startFailed
    if stream.way == .receive {
      link.suspicions.drop(.openUnanswered, UInt64(stream.number))
      judgeDelay(stream, leg, link, &desk)
    } else {
      link.suspicions.drop(.startUnanswered, UInt64(stream.number))
      link.media.hasAcknowledgedStart = true
    }
    if let failure = stream.failure {
      let status = ValueNames.mediaStatus.entry(for: failure)?.spoken ?? "status \(failure)"
      let verb = stream.way == .receive ? "receive" : "send"
      desk.say(
        rule, link,
        Observation(
          "\(link.title) cannot \(verb) audio: \(status).", at: stamp,
          severity: failure == MediaStatus.onHook.rawValue ? .note : nil
        ).about(leg).resting(
          on: (stream.ordered, "order"), (stamp, "acknowledgment")
        ).with(.number("status", failure)))
      return
    }
    guard stream.way == .receive, let local = stream.local else { return }
    if MediaStream.isEmpty(local) {
      desk.say(
        .nullAddress, link,
        Observation("\(link.title) gives the empty address \(local) to receive at.", at: stamp)
          .about(leg).resting(on: (stream.ordered, "order"), (stamp, "acknowledgment")))
      return
    }
    ports.open(local, stream.number, at: stamp, link)
    judgeAddress(local, stamp, leg, link, &desk)
  }

  private func judgeDelay(
    _ stream: MediaStream, _ leg: LegSnapshot?, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard let stamp = stream.acknowledged, let time = stamp.nanoseconds(since: stream.ordered),
      time > settings.nanoseconds(.openUnanswered, "late"), leg?.leg.reference != nil,
      !link.hasGap(of: [.device, .server], since: stream.ordered)
    else { return }
    desk.say(
      .openUnanswered, link,
      Observation(
        "\(link.title) opened its port only after \(spoken(time)): the beginning is not heard.",
        at: stream.ordered, severity: .warning
      ).about(leg).resting(
        on: (stream.ordered, .name(of: .openReceiveChannel)),
        (stamp, .name(of: .openReceiveChannelAck))
      ).with(.duration("answer", time)))
  }

  private func judgeAddress(
    _ local: Endpoint, _ stamp: FrameStamp, _ leg: LegSnapshot?, _ link: LinkState,
    _ desk: inout FindingDesk
  ) {
    let own = link.device.address
    guard local.address != own, link.isPhone, !local.address.isIPv6, !own.isIPv6 else { return }
    let isOther = local.address.isPrivate && !local.address.sharesNetwork(with: own)
    desk.say(
      .mediaTranslated, link,
      Observation(
        "\(link.title) offers \(local), but is seen as \(own)"
          + (isOther ? ": the other end may not reach it." : "."), at: stamp,
        severity: isOther ? nil : .note
      ).about(leg).with(.text("offers", "\(local.address)"), .text("seen", "\(own)")))
  }

  private mutating func hearEnd(_ stream: MediaStream, _ link: LinkState) {
    guard let closed = stream.closed else { return }
    let number = UInt64(stream.number)
    link.media.lastClosed = stream.number
    let time = closed.nanoseconds(since: stream.ordered) ?? 0
    if stream.way == .receive {
      ports.close(stream.number, at: closed)
      if time <= settings.nanoseconds(.openUnanswered) {
        link.suspicions.drop(.openUnanswered, number)
      }
    } else if time <= settings.nanoseconds(.startUnanswered) {
      link.suspicions.drop(.startUnanswered, number)
    }
    link.suspicions.drop(.leftOpen, number)
    link.suspicions.dropAll(.codecDiffers, at: closed)
  }

  private func hearOver(_ leg: LegSnapshot, _ link: LinkState) {
    link.suspicions.drop(.notStarted, UInt64(leg.leg.number), at: leg.leg.end)
    guard let end = leg.leg.end, link.closedAt == nil else { return }
    for stream in link.media.streams where stream.leg == leg.leg.number && !stream.isFork {
      guard stream.closed == nil, stream.failure == nil,
        !link.hasGap(of: .server, since: stream.ordered)
      else { continue }
      let limit: FindingRule = stream.way == .receive ? .openUnanswered : .startUnanswered
      if let time = end.nanoseconds(since: stream.ordered), time <= settings.nanoseconds(limit) {
        link.suspicions.drop(limit, UInt64(stream.number))
      }
      guard leg.leg.reference != nil else { continue }
      link.suspect(
        .leftOpen, UInt64(stream.number), after: end, for: settings.nanoseconds(.leftOpen)
      ) { link in
        let what = stream.way == .receive ? "A port" : "The audio"
        return Observation("\(what) of \(link.title) stays open after the call.", at: end)
          .about(leg).resting(on: (stream.ordered, "order"), (end, "CallState OnHook"))
      }
    }
  }

  /// Expects both directions of a call that is connected.
  private func expectMedia(_ leg: LegSnapshot, _ link: LinkState) {
    let number = leg.leg.number
    let stamp = leg.leg.last
    guard let start = stamp.time, !link.hasGap(of: [.device, .server], since: leg.leg.start) else {
      return
    }
    let limit = settings.nanoseconds(.notStarted)
    let deadline = start.advanced(byNanoseconds: limit)
    let isFirst = leg.leg.connectedAt == stamp
    link.suspect(
      .notStarted, UInt64(number), after: stamp, for: limit, [.device, .server]
    ) { link in
      let media = link.media
      let receives = media.has(.receive, of: number, at: deadline)
      let sends = media.has(.transmit, of: number, at: deadline)
      if receives == sends {
        guard !receives, isFirst, !media.hadAny(of: number),
          !media.hasOthers(than: number, at: deadline)
        else { return nil }
        var observation = Observation(
          "A call of \(link.title) is connected without any order for media.", at: stamp
        ).about(leg).resting(on: (stamp, "CallState Connected"))
        observation.rule = .mediaNone
        return observation
      }
      if media.hasClosed(of: number, between: start, and: deadline) { return nil }
      let order = media.streams.last { $0.leg == number && !$0.isFork }
      return Observation(
        "\(link.title) is told to \(receives ? "receive" : "send") only.", at: stamp
      ).about(leg).resting(
        on: (stamp, "CallState Connected"), (order?.ordered, "order")
      ).with(.text("only", receives ? "receive" : "send"))
    }
  }
}

extension IPAddress {
  /// Whether it is the address of one host.
  var isUnicast: Bool {
    if isUnspecified { return false }
    guard !isIPv6 else { return true }
    let first = UInt32(truncatingIfNeeded: bits) >> 24
    return first != 127 && first < 224 && UInt32(truncatingIfNeeded: bits) >> 16 != 0xa9fe
  }
}
