/// A leg that is followed, in a place of its own: what is noted of it moves nothing else.
final class LegBox {
  var leg: Leg

  init(_ leg: Leg) {
    self.leg = leg
  }
}
