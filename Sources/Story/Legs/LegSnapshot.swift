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
  mutating func say(_ change: LegChange, of leg: Leg) {
    say(.leg(LegSnapshot(leg), change))
  }
}
