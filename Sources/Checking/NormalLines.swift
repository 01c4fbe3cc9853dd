import CallAnalysis
import Rendering
import SCCP
import Text
import Wire

/// Writes messages as lines that another run of the same scenario has too.
struct NormalLines: ~Copyable {
  private let normalization: Normalization
  /// What is left out, of what stands beside the fields.
  private let leavesOut: (version: Bool, undecoded: Bool, missing: Bool, problems: Bool)
  var fields: NormalFields
  private var start: Timestamp?

  init(_ normalization: Normalization) {
    self.normalization = normalization
    let ignored = normalization.ignoredFields
    leavesOut = (
      ignored.contains("version"), ignored.contains("undecoded"), ignored.contains("missing"),
      ignored.contains("problems")
    )
    fields = NormalFields(normalization)
  }

  /// Whether a message is compared; to be asked of every message.
  mutating func takes(_ record: borrowing Record) -> Bool {
    if start == nil { start = record.stamp.time }
    if normalization.ignoredMessages.isEmpty { return true }
    let name = Normalization.messageName(record.message.header.identifier)
    return !normalization.ignoredMessages.contains(name)
  }

  /// Appends the line of a message, without a line feed.
  mutating func append(_ record: borrowing Record, to text: inout TextBuffer) {
    let message = record.message
    text.append("{\"message\":\"")
    text.append(message.name)
    text.append(record.isFromDevice ? "\",\"from\":\"device\"" : "\",\"from\":\"server\"")
    if message.layout == nil {
      text.append(",\"id\":")
      text.append(decimal: message.header.identifier)
    }
    appendTime(of: record, to: &text)
    if !leavesOut.version {
      text.append(",\"version\":")
      text.append(decimal: message.header.version)
    }
    text.append(",\"fields\":")
    fields.append(fieldsOf: message, from: record.device.address, to: &text)
    appendRemains(of: record, to: &text)
    text.append("}")
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
    if !message.undecoded.isEmpty, !leavesOut.undecoded {
      text.append(",\"undecoded\":\"")
      text.append(hexadecimal: message.bytes.span.extracting(message.undecoded))
      text.append("\"")
    }
    if let missing = message.missing, !leavesOut.missing {
      text.append(",\"missing\":")
      text.append(jsonString: missing)
    }
    if !record.problems.isEmpty, !leavesOut.problems {
      let codes = record.problems.map { "\"\($0.code.rawValue)\"" }
      text.append(",\"problems\":[\(codes.joined(separator: ","))]")
    }
  }
}
