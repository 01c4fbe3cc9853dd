import CallAnalysis
import NetworkLayers
import Rendering
import Story
import Wire

/// Tells the trackers of the story what a run finds, and prints the list that they make of it.
final class StoryOutput<Row: ListRow>: RunOutput {
  private(set) var messageCount = 0
  let takesMedia: Bool
  private var trackers = Trackers()
  private var printer: ListPrinter<Row>
  private let row: (Event, Timestamp?) -> Row?
  private var record = Record()
  private var firstTime: Timestamp?
  private var lastTime: Timestamp?

  /// Bytes of text from which on it is written.
  private static var fullByteCount: Int { 1 << 16 }

  /// Begins a list; `row` says what an event adds to it in a capture that begins at a time.
  init(
    _ options: ListOptions, takesMedia: Bool = false,
    row: @escaping (Event, Timestamp?) -> Row?
  ) {
    self.takesMedia = takesMedia
    printer = ListPrinter(options)
    self.row = row
  }

  func receive(filledBy fill: (inout Record) -> Bool) {
    if fill(&record) { hear(record) }
  }

  func receive(_ record: inout Record) {
    hear(record)
  }

  private func hear(_ record: borrowing Record) {
    messageCount += 1
    trackers.hear(record)
    printEvents()
  }

  func receive(_ digest: RTPDigest) {
    trackers.hear(digest)
    printEvents()
  }

  func receive(_ event: ConnectionEvent) {
    trackers.hear(event)
    printEvents()
  }

  func begin(at time: Timestamp) {
    firstTime = time
  }

  /// The capture is over, with its newest packet at `time`.
  func end(at time: Timestamp?) {
    lastTime = time
  }

  func finish() {
    trackers.finish(at: lastTime)
    printEvents()
    printer.finish()
    printer.drain { StandardStreams.writeResult($0) }
  }

  /// What the limits of the trackers took from the list.
  var remarks: [String] {
    var remarks: [String] = []
    if trackers.givenUpCalls > 0 {
      remarks.append(
        "too many calls at a time: " + trackers.givenUpCalls.counted("call")
          + " listed as open before the end")
    }
    if trackers.uncountedPackets > 0 {
      remarks.append(
        "RTP from too many sources: " + trackers.uncountedPackets.counted("packet")
          + " not counted")
    }
    return remarks
  }

  func flush() {
    printer.drain { StandardStreams.writeResult($0) }
  }

  func settle() {
    printer.drain { StandardStreams.writeResult($0) }
  }

  private func printEvents() {
    if trackers.events.isEmpty { return }
    for event in trackers.events {
      if let row = row(event, firstTime) { printer.print(row) }
    }
    if printer.text.count >= Self.fullByteCount {
      printer.drain { StandardStreams.writeResult($0) }
    }
  }
}
