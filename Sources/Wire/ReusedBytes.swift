/// Bytes in storage that is filled again and again.
///
/// Those after the last are what stood there before, so that filling it anew is a comparison and a
/// copy. Public because only what is public can be inlined into other modules.
public struct ReusedBytes: RandomAccessCollection, Sendable {
  @usableFromInline var storage: [UInt8] = []
  @usableFromInline var end = 0

  /// Bytes of storage that are kept whatever they hold next: what is longer is rare, and must not
  /// take its room in each of many.
  @inlinable static var keptCount: Int { 1024 }

  /// Storage grows by this, so that it seldom has to.
  private static var step: Int { 256 }

  /// No bytes, and no storage.
  public init() {}

  /// Bytes there are.
  @inlinable public var count: Int { end }
  /// Index of the first byte.
  @inlinable public var startIndex: Int { 0 }
  /// Index after the last byte.
  @inlinable public var endIndex: Int { end }

  /// The byte at `index`.
  @inlinable public subscript(index: Int) -> UInt8 {
    get {
      precondition(index < end)
      return storage[index]
    }
    _modify {
      precondition(index < end)
      yield &storage[index]
    }
  }

  /// All bytes.
  @inlinable public var span: Span<UInt8> {
    @_lifetime(borrow self)
    get { storage.span.extracting(0..<end) }
  }

  /// Replaces all bytes.
  @inlinable public mutating func refill(with bytes: Span<UInt8>) {
    end = bytes.count
    if end > storage.count || storage.count > Self.keptCount { fitStorage() }
    var places = storage.mutableSpan
    places.update(from: bytes)
  }

  /// Makes room for all bytes; gives up what is far too much.
  @usableFromInline
  @inline(never)
  mutating func fitStorage() {
    if storage.count > Self.keptCount, end <= Self.keptCount { storage = [] }
    guard end > storage.count else { return }
    let room = (end / Self.step + 1) * Self.step
    storage.reserveCapacity(room)
    storage.append(contentsOf: repeatElement(0, count: room - storage.count))
  }
}
