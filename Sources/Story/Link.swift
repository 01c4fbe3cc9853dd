import CallAnalysis
package import Wire

/// A device's connection to a server.
package struct Link: Hashable, Sendable {
  /// Number of the connection, from 0, in the order of their first messages.
  package let stream: Int
  package let device: Endpoint
  package let server: Endpoint

  package init(stream: Int, device: Endpoint, server: Endpoint) {
    self.stream = stream
    self.device = device
    self.server = server
  }

  init(of record: borrowing Record) {
    stream = record.stream
    device = record.device
    server = record.server
  }
}
