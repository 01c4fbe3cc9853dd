/// The words of a verdict that more than one report uses.
extension Verdict {
  /// Capture and name: what was checked, in one line.
  var title: String { "\(capture): \(name)" }

  /// What happened, in one line; never empty.
  var fact: String {
    if !summary.isEmpty { return summary }
    return switch outcome {
    case .held: "held"
    case .broken: "broken"
    case .unknown: "could not be decided"
    case .noted: "noted"
    case .known: "known"
    }
  }

  /// Whether it fails a build.
  var isFailure: Bool { outcome == .broken || outcome == .unknown }

  /// Why it is passed over, where it is known; may be empty.
  var reasonWhyKnown: String? {
    if case .known(let reason) = outcome { reason } else { nil }
  }

  var outcomeWord: String {
    switch outcome {
    case .held: "held"
    case .broken: "broken"
    case .unknown: "unknown"
    case .noted: "noted"
    case .known: "known"
    }
  }

  /// Everything but the summary, a line each; none has a line break or anything else in it
  /// that a terminal acts on.
  var lines: [String] {
    var lines: [String] = []
    if let expected { lines.append("expected: \(expected.visible)") }
    if let found { lines.append("found: \(found.visible)") }
    if let frame { lines.append("frame: \(frame)") }
    if let place { lines.append("rule: \(place.words.visible)") }
    lines += detailLines
    return lines
  }

  /// The lines of the detail, made harmless one by one.
  var detailLines: [String] {
    if detail.isEmpty { return [] }
    var lines = detail.utf8.split(separator: Ascii.lineFeed, omittingEmptySubsequences: false)
      .map { String(Substring($0)).visible }
    while lines.last == "" { lines.removeLast() }
    return lines
  }
}

extension Verdict.Place {
  /// `FILE:LINE:COLUMN`
  var words: String {
    file + (line.map { ":\($0)" } ?? "") + (line == nil ? "" : column.map { ":\($0)" } ?? "")
  }
}
