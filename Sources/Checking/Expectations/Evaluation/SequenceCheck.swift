import CallAnalysis
import SCCP
import Text
import Wire

/// Whether messages come in an order; others may stand between them.
///
/// For each beginning of the sequence, only where it ended last is kept: with limits that count
/// from the message before, or from the first, a later place can do all that an earlier one could.
struct SequenceCheck: ExpectationCheck {
  private let steps: [Expectation.Step]
  private let within: TimeLimit?
  /// For each step, where the sequence up to it was last complete.
  private var reached: [Reached?]
  /// The most steps that were ever complete.
  private var best = 0
  /// Where each step's message came for the first time, wherever that was.
  private var seen: [Int?]
  /// Messages of the name that was awaited next, which did not fit.
  private var misses: [String] = []
  private var missCount = 0
  /// The message that was awaited and came too late.
  private var late: (frame: Int, fact: String)?

  private struct Reached: Sendable {
    /// Where the first step was.
    let start: FrameStamp
    let last: FrameStamp
  }

  /// Messages that did not fit and are named.
  private static let maximumMisses = 3

  init(steps: [Expectation.Step], within: TimeLimit?) {
    self.steps = steps
    self.within = within
    reached = Array(repeating: nil, count: steps.count)
    seen = Array(repeating: nil, count: steps.count)
  }

  private var isComplete: Bool { best == steps.count }

  mutating func note(_ record: borrowing Record, _ scratch: inout TextBuffer) {
    if isComplete { return }
    let identifier = record.message.header.identifier
    // From the last step on, so that no message stands for two of them.
    for index in steps.indices.reversed() where steps[index].message.identifier == identifier {
      guard fits(index, record, &scratch) else {
        if index == best { noteMiss(record, of: index) }
        continue
      }
      if seen[index] == nil { seen[index] = record.stamp.number }
      advance(to: index, at: record.stamp)
    }
  }

  private func fits(
    _ index: Int, _ record: borrowing Record, _ scratch: inout TextBuffer
  ) -> Bool {
    if let device = steps[index].device {
      guard let name = record.deviceName, device.matches(name) else { return false }
    }
    return steps[index].message.matches(record, &scratch)
  }

  private mutating func advance(to index: Int, at stamp: FrameStamp) {
    var start = stamp
    if index > 0 {
      guard let former = reached[index - 1] else { return }
      if let limit = steps[index].within, isLate(stamp, after: former.last, limit, step: index) {
        return
      }
      if let within, isLate(stamp, after: former.start, within, step: index) { return }
      start = former.start
    }
    reached[index] = Reached(start: start, last: stamp)
    if index + 1 > best {
      best = index + 1
      misses = []
      missCount = 0
      late = nil
    }
  }

  /// Whether a message came later than it may; where the time between is not known, nothing is late.
  private mutating func isLate(
    _ stamp: FrameStamp, after former: FrameStamp, _ limit: TimeLimit, step: Int
  ) -> Bool {
    guard let elapsed = stamp.nanoseconds(since: former), elapsed > limit.nanoseconds else {
      return false
    }
    if step == best, late == nil {
      late = (
        stamp.number,
        "\(steps[step].message.name) in frame \(stamp.number), "
          + "\(TimeLimit.words(for: elapsed)) after frame \(former.number)"
      )
    }
    return true
  }

  private mutating func noteMiss(_ record: borrowing Record, of index: Int) {
    guard index == 0 || reached[index - 1] != nil else { return }
    missCount += 1
    guard misses.count < Self.maximumMisses else { return }
    var found = steps[index].message.found(in: record)
    if steps[index].device != nil {
      found = (record.deviceName?.visible ?? "no device name") + (found.isEmpty ? "" : ", ") + found
    }
    misses.append("\(found) in frame \(record.stamp.number)")
  }

  // MARK: - The end

  func judgement(_ facts: CaptureFacts) -> Judgement {
    if isComplete { return .held }
    let step = steps[best]
    let former = best > 0 ? reached[best - 1] : nil
    let limits = [
      step.within.map { (limit: $0, stamp: former?.last) },
      best > 0 ? within.map { (limit: $0, stamp: former?.start) } : nil,
    ].compactMap(\.self)
    var (outcome, because) = facts.outcome(ofMissing: nil, since: nil)
    for (limit, stamp) in limits {
      let judged = facts.outcome(ofMissing: limit, since: stamp)
      (outcome, because) = judged
      if outcome == .broken { break }
    }
    let place = "step \(best + 1) of \(steps.count), \(step.message.description)"
    let found = found()
    var summary =
      former.map { "\(place), does not come after frame \($0.last.number)" }
      ?? "\(place), does not come"
    summary += because.isEmpty ? "; found \(found)" : "; \(because)"
    var judgement = Judgement(
      outcome: outcome, summary, frame: late?.frame ?? former?.last.number ?? seen[best],
      expected: expected(step, after: former), found: found)
    judgement.detail = detail
    return judgement
  }

  private func expected(_ step: Expectation.Step, after former: Reached?) -> String {
    var text = step.message.description
    if let device = step.device { text += " of \(device.source)" }
    if let limit = step.within { text += " within \(limit)" }
    if let former { text += ", after frame \(former.last.number)" }
    if let within { text += ", the whole sequence within \(within)" }
    return text
  }

  private func found() -> String {
    if let late { return late.fact }
    let name = steps[best].message.name
    if missCount > 0 {
      let more = missCount > misses.count ? ", and \(missCount - misses.count) more" : ""
      return "\(name) with " + misses.joined(separator: "; ") + more
    }
    if let frame = seen[best] {
      return "\(name) in frame \(frame), before the messages that should come first"
    }
    return "no such \(name)"
  }

  /// How far the sequence went.
  private var detail: [String] {
    steps.indices.prefix(min(best + 1, Judgement.maximumDetails)).map { index in
      let number = "step \(index + 1), \(steps[index].message.description): "
      return number + (reached[index].map { "frame \($0.last.number)" } ?? "missing")
    }
  }
}
