package import Findings
import Story
package import Text

/// What rules look for and mean, for people.
package struct RuleText {
  private let width: Int?
  private let palette = Palette(isEnabled: false)

  package init(width: Int?) {
    self.width = width
  }

  /// Appends all rules by topic, and those that are left out.
  package func append(listTo text: inout TextBuffer) {
    for (title, rules) in FindingRule.topics {
      text.append("\(title)\n")
      for rule in rules { append(rule.id, rule.severity.rawValue, rule.title, to: &text) }
      text.append("\n")
    }
    text.append("Not looked for\n")
    for (id, reason) in FindingRule.leftOut { append(id, "", reason, to: &text) }
  }

  private func append(
    _ id: String, _ severity: String, _ title: String, to text: inout TextBuffer
  ) {
    let (idColumns, severityColumns) = (25, 9)
    text.append("  \(id)")
    text.append(repeating: UInt8(ascii: " "), count: max(idColumns - id.utf8.count, 1))
    text.append(severity)
    text.append(
      repeating: UInt8(ascii: " "), count: max(severityColumns - severity.utf8.count, 1))
    text.append("\(title)\n")
  }

  /// Appends one rule with its limits, causes and checks.
  package func append(explanationOf rule: FindingRule, to text: inout TextBuffer) {
    text.append("\(rule.id) (\(rule.severity.rawValue)): \(rule.title)\n\n")
    append("Evidence", [rule.evidence], to: &text)
    append("Guards", rule.guards.isEmpty ? [] : [rule.guards], to: &text)
    append(
      "Limits",
      rule.thresholds.map {
        "\(rule.id).\($0.name)=\($0.shown.filter { $0 != " " }): \($0.meaning)"
      },
      to: &text)
    append("Typical causes", rule.causes, to: &text)
    append("Check", rule.checks, to: &text)
  }

  private func append(_ title: String, _ lines: [String], to text: inout TextBuffer) {
    if lines.isEmpty { return }
    text.append("\(title)\n")
    for line in lines {
      var paragraph = Paragraph(width: width, isASCII: false, palette: palette)
      paragraph.write(line: line, indent: 2, hanging: 2, to: &text)
    }
  }
}
