import SCCP
import Wire

/// Something that a user did, for which the server has not set the state of a call yet.
struct UserAction: Sendable {
  let identifier: UInt32
  let stamp: FrameStamp
  let call: UInt32?
  /// When the server first said something after it, more than ``patience`` later.
  var heardAt: FrameStamp?

  /// A server that says something within a second has reacted in time.
  private static let patience: Int64 = 1_000_000_000
  /// A state that comes later than this is not taken for the reaction.
  private static let maximumNanoseconds: Int64 = 20_000_000_000

  /// Whether the action may still wait for the server when it says something else.
  mutating func waits(at stamp: FrameStamp) -> Bool {
    guard let waited = stamp.nanoseconds(since: self.stamp), waited > Self.patience else {
      return false
    }
    if let heardAt {
      return (stamp.nanoseconds(since: heardAt) ?? .max) <= Self.patience
    }
    heardAt = stamp
    return true
  }

  /// What a late call state answers; nil where it does not come late, or for something else.
  func origin(of state: CallState, of call: UInt32?, at stamp: FrameStamp) -> Circumstances.Origin?
  {
    guard let waited = stamp.nanoseconds(since: self.stamp), waited > Self.patience,
      waited <= Self.maximumNanoseconds, !state.isOthers
    else { return nil }
    if let own = self.call, let call, own != call, state != .offHook { return nil }
    return Circumstances.Origin(
      identifier: identifier, place: self.stamp.place, nanoseconds: waited)
  }
}
