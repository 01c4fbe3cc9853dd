/// A read wanted more bytes than there are.
package struct Truncated: Error, Equatable, Sendable {
  /// Bytes that the read wanted.
  package let needed: Int
  /// Bytes that were left.
  package let available: Int
  /// Where the read began, counted from the start of the cursor's bytes.
  package let offset: Int

  package init(needed: Int, available: Int, offset: Int) {
    self.needed = needed
    self.available = available
    self.offset = offset
  }
}
