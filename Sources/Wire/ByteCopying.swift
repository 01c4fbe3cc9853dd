/// Copies of bytes that are lent, all at once.
extension [UInt8] {
  /// Appends bytes that are lent.
  package mutating func append(_ bytes: Span<UInt8>) {
    // SAFETY: the pointer is used within its closure, for the bytes that the span says it has.
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
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
