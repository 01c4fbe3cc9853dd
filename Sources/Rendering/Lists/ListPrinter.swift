package import Text
package import Wire

/// Prints the rows of a list as a table, as CSV or as JSON Lines.
package struct ListPrinter<Row: ListRow>: ~Copyable {
  /// What has been printed and not been written yet.
  package private(set) var text = TextBuffer(capacity: 1 << 16)
  private var options: ListOptions
  private var table: TextTable<Row>
  private var hasBegun = false

  package init(_ options: ListOptions) {
    self.options = options
    table = TextTable(options)
  }

  /// Learns when the capture begins, before the first row.
  package mutating func begin(at start: Timestamp) {
    options.context.start = start
  }

  package mutating func print(_ row: Row) {
    let date = options.context.goOn(to: row.start)
    let context = options.context
    switch options.form {
    case .table: table.append(row, context, date: date, to: &text)
    case .csv:
      if !hasBegun { text.append(csv: csvColumns.map(\.key)) }
      text.append(csv: csvColumns.map { $0.value?(row, context) ?? $0.cell(row, context).text })
    case .json:
      row.appendJSON(context, to: &text)
      text.append("\n")
    }
    hasBegun = true
    options.context.former = row.start?.time ?? context.former
  }

  private var csvColumns: [ListColumn<Row>] { Row.columns + Row.csvColumns }

  /// Prints what was held back.
  package mutating func finish() {
    switch options.form {
    case .table: table.finish(to: &text)
    case .csv:
      if !hasBegun { text.append(csv: csvColumns.map(\.key)) }
    case .json: break
    }
    hasBegun = true
  }

  /// Gives away the text that waits, and forgets it.
  package mutating func drain(into write: (Span<UInt8>) -> Void) {
    write(text.span)
    text.removeAll()
  }
}

/// How a list is printed.
package struct ListOptions: Sendable {
  package var form = Form.table
  /// Columns of the terminal; nil where lines may be as long as they like.
  package var width: Int?
  package var usesColor = false
  package var isASCII = false
  /// Whether each row has more lines under it.
  package var isVerbose = false
  package var context = ListContext(fileNames: [])

  package enum Form: Sendable {
    case table, csv, json
  }

  package init() {}
}

extension TextBuffer {
  /// Appends a line of comma-separated values (RFC 4180).
  fileprivate mutating func append(csv values: [String]) {
    for (index, value) in values.enumerated() {
      if index > 0 { append(",") }
      let isPlain = value.utf8.allSatisfy { byte in
        byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\"") && byte >= 0x20
      }
      if isPlain {
        append(value)
      } else {
        append("\"")
        append(
          value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))
        append("\"")
      }
    }
    append("\r\n")
  }
}
