/// The number of each leg's call in the list of calls, as one reading of the captures finds it.
///
/// Another reading of the same captures numbers the legs alike, so that it knows the call of each
/// message from the first one on.
package struct CallNumbers: Sendable {
  /// By the number of the leg; 0 for a leg without a call.
  private var numbers: [UInt32] = []

  /// Legs whose call is kept: four bytes each, for captures of some million calls.
  package static let maximumLegs = 1 << 24

  package init() {}

  /// Takes the legs of a call that is over.
  package mutating func note(_ call: Call) {
    for leg in call.legs where leg.number < Self.maximumLegs {
      while numbers.count <= leg.number { numbers.append(0) }
      numbers[leg.number] = UInt32(truncatingIfNeeded: call.number)
    }
  }

  /// The number of the call that a leg belongs to.
  package func number(ofLeg leg: Int) -> Int? {
    guard numbers.indices.contains(leg), numbers[leg] > 0 else { return nil }
    return Int(numbers[leg])
  }
}
