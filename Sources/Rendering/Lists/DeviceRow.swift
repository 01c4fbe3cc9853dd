import SCCP
package import Story
package import Text
package import Wire

/// A device in a list.
package struct DeviceRow: ListRow {
  let device: Device

  package init(_ device: Device) {
    self.device = device
  }

  package var start: FrameStamp? { device.first }

  package static let noun = "device"

  package static func name(of event: Event) -> String? {
    if case .device(let device) = event { device.title } else { nil }
  }

  package static let columns: [ListColumn<DeviceRow>] = [
    ListColumn("device", "device", minimumWidth: 12) { ListCell($0.device.title, .heading) },
    ListColumn("model", "deviceType", minimumWidth: 8, value: \.model) { ListCell($0.model) },
    ListColumn(
      "address", "address", rank: 2, value: { "\($0.device.address ?? $0.device.seenAddress)" }
    ) {
      ListCell($0.device.name == nil ? "" : "\($0.device.address ?? $0.device.seenAddress)")
    },
    ListColumn("lines", "lines", minimumWidth: 9) { ListCell($0.lines) },
    ListColumn("state", "state") { ListCell($0.device.state.rawValue, $0.stateStyle) },
    .findings(of: \.device.findings, rank: 1),
    ListColumn(
      "registered in", "registrationSeconds", .right, rank: 4, value: \.registrationSeconds
    ) {
      ListCell(durationText($0.registrationTime))
    },
    ListColumn("server", "servers", minimumWidth: 12, rank: 3) { ListCell($0.servers) },
    ListColumn("keepalives", "keepAlives", .right, rank: 6) { ListCell($0.keepAlives) },
    ListColumn("calls", "calls", .right, rank: 1) { ListCell("\($0.device.callCount)") },
    ListColumn("messages", "messages", .right, rank: 7) { ListCell("\($0.device.messageCount)") },
    ListColumn("firmware", "firmware", minimumWidth: 10, rank: 8) { ListCell($0.device.firmware) },
    ListColumn("user", "user", minimumWidth: 8, rank: 9) { ListCell($0.device.user) },
  ]

  private var model: String {
    device.deviceType.map { ValueNames.deviceType.entry(for: $0)?.spoken ?? "type \($0)" } ?? ""
  }

  private var lines: String {
    device.lines.map { $0.number ?? $0.label ?? "" }.joined(separator: ", ")
  }

  private var servers: String { device.servers.map { "\($0)" }.joined(separator: ", ") }

  private var keepAlives: String {
    let tally = device.keepAlives
    if tally.sent == 0, tally.answered == 0 { return "" }
    return "\(tally.answered) of \(tally.sent)"
  }

  /// Nanoseconds that the newest registration took.
  private var registrationTime: Int64? {
    let last = device.registrations.last { $0.outcome == .accepted }
    return last.flatMap { $0.request?.nanoseconds(to: $0.complete ?? $0.answer) }
  }

  private var registrationSeconds: String {
    secondsText(registrationTime, like: device.first)
  }

  private var stateStyle: Palette.Style {
    switch device.state {
    case .registered: .fromDevice
    case .rejected, .lost: .problem
    case .waiting: .warning
    case .unregistered, .unknown: .plain
    }
  }
}

extension DeviceRow {
  package func appendJSON(_ context: ListContext, to text: inout TextBuffer) {
    var row = JSONMembers(context)
    row.add(type: "device")
    row.add("device", device.title)
    row.add("address", device.address)
    if device.address != device.seenAddress { row.add("seenAddress", device.seenAddress) }
    row.add("deviceType", device.deviceType, named: .deviceType)
    row.add("servers", texts: device.servers.map { "\($0)" })
    row.add("protocol", device.version)
    row.add("firmware", device.firmware)
    row.add("user", device.user)
    row.add("lines", objects: device.lines) { $1.add(to: &$0) }
    row.add("registrations", objects: device.registrations) { $1.add(to: &$0) }
    row.add("state", device.state.rawValue)
    row.add("keepAlives") { device.keepAlives.add(to: &$0, like: device.first) }
    if let alarm = device.alarm {
      row.add("alarm") { members in
        members.add("code", alarm.code)
        members.add("reason", alarm.reason)
      }
    }
    row.add("messages", device.messageCount)
    row.add(frame: "firstFrame", device.first)
    row.add(frame: "lastFrame", device.last)
    row.add("calls", device.callCount)
    row.add("findings", texts: device.findings.map(\.rule))
    row.end(in: &text)
  }
}

