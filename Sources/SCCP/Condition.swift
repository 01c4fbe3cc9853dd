/// What decides between layouts that exclude each other.
package enum Condition: Sendable {
  case always
  /// The header's data length is above this number.
  case lengthOver(Int)
  /// The header's data length is below this number.
  case lengthUnder(Int)
  /// The message has this data length, a 32-bit word other than 0 at `word`, and only zeros in the
  /// bytes of `gap`; offsets count from the start of the body.
  ///
  /// For peers that pad what others pack, under the same header version and length.
  case padded(length: Int, word: Int, gap: Range<Int>)

  /// Whether it asks for more than the message's length.
  var asksForContent: Bool {
    if case .padded = self { true } else { false }
  }
}
