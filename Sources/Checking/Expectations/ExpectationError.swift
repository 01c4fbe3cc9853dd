/// What is wrong with an expectation file, and where.
package struct ExpectationError: Error, Equatable, CustomStringConvertible {
  package let place: TextPlace
  /// Lower case, with the nearest valid name where there is one.
  package let fact: String

  package init(_ place: TextPlace, _ fact: String) {
    self.place = place
    self.fact = fact
  }

  /// `LINE:COLUMN: FACT`; who knows the file's name puts it in front.
  package var description: String { "\(place.line):\(place.column): \(fact)" }
}
