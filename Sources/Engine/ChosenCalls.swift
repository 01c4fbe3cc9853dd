import CallAnalysis
import Checking
package import Story
import Text
import Wire

/// The calls that a selection names, as a first reading of the captures finds them, and what tells
/// their messages in another reading.
package struct ChosenCalls: Sendable {
  package let selection: StorySelection
  /// The calls, where they were asked for: ``maximumCalls`` at most.
  package private(set) var calls: [Call] = []
  package private(set) var count = 0
  /// Calls in the captures, chosen or not.
  package private(set) var allCount = 0
  /// The number of each leg's call.
  package private(set) var numbers = CallNumbers()
  private var legs: Set<Int> = []
  private var begins: Set<Begin> = []
  private var devices: Set<String> = []
  private let keepsCalls: Bool
  /// What there is while no call is chosen.
  private var misses: StoryMisses

  /// Calls that are kept whole: some kilobytes each.
  package static let maximumCalls = 1 << 13

  /// The first message of a leg: a key, perhaps, that names no call.
  private struct Begin: Hashable {
    let stream: Int
    let place: FramePlace
  }

  init(_ selection: StorySelection, keepsCalls: Bool) {
    self.selection = selection
    self.keepsCalls = keepsCalls
    misses = StoryMisses(selection)
  }

  /// Whether all calls are chosen.
  package var isEverything: Bool { selection.isOpen }

  /// Takes a call of the captures, which begin at `start`.
  mutating func note(_ call: Call, inCaptureFrom start: Timestamp?) {
    allCount += 1
    numbers.note(call)
    guard selection.selects(call, inCaptureFrom: start) else {
      if count == 0 { misses.note(call) }
      return
    }
    count += 1
    if keepsCalls, calls.count < Self.maximumCalls { calls.append(call) }
    if isEverything { return }
    for leg in call.legs {
      legs.insert(leg.number)
      begins.insert(Begin(stream: leg.link.stream, place: leg.start.place))
      devices.insert(leg.device)
    }
  }

  /// Whether a leg is part of a chosen call.
  func contains(_ leg: Int) -> Bool { isEverything || legs.contains(leg) }

  /// Whether a record is about a chosen call, or is the key that one began with.
  func contains(_ record: borrowing Record, ofLeg leg: Int?) -> Bool {
    if let leg { return contains(leg) }
    return begins.contains(Begin(stream: record.stream, place: record.stamp.place))
  }

  /// Whether a device takes part in a chosen call.
  func contains(_ device: Device) -> Bool { isEverything || devices.contains(device.title) }

  /// Why no call is chosen, where none is.
  var missingSentence: String? {
    guard count == 0, !isEverything else { return nil }
    let all = "there \(allCount == 1 ? "is" : "are") \(allCount.counted("call"))"
    if let least = selection.numbers.min(), least > allCount {
      return "no call has the number @\(least): \(all)"
    }
    if !selection.parties.isEmpty {
      let names = selection.parties.map(\.source).joined(separator: " or ")
      let fact = "no call that is selected has a party with the number \(names): \(all)"
      return misses.partyNames.map { "\(fact); \($0)" } ?? fact
    }
    return "no call is selected: \(all)"
  }
}
