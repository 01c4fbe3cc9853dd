package import Story
package import Text
package import Wire

/// Findings for people, and their numbers, or a line of JSON each for programs.
package struct FindingListing {
  private var options: FindingOptions

  package init(_ options: FindingOptions, inCaptureFrom start: Timestamp?) {
    self.options = options
    self.options.context.start = start
  }

  /// Appends findings; for people, it is said how many others are known and passed over.
  package func append(_ findings: [Finding], known: Int = 0, to text: inout TextBuffer) {
    for finding in findings {
      if options.isJSON {
        text.append(FindingJSON.document(of: finding, options.context), as: .dense)
        text.append("\n")
      } else {
        FindingText(options).append(finding, to: &text)
      }
    }
    if options.isJSON { return }
    let parts = Finding.Severity.allCases.reversed().compactMap { severity in
      let count = findings.count { $0.severity == severity }
      return count > 0 ? count.counted(severity.rawValue) : nil
    }
    text.append(parts.isEmpty ? "no findings" : parts.joined(separator: ", "))
    if known > 0 { text.append("; passed over: \(known.counted("known finding"))") }
    text.append("\n")
  }

  /// What stands under a finding: the frames that show it, why, and what to check; a line each.
  package func details(of finding: Finding) -> [String] {
    FindingText(options).details(of: finding).map(\.line)
  }
}

/// How findings are printed.
package struct FindingOptions: Sendable {
  package var isJSON = false
  /// Columns of the terminal; nil where lines may be as long as they like.
  package var width: Int?
  package var usesColor = false
  package var isASCII = false
  package var context = ListContext(fileNames: [])

  package init() {}
}
