import Findings
import Story
import Text
import Wire

/// What a page shows, as one JSON object: columns of numbers for the rows, and each string once.
final class PageData {
  var notices: [String] = []
  /// The JSON text.
  private(set) var text = TextBuffer(capacity: 1 << 16)
  private var strings = PageStrings()
  private let ladder: Ladder
  private let options: PageOptions

  init(_ ladder: Ladder, _ options: PageOptions) {
    self.ladder = ladder
    self.options = options
    text.append("{\"files\":")
    text.append(.strings(options.fileNames), as: .dense)
    appendRows()
  }

  // MARK: - Rows

  private func appendRows() {
    let first = ladder.rows.lazy.compactMap(\.stamp.time).first
    text.append(",\"start\":[")
    text.append(decimal: first?.seconds ?? 0)
    text.append(",")
    text.append(decimal: first?.nanoseconds ?? 0)
    text.append("],\"digits\":")
    text.append(decimal: ladder.rows.lazy.map(\.stamp.timeDigits).max() ?? 6)
    text.append(",\"parties\":")
    text.append(
      .array(
        ladder.parties.map {
          .array([.string($0.name), .string($0.detail), .string($0.role.rawValue)])
        }), as: .dense)
    text.append(",\"rows\":{")
    column("kind") { row, _ in row.kind.number }
    column("weight") { row, _ in row.weight.number }
    column("topic") { row, _ in LadderTopic.allCases.firstIndex(of: row.topic) ?? 0 }
    appendTimes()
    column("frame") { row, _ in row.stamp.number }
    if options.fileNames.count > 1 { column("file") { row, _ in row.stamp.file } }
    column("last") { row, _ in row.last?.number ?? 0 }
    column("from") { row, _ in row.from }
    column("to") { row, _ in row.to }
    column("title") { row, strings in strings.place(of: row.title) }
    column("values") { row, strings in strings.place(of: row.values) }
    column("sentence") { row, strings in strings.place(of: row.sentence) }
    column("request") { row, _ in row.answer?.request.number ?? 0 }
    column("took") { row, _ in row.answer?.nanoseconds.map(Int.init) ?? -1 }
    column("call") { row, _ in row.call ?? 0 }
    column("message") { row, _ in row.message ?? -1 }
    text.append("\"topics\":")
    text.append(.strings(LadderTopic.allCases.map(\.rawValue)), as: .dense)
    text.append("}")
  }

  private func column(
    _ name: String, _ value: (LadderRow, inout PageStrings) -> Int
  ) {
    text.append("\"\(name)\":[")
    for index in ladder.rows.indices {
      if index > 0 { text.append(",") }
      text.append(decimal: value(ladder.rows[index], &strings))
    }
    text.append("],")
  }

  /// Appends nanoseconds from each time to the next; null where there is none.
  private func appendTimes() {
    text.append("\"time\":[")
    var former: Timestamp?
    for index in ladder.rows.indices {
      if index > 0 { text.append(",") }
      guard let time = ladder.rows[index].stamp.time else {
        text.append("null")
        continue
      }
      if let former, time < former {
        text.append("-")
        text.append(decimal: former.nanoseconds(since: time) ?? 0)
      } else {
        text.append(decimal: former.map { time.nanoseconds(since: $0) ?? 0 } ?? 0)
      }
      former = time
    }
    text.append("],")
  }

  // MARK: - Lists

  func appendLists(
    _ calls: [CallRow], _ devices: [DeviceRow], _ findings: [Finding], from start: Timestamp?
  ) {
    var context = ListContext(fileNames: options.fileNames.count > 1 ? options.fileNames : [])
    context.start = start
    appendList("calls", calls, context)
    appendList("devices", devices, context)
    text.append(",\"findings\":")
    text.append(
      .array(findings.sorted { $0.severity > $1.severity }.map { Self.document(of: $0) }),
      as: .dense)
  }

