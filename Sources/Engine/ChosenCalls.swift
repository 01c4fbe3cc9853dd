import CallAnalysis
import Checking
import Story
import Text
import Wire

/// The calls that a selection names, as a first reading of the captures finds them, and what tells
/// their messages in another reading.
struct ChosenCalls: Sendable {
  let selection: StorySelection
  private(set) var count = 0
  /// Calls in the captures, chosen or not.
  private(set) var allCount = 0
  /// The number of each leg's call.
  private(set) var numbers = CallNumbers()
  private var legs: Set<Int> = []
  private var begins: Set<Begin> = []
  private var devices: Set<String> = []
  /// What there is while no call is chosen.
  private var misses: StoryMisses
  /// When the last chosen call was over, to the second; nil where that is not known of each.
  private(set) var lastTime: Timestamp?
  private var isTimed = true

  /// The first message of a leg: a key, perhaps, that names no call.
  private struct Begin: Hashable {
    let stream: Int
    let place: FramePlace
  }

  init(_ selection: StorySelection) {
    self.selection = selection
    misses = StoryMisses(selection)
  }

  /// Whether all calls are chosen.
  var isEverything: Bool { selection.isOpen }

  /// Whether no other call can be chosen: a number is that of one call.
  var isComplete: Bool {
    !selection.numbers.isEmpty && selection.references.isEmpty && count == selection.numbers.count
  }

  /// Takes a call that is over at a time, in captures that begin at `start`.
  mutating func note(_ call: Call, at time: Timestamp?, inCaptureFrom start: Timestamp?) {
    allCount += 1
    numbers.note(call)
    guard selection.selects(call, inCaptureFrom: start) else {
      if count == 0 { misses.note(call) }
      return
    }
    count += 1
    // One that was given out while it was open goes on.
    isTimed = isTimed && call.end != nil && time != nil
    lastTime = isTimed ? time : nil
    if isEverything { return }
    for leg in call.legs {
      legs.insert(leg.number)
      begins.insert(Begin(stream: leg.link.stream, place: leg.start.place))
      devices.insert(leg.device)
    }
  }

  /// Forgets when calls were over: their messages may come at any time.
  mutating func forgetTimes() {
    isTimed = false
    lastTime = nil
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
