/// What may be remembered of all devices together, by kind.
///
/// A device that is forgotten for others loses what makes its sentences richer: the former state of
/// a call, whether a lamp changed, which request an answer belongs to, what its soft keys are
/// called. Its messages are shown all the same.
struct KnowledgeBudgets: ~Copyable {
  /// What is remembered of a device in a table.
  enum Kind: Int, CaseIterable {
    case callLegs, lamps, requests, softKeys, features, watch
  }

  /// Bytes for the call legs of all devices: some four legs for each of 131,072 devices.
  static let maximumLegBytes = 1 << 26
  /// Bytes for the lamps of all devices: some forty for each of 131,072 devices.
  static let maximumLampBytes = 1 << 26
  /// Bytes for all requests that wait: some eight for each of 131,072 devices.
  static let maximumRequestBytes = 1 << 26
  /// Bytes for the soft keys of all devices. A server tells all its phones the same, which is kept
  /// once; this is room for 10,000 phones that are each told something else.
  static let maximumSoftKeyBytes = 1 << 25

  /// Bytes for the labels of feature buttons: some ten for each of 40,000 devices.
  static let maximumFeatureBytes = 1 << 25
  /// Bytes for what tells what is out of order, of all devices: keys shown, streams ordered and
  /// unknown messages, some 500 bytes for each of 131,072 devices.
  static let maximumWatchBytes = 1 << 26

  private var legs = MemoryBudget(maximumByteCount: maximumLegBytes)
  private var lamps = MemoryBudget(maximumByteCount: maximumLampBytes)
  private var requests = MemoryBudget(maximumByteCount: maximumRequestBytes)
  private var softKeys = MemoryBudget(maximumByteCount: maximumSoftKeyBytes)
  private var features = MemoryBudget(maximumByteCount: maximumFeatureBytes)
  private var watch = MemoryBudget(maximumByteCount: maximumWatchBytes)
  /// Devices that were forgotten for others, a kind at a time.
  private(set) var forgottenCount = 0

  /// Takes note of what a connection's session holds, and makes the oldest ones forget what is too
  /// much.
  mutating func note(_ slot: Int, in lanes: inout [Lane]) {
    let sizes = lanes[slot].knowledgeSizes()
    for kind in Kind.allCases {
      note(sizes[kind], of: kind, slot)
      while let oldest = overdrawn(kind, by: slot) {
        lanes[oldest].session?.forget(kind)
        note(lanes[oldest].session?.byteCount(of: kind) ?? 0, of: kind, oldest)
        forgottenCount += 1
      }
    }
  }

  /// Takes note that a connection is over.
  mutating func remove(_ slot: Int) {
    for kind in Kind.allCases { note(0, of: kind, slot) }
  }

  private mutating func note(_ byteCount: Int, of kind: Kind, _ slot: Int) {
    switch kind {
    case .callLegs: legs.note(byteCount, of: slot)
    case .lamps: lamps.note(byteCount, of: slot)
    case .requests: requests.note(byteCount, of: slot)
    case .softKeys: softKeys.note(byteCount, of: slot)
    case .features: features.note(byteCount, of: slot)
    case .watch: watch.note(byteCount, of: slot)
    }
  }

  private func overdrawn(_ kind: Kind, by slot: Int) -> Int? {
    switch kind {
    case .callLegs: legs.overdrawn(by: slot)
    case .lamps: lamps.overdrawn(by: slot)
    case .requests: requests.overdrawn(by: slot)
    case .softKeys: softKeys.overdrawn(by: slot)
    case .features: features.overdrawn(by: slot)
    case .watch: watch.overdrawn(by: slot)
    }
  }
}

/// Bytes that each kind takes, of one device.
struct KnowledgeSizes {
  private var sizes = [6 of Int](repeating: 0)

  subscript(kind: KnowledgeBudgets.Kind) -> Int {
    get { sizes[kind.rawValue] }
    set { sizes[kind.rawValue] = newValue }
  }
}

extension Session {
  /// Bytes that all tables take.
  @inline(__always)  // Else the session is copied to be asked.
  var byteCount: Int {
    calls.byteCount &+ lamps.byteCount &+ requests.byteCount &+ meaningByteCount
  }

  /// Whether that is something else than when it was asked last.
  mutating func notesNewTables() -> Bool {
    let noted = notedByteCount
    notedByteCount = byteCount
    return notedByteCount != noted
  }

  /// Bytes that each kind takes.
  @inline(__always)  // Else the session is copied to be asked.
  var knowledgeSizes: KnowledgeSizes {
    var sizes = KnowledgeSizes()
    sizes[.callLegs] = calls.byteCount
    sizes[.lamps] = lamps.byteCount
    sizes[.requests] = requests.byteCount
    sizes[.softKeys] = profile.facts.softKeys.ownByteCount
    sizes[.features] = profile.facts.features.byteCount
    sizes[.watch] = watch.byteCount
    return sizes
  }

  /// Bytes that a kind takes.
  func byteCount(of kind: KnowledgeBudgets.Kind) -> Int { knowledgeSizes[kind] }

  mutating func forget(_ kind: KnowledgeBudgets.Kind) {
    switch kind {
    case .callLegs: calls = CallTable()
    case .lamps: lamps = LampTable()
    case .requests: requests = RequestMatcher()
    case .softKeys: learn { $0.softKeys = SoftKeyLabels() }
    case .features: learn { $0.features = FeatureLabels() }
    case .watch: watch.forget()
    }
    noteMeaning()
    notedByteCount = byteCount
  }
}
