import Wire

/// The soft keys that a device shows now, for each of its calls and for none; bounded.
struct KeySelections: Sendable {
  private struct Entry: Sendable {
    let call: UInt32?
    var selection: KeySelection
    var since: FrameStamp
    /// What it showed before.
    var former: KeySelection?
  }

  private var entries: [Entry] = []

  /// Bytes that they take.
  var byteCount: Int { entries.capacity &* MemoryLayout<Entry>.stride }

  /// Calls whose keys are remembered.
  static let maximumEntries = 16
  /// A key that was pressed so soon after the keys changed may be one of those before.
  private static let crossingNanoseconds: Int64 = 500_000_000

  /// Notes the keys that the server chose.
  mutating func note(_ selection: KeySelection, of call: UInt32?, at stamp: FrameStamp) {
    let former = entries.last?.selection
    if let index = entries.firstIndex(where: { $0.call == call }) {
      entries.remove(at: index)
    } else if entries.count == Self.maximumEntries {
      entries.removeFirst()
    }
    entries.append(Entry(call: call, selection: selection, since: stamp, former: former))
  }

  mutating func remove(_ call: UInt32) {
    entries.removeAll { $0.call == call }
  }

  mutating func removeAll() {
    entries.removeAll()
  }

  /// The keys that were offered for a call instead of the one pressed; nil where it was one of
  /// them, or where that is not sure.
  ///
  /// `knowsAll` says whether the capture holds what the device was told from its registration on.
  func offered(
    insteadOf event: UInt32, for call: UInt32?, by labels: SoftKeyLabels, at stamp: FrameStamp,
    knowsAll: Bool
  ) -> KeySelection? {
    guard let call, let entry = entries.last(where: { $0.call == call }) else { return nil }
    for other in entries where labels.offers(event, in: other.selection) != false { return nil }
    // Where the time between is not known, the two may have crossed.
    if (stamp.nanoseconds(since: entry.since) ?? 0) < Self.crossingNanoseconds {
      guard let former = entry.former else { return knowsAll ? entry.selection : nil }
      if labels.offers(event, in: former) != false { return nil }
    }
    return entry.selection
  }
}
