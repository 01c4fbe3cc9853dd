/// The name of a field, as a small number: names are compared once for every value decoded.
@usableFromInline
package struct FieldName: Hashable, Sendable {
  /// Its place in ``all``.
  @usableFromInline package let index: UInt16

  /// A name that no field has.
  package static let none = FieldName(index: .max)

  private init(index: UInt16) {
    self.index = index
  }

  /// The name as a number; ``none`` for one that no layout has.
  package init(_ name: String) {
    var (low, high) = (0, Self.all.count)
    while low < high {
      let middle = (low + high) / 2
      if Self.all[middle] < name { low = middle + 1 } else { high = middle }
    }
    let isKnown = low < Self.all.count && Self.all[low] == name
    index = isKnown ? UInt16(truncatingIfNeeded: low) : .max
  }

  /// The name as the catalogue writes it.
  package var spelling: String {
    Int(index) < Self.all.count ? Self.all[Int(index)] : ""
  }
}
