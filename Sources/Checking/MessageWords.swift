import SCCP

/// How people read the fields of a message's line: in the words of the timeline.
enum MessageWords {
  /// Names of fields that voice engineers know by another one.
  private static let names = [
    "lineInstance": "line", "callReference": "call", "compressionType": "codec",
  ]

  /// What engineers say for the labels of each enumerated field.
  private static let spoken: [String: [String: String]] = {
    var spoken: [String: [String: String]] = [:]
    for layout in Layout.all {
      for (index, step) in layout.steps.enumerated() where step.operation == .enumeration {
        for entry in layout.valueNames(ofStep: index).entries {
          spoken[step.name.spelling, default: [:]][entry.label] = entry.spoken
        }
      }
    }
    return spoken
  }()

  /// Fields of flags, which say little where they do not differ.
  private static let flags: Set<String> = Set(
    Layout.all.lazy.flatMap(\.steps).filter { $0.operation == .flags }.map(\.name.spelling))

  /// Whether a field is shown only where it differs.
  static func isMinor(_ path: String) -> Bool { flags.contains(parts(of: path).field) }

  /// Words that say nothing without the field's name.
  private static let bare: Set<String> = [
    "on", "off", "yes", "no", "none", "ok", "true", "false", "unknown", "default", "normal",
  ]

  /// A field's name, behind the names that lead to it.
  static func name(of path: String) -> String {
    let (parents, field) = parts(of: path)
    return names[field].map { parents + $0 } ?? path
  }

  /// A field with its value: the value alone where it says by itself what it is.
  static func words(_ path: String, _ label: String) -> String {
    guard let meaning = meaning(of: label, path) else { return "\(name(of: path)) \(label)" }
    return bare.contains(meaning.lowercased()) ? "\(name(of: path)) \(meaning)" : meaning
  }

  /// What a label of an enumeration means; nil for a value of something else.
  static func meaning(of label: String, _ path: String) -> String? {
    spoken[parts(of: path).field]?[label]
  }

  /// The names that lead to a field, with a dot after each, and its own without a place in a list.
  private static func parts(of path: String) -> (parents: String, field: String) {
    let start = path.lastIndex(of: ".").map { path.index(after: $0) } ?? path.startIndex
    let field = path[start...].prefix { $0 != "[" }
    return (String(path[..<start]), String(field))
  }
}

extension FieldDifference {
  /// The difference in the words of the timeline.
  var inWordsOfMessages: FieldDifference {
    FieldDifference(
      path: MessageWords.name(of: path), before: before.map(words), after: after.map(words))
  }

  /// What a value means; a text as JSON has it.
  private func words(_ value: String) -> String {
    guard case .string(let label)? = try? JSONValue(parsing: value) else { return value }
    return MessageWords.meaning(of: label, path) ?? value
  }
}
