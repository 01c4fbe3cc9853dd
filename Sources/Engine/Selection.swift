import CallAnalysis
package import Checking
import Rendering
import SCCP
package import Wire

/// Which records to show: those that fit every criterion given, by any of its values.
package struct Selection: Sendable {
  /// Names of devices, with wildcards, in any letter case.
  package var devices: [TextPattern] = []
  /// Call references.
  package var calls: Set<UInt32> = []
  /// Line instances.
  package var lines: Set<UInt32> = []
  /// Message identifiers.
  package var messages: Set<UInt32> = []
  /// Identifiers of messages that are left out.
  package var excludedMessages: Set<UInt32> = []
  /// Frame numbers.
  package var frames: ClosedRange<Int>?
  /// The earliest time.
  package var since: TimeBound?
  /// The latest time.
  package var until: TimeBound?
  /// Addresses; a connection has one of them at an end.
  package var hosts: Set<IPAddress> = []

  /// What else is selected by: calls that are known by number, or by their parties.
  package let subjects: StorySelection

  /// Selects all records, until criteria are set.
  package init() {
    subjects = StorySelection()
  }

  /// Selects the records of devices and calls.
  ///
  /// Calls by reference are those of the messages, unless calls are selected by more than that.
  package init(_ subjects: StorySelection) {
    self.subjects = subjects
    devices = subjects.devices
    if !subjects.needsCalls { calls = subjects.references }
    since = subjects.since
    until = subjects.until
    hosts = subjects.hosts
  }

  /// The time bounds as points in time; open where there is none.
  private var times = TimeRange()

  private struct TimeRange {
    var since: Timestamp?
    var until: Timestamp?
  }

  /// Settles which day is meant by bounds that name none, once it is known when the capture begins.
  mutating func begin(at start: Timestamp) {
    times.since = since?.time(inCaptureFrom: start)
    times.until = until?.time(inCaptureFrom: start)
  }

  /// Whether there is no criterion at all.
  package var isOpen: Bool {
    !subjects.needsCalls && devices.isEmpty && calls.isEmpty && lines.isEmpty && messages.isEmpty
      && hosts.isEmpty
      && excludedMessages.isEmpty && frames == nil && since == nil && until == nil
  }

  /// Whether devices are to be selected by name, which is not known from the first message on.
  var wantsDevices: Bool { !devices.isEmpty }

  /// Whether a device's name is one of those wanted; nil while it is not known.
  func wants(_ name: String?) -> Bool? {
    name.map { name in devices.contains { $0.matches(name) } }
  }

  /// Whether the time bounds leave some of a stretch of time.
  func overlaps(_ times: ClosedRange<Timestamp>) -> Bool {
    times.lowerBound <= self.times.until ?? times.lowerBound
      && times.upperBound >= self.times.since ?? times.upperBound
  }

  /// Which answers to keepalives are selected with their requests.
  var keepAliveAnswers: KeepAliveAnswers {
    let answer = MessageDefinition.keepAliveAck.identifier
    let leavesOut =
      !messages.isEmpty && !messages.contains(answer) || excludedMessages.contains(answer)
    if leavesOut { return .partial }
    return frames != nil || until != nil ? .untilCut : .all
  }

  /// Whether a record fits, whatever its device.
  func selects(_ record: borrowing Record) -> Bool {
    let identifier = record.message.header.identifier
    if !messages.isEmpty, !messages.contains(identifier) { return false }
    if !excludedMessages.isEmpty, excludedMessages.contains(identifier) { return false }
    if !calls.isEmpty, !fits(record.message.callReference, calls) { return false }
    if !lines.isEmpty, !fits(record.message.lineInstance, lines) { return false }
    return selects(record.stamp, record.source, record.destination)
  }

  /// Whether a record would fit, whatever its device, were it not among those that are left out.
  func selectsButForExclusion(_ record: borrowing Record) -> Bool {
    if excludedMessages.isEmpty { return false }
    var selection = self
    selection.excludedMessages = []
    return selection.selects(record)
  }

  /// Whether an event fits, whatever its device.
  func selects(_ event: ConnectionEvent) -> Bool {
    if isOpen { return true }
    guard messages.isEmpty, calls.isEmpty, lines.isEmpty, !subjects.needsCalls else {
      return false
    }
    return selects(event.stamp, event.source, event.destination)
  }

  private func fits(_ value: UInt32?, _ values: Set<UInt32>) -> Bool {
    value.map(values.contains) ?? false
  }

  private func selects(_ stamp: FrameStamp, _ one: Endpoint, _ other: Endpoint) -> Bool {
    if let frames, !frames.contains(stamp.number) { return false }
    if since != nil || until != nil {
      guard let time = stamp.time, time >= times.since ?? time, time <= times.until ?? time
      else { return false }
    }
    return hosts.isEmpty || hosts.contains(one.address)
      || hosts.contains(other.address)
  }
}
