import Story
import Wire

/// Finds the calls that a selection names, in a first reading of captures.
struct CallCollector: Listener {
  private var chosen: ChosenCalls
  private var start: Timestamp?
  /// The newest second of the capture.
  private var now: Timestamp?
  /// Ends the reading when all calls that can be chosen are.
  private let stop: ReadingStop
  private let result: Handover<ChosenCalls>

  init(_ selection: StorySelection, _ stop: ReadingStop, for result: Handover<ChosenCalls>) {
    chosen = ChosenCalls(selection)
    self.stop = stop
    self.result = result
  }

  mutating func begin(at time: Timestamp) {
    start = time
  }

  mutating func hear(_ event: Event, _ replies: inout Replies) {
    guard case .call(let call) = event else { return }
    chosen.note(call, at: now, inCaptureFrom: start)
    if chosen.isComplete { stop.ask() }
  }

  mutating func tick(_ time: Timestamp, _ replies: inout Replies) {
    now = time
  }

  func finish(at time: Timestamp?, _ replies: inout Replies) {
    result.put(chosen)
  }
}
