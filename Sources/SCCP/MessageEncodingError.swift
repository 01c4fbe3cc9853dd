/// Why values do not make a message.
package enum MessageEncodingError: Error, Equatable, Sendable {
  /// The layout has no such field, in this version and of this length.
  case unknownField(Place, valid: [String])
  /// The enumeration or set of flags has no value of this name.
  case unknownLabel(Place, label: String, valid: [String])
  /// A value of this kind cannot stand in this field.
  case unsuitable(Place, expected: String)
  /// The number does not fit.
  case outOfRange(Place, number: Int64, limits: ClosedRange<Int64>)
  /// There are more bytes, or entries, than the field has room for.
  case tooLong(Place, count: Int, maximum: Int)
  /// The values need a longer message than was asked for.
  case lengthTooShort(message: String, asked: Int, needed: Int)
  /// No length was found at which the layout is the one that was written.
  case noLength(message: String)

  /// Where a value was to stand.
  package struct Place: Equatable, Sendable {
    package let message: String
    /// The names that lead to the field, joined by dots.
    package let field: String
  }
}

extension MessageEncodingError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownField(let place, let valid):
      "\(place): no such field; there are \(valid.joined(separator: ", "))"
    case .unknownLabel(let place, let label, let valid):
      "\(place): no value is called \"\(label)\"; there are \(valid.joined(separator: ", "))"
    case .unsuitable(let place, let expected):
      "\(place): takes \(expected)"
    case .outOfRange(let place, let number, let limits):
      "\(place): \(number) is not between \(limits.lowerBound) and \(limits.upperBound)"
    case .tooLong(let place, let count, let maximum):
      "\(place): \(count) are given where \(maximum) fit"
    case .lengthTooShort(let message, let asked, let needed):
      "\(message): a data length of \(asked) was asked for, the values need \(needed)"
    case .noLength(let message):
      "\(message): its layout changes with its length, give the data length"
    }
  }
}

extension MessageEncodingError.Place: CustomStringConvertible {
  package var description: String { "\(message).\(field)" }
}
