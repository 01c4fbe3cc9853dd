import SCCP
import Wire

/// One leg of a call: what one device knows of it.
struct CallLeg: Sendable {
  let reference: UInt32
  /// The newest call state.
  var state: CallState?
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

  /// Bytes that the legs take.
  private(set) var byteCount = 0
  /// Whether a call comes in.
  private(set) var isRinging = false

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

  /// Fills in what is known of a call.
  func describe(_ reference: UInt32, in record: inout Record) {
    guard let place = index(of: reference) else { return }
    record.formerState = legs[place].state
    record.formerStateSince = legs[place].stateSince?.time
    record.connectedAt = legs[place].connectedAt?.time
  }

  /// Whether some leg is in a state.
  func contains(state: CallState) -> Bool {
    for index in legs.indices where legs[index].state == state { return true }
    return false
  }

  /// Notes the state that a call came into; true where it was in it.
  mutating func note(_ state: CallState, of reference: UInt32, at stamp: FrameStamp) -> Bool {
    if state.isOver {
      if let place = index(of: reference) { legs.remove(at: place) }
      isRinging = contains(state: .ringIn)
      return false
    }
    let place = place(of: reference)
    if legs[place].state == state { return true }
    legs[place].state = state
    isRinging = contains(state: .ringIn)
    legs[place].stateSince = stamp
    if state == .connected, legs[place].connectedAt == nil {
      legs[place].connectedAt = stamp
    }
    return false
  }

  /// Notes the parties of a call, by their digest; true where they are the same as before.
  mutating func note(parties digest: UInt64, of reference: UInt32) -> Bool {
    let place = place(of: reference)
    let isKnown = legs[place].parties == digest
    legs[place].parties = digest
    return isKnown
  }

  /// The place of a call's leg, which is added where it is new.
  private mutating func place(of reference: UInt32) -> Int {
    if let place = index(of: reference) { return place }
    if legs.count == Self.maximumLegs {
      legs.removeFirst()
      isRinging = contains(state: .ringIn)
    }
    legs.append(CallLeg(reference: reference))
    byteCount = legs.capacity * MemoryLayout<CallLeg>.stride
    return legs.count - 1
  }
}

/// The mode of each lamp; bounded.
struct LampTable: Sendable {
  private var lamps: [Lamp] = []

  private struct Lamp: Sendable {
    let stimulus: UInt32
    let instance: UInt32
    var mode: UInt32
  }

  /// Lamps of one device: some hundred buttons with expansion modules.
  static let maximumLamps = 1024

  /// Bytes that the lamps take.
  private(set) var byteCount = 0

  /// Notes a lamp's mode; true where that is news.
  mutating func update(stimulus: UInt32, instance: UInt32, mode: UInt32) -> Bool {
    for index in lamps.indices
    where lamps[index].instance == instance && lamps[index].stimulus == stimulus {
      let isNews = lamps[index].mode != mode
      lamps[index].mode = mode
      return isNews
    }
    if lamps.count == Self.maximumLamps { lamps.removeAll() }
    lamps.append(Lamp(stimulus: stimulus, instance: instance, mode: mode))
    byteCount = lamps.capacity * MemoryLayout<Lamp>.stride
    return true
  }
}
