package import CallAnalysis
package import Wire

/// A device's connection to a server.
package struct Link: Hashable, Sendable {
  /// Number of the connection, from 0, in the order of their first messages.
  package let stream: Int
  /// What it is called in every run.
  package let key: ConnectionKey
  package let device: Endpoint
  package let server: Endpoint

  init(of record: borrowing Record) {
    stream = record.stream
    key = record.connection
    device = record.device
    server = record.server
  }
}
