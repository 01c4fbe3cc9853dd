import SCCP
import Text

/// The field names as JSON keys, comma, quotes and colon included, in one run of bytes.
struct JSONKeys: Sendable {
  private let bytes: [UInt8]
  private let ends: [Int]

  static let fields = JSONKeys(FieldName.all)

  init(_ names: [String]) {
    var text = TextBuffer()
    var ends: [Int] = []
    for name in names {
      text.append(",")
      text.append(jsonString: name)
      text.append(":")
      ends.append(text.count)
    }
    bytes = text.bytes
    self.ends = ends
  }

  /// Appends a key, and a comma before it unless it is the first of its object.
  func append(_ name: FieldName, isFirst: Bool, to text: inout TextBuffer) {
    let index = Int(name.index)
    guard index < ends.count else { return }
    let start = (index > 0 ? ends[index - 1] : 0) + (isFirst ? 1 : 0)
    text.append(bytes.span.extracting(start..<ends[index]))
  }
}
