/// A promise that an input showed not to hold.
package struct Violation: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Throws unless the promise holds; `promise` says what was found instead.
func require(_ holds: Bool, _ promise: @autoclosure () -> String) throws(Violation) {
  if !holds { throw Violation(promise()) }
}
