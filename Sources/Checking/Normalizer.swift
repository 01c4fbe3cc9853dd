package import CallAnalysis
import SCCP
import Text
import Wire

/// Makes lines of messages that another run of the same scenario has too.
package struct Normalizer: ~Copyable {
  private let normalization: Normalization
  private var lines: NormalLines
  private var collector = LineCollector()
  private var text = TextBuffer(capacity: 1024)

  package init(_ normalization: Normalization) {
    self.normalization = normalization
    lines = NormalLines(normalization)
  }

  /// Takes a message.
  package mutating func append(_ record: borrowing Record) {
    guard lines.takes(record), !collector.isFull else { return }
    collector.note(
      stream: record.stream, record.deviceName, device: record.device, server: record.server)
    text.removeAll()
    lines.append(record, to: &text)
    let sender = record.isFromDevice ? "device" : "server"
    collector.append(
      NormalLine(
        frame: record.stamp.number, kind: "\(record.message.title) from the \(sender)",
        text: String(text)),
      ofStream: record.stream)
  }

  /// All that was taken, numbered in the order of the lines.
  package consuming func finish() -> NormalCapture {
    collector.finish(&lines.fields, normalization)
  }
}
