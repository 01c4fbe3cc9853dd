import CallAnalysis
import Checking
import SCCP
import Text
import Wire

/// What the messages of a capture are about while none of them was selected, to tell a person who
/// selected nothing what there is.
struct SelectionMisses {
  /// Values kept of each kind. More are not told, and a capture may hold any number.
  private static let maximumCount = 4096

  private var messageCount = 0
  private var calls = Values<UInt32>()
  private var lines = Values<UInt32>()
  private var hosts = Values<IPAddress>()
  private var identifiers = Values<UInt32>()
  private var frames: ClosedRange<Int>?
  private var times: ClosedRange<Timestamp>?

  /// Values in the order in which they were seen first.
  private struct Values<Value: Hashable> {
    private(set) var list: [Value] = []
    private(set) var known: Set<Value> = []

    mutating func insert(_ value: Value) {
      guard known.count < SelectionMisses.maximumCount, known.insert(value).inserted else { return }
      list.append(value)
    }
  }

  /// Takes note of a message that was not selected.
  mutating func append(_ record: borrowing Record) {
    messageCount += 1
    if let call = record.message.callReference { calls.insert(call) }
    if let line = record.message.lineInstance { lines.insert(line) }
    hosts.insert(record.source.address)
    hosts.insert(record.destination.address)
    identifiers.insert(record.message.header.identifier)
    let frame = record.stamp.number
    frames = min(frame, frames?.lowerBound ?? frame)...max(frame, frames?.upperBound ?? frame)
    if let time = record.stamp.time {
      times = min(time, times?.lowerBound ?? time)...max(time, times?.upperBound ?? time)
    }
  }

  /// Why a selection selected nothing, and what there is; `devices` are all names in the capture.
  func sentence(_ selection: Selection, devices: Set<String>) -> String {
    let reasons = reasons(selection, devices: devices)
    let fact = "none of \(messageCount) message\(messageCount == 1 ? "" : "s") is selected"
    return "\(fact): "
      + (reasons.isEmpty ? "no message fits all options together" : reasons.joined(separator: "; "))
  }

  /// The criteria that no message fits, each with what would fit.
  private func reasons(_ selection: Selection, devices: Set<String>) -> [String] {
    var reasons: [String] = []
    if !selection.devices.isEmpty, !devices.contains(where: { selection.wants($0) ?? false }) {
      reasons.append(Self.reason(selection.devices.map(\.source), devices))
    }
    if selection.calls.isDisjoint(with: calls.known), !selection.calls.isEmpty {
      reasons.append(
        MissWords.reason(
          "no message is about call", selection.calls.sorted().map(\.description),
          "the calls are", calls.list.map(\.description)))
    }
    if selection.lines.isDisjoint(with: lines.known), !selection.lines.isEmpty {
      reasons.append(
        MissWords.reason(
          "no message is about line", selection.lines.sorted().map(\.description),
          "the lines are", lines.list.sorted().map(\.description)))
    }
    if selection.hosts.isDisjoint(with: hosts.known), !selection.hosts.isEmpty {
      reasons.append(
        MissWords.reason(
          "no connection has the address", selection.hosts.map(\.description).sorted(),
          "the addresses are", hosts.list.map(\.description)))
    }
    if identifiers.known.isDisjoint(with: selection.messages), !selection.messages.isEmpty {
      reasons.append(
        MissWords.reason(
          "no message is a", selection.messages.sorted().map(Normalization.messageName),
          "there are", identifiers.list.map(Normalization.messageName)))
    }
    if let wanted = selection.frames, let frames, !wanted.overlaps(frames) {
      reasons.append("the messages are in frames \(frames.lowerBound) to \(frames.upperBound)")
    }
    if let times, !selection.overlaps(times) {
      let (first, last) = (times.lowerBound, times.upperBound)
      reasons.append("the messages are from \(MissWords.text(first)) to \(MissWords.text(last))")
    }
    return reasons
  }

  private static func reason(_ wanted: [String], _ devices: Set<String>) -> String {
    let names = wanted.joined(separator: " or ")
    if devices.isEmpty { return "no device is named \(names): no device tells its name" }
    let all = devices.sorted()
    let near = wanted.count == 1 ? NearestName.near(wanted[0], in: all) : nil
    let hint = near.map { "did you mean \($0)?" } ?? "the devices are \(MissWords.list(all))"
    return "no device is named \(names); \(hint)"
  }
}
