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
///
/// A class: each message asks for a deadline, and that of a structure in another class would have to be
/// guarded against changes meanwhile.
final class Suspicions {
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

  private var all: [Suspicion] = []
  /// The earliest deadline of those that need a side's messages.
  private var nextOfDevice: Timestamp?
  private var nextOfServer: Timestamp?

  /// Those kept of one connection; more are not followed.
  static let maximumCount = 128

  var isEmpty: Bool { all.isEmpty }

  func add(_ suspicion: Suspicion) {
    guard all.count < Self.maximumCount else { return }
    change { $0.append(suspicion) }
    expect(suspicion)
  }

  /// Has the messages of the sides that a suspicion needs looked at from its deadline on.
  private func expect(_ suspicion: Suspicion) {
    let deadline = suspicion.deadline
    if suspicion.needs.contains(.device) {
      nextOfDevice = min(nextOfDevice ?? deadline, deadline)
    }
    if suspicion.needs.contains(.server) {
      nextOfServer = min(nextOfServer ?? deadline, deadline)
    }
  }

  /// Drops what a rule suspects of a subject: it was refuted.
  ///
  /// Where `stamp` is given, what was due before that stays.
  func drop(_ rule: FindingRule, _ subject: UInt64 = 0, at stamp: FrameStamp? = nil) {
    removeAll { $0.subject == subject && $0.rule == rule && !$0.isOverdue(at: stamp) }
  }

  /// Drops all suspicions of a rule.
  func dropAll(_ rule: FindingRule, at stamp: FrameStamp? = nil) {
    removeAll { $0.rule == rule && !$0.isOverdue(at: stamp) }
  }

  func contains(_ rule: FindingRule, _ subject: UInt64 = 0) -> Bool {
    all.contains { $0.subject == subject && $0.rule == rule }
  }

  /// Whether nothing is suspected since a message of a leg's time, or one soon after that.
  func lieOutside(_ leg: Leg) -> Bool {
    !all.contains { suspicion in
      let passed = leg.end.flatMap(suspicion.since.nanoseconds(since:)) ?? 0
      return !leg.start.isAfter(suspicion.since)
        && passed <= StoryLimits.lingerSeconds * 1_000_000_000
    }
  }

  /// Notes that bytes of a side are missing, or may be: what they held is not known.
  func noteGap(of side: Side) {
    removeAll { $0.needs.contains(side) }
  }

  /// Whether a message of one side at a time may make something certain.
  func mayBecomeCertain(_ side: Side, at time: Timestamp) -> Bool {
    guard let next = side == .device ? nextOfDevice : nextOfServer else { return false }
    return next < time
  }

  /// Takes out those that a message of one side at a time makes certain.
  func takeCertain(_ side: Side, at time: Timestamp) -> [Suspicion] {
    var certain: [Suspicion] = []
    change { all in
      for place in all.indices where all[place].deadline < time {
        all[place].needs.remove(side)
        if all[place].needs.isEmpty { certain.append(all[place]) }
      }
    }
    if !certain.isEmpty { removeAll { $0.needs.isEmpty } }
    (nextOfDevice, nextOfServer) = (nil, nil)
    for suspicion in all { expect(suspicion) }
    return certain
  }

  /// Takes out those whose time was over when the connection ended, where their sides were heard.
  func takeOverdue(at end: Timestamp, heard: Side) -> [Suspicion] {
    let overdue = all.filter { $0.deadline < end && heard.isSuperset(of: $0.needs) }
    all = []
    (nextOfDevice, nextOfServer) = (nil, nil)
    return overdue
  }

  /// Removes those that something is true of: seldom more than one.
  private func removeAll(where isGone: (Suspicion) -> Bool) {
    guard let first = all.firstIndex(where: isGone) else { return }
    change { all in
      var place = first
      while place < all.count {
        if isGone(all[place]) { all.remove(at: place) } else { place += 1 }
      }
    }
  }

  /// Changes them. They are taken out meanwhile, so that no access to them lasts, which would have to be
  /// checked each time.
  private func change(_ body: (inout [Suspicion]) -> Void) {
    var changed = all
    all = []
    body(&changed)
    all = changed
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