extension DeviceLine {
  fileprivate func add(to members: inout JSONMembers) {
    members.add("line", line)
    members.add("number", number)
    members.add("label", label)
    members.add("forwardsTo", forwardsTo)
  }
}

extension Registration {
  fileprivate func add(to members: inout JSONMembers) {
    members.add("stream", link.stream)
    members.add("connection", link.key)
    members.add("server", link.server)
    members.add(frame: "request", request)
    members.add(time: "requestTime", request)
    members.add("outcome", outcome.rawValue)
    members.add(frame: "answer", answer)
    members.add(seconds: "responseTime", from: request, to: answer)
    members.add(seconds: "complete", from: request, to: complete)
    members.add("reason", reason)
    members.add("end", end.rawValue)
  }
}

extension KeepAliveTally {
  fileprivate func add(to members: inout JSONMembers, like stamp: FrameStamp) {
    members.add("interval", interval)
    members.add("sent", sent)
    members.add("answered", answered)
    members.add(seconds: "slowest", slowest, like: stamp)
    members.add(seconds: "longestSilence", longestSilence, like: stamp)
  }
}

extension DeviceRow {
  package func details(_ context: ListContext) -> [ListDetail] {
    var details: [ListDetail] = []
    for registration in device.registrations {
      details.append(ListDetail(words(for: registration, context), style(of: registration)))
    }
    for line in device.lines {
      var words = "line \(line.line): \(line.number ?? "")"
      if let label = line.label, label != line.number { words += " “\(label)”" }
      if let target = line.forwardsTo { words += ", all calls forwarded to \(target)" }
      details.append(ListDetail(words))
    }
    if let alarm = device.alarm {
      let code = alarm.code.map { "\($0)" } ?? ""
      details.append(
        ListDetail(
          "last alarm: \([code, alarm.reason ?? ""].filter { !$0.isEmpty }.joined(separator: " "))")
      )
    }
    if let firmware = device.firmware { details.append(ListDetail("firmware \(firmware)")) }
    return details + device.findings.details
  }

  private func words(for registration: Registration, _ context: ListContext) -> String {
    let begin = registration.request ?? registration.begin
    var words =
      "\(context.timeOfDay(begin))  \(registration.link.server)  \(registration.outcome.words)"
    if let reason = registration.reason { words += " “\(reason)”" }
    let time = durationText(begin.nanoseconds(to: registration.answer))
    if registration.outcome != .joined, !time.isEmpty { words += " after \(time)" }
    let whole = durationText(begin.nanoseconds(to: registration.complete))
    if !whole.isEmpty { words += ", complete after \(whole)" }
    return words + registration.end.words
  }

  private func style(of registration: Registration) -> Palette.Style {
    switch registration.outcome {
    case .accepted, .joined: .plain
    case .rejected: .problem
    case .unanswered, .tokenRejected: .warning
    }
  }
}

extension Registration.Outcome {
  fileprivate var words: String {
    switch self {
    case .accepted: "accepted"
    case .rejected: "rejected"
    case .unanswered: "not answered"
    case .tokenRejected: "token rejected"
    case .joined: "registered before the capture"
    }
  }
}

extension Registration.End {
  fileprivate var words: String {
    switch self {
    case .open: ""
    case .unregistered: "; signed off"
    case .reset: "; ended by a reset that the server ordered"
    case .closedByDevice: "; closed by the device"
    case .closedByServer: "; closed by the server"
    case .resetByDevice: "; TCP reset by the device"
    case .resetByServer: "; TCP reset by the server"
    case .silent: "; silent since"
    }
  }
}