  private func appendList<Row: ListRow>(
    _ name: String, _ rows: [Row], _ context: ListContext
  ) {
    text.append(",\"\(name)\":{\"titles\":")
    text.append(.strings(Row.columns.map(\.title)), as: .dense)
    text.append(",\"rows\":[")
    for (index, row) in rows.enumerated() {
      if index > 0 { text.append(",") }
      let cells = Row.columns.map { column in
        var shown = TextBuffer()
        shown.append(visible: column.cell(row, context).text.utf8.span)
        return String(shown)
      }
      let details = row.details(context).map { detail -> JSONDocument in
        var shown = TextBuffer()
        shown.append(visible: detail.text.utf8.span)
        return .array([.integer(detail.indent), .string(String(shown))])
      }
      text.append("[")
      text.append(.strings(cells), as: .dense)
      text.append(",")
      text.append(.array(details), as: .dense)
      text.append(",")
      row.appendJSON(context, to: &text)
      text.append("]")
    }
    text.append("]}")
  }

  private static func document(of finding: Finding) -> JSONDocument {
    var shown = TextBuffer()
    shown.append(visible: finding.text.utf8.span)
    var members: [(key: String, value: JSONDocument)] = [
      ("rule", .string(finding.rule)), ("severity", .string(finding.severity.rawValue)),
      ("frame", .integer(finding.first.number)), ("text", .string(String(shown))),
      ("count", .integer(finding.count)),
      (
        "evidence",
        .array(finding.related.map { .array([.integer($0.place.number), .string($0.name)]) })
      ),
      ("again", .array(finding.again.map { .integer($0.number) })),
    ]
    if let device = finding.device { members.append(("device", .string(PartyNames.shown(device)))) }
    if let call = finding.call { members.append(("call", .integer(call))) }
    if let check = FindingRule.named(finding.rule)?.checks.first {
      members.append(("check", .string(check)))
    }
    if let because = finding.because { members.append(("because", .string(because))) }
    return .object(members)
  }

  // MARK: - Fields and bytes

  func append(_ details: borrowing PageDetails) {
    text.append(",\"lengths\":[")
    for index in details.lengths.indices {
      if index > 0 { text.append(",") }
      text.append(decimal: Int(details.lengths[index]))
    }
    text.append("],\"shapeOf\":[")
    for index in details.shapes.indices {
      if index > 0 { text.append(",") }
      text.append(decimal: Int(details.shapes[index]))
    }
    text.append("],\"shapes\":[")
    for index in details.shapeTexts.indices {
      if index > 0 { text.append(",") }
      text.append(details.shapeTexts[index])
    }
    text.append("],\"flags\":[")
    for index in details.flagTables.indices {
      if index > 0 { text.append(",") }
      text.append(details.flagTables[index])
    }
    text.append("],\"labels\":")
    let tables = details.tables.map { table in
      JSONDocument.object(
        table.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map {
          (key: "\($0.key)", value: .string($0.value))
        })
    }
    text.append(.array(tables), as: .dense)
    text.append(",\"texts\":{")
    var former = -1
    for (message, field, string) in details.texts {
      if message == former { text.append(",") } else { text.append(former < 0 ? "" : "},") }
      if message != former { text.append("\"\(message)\":{") }
      text.append("\"\(field)\":")
      text.append(jsonString: string)
      former = message
    }
    text.append(former < 0 ? "}" : "}}")
    text.append(",\"bytes\":\"")
    text.append(base64: details.bytes.span)
    text.append("\"")
  }

  /// Ends the JSON text.
  func finish(messages: Int) {
    text.append(",\"messages\":")
    text.append(decimal: messages)
    text.append(",\"notices\":")
    text.append(.strings(notices), as: .dense)
    text.append(",\"strings\":")
    text.append(.strings(strings.all), as: .dense)
    text.append("}")
  }
}

extension LadderRow.Kind {
  /// How the page knows it.
  fileprivate var number: Int {
    switch self {
    case .message: 0
    case .connection: 1
    case .keepAlives: 2
    case .media: 3
    case .pause: 4
    case .finding: 5
    case .remark: 6
    case .comment: 7
    }
  }
}

extension LadderWeight {
  fileprivate var number: Int {
    switch self {
    case .plain: 0
    case .strong: 1
    case .faint: 2
    case .problem: 3
    }
  }
}
