/// A keyed hash: SipHash-2-4 of Aumasson and Bernstein, 64 bits.
///
/// Who does not have the key cannot tell a value from its hash by trying values.
struct SipHash: Sendable {
  private let low: UInt64
  private let high: UInt64

  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// A hash that is under way: of bytes so far, to which others can be added in turn.
  struct Stream {
    private var v0, v1, v2, v3: UInt64
    /// The bytes after the last whole word.
    private var word: UInt64 = 0
    private var count = 0

    init(_ hash: SipHash) {
      v0 = hash.low ^ 0x736f_6d65_7073_6575
      v1 = hash.high ^ 0x646f_7261_6e64_6f6d
      v2 = hash.low ^ 0x6c79_6765_6e65_7261
      v3 = hash.high ^ 0x7465_6462_7974_6573
    }

    @inline(__always)
    private mutating func round() {
      v0 &+= v1
      v1 = v1 << 13 | v1 >> 51
      v1 ^= v0
      v0 = v0 << 32 | v0 >> 32
      v2 &+= v3
      v3 = v3 << 16 | v3 >> 48
      v3 ^= v2
      v0 &+= v3
      v3 = v3 << 21 | v3 >> 43
      v3 ^= v0
      v2 &+= v1
      v1 = v1 << 17 | v1 >> 47
      v1 ^= v2
      v2 = v2 << 32 | v2 >> 32
    }

    @inline(__always)
    private mutating func take(_ word: UInt64) {
      v3 ^= word
      round()
      round()
      v0 ^= word
    }

    /// Adds a byte.
    @inline(__always)
    mutating func append(_ byte: UInt8) {
      word |= UInt64(byte) << UInt64(8 * (count & 7))
      count += 1
      if count & 7 == 0 {
        take(word)
        word = 0
      }
    }

    /// The hash of the bytes so far and one more.
    @inline(__always)
    func value(with byte: UInt8) -> UInt64 {
      var stream = self
      stream.append(byte)
      return stream.value
    }

    /// The hash of the bytes so far.
    var value: UInt64 {
      var end = self
      // The last word has the length in its highest byte.
      end.take(word | UInt64(truncatingIfNeeded: count) << 56)
      end.v2 ^= 0xff
      for _ in 0..<4 { end.round() }
      return end.v0 ^ end.v1 ^ end.v2 ^ end.v3
    }
  }

  /// The hash of bytes.
  func hash(_ bytes: some Collection<UInt8>) -> UInt64 {
    var stream = Stream(self)
    for byte in bytes { stream.append(byte) }
    return stream.value
  }
}
