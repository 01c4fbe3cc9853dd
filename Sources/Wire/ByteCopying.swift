/// Copies of bytes and other elements that are lent, all at once.
extension Array {
  /// Appends elements that are lent.
  @inlinable
  public mutating func append(_ elements: Span<Element>) {
    // SAFETY: the pointer is used within its closure, for the elements that the span says it has.
    unsafe elements.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

extension MutableSpan<UInt8> {
  /// A part of the bytes, to be changed.
  @_lifetime(&self)
  package mutating func part(_ place: Range<Int>) -> MutableSpan<UInt8> {
    _mutatingExtracting(place)
  }

  /// Replaces the bytes from a place on; they must be there.
  package mutating func overwrite(_ start: Int, with new: Span<UInt8>) {
    var place = part(start..<start + new.count)
    place.update(from: new)
  }

  /// Sets bytes to a value; they must be there.
  package mutating func fill(_ place: Range<Int>, with value: UInt8 = 0) {
    var place = part(place)
    place.update(repeating: value)
  }

  /// Writes the low bytes of a number, the lowest first; the place must be there.
  @inlinable
  @inline(__always)
  public mutating func store<Number: FixedWidthInteger & BitwiseCopyable>(
    _ number: Number, at place: Int
  ) {
    // SAFETY: any bytes are these elements; the store checks the place.
    var bytes = unsafe mutableBytes
    bytes.storeBytes(of: number.littleEndian, toByteOffset: place, as: Number.self)
  }
}

extension MutableSpan where Element: BitwiseCopyable {
  /// Replaces as many of the first elements.
  @inlinable
  @inline(__always)
  public mutating func update(from elements: Span<Element>) {
    precondition(elements.count <= count)
    // SAFETY: both pointers are used within their closures, for no more elements than either span
    // has; exclusive access to this one keeps them apart.
    unsafe elements.withUnsafeBufferPointer { source in
      unsafe withUnsafeMutableBufferPointer { places in
        guard let start = source.baseAddress else { return }
        unsafe places.baseAddress?.update(from: start, count: source.count)
      }
    }
  }
}
