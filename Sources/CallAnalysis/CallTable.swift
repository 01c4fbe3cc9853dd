import Wire

/// One leg of a call: what one device knows of it.
struct CallLeg: Sendable {
  let reference: UInt32
  /// The newest call state, a value of DCallState.
  var state: UInt32?
  /// When that state was pushed.
  var stateSince: FrameStamp?
  /// When it was first connected.
  var connectedAt: FrameStamp?
  /// A digest of the parties last shown for it, to tell news from a repetition.
  var parties: UInt64?
}

/// The legs of one device's calls, the newest last; bounded.
struct CallTable: Sendable {
  private var legs: [CallLeg] = []

  /// Legs that one device can have at a time: phones have at most two hundred calls a line, and
  /// a leg that never ends must not stay for ever.
  static let maximumLegs = 256

  subscript(reference: UInt32) -> CallLeg? {
    index(of: reference).map { legs[$0] }
  }

  private func index(of reference: UInt32) -> Int? {
    var index = legs.count
    while index > 0 {
      index -= 1
      if legs[index].reference == reference { return index }
    }
    return nil
  }

  /// Fills in what was known of a call, nothing where no leg has the reference.
  func describe(_ reference: UInt32?, in record: inout Record) {
    guard let reference, let place = index(of: reference) else {
      record.formerState = nil
      record.formerStateSince = nil
      record.connectedAt = nil
      return
    }
    record.formerState = legs[place].state
    record.formerStateSince = legs[place].stateSince
    record.connectedAt = legs[place].connectedAt
  }

  /// Whether some leg is in a state.
  func contains(state: UInt32) -> Bool {
    legs.contains { $0.state == state }
  }

  /// Changes the leg of a reference, which is added where it is new.
  mutating func update(_ reference: UInt32, _ change: (inout CallLeg) -> Void) {
    if let index = index(of: reference) {
      change(&legs[index])
      return
    }
    if legs.count == Self.maximumLegs { legs.removeFirst() }
    var leg = CallLeg(reference: reference)
    change(&leg)
    legs.append(leg)
  }

  /// Forgets a leg whose call is over.
  mutating func remove(_ reference: UInt32) {
    legs.removeAll { $0.reference == reference }
  }
}

/// The mode of each lamp; bounded.
struct LampTable: Sendable {
  private var modes: [UInt64: UInt32] = [:]

  /// Lamps of one device: some hundred buttons with expansion modules.
  static let maximumLamps = 1024

  /// Notes a lamp's mode; true where that is news.
  mutating func update(stimulus: UInt32, instance: UInt32, mode: UInt32) -> Bool {
    let key = UInt64(stimulus) << 32 | UInt64(instance)
    if modes.count == Self.maximumLamps, modes[key] == nil { modes.removeAll() }
    let former = modes.updateValue(mode, forKey: key)
    return former != mode
  }
}
