import CallAnalysis
import Checking
import Rendering
import SCCP
import Story
import Wire

/// Renders records to everything that the program prints, and looks at each line.
final class Outputs: Listener {
  private var timeline: TimelineRenderer
  private var narrow: TimelineRenderer
  private var json: JSONLinesRenderer
  private var detail: JSONLinesRenderer
  private var messageCount = 0
  private var lineCount = 0
  private var order = RecordOrder()
  private var normalizer: Normalizer? = Normalizer(Normalization())
  private var violation: Violation?

  init(fileName: String = "capture.pcapng") {
    var options = TimelineOptions()
    options.isVerbose = true
    options.showsHex = true
    options.fileNames = [fileName]
    options.headings = options.fileNames
    timeline = TimelineRenderer(options)
    var narrowOptions = TimelineOptions()
    narrowOptions.width = 40
    narrowOptions.isASCII = true
    narrowOptions.annotations = .once
    narrowOptions.showsKeepAlives = true
    narrowOptions.showsSecrets = true
    narrowOptions.isVerbose = true
    narrow = TimelineRenderer(narrowOptions)
    json = JSONLinesRenderer(JSONLinesRenderer.Options())
    var detailOptions = JSONLinesRenderer.Options()
    detailOptions.isDetailed = true
    detailOptions.fileNames = [fileName]
    detail = JSONLinesRenderer(detailOptions)
  }

  func hear(_ record: borrowing Record, _ replies: inout Replies) {
    messageCount += 1
    normalizer?.append(record)
    timeline.hear(record, &replies)
    narrow.hear(record, &replies)
    json.hear(record, &replies)
    detail.hear(record, &replies)
    do throws(Violation) {
      try MessageCheck.check(record.message, Array(record.message.bytes))
      try order.take(record)
      try check()
    } catch {
      violation = violation ?? error
    }
  }

  func hear(_ event: Event, _ replies: inout Replies) {
    timeline.hear(event, &replies)
    narrow.hear(event, &replies)
    json.hear(event, &replies)
    detail.hear(event, &replies)
  }

  /// Has what was held back rendered.
  func finish(at time: Timestamp?, _ replies: inout Replies) {
    timeline.finish(at: time, &replies)
    narrow.finish(at: time, &replies)
    json.finish(at: time, &replies)
    detail.finish(at: time, &replies)
  }

  /// Looks at what was rendered since the last time, and forgets it.
  private func check() throws(Violation) {
    try TextCheck.run(Self.text(of: &timeline), isASCII: false)
    try TextCheck.run(Self.text(of: &narrow), isASCII: true)
    lineCount += try JSONLinesCheck.run(Self.text(of: &json))
    try JSONLinesCheck.run(Self.text(of: &detail))
  }

  private static func text<R: Renderer & ~Copyable>(of renderer: inout R) -> [UInt8] {
    var text: [UInt8] = []
    renderer.drain { text += [UInt8](copying: $0) }
    return text
  }

  /// Throws where something was not as it should be, after the end.
  func conclude(_ totals: Totals) throws(Violation) {
    if let violation { throw violation }
    try check()
    try checkGoldenFile()
    try require(
      totals.messages == messageCount && lineCount == messageCount,
      "\(totals.messages) messages counted, \(messageCount) told, \(lineCount) lines of JSON")
  }

  /// What the capture says is a golden file that it agrees with.
  private func checkGoldenFile() throws(Violation) {
    guard let capture = normalizer.take()?.finish() else { return }
    let file = GoldenFile(capture, Normalization())
    try JSONLinesCheck.run(GoldenTarget.bytes(of: file))
    try GoldenTarget.checkReading(file)
  }
}
