package import Wire

/// SYNs without an answer, over all connections; each try of a phone may have a port of its own.
package struct UnansweredSYNs: Sendable {
  /// The tries of one client at one server.
  package struct Example: Sendable {
    package let client: IPAddress
    package let server: Endpoint
    package fileprivate(set) var count: Int
  }

  /// Pairs of a client and a server that are kept, to name them.
  package static let maximumExamples = 3

  package private(set) var count = 0
  /// In the order in which their first connections ended.
  package private(set) var examples: [Example] = []

  package init() {}

  mutating func append(client: IPAddress, server: Endpoint, count: Int) {
    self.count += count
    for index in examples.indices
    where examples[index].client == client && examples[index].server == server {
      examples[index].count += count
      return
    }
    if examples.count < Self.maximumExamples {
      examples.append(Example(client: client, server: server, count: count))
    }
  }
}
