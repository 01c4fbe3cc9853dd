import Wire

/// Runs of RTP packets that are kept on their way, in storage that is used again.
@usableFromInline
package struct RTPRuns: Sendable {
  private var sources: [RTPSource] = []
  @usableFromInline var packets: [RTPDigest] = []
  /// Where the sources and packets of each run end.
  @usableFromInline var ends: [(sources: Int, packets: Int)] = []

  /// Packets that are passed on at a time.
  @inlinable static var fullCount: Int { 2048 }

  package init() {}

  @inlinable package var count: Int { ends.count }

  /// Whether it is time to pass the runs on.
  @inlinable package var isFull: Bool { packets.count >= Self.fullCount }

  package mutating func append(_ run: borrowing RTPRun) {
    for index in run.sources.indices { sources.append(run.sources[index]) }
    packets.append(run.packets)
    ends.append((sources.count, packets.count))
  }

  /// Lends a run.
  package subscript(index: Int) -> RTPRun {
    @_lifetime(borrow self)
    get {
      let start = index > 0 ? ends[index - 1] : (sources: 0, packets: 0)
      return RTPRun(
        sources: sources.span.extracting(start.sources..<ends[index].sources),
        packets: packets.span.extracting(start.packets..<ends[index].packets))
    }
  }

  /// Forgets all runs, and keeps the storage.
  package mutating func removeAll() {
    sources.removeAll(keepingCapacity: true)
    packets.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
