import SCCP
import Story
import Wire

/// What is remembered of the secrets on a connection, by call reference.
struct SecretProgress {
  private(set) var runs = ShortTable<UInt32, DigitRun>()
  private var levels = ShortTable<UInt32, CallSecurityStatus>()

  /// Calls of a connection whose digits or security are remembered.
  private static let maximumCount = 64

  subscript(run call: UInt32) -> DigitRun {
    get { runs[call] ?? DigitRun() }
    set { if runs[call] != nil || runs.count < Self.maximumCount { runs[call] = newValue } }
  }

  mutating func takeRun(of call: UInt32) -> DigitRun? {
    guard let run = runs[call] else { return nil }
    runs[call] = nil
    return run
  }

  /// Notes the security of a call; returns what it was before.
  mutating func note(_ level: CallSecurityStatus, of call: UInt32) -> CallSecurityStatus? {
    let former = levels[call]
    if former != nil || levels.count < Self.maximumCount { levels[call] = level }
    return former
  }

  mutating func forgetLevel(of call: UInt32) {
    levels[call] = nil
  }
}

/// Digits of a call in a row.
struct DigitRun {
  /// When the user was asked for a PIN or a code.
  var prompt: FrameStamp?
  private(set) var first: FrameStamp?
  private var last: FrameStamp?
  private(set) var count = 0
  private(set) var inCall: FrameStamp?
  private(set) var inCallCount = 0

  /// Nanoseconds after which digits belong to no prompt any more.
  private static let idle: Int64 = 10_000_000_000

  /// Whether a digit at a time answers the prompt.
  func answersPrompt(at stamp: FrameStamp) -> Bool {
    guard let prompt else { return false }
    return (stamp.nanoseconds(since: last ?? prompt) ?? 0) <= Self.idle
  }

  mutating func noteAnswer(at stamp: FrameStamp) {
    first = first ?? stamp
    last = stamp
    count += 1
  }

  mutating func noteInCall(at stamp: FrameStamp) {
    inCall = inCall ?? stamp
    inCallCount += 1
  }
}
