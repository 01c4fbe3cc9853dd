/// Rows of text under a heading.
struct Table {
  private var rows: [[String]]

  init(_ heading: [String]) {
    rows = [heading]
  }

  var isEmpty: Bool { rows.count == 1 }

  mutating func append(_ row: [String]) {
    rows.append(row)
  }

  /// In columns, or as a table of Markdown.
  func text(isMarkdown: Bool) -> String {
    var rows = rows
    if isMarkdown, let columnCount = rows.first?.count {
      rows.insert(Array(repeating: "---", count: columnCount), at: 1)
    }
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      let cells = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      return isMarkdown
        ? "| " + cells.joined(separator: " | ") + " |" : cells.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}

/// A number with so many decimals.
func decimal(_ value: Double, digits: Int) -> String {
  var power = 1.0
  for _ in 0..<digits { power *= 10 }
  let scaled = (value * power).rounded()
  guard scaled.magnitude < 1e15 else { return "\(value)" }
  let whole = Int(scaled) / Int(power)
  guard digits > 0 else { return "\(whole)" }
  let fraction = "\((Int(scaled) % Int(power)).magnitude)"
  return "\(whole)." + String(repeating: "0", count: digits - fraction.count) + fraction
}

/// A whole number with commas between its thousands.
func grouped(_ value: Double) -> String {
  let digits = Array(decimal(value, digits: 0))
  var text = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return text
}

/// Seconds, or milliseconds below a tenth of one.
func duration(_ seconds: Double) -> String {
  seconds < 0.1
    ? "\(decimal(seconds * 1000, digits: 1)) ms" : "\(decimal(seconds, digits: 3)) s"
}
