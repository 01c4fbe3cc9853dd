package import CallAnalysis
import SCCP
package import Wire

/// Renders the annotated frame timeline.
///
/// A heading for each frame that completed a message or changed a connection, under it a line for
/// each message, under that the sentence that explains it.
package struct TimelineRenderer: Renderer, ~Copyable {
  /// What has been rendered and not been written yet.
  package private(set) var text = TextBuffer(capacity: 1 << 16)

  private let options: TimelineOptions
  private let palette: Palette
  private var paragraph: Paragraph
  private var times = TimeTexts()
  private var annotator = Annotator()
  /// The frame whose heading was written last.
  private var headed: FramePlace?
  private var connections = SeenConnections()
  private var keepAlives = KeepAliveRuns()
  /// The handshake of a connection that is not introduced yet: its first message names the device.
  private var handshake: [ConnectionEvent] = []
  private var explained: Set<ExplainedKind> = []
  private var comments = WaitingComments()

  /// Captures named at the top; the rest of a long ring is counted.
  private static let maximumHeadings = 8
  /// Segments of a handshake that are held back: repeated SYNs of a server that does not answer.
  private static let maximumHandshake = 16
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
      for name in options.fileNames.prefix(Self.maximumHeadings) { write(line: name, .heading) }
      let others = options.fileNames.count - Self.maximumHeadings
      if others > 0 { write(line: "and \(others) more", .faint) }
    }
  }

  /// Takes the comments of a packet, which are shown where its frame is.
  package mutating func receive(_ comments: [String], of stamp: FrameStamp) {
    self.comments.append(comments, of: stamp.place)
  }

  package mutating func receive(_ record: borrowing Record) {
    if case .keepAlive = annotator.group(of: record.message), !options.showsKeepAlives,
      record.problems.isEmpty, !comments.contains(record.stamp.place)
    {
      if keepAlives.isFull { writeKeepAlives() }
      introduce(record)
      keepAlives.append(record)
      return
    }
    writeKeepAlives()
    introduce(record)
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
    let isHandshake = event.kind == .opened || event.kind == .accepted
    if isHandshake, !connections.contains(event.device, event.server) {
      if let first = handshake.first, first.device != event.device { writeHandshake() }
      if handshake.count < Self.maximumHandshake {
        handshake.append(event)
        return
      }
    }
    introduce(event.device, event.server, as: event.deviceName)
    write(event)
  }

  package var waitingByteCount: Int { text.count }

  package mutating func drain(into write: (Span<UInt8>) -> Void) {
    write(text.span)
    text.removeAll()
  }

  /// Renders what was held back.
  package mutating func finish() {
    writeKeepAlives(isInterrupted: false)
    writeHandshake()
  }

  // MARK: - Lines

  private mutating func write(line: String, _ style: Palette.Style) {
    paragraph.begin(indent: 0, hanging: 2, in: &text)
    write(visible: line, style)
    paragraph.end(in: &text)
  }

  /// Writes text from a capture, or a file's name.
  private mutating func write(visible name: String, _ style: Palette.Style = .plain) {
    text.append(visible: name.utf8.span)
    paragraph.arrange(style, in: &text)
  }

  /// Begins a line with a mark, under which the ones that follow it begin.
  @inline(__always)
  private mutating func begin(mark: StaticString, _ style: Palette.Style, hanging: Int = 4) {
    paragraph.begin(indent: 2, hanging: hanging, in: &text)
    text.append(mark)
    paragraph.arrange(style, in: &text)
    text.append(" ")
  }

  private mutating func introduce(_ record: borrowing Record) {
    if !connections.meets(stream: record.stream) || !handshake.isEmpty {
      introduce(record.device, record.server, as: record.deviceName)
    }
  }

  /// Says who is at the ends of a connection, before the first line about it.
  private mutating func introduce(
    _ device: Endpoint, _ server: Endpoint, as name: String?
  ) {
    if let first = handshake.first, first.device != device || first.server != server {
      writeHandshake()
    }
    if connections.insert(device, server) {
      text.append("\n")
      headed = nil
      paragraph.begin(indent: 0, hanging: 2, in: &text)
      if let name {
        text.append(visible: name.utf8.span)
        text.append("  ")
      } else {
        text.append("device ")
      }
      text.append(device)
      text.append("  ⇄  server ")
      text.append(server)
      paragraph.arrange(.faint, in: &text)
      paragraph.end(in: &text)
    }
    writeHandshake()
  }

  /// Writes the handshake that was held back.
  private mutating func writeHandshake() {
    guard let first = handshake.first else { return }
    let events = handshake
    handshake.removeAll()
    introduce(first.device, first.server, as: first.deviceName)
    for event in events { write(event) }
  }

  private mutating func write(_ event: ConnectionEvent) {
    writeHeading(event.stamp)
    begin(mark: "○", .faint)
    if connections.isSeveral, let name = event.deviceName {
      write(visible: name)
      text.append("  ")
    }
    paragraph.write(event.flagNames, .heading, to: &text)
    text.append("  ")
    text.append(event.source)
    text.append(" → ")
    text.append(event.destination)
    paragraph.arrange(in: &text)
    paragraph.end(in: &text)
    guard options.annotations != .none else { return }
    begin(mark: "💡", .annotation, hanging: 3)
    paragraph.write(event.sentence, .annotation, to: &text)
    paragraph.end(in: &text)
  }

  private mutating func writeHeading(_ stamp: FrameStamp) {
    if let headed, headed.number == stamp.number, headed.file == stamp.file { return }
    text.append("\n")
    headed = stamp.place
    paragraph.begin(indent: 0, hanging: 2, in: &text)
    text.append("Frame ")
    text.append(decimal: stamp.number)
    text.append(" | ")
    append(timeOf: stamp)
    paragraph.arrange(.heading, in: &text)
    writeFile(of: stamp, " | ")
    paragraph.end(in: &text)
    if comments.isEmpty { return }
    for comment in comments.take(stamp.place) {
      begin(mark: "✎", .faint)
      write(visible: comment)
      paragraph.end(in: &text)
    }
  }

  /// Appends a frame's time, or that there is none.
  private mutating func append(timeOf stamp: FrameStamp) {
    if let time = stamp.time {
      times.append(time, digits: stamp.timeDigits, to: &text)
    } else {
      text.append("no time")
    }
  }

  /// Names the file of a frame, where there are several.
  private mutating func writeFile(of stamp: FrameStamp, _ separator: String) {
    guard let name = name(ofFile: stamp.file) else { return }
    paragraph.write(separator, .faint, to: &text)
    write(visible: name, .faint)
  }

  /// A file's name; nil where it goes without saying.
  private func name(ofFile file: Int) -> String? {
    let names = options.fileNames
    return names.count > 1 && names.indices.contains(file) ? names[file] : nil
  }

  private mutating func writeMessageLine(_ record: borrowing Record) {
    let style: Palette.Style = record.isFromDevice ? .fromDevice : .fromServer
    begin(mark: record.isFromDevice ? "▶" : "◀", style)
    if connections.isSeveral {
      if let name = record.deviceName {
        write(visible: name)
      } else {
        text.append(record.device)
        paragraph.arrange(in: &text)
      }
      text.append("  ")
    }
    paragraph.write(record.message.name, style, to: &text)
    let end = text.count
    text.append("  ")
    annotator.appendValues(record, to: &text)
    if text.count > end + 2 { paragraph.arrange(in: &text) } else { text.truncate(to: end) }
    if let answers = record.answers {
      text.append("  (answers frame ")
      text.append(decimal: answers.number)
      if answers.file != record.stamp.file, let name = name(ofFile: answers.file) {
        text.append(" of ")
        text.append(visible: name.utf8.span)
      }
      // Before its request an answer stands where the clock ran backwards.
      if let time = record.responseTime, time >= 0 {
        text.append(", ")
        _ = text.append(duration: time)
      }
      text.append(")")
      paragraph.arrange(.faint, in: &text)
    }
    paragraph.end(in: &text)
  }

  private mutating func write(_ problem: Problem) {
    begin(mark: "⚠", .problem)
    problem.appendDetail(to: &text)
    paragraph.arrange(.problem, in: &text)
    paragraph.end(in: &text)
  }

  private mutating func writeSentence(_ record: borrowing Record) {
    if case .none = options.annotations { return }
    let start = text.count
    begin(mark: "💡", .annotation, hanging: 3)
    let mark = text.count
    annotator.appendSentence(record, to: &text)
    guard text.count > mark, explains(record) else {
      text.truncate(to: start)
      return
    }
    paragraph.arrange(.annotation, in: &text)
    paragraph.end(in: &text)
  }

  private mutating func explains(_ record: borrowing Record) -> Bool {
    switch options.annotations {
    case .all: return true
    case .none: return false
    case .once:
      let device = record.deviceName ?? record.device.description
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
    text.append(decimal: undecoded.count)
    text.append(undecoded.count == 1 ? " byte undecoded:" : " bytes undecoded:")
    for index in undecoded.prefix(shown) {
      text.append(" ")
      text.append(hexadecimal: UInt64(message.bytes[index]), digits: 2)
    }
    if undecoded.count > shown { text.append(" …") }
    paragraph.arrange(.faint, in: &text)
    paragraph.end(in: &text)
  }

  // MARK: - Keepalives

  private mutating func writeKeepAlives(isInterrupted: Bool = true) {
    guard !keepAlives.isEmpty else { return }
    for run in keepAlives.runs { write(run, isInterrupted: isInterrupted) }
    keepAlives.removeAll()
  }

  private mutating func write(_ run: KeepAliveRuns.Run, isInterrupted: Bool) {
    text.append("\n")
    headed = nil
    paragraph.begin(indent: 0, hanging: 2, in: &text)
    text.append(run.first.place == run.last.place ? "Frame " : "Frames ")
    text.append(decimal: run.first.number)
    if run.first.place != run.last.place {
      text.append("–")
      text.append(decimal: run.last.number)
    }
    text.append(" | ")
    append(timeOf: run.first)
    paragraph.arrange(.heading, in: &text)
    writeFile(of: run.first, " | ")
    if run.last.file != run.first.file { writeFile(of: run.last, "–") }
    paragraph.end(in: &text)
    begin(mark: "↻", .faint)
    if connections.isSeveral, let name = run.deviceName {
      write(visible: name)
      text.append("  ")
    }
    text.append(keepAlives: run, isInterrupted: isInterrupted)
    paragraph.arrange(in: &text)
    paragraph.end(in: &text)
  }
}
