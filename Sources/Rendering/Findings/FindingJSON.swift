import Story
import Text
import Wire

/// A finding as programs read it.
enum FindingJSON {
  static func document(of finding: Finding, _ context: ListContext) -> JSONDocument {
    var row = JSONMembers(context)
    row.add("type", "finding")
    row.add("rule", finding.rule)
    row.add("severity", finding.severity.rawValue)
    row.add("device", finding.device)
    row.add("call", finding.call)
    row.add("reference", finding.reference)
    row.add("stream", finding.stream)
    row.add(frame: finding.first)
    var frames: [FramePlace] = []
    for place in finding.related.map(\.place) + finding.again where !frames.contains(place) {
      frames.append(place)
    }
    if !frames.isEmpty { row.add("frames", numbers: frames.map(\.number)) }
    row.add(time: "time", finding.first)
    row.add("text", finding.text)
    row.add("evidence", evidence(of: finding))
    row.add("because", finding.because)
    row.add("fingerprint", finding.fingerprint)
    if finding.count > 1 {
      row.add("count", finding.count)
      row.add(time: "last", finding.last)
    }
    return row.document
  }

  private static func evidence(of finding: Finding) -> JSONDocument? {
    if finding.values.isEmpty { return nil }
    return .object(
      finding.values.map { value in
        switch value.content {
        case .text(let text): (value.name, .string(text))
        case .number(let number): (value.name, .integer(Int(clamping: number)))
        case .duration(let nanoseconds):
          (value.name, .number(seconds(nanoseconds, digits: finding.first.timeDigits)))
        case .decimal(let number): (value.name, .number(decimalText(number, digits: 3)))
        }
      })
  }

  private static func seconds(_ nanoseconds: Int64, digits: Int) -> String {
    var text = TextBuffer()
    text.append(seconds: nanoseconds, digits: digits)
    return String(text)
  }
}
