/// A leg that is followed, in a place of its own: what is noted of it moves nothing else.
final class LegBox {
  let number: Int
  var leg: Leg

  init(_ leg: Leg) {
    number = leg.number
    self.leg = leg
  }
}
