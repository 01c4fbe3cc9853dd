package import CallAnalysis
import SCCP
package import Wire

/// Renders the annotated frame timeline.
///
/// A heading for each frame that completed a message or changed a connection, under it a line for
/// each message, under that the sentence that explains it.
package struct TimelineRenderer: RecordSink {
  /// What has been rendered and not been written yet.
  package var text = TextBuffer(capacity: 1 << 16)

  private let options: TimelineOptions
  private let palette: Palette
  private var paragraph: Paragraph
  private var scratch = TextBuffer()
  /// The frame whose heading was written last.
  private var headed: FrameStamp?
  private var connections = SeenConnections()
  private var keepAlives = KeepAliveRuns()
  private var explained: Set<ExplainedKind> = []
  private var comments: [String] = []
  private var commentedFrame = 0

  /// Kinds of message that are remembered as explained, for `--annotations once`.
  private static let maximumExplained = 1 << 16

  private struct ExplainedKind: Hashable {
    let device: String
    let identifier: UInt32
  }

  package init(_ options: TimelineOptions) {
    self.options = options
    palette = Palette(isEnabled: options.usesColor)
    paragraph = Paragraph(width: options.width, isASCII: options.isASCII, palette: palette)
    if !options.fileNames.isEmpty {
      for name in options.fileNames { write(line: name, .heading) }
    }
  }

  /// Takes the comments of a packet, which are shown where its frame is.
  package mutating func receive(_ comments: [String], of frame: Int) {
    self.comments = comments
    commentedFrame = frame
  }

  package mutating func receive(_ record: borrowing Record) {
    let isKeepAlive = record.group == .keepAlive
    if isKeepAlive, !options.showsKeepAlives, record.problems.isEmpty {
      if keepAlives.isFull { writeKeepAlives() }
      meet(record.session.device, record.session.server)
      keepAlives.append(record)
      return
    }
    writeKeepAlives()
    meet(record.session.device, record.session.server)
    writeHeading(record.stamp)
    for problem in record.problems { write(problem) }
    writeMessageLine(record)
    writeUndecoded(record.message)
    writeSentence(record)
    if options.isVerbose {
      text.append(
        fieldsOf: record.message, showsSecrets: options.showsSecrets, paragraph: &paragraph)
    }
    if options.showsHex {
      text.append(
        hexDumpOf: record.message, showsSecrets: options.showsSecrets, width: options.width)
    }
  }

  package mutating func receive(_ event: ConnectionEvent) {
    writeKeepAlives()
    let device = event.isFromDevice ? event.source : event.destination
    let server = event.isFromDevice ? event.destination : event.source
    meet(device, server)
    writeHeading(event.stamp)
    begin(mark: "○", .faint)
    if connections.isSeveral, let name = event.deviceName {
      write(visible: name)
      paragraph.write("  ", to: &text)
    }
    paragraph.write(event.flagNames, .heading, to: &text)
    scratch.removeAll()
    scratch.append("  ")
    scratch.append(event.source)
    scratch.append(" → ")
    scratch.append(event.destination)
    writeScratch()
    paragraph.end(in: &text)
    if options.annotations != .none {
      begin(mark: "💡", .annotation)
      paragraph.write(event.sentence, .annotation, to: &text)
      paragraph.end(in: &text)
    }
  }

  /// Renders what was held back.
  package mutating func finish() {
    writeKeepAlives()
  }

  // MARK: - Lines

  private mutating func write(line: String, _ style: Palette.Style) {
    paragraph.begin(indent: 0, hanging: 2, in: &text)
    scratch.removeAll()
    scratch.append(visible: line.utf8.span)
    writeScratch(style)
    paragraph.end(in: &text)
  }

  private mutating func writeScratch(_ style: Palette.Style = .plain) {
    paragraph.write(scratch, style, to: &text)
  }

  private mutating func write(visible name: String, _ style: Palette.Style = .plain) {
    scratch.removeAll()
    scratch.append(visible: name.utf8.span)
    writeScratch(style)
  }

  private mutating func begin(mark: String, _ style: Palette.Style) {
    paragraph.begin(indent: 2, hanging: mark == "💡" ? 3 : 4, in: &text)
    paragraph.write(mark, style, to: &text)
    paragraph.write(" ", to: &text)
  }

  /// Names the ends of a connection when it is first seen.
  private mutating func meet(_ device: Endpoint, _ server: Endpoint) {
    guard connections.insert(device, server) else { return }
    text.append("\n")
    headed = nil
    paragraph.begin(indent: 0, hanging: 2, in: &text)
    scratch.removeAll()
    scratch.append("device ")
    scratch.append(device)
    scratch.append("  ⇄  server ")
    scratch.append(server)
    writeScratch(.faint)
    paragraph.end(in: &text)
  }

  private mutating func writeHeading(_ stamp: FrameStamp) {
    if let headed, headed.number == stamp.number, headed.file == stamp.file { return }
    text.append("\n")
    headed = stamp
    paragraph.begin(indent: 0, hanging: 2, in: &text)
    scratch.removeAll()
    scratch.append("Frame ")
    scratch.append(decimal: stamp.number)
    scratch.append(" | ")
    scratch.append(stamp: stamp)
    writeScratch(.heading)
    if options.fileNames.count > 1, options.fileNames.indices.contains(stamp.file) {
      paragraph.write(" | ", .faint, to: &text)
      write(visible: options.fileNames[stamp.file], .faint)
    }
    paragraph.end(in: &text)
    if commentedFrame == stamp.number {
      for comment in comments {
        begin(mark: "✎", .faint)
        write(visible: comment)
        paragraph.end(in: &text)
      }
      comments = []
    }
  }

  private mutating func writeMessageLine(_ record: borrowing Record) {
    let style: Palette.Style = record.isFromDevice ? .fromDevice : .fromServer
    begin(mark: record.isFromDevice ? "▶" : "◀", style)
    if connections.isSeveral {
      if let name = record.session.deviceName {
        write(visible: name)
      } else {
        scratch.removeAll()
        scratch.append(record.session.device)
        writeScratch()
      }
      paragraph.write("  ", to: &text)
    }
    paragraph.write(record.message.name, style, to: &text)
    if !record.values.isEmpty {
      paragraph.write("  ", to: &text)
      paragraph.write(record.values.span, to: &text)
    }
    if let answers = record.answers {
      scratch.removeAll()
      scratch.append("  (answers frame ")
      scratch.append(decimal: answers)
      if let time = record.responseTime {
        scratch.append(", ")
        _ = scratch.append(duration: time)
      }
      scratch.append(")")
      writeScratch(.faint)
    }
    paragraph.end(in: &text)
  }

  private mutating func write(_ problem: Problem) {
    begin(mark: "⚠", .problem)
    scratch.removeAll()
    problem.appendDetail(to: &scratch)
    writeScratch(.problem)
    paragraph.end(in: &text)
  }

  private mutating func writeSentence(_ record: borrowing Record) {
    guard !record.sentence.isEmpty, explains(record) else { return }
    begin(mark: "💡", .annotation)
    paragraph.write(record.sentence.span, .annotation, to: &text)
    paragraph.end(in: &text)
  }

  private mutating func explains(_ record: borrowing Record) -> Bool {
    switch options.annotations {
    case .all: return true
    case .none: return false
    case .once:
      let device = record.session.deviceName ?? record.session.device.description
      let kind = ExplainedKind(device: device, identifier: record.message.header.identifier)
      if explained.count >= Self.maximumExplained { explained.removeAll() }
      return explained.insert(kind).inserted
    }
  }

  /// Shows the first of the bytes behind the last known field.
  private mutating func writeUndecoded(_ message: Message) {
    let undecoded = message.undecoded
    guard !undecoded.isEmpty, !options.showsHex else { return }
    let shown = 32
    begin(mark: "·", .faint)
    scratch.removeAll()
    scratch.append(decimal: undecoded.count)
    scratch.append(undecoded.count == 1 ? " byte undecoded:" : " bytes undecoded:")
    for index in undecoded.prefix(shown) {
      scratch.append(" ")
      scratch.append(hexadecimal: UInt64(message.bytes[index]), digits: 2)
    }
    if undecoded.count > shown { scratch.append(" …") }
    writeScratch(.faint)
    paragraph.end(in: &text)
  }

  // MARK: - Keepalives

  private mutating func writeKeepAlives() {
    guard !keepAlives.isEmpty else { return }
    for run in keepAlives.runs { write(run) }
    keepAlives.removeAll()
  }

  private mutating func write(_ run: KeepAliveRuns.Run) {
    text.append("\n")
    headed = nil
    paragraph.begin(indent: 0, hanging: 2, in: &text)
    scratch.removeAll()
    scratch.append(run.first.number == run.last.number ? "Frame " : "Frames ")
    scratch.append(decimal: run.first.number)
    if run.first.number != run.last.number {
      scratch.append("–")
      scratch.append(decimal: run.last.number)
    }
    scratch.append(" | ")
    scratch.append(stamp: run.first)
    writeScratch(.heading)
    paragraph.end(in: &text)
    begin(mark: "↻", .faint)
    if connections.isSeveral, let name = run.deviceName {
      write(visible: name)
      paragraph.write("  ", to: &text)
    }
    scratch.removeAll()
    scratch.append(keepAlives: run)
    writeScratch()
    paragraph.end(in: &text)
  }
}

