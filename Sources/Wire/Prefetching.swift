public import CPrefetch

/// Memory that is asked for before it is needed.
extension Array {
  /// Has the processor fetch an element that will be looked at soon; nothing waits for it.
  ///
  /// Public for one reason: only what is public can be inlined into other modules.
  @inlinable
  public func prefetch(_ index: Int) {
    guard index >= 0, index < count else { return }
    unsafe withUnsafeBufferPointer { elements in
      guard let first = elements.baseAddress else { return }
      // SAFETY: the element lies in the array, and asking for memory neither reads nor changes it.
      let element = unsafe UnsafeRawPointer(first + index)
      let last = MemoryLayout<Element>.stride - 1
      for offset in stride(from: 0, to: last, by: 64) { unsafe prefetch_memory(element + offset) }
      unsafe prefetch_memory(element + last)
    }
  }
}
