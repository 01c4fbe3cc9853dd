import Wire

/// Texts that are appended again and again, one after the other in one run of bytes.
///
/// There is room after the last of them, so that a short one is appended with wide loads.
/// Public for one reason: only what is public can be inlined into other modules.
public struct TextStore: Sendable {
  /// Bytes that can be loaded from where any text begins.
  @usableFromInline static let roomByteCount = 64
  /// Storage grows by this, so that it seldom has to.
  private static let step = 256

  /// The texts, and the room, which has bytes of texts that were forgotten.
  @usableFromInline private(set) var bytes = [UInt8](repeating: 0, count: roomByteCount)

  package init() {}

  /// Bytes of all texts.
  package private(set) var byteCount = 0

  package mutating func reserveCapacity(_ byteCount: Int) {
    bytes.reserveCapacity(byteCount + Self.roomByteCount + Self.step)
  }

  /// Keeps a text.
  package mutating func add(_ text: Span<UInt8>) -> StoredText {
    let start = byteCount
    byteCount += text.count
    let missing = byteCount + Self.roomByteCount - bytes.count
    if missing > 0 { bytes.append(contentsOf: repeatElement(0, count: missing + Self.step)) }
    var places = bytes.mutableSpan
    places.overwrite(start, with: text)
    return StoredText(
      start: Int32(truncatingIfNeeded: start), count: Int32(truncatingIfNeeded: text.count))
  }

  /// Forgets all texts and keeps the storage.
  package mutating func removeAll() {
    byteCount = 0
  }

  /// The bytes of a text.
  @_lifetime(borrow self)
  package func bytes(of text: StoredText) -> Span<UInt8> {
    bytes.span.extracting(Int(text.start)..<Int(text.start) + Int(text.count))
  }
}

/// Where a text lies in its ``TextStore``.
public struct StoredText: Sendable {
  @usableFromInline let start: Int32
  /// Its bytes.
  public let count: Int32

  @inlinable
  init(start: Int32, count: Int32) {
    self.start = start
    self.count = count
  }

  /// The part between two places in the text; none where the second comes first.
  @inlinable
  @inline(__always)
  public func part(_ from: Int32, _ to: Int32) -> StoredText {
    StoredText(start: start &+ from, count: max(to &- from, 0))
  }

  /// No text.
  package static let none = StoredText(start: 0, count: 0)

  package var isEmpty: Bool { count == 0 }
}
