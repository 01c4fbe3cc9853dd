import Wire

/// The connections that the timeline has introduced, as far as they are remembered.
struct SeenConnections: Sendable {
  private var seen: Set<[Endpoint]> = []
  private(set) var isSeveral = false
  private var firstDevice: IPAddress?

  /// Connections that are remembered; beyond, one may be named again.
  private static let maximum = 1 << 16

  func contains(_ device: Endpoint, _ server: Endpoint) -> Bool {
    seen.contains([device, server])
  }

  /// True where the connection is new.
  mutating func insert(_ device: Endpoint, _ server: Endpoint) -> Bool {
    if let firstDevice, firstDevice != device.address { isSeveral = true }
    firstDevice = firstDevice ?? device.address
    if seen.count >= Self.maximum { seen.removeAll() }
    return seen.insert([device, server]).inserted
  }
}
