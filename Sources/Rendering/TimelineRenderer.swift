package import CallAnalysis
import SCCP
package import Story
package import Text
package import Wire

/// Renders the annotated frame timeline.
///
/// A heading for each frame that completed a message or changed a connection, under it a line for
/// each message, under that the sentence that explains it.
package struct TimelineRenderer: Renderer, ~Copyable {
  /// What has been rendered and not been written yet.
  package internal(set) var text = TextBuffer(capacity: 1 << 16)

  let options: TimelineOptions
  let palette: Palette
  var paragraph: Paragraph
  var times: TimeTexts
  private var annotator = Annotator()
  private var hasTitle = false
  /// The frame whose heading was written last.
  var headed: FramePlace?
  /// The file that the heading written last is of, where there are several.
  private var headedFile: Int?
  var connections = SeenConnections()
  var keepAlives: KeepAliveTracks
  var calls = NamedCalls()
  /// What the lines so far had to name of their devices.
  var naming: Naming = []
  /// The handshake of a connection that is not introduced yet: its first message names the device.
  var handshake: [ConnectionEvent] = []
  /// Findings that were written, of those in the options.
  var writtenFindings = 0
  /// Digests of the sentences that were written, for `--annotations once`.
  private var explained: Set<Int> = []
  private var comments = WaitingComments()
  /// What went wrong in what was shown.
  var mishaps = MishapTally()

  /// Captures named at the top; the rest of a long ring is counted.
  private static let maximumHeadings = 8
  /// Sentences that are remembered, for `--annotations once`.
  private static let maximumExplained = 1 << 16

  package init(_ options: TimelineOptions) {
    self.options = options
    times = TimeTexts(options.times)
    keepAlives = KeepAliveTracks(seeing: options.keepAliveAnswers)
    palette = Palette(isEnabled: options.usesColor)
    paragraph = Paragraph(width: options.width, isASCII: options.isASCII, palette: palette)
  }

  /// Names the captures above everything else; nothing stands there for one that tells nothing.
  private mutating func writeTitle() {
    hasTitle = true
    for name in options.headings.prefix(Self.maximumHeadings) { write(line: name, .heading) }
    let others = options.headings.count - Self.maximumHeadings
    if others > 0 { write(line: "and \(others) more", .faint) }
  }

  package mutating func begin(at start: Timestamp) {
    times.begin(at: start)
  }

  package mutating func hear(_ event: Event, _ replies: inout Replies) {
    switch event {
    case .comments(let texts, let place): comments.append(texts, of: place)
    case .connection(let event):
      if !hasTitle { writeTitle() }
      take(event)
    case .call(let call):
      if !hasTitle { writeTitle() }
      write(call)
    default: break
    }
  }

  package mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    if !hasTitle { writeTitle() }
    naming = record.naming
    if case .keepAlive = annotator.group(of: record) {
      if !options.showsKeepAlives, record.problems.isEmpty, !comments.contains(record.stamp.place) {
        introduce(record)
        keepAlives.append(record)
        writeKeepAlives()
        return
      }
      keepAlives.pass(record)
    } else {
      keepAlives.interrupt(record.stream)
    }
    writeKeepAlives()
    introduce(record)
    writeHeading(record.stamp)
    for problem in record.problems { write(problem) }
    writeMessageLine(record)
    if record.message.decodedByteCount < record.message.bytes.count {
      writeUndecoded(record.message)
    }
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

  package var waitingByteCount: Int { text.count }

  /// What went wrong, in a line after everything.
  package var conclusion: Conclusion {
    var conclusion = Conclusion()
    if let sentence = mishaps.sentence(naming: options.fileNames) {
      conclusion.remarks.append("\(sentence); `sccpdump diagnose` tells more")
    }
    return conclusion
  }

  package mutating func drain(into write: (Span<UInt8>) -> Void) {
    write(text.span)
    text.removeAll()
  }

  /// Renders what was held back.
  package mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    keepAlives.endAll(at: time)
    writeKeepAlives()
    writeHandshake()
    writeFindings(before: nil)
  }

  // MARK: - Lines

  private mutating func write(line: String, _ style: Palette.Style) {
    paragraph.write(line: line, style, indent: 0, hanging: 2, to: &text)
  }

  /// Writes text from a capture, or a file's name.
  mutating func write(visible name: String, _ style: Palette.Style = .plain) {
    text.append(visible: name.utf8.span)
    paragraph.arrange(style, in: &text)
  }

  /// Begins a line with a mark, under which the ones that follow it begin.
  @inline(__always)
  mutating func begin(mark: StaticString, _ style: Palette.Style, hanging: Int = 4) {
    paragraph.begin(indent: 2, hanging: hanging, in: &text)
    text.append(mark)
    paragraph.arrange(style, in: &text)
    text.append(" ")
  }

  mutating func writeHeading(_ stamp: FrameStamp) {
    if let headed, headed.number == stamp.number, headed.file == stamp.file { return }
    writeFindings(before: stamp.place)
    writeFrame(stamp)
    writeFindings(at: stamp.place)
  }

  /// Writes the heading itself.
  mutating func writeFrame(_ stamp: FrameStamp) {
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
  mutating func append(timeOf stamp: FrameStamp) {
    if let time = stamp.time {
      times.append(time, digits: stamp.timeDigits, to: &text)
      if options.times.isDistance { text.append(" s") }
    } else {
      text.append("no time")
    }
  }

  /// Names the file of a frame, where it is another than the former frame's.
  mutating func writeFile(of stamp: FrameStamp, _ separator: String) {
    guard stamp.file != headedFile, let name = name(ofFile: stamp.file) else { return }
    headedFile = stamp.file
    paragraph.write(separator, .faint, to: &text)
    write(visible: name, .faint)
  }

  /// A file's name; nil where it goes without saying.
  func name(ofFile file: Int) -> String? {
    let names = options.fileNames
    return names.count > 1 && names.indices.contains(file) ? names[file] : nil
  }

  private mutating func writeMessageLine(_ record: borrowing Record) {
    let mishap = record.mishap
    if let mishap { mishaps.note(mishap, of: record) }
    let style: Palette.Style =
      mishap != nil ? .problem : record.isFromDevice ? .fromDevice : .fromServer
    begin(mark: record.isFromDevice ? "▶" : "◀", style)
    if !naming.isEmpty {
      writeParties(naming, record.deviceName, record.device, record.server)
    }
    paragraph.write(record.message.title, style, to: &text)
    let end = text.count
    text.append("  ")
    annotator.appendValues(record, to: &text)
    if text.count > end + 2 {
      paragraph.arrange(mishap == nil ? .plain : .problem, in: &text)
    } else {
      text.truncate(to: end)
    }
    if let number = record.callNumber { writeCall(number, of: record) }
    if let answers = record.answers {
      text.append("  (answers frame ")
      text.append(decimal: answers.number)
      if answers.file != record.stamp.file, let name = name(ofFile: answers.file) {
        text.append(" of ")
        text.append(visible: name.utf8.span)
      }
      if let time = record.responseTime {
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
    guard text.count > mark, isWanted(sentenceFrom: mark, of: record) else {
      paragraph.takeBack(from: start, in: &text)
      return
    }
    paragraph.arrange(.annotation, in: &text)
    paragraph.end(in: &text)
  }

  /// Whether a sentence that was appended is to stay: the same one is explained once for a device.
  private mutating func isWanted(
    sentenceFrom start: Int, of record: borrowing Record
  ) -> Bool {
    guard case .once = options.annotations else { return true }
    let digest = digest(ofSentenceFrom: start, of: record)
    if explained.count >= Self.maximumExplained { explained.removeAll() }
    return explained.insert(digest).inserted
  }

  private func digest(ofSentenceFrom start: Int, of record: borrowing Record) -> Int {
    var hasher = Hasher()
    if let name = record.deviceName { hasher.combine(name) } else { hasher.combine(record.device) }
    let sentence = text.span.extracting(start...)
    for index in sentence.indices { hasher.combine(sentence[index]) }
    return hasher.finalize()
  }

  /// Shows the first of the bytes after the last known field; up to three zeros only align the
  /// message.
  private mutating func writeUndecoded(_ message: Message) {
    let undecoded = message.undecoded
    guard !undecoded.isEmpty, !options.showsHex else { return }
    let alignment = 4
    if undecoded.count < alignment, message.layout != nil {
      if !options.isVerbose || undecoded.allSatisfy({ message.bytes[$0] == 0 }) { return }
    }
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
}
