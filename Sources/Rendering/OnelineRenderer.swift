package import CallAnalysis
import SCCP
package import Story
import Text
package import Wire

/// Renders a line for each message and each event of a connection, in columns with a tab between
/// them: frame, time, device, arrow, name, values, remarks.
///
/// The columns are a contract: tools cut them, the manual describes them.
package struct OnelineRenderer: Renderer, ~Copyable {
  private var text = TextBuffer(capacity: 1 << 16)
  private let options: TimelineOptions
  private let isPlain: Bool
  private var paragraph: Paragraph
  private var times: TimeTexts
  private var annotator = Annotator()
  private var comments = WaitingComments()
  private var mishaps = MishapTally()

  package init(_ options: TimelineOptions) {
    self.options = options
    let palette = Palette(isEnabled: options.usesColor)
    paragraph = Paragraph(width: nil, isASCII: options.isASCII, palette: palette)
    isPlain = !options.usesColor && !options.isASCII
    times = TimeTexts(options.times)
  }

  package mutating func begin(at start: Timestamp) {
    times.begin(at: start)
  }

  package mutating func hear(_ event: Event, _ replies: inout Replies) {
    switch event {
    case .comments(let texts, let place): comments.append(texts, of: place)
    case .connection(let event): write(event)
    default: break
    }
  }

  package mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    appendPlace(of: record.stamp)
    appendDevice(record.deviceName, record.device, record.server, record.naming)
    let hasFailed = record.mishap != nil
    let style: Palette.Style =
      hasFailed ? .problem : record.isFromDevice ? .fromDevice : .fromServer
    text.append(record.isFromDevice ? "▶" : "◀")
    finishColumn(style)
    text.append(record.message.title.utf8.span)
    finishColumn(style)
    annotator.appendValues(record, to: &text)
    finishColumn(hasFailed ? .problem : .plain)
    let start = text.count
    if let answers = record.answers {
      append(answers, of: record)
      if !isPlain { paragraph.arrange(.faint, in: &text) }
    }
    for problem in record.problems {
      if text.count > start { text.append("; ") }
      problem.appendDetail(to: &text)
    }
    finishLine(of: record.stamp, from: start)
  }

  private mutating func write(_ event: ConnectionEvent) {
    appendPlace(of: event.stamp)
    appendDevice(event.deviceName, event.device, event.server, event.naming)
    text.append(event.isFromDevice ? "▶" : "◀")
    let style: Palette.Style = mishaps.note(event) == nil ? .heading : .problem
    finishColumn(style)
    text.append(event.flagNames)
    finishColumn(style)
    text.append(event.source)
    text.append(" → ")
    text.append(event.destination)
    finishColumn(.plain)
    finishLine(of: event.stamp, from: text.count)
  }

  package var waitingByteCount: Int { text.count }

  package mutating func drain(into write: (Span<UInt8>) -> Void) {
    write(text.span)
    text.removeAll()
  }

  // MARK: - Columns

  private mutating func appendPlace(of stamp: FrameStamp) {
    paragraph.begin(indent: 0, hanging: 0, in: &text)
    if options.fileNames.count > 1, options.fileNames.indices.contains(stamp.file) {
      text.append(visible: options.fileNames[stamp.file].utf8.span)
      text.append(":")
    }
    text.append(decimal: stamp.number)
    finishColumn(.faint)
    if let time = stamp.time {
      times.append(time, digits: stamp.timeDigits, to: &text)
    } else {
      text.append("no time")
    }
    finishColumn(.faint)
  }

  /// Appends whose a line is; the address and the server where one name is met with several.
  private mutating func appendDevice(
    _ name: String?, _ device: Endpoint, _ server: Endpoint, _ naming: Naming
  ) {
    if let name {
      text.append(visible: name.utf8.span)
      if naming.contains(.address) {
        text.append(" at ")
        text.append(device.address)
      }
    } else {
      text.append(device)
    }
    if naming.contains(.server) {
      text.append(", server ")
      text.append(server.address)
    }
    finishColumn(.plain)
  }

  private mutating func append(_ answers: FramePlace, of record: borrowing Record) {
    text.append("answers frame ")
    text.append(decimal: answers.number)
    let names = options.fileNames
    if answers.file != record.stamp.file, names.indices.contains(answers.file) {
      text.append(" of ")
      text.append(visible: names[answers.file].utf8.span)
    }
    if let time = record.responseTime {
      text.append(", ")
      _ = text.append(duration: time)
    }
  }

  private mutating func finishColumn(_ style: Palette.Style) {
    if !isPlain { paragraph.arrange(style, in: &text) }
    paragraph.appendTab(to: &text)
  }

  /// Appends the comments of a frame to the remarks, which begin at `start`, and ends the line.
  private mutating func finishLine(of stamp: FrameStamp, from start: Int) {
    if !comments.isEmpty {
      for comment in comments.take(stamp.place) {
        if text.count > start { text.append("; ") }
        text.append(visible: comment.utf8.span)
      }
    }
    if isPlain {
      text.append(byte: UInt8(ascii: "\n"))
    } else {
      paragraph.arrange(.problem, in: &text)
      paragraph.end(in: &text)
    }
  }
}
