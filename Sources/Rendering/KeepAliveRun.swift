import CallAnalysis
import Wire

/// Keepalives of one connection in a row, with the same outcome.
struct KeepAliveRun: Sendable {
  /// What became of a keepalive.
  enum Outcome: Sendable {
    case answered
    /// Answered after more than a second.
    case late
    case unanswered
    /// Sent; whether it was answered cannot be told from what is shown.
    case undecided
    /// An answer to a keepalive that is shown already; the number is that one's frame.
    case answerTo(Int)
    /// An answer whose keepalive is not in the capture.
    case unasked
  }

  /// A keepalive that has to be named by its frame.
  struct Exception: Sendable {
    let frame: Int
    /// Nanoseconds until its answer.
    let responseTime: Int64?
  }

  /// A stretch without keepalives, longer than they should be apart.
  struct Pause: Sendable {
    let before: FrameStamp
    let after: FrameStamp
    let nanoseconds: Int64
    /// Nanoseconds that should be between two.
    let due: Int64
    /// Whether a server announced that.
    let isAnnounced: Bool
  }

  let stream: Int
  let outcome: Outcome
  /// Who exchanged them.
  var parties: KeepAliveParties
  /// The pause before the first.
  let pause: Pause?
  private(set) var first: FrameStamp
  private(set) var last: FrameStamp
  private(set) var count = 0
  private(set) var exceptions: [Exception] = []
  /// Nanoseconds that the slowest answer took; nil where that is not known of each.
  var slowest: Int64? { hasUntimedAnswer ? nil : slowestKnown }
  private var slowestKnown: Int64 = 0
  /// Whether it is not known how long some answer took: without times, or where the clock of the
  /// capture went back before it.
  private var hasUntimedAnswer = false
  /// Whether the same is true of the time between two requests.
  private var hasUntimedRequest = false
  private var firstRequest: FrameStamp?
  private var lastRequest: FrameStamp?

  /// Keepalives that are named by their frames in one run.
  static let maximumExceptions = 8

  init(
    _ outcome: Outcome, of stream: Int, _ parties: KeepAliveParties, after pause: Pause?,
    at stamp: FrameStamp
  ) {
    self.outcome = outcome
    self.stream = stream
    self.parties = parties
    self.pause = pause
    first = stamp
    last = stamp
  }

  mutating func append(
    request: FrameStamp?, answer: FrameStamp?, responseTime: Int64?
  ) {
    count += 1
    if let request {
      firstRequest = firstRequest ?? request
      if let lastRequest, request.nanoseconds(since: lastRequest) == nil {
        hasUntimedRequest = true
      }
      lastRequest = request
      switch outcome {
      case .late, .unanswered:
        if exceptions.count < Self.maximumExceptions {
          exceptions.append(Exception(frame: request.number, responseTime: responseTime))
        }
      default: break
      }
    }
    if let newest = answer ?? request, last.place < newest.place { last = newest }
    slowestKnown = max(slowestKnown, responseTime ?? 0)
    if answer != nil, responseTime == nil { hasUntimedAnswer = true }
  }

  /// Whether another keepalive of the same outcome belongs to it. Each late one is told of.
  func takes(_ other: Outcome) -> Bool {
    switch (outcome, other) {
    case (.answered, .answered), (.unanswered, .unanswered), (.undecided, .undecided),
      (.unasked, .unasked):
      true
    case (.late, .late): exceptions.count < Self.maximumExceptions
    default: false
    }
  }

  /// Nanoseconds between two keepalives, on average; nil for fewer than two, and where the time
  /// between any two is not known.
  var interval: Int64? {
    guard count > 1, !hasUntimedRequest, let first = firstRequest, let last = lastRequest else {
      return nil
    }
    return last.nanoseconds(since: first).map { $0 / Int64(count - 1) }
  }
}

/// Who exchanges keepalives, as a line names them.
struct KeepAliveParties: Sendable {
  var name: String?
  let device: Endpoint
  let server: Endpoint
  var naming: Naming

  init(_ record: borrowing Record) {
    name = record.deviceName
    device = record.device
    server = record.server
    naming = record.naming
  }
}
