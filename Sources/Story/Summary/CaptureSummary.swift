package import CallAnalysis
package import Wire

/// Counts of what captures tell: devices by how they stand, calls by what came of them.
///
/// The last of the listeners: it takes devices and calls when they are complete.
package struct CaptureSummary: Listener, Sendable {
  package private(set) var messageCount = 0
  /// Decimals of a second that the capture's times have.
  package private(set) var timeDigits = 6
  /// Messages with a problem of each kind.
  package private(set) var problems: [Problem.Code: Int] = [:]
  package private(set) var devices: [Device.State: Int] = [:]
  /// Devices by their type; those that do not tell it are left out.
  package private(set) var deviceTypes: [UInt32: Int] = [:]
  package private(set) var registrations: [Registration.Outcome: Int] = [:]
  package private(set) var servers: [Endpoint] = []
  package private(set) var calls: [Call.Result: Int] = [:]
  package private(set) var features: [Call.Feature: Int] = [:]
  /// Nanoseconds of talking in all calls together.
  package private(set) var talk: Int64 = 0
  package private(set) var talkCount = 0
  package private(set) var longestTalk: Int64?
  package private(set) var audio: [AudioVerdict: Int] = [:]
  /// RTP packets that came of all streams, and those that did not come.
  package private(set) var mediaPackets = 0
  package private(set) var lostPackets = 0
  /// The stream with the most loss, and the loss in percent.
  package private(set) var worstLoss: (call: Int, percent: Double)?
  /// Devices that did not register, or lost their server: the first of them.
  package private(set) var troubled: [Device] = []
  /// Findings by severity and rule.
  package private(set) var findings: [FindingKind: Int] = [:]

  /// Servers and devices named in a summary.
  package static let maximumNamed = 8

  /// What findings are counted by.
  package struct FindingKind: Hashable, Sendable {
    package let severity: Finding.Severity
    package let rule: String
  }

  package init() {}

  package var deviceCount: Int { devices.values.reduce(0, +) }
  package var callCount: Int { calls.values.reduce(0, +) }

  package mutating func hear(_ record: borrowing Record) {
    if messageCount == 0 { timeDigits = record.stamp.timeDigits }
    messageCount += 1
    for problem in record.problems { problems[problem.code, default: 0] += 1 }
  }

  package mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    hear(record)
  }

  package mutating func hear(_ event: Event, _ replies: inout Replies) {
    hear(event)
  }

  package mutating func hear(_ event: Event) {
    switch event {
    case .device(let device): note(device)
    case .call(let call): note(call)
    case .finding(let finding, let change): note(finding, change)
    case .stream, .connection, .transport, .registration, .leg, .comments: break
    }
  }

  private mutating func note(_ finding: Finding, _ change: FindingChange) {
    guard case .over = change else { return }
    findings[FindingKind(severity: finding.severity, rule: finding.rule), default: 0] += 1
  }

  private mutating func note(_ device: Device) {
    devices[device.state, default: 0] += 1
    if let type = device.deviceType { deviceTypes[type, default: 0] += 1 }
    for registration in device.registrations {
      registrations[registration.outcome, default: 0] += 1
    }
    for server in device.servers
    where servers.count < Self.maximumNamed && !servers.contains(server) {
      servers.append(server)
    }
    switch device.state {
    case .rejected, .lost, .waiting:
      if troubled.count < Self.maximumNamed { troubled.append(device) }
    case .registered, .unregistered, .unknown: break
    }
  }

  private mutating func note(_ call: Call) {
    calls[call.result, default: 0] += 1
    for feature in call.features { features[feature, default: 0] += 1 }
    if let verdict = call.audio { audio[verdict, default: 0] += 1 }
    if let length = call.talk {
      let (sum, isTooLong) = talk.addingReportingOverflow(length)
      talk = isTooLong ? .max : sum
      talkCount += 1
      longestTalk = max(longestTalk ?? 0, length)
    }
    // The same packets answer the orders to both ends.
    let received = call.conversation.filter { $0.way == .receive }.compactMap(\.rtp)
    let known = Set(received.map(\.ssrc))
    let sent = call.conversation.filter { $0.way == .transmit }.compactMap(\.rtp)
    for rtp in received + sent.filter({ !known.contains($0.ssrc) }) {
      mediaPackets += rtp.packets
      lostPackets += rtp.lost
      if rtp.lost > 0, rtp.lossPercent > worstLoss?.percent ?? 0 {
        worstLoss = (call.number, rtp.lossPercent)
      }
    }
  }
}
