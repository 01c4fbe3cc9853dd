package import CallAnalysis
import SCCP
package import Story
package import Text
import Wire

/// Renders messages as JSON Lines: one object a message, its keys in a fixed order.
package struct JSONLinesRenderer: Renderer, ~Copyable {
  /// What the output holds beside the contract's minimum.
  package struct Options: Sendable {
    /// Adds the raw bytes, and every value's place in them.
    package var isDetailed = false
    /// Shows media keys and salts.
    package var showsSecrets = false
    /// Adds the sentences.
    package var showsAnnotations = true
    /// The files' names, where more than one was given.
    package var fileNames: [String] = []

    package init() {}
  }

  /// What has been rendered and not been written yet.
  package private(set) var text = TextBuffer(capacity: 1 << 17)

  private var line: JSONLine
  private let context: ListContext

  package init(_ options: Options) {
    line = JSONLine(options)
    context = ListContext(fileNames: options.fileNames)
  }

  package var waitingByteCount: Int { text.count }

  package mutating func drain(into write: (Span<UInt8>) -> Void) {
    write(text.span)
    text.removeAll()
  }

  package mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    line.append(record, to: &text)
  }

  /// Appends a device, a finding or a call with its streams before it, in runs that tell of them.
  package mutating func hear(_ event: Event, _ replies: inout Replies) {
    switch event {
    case .call(let call):
      for stream in call.streams {
        StreamRow(stream, call: call.number).appendJSON(context, to: &text)
        text.append("\n")
      }
      CallRow(call).appendJSON(context, to: &text)
      text.append("\n")
    case .finding(let finding, .over):
      text.append(FindingJSON.document(of: finding, context), as: .dense)
      text.append("\n")
    case .device(let device):
      DeviceRow(device).appendJSON(context, to: &text)
      text.append("\n")
    default: break
    }
  }
}

/// One message as a line of JSON.
private struct JSONLine: ~Copyable {
  private let options: JSONLinesRenderer.Options
  private var fields: JSONFieldRenderer
  private var parties = JSONParties()
  private var times = JSONTimes()
  private var annotator = Annotator()
  /// How a line about that frame begins, for the next one.
  private var beginning = TextBuffer()
  private var begun: FramePlace?

  init(_ options: JSONLinesRenderer.Options) {
    self.options = options
    fields = JSONFieldRenderer(
      isDetailed: options.isDetailed, showsSecrets: options.showsSecrets)
  }

  /// Appends a message's line, its line feed included.
  mutating func append(_ record: borrowing Record, to text: inout TextBuffer) {
    let outline = fields.outline(of: record.message)
    appendBeginning(record, to: &text)
    parties.append(record, to: &text)
    fields.append(headerOf: record.message, outline: outline, to: &text)
    appendCall(record, to: &text)
    switch record.message.header.identifier {
    case MessageDefinition.keypadButton.identifier: append(digitOf: record.message, to: &text)
    case MessageDefinition.connectionStatisticsRes.identifier:
      append(qualityOf: record.message, to: &text)
    default: break
    }
    text.append(",\"fields\":")
    fields.append(fieldsOf: record.message, outline: outline, to: &text)
    appendRemains(record, outline: outline, to: &text)
    text.append("}\n")
  }

  /// Appends where the message is; several of one frame begin alike.
  @inline(__always)
  private mutating func appendBeginning(_ record: borrowing Record, to text: inout TextBuffer) {
    let isWhole = record.carriers.isEmpty
    if isWhole, let begun, begun.number == record.stamp.number, begun.file == record.stamp.file {
      text.append(beginning.span)
      return
    }
    let start = text.count
    appendPlace(record, to: &text)
    begun = isWhole ? record.stamp.place : nil
    beginning.removeAll()
    beginning.append(text.span.extracting(start...))
  }

  private mutating func appendPlace(_ record: borrowing Record, to text: inout TextBuffer) {
    if options.fileNames.indices.contains(record.stamp.file) {
      text.append("{\"file\":")
      text.append(jsonString: options.fileNames[record.stamp.file])
      text.append(",\"frame\":")
    } else {
      text.append("{\"frame\":")
    }
    text.append(decimal: record.stamp.number)
    if !record.carriers.isEmpty {
      text.append(",\"frames\":[")
      for (index, frame) in record.carriers.enumerated() {
        if index > 0 { text.append(",") }
        text.append(decimal: frame.number)
      }
      text.append("]")
      appendFiles(of: record, to: &text)
    }
    if let time = record.stamp.time {
      times.append(time, digits: record.stamp.timeDigits, to: &text)
    }
  }

