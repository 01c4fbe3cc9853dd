/// Unpacks a compressed stream, piece by piece.
protocol StreamDecoder: ~Copyable {
  /// Whether the stream may end here: after a whole member (gzip) or frame (zstd).
  var isWhole: Bool { get }
  /// Bytes of memory that it takes.
  var byteCount: Int { get }

  /// Unpacks the front of `packed` into `room` from index `start` on, as far as either lasts.
  ///
  /// It throws when the bytes are no such stream.
  mutating func decode(
    _ packed: Span<UInt8>, into room: inout MutableSpan<UInt8>, from start: Int
  ) throws(StreamDamage) -> StreamProgress
}

/// How far a decoder came.
struct StreamProgress {
  /// Bytes taken of those that are compressed.
  var taken = 0
  /// Bytes unpacked.
  var given = 0
}

/// What is wrong with a compressed stream.
struct StreamDamage: Error {
  /// Bytes taken before it showed.
  let taken: Int
  /// The library's words, in lower case as all our errors are.
  let text: String

  init(taken: Int, _ text: String) {
    self.taken = taken
    self.text = text.prefix(1).lowercased() + text.dropFirst()
  }
}
