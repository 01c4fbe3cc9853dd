import Wire

/// What the past of a connection says about a message, in the few cases in which it says something.
///
/// It goes with the record, to another thread too.
final class Circumstances: Sendable {
  /// One message of the past.
  struct Origin: Sendable {
    let identifier: UInt32
    let place: FramePlace
    /// The time since then; nil where one of the two has no time.
    let nanoseconds: Int64?
  }

  /// What circumstances say.
  struct Facts: Sendable {
    /// For an alarm: whether the connection carried other messages before.
    var isAlive = false
    /// For an alarm: the request that the device still waits for, or the message that it does not
    /// know.
    var subject: Origin?
    /// For a registration: the address of another open connection on which the device registered.
    var otherAddress: IPAddress?
    /// For a registration: whether an earlier connection of the device ended in a call, without a
    /// sign-off.
    var keptCall = false
    /// For a soft key: the keys that were offered instead, as set and mask.
    var offered: KeySelection?
    /// For a call state: the user's action that it comes late for.
    var action: Origin?
    /// For an order to receive or to send: the other direction's codec, where it is another one.
    var otherCodec: UInt32?
    /// For the end of a stream: the direction that was never ordered since the call was connected,
    /// and the frame that connected it.
    var missing: MissingDirection?
  }

  /// A direction of a call's audio that the server never ordered.
  struct MissingDirection: Sendable {
    /// Whether the device was told to receive only; to send only, otherwise.
    let isSending: Bool
    let connectedAt: FramePlace
  }

  let facts: Facts

  init(_ facts: Facts) {
    self.facts = facts
  }
}

/// Soft keys that a server offers: a set, and which of its keys, bit by bit.
struct KeySelection: Sendable, Equatable {
  let set: UInt32
  let mask: UInt32
}
