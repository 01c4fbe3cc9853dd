package import Story
import Text
package import Wire

/// Prints a list of the things in a capture's story, each when it is complete.
package struct ListRenderer<Row: ListRow>: Renderer, ~Copyable {
  private var printer: ListPrinter<Row>
  private let rows: @Sendable (Event, Timestamp?) -> [Row]
  private var start: Timestamp?
  /// What there is while nothing is listed; nil once something is.
  private var misses: ListMisses? = ListMisses()

  /// Begins a list; `rows` says what an event adds to it in a capture that begins at a time.
  package init(_ options: ListOptions, rows: @escaping @Sendable (Event, Timestamp?) -> [Row]) {
    printer = ListPrinter(options)
    self.rows = rows
  }

  package mutating func begin(at time: Timestamp) {
    start = time
    printer.begin(at: time)
  }

  package mutating func hear(_ event: Event, _ replies: inout Replies) {
    // Most events are about something that is not complete yet.
    switch event {
    case .leg, .stream, .connection, .transport, .registration, .comments: return
    case .call, .device, .finding: break
    }
    let rows = rows(event, start)
    for row in rows { printer.print(row) }
    if !rows.isEmpty {
      misses = nil
    } else if misses != nil, let name = Row.name(of: event) {
      misses?.note(name)
    }
  }

  package mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    printer.finish()
  }

  /// What there is, where nothing of it is listed.
  package var conclusion: Conclusion {
    var conclusion = Conclusion()
    if let misses, start != nil { conclusion.remarks.append(misses.sentence(Row.noun)) }
    return conclusion
  }

  package var waitingByteCount: Int { printer.text.count }

  package mutating func drain(into write: (Span<UInt8>) -> Void) {
    printer.drain(into: write)
  }
}
