import Wire

/// UTF-8 text under construction, in storage that is used again and again.
///
/// Everything the program prints is built here, byte by byte: no string is made on the way.
/// The one owner of its storage, so that an append is a comparison and a store. The pointers are
/// touched in this file only, and every use of them lies after ``reserve(_:)``. Public for one
/// reason: only what is public can be inlined into other modules.
@safe
public struct TextBuffer: ~Copyable, @unchecked Sendable {
  @usableFromInline var storage: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  @usableFromInline var end = 0

  package init(capacity: Int = 256) {
    self.capacity = max(capacity, 64)
    // SAFETY: freed by `deinit`, or by `grow(to:)` once the text has been moved.
    unsafe storage = .allocate(capacity: self.capacity)
  }

  deinit {
    // SAFETY: bytes need no deinitialization; nothing else refers to the storage.
    unsafe storage.deallocate()
  }

  /// Bytes of text.
  @inlinable
  public var count: Int { end }

  package var isEmpty: Bool { end == 0 }

  /// The text's bytes.
  @inlinable
  public var span: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      // SAFETY: the first `end` bytes are initialized, and the borrow keeps them in place.
      let span = unsafe Span(_unsafeStart: storage, count: end)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// A copy of the text's bytes.
  package var bytes: [UInt8] {
    var copy: [UInt8] = []
    copy.append(span)
    return copy
  }

  /// Forgets the text and keeps the storage.
  @inlinable
  public mutating func removeAll() {
    end = 0
  }

  /// Cuts the text back to its first `newCount` bytes.
  package mutating func truncate(to newCount: Int) {
    end = min(end, max(newCount, 0))
  }

  /// Makes room for `extra` bytes after the text; returns the place that they go to.
  @inlinable
  @inline(__always)
  mutating func reserve(_ extra: Int) -> UnsafeMutablePointer<UInt8> {
    if extra > capacity &- end { grow(by: extra) }
    // SAFETY: the end of the text is within the storage, or right after it.
    return unsafe storage + end
  }

  @usableFromInline
  @inline(never)
  mutating func grow(by extra: Int) {
    let wanted = max(end + extra, 2 * capacity)
    // SAFETY: the new storage holds at least `end` bytes, which are copied before the old is freed.
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    unsafe larger.update(from: storage, count: end)
    unsafe storage.deallocate()
    unsafe storage = larger
    capacity = wanted
  }

  /// Appends one byte of UTF-8.
  @inlinable
  @inline(__always)
  public mutating func append(byte: UInt8) {
    // SAFETY: room for one byte was made.
    unsafe reserve(1).pointee = byte
    end &+= 1
  }

  /// Appends bytes that are UTF-8 already.
  @inlinable
  @inline(__always)
  public mutating func append(_ bytes: Span<UInt8>) {
    let added = bytes.count
    let place = unsafe reserve(added)
    unsafe bytes.withUnsafeBufferPointer { source in
      // SAFETY: room for all bytes was made; a span that is lent does not lie in this storage.
      if let start = source.baseAddress { unsafe place.initialize(from: start, count: added) }
    }
    end &+= added
  }

  /// Appends bytes that are UTF-8 already.
  package mutating func append(_ bytes: [UInt8]) {
    append(bytes.span)
  }

  /// Appends a text from its store.
  @inlinable
  @inline(__always)
  public mutating func append(_ text: StoredText, of store: borrowing TextStore) {
    let (start, added) = (Int(text.start), Int(text.count))
    let bytes = store.bytes.span
    guard added <= TextStore.roomByteCount else {
      append(bytes.extracting(start..<start &+ added))
      return
    }
    // SAFETY: the loads check their place; room was made for what is stored, of which the bytes
    // after `added` are no text yet.
    let place = unsafe UnsafeMutableRawPointer(reserve(TextStore.roomByteCount))
    let wide = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: Bytes32.self)
    unsafe place.storeBytes(of: wide, as: Bytes32.self)
    if added > Bytes32.scalarCount {
      let next = start &+ Bytes32.scalarCount
      let rest = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: next, as: Bytes32.self)
      unsafe place.storeBytes(of: rest, toByteOffset: Bytes32.scalarCount, as: Bytes32.self)
    }
    end &+= added
  }

  @usableFromInline typealias Bytes32 = SIMD32<UInt8>

  /// Appends words that stand in the program's text.
  @inlinable
  @inline(__always)
  public mutating func append(_ words: StaticString) {
    guard words.hasPointerRepresentation else {
      append(scalar: words.unicodeScalar)
      return
    }
    let added = words.utf8CodeUnitCount
    // SAFETY: room for all bytes was made, and the program's text stays where it is.
    unsafe reserve(added).initialize(from: words.utf8Start, count: added)
    end &+= added
  }

  @_disfavoredOverload
  package mutating func append(_ text: String) {
    append(text.utf8.span)
  }

  /// Appends text between two bytes, such as quotes.
  package mutating func append(_ text: String, between quote: UInt8) {
    append(byte: quote)
    append(text.utf8.span)
    append(byte: quote)
  }

  /// Appends the text of another buffer.
  package mutating func append(_ other: borrowing TextBuffer) {
    append(other.span)
  }

  /// Appends a part of the text once more.
  package mutating func append(again range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= end)
    let place = unsafe reserve(range.count)
    // SAFETY: the range lies within the text, and room for as many bytes was made after it.
    unsafe place.initialize(from: storage + range.lowerBound, count: range.count)
    end &+= range.count
  }

  package mutating func append(repeating byte: UInt8, count: Int) {
    guard count > 0 else { return }
    // SAFETY: room for all bytes was made.
    unsafe reserve(count).update(repeating: byte, count: count)
    end += count
  }

  /// Appends a Unicode scalar in UTF-8.
  @usableFromInline
  package mutating func append(scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x80 {
      append(byte: UInt8(truncatingIfNeeded: value))
    } else {
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
        append(byte: byte)
      }
    }
  }

  /// Appends the lowest bytes of a word, up to eight, the lowest first.
  @inline(__always)
  mutating func append(word: UInt64, byteCount: Int) {
    // SAFETY: room for eight bytes was made; the ones after `byteCount` are no text yet.
    unsafe UnsafeMutableRawPointer(reserve(8)).storeBytes(of: word.littleEndian, as: UInt64.self)
    end &+= byteCount
  }
}

extension String {
  /// The text of a buffer.
  package init(_ text: borrowing TextBuffer) {
    self.init(copying: text.span)
  }

  /// The text that bytes spell, broken UTF-8 repaired.
  package init(copying bytes: Span<UInt8>) {
    // SAFETY: the pointer is used within its closure, for the bytes that the span says it has.
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
