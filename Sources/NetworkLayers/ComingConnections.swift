package import Wire

/// Connections of packets that come next, where there are so many that most lie in no cache.
///
/// Nothing is changed by what is asked for: a table that is changed in its place is not copied to be
/// asked.
extension ConnectionTable {
  /// Connections of which a processor's own caches cannot hold the state: each has about a kilobyte,
  /// most of it the caller's.
  static let crowd = 1 << 11

  /// Asks for the memory in which a packet's connection is looked up; returns what it is looked up by.
  package mutating func prefetchIndex(for packet: Span<UInt8>, linkType: LinkType) -> UInt32? {
    guard let ends = PlainHeaders.ends(of: packet, linkType: linkType) else { return nil }
    let hash = slots.index.hash(ends.source, ends.destination)
    slots.index.prefetch(hash)
    return hash
  }

  /// Asks for the memory of the connection that is probably the one; returns its slot.
  package mutating func prefetch(_ hash: UInt32) -> Int? {
    guard let slot = slots.index.find(hash, matches: { _ in true }) else { return nil }
    slots.connections.prefetch(slot)
    streams.prefetch(slot)
    return slot
  }
}
