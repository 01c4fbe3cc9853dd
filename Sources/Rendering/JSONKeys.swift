import SCCP
import Wire

/// The field names as JSON keys, quotes and colon included, in one run of bytes.
struct JSONKeys: Sendable {
  private let bytes: [UInt8]
  private let ends: [Int]

  static let fields = JSONKeys(FieldName.all)

  init(_ names: [String]) {
    var text = TextBuffer()
    var ends: [Int] = []
    for name in names {
      text.append(jsonString: name)
      text.append(":")
      ends.append(text.count)
    }
    var bytes: [UInt8] = []
    let span = text.span
    for index in span.indices { bytes.append(span[index]) }
    self.bytes = bytes
    self.ends = ends
  }

  func append(_ name: FieldName, to text: inout TextBuffer) {
    let index = Int(name.index)
    guard index < ends.count else { return }
    let start = index > 0 ? ends[index - 1] : 0
    text.append(bytes.span.extracting(start..<ends[index]))
  }
}
