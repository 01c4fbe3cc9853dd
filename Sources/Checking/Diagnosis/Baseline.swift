package import Story
package import Text

/// Findings that are known and passed over, with the reasons that somebody gave.
///
/// A file of text: a fingerprint a line, then `#` and the reason.
package struct Baseline: Sendable {
  /// The reasons, which may be empty, by fingerprint.
  private var reasons: [String: String] = [:]

  /// The most bytes of a file, which is read whole: some for each finding that a run can have.
  package static let maximumByteCount = 32 << 20

  private static let heading = """
    # What sccpdump diagnose --baseline passes over: a finding a line, its reason after #.
    # --update-baseline writes this file anew, and keeps the reasons.

    """

  package init() {}

  /// Reads a file's content; the error tells the line.
  package init(parsing bytes: [UInt8]) throws(BaselineError) {
    let lines = bytes.split(separator: Ascii.lineFeed, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let text = String(decoding: line, as: UTF8.self)
      let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let fingerprint = Self.trimmed(parts.first ?? "")
      if fingerprint.isEmpty { continue }
      guard fingerprint.contains("/"), !fingerprint.utf8.contains(where: { $0 <= 0x20 }) else {
        throw BaselineError(line: index + 1, text: fingerprint)
      }
      reasons[fingerprint] = Self.trimmed(parts.dropFirst().first ?? "")
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    func isBlank(_ character: Character) -> Bool { character.isWhitespace }
    var rest = Substring(text).drop(while: isBlank)
    while rest.last.map(isBlank) == true { rest.removeLast() }
    return String(rest)
  }

  package var count: Int { reasons.count }

  /// Why a finding is passed over, which may be empty; nil where it is not.
  package func reason(for finding: Finding) -> String? {
    reasons[finding.fingerprint]
  }

  /// The fingerprints that no finding has, in alphabetical order.
  package func missing(from findings: [Finding]) -> [String] {
    Set(reasons.keys).subtracting(findings.map(\.fingerprint)).sorted()
  }

  /// Takes findings in; what none of them is goes, unless others are kept.
  package mutating func update(with findings: [Finding], keepsOthers: Bool) {
    if !keepsOthers {
      for fingerprint in missing(from: findings) { reasons[fingerprint] = nil }
    }
    for finding in findings where reasons[finding.fingerprint] == nil {
      reasons[finding.fingerprint] = ""
    }
  }

  /// Appends the file's content.
  package func append(to text: inout TextBuffer) {
    text.append(Self.heading)
    for (fingerprint, reason) in reasons.sorted(by: { $0.key < $1.key }) {
      text.append(fingerprint)
      if !reason.isEmpty { text.append("  # \(reason)") }
      text.append("\n")
    }
  }
}

/// A line of a baseline that is none.
package struct BaselineError: Error, CustomStringConvertible {
  let line: Int
  let text: String

  /// `LINE: FACT`; who knows the file's name puts it in front.
  package var description: String {
    "\(line): a fingerprint is expected, such as reg-rejected/SEP001122334455/1, not "
      + "\(text.visible.quoted); --update-baseline writes such a file"
  }
}
