import CallAnalysis
import Rendering
import Story
import Text
import Wire

/// Notes at each frame what the timeline says there.
struct NoteRenderer: Renderer, ~Copyable {
  private let notes: FrameNotes
  private var annotator = Annotator()
  private var text = TextBuffer()

  init(_ notes: FrameNotes) {
    self.notes = notes
  }

  mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    if let name = record.deviceName { notes.name(record.device.address, name) }
    text.removeAll()
    annotator.appendSentence(record, to: &text)
    let place = record.stamp.place
    if !text.isEmpty { notes.append(text, at: place) }
    for problem in record.problems {
      text.removeAll()
      text.append("⚠ ")
      problem.appendDetail(to: &text)
      notes.append(text, at: place)
    }
  }

  mutating func hear(_ event: Event, _ replies: inout Replies) {
    switch event {
    case .connection(let event):
      text.removeAll()
      text.append(event.sentence)
      if !text.isEmpty { notes.append(text, at: event.stamp.place) }
    case .finding(let finding, .over) where finding.severity != .note:
      text.removeAll()
      text.append(finding.severity == .error ? "✗ " : "⚠ ")
      text.append(visible: finding.rule.utf8.span)
      text.append(": ")
      text.append(visible: finding.text.utf8.span)
      notes.append(text, at: finding.first.place)
    default: break
    }
  }

  var waitingByteCount: Int { 0 }

  mutating func drain(into write: (Span<UInt8>) -> Void) {}
}
