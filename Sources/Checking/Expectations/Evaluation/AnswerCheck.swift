import CallAnalysis
import SCCP
import Text
import Wire

/// Whether every request of a kind is answered in time.
///
/// Which answer belongs to which request, the analysis has found out already. A request so near to
/// the end of the capture that its time is not over is not judged.
struct AnswerCheck: ExpectationCheck {
  private let request: MessagePattern
  private let within: TimeLimit
  private var pending: [Pending] = []
  private var breaches = Breaches()
  private var requestCount = 0
  private var answeredCount = 0
  /// Requests that could not be judged, because too many waited at a time.
  private var unjudgedCount = 0
  /// Requests whose answers came at an unknown time: without times, or after the clock went back.
  private var untimedCount = 0

  /// Requests that wait at a time; phones of a large site all ask at once after an outage.
  static let maximumPending = 4096

  private struct Pending: Sendable {
    let stream: Int
    let stamp: FrameStamp
    let key: UInt32?
    let device: String?
  }

  init(request: MessagePattern, within: TimeLimit) {
    self.request = request
    self.within = within
  }

  mutating func note(_ record: borrowing Record, _ scratch: inout TextBuffer) {
    if record.message.header.identifier == request.identifier {
      if request.matches(record, &scratch) { append(record) }
    } else if let frame = record.answers,
      record.message.layout?.definition.kind == .response(to: request.identifier)
    {
      take(record, answering: frame.number)
    }
  }

  private mutating func append(_ record: borrowing Record) {
    giveUpLost(before: record.stamp)
    if pending.count == Self.maximumPending {
      pending.removeFirst()
      unjudgedCount += 1
    }
    requestCount += 1
    pending.append(
      Pending(
        stream: record.stream, stamp: record.stamp, key: record.message.matchKey,
        device: record.deviceName))
  }

  /// Counts requests as broken whose answers the analysis would no longer take for one.
  private mutating func giveUpLost(before stamp: FrameStamp) {
    guard let first = pending.first, Self.isLost(first, at: stamp) else { return }
    let lost = pending.prefix { Self.isLost($0, at: stamp) }
    for request in lost { breaches.append(unanswered(request), frame: request.stamp.number) }
    pending.removeFirst(lost.count)
  }

  private static func isLost(_ request: Pending, at stamp: FrameStamp) -> Bool {
    (stamp.nanoseconds(since: request.stamp) ?? 0) > RequestMatcher.maximumNanoseconds
  }

  private mutating func take(_ record: borrowing Record, answering frame: Int) {
    let (stream, key) = (record.stream, record.message.matchKey)
    let place = pending.firstIndex { request in
      request.stream == stream && request.stamp.number == frame
        && (key == nil || request.key == nil || request.key == key)
    }
    guard let place else { return }
    let asked = pending.remove(at: place)
    guard let elapsed = record.responseTime else {
      untimedCount += 1
      return
    }
    if elapsed <= within.nanoseconds {
      answeredCount += 1
    } else {
      breaches.append(
        "\(name(asked)) was answered by \(record.message.name) in frame \(record.stamp.number), "
          + "after \(TimeLimit.words(for: elapsed))", frame: asked.stamp.number)
    }
  }

  private func name(_ asked: Pending) -> String {
    request.name + (asked.device.map { " of \($0.visible)" } ?? "")
  }

  private static let untimed =
    "how long an answer took is not known without times, or where the capture's clock goes back"

  private func unanswered(_ asked: Pending) -> String { "\(name(asked)) was not answered" }

  func judgement(_ facts: CaptureFacts) -> Judgement {
    var breaches = breaches
    var undecidedCount = unjudgedCount
    for asked in pending {
      let (outcome, _) = facts.outcome(ofMissing: within, since: asked.stamp)
      if outcome == .broken {
        breaches.append(unanswered(asked), frame: asked.stamp.number)
      } else {
        undecidedCount += 1
      }
    }
    let expected = "an answer to every \(request.description) within \(within)"
    if let first = breaches.first {
      let more = breaches.count == 1 ? "" : "; \(breaches.count) of \(requestCount) requests fail"
      var judgement = Judgement(
        outcome: .broken, "\(first.fact) (frame \(first.frame))\(more)", frame: first.frame,
        expected: expected, found: first.fact + more)
      judgement.detail = breaches.detail
      return judgement
    }
    if !facts.isWhole {
      return Judgement(outcome: .unknown, CaptureFacts.notWhole, expected: expected)
    }
    if untimedCount > 0, answeredCount == 0 {
      return Judgement(
        outcome: .unknown, Self.untimed, expected: expected,
        found: "\(untimedCount.counted("answer")) without a known time")
    }
    if undecidedCount > 0, answeredCount == 0 {
      return Judgement(
        outcome: .unknown, "the capture ends before the time for an answer is over",
        frame: pending.first?.stamp.number, expected: expected,
        found: "\(request.name), and the end of the capture")
    }
    var judgement = Judgement.held
    if requestCount == 0 { judgement.remarks = ["no \(request.description) in the capture"] }
    if undecidedCount > 0 {
      judgement.remarks.append(
        "not judged, because the capture ends before their time is over: "
          + "\(undecidedCount) of \(requestCount) requests")
    }
    if untimedCount > 0 {
      judgement.remarks.append(
        "not judged, because \(Self.untimed): \(untimedCount) of \(requestCount) requests")
    }
    return judgement
  }
}
