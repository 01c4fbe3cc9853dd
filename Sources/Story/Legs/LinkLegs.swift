import CallAnalysis
import Wire

/// What is followed of the legs on one connection.
final class LinkLegs {
  /// By call reference; 0 for the leg of a server that gives none. A leg that is over stays for a
  /// while, for messages that come after its end.
  var legs: [UInt32: LegBox] = [:]
  /// The device's lines, by instance.
  var lines: [UInt32: Party] = [:]
  /// A key that a call may begin with, and that named no call.
  var key: PendingKey?
  var age = ServerAge.unknown

  /// A key before the first message that names a call.
  struct PendingKey {
    let key: CallKey?
    let stamp: FrameStamp
    /// The number that was dialled with it.
    var number: String?
  }

  /// Whether the server gives calls a reference.
  enum ServerAge {
    case unknown
    /// CallManager 2 gives none.
    case withoutReferences
    case withReferences
  }

  /// The leg that a key without a reference is meant for: the one that is not held.
  var active: UInt32? {
    let open = legs.filter { !$0.value.leg.isOver }
    if open.count == 1 { return open.first?.key }
    let free = open.filter { !$0.value.leg.isHeld && $0.value.leg.state?.isRingingIn != true }
    return free.max { $0.value.leg.number < $1.value.leg.number }?.key
  }

  /// The number of the leg with a reference, while it is open.
  func openNumber(of reference: UInt32) -> Int? {
    guard let box = legs[reference], !box.leg.isOver else { return nil }
    return box.leg.number
  }

  var isRinging: Bool {
    legs.values.contains { !$0.leg.isOver && $0.leg.state?.isRingingIn == true }
  }

  /// The leg whose media have a conference identifier; of several the one that began last.
  func leg(inConference conference: UInt32) -> UInt32? {
    legs.filter { $0.value.leg.conference == conference || $0.key == conference }
      .max { $0.value.leg.number < $1.value.leg.number }?.key
  }
}
