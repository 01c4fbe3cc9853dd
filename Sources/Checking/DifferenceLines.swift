import Rendering
package import Text

/// A comparison as JSON Lines: an object for each line that differs.
package enum DifferenceLines {
  package static func append(_ comparison: Comparison, to text: inout TextBuffer) {
    for connection in comparison.connections {
      for entry in connection.entries where !entry.isSame {
        append(entry, of: connection, to: &text)
      }
    }
  }

  private static func append(
    _ entry: Comparison.Entry, of connection: Comparison.Connection, to text: inout TextBuffer
  ) {
    text.append("{\"kind\":\"\(entry.word)\",\"connection\":")
    text.append(decimal: connection.leftNumber ?? connection.rightNumber ?? 0)
    if !connection.title.isEmpty {
      text.append(",\"device\":")
      text.append(jsonString: connection.title)
    }
    append(entry.before, frame: "frameA", line: "a", to: &text)
    append(entry.after, frame: "frameB", line: "b", to: &text)
    if case .changed = entry {
      text.append(",\"fields\":[")
      for (index, field) in entry.fields.enumerated() {
        text.append(index > 0 ? ",{\"field\":" : "{\"field\":")
        text.append(jsonString: field.path)
        if let before = field.before { text.append(",\"a\":\(before)") }
        if let after = field.after { text.append(",\"b\":\(after)") }
        text.append("}")
      }
      text.append("]")
    }
    text.append("}\n")
  }

  private static func append(
    _ line: NormalLine?, frame frameKey: String, line lineKey: String, to text: inout TextBuffer
  ) {
    guard let line else { return }
    if let frame = line.frame {
      text.append(",\"\(frameKey)\":")
      text.append(decimal: frame)
    }
    text.append(",\"\(lineKey)\":\(line.text)")
  }
}

extension Comparison.Entry {
  fileprivate var word: String {
    switch self {
    case .same: "same"
    case .removed: "removed"
    case .added: "added"
    case .changed: "changed"
    }
  }
}
