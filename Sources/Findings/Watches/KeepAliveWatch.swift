import CallAnalysis
import SCCP
import Story
import Text
import Wire

/// How keepalives fare on a connection.
struct KeepAliveProgress {
  /// Seconds between them, as RegisterAck asks for.
  var interval: UInt32?
  var requestCount = 0
  var answerCount = 0
  var first: FrameStamp?
  var lastRequest: FrameStamp?
  /// Nanoseconds between the first of them, to know the interval where nobody tells it.
  var gaps: [Int64] = []
  /// Unanswered ones in a row.
  var row = 0

  /// Gaps that are needed to know the interval.
  static let minimumGaps = 4

  /// Nanoseconds between two keepalives, as far as that is known.
  var nanoseconds: Int64? {
    if let interval { return Int64(interval) * 1_000_000_000 }
    guard gaps.count >= Self.minimumGaps else { return nil }
    return gaps.sorted()[gaps.count / 2]
  }
}

/// Looks at keepalives.
struct KeepAliveWatch: Watch {
  private enum Sign: Sendable {
    case request, answer, acceptance

    static let table = MessageTable<Sign>([
      .request: [.keepAliveReq], .answer: [.keepAliveAck], .acceptance: [.registerAck],
    ])
  }

  private let limit: Int64
  private let rowCount: Int
  private let slow: Int64
  private let silentIntervals: Double
  private let neverCount: Int

  init(_ settings: FindingSettings) {
    limit = settings.nanoseconds(.keepAliveUnanswered)
    rowCount = settings.count(.keepAliveUnanswered, "row")
    slow = settings.nanoseconds(.keepAliveSlow)
    silentIntervals = settings.number(.keepAliveMissing)
    neverCount = settings.count(.keepAliveNeverAnswered)
  }

  mutating func hear(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    if record.isFromDevice { judgeSilence(record, link, &desk) }
    switch Sign.table.value(for: record.message) {
    case .request: hearRequest(record, link)
    case .answer: hearAnswer(record, link, &desk)
    case .acceptance:
      link.keepAlive.interval = record.number(.keepAliveInterval)
      link.carriesOthers = true
    case nil: link.carriesOthers = true
    }
  }

  private func hearRequest(_ record: borrowing Record, _ link: LinkState) {
    let stamp = record.stamp
    link.keepAlive.requestCount += 1
    link.keepAlive.first = link.keepAlive.first ?? stamp
    if let last = link.keepAlive.lastRequest, let gap = stamp.nanoseconds(since: last),
      link.keepAlive.gaps.count < 16
    {
      link.keepAlive.gaps.append(gap)
    }
    link.keepAlive.lastRequest = stamp
    let rowCount = rowCount
    link.suspect(
      .keepAliveUnanswered, Self.subject(stamp.place), after: stamp, for: limit
    ) { link in
      guard link.keepAlive.answerCount > 0 else { return nil }
      link.keepAlive.row += 1
      let row = link.keepAlive.row
      return Observation(
        row == 1
          ? "A keepalive of \(link.title) got no answer."
          : "\(row) keepalives of \(link.title) in a row got no answer.", at: stamp,
        severity: row >= rowCount ? .error : nil
      ).resting(on: (stamp, .name(of: .keepAliveReq))).with(.number("row", row))
    }
  }

  private static func subject(_ place: FramePlace) -> UInt64 {
    UInt64(truncatingIfNeeded: place.number) &<< 8 | UInt64(truncatingIfNeeded: place.file)
  }

  private func hearAnswer(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    link.keepAlive.answerCount += 1
    link.keepAlive.row = 0
    let request = record.answers ?? link.keepAlive.lastRequest?.place
    if let request { link.suspicions.drop(.keepAliveUnanswered, Self.subject(request)) }
    guard let time = record.responseTime, time > slow else { return }
    var observation = Observation(
      "The answer to a keepalive of \(link.title) took \(spoken(time)): server overload or delay "
        + "on the way.", at: record.stamp
    ).with(.duration("answer", time))
    if let request {
      observation.related.append(Finding.Evidence(request, .name(of: .keepAliveReq)))
    }
    observation.related.append(Finding.Evidence(record.stamp.place, .name(of: .keepAliveAck)))
    desk.say(.keepAliveSlow, link, observation)
  }

  /// Judges how long a device was silent that says something again.
  private func judgeSilence(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard let last = link.lastFromDevice, let interval = link.keepAlive.nanoseconds,
      let silence = record.stamp.nanoseconds(since: last), isLong(silence, interval),
      !link.hasGap(of: .device, since: last)
    else { return }
    desk.say(
      .keepAliveMissing, link,
      silenceOf(link, silence, interval, at: record.stamp).resting(
        on: (last, "last message"), (record.stamp, record.message.title)))
  }

  private func isLong(_ silence: Int64, _ interval: Int64) -> Bool {
    Double(silence) > Double(interval) * silentIntervals
  }

  private func silenceOf(
    _ link: LinkState, _ silence: Int64, _ interval: Int64, at stamp: FrameStamp
  ) -> Observation {
    let order =
      link.keepAlive.interval == nil
      ? "it reported every \(spoken(interval)) before" : "told to report every \(spoken(interval))"
    return Observation(
      "Nothing came from \(link.title) for \(spoken(silence)) (\(order)).", at: stamp
    ).with(.duration("silence", silence), .duration("interval", interval))
  }

  mutating func end(_ link: LinkState, at end: Timestamp, _ desk: inout FindingDesk) {
    let state = link.keepAlive
    if link.closedAt == nil, let last = link.lastFromDevice, let time = last.time,
      let interval = state.nanoseconds, let silence = end.nanoseconds(since: time),
      isLong(silence, interval), !link.hasGap(of: .device, since: last)
    {
      desk.say(
        .keepAliveMissing, link,
        silenceOf(link, silence, interval, at: last).resting(on: (last, "last message")))
    }
    guard let first = state.first else { return }
    if state.answerCount == 0, state.requestCount >= neverCount, link.heard.contains(.server),
      link.isOldServer || link.registration.request == nil
    {
      desk.say(
        .keepAliveNeverAnswered, link,
        Observation(
          "The server of \(link.title) answers keepalives on the level of TCP only, as old call "
            + "managers do.", at: first
        ).with(.number("keepalives", state.requestCount)))
    }
    if !link.carriesOthers, state.requestCount > 1 {
      desk.say(
        .standbyLink, link,
        Observation(
          link.isFromStart
            ? "Idle connection to the backup server \(link.server.address)."
            : "Idle connection to \(link.server.address): a backup server, or the device "
              + "registered before the capture.", at: first))
    }
  }
}
