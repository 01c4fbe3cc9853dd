package import Story
package import Wire

/// Prints a list of the things in a capture's story, each when it is complete.
package struct ListRenderer<Row: ListRow>: Renderer, ~Copyable {
  private var printer: ListPrinter<Row>
  private let row: @Sendable (Event, Timestamp?) -> Row?
  private var start: Timestamp?

  /// Begins a list; `row` says what an event adds to it in a capture that begins at a time.
  package init(_ options: ListOptions, row: @escaping @Sendable (Event, Timestamp?) -> Row?) {
    printer = ListPrinter(options)
    self.row = row
  }

  package mutating func begin(at time: Timestamp) {
    start = time
    printer.begin(at: time)
  }

  package mutating func hear(_ event: Event, _ replies: inout Replies) {
    if let row = row(event, start) { printer.print(row) }
  }

  package mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    printer.finish()
  }

  package var waitingByteCount: Int { printer.text.count }

  package mutating func drain(into write: (Span<UInt8>) -> Void) {
    printer.drain(into: write)
  }
}
