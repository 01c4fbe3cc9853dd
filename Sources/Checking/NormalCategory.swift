import SCCP

/// A kind of value that another run of the same scenario changes, and that is therefore not compared
/// as it stands, unless it is to be kept.
package enum NormalCategory: String, CaseIterable, Sendable {
  case addresses, ports, macs, devices, ids, times, statistics, padding

  /// What these values are, in a few words.
  package var meaning: String {
    switch self {
    case .addresses: "IP addresses"
    case .ports: "TCP and RTP ports"
    case .macs: "MAC addresses"
    case .devices: "device names made from a MAC address, such as SEP001122334455"
    case .ids: "call references, conferences, parties, streams, transactions"
    case .times: "when a message was sent, dates and times of day"
    case .statistics: "packet counts, jitter, latency, voice quality"
    case .padding: "bytes without a meaning"
    }
  }

  /// Whether such values are numbered; the others are left out.
  package var isNumbered: Bool {
    switch self {
    case .addresses, .ports, .macs, .devices, .ids: true
    case .times, .statistics, .padding: false
    }
  }

  /// The category of a field that is left out unless it is kept; nil for one that is compared.
  static func leavesOut(_ name: FieldName) -> NormalCategory? {
    switch name {
    case .wYear, .wMonth, .wDayOfWeek, .wDay, .wHour, .wMinute, .wSecond, .wMilliseconds,
      .systemTime, .configVersionStamp:
      .times
    case .numberPacketsSent, .numberOctetsSent, .numberPacketsReceived, .numberOctetsReceived,
      .numberPacketsLost, .jitter, .latency, .dataSize, .data:
      .statistics
    case .alignmentPadding, .padding, .unused, .reserved, .reservedForFutureUse,
      .futureUse1, .futureUse2, .futureUse3:
      .padding
    default: nil
    }
  }
}
