import Rendering

/// A line of a golden file in the manner of the timeline: an arrow, the message's name, its values.
struct LineWords {
  /// A value that says something, by its name.
  struct Value {
    /// The names that lead to it, as ``FieldDifference/path`` has them.
    let path: String
    let words: String
  }

  /// The arrow and the name.
  let title: String
  let values: [Value]

  /// Nil where the line is none of a message or a connection.
  init?(_ line: String) {
    guard let value = try? JSONValue(parsing: line), case .object(let members) = value else {
      return nil
    }
    if let message = value[key: "message"]?.string {
      title = (value[key: "from"]?.string == "device" ? "▶ " : "◀ ") + message
    } else if value[key: "connection"] != nil {
      title = "○ connection"
    } else {
      return nil
    }
    var values: [Value] = []
    for member in members where !["message", "from", "connection"].contains(member.key) {
      let isFields = member.key == "fields"
      Self.append(member.value, path: isFields ? "" : member.key, to: &values)
    }
    self.values = values
  }

  private static func append(_ value: JSONValue, path: String, to values: inout [Value]) {
    switch value {
    case .object(let members):
      for member in members {
        append(member.value, path: path.isEmpty ? member.key : "\(path).\(member.key)", to: &values)
      }
    case .array(let entries):
      for (index, entry) in entries.enumerated() {
        append(entry, path: "\(path)[\(index)]", to: &values)
      }
    case .string(let text): append(path, text, to: &values)
    case .number(let text): append(path, text, to: &values)
    case .bool(let flag): append(path, flag ? "true" : "false", to: &values)
    case .null: append(path, "null", to: &values)
    }
  }

  private static func append(_ path: String, _ text: String, to values: inout [Value]) {
    // A placeholder says by itself what it is.
    let isPlaceholder = text.hasPrefix("<") && text.hasSuffix(">")
    let name = names[path] ?? path
    values.append(Value(path: path, words: isPlaceholder ? text : "\(name) \(text)"))
  }

  /// Names of fields that voice engineers know by another one.
  private static let names = ["lineInstance": "line", "callReference": "call"]

  /// Whether a value only says that there is nothing.
  static func isIdle(_ value: Value) -> Bool {
    value.path == "version" || idle.contains { value.words.hasSuffix($0) }
  }

  private static let idle = [" 0", " ", " None", " NO_ENCRYPTION", " false", " Off"]
}
