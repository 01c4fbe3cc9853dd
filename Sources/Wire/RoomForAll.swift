/// Arrays that may come to have very many elements.
extension Array {
  /// Appends an element, of `maximumCount` that there can be; where there are many, room is made for all.
  ///
  /// Room that is never written to takes no memory, while an array that grows as usual is moved to other
  /// memory each time it has doubled. Public for one reason: only what is public can be inlined into
  /// other modules.
  @inlinable
  public mutating func append(_ element: Element, of maximumCount: Int) {
    if count == 256 { reserveCapacity(maximumCount) }
    append(element)
  }
}
