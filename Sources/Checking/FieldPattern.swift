import SCCP

/// A name that chooses fields: `lineInstance` at any depth, `sid.instance` in a structure of this
/// name, `CallState.privacy` in a message of this name.
///
/// Beside the fields of the catalogue it may be what a line holds otherwise: ``lineKeys``.
enum FieldPattern {
  /// What a line holds beside the fields of the message, and may be left out of it.
  static let lineKeys = ["version", "undecoded", "missing", "problems"]

  /// Whether a pattern chooses the field at a path of a message.
  static func chooses(_ pattern: String, path: String, of message: String) -> Bool {
    if path == pattern || path.hasSuffix("." + pattern) { return true }
    guard pattern.hasPrefix(message + ".") else { return false }
    let rest = pattern.dropFirst(message.count + 1)
    return path == rest || path.hasSuffix("." + rest)
  }

  /// Why a pattern chooses nothing, with the nearest one that does; nil where it does.
  static func problem(with pattern: String) -> String? {
    if lineKeys.contains(pattern) || FieldName(pattern).index != FieldName.none.index {
      return nil
    }
    let isKnown = Layout.all.contains { layout in
      layout.paths.contains { path in
        !path.isEmpty && !path.hasSuffix(".")
          && chooses(pattern, path: path, of: layout.definition.name)
      }
    }
    if isKnown { return nil }
    let place = pattern.isEmpty ? "an empty name" : pattern
    return "\(place): no message has a field of this name"
      + NearestName.clause(for: pattern, in: candidates(for: pattern))
  }

  /// The names that a mistyped pattern may have meant: as many parts as it has.
  private static func candidates(for pattern: String) -> Set<String> {
    let partCount = pattern.split(separator: ".", omittingEmptySubsequences: false).count
    if partCount == 1 { return Set(FieldName.all + lineKeys) }
    var names: Set<String> = []
    for layout in Layout.all {
      for path in layout.paths where !path.isEmpty && !path.hasSuffix(".") {
        let parts = [layout.definition.name] + path.split(separator: ".").map(String.init)
        if parts.count >= partCount {
          names.insert(parts.suffix(partCount).joined(separator: "."))
        }
        names.insert("\(layout.definition.name).\(parts.last ?? "")")
      }
    }
    return names
  }
}
