import CallAnalysis
import SCCP
import Story
import Text
import Wire

/// Looks at the audio of calls, when they are over.
struct AudioWatch: Watch {
  private let settings: FindingSettings
  /// Nanoseconds for which streams have to be up together, for their silence to mean something.
  private let shortest: Int64
  private var vantage = Vantage()
  /// Calls without audio, until it is known what else the capture holds.
  private var unheard: [(pair: Pair, isTold: Bool)] = []
  /// The bytes that are missing of each side of a connection: orders, or answers to them, may be among
  /// them.
  private var gaps = NumberTable<(device: GapTimes, server: GapTimes)>()

  /// Calls without audio, and connections, that are remembered.
  private static let maximumUnheard = 1 << 14
  private static let maximumConnections = 1 << 17

  /// The two devices of a call, and what is told of them where nobody hears anything: less than their legs
  /// and streams, which are large.
  private struct Pair {
    let from: Speaker
    let to: Speaker
    /// The call's number.
    let call: Int
    /// Whether the capture has audio of one of them.
    let isHeard: Bool

    /// Where both listen.
    var ends: (IPAddress, IPAddress) { (from.listens, to.listens) }
  }

  /// A device that was told to send.
  private struct Speaker {
    let device: String
    /// Its connection.
    let stream: Int
    let leg: Int
    let reference: UInt32?
    let ordered: FrameStamp
    /// Where it listens.
    let listens: IPAddress

    /// The device at a leg that sends by one stream, and hears what the other one sends.
    init(_ leg: Leg, by own: MediaStream, hearing other: MediaStream) {
      device = leg.device
      stream = leg.link.stream
      self.leg = leg.number
      reference = leg.reference
      ordered = own.ordered
      listens = other.remote?.address ?? leg.link.device.address
    }
  }

  init(_ settings: FindingSettings) {
    self.settings = settings
    shortest = settings.nanoseconds(.audioOneWay)
  }

  mutating func hear(_ event: TransportEvent, _ link: LinkState?) {
    guard event.kind.losesBytes, let stream = event.stream,
      gaps[stream] != nil || gaps.count < Self.maximumConnections
    else { return }
    var missing = gaps[stream] ?? (GapTimes(), GapTimes())
    if event.isFromDevice {
      missing.device.note(after: link?.lastFromDevice, foundAt: event.stamp)
    } else {
      missing.server.note(after: link?.lastFromServer, foundAt: event.stamp)
    }
    gaps[stream] = missing
  }

  mutating func hear(_ call: Call, _ desk: inout FindingDesk) {
    if call.streams.contains(where: { !$0.targets.isEmpty }) {
      for leg in call.legs where leg.reference != nil && hasAllOrders(leg) {
        judgeTarget(of: leg, in: call, &desk)
      }
    }
    let isHeard = call.streams.contains { $0.isHeard }
    if isHeard { judgeFigures(of: call, &desk) }
    let sending = call.streams.filter { $0.way == .transmit && !$0.isFork && $0.failure == nil }
    if isHeard { for sent in sending { judgeOneWay(sent, call, &desk) } }
    for pair in pairs(sending, in: call) { judge(pair, &desk) }
    for sent in sending { noteUnheard(sent, in: call) }
  }

  /// Whether the capture lacks no bytes of the server during a leg.
  private func hasAllOrders(_ leg: Leg) -> Bool {
    gaps[leg.link.stream].map { isWhole(leg, $0.server) } ?? true
  }

  /// Whether the capture lacks no bytes of either side during a leg.
  private func hasAllBytes(_ leg: Leg) -> Bool {
    gaps[leg.link.stream].map { isWhole(leg, $0.server) && isWhole(leg, $0.device) } ?? true
  }

  /// Whether nothing is missing during a leg, nor just before its first message, which may not be the first
  /// that there was.
  private func isWhole(_ leg: Leg, _ missing: GapTimes) -> Bool {
    missing.lieOutside(from: leg.start, to: leg.end) && !missing.end(at: leg.start)
  }

