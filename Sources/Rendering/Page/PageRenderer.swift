package import CallAnalysis
package import Story
import Text
package import Wire

/// Makes the page of a capture: one file of HTML that needs nothing else.
package struct PageRenderer: Renderer, ~Copyable {
  private let builder: LadderBuilder
  private let options: PageOptions
  private var details = PageDetails()
  private var calls: [CallRow] = []
  private var devices: [DeviceRow] = []
  private var findings: [Finding] = []
  private var messageCount = 0
  private var start: Timestamp?
  private var text = TextBuffer()
  private var untakenCount = 0
  private let wants: @Sendable (Event, Timestamp?) -> Bool

  /// Messages and other rows of a page: a browser holds ten times as many, and a reader none.
  package static let maximumRows = 200_000
  /// Calls, devices and findings that are listed, of each.
  private static let maximumListed = 50_000

  /// Begins a page; `wants` says whether a device or a call is selected in a capture that begins at a
  /// time.
  package init(
    _ options: PageOptions, _ selection: LadderSelection,
    listing wants: @escaping @Sendable (Event, Timestamp?) -> Bool
  ) {
    self.options = options
    self.wants = wants
    var ladder = LadderOptions()
    ladder.keepAlives = .both
    ladder.marksPauses = false
    ladder.names = options.names
    ladder.maximumRows = Self.maximumRows
    builder = LadderBuilder(ladder, selection)
  }

  package mutating func begin(at time: Timestamp) {
    start = time
    builder.begin(at: time)
  }

  package mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    messageCount += 1
    if builder.take(record) { details.append(record.message) }
  }

  package mutating func hear(_ event: Event, _ replies: inout Replies) {
    builder.take(event)
    switch event {
    case .call(let call):
      if calls.count < Self.maximumListed, wants(event, start) { calls.append(CallRow(call)) }
    case .device(let device):
      if devices.count < Self.maximumListed, wants(event, start) {
        devices.append(DeviceRow(device))
      }
    case .finding(let finding, .over):
      if findings.count < Self.maximumListed, wants(event, start) { findings.append(finding) }
    default: break
    }
  }

  package mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    let ladder = builder.finish(at: time)
    untakenCount = ladder.untakenCount
    let data = PageData(ladder, options)
    data.notices = notices
    data.appendLists(calls, devices, findings, from: start)
    data.append(details)
    data.finish(messages: messageCount)
    PageDocument.append(data.text, title: options.title, to: &text)
  }

  private var notices: [String] {
    var notices: [String] = []
    if untakenCount > 0 {
      notices.append(
        "This page holds the first \(Self.maximumRows) rows; " + untakenCount.counted("more row")
          + " of the capture would not fit. Select with --device, --call, --since and --until.")
    }
    if details.bytes.count > PageDetails.maximumByteCount - (1 << 16) {
      notices.append("The fields and bytes of the last messages are left out: they are too many.")
    }
    return notices
  }

  package var waitingByteCount: Int { text.count }

  package mutating func drain(into write: (Span<UInt8>) -> Void) {
    write(text.span)
    text.removeAll()
  }

  package var conclusion: Conclusion {
    var conclusion = Conclusion()
    conclusion.remarks = notices
    return conclusion
  }
}

/// What a page shows beside the capture.
package struct PageOptions: Sendable {
  /// The names of the captures, without their folders.
  package var fileNames: [String] = []
  package var names = PartyNames()

  package init() {}

  var title: String {
    guard let first = fileNames.first else { return "SCCP" }
    return fileNames.count > 1 ? "\(first) and \(fileNames.count - 1) more" : first
  }
}
