import CallAnalysis
import Rendering
import Wire

/// What renders records, and holds what it rendered until it is written.
protocol Renderer: RecordSink {
  var text: TextBuffer { get set }
  /// Takes the comments of the packet whose records come next.
  mutating func receive(_ comments: [String], of frame: Int)
  /// Renders what was held back.
  mutating func finish()
}

extension TimelineRenderer: Renderer {}
extension JSONLinesRenderer: Renderer {}

/// Standard output, and the renderer that fills it.
///
/// A class, because the file being read flushes it before it waits.
final class Output<Content: Renderer> {
  var sink: SelectingSink<Content>

  /// Rendered text is written when there is this much of it.
  private static var fullByteCount: Int { 1 << 16 }

  init(_ sink: SelectingSink<Content>) {
    self.sink = sink
  }

  func flushWhenFull() {
    if sink.renderer.text.count >= Self.fullByteCount { flush() }
  }

  /// Writes what has been rendered; ends the process where nobody takes it any more.
  func flush() {
    guard !sink.renderer.text.isEmpty else { return }
    if let problem = StandardStreams.write(sink.renderer.text.span) {
      StandardStreams.report("standard output: \(problem)")
      StandardStreams.exit(2)
    }
    sink.renderer.text.removeAll()
  }
}
