import CallAnalysis
import SCCP
import Wire

/// The keepalives of one connection, folded into runs as soon as it is known what became of each.
struct KeepAliveTrack: Sendable {
  private let stream: Int
  private let answers: KeepAliveAnswers
  private var parties: KeepAliveParties
  private var run: KeepAliveRun?
  /// Requests without an answer so far, in order.
  private var waiting: [FrameStamp] = []
  private var lastRequest: FrameStamp?
  private var rhythm = KeepAliveRhythm()
  /// A pause that the next run has to tell of.
  private var pause: KeepAliveRun.Pause?
  /// Requests since the last answer that are not waiting for one any more.
  private var givenUpCount = 0

  /// Requests that may still be answered; of more, the oldest is given up.
  static let maximumWaiting = 8
  /// An answer after more nanoseconds than these is late.
  static let lateness: Int64 = 1_000_000_000

  init(_ record: borrowing Record, seeing answers: KeepAliveAnswers) {
    stream = record.stream
    self.answers = answers
    parties = KeepAliveParties(record)
  }

  /// Requests in a row, up to now, that nobody answered.
  var unansweredCount: Int { answers == .partial ? 0 : givenUpCount + waiting.count }

  /// Takes a keepalive or its answer; whether a run waits to be told.
  mutating func take(_ record: borrowing Record, into finished: inout [KeepAliveRun]) -> Bool {
    parties.naming = record.naming
    if parties.name == nil { parties.name = record.deviceName }
    if record.isKeepAliveRequest {
      ask(record, into: &finished)
    } else {
      answer(record, into: &finished)
    }
    return run != nil
  }

  /// Takes note of a keepalive or its answer that is shown by itself, and ends the run.
  mutating func pass(_ record: borrowing Record, into finished: inout [KeepAliveRun]) {
    if record.isKeepAliveRequest {
      lastRequest = record.stamp
      givenUpCount += 1
    } else {
      givenUpCount = 0
      if waiting.contains(where: { $0.place == record.answers }) {
        answer(record, into: &finished)
      }
    }
    interrupt(into: &finished)
  }

  /// Takes a request.
  private mutating func ask(_ record: borrowing Record, into finished: inout [KeepAliveRun]) {
    let stamp = record.stamp
    if let former = lastRequest {
      rhythm.announced = record.keepAliveInterval ?? 0
      rhythm.announcedAsBackup = record.backupKeepAliveInterval ?? 0
      switch rhythm.note(former, stamp) {
      case .steady: break
      case .faster: end(into: &finished)
      case .paused(let found):
        end(into: &finished)
        pause = found
      }
    }
    lastRequest = stamp
    if waiting.count >= Self.maximumWaiting {
      fold(waiting.removeFirst(), answer: nil, nil, into: &finished)
    }
    waiting.append(stamp)
  }

  /// Takes an answer. It comes after those to all earlier requests, which get none any more.
  private mutating func answer(_ record: borrowing Record, into finished: inout [KeepAliveRun]) {
    let place = record.answers
    let index =
      place == nil
      ? waiting.indices.first : waiting.firstIndex { $0.place == place }
    if let index {
      for request in waiting[..<index] { fold(request, answer: nil, nil, into: &finished) }
      let request = waiting[index]
      waiting.removeFirst(index + 1)
      fold(
        request, answer: record.stamp,
        record.responseTime ?? record.stamp.nanoseconds(since: request), into: &finished)
    } else {
      append(
        place.map { .answerTo($0.number) } ?? .unasked, request: nil, answer: record.stamp,
        record.responseTime, into: &finished)
    }
    givenUpCount = 0
  }

  /// Ends the run; what still waits for an answer may get one.
  mutating func interrupt(into finished: inout [KeepAliveRun]) {
    guard let run else { return }
    finished.append(run)
    self.run = nil
  }

  /// Ends the run, and gives up what still waits.
  mutating func end(into finished: inout [KeepAliveRun]) {
    for request in waiting { fold(request, answer: nil, nil, into: &finished) }
    waiting.removeAll()
    interrupt(into: &finished)
  }

