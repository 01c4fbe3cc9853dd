import SCCP

/// A leg as it was when something became known of it.
///
/// One reference, which all that hear of it share and may keep: a leg is large.
package final class LegSnapshot: Sendable {
  package let leg: Leg

  init(_ leg: Leg) {
    self.leg = leg
  }
}

extension Replies {
  /// Says what became known of a leg.
  mutating func say(_ change: LegChange, of leg: consuming Leg) {
    say(.leg(LegSnapshot(leg), change))
  }

  /// Says the state that a leg came into, and that it is over where it is.
  mutating func say(state: CallState, of leg: consuming Leg) {
    let snapshot = LegSnapshot(leg)
    say(.leg(snapshot, .state(state)))
    if snapshot.leg.isOver { say(.leg(snapshot, .over)) }
  }
}
