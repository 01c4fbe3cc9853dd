import Rendering
import Text

/// A value that two messages have different.
package struct FieldDifference: Equatable, Sendable {
  /// The names that lead to it, joined by dots, entries of lists counted from 0: `caps[2].name`.
  package let path: String
  /// Both values as JSON; nil where a message lacks it.
  package let before: String?
  package let after: String?

  /// What two lines have different, in the order of the first.
  package static func all(between before: String, and after: String) -> [FieldDifference] {
    let left = leaves(of: before)
    let right = leaves(of: after)
    var others: [String: String] = [:]
    for leaf in right where others[leaf.path] == nil { others[leaf.path] = leaf.value }
    var known: Set<String> = []
    var differences: [FieldDifference] = []
    for leaf in left where known.insert(leaf.path).inserted && others[leaf.path] != leaf.value {
      differences.append(
        FieldDifference(path: leaf.path, before: leaf.value, after: others[leaf.path]))
    }
    for leaf in right where known.insert(leaf.path).inserted {
      differences.append(FieldDifference(path: leaf.path, before: nil, after: leaf.value))
    }
    return differences
  }

  private struct Leaf {
    let path: String
    let value: String
  }

  private static func leaves(of line: String) -> [Leaf] {
    var leaves: [Leaf] = []
    guard let value = try? JSONValue(parsing: line) else {
      return [Leaf(path: "line", value: line)]
    }
    append(value, path: "", to: &leaves)
    return leaves
  }

  private static func append(_ value: JSONValue, path: String, to leaves: inout [Leaf]) {
    switch value {
    case .object(let members) where !members.isEmpty:
      for member in members {
        // The fields are what a message is about: they go by their own names.
        let isFields = path.isEmpty && member.key == "fields"
        let inner = path.isEmpty ? member.key : "\(path).\(member.key)"
        append(member.value, path: isFields ? "" : inner, to: &leaves)
      }
    case .array(let values) where !values.isEmpty:
      for (index, entry) in values.enumerated() {
        append(entry, path: "\(path)[\(index)]", to: &leaves)
      }
    default: leaves.append(Leaf(path: path, value: text(of: value)))
    }
  }

  private static func text(of value: JSONValue) -> String {
    var text = TextBuffer()
    text.append(value)
    return String(text)
  }
}