extension TextBuffer {
  /// Appends a frame's time, or that there is none.
  fileprivate mutating func append(stamp: FrameStamp) {
    if let time = stamp.time {
      append(time: time, digits: stamp.timeDigits)
    } else {
      append("no time")
    }
  }

  fileprivate mutating func append(keepAlives run: KeepAliveRuns.Run) {
    append("KeepAlive")
    if run.requestCount > 1 {
      append(" × ")
      append(decimal: run.requestCount)
      var text = TextBuffer()
      if text.append(duration: run.interval) {
        append(", every ")
        append(text)
      }
    }
    if run.requestCount == 0 {
      append(": answers to requests that are not in the capture")
    } else if run.answerCount >= run.requestCount {
      append(run.requestCount > 1 ? ", all answered within " : ", answered in ")
      _ = append(duration: run.slowest)
    } else if run.answerCount == 0 {
      append(run.requestCount > 1 ? ", none answered" : ", not answered")
    } else {
      append(", ")
      append(decimal: run.requestCount - run.answerCount)
      append(" not answered")
    }
  }
}

extension ConnectionEvent {
  fileprivate var flagNames: String {
    switch kind {
    case .opened: "SYN"
    case .accepted: "SYN-ACK"
    case .closed: "FIN"
    case .reset: "RST"
    }
  }

  fileprivate var sentence: String {
    switch (kind, isFromDevice) {
    case (.opened, true): "The device asks the server for a TCP connection."
    case (.opened, false): "The server asks the device for a TCP connection, which is unusual."
    case (.accepted, _): "The connection stands; SCCP can begin."
    case (.closed, true): "The device ends its side of the connection."
    case (.closed, false): "The server ends its side of the connection."
    case (.reset, true): "The device cuts the connection at once."
    case (.reset, false): "The server cuts or refuses the connection at once."
    }
  }
}

/// The connections that were named, as far as they are remembered.
private struct SeenConnections: Sendable {
  private var seen: Set<[Endpoint]> = []
  private(set) var isSeveral = false
  private var firstDevice: IPAddress?

  /// Connections that are remembered; beyond, one may be named again.
  private static let maximum = 1 << 16

  /// True where the connection is new.
  mutating func insert(_ device: Endpoint, _ server: Endpoint) -> Bool {
    if let firstDevice, firstDevice != device.address { isSeveral = true }
    firstDevice = firstDevice ?? device.address
    if seen.count >= Self.maximum { seen.removeAll() }
    return seen.insert([device, server]).inserted
  }
}
