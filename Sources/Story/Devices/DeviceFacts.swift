import CallAnalysis
import SCCP
import Wire

/// What a message says about its device.
enum DeviceSign: Sendable {
  case registration, acceptance, token, configuration, line, forwarding, alarm
  case keepAlive, keepAliveAnswer

  static let table = MessageTable<DeviceSign>([
    .registration: [.registerReq],
    .acceptance: [.registerAck],
    .token: [.registerTokenReq, .spcpRegisterTokenReq],
    .configuration: [.configStatRes, .configStatV2Res],
    .line: [.lineStatRes, .lineStatV2Res],
    .forwarding: [.forwardStatRes],
    .alarm: [.alarm],
    .keepAlive: [.keepAliveReq],
    .keepAliveAnswer: [.keepAliveAck],
  ])
}

/// A device as far as it is known, shared by its connections.
final class DeviceFacts {
  var device: Device
  private var registrations: [Int: Registration] = [:]

  init(_ record: borrowing Record) {
    device = Device(
      seenAddress: record.device.address, first: record.stamp, last: record.stamp)
  }

  init(startingAt stamp: FrameStamp, address: IPAddress) {
    device = Device(seenAddress: address, first: stamp, last: stamp)
  }

  func count(_ record: borrowing Record) {
    if device.messageCount == 0 { device.first = record.stamp }
    device.messageCount += 1
    device.last = record.stamp
  }

  /// Notes how long the device said nothing on a connection; nil where that is not known.
  func noteSilence(_ nanoseconds: Int64?) {
    guard let nanoseconds, nanoseconds > device.keepAlives.longestSilence ?? 0 else { return }
    device.keepAlives.longestSilence = nanoseconds
  }

  func note(server: Endpoint) {
    if !device.servers.contains(server) { device.servers.append(server) }
  }

  func learn(_ sign: DeviceSign, from record: borrowing Record) {
    let message = record.message
    switch sign {
    case .registration:
      device.address = message.stationAddress ?? device.address
      device.seenAddress = record.device.address
      device.deviceType = message.number(.deviceType) ?? device.deviceType
      device.firmware = message.text(.firmwareLoadName) ?? device.firmware
    case .token: device.deviceType = device.deviceType ?? message.number(.deviceType)
    case .acceptance: device.keepAlives.interval = message.number(.keepAliveInterval)
    case .configuration: device.user = message.text(.userName) ?? device.user
    case .line: learnLine(from: message)
    case .forwarding: learnForwarding(from: message)
    case .alarm:
      let (code, reason) = (record.alarmReason, record.alarmReasonText)
      if code != nil || reason != nil { device.alarm = DeviceAlarm(code: code, reason: reason) }
    case .keepAlive: device.keepAlives.sent += 1
    case .keepAliveAnswer:
      device.keepAlives.answered += 1
      if let time = record.responseTime, time > device.keepAlives.slowest ?? -1 {
        device.keepAlives.slowest = time
      }
    }
  }

  /// Servers answer for buttons after the last line too, without a number.
  private func learnLine(from message: borrowing Message) {
    guard let number = message.number(.lineNumber), let directory = message.text(.lineDirNumber)
    else { return }
    let label = message.text(.lineTextLabel)
    if let place = device.lines.firstIndex(where: { $0.line == number }) {
      device.lines[place].number = directory
      device.lines[place].label = label
    } else if device.lines.count < StoryLimits.maximumLines {
      device.lines.append(DeviceLine(line: number, number: directory, label: label))
    }
  }

  private func learnForwarding(from message: borrowing Message) {
    guard let number = message.number(.lineNumber),
      let place = device.lines.firstIndex(where: { $0.line == number })
    else { return }
    let isActive = message.number(.forwardAllActive) ?? 0 != 0
    device.lines[place].forwardsTo = isActive ? message.text(.forwardAllDirnum) : nil
  }

  /// Notes the newest of what is known of a registration.
  func note(_ registration: Registration) {
    let maximum = StoryLimits.maximumRegistrations
    if registrations[registration.number] == nil, registrations.count >= maximum {
      // Half of them at once, so that a device which tries for ever is not looked through each time.
      for number in registrations.keys.sorted().dropFirst().prefix(maximum / 2) {
        registrations[number] = nil
      }
    }
    registrations[registration.number] = registration
  }

  /// Takes over what is known of a connection that turned out to be this device's.
  func absorb(_ other: DeviceFacts) {
    let device = other.device
    if device.first.place < self.device.first.place { self.device.first = device.first }
    if self.device.last.place < device.last.place { self.device.last = device.last }
    self.device.messageCount += device.messageCount
    for server in device.servers where !self.device.servers.contains(server) {
      self.device.servers.append(server)
    }
    self.device.keepAlives.add(device.keepAlives)
    self.device.alarm = device.alarm ?? self.device.alarm
    self.device.user = self.device.user ?? device.user
    if self.device.lines.isEmpty { self.device.lines = device.lines }
    for registration in other.registrations.values { note(registration) }
  }

  /// The device with its registrations in order. One with keepalives only is a link to a backup
  /// server where the device is registered elsewhere.
  func finished() -> Device {
    var device = device
    let all = registrations.values.sorted { $0.number < $1.number }
    let busy = all.filter { !$0.isIdle }
    device.registrations = busy.isEmpty ? Array(all.prefix(1)) : busy
    device.registrations.sort { $0.begin.place < $1.begin.place }
    device.lines.sort { $0.line < $1.line }
    return device
  }
}

extension KeepAliveTally {
  fileprivate mutating func add(_ other: KeepAliveTally) {
    interval = interval ?? other.interval
    sent += other.sent
    answered += other.answered
    if let time = other.slowest { slowest = max(slowest ?? time, time) }
    if let time = other.longestSilence { longestSilence = max(longestSilence ?? time, time) }
  }
}

extension Message {
  /// The address that RegisterReq gives; a station without an IPv4 address says 0.0.0.0 there.
  fileprivate var stationAddress: IPAddress? {
    for name in [FieldName.stationIpAddr, .stationIpV6Addr] {
      if let field = first(name), let address = address(of: field), !address.isUnspecified {
        return address
      }
    }
    return nil
  }
}
