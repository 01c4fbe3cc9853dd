import Wire

/// The connections that the timeline has introduced, as far as they are remembered.
struct SeenConnections: Sendable {
  private var seen: Set<[Endpoint]> = []
  /// By the number of the connection, whether a message of it was met.
  private var streams: [Bool] = []

  /// Connections that are remembered; beyond, one may be named again.
  private static let maximum = 1 << 16

  /// Whether a message of the connection with this number was met before; it is from now on.
  mutating func meets(stream: Int) -> Bool {
    guard stream < Self.maximum else { return false }
    if stream >= streams.count {
      streams.append(contentsOf: repeatElement(false, count: stream + 1 - streams.count))
    }
    defer { streams[stream] = true }
    return streams[stream]
  }

  func contains(_ device: Endpoint, _ server: Endpoint) -> Bool {
    seen.contains([device, server])
  }

  /// True where the connection is new.
  mutating func insert(_ device: Endpoint, _ server: Endpoint) -> Bool {
    if seen.count >= Self.maximum { seen.removeAll() }
    return seen.insert([device, server]).inserted
  }
}
