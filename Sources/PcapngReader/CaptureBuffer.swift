/// The part of a capture that is being looked at: one reused run of bytes in front of a source.
///
/// It asks the source only when it holds fewer bytes than wanted, and then once, so that a packet
/// from a pipe is seen as soon as its last byte is there.
package struct CaptureBuffer: ~Copyable {
  /// Room for what one read brings; more than this measures no faster.
  package static let initialByteCount = 256 << 10
  /// The most that is held at one time, and so the longest block or record that can be read.
  ///
  /// libpcap's limit for a pcapng block. What a length field claims costs nothing: the room grows
  /// only as the bytes really arrive.
  package static let maximumByteCount = 16 << 20

  /// Room where fewer bytes are expected, which may still be more.
  private static let minimumByteCount = 4 << 10

  private var source: any ByteSource
  /// Room for one read of a source that has as much.
  private let readByteCount: Int
  private var share: MemoryShare
  private var storage: [UInt8]
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  /// Where the first byte held is in the file.
  package private(set) var fileOffset = 0

  /// A buffer that begins with room for `byteCount` bytes, or for all that the source seems to have,
  /// and grows as far as `budget` lets it.
  package init(
    _ source: any ByteSource, byteCount: Int = initialByteCount,
    budget: CaptureMemory = CaptureMemory()
  ) {
    self.source = source
    let most = max(byteCount, 1)
    readByteCount = most
    // One byte more than expected, so that the end shows without more room.
    let expected = min(max(source.expectedByteCount ?? most, 0), most) + 1
    storage = Array(
      repeating: 0, count: min(max(expected, Self.minimumByteCount), most))
    share = MemoryShare(of: budget, byteCount: storage.count)
  }

  /// Bytes held.
  package var available: Int { end - start }

  /// The bytes held.
  package var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    @inline(__always)  // Called several times per packet.
    get { storage.span.extracting(start..<end) }
  }

  /// Makes sure that `count` bytes are held; false when the file ends before.
  ///
  /// `count` must not be above ``maximumByteCount``. It throws when the source does.
  @inline(__always)  // Called several times per packet; hardly ever to read.
  package mutating func require(_ count: Int) throws(CaptureError) -> Bool {
    while available < count {
      guard try refill() else { return false }
    }
    return true
  }

  /// Passes over `count` bytes, which must be held.
  package mutating func advance(_ count: Int) {
    start += count
    fileOffset += count
  }

  /// Passes over up to `count` bytes, held or not, and returns how many there were; `taker` is shown
  /// them.
  package mutating func discard(
    _ count: Int, _ taker: (Span<UInt8>) -> Void
  ) throws(CaptureError) -> Int {
    var left = count
    while left > 0 {
      let step = min(left, available)
      taker(bytes.extracting(..<step))
      advance(step)
      left -= step
      if left > 0, try !refill() { break }
    }
    return count - left
  }

  /// Puts what unpacks the bytes in front of the source, where they begin like compressed ones;
  /// what they are compressed with.
  ///
  /// To be called before anything is passed over. It throws when the source does, and when this
  /// program cannot unpack them.
  mutating func unpack() throws(CaptureError) -> Compression? {
    _ = try require(Compression.magicByteCount)
    guard let compression = Compression(beginning: bytes) else { return nil }
    let budget = share.budget
    var packed = CaptureBuffer(source, byteCount: readByteCount, budget: budget)
    swap(&self, &packed)
    source = try compression.unpacked(packed, budget)
    return compression
  }

  /// One read of the source, after the bytes held; false at the end.
  @inline(never)
  private mutating func refill() throws(CaptureError) -> Bool {
    if isAtEnd { return false }
    moveToFront()
    if end == 0, case let source = source, try source.exchange(&storage) {
      end = storage.count
      return true
    }
    if end == storage.count {
      let room = min(storage.count, Self.maximumByteCount - storage.count)
      guard share.extend(to: storage.count + room) else {
        throw CaptureError(.file, share.budget.exceeded)
      }
      storage.append(contentsOf: repeatElement(0, count: room))
    }
    let (source, room) = (source, end)
    var all = storage.mutableSpan
    let count = try source.fill(&all, from: room)
    end += count
    isAtEnd = count == 0
    return count > 0
  }

  private mutating func moveToFront() {
    guard start > 0 else { return }
    let count = available
    let from = start
    var all = storage.mutableSpan
    for index in 0..<count {
      all[index] = all[from + index]
    }
    start = 0
    end = count
  }
}