  /// Whether the capture lacks no bytes of a stream's connection while the stream is open: it was neither
  /// closed nor ordered anew meanwhile.
  private func isWhole(_ stream: MediaStream) -> Bool {
    guard let missing = gaps[stream.link.stream] else { return true }
    return missing.device.lieOutside(from: stream.ordered, to: stream.closed)
      && missing.server.lieOutside(from: stream.ordered, to: stream.closed)
  }

  /// The pairs of streams between two devices that were both up for long enough.
  private func pairs(_ sending: [MediaStream], in call: Call) -> [Pair] {
    var pairs: [Pair] = []
    for sent in sending {
      guard let target = receiver(of: sent, in: call), target.link.device != sent.link.device,
        sent.leg < target.leg,
        let from = call.legs.firstIndex(where: { $0.number == sent.leg }),
        let to = call.legs.firstIndex(where: { $0.number == target.leg }),
        let answered = sending.first(where: { other in
          other.leg == target.leg && isWhole(other)
            && receiver(of: other, in: call)?.leg == sent.leg && overlap(sent, other, call)
        }), isWhole(sent), isWhole(target)
      else { continue }
      pairs.append(
        Pair(
          from: Speaker(call.legs[from], by: sent, hearing: answered),
          to: Speaker(call.legs[to], by: answered, hearing: sent), call: call.number,
          isHeard: packets(of: sent, in: call) + packets(of: answered, in: call) > 0))
    }
    return pairs
  }

  /// The stream that listens where another sends to.
  private func receiver(of sent: MediaStream, in call: Call) -> MediaStream? {
    guard let remote = sent.remote, !MediaStream.isEmpty(remote) else { return nil }
    let streams = call.streams
    for place in streams.indices.reversed()
    where streams[place].way == .receive && streams[place].local == remote
      && streams[place].failure == nil && streams[place].leg != sent.leg
      && overlap(sent, streams[place], call)
    {
      return streams[place]
    }
    return nil
  }

  /// Whether two streams were up together for long enough.
  private func overlap(_ one: MediaStream, _ other: MediaStream, _ call: Call) -> Bool {
    isLong(
      from: (one.ordered.time, other.acknowledged?.time ?? other.ordered.time, nil),
      to: (one.closed?.time, other.closed?.time, call.end?.time ?? call.last.time))
  }

  /// Whether enough time lies between the last of some times and the first of others.
  private func isLong(
    from starts: (Timestamp?, Timestamp?, Timestamp?), to ends: (Timestamp?, Timestamp?, Timestamp?)
  ) -> Bool {
    guard let start = chosen(of: starts, >), let end = chosen(of: ends, <),
      let time = end.nanoseconds(since: start)
    else { return false }
    return time >= shortest
  }

  /// The first of the times that are known, in some order.
  private func chosen(
    of times: (Timestamp?, Timestamp?, Timestamp?), _ precedes: (Timestamp, Timestamp) -> Bool
  ) -> Timestamp? {
    func first(_ one: Timestamp?, _ other: Timestamp?) -> Timestamp? {
      guard let one, let other else { return one ?? other }
      return precedes(other, one) ? other : one
    }
    return first(first(times.0, times.1), times.2)
  }

  /// Judges a stream of which there is no packet, by what its device hears meanwhile.
  private func judgeOneWay(_ sent: MediaStream, _ call: Call, _ desk: inout FindingDesk) {
    let minimum = settings.count(.audioOneWay, "packets")
    guard packets(of: sent, in: call) == 0, let (to, start, end) = listener(to: sent, in: call),
      to.link.device != sent.link.device,
      let from = call.legs.first(where: { $0.number == sent.leg }),
      isWhole(sent),
      call.streams.contains(where: { other in
        guard other.way == .receive, other.leg == sent.leg, let rtp = other.rtp else {
          return false
        }
        return rtp.packets >= minimum
          && isLong(
            from: (sent.ordered.time, start, rtp.first.time),
            to: (sent.closed?.time, end, rtp.last.time))
      })
    else { return }
    desk.say(
      .audioOneWay, device: to.device, stream: to.link.stream,
      Observation(
        "\(to.device) hears nothing: no audio came from \(from.device)"
          + (sent.remote.map { " (to \($0))" } ?? "") + ", which was told to send.",
        at: sent.ordered
      ).about(from, in: call).resting(on: (sent.ordered, .name(of: .startMediaTransmission)))
        .with(.text("silent", from.device)))
  }

