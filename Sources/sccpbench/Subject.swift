import CaptureBuilder

/// A capture to be measured with.
enum Subject: String, CaseIterable {
  case mixed, sccp, registrations, keepalives, hostile, connections, calls, storm, reference
  case joined, joinedFew, mixed10, sccp10, connections10

  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// What is in it, in a line.
  var summary: String {
    switch self {
    case .mixed: "1 of 10 packets SCCP, the rest RTP"
    case .sccp: "nothing but SCCP: registrations, calls, keepalives"
    case .registrations: "10,000 phones register within ten seconds"
    case .keepalives: "1,000 idle phones for hours"
    case .hostile: "segments cut, lost, repeated, out of order"
    case .connections: "5,000 connections open at once"
    case .calls: "10,000 phones and 76,000 calls without audio"
    case .storm: "1,000 phones that are refused a million times"
    case .reference: "Fixtures/sccp_cme_init.pcapng"
    case .joined: "keepalives on 20,000 connections that are older than the capture"
    case .joinedFew: "as many on 500 such connections"
    case .mixed10: "mixed, ten times as long"
    case .sccp10: "sccp, ten times as long"
    case .connections10: "50,000 connections open at once"
    }
  }

  /// The capture that this is ten times as much of.
  var tenth: Subject? {
    switch self {
    case .mixed10: .mixed
    case .sccp10: .sccp
    case .connections10: .connections
    default: nil
    }
  }

  /// Who reads it: ours first, then the peers.
  var commands: [Command] {
    switch self {
    case .mixed:
      [
        .json, .tcpdump, .capinfos, .piped, .filtered, .timeline, .calls, .devices, .diagnose,
        .redact, .check, .tsharkJSON,
      ]
    case .sccp: [.json, .timeline, .redact, .check, .tcpdump, .tsharkJSON, .tsharkSummary]
    case .registrations: [.json, .timeline, .devices, .tcpdump]
    case .keepalives, .hostile: [.json, .timeline, .tcpdump]
    case .connections, .joined, .joinedFew: [.json]
    case .calls: [.json, .calls, .devices, .diagnose]
    case .storm: [.json, .diagnose]
    case .reference: [.json, .timeline, .tsharkSummary, .tsharkJSON]
    case .mixed10: [.json, .calls, .diagnose]
    case .sccp10: [.json, .calls, .devices]
    case .connections10: [.json]
    }
  }

  /// The workload that it is; nil for a fixture.
  func workload(scale: Double) throws -> Workload? {
    let kind: WorkloadKind? =
      switch self {
      case .mixed, .mixed10: .mixed
      case .sccp, .sccp10: .sccp
      case .registrations: .registrations
      case .keepalives: .keepalives
      case .hostile: .hostile
      case .connections, .connections10: .connections
      case .joined, .joinedFew: .joined
      case .calls: .calls
      case .storm: .storm
      case .reference: nil
      }
    guard let kind else { return nil }
    let factor =
      switch self {
      case .mixed10, .sccp10: 10 * scale
      case .connections: scale / 10
      default: scale
      }
    if self == .joinedFew {
      return try Workload(
        kind, packets: Int(Double(kind.usualPacketCount) * factor), phones: 500)
    }
    return kind.growsByPhones
      ? try Workload(kind, phones: Int(Double(kind.usualPhoneCount) * factor))
      : try Workload(kind, packets: Int(Double(kind.usualPacketCount) * factor))
  }
}
