/// Plain elements in storage that is filled again and again.
///
/// The storage only grows: elements behind the last are what stood there before, so that filling it
/// anew is a comparison and a copy. Public because only what is public can be inlined into other
/// modules.
public struct ReusedArray<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, Sendable {
  @usableFromInline var storage: [Element] = []
  @usableFromInline var end = 0

  /// No elements, and no storage.
  public init() {}

  /// Elements there are.
  @inlinable public var count: Int { end }
  /// Index of the first element.
  @inlinable public var startIndex: Int { 0 }
  /// Index behind the last element.
  @inlinable public var endIndex: Int { end }

  /// The element at `index`.
  @inlinable public subscript(index: Int) -> Element {
    get {
      precondition(index < end)
      return storage[index]
    }
    _modify {
      precondition(index < end)
      yield &storage[index]
    }
  }

  /// All elements.
  @inlinable public var span: Span<Element> {
    @_lifetime(borrow self)
    get { storage.span.extracting(0..<end) }
  }

  /// The elements, and the room behind them.
  @inlinable public var places: MutableSpan<Element> {
    @_lifetime(&self)
    mutating get { storage.mutableSpan }
  }

  /// Replaces all elements.
  @inlinable public mutating func refill(with elements: Span<Element>) {
    end = elements.count
    if end > storage.count { grow(elements[0]) }
    var places = places
    places.update(from: elements)
  }

  @usableFromInline
  @inline(never)
  mutating func grow(_ filler: Element) {
    storage.reserveCapacity(2 * end)
    storage.append(contentsOf: repeatElement(filler, count: end - storage.count))
  }

  /// Appends an element.
  @inlinable public mutating func append(_ element: Element) {
    if end == storage.count {
      storage.append(element)
    } else {
      storage[end] = element
    }
    end += 1
  }

  /// Forgets the last element.
  @inlinable public mutating func removeLast() {
    precondition(end > 0)
    end -= 1
  }

  /// Forgets all elements and keeps the storage.
  @inlinable public mutating func removeAll() {
    end = 0
  }
}
