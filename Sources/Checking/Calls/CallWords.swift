import Rendering
import SCCP
import Story

/// How people read the members of a call's line: in the words of the list of calls.
enum CallWords {
  /// Names of members that the list of calls has other words for.
  private static let names = [
    "endedBy": "ended by", "dialed": "dialled", "features": "with", "holds.by": "held by",
    "transferredTo": "transferred to", "transferredFrom": "transferred from",
  ]

  /// What engineers call codecs, by their labels.
  private static let codecs = Dictionary(
    ValueNames.payloadType.entries.map { ($0.label, $0.spoken) },
    uniquingKeysWith: { one, _ in one })

  /// A member's name, and the places in the lists that it is in.
  static func name(of path: String) -> String { names[withoutIndices(path)] ?? path }

  /// Whether a member says too little to be shown where it does not differ.
  static func isMinor(_ path: String) -> Bool {
    path == "call" || ["from.", "to.", "legs[", "streams["].contains { path.hasPrefix($0) }
  }

  /// What a label means.
  static func value(_ label: String, of path: String) -> String {
    switch withoutIndices(path) {
    case "result": Call.Result(rawValue: label)?.words ?? label
    case "audio": AudioVerdict(rawValue: label)?.words ?? label
    case "streams.codec": codecs[label] ?? label
    default: label
    }
  }

  /// A call by its parties: `2001 Anna Berg → 2000 Reception`.
  static func parties(of line: JSONValue) -> String {
    let words = ["from", "to"].map { party in
      let members = line[key: party]
      let number = members?[key: "number"]?.string
      let name = members?[key: "name"]?.string
      let words = [number, name == number ? nil : name].compactMap(\.self)
      return words.isEmpty ? members?[key: "device"]?.string ?? "?" : words.joined(separator: " ")
    }
    return words.joined(separator: " → ")
  }

  private static func withoutIndices(_ path: String) -> String {
    path.replacing(/\[\d+\]/, with: "")
  }
}

extension FieldDifference {
  /// The difference in the words of the list of calls.
  var inWordsOfCalls: FieldDifference {
    func words(_ text: String?) -> String? {
      guard let text, case .string(let label)? = try? JSONValue(parsing: text) else { return text }
      return CallWords.value(label, of: path)
    }
    return FieldDifference(
      path: CallWords.name(of: path), before: words(before), after: words(after))
  }
}
