import CallAnalysis
import SCCP
import Wire

/// Which records to show: those that fit every criterion given, by any of its values.
struct Selection {
  private let devices: Set<String>
  private let calls: Set<UInt32>
  private let lines: Set<UInt32>
  private let messages: Set<UInt32>?
  private let frames: ClosedRange<Int>
  private let since: Timestamp?
  private let until: Timestamp?
  private let hosts: Set<IPAddress>
  /// Whether there is no criterion at all.
  let isOpen: Bool

  /// All records.
  init() {
    devices = []
    calls = []
    lines = []
    messages = nil
    frames = 0...Int.max
    since = nil
    until = nil
    hosts = []
    isOpen = true
  }

  init(_ options: SelectionOptions) {
    devices = Set(options.device)
    calls = Set(options.call)
    lines = Set(options.line)
    messages =
      options.message.isEmpty
      ? nil : options.message.reduce(into: []) { $0.formUnion($1.identifiers) }
    frames = options.frames?.range ?? 0...Int.max
    since = options.since?.time
    until = options.until?.time
    hosts = Set(options.host.map(\.address))
    isOpen =
      devices.isEmpty && calls.isEmpty && lines.isEmpty && messages == nil && hosts.isEmpty
      && options.frames == nil && since == nil && until == nil
  }

  /// Whether devices are to be selected by name, which is not known from the first message on.
  var wantsDevices: Bool { !devices.isEmpty }

  /// Whether a device's name is one of those wanted; nil while it is not known.
  func wants(_ name: String?) -> Bool? {
    name.map(devices.contains)
  }

  /// Whether a record fits, whatever its device.
  func selects(_ record: borrowing Record) -> Bool {
    if let messages, !messages.contains(record.message.header.identifier) { return false }
    if !calls.isEmpty, !fits(record.message.callReference, calls) { return false }
    if !lines.isEmpty, !fits(record.message.lineInstance, lines) { return false }
    return selects(record.stamp, record.source, record.destination)
  }

  /// Whether an event fits, whatever its device.
  func selects(_ event: ConnectionEvent) -> Bool {
    if isOpen { return true }
    guard messages == nil, calls.isEmpty, lines.isEmpty else { return false }
    return selects(event.stamp, event.source, event.destination)
  }

  private func fits(_ value: UInt32?, _ values: Set<UInt32>) -> Bool {
    value.map(values.contains) ?? false
  }

  private func selects(_ stamp: FrameStamp, _ one: Endpoint, _ other: Endpoint) -> Bool {
    guard frames.contains(stamp.number) else { return false }
    if since != nil || until != nil {
      guard let time = stamp.time, time >= since ?? time, time <= until ?? time else {
        return false
      }
    }
    return hosts.isEmpty || hosts.contains(one.address)
      || hosts.contains(other.address)
  }
}

/// Passes on what a selection lets through.
struct SelectingSink<Content: RecordSink>: RecordSink {
  var content: Content
  private let selection: Selection
  private var unnamed = UnnamedConnections()
  /// Filled before it is known what becomes of it, where devices are selected by name.
  private var spare = Record()
  /// Those that brought nothing yet, selected or not.
  var commented = CommentedPackets()

  init(_ content: Content, _ selection: Selection) {
    self.content = content
    self.selection = selection
  }

  mutating func receive(filledBy fill: (inout Record) -> Bool) {
    if selection.isOpen, commented.count == 0 { return content.receive(filledBy: fill) }
    if selection.wantsDevices {
      var record = Record()
      swap(&record, &spare)
      if fill(&record) { receive(&record) }
      swap(&record, &spare)
      return
    }
    let chosen = selection.isOpen ? nil : selection
    var place: FramePlace?
    content.receive { record in
      guard fill(&record) else { return false }
      place = record.stamp.place
      return chosen?.selects(record) ?? true
    }
    if let place { commented.remove(place) }
  }

  mutating func receive(_ record: inout Record) {
    commented.remove(record.stamp.place)
    if selection.wantsDevices {
      receiveOfDevice(&record)
    } else if selection.isOpen || selection.selects(record) {
      content.receive(&record)
    }
  }

  mutating func receive(_ event: ConnectionEvent) {
    commented.remove(event.stamp.place)
    guard selection.selects(event) else { return }
    if selection.wantsDevices {
      switch selection.wants(event.deviceName) {
      case true?: content.receive(event)
      case nil: unnamed.keep(event)
      case false?: break
      }
    } else {
      content.receive(event)
    }
  }

  /// Passes a record on where its device is wanted; keeps it while the device has no name.
  private mutating func receiveOfDevice(_ record: inout Record) {
    switch selection.wants(record.deviceName) {
    case true?:
      unnamed.release(for: record, to: &content)
      if selection.selects(record) { content.receive(&record) }
    case nil:
      if selection.selects(record) { unnamed.keep(&record) }
    case false?:
      unnamed.drop(for: record)
    }
  }
}
