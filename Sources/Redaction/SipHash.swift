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

  /// The state of a hash that is under way.
  private struct State {
    var v0, v1, v2, v3: UInt64

    @inline(__always)
    mutating func round() {
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
    mutating func take(_ word: UInt64) {
      v3 ^= word
      round()
      round()
      v0 ^= word
    }
  }

  /// The hash of bytes.
  func hash(_ bytes: some Collection<UInt8>) -> UInt64 {
    var state = State(
      v0: low ^ 0x736f_6d65_7073_6575, v1: high ^ 0x646f_7261_6e64_6f6d,
      v2: low ^ 0x6c79_6765_6e65_7261, v3: high ^ 0x7465_6462_7974_6573)
    var word: UInt64 = 0
    var count = 0
    for byte in bytes {
      word |= UInt64(byte) << UInt64(8 * (count % 8))
      count += 1
      if count % 8 == 0 {
        state.take(word)
        word = 0
      }
    }
    // The last word has the length in its highest byte.
    state.take(word | UInt64(truncatingIfNeeded: count) << 56)
    state.v2 ^= 0xff
    for _ in 0..<4 { state.round() }
    return state.v0 ^ state.v1 ^ state.v2 ^ state.v3
  }
}