  /// The leg whose device is to hear a stream, and when it listens, as far as that is known.
  private func listener(
    to sent: MediaStream, in call: Call
  ) -> (leg: Leg, from: Timestamp?, to: Timestamp?)? {
    if let target = receiver(of: sent, in: call) {
      return call.legs.first { $0.number == target.leg }.map {
        ($0, target.acknowledged?.time ?? target.ordered.time, target.closed?.time)
      }
    }
    // The order to listen, or its acknowledgment, may be among bytes that are missing.
    return call.legs.first {
      $0.link.device.address == sent.remote?.address && !hasAllBytes($0)
    }.map { ($0, nil, $0.end?.time) }
  }

  private mutating func judge(_ pair: Pair, _ desk: inout FindingDesk) {
    vantage.note(pair.from.device, isHeard: pair.isHeard)
    vantage.note(pair.to.device, isHeard: pair.isHeard)
    if pair.isHeard { return vantage.noteAudio(between: pair.ends.0, and: pair.ends.1) }
    if vantage.hasAudio {
      desk.say(
        .audioAbsent, device: pair.from.device, stream: pair.from.stream,
        observation(pair, isSure: false))
    }
    if unheard.count < Self.maximumUnheard { unheard.append((pair, vantage.hasAudio)) }
  }

  /// Notes that a device is not heard where it sends to others than the call's.
  private mutating func noteUnheard(_ sent: MediaStream, in call: Call) {
    guard let remote = sent.remote, !MediaStream.isEmpty(remote), !sent.isHeard, isWhole(sent),
      isLong(
        from: (sent.ordered.time, nil, nil),
        to: (sent.closed?.time, call.end?.time ?? call.last.time, nil)),
      receiver(of: sent, in: call) == nil,
      let leg = call.legs.first(where: { $0.number == sent.leg }),
      !call.streams.contains(where: { other in
        other.way == .receive && other.leg == sent.leg && other.isHeard
          && overlap(sent, other, call)
      })
    else { return }
    vantage.note(leg.device, isHeard: false)
  }

  /// Packets that went where a stream was to send.
  private func packets(of stream: MediaStream, in call: Call) -> Int {
    let own = stream.rtp?.packets ?? 0
    return own > 0 ? own : receiver(of: stream, in: call)?.rtp?.packets ?? 0
  }

  mutating func finish(_ time: Timestamp?, _ desk: inout FindingDesk) {
    defer { unheard.removeAll() }
    guard vantage.hasAudio else { return }
    let needed = settings.count(.audioAbsent, "calls")
    for (pair, isTold) in unheard {
      let isSure = vantage.hears(
        [pair.from.device, pair.to.device], at: pair.ends, inCalls: needed)
      if isTold, !isSure { continue }
      var observation = observation(pair, isSure: isSure)
      observation.isUpdate = isTold
      desk.say(
        .audioAbsent, device: pair.from.device, stream: pair.from.stream, observation)
    }
  }

  private func observation(_ pair: Pair, isSure: Bool) -> Observation {
    let place = isSure ? "" : " is seen here"
    var observation = Observation(
      "No audio between \(pair.from.device) and \(pair.to.device)\(place), although both were told "
        + "to send.", at: pair.from.ordered, severity: isSure ? nil : .note
    ).resting(
      on: (pair.from.ordered, .name(of: .startMediaTransmission)),
      (pair.to.ordered, .name(of: .startMediaTransmission)))
    observation.leg = pair.from.leg
    observation.reference = pair.from.reference
    observation.call = pair.call
    return observation
  }
}

