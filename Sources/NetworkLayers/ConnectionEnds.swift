package import Wire

/// The two ends of a connection.
package struct ConnectionEnds: Equatable, Sendable {
  package let client: Endpoint
  package let server: Endpoint

  package init(client: Endpoint, server: Endpoint) {
    self.client = client
    self.server = server
  }
}
