import CallAnalysis
import Story
import Wire

/// Tells which findings are about what is selected by addresses or parties: a finding itself names
/// only its connection, its call and its device.
struct SelectedFindings {
  private let selection: StorySelection
  /// The connections with a selected address at one end.
  private var streams: Set<Int> = []
  /// The numbers of selected calls.
  private var calls: Set<Int> = []
  /// The titles of selected devices.
  private var devices: Set<String> = []

  /// Connections, calls and devices that are remembered, of each: as many as the connection table
  /// holds.
  private static let maximumCount = 1 << 17

  init(_ selection: StorySelection) {
    self.selection = selection
  }

  /// Whether what is selected has to be heard before findings.
  private var asksForMore: Bool { !selection.parties.isEmpty || !selection.hosts.isEmpty }

  /// Takes note of the connection of a message.
  mutating func note(_ record: borrowing Record) {
    guard !selection.hosts.isEmpty, streams.count < Self.maximumCount else { return }
    if hasHost(record.device) || hasHost(record.server) { streams.insert(record.stream) }
  }

  /// Takes note of calls and devices that are complete, in a capture that begins at a time.
  mutating func note(_ event: Event, inCaptureFrom start: Timestamp?) {
    guard asksForMore else { return }
    switch event {
    case .call(let call):
      guard calls.count < Self.maximumCount else { return }
      if selection.selects(call, inCaptureFrom: start) { calls.insert(call.number) }
    case .device(let device):
      guard devices.count < Self.maximumCount else { return }
      if selection.selects(device, inCaptureFrom: start) { devices.insert(device.title) }
    default: break
    }
  }

  /// Whether a finding is told, once all calls and devices are complete.
  func contain(_ finding: Finding, inCaptureFrom start: Timestamp?) -> Bool {
    guard selection.selects(finding, inCaptureFrom: start) else { return false }
    if !selection.parties.isEmpty, !isOfSelectedParty(finding) { return false }
    return selection.hosts.isEmpty || isOfSelectedHost(finding)
  }

  /// Whether it is about a selected call, or about a device with the number of a line and no call.
  private func isOfSelectedParty(_ finding: Finding) -> Bool {
    if let call = finding.call { return calls.contains(call) }
    if finding.leg != nil || finding.reference != nil { return false }
    return finding.device.map(devices.contains) ?? false
  }

  private func isOfSelectedHost(_ finding: Finding) -> Bool {
    if let stream = finding.stream { return streams.contains(stream) }
    if let call = finding.call { return calls.contains(call) }
    let device = finding.device ?? ""
    if devices.contains(device) { return true }
    // What has no message has no name: a phone that does not reach its server.
    return selection.hosts.contains { host in
      let address = "\(host)"
      return device == address || finding.values.contains { Self.isEnd($0, at: address) }
    }
  }

  /// Whether a value is an address, or an end of a connection that has it.
  private static func isEnd(_ value: Finding.Value, at address: String) -> Bool {
    guard case .text(let text) = value.content else { return false }
    return text == address || text.hasPrefix("\(address):") || text.hasPrefix("[\(address)]:")
  }

  private func hasHost(_ end: Endpoint) -> Bool { selection.hosts.contains(end.address) }
}