extension AudioWatch {
  /// Judges what was counted of the packets of a call's streams.
  private mutating func judgeFigures(of call: Call, _ desk: inout FindingDesk) {
    for stream in call.streams where !stream.isFork {
      guard let rtp = stream.rtp, let leg = call.legs.first(where: { $0.number == stream.leg })
      else { continue }
      judge(rtp, of: stream, leg, call, &desk)
    }
  }

  /// Judges what was counted of a stream's packets.
  private mutating func judge(
    _ rtp: RTPFigures, of stream: MediaStream, _ leg: Leg, _ call: Call, _ desk: inout FindingDesk
  ) {
    vantage.hasAudio = true
    if rtp.packets >= settings.count(.audioLoss, "packets"),
      rtp.lost >= settings.count(.audioLoss, "lost"),
      rtp.lossPercent >= settings.number(.audioLoss)
    {
      let isBad = rtp.lossPercent >= settings.number(.audioLoss, "error")
      let tenths = Int64(exactly: (rtp.lossPercent * 10).rounded()) ?? 0
      let way = stream.way == .receive ? "for" : "from"
      desk.say(
        .audioLoss, device: leg.device, stream: leg.link.stream,
        Observation(
          "\(tenths / 10).\(tenths % 10) % of the audio \(way) \(leg.device) is missing at this "
            + "point.", at: stream.ordered, severity: isBad ? .error : nil
        ).about(leg, in: call).resting(on: (stream.ordered, "order"), (rtp.first, "RTP"))
          .with(.decimal("lossPercent", rtp.lossPercent), .number("lost", rtp.lost)))
    }
    guard stream.way == .transmit, !stream.isEncrypted, let codec = stream.codec,
      let expected = Self.payloadTypes[codec]
    else { return }
    let audio = rtp.payloadTypes.filter { $0 < 24 && $0 != 13 && $0 != 19 }
    guard let other = audio.first, !audio.contains(expected), rtp.packets >= 10 else { return }
    desk.say(
      .audioPayload, device: leg.device, stream: leg.link.stream,
      Observation(
        "\(leg.device) sends RTP payload type \(other), ordered was \(codec.codecName) "
          + "(type \(expected)).", at: stream.ordered
      ).about(leg, in: call).resting(
        on: (stream.ordered, .name(of: .startMediaTransmission)), (rtp.first, "RTP")
      )
      .with(.number("payloadType", other)))
  }

  /// RFC 3551's payload types of codecs.
  private static let payloadTypes: [UInt32: UInt8] = [
    2: 8, 3: 8, 4: 0, 5: 0, 6: 9, 7: 9, 8: 9, 9: 4, 10: 15, 11: 18, 12: 18, 15: 18, 16: 18,
  ]

  /// Judges where a device sent the audio of a leg to.
  private func judgeTarget(of leg: Leg, in call: Call, _ desk: inout FindingDesk) {
    guard call.streams.contains(where: { $0.leg == leg.number && !$0.targets.isEmpty }) else {
      return
    }
    let own = call.streams.filter { $0.leg == leg.number }
    let ordered = own.filter { $0.way == .transmit }.compactMap(\.remote)
    guard let order = own.last(where: { $0.way == .transmit && !$0.isFork && $0.failure == nil })
    else { return }
    let minimum = settings.count(.audioWrongTarget)
    for stream in own where stream.way == .receive {
      // What began before the stream may be the end of an earlier call's audio.
      guard !stream.targets.contains(where: { ordered.contains($0.end) }),
        let other = stream.targets.first(where: {
          $0.packets >= minimum && $0.first.isAfter(stream.ordered)
        })
      else { continue }
      let wanted = order.remote.map { "\($0)" } ?? "elsewhere"
      desk.say(
        .audioWrongTarget, device: leg.device, stream: leg.link.stream,
        Observation(
          "\(leg.device) sends audio to \(other.end), ordered was \(wanted).", at: order.ordered
        ).about(leg, in: call).resting(
          on: (order.ordered, .name(of: .startMediaTransmission)), (other.first, "RTP")
        )
        .with(.text("sends", "\(other.end)"), .text("ordered", wanted)))
    }
  }
}