  /// Ends the run, because no more comes after a time; nil where that is not known.
  ///
  /// What waits has no answer only where one would have come before that time, or before the last
  /// request.
  mutating func end(at time: Timestamp?, into finished: inout [KeepAliveRun]) {
    let end = answers == .all ? time ?? waiting.last?.time : waiting.last?.time
    while let request = waiting.first {
      if let end, let sent = request.time, end.nanoseconds(since: sent) ?? 0 > Self.lateness {
        fold(request, answer: nil, nil, into: &finished)
      } else {
        append(.undecided, request: request, answer: nil, nil, into: &finished)
      }
      waiting.removeFirst()
    }
    interrupt(into: &finished)
  }

  private mutating func fold(
    _ request: FrameStamp, answer: FrameStamp?, _ responseTime: Int64?,
    into finished: inout [KeepAliveRun]
  ) {
    if answer == nil { givenUpCount += 1 }
    let isLate = (responseTime ?? 0) > Self.lateness
    let unanswered: KeepAliveRun.Outcome = answers == .partial ? .undecided : .unanswered
    append(
      answer == nil ? unanswered : isLate ? .late : .answered, request: request, answer: answer,
      responseTime, into: &finished)
  }

  private mutating func append(
    _ outcome: KeepAliveRun.Outcome, request: FrameStamp?, answer: FrameStamp?,
    _ responseTime: Int64?, into finished: inout [KeepAliveRun]
  ) {
    guard let stamp = request ?? answer else { return }
    if let run, !run.takes(outcome) { interrupt(into: &finished) }
    var current =
      run ?? KeepAliveRun(outcome, of: stream, parties, after: pause, at: stamp)
    if run == nil { pause = nil }
    run = nil
    current.parties = parties
    current.append(request: request, answer: answer, responseTime: responseTime)
    run = current
  }
}

/// How far apart the keepalives of a connection are, and should be.
struct KeepAliveRhythm: Sendable {
  /// Seconds that a server announced for this connection; 0 where none did.
  var announced: UInt32 = 0
  /// Seconds that a server announced for backup connections; 0 where none did.
  var announcedAsBackup: UInt32 = 0
  /// The first intervals, in nanoseconds, in ascending order.
  private var intervals: [Int64] = []

  /// Intervals that the median is taken of.
  private static let maximumIntervals = 5

  /// How an interval compares with what it should be.
  enum Verdict {
    case steady
    /// Too long.
    case paused(KeepAliveRun.Pause)
    /// So short that the only one before it, which nobody announced, was too long.
    case faster
  }

  /// Takes note of two keepalives in a row.
  mutating func note(_ former: FrameStamp, _ next: FrameStamp) -> Verdict {
    guard let interval = next.nanoseconds(since: former) else { return .steady }
    if let due, isTooLong(interval, for: due) {
      return .paused(
        KeepAliveRun.Pause(
          before: former, after: next, nanoseconds: interval, due: due,
          isAnnounced: announced > 0 || intervals.isEmpty))
    }
    if announced == 0, intervals.count == 1, isTooLong(intervals[0], for: interval) {
      intervals = [interval]
      return .faster
    }
    if intervals.count < Self.maximumIntervals {
      intervals.append(interval)
      intervals.sort()
    }
    return .steady
  }

  /// Whether an interval is longer than one and a half of those that should be.
  private func isTooLong(_ interval: Int64, for due: Int64) -> Bool {
    interval - due > due / 2
  }

  /// Nanoseconds that should be between two keepalives: what was announced for this connection,
  /// otherwise what its first intervals were, otherwise what holds for backup connections.
  private var due: Int64? {
    if announced > 0 { return Int64(announced) * 1_000_000_000 }
    if !intervals.isEmpty { return intervals[(intervals.count - 1) / 2] }
    return announcedAsBackup > 0 ? Int64(announcedAsBackup) * 1_000_000_000 : nil
  }
}

extension Record {
  fileprivate var isKeepAliveRequest: Bool {
    message.header.identifier == MessageDefinition.keepAliveReq.identifier
  }
}
