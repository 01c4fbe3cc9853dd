import Rendering

/// A line of a golden file in the manner of the timeline: an arrow, the message's name, its values;
/// or in that of the list of calls: the parties, what came of the call, and the audio.
struct LineWords {
  /// A value that says something, by its name.
  struct Value {
    /// The names that lead to it, as ``FieldDifference/path`` has them.
    let path: String
    let words: String
    /// Whether it only says that there is nothing, or nothing much.
    let isIdle: Bool
  }

  /// The arrow and the name, or a call's parties.
  let title: String
  /// The name that lines of the same kind share.
  let name: String
  let values: [Value]

  /// Nil where the line is none of a message, a call or a connection.
  init?(_ line: String) {
    guard let value = try? JSONValue(parsing: line), case .object(let members) = value else {
      return nil
    }
    let isCall = value[key: "call"] != nil && value[key: "message"] == nil
    if let message = value[key: "message"]?.string {
      name = message
      title = (value[key: "from"]?.string == "device" ? "▶ " : "◀ ") + message
    } else if isCall {
      name = "call"
      title = "● call \(CallWords.parties(of: value))"
    } else if value[key: "connection"] != nil {
      name = "connection"
      title = "○ connection"
    } else {
      return nil
    }
    var values: [Value] = []
    for member in members where isCall || !["message", "from", "connection"].contains(member.key) {
      let isFields = member.key == "fields"
      Self.append(member.value, path: isFields ? "" : member.key, isCall, to: &values)
    }
    self.values = values
  }

  private static func append(
    _ value: JSONValue, path: String, _ isCall: Bool, to values: inout [Value]
  ) {
    switch value {
    case .object(let members):
      for member in members {
        let inner = path.isEmpty ? member.key : "\(path).\(member.key)"
        append(member.value, path: inner, isCall, to: &values)
      }
    case .array(let entries):
      for (index, entry) in entries.enumerated() {
        append(entry, path: "\(path)[\(index)]", isCall, to: &values)
      }
    case .string(let text), .number(let text): append(path, text, isCall, to: &values)
    case .bool(let flag): append(path, flag ? "true" : "false", isCall, to: &values)
    case .null: append(path, "null", isCall, to: &values)
    }
  }

  private static func append(
    _ path: String, _ text: String, _ isCall: Bool, to values: inout [Value]
  ) {
    if isCall {
      let value = CallWords.value(text, of: path)
      // What came of a call says by itself what it is.
      let words = path == "result" ? value : "\(CallWords.name(of: path)) \(value)"
      values.append(Value(path: path, words: words, isIdle: CallWords.isMinor(path)))
      return
    }
    // A placeholder says by itself what it is.
    let isPlaceholder = text.hasPrefix("<") && text.hasSuffix(">")
    let words = isPlaceholder ? text : MessageWords.words(path, text)
    let isIdle =
      path == "version" || MessageWords.isMinor(path)
      || idle.contains { " \(text)".hasSuffix($0) }
    values.append(Value(path: path, words: words, isIdle: isIdle))
  }

  private static let idle = [" 0", " ", " None", " NO_ENCRYPTION", " false", " Off"]
}