  /// Appends the file of each frame that carried a part, where not all are the message's own.
  private func appendFiles(of record: borrowing Record, to text: inout TextBuffer) {
    let own = record.stamp.file
    guard record.carriers.contains(where: { $0.file != own }) else { return }
    text.append(",\"framesFiles\":[")
    for (index, frame) in record.carriers.enumerated() {
      if index > 0 { text.append(",") }
      text.append(jsonString: name(ofFile: frame.file))
    }
    text.append("]")
  }

  private func name(ofFile file: Int) -> String {
    options.fileNames.indices.contains(file) ? options.fileNames[file] : ""
  }

  /// Appends the call and the line that a message is about, and what it answers.
  @inline(__always)
  private func appendCall(_ record: borrowing Record, to text: inout TextBuffer) {
    if let call = record.message.callReference {
      text.append(",\"call\":")
      text.append(decimal: call)
    }
    if let number = record.callNumber {
      text.append(",\"callNumber\":")
      text.append(decimal: number)
    }
    if let line = record.message.lineInstance {
      text.append(",\"line\":")
      text.append(decimal: line)
    }
    if let answers = record.answers {
      text.append(",\"answers\":")
      text.append(decimal: answers.number)
      if answers.file != record.stamp.file {
        text.append(",\"answersFile\":")
        text.append(jsonString: name(ofFile: answers.file))
      }
      if let responseTime = record.responseTime {
        text.append(",\"responseTime\":")
        text.append(seconds: responseTime, digits: record.stamp.timeDigits)
      }
    }
  }

  /// Appends the character of a key.
  @inline(never)  // Few messages have one.
  private func append(digitOf message: borrowing Message, to text: inout TextBuffer) {
    guard let field = message.first(.keypadButton), let entry = message.entry(of: field) else {
      return
    }
    text.append(",\"digit\":")
    text.append(jsonString: entry.spoken)
  }

  /// Appends the figures in the text about the quality of a call.
  @inline(never)  // Few messages have one.
  private func append(qualityOf message: borrowing Message, to text: inout TextBuffer) {
    var isFirst = true
    ReportedStatistics.forEachQuality(of: message) { quality, number in
      text.append(isFirst ? ",\"quality\":{\"" : ",\"")
      text.append(quality.rawValue)
      text.append("\":")
      text.append(number)
      isFirst = false
    }
    if !isFirst { text.append("}") }
  }

  @inline(__always)
  private mutating func appendRemains(
    _ record: borrowing Record, outline: Int, to text: inout TextBuffer
  ) {
    if record.message.decodedByteCount < record.message.bytes.count {
      appendUndecoded(record.message, to: &text)
    }
    if record.message.missingStep != nil { fields.append(missingOf: outline, to: &text) }
    if !record.problems.isEmpty {
      appendProblems(record.problems, to: &text)
    }
    if options.showsAnnotations { appendAnnotation(record, to: &text) }
    if options.isDetailed {
      text.append(",\"raw\":\"")
      let message = record.message
      let raw = options.showsSecrets ? message.bytes : message.bytesWithoutSecrets
      text.append(hexadecimal: raw.span)
      text.append("\"")
    }
  }

  private func appendUndecoded(_ message: borrowing Message, to text: inout TextBuffer) {
    let undecoded = message.undecoded
    guard !undecoded.isEmpty else { return }
    text.append(",\"undecoded\":\"")
    text.append(hexadecimal: message.bytes.span.extracting(undecoded))
    text.append("\"")
  }

  @inline(__always)
  private mutating func appendAnnotation(_ record: borrowing Record, to text: inout TextBuffer) {
    let start = text.count
    text.append(",\"annotation\":\"")
    let words = text.count
    annotator.appendSentence(record, to: &text)
    if text.count > words {
      text.escapeHarmless(from: words)
      text.append("\"")
    } else {
      text.truncate(to: start)
    }
  }

  private func appendProblems(_ problems: [Problem], to text: inout TextBuffer) {
    var detail = TextBuffer()
    text.append(",\"problems\":[")
    for (index, problem) in problems.enumerated() {
      if index > 0 { text.append(",") }
      text.append("{\"code\":\"")
      text.append(problem.code.rawValue)
      text.append("\",\"detail\":")
      detail.removeAll()
      problem.appendDetail(to: &detail)
      text.append(jsonString: detail.span)
      text.append("}")
    }
    text.append("]")
  }
}
