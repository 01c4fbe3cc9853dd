import Story
import Wire

/// The ports that phones have open for media, by address.
struct ListeningPorts {
  private var entries: [IPAddress: [Entry]] = [:]
  /// Where a stream's port is.
  private var places = NumberTable<IPAddress>()

  /// Addresses, and ports of each, that are remembered.
  private static let maximumAddresses = 1 << 16
  private static let maximumPorts = 16

  private struct Entry {
    let port: UInt16
    let stream: Int
    let since: FrameStamp
    let handle: LinkHandle
    var closed: FrameStamp?

    var link: LinkState? { handle.link }

    /// Whether nothing need be known of it once a port is open: it is the same port, or its phone's
    /// connection is gone.
    func isReplaced(by end: Endpoint) -> Bool { port == end.port || link == nil }
  }

  mutating func open(_ end: Endpoint, _ stream: Int, at stamp: FrameStamp, _ link: LinkState) {
    guard entries.count < Self.maximumAddresses || entries[end.address] != nil else { return }
    let entry = Entry(port: end.port, stream: stream, since: stamp, handle: link.handle)
    Self.add(entry, at: end, to: &entries[end.address, default: []], &places)
    places[stream] = end.address
  }

  /// Adds a port, and forgets those that it replaces.
  private static func add(
    _ entry: Entry, at end: Endpoint, to all: inout [Entry], _ places: inout NumberTable<IPAddress>
  ) {
    for former in all where former.isReplaced(by: end) { places[former.stream] = nil }
    all.removeAll { $0.isReplaced(by: end) }
    if all.count >= maximumPorts { places[all.removeFirst().stream] = nil }
    all.append(entry)
  }

  mutating func close(_ stream: Int, at stamp: FrameStamp) {
    change(stream) { $0.closed = stamp }
  }

  /// Notes that a port stays open though its stream was closed.
  mutating func keep(_ stream: Int) {
    change(stream) { $0.closed = nil }
  }

  private mutating func change(_ stream: Int, _ body: (inout Entry) -> Void) {
    guard let address = places[stream], let index = entries.index(forKey: address),
      let place = entries.values[index].firstIndex(where: { $0.stream == stream })
    else { return }
    body(&entries.values[index][place])
  }

  /// The port that the phone at an address has open, where the wanted one is closed, or was never
  /// open though all of the phone's connection is in the capture. `first` is since when the phone
  /// could have opened it without that being known.
  func otherPort(
    instead end: Endpoint
  ) -> (port: UInt16, since: FrameStamp, first: FrameStamp, link: LinkState)? {
    guard let all = entries[end.address], !all.isEmpty else { return nil }
    let open = all.filter { $0.closed == nil && $0.link?.closedAt == nil && $0.link != nil }
    guard !open.contains(where: { $0.port == end.port }), let newest = open.last,
      let link = newest.link
    else { return nil }
    let wanted = all.last { $0.port == end.port }
    guard wanted != nil || link.isFromStart else { return nil }
    return (newest.port, newest.since, wanted?.closed ?? link.first, link)
  }
}
