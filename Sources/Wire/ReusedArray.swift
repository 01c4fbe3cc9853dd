/// Plain elements in storage that is filled again and again.
///
/// Elements behind the last are what stood there before, so that filling it anew is a comparison and
/// a copy. Public because only what is public can be inlined into other modules.
public struct ReusedArray<Element: BitwiseCopyable & Sendable>: RandomAccessCollection, Sendable {
  @usableFromInline var storage: [Element] = []
  @usableFromInline var end = 0

  /// Bytes of storage that are kept whatever they hold next; what is longer and rare must not take
  /// its room in each of many arrays.
  @inlinable static var keptByteCount: Int { 1536 }

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
    if end > storage.count || storage.count > Self.keptCount { fitStorage(filler: elements) }
    var places = places
    places.update(from: elements)
  }

  @inlinable static var keptCount: Int { keptByteCount / MemoryLayout<Element>.stride }

  /// Makes room for all elements; gives up what is far too much.
  @usableFromInline
  @inline(never)
  mutating func fitStorage(filler: Span<Element>) {
    if storage.count > Self.keptCount, end <= Self.keptCount { storage = [] }
    guard end > storage.count else { return }
    storage.reserveCapacity(end)
    storage.append(contentsOf: repeatElement(filler[0], count: end - storage.count))
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
