import CallAnalysis
import NetworkLayers
import Rendering
import Story
import Wire

/// Notes which packets the selected messages came with, and what belongs to them.
final class ChosenPackets: RunOutput {
  private(set) var messageCount = 0
  /// The packets that brought selected messages, and the beginnings and ends of connections.
  private(set) var frames = FrameSet()
  /// The connections of selected messages.
  private(set) var connections = ConnectionSet()
  private(set) var media = ChosenMedia()
  /// Whether segments came in fragments of IP packets.
  var hasFragments = false
  private let takesStreams: Bool
  private var trackers = Trackers()
  private var story = Replies()
  private var lastTick: Timestamp?
  private var record = Record()

  /// Begins; with `takesStreams` the media that selected messages order are noted too.
  init(takesStreams: Bool) {
    self.takesStreams = takesStreams
  }

  /// Whether a packet between two ends belongs to a connection of selected messages.
  func hasConnection(_ ends: PacketEnds?) -> Bool {
    guard case .segment(let source, let destination) = ends else { return false }
    return connections.contains(source, destination)
  }

  func receive(filledBy fill: (inout Record) -> Bool) {
    if fill(&record) { hear(record) }
  }

  func receive(_ record: inout Record) {
    hear(record)
  }

  private func hear(_ record: borrowing Record) {
    messageCount += 1
    frames.insert(record.stamp.place)
    for carrier in record.carriers { frames.insert(carrier) }
    connections.insert(record.device, record.server)
    guard takesStreams else { return }
    advance(to: record.stamp.time)
    trackers.hear(record, &story)
    noteStreams()
  }

  func receive(_ event: ConnectionEvent) {
    frames.insert(event.stamp.place)
    guard takesStreams else { return }
    advance(to: event.stamp.time)
    trackers.hear(.connection(event), &story)
    noteStreams()
  }

  func finish(at time: Timestamp?) -> Conclusion {
    if takesStreams {
      trackers.finish(at: time, &story)
      noteStreams()
    }
    return Conclusion()
  }

  /// Lets the trackers know of the time, once a second of it.
  private func advance(to time: Timestamp?) {
    guard let time else { return }
    if let lastTick, time.seconds <= lastTick.seconds { return }
    lastTick = time
    trackers.tick(time, &story)
  }

  private func noteStreams() {
    for event in story.events {
      if case .stream(let stream, _) = event { media.note(stream) }
    }
    story.removeAll()
  }
}
