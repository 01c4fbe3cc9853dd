import CallAnalysis
import NetworkLayers
import Rendering
import Wire

/// Passes on what a selection lets through.
struct SelectingSink<Content: RunOutput>: RecordSink {
  var content: Content
  private(set) var selection: Selection
  /// Whether everything is selected; asked once per message.
  private let isOpen: Bool
  private var unnamed = UnnamedConnections()
  /// Filled before it is known what becomes of it, where devices are selected by name.
  private var spare = Record()
  /// Those that brought nothing yet, selected or not.
  var commented = CommentedPackets()
  /// What the messages were about while none was selected; nil once one was.
  private(set) var misses: SelectionMisses?
  /// Hears everything, selected or not, in runs that follow calls.
  private let guide: StoryGuide?

  init(_ content: Content, _ selection: Selection, _ guide: StoryGuide?) {
    self.content = content
    self.selection = selection
    self.guide = guide
    isOpen = selection.isOpen && guide == nil
    misses = isOpen ? nil : SelectionMisses()
  }

  /// Learns when the capture begins.
  mutating func begin(at start: Timestamp) {
    selection.begin(at: start)
    guide?.begin(at: start)
    content.begin(at: start)
  }

  mutating func receive(filledBy fill: (inout Record) -> Bool) {
    if isOpen, commented.count == 0 { return content.receive(filledBy: fill) }
    if selection.wantsDevices || guide != nil {
      var record = Record()
      swap(&record, &spare)
      if fill(&record) { receive(&record) }
      swap(&record, &spare)
      return
    }
    let chosen = isOpen ? nil : selection
    var misses = misses.take()
    var place: FramePlace?
    content.receive { record in
      guard fill(&record) else { return false }
      place = record.stamp.place
      guard let chosen, !chosen.selects(record) else {
        misses = nil
        return true
      }
      misses?.append(record)
      return false
    }
    self.misses = misses
    if let place { commented.remove(place) }
  }

  mutating func receive(_ record: inout Record) {
    guard let guide else { return select(&record) }
    if guide.hear(&record) {
      select(&record)
    } else {
      commented.remove(record.stamp.place)
      misses?.append(record)
    }
    tell(guide)
  }

  /// Passes on what is complete, after the message that it became complete with.
  private mutating func tell(_ guide: StoryGuide) {
    guide.takeEvents { content.receive($0) }
  }

  mutating func receive(_ digest: RTPDigest) {
    content.receive(digest)
    guard let guide else { return }
    guide.hear(digest)
    tell(guide)
  }

  /// The capture is over, with its newest packet at `time`; returns what else is to be said.
  mutating func finish(at time: Timestamp?) -> Conclusion {
    if let guide {
      guide.finish(at: time)
      tell(guide)
    }
    return content.finish(at: time)
  }

  private mutating func pass(_ record: inout Record) {
    misses = nil
    guide?.count(record)
    content.receive(&record)
  }

  private mutating func select(_ record: inout Record) {
    commented.remove(record.stamp.place)
    if selection.wantsDevices {
      receiveOfDevice(&record)
    } else if selection.selects(record) {
      pass(&record)
    } else {
      misses?.append(record)
    }
  }

  mutating func receive(_ event: ConnectionEvent) {
    if let guide {
      guide.hear(event)
      tell(guide)
    }
    commented.remove(event.stamp.place)
    guard selection.selects(event) else { return }
    if selection.wantsDevices {
      switch selection.wants(event.deviceName) {
      case true?: content.receive(event)
      case nil: unnamed.keep(event)
      case false?: break
      }
    } else {
      content.receive(event)
    }
  }

  /// What TCP did is for runs that select afterwards.
  mutating func receive(_ event: TransportEvent) {
    if let guide {
      guide.hear(event)
      tell(guide)
    }
    content.receive(event)
  }

  /// Passes a record on where its device is wanted; keeps it while the device has no name.
  private mutating func receiveOfDevice(_ record: inout Record) {
    switch selection.wants(record.deviceName) {
    case true?:
      unnamed.release(for: record, to: &content)
      if selection.selects(record) {
        pass(&record)
      } else {
        misses?.append(record)
      }
    case nil:
      misses?.append(record)
      if selection.selects(record) { unnamed.keep(&record) }
    case false?:
      misses?.append(record)
      unnamed.drop(for: record)
    }
  }
}
