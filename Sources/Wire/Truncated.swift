/// A read wanted more bytes than there are.
public struct Truncated: Error, Equatable, Sendable {
  /// Bytes that the read wanted.
  public let needed: Int
  /// Bytes that were left.
  public let available: Int
  /// Where the read began, counted from the start of the cursor's bytes.
  public let offset: Int

  /// A read of `needed` bytes at `offset`, where only `available` were left.
  @inlinable
  public init(needed: Int, available: Int, offset: Int) {
    self.needed = needed
    self.available = available
    self.offset = offset
  }
}
