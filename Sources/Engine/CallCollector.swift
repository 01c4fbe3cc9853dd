import Story
import Wire

/// Finds the calls that a selection names, in a first reading of captures.
final class CallCollector: Listener {
  private(set) var chosen: ChosenCalls
  private var start: Timestamp?

  init(_ selection: StorySelection, keepsCalls: Bool) {
    chosen = ChosenCalls(selection, keepsCalls: keepsCalls)
  }

  func begin(at time: Timestamp) {
    start = time
  }

  func hear(_ event: Event, _ replies: inout Replies) {
    if case .call(let call) = event { chosen.note(call, inCaptureFrom: start) }
  }
}
