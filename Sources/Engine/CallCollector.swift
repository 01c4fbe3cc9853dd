import CallAnalysis
import NetworkLayers
import Rendering
import Story
import Wire

/// Finds the calls that a selection names, in a first reading of captures.
final class CallCollector: RunOutput {
  private(set) var messageCount = 0
  let takesMedia: Bool
  private(set) var chosen: ChosenCalls
  private var trackers = Trackers()
  private var replies = Replies()
  private var clock = SecondClock()
  private var record = Record()
  private var start: Timestamp?

  init(_ selection: StorySelection, keepsCalls: Bool, takesMedia: Bool) {
    chosen = ChosenCalls(selection, keepsCalls: keepsCalls)
    self.takesMedia = takesMedia
  }

  func receive(filledBy fill: (inout Record) -> Bool) {
    if fill(&record) { receive(&record) }
  }

  func receive(_ record: inout Record) {
    messageCount += 1
    advance(to: record.stamp.time)
    trackers.hear(record, &replies)
    note()
  }

  func receive(_ digest: RTPDigest) {
    advance(to: digest.stamp.time)
    trackers.hear(digest, &replies)
    note()
  }

  func receive(_ event: ConnectionEvent) {
    advance(to: event.stamp.time)
    trackers.hear(.connection(event), &replies)
    note()
  }

  private func advance(to time: Timestamp?) {
    if clock.goes(to: time), let time { trackers.tick(time, &replies) }
  }

  func begin(at time: Timestamp) {
    start = time
  }

  func finish(at time: Timestamp?) -> Conclusion {
    trackers.finish(at: time, &replies)
    note()
    return Conclusion()
  }

  private func note() {
    for case .call(let call) in replies.events { chosen.note(call, inCaptureFrom: start) }
    replies.removeAll()
  }
}
