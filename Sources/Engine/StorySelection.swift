package import Checking
import Story
package import Wire

/// Which devices and calls to list: those that fit every criterion given, by any of its values.
package struct StorySelection: Sendable {
  package var devices: [TextPattern] = []
  /// Call references.
  package var references: Set<UInt32> = []
  /// Numbers of calls in the list.
  package var numbers: Set<Int> = []
  /// Directory numbers of parties, dialled numbers included.
  package var parties: [TextPattern] = []
  package var since: TimeBound?
  package var until: TimeBound?
  package var hosts: Set<IPAddress> = []

  package init() {}

  /// Takes bounds that are times of day as ones of the process's time zone.
  package mutating func readTimesOfDayAsLocal() {
    since = since?.local
    until = until?.local
  }

  /// Whether there is no criterion at all.
  package var isOpen: Bool {
    devices.isEmpty && references.isEmpty && numbers.isEmpty && parties.isEmpty && since == nil
      && until == nil && hosts.isEmpty
  }

  /// Whether calls are named, by reference or number.
  var namesCalls: Bool { !references.isEmpty || !numbers.isEmpty }

  /// Whether messages can be selected only when their calls are known to their ends: by the numbers
  /// of the list, or by parties.
  package var needsCalls: Bool { !numbers.isEmpty || !parties.isEmpty }

  /// Whether a call is listed, in a capture that begins at `start`.
  func selects(_ call: Call, inCaptureFrom start: Timestamp?) -> Bool {
    if !numbers.isEmpty || !references.isEmpty {
      let isNamed =
        numbers.contains(call.number)
        || call.legs.contains { $0.reference.map(references.contains) ?? false }
      guard isNamed else { return false }
    }
    if !devices.isEmpty, !call.legs.contains(where: { fits($0.device, devices) }) { return false }
    if !parties.isEmpty {
      let shown = [call.from.number, call.to.number, call.dialed].compactMap(\.self)
      guard shown.contains(where: { fits($0, parties) }) else { return false }
    }
    if !hosts.isEmpty {
      let isThere = call.legs.contains {
        hosts.contains($0.link.device.address) || hosts.contains($0.link.server.address)
      }
      guard isThere else { return false }
    }
    return overlaps(call.start.time, call.end?.time, start)
  }

  /// Whether a device is listed.
  func selects(_ device: Device, inCaptureFrom start: Timestamp?) -> Bool {
    if !devices.isEmpty, !fits(device.title, devices) { return false }
    if !parties.isEmpty, !device.lines.contains(where: { fits($0.number ?? "", parties) }) {
      return false
    }
    if !hosts.isEmpty {
      guard
        hosts.contains(device.seenAddress)
          || device.servers.contains(where: { hosts.contains($0.address) })
      else { return false }
    }
    return overlaps(device.first.time, device.last.time, start)
  }

  /// Whether a finding is told, as far as it tells by itself: ``SelectedFindings`` knows of addresses
  /// and parties.
  func selects(_ finding: Finding, inCaptureFrom start: Timestamp?) -> Bool {
    if !devices.isEmpty, !fits(finding.device ?? "", devices) { return false }
    if !numbers.isEmpty || !references.isEmpty {
      let isNamed =
        finding.call.map(numbers.contains) ?? false
        || finding.reference.map(references.contains) ?? false
      guard isNamed else { return false }
    }
    return overlaps(finding.first.time, (finding.last ?? finding.first).time, start)
  }

  private func fits(_ text: String, _ patterns: [TextPattern]) -> Bool {
    patterns.contains { $0.matches(text) }
  }

  /// Whether a stretch of time touches what is between the bounds; one without an end goes on.
  func overlaps(_ first: Timestamp?, _ last: Timestamp?, _ start: Timestamp?) -> Bool {
    guard let start else { return true }
    if let until = until?.time(inCaptureFrom: start), let first, first > until { return false }
    if let since = since?.time(inCaptureFrom: start), let last, last < since { return false }
    return true
  }
}
