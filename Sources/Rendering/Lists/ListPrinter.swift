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
    guard let capture = options.capture, options.form == .table else { return }
    if !capture.isFirst { text.append("\n") }
    text.append(heading: "==> \(capture.name) <==", options)
  }

  /// The first line of a CSV text of lists of which each is of one capture.
  package static var csvHeader: TextBuffer {
    var text = TextBuffer()
    text.append(csv: ["file"] + csvColumns.map(\.key))
    return text
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
      beginCSV()
      let values = Self.csvColumns.map { $0.value?(row, context) ?? $0.cell(row, context).text }
      text.append(csv: (options.capture.map { [$0.path] } ?? []) + values)
    case .json:
      row.appendJSON(context, to: &text)
      text.append("\n")
    }
    hasBegun = true
    options.context.former = row.start?.time ?? context.former
  }

  private static var csvColumns: [ListColumn<Row>] { Row.columns + Row.csvColumns }

  /// Prints the first line of a CSV text, unless other lists come before.
  private mutating func beginCSV() {
    if hasBegun || options.capture != nil { return }
    text.append(csv: Self.csvColumns.map(\.key))
  }

  /// Prints what was held back.
  package mutating func finish() {
    switch options.form {
    case .table: table.finish(to: &text)
    case .csv: beginCSV()
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
  /// The capture that the list is of, where each has a list of its own.
  package private(set) var capture: ListedCapture?

  package enum Form: Sendable {
    case table, csv, json
  }

  package init() {}

  /// The options for the list of one capture, of which there are others.
  package func forCapture(_ capture: ListedCapture) -> ListOptions {
    var options = self
    options.capture = capture
    options.context = context.forCapture(capture.path)
    return options
  }
}

/// One of several captures with lists of their own.
package struct ListedCapture: Sendable {
  let path: String
  /// What it is called in a heading.
  let name: String
  /// Whether no list comes before that of this capture.
  let isFirst: Bool

  package init(path: String, named name: String, isFirst: Bool) {
    self.path = path
    self.name = name
    self.isFirst = isFirst
  }
}

extension TextBuffer {
  /// Appends a line that says what is below it.
  fileprivate mutating func append(heading: String, _ options: ListOptions) {
    let palette = Palette(isEnabled: options.usesColor)
    var paragraph = Paragraph(width: nil, isASCII: options.isASCII, palette: palette)
    paragraph.write(line: heading, .heading, indent: 0, hanging: 0, to: &self)
  }

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
