import Story
import Wire

/// One end of a connection, or both.
struct Side: OptionSet, Sendable {
  let rawValue: UInt8

  static let device = Side(rawValue: 1)
  static let server = Side(rawValue: 2)
}

/// Things that are missing if nothing comes until a time: each becomes an observation, unless
/// what is missing comes, or the capture lacks bytes that it may have been in.
struct Suspicions {
  /// One thing that is missing so far.
  struct Suspicion {
    let rule: FindingRule
    /// What it is about, for the message that refutes it.
    let subject: UInt64
    let since: FrameStamp
    let deadline: Timestamp
    /// Whose messages would bring what is missing: after the deadline, each of them has to have
    /// said something else.
    var needs: Side
    let observe: (LinkState) -> Observation?

    func isOverdue(at stamp: FrameStamp?) -> Bool {
      guard let time = stamp?.time else { return false }
      return deadline < time
    }
  }

  private(set) var all: [Suspicion] = []
  /// The earliest deadline.
  private var next: Timestamp?

  /// Those kept of one connection; more are not followed.
  static let maximumCount = 128

  var isEmpty: Bool { all.isEmpty }

  mutating func add(_ suspicion: Suspicion) {
    guard all.count < Self.maximumCount else { return }
    all.append(suspicion)
    next = min(next ?? suspicion.deadline, suspicion.deadline)
  }

  /// Drops what a rule suspects of a subject: it was refuted.
  ///
  /// Where `stamp` is given, what was due before that stays.
  mutating func drop(_ rule: FindingRule, _ subject: UInt64 = 0, at stamp: FrameStamp? = nil) {
    if all.isEmpty { return }
    all.removeAll { $0.subject == subject && $0.rule == rule && !$0.isOverdue(at: stamp) }
  }

  /// Drops all suspicions of a rule.
  mutating func dropAll(_ rule: FindingRule, at stamp: FrameStamp? = nil) {
    if all.isEmpty { return }
    all.removeAll { $0.rule == rule && !$0.isOverdue(at: stamp) }
  }

  func contains(_ rule: FindingRule, _ subject: UInt64 = 0) -> Bool {
    all.contains { $0.subject == subject && $0.rule == rule }
  }

  /// Notes that bytes of a side are missing, or may be: what they held is not known.
  mutating func noteGap(of side: Side) {
    if all.isEmpty { return }
    all.removeAll { $0.needs.contains(side) }
  }

  /// Takes out those that a side's message at a time makes certain.
  mutating func takeCertain(_ side: Side, at time: Timestamp) -> [Suspicion] {
    guard let next, next < time else { return [] }
    for place in all.indices where all[place].deadline < time { all[place].needs.remove(side) }
    let certain = all.filter(\.needs.isEmpty)
    if !certain.isEmpty { all.removeAll(where: \.needs.isEmpty) }
    self.next = all.min { $0.deadline < $1.deadline }?.deadline
    return certain
  }

  /// Takes out those whose time was over when the connection ended, where their sides were heard.
  mutating func takeOverdue(at end: Timestamp, heard: Side) -> [Suspicion] {
    let overdue = all.filter { $0.deadline < end && heard.isSuperset(of: $0.needs) }
    all = []
    next = nil
    return overdue
  }
}

extension Timestamp {
  /// The time so many nanoseconds later.
  func advanced(byNanoseconds count: Int64) -> Timestamp {
    let (seconds, isTooFar) = self.seconds.addingReportingOverflow(count / 1_000_000_000)
    let sum = Int64(nanoseconds) + count % 1_000_000_000
    let carry: Int64 = sum >= 1_000_000_000 ? 1 : sum < 0 ? -1 : 0
    return Timestamp(
      seconds: isTooFar ? .max : seconds &+ carry,
      nanoseconds: UInt32(clamping: sum - carry * 1_000_000_000))
  }
}
