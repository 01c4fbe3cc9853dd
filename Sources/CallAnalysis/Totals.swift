/// Counts over all connections, for the line at the end.
package struct Totals: Sendable {
  package internal(set) var packets = 0
  package internal(set) var messages = 0
  /// Connections on a server's port, or found by their content.
  package internal(set) var connections = 0
  /// Connections that carried at least one message.
  package internal(set) var sessions = 0
  package internal(set) var problems = 0
  /// Those behind the last message of their connection, which no record tells of.
  package internal(set) var untoldProblems = 0
  package internal(set) var deviceNames: Set<String> = []

  package init() {}

  /// Names that are remembered, to count devices.
  static let maximumNames = 1 << 17
}
