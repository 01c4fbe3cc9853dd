import Text
package import Wire

/// A phone, gateway or media resource, with all that the capture tells of it.
package struct Device: Sendable {
  /// The name it registers with.
  package internal(set) var name: String?
  /// The address that it says it has.
  package internal(set) var address: IPAddress?
  /// The address that its packets come from.
  package internal(set) var seenAddress: IPAddress
  /// A value of the enumeration DeviceType.
  package internal(set) var deviceType: UInt32?
  package internal(set) var servers: [Endpoint] = []
  package internal(set) var firmware: String?
  package internal(set) var user: String?
  package internal(set) var lines: [DeviceLine] = []
  package internal(set) var registrations: [Registration] = []
  package internal(set) var keepAlives = KeepAliveTally()
  package internal(set) var alarm: DeviceAlarm?
  package internal(set) var messageCount = 0
  package internal(set) var first: FrameStamp
  package internal(set) var last: FrameStamp
  package internal(set) var callCount = 0
  /// What was found wrong with it, in runs that look for that.
  package var findings: [FoundRule] = []

  /// What to call it: by name, or by its address.
  package var title: String { name ?? "\(seenAddress)" }

  /// The protocol version that it and its server agreed on last.
  package var version: UInt32? { registrations.last { $0.version != nil }?.version }

  package var state: State {
    guard let last = registrations.last else { return .unknown }
    switch (last.outcome, last.end) {
    case (.rejected, _): return .rejected
    case (_, .unregistered): return .unregistered
    case (.accepted, .open), (.joined, .open): return .registered
    case (.unanswered, .open), (.tokenRejected, .open): return .waiting
    default: return .lost
    }
  }

  /// How it stands with its server when the capture ends.
  package enum State: String, Sendable, CaseIterable {
    case registered, rejected, unregistered, lost, waiting, unknown
  }
}

/// A line of a device.
package struct DeviceLine: Sendable {
  package let line: UInt32
  package internal(set) var number: String?
  package internal(set) var label: String?
  /// Where all its calls are forwarded to.
  package internal(set) var forwardsTo: String?
}

/// What a device said of its last failure, in an Alarm.
package struct DeviceAlarm: Sendable {
  package let code: Int?
  package let reason: String?
}

/// The keepalives of a device.
package struct KeepAliveTally: Sendable {
  /// Seconds between them that the server asked for.
  package internal(set) var interval: UInt32?
  package internal(set) var sent = 0
  package internal(set) var answered = 0
  /// Nanoseconds that the slowest answer took.
  package internal(set) var slowest: Int64?
  /// Nanoseconds between two messages of the device on one connection, at most.
  package internal(set) var longestSilence: Int64?
}
