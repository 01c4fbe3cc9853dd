package import CallAnalysis
import Rendering
import SCCP
import Wire

/// Makes lines of messages that another run of the same scenario has too.
package struct Normalizer {
  private let normalization: Normalization
  private var fields: NormalFields
  private var collector = LineCollector()
  private var start: Timestamp?

  package init(_ normalization: Normalization) {
    self.normalization = normalization
    fields = NormalFields(normalization)
  }

  /// Takes a message.
  package mutating func append(_ record: borrowing Record) {
    if start == nil { start = record.stamp.time }
    let name = Normalization.messageName(record.message.header.identifier)
    if normalization.ignoredMessages.contains(name) || collector.isFull { return }
    collector.note(
      stream: record.stream, record.deviceName, device: record.device, server: record.server)
    collector.append(line(for: record), ofStream: record.stream)
  }

  /// All that was taken, numbered in the order of the lines.
  package consuming func finish() -> NormalCapture {
    collector.finish(&fields, normalization)
  }

  // MARK: - Lines

  private mutating func line(for record: borrowing Record) -> NormalLine {
    let message = record.message
    let sender = record.isFromDevice ? "device" : "server"
    var text = TextBuffer()
    text.append("{\"message\":\"")
    text.append(message.name)
    text.append("\",\"from\":\"")
    text.append(sender)
    text.append("\"")
    if message.layout == nil {
      text.append(",\"id\":")
      text.append(decimal: message.header.identifier)
    }
    appendTime(of: record, to: &text)
    if !normalization.ignoredFields.contains("version") {
      text.append(",\"version\":")
      text.append(decimal: message.header.version)
    }
    text.append(",\"fields\":")
    fields.append(fieldsOf: message, from: record.device.address, to: &text)
    appendRemains(of: record, to: &text)
    text.append("}")
    return NormalLine(
      frame: record.stamp.number, kind: "\(message.title) from the \(sender)", text: String(text))
  }

  /// When it was sent, in seconds since the first message.
  private func appendTime(of record: borrowing Record, to text: inout TextBuffer) {
    guard normalization.kept.contains(.times), let start,
      let passed = record.stamp.time?.nanoseconds(since: start)
    else { return }
    text.append(",\"time\":\"")
    text.append(seconds: passed, digits: record.stamp.timeDigits)
    text.append("\"")
  }

  private func appendRemains(of record: borrowing Record, to text: inout TextBuffer) {
    let message = record.message
    let ignored = normalization.ignoredFields
    if !message.undecoded.isEmpty, !ignored.contains("undecoded") {
      text.append(",\"undecoded\":\"")
      text.append(hexadecimal: message.bytes.span.extracting(message.undecoded))
      text.append("\"")
    }
    if let missing = message.missing, !ignored.contains("missing") {
      text.append(",\"missing\":")
      text.append(jsonString: missing)
    }
    if !record.problems.isEmpty, !ignored.contains("problems") {
      let codes = record.problems.map { "\"\($0.code.rawValue)\"" }
      text.append(",\"problems\":[\(codes.joined(separator: ","))]")
    }
  }
}
