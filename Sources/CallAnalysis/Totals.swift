package import Wire

/// Counts over all connections, for the line at the end.
package struct Totals: Sendable {
  package internal(set) var packets = 0
  package internal(set) var messages = 0
  /// Connections on a server's port, or found by their content.
  package internal(set) var connections = 0
  /// Connections that carried at least one message.
  package internal(set) var sessions = 0
  /// Connections to a server's port that carried nothing at all.
  package internal(set) var silentConnections = 0
  package internal(set) var problems = 0
  /// Those after the last message of their connection, which no record tells of.
  package internal(set) var untoldProblems = 0
  package internal(set) var deviceNames: Set<String> = []
  /// Whether there were more devices than ``maximumNames``.
  package internal(set) var hasMoreDevices = false
  /// Connections on a server's port that carried bytes, and neither SCCP nor TLS.
  package internal(set) var otherConnections = OtherConnections()
  /// Connections on a server's port, or on the port of SCCP over TLS, that carried TLS.
  package internal(set) var tlsConnections = OtherConnections()
  /// Connections found by their content, on ports where nobody said that SCCP is spoken.
  package internal(set) var foundConnections = 0
  /// Connections with bytes in one direction only.
  package internal(set) var oneSidedConnections = 0
  /// What looked like SCCP on other ports and was forgotten before it was sure, for others.
  package internal(set) var givenUpCandidates = 0
  /// Connections on other ports that looked like SCCP, with too little captured to be sure.
  package internal(set) var unprovedConnections = OtherConnections()
  /// Unfinished messages that were forgotten, because too much waited in all connections.
  package internal(set) var givenUpMessages = 0
  /// Devices whose calls, lamps, requests or soft keys were forgotten for others.
  package internal(set) var forgottenTables = 0

  /// SYNs that had no answer.
  package internal(set) var unansweredSYNs = UnansweredSYNs()

  /// Requests that no answer came to before the end of their connection, or of the capture.
  package internal(set) var unanswered = UnansweredTotals()

  package init() {}

  /// Names that are remembered, to count devices.
  static let maximumNames = 1 << 17

  mutating func noteDevice(_ name: String) {
    if deviceNames.count < Self.maximumNames {
      deviceNames.insert(name)
    } else if !hasMoreDevices {
      hasMoreDevices = !deviceNames.contains(name)
    }
  }

  /// Connections that are only counted.
  package struct OtherConnections: Sendable {
    /// Of how many the ends are kept, to name some.
    package static let maximumExamples = 3

    package private(set) var count = 0
    /// The ends of the first ones that ended.
    package private(set) var examples: [(client: Endpoint, server: Endpoint)] = []

    package init() {}

    mutating func append(client: Endpoint, server: Endpoint) {
      count += 1
      if examples.count < Self.maximumExamples { examples.append((client, server)) }
    }

    /// The same with ends as outputs show them.
    func map(_ shown: (Endpoint) -> Endpoint) -> OtherConnections {
      var made = self
      made.examples = examples.map { (shown($0.client), shown($0.server)) }
      return made
    }
  }

  /// Takes note of a connection that is over.
  mutating func noteEnd(of lane: Lane, isOnServerPort: Bool) {
    problems += lane.untoldProblemCount
    untoldProblems += lane.untoldProblemCount
    switch lane.content {
    case .sccp: break
    case .tls: tlsConnections.append(client: lane.device, server: lane.server)
    case .unknown where lane.hasBytes && isOnServerPort:
      otherConnections.append(client: lane.device, server: lane.server)
    case .unknown:
      if isOnServerPort, !lane.isQuiet { silentConnections += 1 }
    }
  }
}
